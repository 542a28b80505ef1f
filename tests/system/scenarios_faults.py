"""What stands in the way of a start is told in one sentence that names the thing and the remedy."""
import os
import socket
import stat
import subprocess

from articles import article
from harness import Daemon, check, equal, place


def refuse(tools, at, status, *says, options=(), env=None):
    """A start that must fail with one line on stderr that has all of `says`."""
    with Daemon(tools, at, *options, env=env) as daemon:
        equal(daemon.wait_end(), status, daemon.log())
        lines = daemon.log().splitlines()
        equal(len(lines), 1, lines)
        for said in says:
            check(said in lines[0], said, lines[0])


def scenario_config_key(tools):
    with place() as at:
        path = os.path.join(at.root, "conf")
        with open(path, "w", encoding="utf-8") as file:
            file.write("# ours\nsetle = 3\n")
        refuse(tools, at, 2, f"{path}:2: there is no key \"setle\"; the nearest is \"settle\"", options=("--config", path))
        refuse(tools, at, 2, "/nowhere/conf cannot be read", options=("--config", "/nowhere/conf"))


def scenario_missing_folders(tools):
    with place() as at:
        os.rmdir(at.inbox)
        refuse(tools, at, 1, at.inbox)
        with open(at.inbox, "wb"):
            pass
        refuse(tools, at, 1, at.inbox)
        os.unlink(at.inbox)
        os.mkdir(at.inbox)
        at.state = os.path.join(at.root, "none", "state")
        refuse(tools, at, 1, at.state)
    with place() as at:
        refuse(tools, at, 1, "/nowhere/tables", "make it", options=("--tables", "/nowhere/tables"))


def scenario_endpoints(tools):
    with place() as at:
        with socket.socket() as other:
            other.bind(("127.0.0.1", 0))
            other.listen()
            at.feed = f"tcp://127.0.0.1:{other.getsockname()[1]}"
            refuse(tools, at, 1, f"{at.feed} is in use", "choose another")
        at.feed = "tcp://0.0.0.0:5560"
        refuse(tools, at, 1, at.feed, "without keys", "bind tcp://127.0.0.1:5560")
        at.feed = "ipc://relative"
        refuse(tools, at, 1, at.feed, "absolute path")
        at.feed = f"ipc://{at.root}/none/feed"
        refuse(tools, at, 1, at.feed, "make it")
        with open(os.path.join(at.root, "file"), "w", encoding="utf-8") as file:
            file.write("precious")
        at.feed = f"ipc://{at.root}/file"
        refuse(tools, at, 1, f"{at.root}/file is a file that is no socket", "move it away")
        with open(os.path.join(at.root, "file"), encoding="utf-8") as file:
            equal(file.read(), "precious")


def scenario_several_endpoints(tools):
    with place() as at:
        with Daemon(tools, at, "--feed", f"ipc://{at.root}/second", "tcp://127.0.0.1:*") as daemon:
            daemon.wait_ready()
            check("the feed is published on tcp://127.0.0.1:" in daemon.log())
            for name in ("feed", "second", "replay"):
                mode = os.stat(os.path.join(at.root, name)).st_mode
                check(stat.S_ISSOCK(mode))
                equal(stat.S_IMODE(mode), 0o660, name)
            daemon.stop()
            equal([name for name in ("feed", "second", "replay") if os.path.exists(os.path.join(at.root, name))], [])


def scenario_help_and_version(tools):
    done = subprocess.run([tools.daemon, "--help"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=True, timeout=60)
    for key in ("--config", "--inbox", "--settle", "--max-file", "--log-level"):
        check(key in done.stdout.decode(), key)
    equal(done.stderr, b"")
    done = subprocess.run([tools.daemon, "--version"], stdout=subprocess.PIPE, check=True, timeout=60)
    check(done.stdout.decode().startswith("indicatord "), done.stdout)


def scenario_damaged_journal(tools):
    """What is no journal any more is kept beside a new one, whose epoch says that history was lost."""
    garbage = b"this is no journal any more ....." * 100
    with place() as at:
        with Daemon(tools, at) as daemon:
            before = daemon.wait_ready()["epoch"]
            daemon.stop()
        journal = os.path.join(at.state, "journal.db")
        with open(journal, "wb") as file:
            file.write(garbage)
        with Daemon(tools, at) as daemon:
            check(daemon.wait_ready()["epoch"] > before, "the epoch stands still")
            check("set aside as journal.db-damaged1" in daemon.log(), daemon.log())
            with open(journal + "-damaged1", "rb") as file:
                equal(file.read(), garbage)
            at.drop("a.txt", article(1))
            daemon.wait_status(lambda status: status["articles"] == 1)
