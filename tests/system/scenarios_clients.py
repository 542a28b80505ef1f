"""Subscribers that stand still, come late or die, and replays by the dozen: each has everything in the end, and the
feed waits for none of them."""
import json
import multiprocessing
import signal
import subprocess
import time

import zmq

from articles import article
from harness import PATIENCE, Client, Daemon, Subscriber, check, check_stream, equal, place
from scenarios_life import check_each_once, drop_many
from scenarios_wire import check_grown, memory_of

LONG = 300  # paragraphs: an article of some 1,200 messages, more than sockets and small queues hold


def follow(tools, at, count, **more):
    """`indicatorctl subscribe` that heals its gaps, live for sure."""
    child = subprocess.Popen([tools.ctl, "subscribe", "-n", str(count), "--feed", at.feed, "--replay", at.replay],
                             stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **more)
    line = child.stderr.readline()
    check("live at" in line, line)
    return child


def header_of(line):
    return json.loads(line)["header"]


def scenario_stalled_subscriber(tools):
    """One is stopped while thousands of messages pass: the daemon goes on at once, and it has them all when it goes on,
    once and in order."""
    with place() as at, Daemon(tools, at, "--feed-queue", "2000") as daemon, Subscriber(at.feed) as feed:
        at.drop("before.txt", article(0))
        feed.wait_files(1)
        first = len(feed.messages)
        stalled = follow(tools, at, 1 << 20)
        try:
            stalled.send_signal(signal.SIGSTOP)
            before = memory_of(daemon)
            begun = time.monotonic()
            for number in range(5):
                at.drop(f"a{number}.txt", article(number, paragraphs=LONG))
            daemon.wait_status(lambda status: status["articles"] == 6)
            took = time.monotonic() - begun
            grown = memory_of(daemon) - before
            everything = check_each_once(at, ["before.txt", *(f"a{number}.txt" for number in range(5))])
            stalled.send_signal(signal.SIGCONT)
            seen = [header_of(stalled.stdout.readline())["seq"] for _ in range(first, len(everything))]
            equal(seen, list(range(first + 1, len(everything) + 1)))
        finally:
            stalled.kill()
            stalled.communicate()
        print(f"figure: {len(seen)} messages passed one that stood still in {took:.2f} s, {grown} kB more memory")
        daemon.stop()


def scenario_killed_subscriber(tools):
    """Killed in the middle of its messages: what it had printed and a replay from there on are everything, once."""
    with place() as at, Daemon(tools, at) as daemon, Subscriber(at.feed) as feed:
        for turn in range(3):
            doomed = follow(tools, at, 1 << 20)
            first = len(feed.messages)
            at.drop(f"a{turn}.txt", article(turn, paragraphs=50))
            lines = [doomed.stdout.readline() for _ in range(20 + turn * 17)]
            doomed.kill()
            lines += doomed.stdout.readlines()
            doomed.communicate()
            had = [header_of(line)["seq"] for line in lines if line.endswith("\n")]
            equal(had, list(range(first + 1, first + 1 + len(had))))
            feed.wait_files(turn + 1)
            with Client(at.replay) as client:
                rest = client.replay(had[-1] + 1)[0]
            equal(had + [m.seq for m in rest], list(range(first + 1, len(feed.messages) + 1)))
        equal([m.frames for m in check_each_once(at, [f"a{turn}.txt" for turn in range(3)])],
              [m.frames for m in feed.messages])
        daemon.stop()


def scenario_late_subscriber(tools):
    """Who comes when much has been said already learns from the first heartbeat what, has it replayed, and goes on live."""
    with place() as at, Daemon(tools, at) as daemon, Subscriber(at.feed) as feed:
        names = drop_many(at, 20)
        feed.wait_files(20)
        with Subscriber(at.feed) as late, Client(at.replay) as client:
            head = late.heartbeat["head"]
            equal(head, len(feed.messages))
            equal(late.heartbeat["heads"], check_stream(feed.messages))
            names += drop_many(at, 5, first=20)
            late.wait_files(5)
            equal(late.messages[0].seq, head + 1)
            equal(late.messages[0].header["prev"], late.heartbeat["heads"].get(late.messages[0].topic, 0))
            replayed, end = client.replay(1, head)
            equal(end["next"], head + 1)
            got = replayed + late.messages
        feed.wait_files(25)
        equal([m.frames for m in got], [m.frames for m in feed.messages])
        equal([m.frames for m in check_each_once(at, names)], [m.frames for m in got])
        daemon.stop()


def fill_gaps(at, messages, topics=()):
    """The messages with what `prev` shows to be missing between them; how many that were."""
    whole, last, filled = [], {}, 0
    with Client(at.replay) as client:
        for message in messages:
            missed = message.header["prev"] - last.get(message.topic, 0)
            if missed:
                rest = client.replay(last.get(message.topic, 0) + 1, message.header["prev"], topics=[message.topic])[0]
                whole += rest
                filled += len(rest)
            whole.append(message)
            last[message.topic] = message.seq
    return sorted(whole, key=lambda m: m.seq), filled


