#!/bin/bash
# What an operator sees of the packages: installed, upgraded over an edited configuration, removed and purged, by dpkg
# itself, on top of this system in an overlay that is gone with the test. The daemon that dpkg brought takes an
# article as the user that dpkg made. Needs root and a kernel that mounts an overlay, else it is skipped.
#     package_installed_test.sh FOLDER-OF-PACKAGES ARTICLE
set -euo pipefail
packages=$(realpath "$1") article=$(realpath "$2")

if [[ ${INSIDE:-} != yes ]]; then
  [[ $EUID -eq 0 ]] || { echo "skipped: only root can install packages"; exit 77; }
  tmp=$(mktemp -d "${TMPDIR:-/tmp}/indicatord-package.XXXXXX")
  trap 'rmdir "$tmp"' EXIT
  # Mounts end with their namespace; processes with theirs.
  INSIDE=yes TMP=$tmp unshare --mount --pid --fork --kill-child --propagation private "$BASH" "${BASH_SOURCE[0]}" "$@"
  exit
fi

mount -t tmpfs -o mode=0755 none "$TMP"
mkdir "$TMP"/{upper,work,root}
mount -t overlay -o "lowerdir=/,upperdir=$TMP/upper,workdir=$TMP/work" none "$TMP/root" 2>/dev/null ||
  { echo "skipped: no overlay can be mounted"; exit 77; }
root=$TMP/root
mount -t proc none "$root/proc"
mount --rbind /dev "$root/dev"
mount -t tmpfs none "$root/run"
mount -t tmpfs none "$root/tmp"
cp "$article" "$root/tmp/"
for package in indicatord libindicatord0 libindicatord-dev; do
  cp "$packages/${package}"_*.deb "$root/tmp/$package.deb"
done

fail() {
  cat "$root/tmp/said" >&2
  echo "$*" >&2
  exit 1
}
in_root() { chroot "$root" "$@"; }
dpkg_() { in_root env DEBIAN_FRONTEND=noninteractive dpkg --force-confdef --force-confold "$@" >"$root/tmp/said" 2>&1 || fail "dpkg $* failed"; }
ctl() { in_root runuser -u indicatord -- indicatorctl "$@"; }

# Until the daemon does what COMMAND asks for, for 20 s at most.
wait_for() { # WHAT COMMAND…
  local tries
  for ((tries = 0; tries < 200; tries++)); do
    ! "${@:2}" >"$root/tmp/said" 2>&1 || return 0
    sleep 0.1
  done
  fail "waited in vain: $1"
}

dpkg_ -i /tmp/indicatord.deb /tmp/libindicatord0.deb /tmp/libindicatord-dev.deb
in_root dpkg --verify indicatord libindicatord0 libindicatord-dev >"$root/tmp/said" || fail "dpkg --verify finds a difference"
in_root getent passwd indicatord >"$root/tmp/said" || fail "no user was made"
[[ $(in_root stat -c %a:%U /var/lib/indicatord/inbox) == 2770:indicatord ]] || fail "the inbox is not as it should be"
[[ -L $root/etc/systemd/system/multi-user.target.wants/indicatord.service ]] || fail "the service is not enabled"

# As the unit would start it; its folders below /run and /var/lib are the unit's.
in_root install -d -o indicatord -g indicatord -m 0750 /run/indicatord /var/lib/indicatord/state
in_root runuser -u indicatord -- /usr/sbin/indicatord --config /etc/indicatord/indicatord.conf --min-free 0 --min-free-percent 0 \
  >"$root/tmp/log" 2>&1 &
wait_for "status" ctl status
in_root install -m 0640 -o indicatord -g indicatord "/tmp/${article##*/}" "/var/lib/indicatord/inbox/.a"
mv "$root/var/lib/indicatord/inbox/.a" "$root/var/lib/indicatord/inbox/a.txt"
wait_for "the article in done/" test -e "$root/var/lib/indicatord/inbox/done/a.txt"
daemon=$(in_root pgrep -u indicatord -x indicatord)
kill -TERM "$daemon"
wait || fail "the daemon did not end in order: $(cat "$root/tmp/log")"
ctl journal check >"$root/tmp/said" || fail "the journal is damaged"

echo 'settle = 3s' >>"$root/etc/indicatord/indicatord.conf"
dpkg_ -i /tmp/indicatord.deb
grep -qx 'settle = 3s' "$root/etc/indicatord/indicatord.conf" || fail "an upgrade took the operator's settings"
[[ -L $root/etc/systemd/system/multi-user.target.wants/indicatord.service ]] || fail "an upgrade disabled the service"

dpkg_ -r indicatord
[[ ! -e $root/usr/sbin/indicatord && -e $root/etc/indicatord/indicatord.conf ]] || fail "removal took too much or too little"
dpkg_ -P indicatord libindicatord-dev libindicatord0
[[ ! -e $root/etc/indicatord/indicatord.conf ]] || fail "a purge left the configuration"
[[ ! -L $root/etc/systemd/system/multi-user.target.wants/indicatord.service ]] || fail "a purge left the service enabled"
[[ -e $root/var/lib/indicatord/inbox/done/a.txt ]] || fail "a purge took an article"
echo "installed, upgraded, removed and purged; an article went through"
