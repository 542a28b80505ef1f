"""The daemon under the unit's system call filter and without pages that are both writable and executable: an article
still goes all the way. The filter is read from the unit and applied here, for a test can't boot systemd.

    sandbox_test.py UNIT DAEMON CTL ARTICLE
"""
import ctypes
import errno
import json
import os
import pathlib
import shutil
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "consumers"))
import harness  # noqa: E402

try:
    import seccomp
except ImportError:
    harness.skip("there is no python3-seccomp")

PR_SET_MDWE = 65


def known_groups():
    """What systemd understands by @system-service and the like: {group: its lines}."""
    groups, current = {}, None
    listed = subprocess.run(("systemd-analyze", "syscall-filter", "--no-pager"), check=True, capture_output=True, text=True)
    for line in listed.stdout.splitlines():
        word = line.strip()
        if line.startswith("@"):
            current = groups.setdefault(word, set())
        elif word and not word.startswith("#") and current is not None and line.startswith(" "):
            current.add(word)
    return groups


def expand(word, groups):
    if not word.startswith("@"):
        return {word}
    return set().union(*(expand(inner, groups) for inner in groups[word]))


def allowed(unit, groups):
    """As systemd reads the SystemCallFilter= lines: the first makes a list of what is allowed, those with ~ take away,
    and @default is always in."""
    calls = expand("@default", groups)
    lines = [line.partition("=")[2] for line in unit.splitlines() if line.startswith("SystemCallFilter=")]
    assert lines and not lines[0].startswith("~"), "the unit should begin with what is allowed"
    for line in lines:
        named = set().union(*(expand(word, groups) for word in line.lstrip("~").split()))
        calls = calls - named if line.startswith("~") else calls | named
    return calls


def confine(calls):
    """In the child, before it becomes the daemon."""
    rules = seccomp.SyscallFilter(seccomp.ERRNO(errno.EPERM))
    for name in calls:
        try:
            rules.add_rule(seccomp.ALLOW, name)
        except (RuntimeError, ValueError, OSError):  # not a call of this machine's kind
            continue
    ctypes.CDLL(None).prctl(PR_SET_MDWE, 1, 0, 0, 0)  # older kernels have it not: the filter alone is tested
    rules.load()


def make_keys(ctl, folder):
    """(the daemon's options, a client's)"""
    paths = {name: os.path.join(folder, name) for name in ("daemon", "client")}
    for path in paths.values():
        subprocess.run((ctl, "keygen", path), check=True, stdout=subprocess.DEVNULL)
    return (("--curve-server-key", paths["daemon"] + ".key", "--curve-clients", paths["client"] + ".pub"),
            ("--server-key", paths["daemon"] + ".pub", "--key", paths["client"] + ".key"))


def main(unit, daemon_binary, ctl, article):
    if not shutil.which("systemd-analyze"):
        harness.skip("there is no systemd-analyze")
    text = pathlib.Path(unit).read_text(encoding="utf-8")
    assert "MemoryDenyWriteExecute=yes" in text and "SystemCallErrorNumber=EPERM" in text
    calls = allowed(text, known_groups())
    assert "read" in calls and "mount" not in calls and "setuid" not in calls
    content = pathlib.Path(article).read_bytes()
    for keyed in (False, True):
        with harness.temporary_folder() as folder:
            options, keys = make_keys(ctl, folder) if keyed else ((), ())
            confined = harness.running_daemon(daemon_binary, ctl, folder, options, keys, preexec_fn=lambda: confine(calls))
            with confined as (_, inbox, feed, _):
                with harness.Process(ctl, "subscribe", "--feed", feed, "-t", "article", "-n", "1", *keys) as subscriber:
                    assert "live at" in subscriber.words()
                    harness.drop(inbox, "a.txt", content)
                    told = json.loads(subscriber.output())["body"]
            assert told["observations"] > 0 and os.path.exists(os.path.join(folder, "inbox", "done", "a.txt")), told
    print(f"{len(calls)} system calls are enough")


if __name__ == "__main__":
    main(*sys.argv[1:])