def scenario_one_topic_sees_its_gap(tools):
    """A subscriber of one topic that was cut off in between: `seq` tells it nothing, `prev` tells it all."""
    with place() as at, Daemon(tools, at) as daemon, Subscriber(at.feed) as feed, \
            Subscriber(at.feed, topics=("article",)) as one:
        names = drop_many(at, 3)
        one.wait_files(3)
        one.socket.disconnect(at.feed)
        names += drop_many(at, 7, first=3)
        feed.wait_files(10)
        one.socket.connect(at.feed)
        one.wait_heartbeat()
        names += drop_many(at, 2, first=10)
        one.wait_files(5) # 3 before, 2 behind: which of the two comes last is not said
        feed.wait_files(12)
        expected = [m.frames for m in feed.messages if m.topic == "article"]
        whole, filled = fill_gaps(at, one.messages)
        equal([m.frames for m in whole], expected)
        equal(filled, 7)
        check_each_once(at, names)
        daemon.stop()


def scenario_hwm_burst(tools):
    """A burst that overruns a small queue: what is lost is seen from `prev` and the heartbeat, and a replay has it."""
    with place() as at, Daemon(tools, at, "--feed-queue", "10") as daemon, Subscriber(at.feed, queue=1) as slow:
        for number in range(4):
            at.drop(f"a{number}.txt", article(number, paragraphs=LONG))
        daemon.wait_status(lambda status: status["articles"] == 4)
        heads = slow.wait_heartbeat(lambda body: body["backlog"] == 0 and body["head"] > 4000)["heads"]
        got = len(slow.messages)
        whole, filled = fill_gaps(at, slow.messages)
        last = check_stream_of_topics(whole)
        with Client(at.replay) as client:  # and what is behind the last message of each topic
            for topic, head in heads.items():
                whole += client.replay(last.get(topic, 0) + 1, head, topics=[topic])[0] if head > last.get(topic, 0) else []
        whole.sort(key=lambda m: m.seq)
        expected = check_each_once(at, [f"a{number}.txt" for number in range(4)])
        equal([m.frames for m in whole], [m.frames for m in expected])
        check(got < len(whole), "nothing was lost: the test shows nothing")
        print(f"figure: burst of {len(whole)}: {got} came live, {len(whole) - got} were lost, seen and replayed")
        daemon.stop()


def check_stream_of_topics(messages):
    """Every topic without a gap; the last seq of each."""
    last = {}
    for message in messages:
        equal(message.header["prev"], last.get(message.topic, 0), message)
        last[message.topic] = message.seq
    return last


def replay_again_and_again(endpoint, expected, stop, rounds):
    """A process of clients that replay everything until they are told to stop."""
    clients = [Client(endpoint) for _ in range(6)]
    for client in clients:
        client.send(op="replay", id=1, **{"from": 1}, to=expected, topics=[], credit=1 << 30)
    while not stop.is_set():
        for client in clients:
            count = 0
            while True:
                reply = client.receive()
                if reply is None or reply[0] == "error":
                    return
                if reply[0] == "end":
                    break
                count += 1
            if count != expected:
                return
            with rounds.get_lock():
                rounds.value += 1
            client.send(op="replay", id=1, **{"from": 1}, to=expected, topics=[], credit=1 << 30)


def scenario_many_replays(tools):
    """Clients that replay without end, others that ask for everything and take nothing: articles pass as ever."""
    with place() as at, Daemon(tools, at) as daemon, Subscriber(at.feed) as feed:
        for number in range(3):
            at.drop(f"long{number}.txt", article(number, paragraphs=LONG))
        feed.wait_files(3)
        held = len(feed.messages)
        quiet = pass_by(at, feed, 0)
        before = memory_of(daemon)
        stop, rounds = multiprocessing.Event(), multiprocessing.Value("i", 0)
        readers = [multiprocessing.Process(target=replay_again_and_again, args=(at.replay, held, stop, rounds)) for _ in range(2)]
        still = [Client(at.replay) for _ in range(5)]
        try:
            for client in still:
                client.socket.setsockopt(zmq.RCVHWM, 1)
                for number in range(8):
                    client.send(op="replay", id=number, **{"from": 1}, to=None, topics=[], credit=1 << 30)
            for reader in readers:
                reader.start()
            wait_until(lambda: rounds.value >= 12, "no replay came to its end")
            loaded = max(pass_by(at, feed, number) for number in range(1, 9))
            grown = check_grown(daemon, before, 300 << 10)
            wait_until(lambda: rounds.value >= 40, "replays stood still")
            check(all(reader.is_alive() for reader in readers), "a replay went wrong")
        finally:
            stop.set()
            for reader in readers:
                reader.join(PATIENCE)
                reader.kill()
            for client in still:
                client.__exit__()
        check(loaded < 3, f"an article took {loaded:.2f} s beside the replays")
        print(f"figure: an article passed in {quiet * 1000:.0f} ms, beside 52 replays in {loaded * 1000:.0f} ms at most; "
              f"{rounds.value} replays of {held} messages; {grown} kB more memory")
        names = [*(f"long{number}.txt" for number in range(3)), *(f"by{number}.txt" for number in range(9))]
        equal([m.frames for m in check_each_once(at, names)], [m.frames for m in feed.messages])
        daemon.stop()


def pass_by(at, feed, number):
    """Seconds from an article's drop to its message."""
    begun = time.monotonic()
    at.drop(f"by{number}.txt", article(1000 + number))
    feed.wait_for(lambda m: m.topic == "article" and m.body["file"] == f"by{number}.txt", "the article")
    return time.monotonic() - begun


def wait_until(wanted, what):
    deadline = time.monotonic() + PATIENCE
    while not wanted():
        check(time.monotonic() < deadline, what)
        time.sleep(0.02)
