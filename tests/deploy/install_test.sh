#!/bin/bash
# shellcheck disable=SC1090,SC2154
# Installs into a folder and holds the list of files against what is meant; then a C program is compiled against the
# installed headers and library by way of pkg-config, and run.
set -euo pipefail
source "$1"
install_all

cat >"$tmp/wanted" <<LIST
$sbin/indicatord
$bin/indicatorctl
$lib/libindicatord.so
$lib/libindicatord.so.0
$lib/libindicatord.so.$version
$lib/pkgconfig/indicatord.pc
$prefix/lib/systemd/system/indicatord.service
$prefix/lib/sysusers.d/indicatord.conf
$prefix/lib/tmpfiles.d/indicatord.conf
$etc/indicatord/indicatord.conf
$man/man1/indicatorctl.1
$man/man5/indicatord.conf.5
$man/man8/indicatord.8
LIST
for header in "$source"/include/indicatord/*.h; do
  echo "$include/indicatord/${header##*/}" >>"$tmp/wanted"
done
sort -o "$tmp/wanted" "$tmp/wanted"
(cd "$tmp/root" && find . ! -type d | sed 's/^\.//' | sort) >"$tmp/found"
diff -u "$tmp/wanted" "$tmp/found" || fail "what is installed differs from what is meant (see above)"

"$tmp/root$bin/indicatorctl" --version | grep -qx "indicatorctl $version" || fail "indicatorctl --version is not $version"

cat >"$tmp/consumer.c" <<'PROGRAM'
#include <indicatord/extract.h>
#include <indicatord/feed_client.h>
#include <stdio.h>

int main(void)
{
    static const char article[] = "Năm 2020, thu ngân sách ước đạt 39,2 tỷ đồng, bằng 113% dự toán.";
    struct ind_fault fault = {.text = ""};
    ind_tables *tables = NULL;
    ind_extractor *extractor = NULL;
    const ind_result *result = NULL;
    if (ind_tables_new(&tables, NULL, 0, &fault) || ind_extractor_new(&extractor, tables, 0) ||
        ind_extract(extractor, &(ind_source){.name = "a.txt", .bytes = article, .length = sizeof article - 1}, &result, &fault)) {
        fputs(fault.text, stderr);
        return 1;
    }
    printf("%u\n", result->count);
    ind_extractor_free(extractor);
    ind_tables_free(tables);
    ind_feed_client_free(NULL);
    return 0;
}
PROGRAM
export PKG_CONFIG_SYSROOT_DIR=$tmp/root PKG_CONFIG_PATH=$tmp/root$lib/pkgconfig
flags=(-std=c17 -Wall -Wextra -Werror)
[[ $sanitize == ON ]] && flags+=(-fsanitize=address -fsanitize=undefined)
# shellcheck disable=SC2046
"$cc" "${flags[@]}" "$tmp/consumer.c" $(pkg-config --cflags --libs indicatord) -o "$tmp/consumer" ||
  fail "a consumer does not compile against what is installed"
[[ $(LD_LIBRARY_PATH=$tmp/root$lib "$tmp/consumer") == 1 ]] || fail "the installed library does not extract"

# Of the inside nothing is to be seen.
shown=$(nm -D --defined-only "$tmp/root$lib/libindicatord.so" | awk '$2 == "T" {sub("@.*", "", $3); print $3}' | grep -v '^ind_' || true)
[[ -z $shown ]] || fail "the library shows names of its inside: $shown"
echo "$(wc -l <"$tmp/found") files installed; a consumer compiles and runs"
