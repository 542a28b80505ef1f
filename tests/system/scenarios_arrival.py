"""The ways in which a file may arrive, change, vanish or be none: each is taken once, whole, or refused with a reason."""
import contextlib
import mmap
import os
import signal
import socket
import subprocess
import threading
import time

from articles import article
from harness import Client, Daemon, PATIENCE, Subscriber, articles, check, equal, of_topic, place, skip, with_mounts
from outcome import check_outcome, check_stopped, replay
from rounds import Producer, drop_all, faulty, wait_idle


def finish(tools, at, daemon, files):
    wait_idle(at, daemon)
    messages = check_outcome(tools, at, files)
    daemon.stop()
    check_stopped(at)
    return messages


def still_there(at, daemon, name, seconds=0.5):
    """It is not taken for a while, though `settle` is shorter."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        check(os.path.exists(at.inside(name)), f"{name} was taken too early", daemon.log())
        time.sleep(0.02)


@contextlib.contextmanager
def stopped_at(daemon):
    """The daemon has stopped itself at the rule's place; it goes on behind the block."""
    deadline = time.monotonic() + PATIENCE
    while not os.waitid(os.P_PID, daemon.child.pid, os.WSTOPPED | os.WNOHANG):
        check(time.monotonic() < deadline, "it never came there", daemon.log())
        time.sleep(0.005)
    yield
    daemon.child.send_signal(signal.SIGCONT)


# ---- how it is written ----

def scenario_arrival_partial_write(tools):
    """Written in pieces, with pauses longer than `settle`: it is taken when its writer has closed it."""
    with place() as at, Daemon(tools, at) as daemon:
        daemon.wait_ready()
        content = article(1).encode()
        with open(at.inside("a.txt"), "wb", buffering=0) as writer:
            for part in (content[:50], content[50:200], content[200:]):
                writer.write(part)
                still_there(at, daemon, "a.txt", 0.3)
        finish(tools, at, daemon, [("a.txt", content)])


def scenario_arrival_second_writer(tools):
    """The first writer's close is not enough while a second has it open."""
    with place() as at, Daemon(tools, at) as daemon:
        daemon.wait_ready()
        with open(at.inside("a.txt"), "ab", buffering=0) as second:
            with open(at.inside("a.txt"), "ab", buffering=0) as first:
                first.write(article(1).encode()[:100])
            still_there(at, daemon, "a.txt")
            second.write(article(1).encode()[100:])
        finish(tools, at, daemon, [("a.txt", article(1).encode())])


def scenario_arrival_linked(tools):
    """By a hard link, by O_TMPFILE and linkat, by a rename from another folder: all at once, and whole."""
    with place() as at, Daemon(tools, at) as daemon:
        daemon.wait_ready()
        outside = os.path.join(at.root, "outside")
        for name, number in (("link.txt", 1), ("renamed.txt", 2)):
            with open(outside, "wb") as file:
                file.write(article(number).encode())
            if number == 1:
                os.link(outside, at.inside(name))
                os.unlink(outside)
            else:
                os.rename(outside, at.inside(name))
        folder = os.open(at.inbox, os.O_RDONLY)
        fd = os.open(at.inbox, os.O_TMPFILE | os.O_WRONLY, 0o640)
        os.write(fd, article(3).encode())
        os.link(f"/proc/self/fd/{fd}", "tmpfile.txt", dst_dir_fd=folder, follow_symlinks=True)
        os.close(fd)
        os.close(folder)
        finish(tools, at, daemon, [(name, article(number).encode()) for number, name in
                                   enumerate(("link.txt", "renamed.txt", "tmpfile.txt"), 1)])


def scenario_arrival_mapped(tools):
    """A writer that has no descriptor left, but a map: its file waits until the map is gone."""
    with place() as at, Daemon(tools, at) as daemon:
        daemon.wait_ready()
        content = article(1).encode()
        fd = os.open(at.inside("a.txt"), os.O_RDWR | os.O_CREAT, 0o640)
        os.ftruncate(fd, len(content))
        with mmap.mmap(fd, len(content)) as memory:
            os.close(fd)
            memory[:100] = content[:100]
            still_there(at, daemon, "a.txt")
            memory[100:] = content[100:]
        finish(tools, at, daemon, [("a.txt", content)])


# ---- what becomes of it meanwhile ----

