"""A round of the fault tests: files are dropped, the daemon runs into something and ends, and the next start goes on."""
import os
import random
import signal
import threading
import time

from articles import article, day
from harness import Daemon, PATIENCE, Subscriber, check, equal
from outcome import check_outcome, check_stopped


def faulty(tools, at, rule, *options):
    """The daemon with a rule of tests/support/faults.h."""
    env = dict(os.environ, IND_FAULT=rule, IND_FAULT_ROOT=at.root)
    return Daemon(tools, at, *options, binary=tools.faulty, env=env)


def load():
    """A new article, one told twice, one that is empty, one that is no text, one of several that are partly known."""
    return [("a.txt", article(1).encode()), ("b.txt", article(2, paragraphs=20).encode()), ("c.txt", article(1).encode()),
            ("empty.txt", b""), ("binary.txt", bytes(range(256))), ("d.txt", article(4).encode()),
            ("day.jsonl", day(2))]


def drop_all(at, files):
    for name, content in files:
        at.drop(name, content)


def is_idle(at):
    return not at.listed(".work") and not [name for name in os.listdir(at.inbox) if name not in (".work", "done", "rejected")]


def wait_idle(at, daemon):
    """Every file is filed, and the journal knows it."""
    deadline = time.monotonic() + PATIENCE
    while not is_idle(at):
        check(time.monotonic() < deadline and daemon.child.poll() is None, os.listdir(at.inbox), daemon.log())
        time.sleep(0.01)
    daemon.wait_status(lambda status: status["backlog"] == 0)


def go_on(tools, at, files, published=(), may_miss=()):
    """A start without faults: it takes up what was left, and all is as it should be."""
    with Daemon(tools, at) as daemon:
        daemon.wait_ready()
        wait_idle(at, daemon)
        messages = check_outcome(tools, at, files, published, may_miss)
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


def time_of_start(tools, at):
    """Seconds until the daemon answers, on a machine as busy as it is: the shorter of two tries."""
    took = []
    for _ in range(2):
        begun = time.monotonic()
        with Daemon(tools, at) as daemon:
            daemon.wait_ready()
            took.append(time.monotonic() - begun)
            daemon.stop()
    return min(took)


class Producer:
    """Drops articles as long as it runs, and never more than `ahead` beyond what is taken, or than `most`."""

    def __init__(self, at, seed, ahead=40, most=100000):
        self.at, self.random, self.ahead, self.most = at, random.Random(seed), ahead, most
        self.files, self.stopping, self.first = [], threading.Event(), 0
        self.thread = threading.Thread(target=self.run)

    def make(self, number):
        """Its name and its content."""
        kind, name = self.random.random(), f"{number:06}.txt"
        if kind < 0.05:
            return name, b""
        if kind < 0.1 and self.files:  # told before, or refused before
            before, content = self.random.choice(self.files)
            return name[:-len(".txt")] + os.path.splitext(before)[1], content
        if kind < 0.2:
            return f"{number:06}.jsonl", day(self.random.randrange(number + 1))
        return name, article(number, paragraphs=self.random.choice((1, 1, 1, 8))).encode()

    def run(self):
        while not self.stopping.is_set():
            ahead = sum(name.endswith((".txt", ".jsonl")) for name in os.listdir(self.at.inbox))
            if ahead > self.ahead or len(self.files) >= self.most:
                time.sleep(0.005)
                continue
            number = self.first + len(self.files)
            self.drop(*self.make(number))

    def drop(self, name, content):
        self.at.drop(name, content)
        self.files.append((name, content))

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.stopping.set()
        self.thread.join()
