#!/bin/bash
# shellcheck disable=SC1090,SC2154
# The default configuration and its manual know the keys of the daemon, all of them and no others, with the defaults
# that the daemon has.
set -euo pipefail
source "$1"
conf=$source/deploy/indicatord.conf page=$source/deploy/man/indicatord.conf.5

"$build/bin/indicatord" --help | sed -n 's/^  --\([a-z-]*\) .*/\1/p' | grep -vxE 'config|help|version' | sort >"$tmp/keys"
[[ -s $tmp/keys ]] || fail "indicatord --help lists no keys"
sed -n 's/^#\?\([a-z-]*\) = *.*/\1/p' "$conf" | sort >"$tmp/conf"
diff -u "$tmp/keys" "$tmp/conf" || fail "deploy/indicatord.conf has other keys than the daemon (see above)"
sed -n 's/^\.It Cm //p' "$page" | sort >"$tmp/page"
diff -u "$tmp/keys" "$tmp/page" || fail "indicatord.conf(5) has other keys than the daemon (see above)"

# `--help` ends a key's line with its default in parentheses.
while IFS= read -r key; do
  default=$("$build/bin/indicatord" --help | sed -n "s/^  --$key .*(\([^()]*\))\$/\1/p")
  [[ -z $default ]] || grep -qxF "#$key = $default" "$conf" || fail "deploy/indicatord.conf shows another default of $key than $default"
  [[ -z $default ]] || awk -v key="$key" -v value="$default" '
    /^\.It Cm / {mine = $3 == key} mine && index($0, value) {found = 1} END {exit !found}' "$page" ||
    fail "indicatord.conf(5) shows another default of $key than $default"
done <"$tmp/keys"

# With every comment taken off it is a configuration the daemon reads: the first it misses is a folder.
sed -e 's/^#\([a-z-]* = .\)/\1/' -e "s|/var/lib/indicatord|$tmp/none|; s|/run/indicatord|$tmp/none|; s|/etc/indicatord|$tmp/none|" "$conf" >"$tmp/conf"
if "$build/bin/indicatord" --config "$tmp/conf" >"$tmp/said" 2>&1; then
  fail "the daemon started without an inbox"
fi
grep -q "$tmp/none" "$tmp/said" || { cat "$tmp/said" >&2; fail "the daemon does not name the folder it misses"; }
if grep -qE 'conf:[0-9]+' "$tmp/said"; then
  cat "$tmp/said" >&2
  fail "the daemon does not read deploy/indicatord.conf"
fi
echo "$(wc -l <"$tmp/keys") keys agree"