def scenario_arrival_replaced_before_the_claim(tools):
    """Between the look and the claim another file took the name: that one is read."""
    with place() as at:
        at.drop("a.txt", article(1))
        with faulty(tools, at, "file.settled 1 stop") as daemon:
            with stopped_at(daemon):
                at.drop("a.txt", article(2))
            finish(tools, at, daemon, [("a.txt", article(2).encode())])


def scenario_arrival_replaced_while_read(tools):
    """Behind the claim another file of that name is another file; the claimed one keeps its bytes."""
    with place() as at:
        at.drop("a.txt", article(1))
        with faulty(tools, at, "file.read 1 stop") as daemon:
            with stopped_at(daemon):
                at.drop("a.txt", article(2))
            finish(tools, at, daemon, [("a.txt", article(1).encode()), ("a.txt", article(2).encode())])
        equal(at.listed("done"), ["a.txt", "a.txt.2"])


def scenario_arrival_written_behind_the_reading(tools):
    """Somebody who kept it open writes to it between the reading and the commit: it is read again."""
    with place() as at:
        at.drop("a.txt", article(1))
        with faulty(tools, at, "file.extracted 1 stop") as daemon:
            with stopped_at(daemon):
                claim, = at.listed(".work")
                with open(at.inside(".work", claim, "a.txt"), "wb") as writer:
                    writer.write(article(2).encode())
            finish(tools, at, daemon, [("a.txt", article(2).encode())])


def scenario_arrival_deleted(tools):
    """Deleted before its claim, and out of its claim: nothing is told of it, and the daemon goes on."""
    for point, rule in (("settled", "file.settled 1 stop"), ("claimed", "file.claimed 1 stop"), ("read", "file.read 1 stop")):
        with place() as at:
            at.drop("a.txt", article(1))
            with faulty(tools, at, rule) as daemon:
                with stopped_at(daemon):
                    if point == "settled":
                        os.unlink(at.inside("a.txt"))
                    else:
                        claim, = at.listed(".work")
                        os.unlink(at.inside(".work", claim, "a.txt"))
                at.drop("b.txt", article(2))
                deadline = time.monotonic() + PATIENCE
                while at.listed("done") != ["b.txt"]:
                    check(time.monotonic() < deadline, point, at.listed("done"), daemon.log())
                    time.sleep(0.01)
                daemon.wait_status(lambda status: status["backlog"] == 0)
                equal([body["file"] for body in articles(replay(at))], ["b.txt"], point)
                daemon.stop()


def scenario_arrival_same_twice(tools):
    """The same content under two names, and two contents under one name."""
    with place() as at, Daemon(tools, at) as daemon:
        at.drop("a.txt", article(1))
        daemon.wait_status(lambda status: status["articles"] == 1)
        at.drop("b.txt", article(1))
        daemon.wait_status(lambda status: status["duplicates"] == 1)
        at.drop("a.txt", article(2))
        daemon.wait_status(lambda status: status["articles"] == 2)
        at.drop("empty.txt", b"")
        daemon.wait_status(lambda status: status["rejected"] == 1)
        at.drop("empty.txt", b"")
        finish(tools, at, daemon, [("a.txt", article(1).encode()), ("b.txt", article(1).encode()), ("a.txt", article(2).encode()),
                                   ("empty.txt", b""), ("empty.txt", b"")])
        equal(at.listed("done"), ["a.txt", "a.txt.2", "b.txt"])


# ---- what is none ----

def rejected(feed):
    return {body["file"]: body["code"] for body in of_topic(feed.messages, "rejected")}


def scenario_arrival_sparse(tools):
    """A hole is not read: larger than the limit it is refused by its length; within it, it is no text."""
    with place() as at, Daemon(tools, at) as daemon, Subscriber(at.feed) as feed:
        for name, length in (("huge.txt", 1 << 40), ("zeros.txt", 1 << 20)):
            with open(at.inside("." + name), "wb") as file:
                file.truncate(length)
            os.rename(at.inside("." + name), at.inside(name))
        feed.wait_files(2)
        equal(rejected(feed), {"huge.txt": "too_large", "zeros.txt": "not_text"})
        equal(os.stat(at.inside("rejected", "huge.txt")).st_size, 1 << 40)
        daemon.stop()


