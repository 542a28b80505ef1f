#!/bin/bash
# shellcheck disable=SC1090,SC2154
# The installed unit before systemd: `verify` has nothing to say, `security` finds an exposure of 2.0 at most.
set -euo pipefail
source "$1"
command -v systemd-analyze >/dev/null || { echo "skipped: there is no systemd-analyze"; exit 77; }
install_all
unit=$tmp/root$prefix/lib/systemd/system/indicatord.service

# The units that ours refers to, so that --root finds them.
mkdir -p "$tmp/root/usr/lib/systemd/system"
cp -an /lib/systemd/system/. "$tmp/root/usr/lib/systemd/system/"
mkdir -p "$tmp/root/etc/systemd/system" "$tmp/root/bin"
cp -L /bin/kill "$tmp/root/bin/"
cp "$unit" "$tmp/root/etc/systemd/system/"
systemd-analyze verify --man=no --root="$tmp/root" indicatord.service >"$tmp/said" 2>&1 || { cat "$tmp/said" >&2; fail "verify failed"; }
[[ ! -s $tmp/said ]] || { cat "$tmp/said" >&2; fail "verify is not silent"; }

grep -qx "ExecStart=$sbin/indicatord --config $etc/indicatord/indicatord.conf" "$unit" ||
  fail "the unit starts something that is not installed"
systemd-analyze security --no-pager --offline=true --threshold=20 "$unit" >"$tmp/said" 2>&1 || { cat "$tmp/said" >&2; fail "the exposure is over 2.0"; }
tail -n 1 "$tmp/said"

systemd-sysusers --root="$tmp/root" "$tmp/root$prefix/lib/sysusers.d/indicatord.conf" 2>"$tmp/said" || { cat "$tmp/said" >&2; fail "sysusers fails"; }
grep -q '^indicatord:' "$tmp/root/etc/passwd" || fail "sysusers made no user"
systemd-tmpfiles --root="$tmp/root" --create "$tmp/root$prefix/lib/tmpfiles.d/indicatord.conf" 2>"$tmp/said" || true
if [[ $EUID -eq 0 ]]; then
  mode=$(stat -c %a "$tmp/root/var/lib/indicatord/inbox") || fail "tmpfiles made no inbox: $(cat "$tmp/said")"
  [[ $mode == 2770 ]] || fail "the inbox has mode $mode"
fi
