"""kill -9 at every fail point of the code, at random moments, and what the next start makes of it."""
import contextlib
import glob
import os
import random
import re
import signal
import threading
import time

from articles import article
from harness import Daemon, PATIENCE, Subscriber, check, equal, place
from outcome import check_outcome, check_stopped, claims_in_journal


def faulty(tools, at, rule, *options):
    """The daemon with a rule of tests/support/faults.h."""
    env = dict(os.environ, IND_FAULT=rule, IND_FAULT_ROOT=at.root)
    return Daemon(tools, at, *options, binary=tools.faulty, env=env)


def load():
    """A new article, one told twice, one that is empty, one that is no text."""
    return [("a.txt", article(1).encode()), ("b.txt", article(2, paragraphs=20).encode()), ("c.txt", article(1).encode()),
            ("empty.txt", b""), ("binary.txt", bytes(range(256))), ("d.txt", article(4).encode())]


def drop_all(at, files):
    for name, content in files:
        at.drop(name, content)


def wait_idle(at, daemon):
    """Every file is filed, and the journal knows it."""
    names = (".work", "done", "rejected")
    deadline = time.monotonic() + PATIENCE
    while at.listed(".work") or [name for name in os.listdir(at.inbox) if name not in names]:
        check(time.monotonic() < deadline and daemon.child.poll() is None, os.listdir(at.inbox), daemon.log())
        time.sleep(0.01)
    daemon.wait_status(lambda status: status["backlog"] == 0)


def go_on(tools, at, files, published=(), binary=None):
    """A start without faults: it takes up what was left, and all is as it should be."""
    with Daemon(tools, at, binary=binary) as daemon:
        daemon.wait_ready()
        wait_idle(at, daemon)
        messages = check_outcome(tools, at, files, published)
        daemon.stop()
    check_stopped(at)
    return messages


def die(tools, at, rule, signal_=signal.SIGKILL, options=()):
    """Runs until the rule kills it; what was on the wire until then."""
    with faulty(tools, at, rule, *options) as daemon, Subscriber(at.feed, wait=False) as feed:
        deadline = time.monotonic() + PATIENCE / 2
        while daemon.child.poll() is None:
            check(time.monotonic() < deadline, f"{rule} was never reached", daemon.log())
            time.sleep(0.005)
        equal(-daemon.child.returncode, signal_, rule, daemon.log())
        while feed.receive(0):
            pass
        return feed.messages


def points(tools):
    """The fail points as the sources have them."""
    found = set()
    for path in glob.glob(os.path.join(tools.source, "daemon", "**", "*.c"), recursive=True):
        with open(path, encoding="utf-8") as source:
            found |= set(re.findall(r'(?:FAIL_POINT\(|FILE_[A-Z]+, )"([a-z.-]+)"', source.read()))
    check(len(found) > 20, found)
    return sorted(found)


# Points that a first run with `load` does not reach: what has to happen before.
PREPARED = {"file.changed", "file.found", "file.resumed", "journal.blamed", "journal.checkpointed"}
# Points that `load` may come by once only: at the first start, or for a whole group.
ONCE = {"journal.epoch-kept", "journal.made", "file.refused", "file.claims-synced", "file.filed-synced"}


def kill_at(tools, point, times):
    for number in times:
        with place() as at:
            files = load()
            drop_all(at, files)
            published = die(tools, at, f"{point} {number} kill")
            go_on(tools, at, files, published)


def scenario_kill_points_are_documented(tools):
    """proto/JOURNAL.md says of each what it leaves behind, and of none that is not there."""
    with open(os.path.join(tools.source, "proto", "JOURNAL.md"), encoding="utf-8") as page:
        listed = re.findall(r"^\| `((?:file|journal)\.[a-z-]+)` \|", page.read(), re.MULTILINE)
    equal(sorted(listed), points(tools))


def part_of_points(tools, part, parts):
    mine = [point for point in points(tools) if point not in PREPARED][part::parts]
    for point in mine:
        kill_at(tools, point, (1,) if point in ONCE else (1, 2))


def scenario_kill_at_every_point_1(tools):
    part_of_points(tools, 0, 2)


