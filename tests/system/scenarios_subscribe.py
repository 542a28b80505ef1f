"""`indicatorctl subscribe --from --state`: every message once and in order, across its own death and the daemon's."""
import json
import os
import shutil
import signal
import subprocess
import time

from articles import article
from harness import (PATIENCE, Client, Daemon, check, equal, place)


class Follower:
    """indicatorctl subscribe whose output goes to files of its own; ended by its own id."""

    def __init__(self, tools, at, *options, name="out"):
        self.out, self.err = (os.path.join(at.root, f"{name}.{end}") for end in ("out", "err"))
        with open(self.out, "ab") as out, open(self.err, "ab") as err:
            self.child = subprocess.Popen([tools.ctl, "subscribe", "--feed", at.feed, "--replay", at.replay, *options],
                                          stdin=subprocess.DEVNULL, stdout=out, stderr=err)

    def messages(self):
        """Whole lines only: a killed one may leave half of its last."""
        with open(self.out, encoding="utf-8") as file:
            return [json.loads(line) for line in file if line.endswith("\n")]

    def seqs(self):
        return [message["header"]["seq"] for message in self.messages()]

    def said(self):
        with open(self.err, encoding="utf-8") as file:
            return file.read()

    def wait(self, wanted, what):
        deadline = time.monotonic() + PATIENCE
        while not wanted():
            check(time.monotonic() < deadline, f"{what} did not come", self.said(), self.seqs()[-5:])
            check(self.child.poll() is None or wanted(), f"it ended without {what}", self.said())
            time.sleep(0.02)

    def wait_seq(self, seq):
        self.wait(lambda: seq in self.seqs()[-1:], f"message {seq}")

    def wait_said(self, text):
        self.wait(lambda: text in self.said(), repr(text))

    def kill(self):
        self.child.kill()
        self.child.wait(PATIENCE)

    def stop(self):
        self.child.send_signal(signal.SIGTERM)
        equal(self.child.wait(PATIENCE), 0, self.said())

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.child.poll() is None:
            self.kill()


def journaled(at, topics=()):
    with Client(at.replay) as client:
        return client.replay(topics=topics)[0]


def drop(at, daemon, count, first=0, paragraphs=6):
    for number in range(first, first + count):
        at.drop(f"a{number}.txt", article(number, paragraphs=paragraphs))
    return daemon.wait_status(lambda status: status["backlog"] == 0 and len(at.listed("done")) == first + count)


def as_printed(messages):
    return [(m.topic, m.header, m.body) for m in messages]


def printed(messages):
    return [(m["topic"], m["header"], m["body"]) for m in messages]


def scenario_subscribe_once_and_in_order(tools):
    """Killed again and again, it goes on behind the last it printed: no gap, and at most that one again."""
    with place() as at, Daemon(tools, at) as daemon:
        options = ["--from", "1", "--state", os.path.join(at.root, "place")]
        drop(at, daemon, 3)
        for round_ in range(6):
            with Follower(tools, at, *options) as follower:
                before = len(follower.messages())
                at.drop(f"a{3 + round_}.txt", article(3 + round_, paragraphs=20))
                follower.wait(lambda least=before + 7: len(follower.messages()) >= least, "more")
                follower.kill()
            with open(follower.out, "rb+") as file:  # the half of a line that the kill left
                content = file.read()
                file.truncate(content.rfind(b"\n") + 1)
        head = drop(at, daemon, 1, first=9)["head"]
        with Follower(tools, at, *options) as follower:
            follower.wait_seq(head)
            follower.stop()
        seqs = follower.seqs()
        equal(sorted(set(seqs)), list(range(1, head + 1)))
        equal(seqs, sorted(seqs))
        check(len(seqs) - head <= 6, "more than the last of each run was told again", len(seqs), head)
        by_seq = {m["header"]["seq"]: m for m in follower.messages()}
        equal(printed(by_seq[seq] for seq in sorted(by_seq)), as_printed(journaled(at)))
        daemon.stop()


def scenario_subscribe_survives_the_daemon(tools):
    """The daemon is killed and ended under it; it prints what it follows once and in order, not more, not less."""
    topics = ["observation/", "article"]
    with place() as at:
        at.drop("empty", b"")
        with Daemon(tools, at) as daemon:
            daemon.wait_ready()
            with Follower(tools, at, "--from", "1", "-t", topics[0], "-t", topics[1]) as follower:
                for round_ in range(5):
                    for number in range(8):
                        at.drop(f"b{round_}-{number}.txt", article(100 * round_ + number, paragraphs=5))
                    at.drop(f"empty{round_}", b"")
                    daemon.wait_ready()
                    if round_ % 2:
                        follower.wait(lambda: len(follower.messages()) > 10, "messages")
                        daemon.kill()
                    else:
                        daemon.stop()
                    daemon = Daemon(tools, at)
                with daemon:
                    daemon.wait_status(lambda status: status["backlog"] == 0 and len(at.listed("done")) == 40)
                    wanted = journaled(at, topics)
                    follower.wait_seq(wanted[-1].seq)
                    follower.stop()
                    equal(printed(follower.messages()), as_printed(wanted))
                    daemon.stop()


