"""The replay socket: ranges, topics, credit, and clients that mean no good."""
import contextlib
import os
import sqlite3

import zmq

from articles import article
from harness import (Client, Daemon, Subscriber, articles, check, check_stream, equal, place, unpack)


def fill(at, feed, count, first=0):
    for number in range(first, first + count):
        at.drop(f"a{number}.txt", article(number, paragraphs=4))
    feed.wait_files(len(articles(feed.messages)) + count)
    return feed.messages


def scenario_replay_ranges(tools):
    with place() as at, Daemon(tools, at) as daemon, Subscriber(at.feed) as feed, Client(at.replay) as client:
        client.send(op="replay", id=0, **{"from": 1}, to=None, topics=[], credit=1)
        equal(unpack(client.expect("end", 0)[0]), {"next": 1, "head": 0})
        published = fill(at, feed, 5)
        head = len(published)
        everything = [m.frames for m in published]
        for first, last in ((1, None), (1, head), (1, head + 1000), (3, 7), (head, None), (head, head), (1, 1)):
            replayed, end = client.replay(first, last)
            until = min(last or head, head)
            equal([m.frames for m in replayed], everything[first - 1:until], (first, last))
            equal(end, {"next": until + 1, "head": head}, (first, last))
        equal(client.replay(head + 1), ([], {"next": head + 1, "head": head}))
        for topics in (["article"], ["observation/"], ["article", "rejected"], ["nothing"], ["observation/budget.revenue/"]):
            replayed, end = client.replay(topics=topics)
            equal([m.frames for m in replayed], [m.frames for m in published if m.topic.startswith(tuple(topics))], topics)
            equal(end["next"], head + 1)
        client.send(op="replay", id="far", **{"from": head + 2}, to=None, topics=[], credit=1)
        error = client.error("far")
        equal((error["code"], error["head"], error["tail"]), ("bad_request", head, 1))
        daemon.stop()


def scenario_replay_credit(tools):
    with place() as at, Daemon(tools, at) as daemon, Subscriber(at.feed) as feed, Client(at.replay) as client:
        published = fill(at, feed, 6)
        client.send(op="replay", id=[1, "x"], **{"from": 1}, to=None, topics=[], credit=5)
        first, end = client.records([1, "x"], count=5)
        equal(end, None)
        client.status()  # a record beyond the credit would have come before its answer
        client.send(op="replay", id=[1, "x"], **{"from": 1}, to=None, topics=[], credit=5)
        equal(client.error([1, "x"])["code"], "bad_request")
        client.send(op="replay", id="other", **{"from": 2}, to=3, topics=[], credit=9)
        equal([m.seq for m in client.records("other")[0]], [2, 3])
        client.send(op="credit", id=[1, "x"], credit=3)
        more, end = client.records([1, "x"], count=3)
        client.send(op="credit", id=[1, "x"], credit=1000000)
        rest, end = client.records([1, "x"])
        equal([m.frames for m in first + more + rest], [m.frames for m in published])
        equal(end["next"], len(published) + 1)
        client.send(op="credit", id=[1, "x"], credit=7)  # late: ignored
        client.send(op="replay", id=[1, "x"], **{"from": 1}, to=2, topics=[], credit=2)
        equal([m.seq for m in client.records([1, "x"])[0]], [1, 2])
        daemon.stop()


HOSTILE = [
    b"", b"\xc1", b"\x00", b"hello", b"\xdf\xff\xff\xff\xff", b"\xdd\xff\xff\xff\xff", b"\xc6\xff\xff\xff\xff", b"\x91" * 1000,
    b"\x81\xa2op", b"\x82\xa2op\xa6replay\xa2id\x01", b"\x81\xa2op\xa4fire", b"\x81\xa2op\x01", b"\x80", b"\x82\xa2op\xa6status\xa2id",
    b"\x85\xa2op\xa6replay\xa2id\x01\xa4from\x00\xa2to\xc0\xa6credit\x01", b"\x84\xa2op\xa6replay\xa2id\x01\xa4from\xff\xa6credit\x01",
]


def scenario_replay_hostile(tools):
    """Malformed and oversize requests: an error, or the end of the connection, and the daemon goes on."""
    with place() as at, Daemon(tools, at) as daemon, Subscriber(at.feed) as feed:
        published = fill(at, feed, 1)
        with Client(at.replay) as client:
            for frame in HOSTILE:
                client.socket.send(frame)
                reply = client.receive()
                check(reply is not None, frame)
                equal(reply[0], "error", frame)
                equal(unpack(reply[2][0])["code"], "bad_request", frame)
            client.socket.send_multipart([b""] * 1000)
            equal(client.receive()[:2], ("error", None))
            equal(client.status()["head"], len(published))
        with Client(at.replay) as client:
            client.socket.send(b"\xc4" * (1 << 20))  # the peer is dropped; libzmq connects again by itself
            equal(client.replay()[1]["next"], len(published) + 1)
        with zmq.Context() as context, context.socket(zmq.REQ) as request:
            request.setsockopt(zmq.LINGER, 0)
            request.connect(at.replay)
            request.send(b"\x81\xa2op\xa6status")
        equal(daemon.wait_ready()["head"], len(published))
        daemon.stop()


