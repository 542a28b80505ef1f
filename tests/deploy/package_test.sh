#!/bin/bash
# shellcheck disable=SC1090,SC2154
# The packages of scripts/package, built in the folder that is given: together they hold what is installed, no file
# twice; their control files name what dpkg must know.
set -euo pipefail
source "$1"
packages=$2
BUILD_DIR=$packages "$source/scripts/package" >"$tmp/list"
[[ $(wc -l <"$tmp/list") == 3 ]] || { cat "$tmp/list" >&2; fail "these are not three packages"; }

while IFS= read -r package; do
  name=$(dpkg-deb -f "$package" Package)
  [[ $(dpkg-deb -f "$package" Version) == "$version" ]] || fail "$package has another version than $version"
  dpkg-deb --fsys-tarfile "$package" | tar -t | sed 's/^\.//' | grep -v '/$' >"$tmp/files"
  grep -qx "/usr/share/doc/$name/copyright" "$tmp/files" || fail "$package tells no licence"
  grep -vx "/usr/share/doc/$name/copyright" "$tmp/files" >>"$tmp/found" || fail "$package is empty"
done <"$tmp/list"

[[ -z $(sort "$tmp/found" | uniq -d) ]] || fail "two packages hold $(sort "$tmp/found" | uniq -d | head -n 1)"
DESTDIR=$tmp/root "$cmake" --install "$packages" >"$tmp/log" 2>&1 || { cat "$tmp/log" >&2; fail "cmake --install failed"; }
diff -u <(cd "$tmp/root" && find . ! -type d | sed 's/^\.//' | sort) <(sort "$tmp/found") ||
  fail "the packages hold other files than what is installed (see above)"

service=$(grep '/indicatord_' "$tmp/list")
depends=" $(dpkg-deb -f "$service" Depends),"
for needed in libzmq5 libuv1 libsqlite3-0 libpcre2-8-0 systemd; do
  [[ $depends == *" $needed"[\ ,]* ]] || fail "indicatord does not depend on $needed"
done
[[ $(dpkg-deb --info "$service" conffiles) == /etc/indicatord/indicatord.conf ]] || fail "the configuration is no conffile"
echo "$(wc -l <"$tmp/found") files in three packages"
