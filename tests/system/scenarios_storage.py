"""A disk that has little room or none, is turned read-only, fails to write or to sync, or loses its power."""
import contextlib
import fcntl
import os
import random
import re
import signal
import sqlite3
import struct
import subprocess
import time

from articles import article
from harness import Client, Daemon, PATIENCE, Subscriber, articles, check, check_stream, equal, place, skip, with_mounts
from outcome import check_outcome, check_stopped
from rounds import Producer, die, drop_all, faulty, go_on, load, time_of_start, wait_idle

EXT4_IOC_SHUTDOWN = 0x8004587D
SHUTDOWN_NO_FLUSH = 2  # nothing that is not on the disk gets there


def mount(*arguments):
    subprocess.run(["mount", *arguments], check=True, timeout=PATIENCE)


def umount(folder):
    subprocess.run(["umount", folder], check=True, timeout=PATIENCE)


@contextlib.contextmanager
def small_disk(at, folder, size):
    os.makedirs(folder, exist_ok=True)
    mount("-t", "tmpfs", "-o", f"size={size}", "none", folder)
    at.made()
    try:
        yield
    finally:
        umount(folder)


def fill(path, leave=0):
    """A file that takes all but so many bytes of its disk."""
    disk = os.statvfs(os.path.dirname(path))
    left = disk.f_bavail * disk.f_frsize - leave
    with contextlib.suppress(OSError), open(path, "wb", buffering=0) as file:
        for _ in range(left // 65536):
            file.write(bytes(65536))
        while not leave:
            file.write(bytes(4096))


def wait_held(daemon, *says):
    held = daemon.wait_status(lambda status: status["held"])
    for said in says:
        check(said in held["held"], said, held)
        check(said in held["last_error"], said, held)
    return held


def scenario_room_is_kept(tools):
    """Below min-free nothing is claimed, and it is said; replays are served; with room again it goes on by itself."""
    with_mounts()
    with place() as at, small_disk(at, os.path.join(at.root, "small"), "32m"):
        at.state = os.path.join(at.root, "small", "state")
        ballast = os.path.join(at.root, "small", "ballast")
        with Daemon(tools, at, "--min-free", "8M") as daemon:
            equal(daemon.wait_ready()["held"], None)
            at.drop("first.txt", article(7))
            daemon.wait_status(lambda status: status["articles"] == 1)
            fill(ballast, leave=6 << 20)
            wait = time.monotonic() + 1.0  # it looks twice a second
            while time.monotonic() < wait:
                daemon.wait_ready()
                time.sleep(0.05)
            drop_all(at, load())
            wait_held(daemon, "min-free", "MiB free", os.path.join("small", "state"))
            check({name for name, _ in load()} <= set(os.listdir(at.inbox)), "it went on claiming")
            with Client(at.replay) as client:
                equal(len(articles(client.replay()[0])), 1)
            os.unlink(ballast)
            daemon.wait_status(lambda status: status["held"] is None)
            daemon.wait_logged("there is room again")
            wait_idle(at, daemon)
            check_outcome(tools, at, [("first.txt", article(7).encode()), *load()])
            daemon.stop()
        check_stopped(at)


def start_without_room(tools, at, kept):
    """It serves what is journaled and takes nothing, whatever it is asked; the messages."""
    with Daemon(tools, at) as daemon, Subscriber(at.feed) as feed:
        held = wait_held(daemon)
        check("nothing is claimed until there is room again" in held["last_error"], held)
        check("ready: " in daemon.log(), daemon.log())
        with Client(at.replay) as client:
            messages = client.replay()[0]
        check_stream(messages)
        equal(len(articles(messages)), kept)
        equal((feed.heartbeat["head"], feed.heartbeat["epoch"]), (len(messages), messages[0].header["epoch"]))
        waiting = os.listdir(at.inbox)
        daemon.child.send_signal(signal.SIGHUP)
        at.drop("nudge.txt", b"")
        time.sleep(0.5)
        os.unlink(at.inside("nudge.txt"))
        equal(sorted(os.listdir(at.inbox)), sorted(waiting), "it went on claiming")
        daemon.stop()
    return messages


def room_comes(tools, at, ballast, files):
    with Daemon(tools, at) as daemon, Subscriber(at.feed) as feed:
        wait_held(daemon)
        os.unlink(ballast)
        daemon.wait_logged("there is room again")
        daemon.wait_status(lambda status: status["held"] is None)
        wait_idle(at, daemon)
        while feed.receive(0.2):
            pass
        beside = subprocess.run([tools.ctl, "journal", "stats", at.state], check=False, capture_output=True, timeout=PATIENCE)
        check(beside.returncode == 0 or b"start the daemon (anew, where it" in beside.stderr, beside)
        daemon.stop()
        published = feed.messages
    check_stopped(at)
    equal(len(go_on(tools, at, files, published)), published[-1].seq)


def scenario_start_on_a_full_disk(tools):
    """A start that finds no byte for the journal, the first and the second time: replays and heartbeats are served, nothing
    is claimed, and it goes on by itself when there is room. Behind an end in order, and behind a kill amid the work."""
    with_mounts()
    first = [("first.txt", article(70).encode()), ("second.txt", article(71, paragraphs=300).encode())]
    for rule in (None, "file.sealed 1 kill"):
        with place() as at, small_disk(at, os.path.join(at.root, "small"), "8m"):
            at.state = os.path.join(at.root, "small", "state")
            ballast = os.path.join(at.root, "small", "ballast")
            with Daemon(tools, at) as daemon:
                daemon.wait_ready()
                drop_all(at, first)
                daemon.wait_status(lambda status: status["articles"] == 2 and status["backlog"] == 0)
                daemon.stop()
            drop_all(at, load())
            if rule:
                die(tools, at, rule)
                check(at.listed(".work"), "nothing was in flight")
            fill(ballast)
            messages = start_without_room(tools, at, 2)
            if not rule:
                equal([m.frames for m in start_without_room(tools, at, 2)], [m.frames for m in messages])
            room_comes(tools, at, ballast, first + load())


def scenario_first_start_on_a_full_disk(tools):
    """Where no journal was begun there is nothing to serve: the start ends with a sentence."""
    with_mounts()
    with place() as at, small_disk(at, os.path.join(at.root, "small"), "1m"):
        at.state = os.path.join(at.root, "small", "state")
        fill(os.path.join(at.root, "small", "ballast"))
        with Daemon(tools, at) as daemon:
            equal(daemon.wait_end(), 1)
            equal(len(daemon.log().splitlines()), 1, daemon.log())
            check("database or disk is full" in daemon.log(), daemon.log())
        os.unlink(os.path.join(at.root, "small", "ballast"))
        drop_all(at, load())
        go_on(tools, at, load())


def scenario_full_inbox(tools):
    """The inbox's own disk is full: what was refused can't be filed with its reason, and is when there is room."""
    with_mounts()
    with place() as at, small_disk(at, at.inbox, "1m"):
        with Daemon(tools, at) as daemon:
            daemon.wait_ready()
            daemon.child.send_signal(signal.SIGSTOP)
            drop_all(at, load())
            fill(at.inside(".ballast"))
            daemon.child.send_signal(signal.SIGCONT)
            daemon.wait_logged("could not be filed, it is tried again")
            check("No space left" in daemon.log(), daemon.log())
            os.unlink(at.inside(".ballast"))
            wait_idle(at, daemon)
            check_outcome(tools, at, load())
            daemon.stop()
        check_stopped(at)


def scenario_read_only_inbox(tools):
    """The inbox is remounted read-only, and back: nothing is lost, it is said once, and it goes on by itself."""
    with_mounts()
    with place() as at, small_disk(at, at.inbox, "4m"):
        with Daemon(tools, at, "--rescan", "0.2") as daemon:
            daemon.wait_ready()
            daemon.child.send_signal(signal.SIGSTOP)
            drop_all(at, load())
            mount("-o", "remount,ro", at.inbox)
            daemon.child.send_signal(signal.SIGCONT)
            wait_held(daemon, "Read-only file system")
            time.sleep(1.0)  # some more scans
            equal(daemon.log().count("Read-only file system"), 1, daemon.log())
            mount("-o", "remount,rw", at.inbox)
            wait_idle(at, daemon)
            equal(daemon.wait_ready()["held"], None)
            check_outcome(tools, at, load())
            daemon.stop()
        check_stopped(at)


def scenario_start_on_a_read_only_inbox(tools):
    """An inbox that was never used and can't be written to: the start waits for it, serves what there is, and goes on."""
    with_mounts()
    with place() as at, small_disk(at, at.inbox, "4m"):
        drop_all(at, load())
        mount("-o", "remount,ro", at.inbox)
        with Daemon(tools, at) as daemon:
            wait_held(daemon, "can't make the folder", "Read-only file system")
            daemon.stop()
        with Daemon(tools, at) as daemon, Subscriber(at.feed) as feed:
            equal(feed.heartbeat["head"], 0)
            mount("-o", "remount,rw", at.inbox)
            daemon.wait_logged("there is room again")
            wait_idle(at, daemon)
            equal(daemon.wait_ready()["held"], None)
            check_outcome(tools, at, load(), feed.messages)
            daemon.stop()
        check_stopped(at)


class LoopDisk:
    """An ext4 of its own with the inbox and the state on it, that may lose its power. `under` is where its image lies."""

    def __init__(self, at, under=None, size=512 << 20):
        self.folder, self.image = os.path.join(at.root, "disk"), os.path.join(under or at.root, "image")
        at.inbox, at.state = os.path.join(self.folder, "inbox"), os.path.join(self.folder, "state")
        os.mkdir(self.folder)
        with open(self.image, "wb") as image:
            image.truncate(size)
        subprocess.run(["mkfs.ext4", "-q", "-F", "-b", "4096", self.image], check=True, timeout=PATIENCE)
        self.mount()
        os.mkdir(at.inbox)
        os.sync()

    def mount(self):
        done = subprocess.run(["mount", "-o", "loop", self.image, self.folder], check=False, capture_output=True, timeout=PATIENCE)
        if done.returncode:
            skip(f"no loop device can be mounted here ({done.stderr.decode().strip()})")

    def cut(self):
        """What is not on the disk now never gets there; every call fails from here on."""
        fd = os.open(self.folder, os.O_RDONLY)
        try:
            fcntl.ioctl(fd, EXT4_IOC_SHUTDOWN, struct.pack("I", SHUTDOWN_NO_FLUSH))
        except OSError as error:
            skip(f"this kernel shuts no ext4 down ({error})")
        finally:
            os.close(fd)

    def break_blocks(self, path, first):
        """The file's blocks from that one on become holes of the image: they can't be written to where its disk is full."""
        listed = subprocess.run(["debugfs", "-R", f"blocks {path}", self.image], check=True, capture_output=True, timeout=PATIENCE)
        size = os.statvfs(self.folder).f_bsize
        blocks = [int(block) for block in listed.stdout.split()][first:]
        for block in blocks:
            subprocess.run(["fallocate", "-p", "-o", str(block * size), "-l", str(size), self.image], check=True, timeout=PATIENCE)
        return len(blocks)

    def umount(self):
        umount(self.folder)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        subprocess.run(["umount", self.folder], check=False, capture_output=True, timeout=PATIENCE)


def end_of(daemon):
    """It ends by itself, with the sentence, or (where it had nothing to write) is ended."""
    deadline = time.monotonic() + 3.0
    while daemon.child.poll() is None and time.monotonic() < deadline:
        time.sleep(0.01)
    if daemon.child.poll() is None:
        daemon.kill()
    elif daemon.child.returncode:
        equal(daemon.child.returncode, 1, daemon.log())
        check("error: " in daemon.log(), daemon.log())


class DurableProducer(Producer):
    """Drops as one who must know that it was kept: the bytes, then the name. What is `unsure` may not have been: it was under
    way when the power was cut."""

    def __init__(self, at, seed):
        super().__init__(at, seed)
        self.unsure, self.cut = [], False

    def drop(self, name, content):
        hidden = self.at.inside(".dropping")
        with open(hidden, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        self.unsure.append((name, content))
        self.files.append((name, content))
        os.rename(hidden, self.at.inside(name))
        folder = os.open(self.at.inbox, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
        if not self.cut:
            self.unsure.clear()

    def run(self):
        with contextlib.suppress(OSError):  # the power is gone
            super().run()


def cut_amid(disk, daemon, producer, feed):
    """Cuts the power of the two. What was on the wire stays in `feed.messages`; what came behind the cut is returned.

    Behind a real cut nobody does anything. The shutdown of ext4 stops the disk and no process, and lets fsync lie. An
    experiment, Linux 6.18: four threads append to a file each, pwrite and fdatasync, until it fails, 400 cuts. Of 278
    fdatasyncs that came back with 0 behind the beginning of the call, 185 were of bytes that a remount did not find, the last
    of them 110 ms behind; of 4,835 that came back before it, none. With the flag that flushes the log it was 165 of 1,211, with
    the one that freezes the file system first none; files overwritten in place, or new ones whose folder was synced, lost
    none. So it was with the daemon where it was not halted: of three times 100 cuts (address sanitizer) 23 messages were gone, all
    received behind the return of the call, by 0.2 ms and more.

    So the daemon stands still before the cut, amid its syncs where it has any: what it sent until then it must have made
    durable. Only then may it go on, to see that it ends; what it sends then is believed by nobody."""
    daemon.halt()
    producer.cut = True
    disk.cut()
    while feed.receive(0.05):
        pass
    sent = len(feed.messages)
    daemon.child.send_signal(signal.SIGCONT)
    end_of(daemon)
    while feed.receive(0):
        pass
    behind = feed.messages[sent:]
    del feed.messages[sent:]
    return behind


def cut_power(tools, rounds, seed):
    moments = random.Random(seed)
    with place() as at, LoopDisk(at) as disk, Subscriber(at.feed, wait=False) as feed:
        files, unsure, behind, start = [], [], [], time_of_start(tools, at)
        for round_ in range(rounds):
            producer = DurableProducer(at, seed + round_)
            producer.first = len(files)
            with Daemon(tools, at) as daemon, producer:
                time.sleep(moments.uniform(0.0, 1.5 * start + 0.3))
                behind += cut_amid(disk, daemon, producer, feed)
            files += producer.files
            unsure += producer.unsure
            disk.umount()
            disk.mount()
        with contextlib.suppress(FileNotFoundError):
            os.unlink(at.inside(".dropping"))
        messages = go_on(tools, at, files, feed.messages, may_miss=unsure)
        lies = sum(m.seq > len(messages) or m.frames != messages[m.seq - 1].frames for m in behind)
        print(f"{rounds} power cuts, seed {seed}: {len(files)} files, {len(messages)} messages, {len(feed.messages)} on the wire, "
              f"{len(behind)} behind a cut, of which {lies} are gone")
        check(feed.messages, "nothing was published")
        disk.umount()
        equal(subprocess.run(["e2fsck", "-fn", disk.image], check=False, capture_output=True, timeout=PATIENCE).returncode, 0)
        disk.mount()


def scenario_power_cuts(tools):
    with_mounts(root=True)
    cut_power(tools, 15, 20261128)


def scenario_read_only_state(tools):
    """The file system gives up and turns read-only under the journal: the daemon ends rather than trust it, the next start
    says what is wrong, and goes on when the disk is back."""
    with_mounts(root=True)
    with place() as at, LoopDisk(at) as disk:
        with Daemon(tools, at) as daemon:
            daemon.wait_ready()
            at.drop("before.txt", article(9))
            daemon.wait_status(lambda status: status["articles"] == 1)
            daemon.child.send_signal(signal.SIGSTOP)
            drop_all(at, load())
            subprocess.run(["mount", "-o", "remount,abort", disk.folder], check=False, capture_output=True, timeout=PATIENCE)
            daemon.child.send_signal(signal.SIGCONT)
            end_of(daemon)
        with Daemon(tools, at) as daemon:
            equal(daemon.wait_end(), 1)
            check("Read-only file system" in daemon.log(), daemon.log())
        disk.umount()
        subprocess.run(["e2fsck", "-fy", disk.image], check=False, capture_output=True, timeout=PATIENCE)
        disk.mount()
        there = os.listdir(at.inbox)
        go_on(tools, at, [("before.txt", article(9).encode()), *(file for file in load() if file[0] in there)])


def fail_a_commit(tools, at, disk, ballast, files):
    """The log lies in blocks that can't be written any more, but for its first: its writes succeed, its fsync does not."""
    with Daemon(tools, at) as daemon, Subscriber(at.feed) as feed:
        drop_all(at, files[:-1])
        daemon.wait_status(lambda status: status["articles"] == len(files) - 1 and status["backlog"] == 0)
        daemon.wait_logged("ready: ")
        time.sleep(1.5)  # what was filed is noted within a second
        with contextlib.closing(sqlite3.connect(os.path.join(at.state, "journal.db"))) as journal:
            equal(journal.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()[0], 0)  # the log begins anew with the next commit
        os.sync()
        check(disk.break_blocks("/state/journal.db-wal", first=1) > 20)
        fill(ballast)
        at.drop(*files[-1])
        equal(daemon.wait_end(), 1)
        check("the storage failed, the daemon ends: " in daemon.log() and "(SQLite 1034)" in daemon.log(), daemon.log())
        while feed.receive(0.2):
            pass
    os.unlink(ballast)
    return feed.messages


def scenario_fsync_failed_for_good(tools):
    """Behind a failed fsync the system holds in memory what the disk does not, and says so no second time. The next start goes
    on from the disk: what it tells is still there when that memory is gone."""
    with_mounts(root=True)
    files = [(f"{number}.txt", article(number, paragraphs=20).encode()) for number in range(6)]
    with place() as at, small_disk(at, os.path.join(at.root, "under"), "120m"):
        under = os.path.join(at.root, "under")
        with LoopDisk(at, under, 96 << 20) as disk:
            subprocess.run(["fallocate", "-l", str(96 << 20), disk.image], check=True, timeout=PATIENCE)
            published = fail_a_commit(tools, at, disk, os.path.join(under, "ballast"), files)
            with Daemon(tools, at) as daemon, Subscriber(at.feed) as feed:
                wait_idle(at, daemon)
                while feed.receive(0.2):
                    pass
                daemon.kill()
            disk.umount()
            disk.mount()
            go_on(tools, at, files, published + feed.messages)


def scenario_index_page_is_gone(tools):
    """The index of the journal's log is a map that all share: where the disk does not give a page of it (here: it was cut
    off), the daemon ends with a sentence, blames no article, and the next start goes on."""
    with place() as at:
        with Daemon(tools, at) as daemon:
            daemon.wait_ready()
            at.drop("before.txt", article(9))
            daemon.wait_status(lambda status: status["articles"] == 1)
            os.truncate(os.path.join(at.state, "journal.db-shm"), 0)
            drop_all(at, load())
            equal(daemon.wait_end(), 1)
            check("error: the storage failed, the daemon ends: a page of a mapped file" in daemon.log(), daemon.log())
        equal(os.path.getsize(os.path.join(at.state, "blame")), 0)
        go_on(tools, at, [("before.txt", article(9).encode()), *load()])


# ---- calls that fail ----

def is_filed(at):
    """Whatever could not be tidied up: no file waits."""
    waiting = [name for name in os.listdir(at.inbox) if name not in (".work", "done", "rejected")]
    return not waiting and not any(at.listed(os.path.join(".work", claim)) for claim in at.listed(".work"))


def run_with(tools, at, rule):
    """With the rule until everything is filed, or the daemon ended by itself; how often its place was reached, and the log."""
    drop_all(at, load())
    with faulty(tools, at, rule, "--rescan", "0.3") as daemon:
        deadline = time.monotonic() + PATIENCE
        while daemon.child.poll() is None and not is_filed(at):
            check(time.monotonic() < deadline, rule, daemon.log())
            time.sleep(0.01)
        if daemon.child.poll() is None:
            daemon.child.send_signal(signal.SIGTERM)
        check(daemon.wait_end() in (0, 1), rule, daemon.log())
        said = daemon.log()
    reached = re.search(r"^fault: \S+ was reached (\d+) times$", said, re.MULTILINE)
    return int(reached.group(1)) if reached else 0, said


def count(tools, place_):
    with place() as at:
        return run_with(tools, at, f"{place_} 0 kill")[0]


def fail_each(tools, place_, action, numbers):
    """The n-th such call fails, for each of these n; then a start without faults makes good what was left."""
    met = 0
    for number in numbers:
        with place() as at:
            _, said = run_with(tools, at, f"{place_} {number} {action}")
            met += f"fault: " in said.split(" was reached")[0]
            go_on(tools, at, load())
    return met


def spread(first, last, most, seed=1):
    """At most so many numbers of the range, one from each part of it."""
    moments = random.Random(seed)
    parts = min(most, last - first + 1)
    size = (last - first + 1) / parts
    return sorted({min(last, first + int(part * size + moments.random() * size)) for part in range(parts)})


def some_calls_fail(tools, place_, action, most):
    numbers = spread(1, count(tools, place_), most)
    met = fail_each(tools, place_, action, numbers)
    print(f"{place_} {action}: {len(numbers)} runs, met in {met}")
    check(met > len(numbers) / 2, met, numbers)


def scenario_calls_fail(tools):
    """EIO on a system call below the inbox or the state: refused, tried again, or the end; nothing is lost."""
    some_calls_fail(tools, "call", "EIO", 8)


def scenario_filing_fails(tools):
    """A rename into done/ or rejected/ fails once: it is tried again under the same name."""
    equal(fail_each(tools, "rename@/inbox/rejected/", "EIO", [2]), 1)  # the file's, behind its reason's
    equal(fail_each(tools, "rename@/inbox/done/", "EIO", [1]), 1)


def scenario_calls_find_no_room(tools):
    some_calls_fail(tools, "call", "ENOSPC", 5)


def scenario_short_reads_and_writes(tools):
    """Half of a read or write is no fault: nobody notices."""
    rules = ["io@/state/lock 1 short", *(f"io {number} short" for number in spread(1, count(tools, "io"), 4))]
    for rule in rules:
        with place() as at:
            said = run_with(tools, at, rule)[1]
            check("error: " not in said, rule, said)
            go_on(tools, at, load())


def scenario_fsync_fails_once(tools):
    """An fsync of the journal or of a claim that failed is not asked again: the daemon ends, and the next start takes what
    the disk really holds. One of a folder behind the filing leaves the journal remembering what was filed."""
    ended = 0
    for place_ in ("fsync@journal.db", "fsync@/inbox/.work/", "fsync@/inbox/done"):
        for number in spread(1, count(tools, place_), 3):
            with place() as at:
                reached, said = run_with(tools, at, f"{place_} {number} EIO")
                if "the storage failed" in said:
                    ended += 1
                    check("journal" not in place_ or reached == number, "an fsync behind the one that failed", said)
                go_on(tools, at, load())
    check(ended > 0, ended)  # how many of the calls fall into a start or an end, which say it in other words, is chance