def scenario_replay_bounded(tools):
    """So many replays at one time and no more; a client that vanished in the middle costs nothing."""
    with place() as at, Daemon(tools, at) as daemon, Subscriber(at.feed) as feed:
        published = fill(at, feed, 2)
        with Client(at.replay) as client:
            for number in range(20):
                client.send(op="replay", id=number, **{"from": 1}, to=None, topics=[], credit=1)
            words = [client.receive()[:2] for _ in range(20)]
            equal(sorted(word for word, _ in words), ["error"] * 12 + ["record"] * 8)
            client.send(op="status", id="s")
            client.expect("status", "s")
        for _ in range(30):
            with Client(at.replay) as client:
                client.send(op="replay", id=1, **{"from": 1}, to=None, topics=[], credit=2)
                client.records(1, count=2)
        with Client(at.replay) as client:
            equal(len(client.replay()[0]), len(published))
        daemon.stop()


def scenario_replay_too_old(tools):
    """What retention let go is told as too old, not as lost, and the heartbeat says where the tail is."""
    with place() as at:
        with Daemon(tools, at) as daemon, Subscriber(at.feed) as feed:
            head = len(fill(at, feed, 3))
            daemon.stop()
        with Daemon(tools, at, "--retention-bytes", "1") as daemon, Subscriber(at.feed) as feed, Client(at.replay) as client:
            tail = daemon.wait_status(lambda status: status["tail"] > 1)["tail"]
            client.send(op="replay", id="old", **{"from": 1}, to=None, topics=[], credit=100)
            error = client.error("old")
            equal((error["code"], error["tail"], error["head"]), ("too_old", tail, head))
            equal([m.seq for m in client.replay(tail)[0]], list(range(tail, head + 1)))
            equal(feed.wait_heartbeat(lambda body: body["tail"] > 1)["tail"], tail)
            daemon.stop()


def scenario_replay_lost(tools):
    """A range that damage took is told and passed over; what is behind it comes."""
    with place() as at:
        with Daemon(tools, at) as daemon, Subscriber(at.feed) as feed:
            for number in range(3):  # one after the other: a record each
                published = fill(at, feed, 1, first=number)
            daemon.stop()
        with contextlib.closing(sqlite3.connect(os.path.join(at.state, "journal.db"))) as journal, journal:
            first, count = journal.execute("SELECT first, count FROM record ORDER BY first LIMIT 1 OFFSET 1").fetchone()
            journal.execute("UPDATE record SET frames = zeroblob(length(frames)) WHERE first = ?", (first,))
        with Daemon(tools, at) as daemon, Client(at.replay) as client:
            client.send(op="replay", id=1, **{"from": 1}, to=None, topics=[], credit=1 << 20)
            before, _ = client.records(1, count=first - 1)
            equal(unpack(client.expect("lost", 1)[0]), {"from": first, "to": first + count - 1})
            behind, end = client.records(1)
            equal([m.frames for m in before + behind], [m.frames for m in published if not first <= m.seq < first + count])
            check(behind, "nothing came behind the damage")
            equal(end["next"], len(published) + 1)
            daemon.stop()


def scenario_slow_subscriber(tools):
    """One that does not read loses messages and sees that from the heartbeat; the daemon does not notice."""
    with place() as at:
        with Daemon(tools, at, "--feed-queue", "10") as daemon, Subscriber(at.feed, queue=1) as slow:
            for number in range(6):
                at.drop(f"a{number}.txt", article(number, paragraphs=300))
            daemon.wait_status(lambda status: status["articles"] == 6)
            with Client(at.replay) as client:
                whole, end = client.replay(credit=1 << 30)
            check_stream(whole)
            check(len(whole) > 5000, len(whole))
            equal(end["next"], len(whole) + 1)
            last = slow.wait_heartbeat(lambda body: body["head"] == len(whole))
            seen = [m.seq for m in slow.messages]
            equal(seen, sorted(set(seen)))
            check(len(seen) < len(whole), "the slow one lost nothing: the test shows nothing", len(seen))
            equal(last["heads"], {m.topic: m.seq for m in whole})
            daemon.stop()


def scenario_status(tools):
    with place() as at, Daemon(tools, at) as daemon, Subscriber(at.feed) as feed:
        before = daemon.wait_ready()
        equal({key: before[key] for key in ("stream", "head", "tail", "backlog", "articles", "last_error")},
              {"stream": "test", "head": 0, "tail": 1, "backlog": 0, "articles": 0, "last_error": None})
        published = fill(at, feed, 3)
        at.drop("empty", b"")
        at.drop("again", article(1, paragraphs=4))
        feed.wait_files(5)
        after = daemon.wait_ready()
        equal((after["head"], after["articles"], after["rejected"], after["duplicates"]), (len(published), 3, 1, 1))
        equal(after["observations"], sum(body["observations"] for body in articles(published)))
        equal(after["epoch"], feed.messages[0].header["epoch"])
        check(after["journal_bytes"] > 0)
        check(os.path.isdir(at.state))
        daemon.stop()