def scenario_arrival_not_a_file(tools):
    """A link, a dangling one, a pipe, a socket and (as root) a device move themselves and are never opened; a folder stays."""
    with place() as at, Daemon(tools, at) as daemon, Subscriber(at.feed) as feed, socket.socket(socket.AF_UNIX) as server:
        secret = os.path.join(at.root, "secret")
        with open(secret, "w", encoding="utf-8") as file:
            file.write(article(1))
        os.symlink(secret, at.inside("link.txt"))
        os.symlink("/nowhere/at/all", at.inside("dangling.txt"))
        os.mkfifo(at.inside("pipe.txt"))
        server.bind(at.inside("socket.txt"))
        os.mkdir(at.inside("folder.txt"))
        names = ["dangling.txt", "link.txt", "pipe.txt", "socket.txt"]
        with contextlib.suppress(PermissionError):
            os.mknod(at.inside("device.txt"), 0o600 | 0o020000, os.makedev(1, 5))  # /dev/zero
            names.append("device.txt")
        feed.wait_files(len(names))
        equal(rejected(feed), {name: "not_a_file" for name in names})
        check(os.path.islink(at.inside("rejected", "link.txt")) and os.path.isdir(at.inside("folder.txt")))
        with open(secret, encoding="utf-8") as file:
            equal(file.read(), article(1))
        daemon.stop()
        if "device.txt" not in names:
            skip("only root makes a device; the others were refused as they should be")


def scenario_arrival_odd_names(tools):
    """A line feed, a quote, bytes that are no UTF-8, 255 bytes: each is told by a name that is text, and filed."""
    names = {b"line\nfeed.txt": "line\nfeed.txt", b"quote\"'.txt": "quote\"'.txt", b"\xff\xc3\x28.txt": "\\xff\\xc3(.txt",
             b"back\\slash": "back\\\\slash", b"x" * 251 + b".txt": "x" * 251 + ".txt", b"\xf0\x9f\x8c\xbe": "\U0001f33e", b"-": "-",
             b" ": " ", b"\x1b[31m": "\x1b[31m"}
    with place() as at, Daemon(tools, at) as daemon, Subscriber(at.feed) as feed:
        for number, name in enumerate(names):
            at.drop(name, article(number))
        feed.wait_files(len(names))
        equal(sorted(body["file"] for body in articles(feed.messages)), sorted(names.values()))
        equal(len(os.listdir(at.inside("done"))), len(names))
        daemon.stop()
        check(all(line.startswith("indicatord: ") and line.isprintable() for line in daemon.log().splitlines()), daemon.log())


def scenario_arrival_not_ours_to_read(tools):
    """A file whose mode keeps the daemon out is refused, and the others go on."""
    with place() as at:
        nobody = 65534
        if os.geteuid() == 0:
            for folder in (at.root, at.inbox):
                os.chown(folder, nobody, nobody)

        def become_nobody():
            if os.geteuid() == 0:
                os.setgid(nobody)
                os.setuid(nobody)

        with Daemon(tools, at, before=become_nobody) as daemon, Subscriber(at.feed) as feed:
            at.drop("open.txt", article(1))
            hidden = at.inside(".closed")
            with open(hidden, "w", encoding="utf-8") as file:
                file.write(article(2))
            os.chmod(hidden, 0)
            os.rename(hidden, at.inside("closed.txt"))
            feed.wait_files(2)
            equal(rejected(feed), {"closed.txt": "unreadable"})
            equal([body["file"] for body in articles(feed.messages)], ["open.txt"])
            daemon.stop()


# ---- many of them, and the world around ----

def scenario_arrival_burst(tools):
    """20,000 files while the daemon stands still for 2.5 s: the kernel forgets most of the notices, the daemon no file."""
    with_mounts()
    with place() as at:
        os.makedirs(at.root + "/memory")
        at.inbox, at.state = at.root + "/memory/inbox", at.root + "/memory/state"
        subprocess.run(["mount", "-t", "tmpfs", "none", at.root + "/memory"], check=True, timeout=PATIENCE)
        try:
            at.made()
            with open("/proc/sys/fs/inotify/max_queued_events", encoding="ascii") as limit:
                queued = int(limit.read())
            with Daemon(tools, at, "--rescan", "1h") as daemon:
                daemon.wait_ready()
                daemon.child.send_signal(signal.SIGSTOP)
                begun = time.monotonic()
                for number in range(20000):
                    at.drop(f"{number}.txt", f"Thu {number} tấn lúa.\n")
                time.sleep(max(0.0, 2.5 - (time.monotonic() - begun)))
                daemon.child.send_signal(signal.SIGCONT)
                status = daemon.wait_status(lambda status: status["articles"] == 20000)
                equal((status["rejected"], status["duplicates"]), (0, 0))
                daemon.stop()
            equal(len(at.listed("done")), 20000)
            print(f"20000 files, {queued} notices fit into the kernel's queue")
        finally:
            subprocess.run(["umount", at.root + "/memory"], check=True, timeout=PATIENCE)