def scenario_kill_at_every_point_2(tools):
    part_of_points(tools, 1, 2)


def scenario_kill_while_recovering(tools):
    """Killed again while it takes up what the first kill left: found, committed before, changed since."""
    for first, second in (("file.committed 1", "file.found 1"), ("file.read 1", "file.found 1"), ("file.moved 1", "file.found 1"),
                          ("file.committed 2", "file.resumed 1"), ("file.explained 1", "file.resumed 1"),
                          ("file.explained 1", "file.explained 1"), ("file.reason-written 1", "file.reason-written 1"),
                          ("journal.written 2", "journal.written 1"), ("file.sealed 1", "file.sealed 1")):
        with place() as at:
            files = load()
            drop_all(at, files)
            published = die(tools, at, first + " kill")
            published += die(tools, at, second + " kill")
            go_on(tools, at, files, published)


def scenario_kill_when_changed(tools):
    """A claimed file that somebody writes to is read again; killed there, it is read once, with the last bytes."""
    with place() as at:
        at.drop("a.txt", article(1))
        die(tools, at, "file.claimed 1 kill")
        claim, = at.listed(".work")
        with open(at.inside(".work", claim, "a.txt"), "r+b") as writer:
            die(tools, at, "file.changed 1 kill")
            writer.truncate(0)
            writer.write(article(2).encode())
        go_on(tools, at, [("a.txt", article(2).encode())])


def scenario_kill_when_blamed(tools):
    """A crash is counted once, also where the process is killed between counting and forgetting it."""
    with place() as at:
        files = load()
        drop_all(at, files)
        published = die(tools, at, "file.read 1 abort", signal.SIGABRT)
        published += die(tools, at, "journal.blamed 1 kill")
        published += die(tools, at, "journal.blamed 1 kill")
        attempts = [row for row in claims_in_journal(at.state) if row[1] == 0]
        equal(len(attempts), 1)
        go_on(tools, at, files, published)


def scenario_kill_when_checkpointing(tools):
    with place() as at:
        files = [(f"{number}.txt", article(number, paragraphs=400).encode()) for number in range(4)]
        drop_all(at, files)
        published = die(tools, at, "journal.checkpointed 1 kill")
        go_on(tools, at, files, published)


class Producer:
    """Drops articles as long as it runs, and never more than `ahead` beyond what is taken."""

    def __init__(self, at, seed, ahead=40):
        self.at, self.random, self.ahead = at, random.Random(seed), ahead
        self.files, self.stopping = [], threading.Event()
        self.thread = threading.Thread(target=self.run)

    def content(self, number):
        kind = self.random.random()
        if kind < 0.05:
            return b""
        if kind < 0.1 and self.files:
            return self.random.choice(self.files)[1]  # told before, or refused before
        return article(number, paragraphs=self.random.choice((1, 1, 1, 8))).encode()

    def run(self):
        while not self.stopping.is_set():
            if sum(name.endswith(".txt") for name in os.listdir(self.at.inbox)) > self.ahead:
                time.sleep(0.005)
                continue
            number = len(self.files)
            content = self.content(number)
            self.at.drop(f"{number:06}.txt", content)
            self.files.append((f"{number:06}.txt", content))

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.stopping.set()
        self.thread.join()


def kill_at_random(tools, rounds, seed):
    """So many kills under load, each at another moment from the start on; then all is there, once."""
    moments = random.Random(seed)
    with place() as at, contextlib.ExitStack() as stack:
        feed = stack.enter_context(Subscriber(at.feed, wait=False))
        with Producer(at, seed) as producer:
            for _ in range(rounds):
                with Daemon(tools, at) as daemon:
                    time.sleep(moments.uniform(0.0, 0.4))
                    daemon.kill()
                while feed.receive(0):
                    pass
        messages = go_on(tools, at, producer.files, feed.messages)
        print(f"{rounds} kills, seed {seed}: {len(producer.files)} files, {len(messages)} messages, {len(feed.messages)} on the wire")
        check(len(producer.files) > rounds, "there was no load")
        check(feed.messages, "nothing was published")


def scenario_kill_at_50_moments(tools):
    kill_at_random(tools, 50, 20261128)
