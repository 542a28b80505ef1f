"""kill -9 at every fail point of the code, at random moments, and what the next start makes of it."""
import contextlib
import glob
import os
import random
import re
import signal
import sqlite3
import time

from articles import article
from harness import Daemon, Subscriber, check, equal, place
from outcome import claims_in_journal
from rounds import Producer, die, drop_all, go_on, load, time_of_start


def points(tools):
    """The fail points as the sources have them."""
    found = set()
    for path in glob.glob(os.path.join(tools.source, "daemon", "**", "*.c"), recursive=True):
        with open(path, encoding="utf-8") as source:
            found |= set(re.findall(r'(?:FAIL_POINT\(|FILE_[A-Z]+, )"([a-z.-]+)"', source.read()))
    check(len(found) > 20, found)
    return sorted(found)


# Points that a first run with `load` does not reach: what has to happen before.
PREPARED = {"file.changed", "file.found", "file.resumed", "journal.blamed", "journal.checkpointed", "journal.mended",
            "journal.set-aside"}
# Points that `load` may come by once only: at the first start, or for a whole group.
ONCE = {"journal.epoch-kept", "journal.made", "file.refused", "file.claims-synced", "file.filed-synced"}
# Points where another file's second time is tried, too, even where there is little time.
TWICE = {"file.claimed", "file.committed", "file.reason-written", "file.moved", "journal.committed"}


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


def plain_points(tools):
    return [point for point in points(tools) if point not in PREPARED]


def some_points(tools, mine):
    for point in mine:
        kill_at(tools, point, (1, 2) if point in TWICE else (1,))


def scenario_kill_at_every_point_1(tools):
    some_points(tools, plain_points(tools)[::2])


def scenario_kill_at_every_point_2(tools):
    some_points(tools, plain_points(tools)[1::2])


def scenario_kill_while_recovering(tools):
    """Killed again while it takes up what the first kill left: found, committed before, changed since."""
    for first, second in (("file.committed 1", "file.found 1"), ("file.moved 1", "file.found 1"),
                          ("file.explained 1", "file.resumed 1"),
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


def scenario_kill_when_mending(tools):
    """A journal that must be mended is, wherever the mending was killed, and all of it is still there."""
    for point in ("journal.mended", "journal.set-aside"):
        with place() as at:
            files = load()
            drop_all(at, files)
            before = go_on(tools, at, files)
            with contextlib.closing(sqlite3.connect(os.path.join(at.state, "journal.db"))) as journal, journal:
                journal.execute("DROP TABLE topic")
            die(tools, at, point + " 1 kill")
            messages = go_on(tools, at, files)
            equal([m.frames for m in messages], [m.frames for m in before])
            equal([name for name in os.listdir(at.state) if name.startswith(("mend", "damaged"))], [])
            check(os.path.exists(os.path.join(at.state, "journal.db-damaged1")))


def scenario_kill_when_checkpointing(tools):
    with place() as at:
        files = [(f"{number}.txt", article(number, paragraphs=400).encode()) for number in range(4)]
        drop_all(at, files)
        published = die(tools, at, "journal.checkpointed 1 kill")
        go_on(tools, at, files, published)


def kill_at_random(tools, rounds, seed):
    """So many kills under load, each at another moment from the start on; then all is there, once."""
    moments = random.Random(seed)
    with place() as at, contextlib.ExitStack() as stack:
        start = time_of_start(tools, at)
        feed = stack.enter_context(Subscriber(at.feed, wait=False))
        with Producer(at, seed, most=20 * rounds) as producer:
            for _ in range(rounds):
                with Daemon(tools, at) as daemon:
                    time.sleep(moments.uniform(0.0, 1.5 * start + 0.2))
                    daemon.kill()
                while feed.receive(0):
                    pass
        messages = go_on(tools, at, producer.files, feed.messages)
        print(f"{rounds} kills, seed {seed}: {len(producer.files)} files, {len(messages)} messages, {len(feed.messages)} on the wire")
        check(len(producer.files) > 20, "there was no load")
        check(feed.messages, "nothing was published")


def scenario_kill_at_50_moments(tools):
    kill_at_random(tools, 50, 20261128)