def scenario_subscribe_from(tools):
    """From a message, from the last one, and from one that is not there yet."""
    with place() as at, Daemon(tools, at) as daemon:
        head = drop(at, daemon, 2)["head"]
        for first in (1, 4, head):
            with Follower(tools, at, "--from", str(first), "-n", str(head - first + 1), name=f"from{first}") as follower:
                equal(follower.child.wait(PATIENCE), 0)
                equal(follower.seqs(), list(range(first, head + 1)))
        with Follower(tools, at, "--from", str(head + 9), name="beyond") as follower:
            equal(follower.child.wait(PATIENCE), 1)
            check(f"no message {head + 9} yet: its head is {head}" in follower.said(), follower.said())
        state = os.path.join(at.root, "place")
        with Follower(tools, at, "--state", state, name="last") as follower:
            follower.wait_said("live at")
            follower.wait(lambda: os.path.exists(state), "the file")
            follower.kill()
        head = drop(at, daemon, 1, first=2)["head"]
        with Follower(tools, at, "--from", "last", "--state", state, name="last") as follower:
            follower.wait_seq(head)
            follower.stop()
        numbers = follower.seqs()
        equal(numbers, list(range(numbers[0], head + 1)))
        equal([m.topic for m in journaled(at)[:numbers[0] - 1]].count("article"), 2)
        daemon.stop()


def scenario_subscribe_tells_losses(tools):
    """What retention let go, a new history and an older journal are told, and it goes on or says why not."""
    with place() as at:
        state = os.path.join(at.root, "place")
        with Daemon(tools, at) as daemon:
            drop(at, daemon, 1)
            with Follower(tools, at, "--from", "1", "--state", state, "-n", "2", name="first") as follower:
                equal(follower.child.wait(PATIENCE), 0)
            head = drop(at, daemon, 2, first=1)["head"]
            daemon.stop()
        kept = os.path.join(at.root, "kept")
        shutil.copytree(at.state, kept)
        with Daemon(tools, at, "--retention-bytes", "1") as daemon:
            daemon.wait_status(lambda status: status["tail"] > head)
            at.drop("late.txt", article(50))
            head = daemon.wait_status(lambda status: status["articles"] == 1 and status["backlog"] == 0)["head"]
            with Follower(tools, at, "--state", state, name="old") as follower:
                follower.wait_said("messages 3 to ")
                check("the daemon no longer holds them" in follower.said(), follower.said())
                follower.wait_said("live at")
                follower.stop()
            daemon.stop()
        shutil.rmtree(at.state)
        with Daemon(tools, at) as daemon:
            at.drop("new.txt", article(60))
            head = daemon.wait_status(lambda status: status["articles"] == 1 and status["backlog"] == 0)["head"]
            with Follower(tools, at, "--state", state, name="new") as follower:
                follower.wait_seq(head)
                check("the daemon's history began anew: epoch " in follower.said(), follower.said())
                equal(follower.seqs(), list(range(1, head + 1)))
                follower.stop()
            daemon.stop()
        shutil.rmtree(at.state)
        shutil.move(kept, at.state)
        with Daemon(tools, at) as daemon:
            daemon.wait_ready()
            with Follower(tools, at, "--state", state, name="older") as follower:
                equal(follower.child.wait(PATIENCE), 1)
                check("was an old journal put back?" in follower.said(), follower.said())
            daemon.stop()


def scenario_subscribe_refuses_a_wrong_state(tools):
    with place() as at:
        state = os.path.join(at.root, "place")
        with Daemon(tools, at) as daemon:
            head = drop(at, daemon, 1)["head"]
            with Follower(tools, at, "--from", "1", "--state", state) as follower:
                follower.wait_seq(head)
                with Follower(tools, at, "--state", state, name="second") as second:
                    equal(second.child.wait(PATIENCE), 1)
                    check("another process has this file" in second.said(), second.said())
                follower.stop()
            daemon.stop()
        with Daemon(tools, at, "--stream", "other") as daemon:
            daemon.wait_ready()
            with Follower(tools, at, "--state", state, name="other") as follower:
                equal(follower.child.wait(PATIENCE), 1)
                check("is the stream 'other', what is to be resumed is 'test'" in follower.said(), follower.said())
                check(state in follower.said(), follower.said())
            with open(state, "r+b") as file:
                file.seek(30)
                file.write(b"\x00")
            with Follower(tools, at, "--state", state, name="damaged") as follower:
                equal(follower.child.wait(PATIENCE), 1)
                check(f"{state}: it is damaged" in follower.said(), follower.said())
                equal(follower.messages(), [])
            daemon.stop()