def scenario_arrival_inbox_replaced_under_load(tools):
    """The inbox is renamed away and made anew while files come in: those of the old one that were claimed are filed there, the
    others stay there, those of the new one are taken."""
    with place() as at, Daemon(tools, at) as daemon:
        daemon.wait_ready()
        with Producer(at, 7) as producer:
            daemon.wait_status(lambda status: status["articles"] > 20)
            producer.stopping.set()
        os.rename(at.inbox, at.inbox + ".old")
        at.made()
        at.drop("new.txt", article(5000))
        daemon.wait_logged("the inbox was replaced")
        deadline = time.monotonic() + PATIENCE
        while at.listed("done") != ["new.txt"] or os.listdir(at.inbox + ".old/.work"):
            check(time.monotonic() < deadline, at.listed("done"), daemon.log())
            time.sleep(0.01)
        daemon.wait_status(lambda status: status["backlog"] == 0)
        old = at.inbox + ".old"
        told = {m.body["file"] for m in replay(at) if m.topic in ("article", "rejected")}
        kept = [name for name in os.listdir(old) if name.endswith((".txt", ".jsonl"))]
        filed = [name for name in os.listdir(old + "/done") + os.listdir(old + "/rejected") if not name.endswith(".json")]
        equal(sorted(told), sorted(["new.txt", *filed]))
        equal(sorted(kept + filed), sorted(name for name, _ in producer.files))
        daemon.stop()


def scenario_arrival_clock_jumps(tools):
    """The clock is set back by a day and on by a day while files come in: they are taken, in order, under one epoch."""
    for jump in ("-86400", "86400"):
        with place() as at:
            link = os.path.join(at.root, "clock")
            env = dict(os.environ, IND_FAULT_CLOCK=link)
            with Daemon(tools, at, binary=tools.faulty, env=env) as daemon:
                daemon.wait_ready()
                files = []
                for number in range(30):
                    with open(at.inside(f"{number}.txt"), "wb") as file:  # by its close, and some only by settling
                        file.write(article(number).encode())
                        files.append((f"{number}.txt", article(number).encode()))
                    if number % 10 == 9:
                        time.sleep(0.1)
                    if number == 15:
                        daemon.wait_status(lambda status: status["articles"] > 5)
                        os.symlink(jump, link)
                messages = finish(tools, at, daemon, files)
                days = {m.header["time"][:10] for m in messages}
                check(len(days) == 2, f"the clock did not jump by {jump}", days)


def scenario_signals_under_load(tools):
    """Signals that mean nothing, or a reload, or a stop and a continuation, while files come in."""
    with place() as at, Daemon(tools, at) as daemon:
        daemon.wait_ready()
        with Producer(at, 11) as producer:
            for _ in range(40):
                for number in (signal.SIGHUP, signal.SIGPIPE, signal.SIGURG, signal.SIGCHLD, signal.SIGWINCH, signal.SIGSTOP,
                               signal.SIGCONT):
                    daemon.child.send_signal(number)
                    time.sleep(0.002)
        finish(tools, at, daemon, producer.files)


def scenario_signals_without_end(tools):
    """Reloads are asked for without a pause while messages are published, replayed and asked for: none of it is interrupted."""
    with place() as at, Daemon(tools, at) as daemon, Subscriber(at.feed) as feed:
        files = [(f"{number}.txt", article(number, paragraphs=40).encode()) for number in range(5)]
        asked, stopping = [0], threading.Event()

        def ask():
            while not stopping.is_set():
                daemon.child.send_signal(signal.SIGHUP)
                asked[0] += 1

        asking = threading.Thread(target=ask)
        asking.start()
        try:
            for name, content in files:
                at.drop(name, content)
                feed.wait_files(len([m for m in feed.messages if m.topic == "article"]) + 1)
                with Client(at.replay) as client:
                    equal([m.frames for m in client.replay()[0]], [m.frames for m in feed.messages])
        finally:
            stopping.set()
            asking.join()
        finish(tools, at, daemon, files)
        print(f"{asked[0]} signals, {len(feed.messages)} messages")
