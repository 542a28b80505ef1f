"""Connections that mean no good, and many of them: the daemon serves the others and loses nothing."""
import os
import random
import resource
import socket
import struct
import time

import zmq

from articles import article
from harness import PATIENCE, Client, Daemon, Subscriber, check, equal, place, skip, unpack
from scenarios_life import check_each_once, drop_many

GREETING = b"\xff" + bytes(8) + b"\x7f" + b"\x03\x00" + b"NULL".ljust(20, b"\0") + b"\0" + bytes(31)
HANDSHAKE = 5.0  # seconds that the daemon grants (feed/socket.c)


def frame(flags, body):
    return struct.pack(">BQ", flags | 2, len(body)) + body


def ready(kind):
    return frame(4, b"\x05READY\x0bSocket-Type" + struct.pack(">I", len(kind)) + kind)


def connect(port):
    return socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)


def shake_hands(port, kind):
    """A connection that was accepted: messages are read from here on."""
    peer = connect(port)
    peer.sendall(GREETING + ready(kind))
    said = b""
    while b"Socket-Type" not in said:
        got = peer.recv(4096)
        check(got, "the daemon hung up", said)
        said += got
    return peer


def read_until_closed(peer):
    """What the daemon says until it closes."""
    said = b""
    try:
        while got := peer.recv(65536):
            said += got
    except ConnectionResetError:
        pass
    peer.close()
    return said


def port_of(daemon, word):
    daemon.wait_logged("ready:")
    return int(daemon.log().split(f"{word} on tcp://127.0.0.1:")[1].split()[0])


def memory_of(daemon):
    """Resident kilobytes."""
    with open(f"/proc/{daemon.child.pid}/status", encoding="ascii") as file:
        return int(next(line for line in file if line.startswith("VmRSS:")).split()[1])


def check_grown(daemon, before, most):
    """Resident kilobytes since `before`; a sanitizer's own memory says nothing."""
    grown = memory_of(daemon) - before
    with open(f"/proc/{daemon.child.pid}/maps", encoding="utf-8") as maps:
        check(grown < most or "libasan" in maps.read(), f"{grown} kB more")
    return grown


def processor_time_of(daemon):
    """Seconds."""
    with open(f"/proc/{daemon.child.pid}/stat", encoding="ascii") as file:
        fields = file.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def descriptors_of(daemon):
    return len(os.listdir(f"/proc/{daemon.child.pid}/fd"))


def bad_beginnings(rng):
    """Of conversations that go wrong before the handshake is over, each at another place."""
    yield rng.randbytes(1024)
    yield b"GET / HTTP/1.1\r\nHost: feed\r\n\r\n" * 20
    yield b"\xff" * 4096
    yield GREETING[:10] + rng.randbytes(200)
    yield GREETING.replace(b"NULL", b"PLAI") + rng.randbytes(100)
    yield GREETING.replace(b"NULL", b"EVIL") + rng.randbytes(100)
    yield GREETING + rng.randbytes(300)
    yield GREETING + b"\x06" + b"\xff" * 8 + rng.randbytes(100)  # a command of 2^64 - 1 bytes
    yield GREETING + b"\x06" + struct.pack(">Q", 1 << 40) + rng.randbytes(100)
    yield GREETING + ready(b"NOSUCH") + frame(0, b"\x01")
    yield GREETING + frame(4, b"\x05READY\x0bSocket-Type\xff\xff\xff\xff")
    yield GREETING + frame(4, b"\x05READY\xff") + frame(0, b"")
    for kind in (b"SUB", b"DEALER"):
        yield GREETING + ready(kind) + frame(0, b"\x01too early")


def bad_sequels(rng):
    """What a peer that was accepted says next."""
    yield b"\x02" + struct.pack(">Q", 1 << 62)  # a message of that size
    yield b"\x02" + struct.pack(">Q", 64 << 20) + b"x" * 100000
    yield rng.randbytes(300)
    yield b"\xf8" + rng.randbytes(300)
    yield frame(4, b"\x04PING") + frame(4, b"\x09SUBSCRIBE") + frame(4, rng.randbytes(50))
    yield frame(4, b"\x04PING" + rng.randbytes(2)) * 500
    yield frame(1, b"more") * 2000  # a message without an end
    yield frame(0, b"") * 2000
    yield frame(0, rng.randbytes(30)) * 200
    yield b"".join(frame(0, b"\x01" + rng.randbytes(60)) for _ in range(300))  # subscriptions, or requests
    yield b"".join(frame(0, b"\x00" + rng.randbytes(60)) for _ in range(300))


def say(peer, words):
    try:
        peer.sendall(words)
    except (ConnectionResetError, BrokenPipeError):
        pass  # it was cut off in the middle already


def scenario_wire_garbage(tools):
    """Bytes that are no ZMTP, or stop being it, on both ports: whoever speaks right does not notice."""
    rng = random.Random(4)
    with place() as at:
        at.replay = "tcp://127.0.0.1:*"
        with Daemon(tools, at, "--feed", "tcp://127.0.0.1:*") as daemon, Subscriber(at.feed) as feed:
            ports = [port_of(daemon, word) for word in ("published", "answered")]
            at.replay = f"tcp://127.0.0.1:{ports[1]}"
            names = drop_many(at, 10)
            feed.wait_files(10)
            before, open_before = memory_of(daemon), descriptors_of(daemon)
            peers = []
            for turn in range(6):
                for port in ports:
                    kind = b"SUB" if port == ports[0] else b"DEALER"
                    for words in bad_beginnings(rng):
                        peers.append(connect(port))
                        say(peers[-1], words)
                    for words in bad_sequels(rng):
                        peers.append(shake_hands(port, kind))
                        say(peers[-1], words)
                names += drop_many(at, 2, first=len(names))
            feed.wait_files(len(names))
            equal([m.frames for m in check_each_once(at, names)], [m.frames for m in feed.messages])
            count = len(peers)
            for peer in peers:
                peer.close()
            deadline = time.monotonic() + PATIENCE
            while descriptors_of(daemon) > open_before + 4:
                check(time.monotonic() < deadline, descriptors_of(daemon), open_before)
                time.sleep(0.05)
            grown = check_grown(daemon, before, 64 << 10)
            print(f"figure: {count} garbled connections, {grown} kB more memory")
            daemon.stop()


def scenario_wire_slow_loris(tools):
    """Who has not said within the time of a handshake who he is, is cut off, however busily he says nothing."""
    with place() as at, Daemon(tools, at, "--feed", "tcp://127.0.0.1:*") as daemon:
        port = port_of(daemon, "published")
        silent, half, drop = connect(port), connect(port), connect(port)
        begun = time.monotonic()
        half.sendall(GREETING[:20])
        sent = 0
        try:
            while time.monotonic() < begun + 4 * HANDSHAKE:
                drop.sendall(GREETING[sent:sent + 1])  # 64 bytes at this pace are ten seconds
                sent += sent < len(GREETING) - 1
                time.sleep(0.15)
        except (ConnectionResetError, BrokenPipeError):
            pass
        took = time.monotonic() - begun
        check(took < 3 * HANDSHAKE, f"a byte now and then kept the connection for {took:.1f} s")
        for peer in (silent, half, drop):
            read_until_closed(peer)
        took = time.monotonic() - begun
        check(took < 3 * HANDSHAKE, f"silence kept the connection for {took:.1f} s")
        print(f"figure: cut off after {took:.1f} s")
        at.drop("a.txt", article(1))
        daemon.wait_status(lambda status: status["articles"] == 1)
        daemon.stop()


def most_descriptors(count):
    """As many descriptors for this process; skips where the system grants fewer."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard != resource.RLIM_INFINITY and hard < count:
        skip(f"only {hard} descriptors are granted here")
    if soft != resource.RLIM_INFINITY and soft < count:
        resource.setrlimit(resource.RLIMIT_NOFILE, (count, hard))


def scenario_connections_500(tools):
    """Five hundred subscribers, though the process is started with a soft limit of 256 descriptors: each gets all."""
    most_descriptors(2048)
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    with place() as at, zmq.Context() as context:
        daemon = Daemon(tools, at, before=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (256, hard)))
        with daemon:
            daemon.wait_ready()
            before = memory_of(daemon)
            sockets = []
            for _ in range(500):
                sockets.append(context.socket(zmq.SUB))
                sockets[-1].setsockopt(zmq.LINGER, 0)
                sockets[-1].subscribe(b"")
                sockets[-1].connect(at.feed)
            for each in sockets:
                check(each.poll(PATIENCE * 1000), "a heartbeat did not come")
            with Subscriber(at.feed) as feed:
                names = drop_many(at, 5)
                begun = time.monotonic()
                feed.wait_files(5)
                expected = [m.frames for m in feed.messages]
                for each in sockets:
                    got = []
                    while len(got) < len(expected):
                        check(each.poll(PATIENCE * 1000), f"{len(expected) - len(got)} messages did not come")
                        frames = each.recv_multipart()
                        got += [frames] if frames[0] != b"heartbeat" else []
                    equal(got, expected)
                took = time.monotonic() - begun
            grown = memory_of(daemon) - before
            equal([m.frames for m in check_each_once(at, names)], expected)
            print(f"figure: 500 connections, {len(expected)} messages to each in {took:.2f} s, {grown} kB more memory")
            for each in sockets:
                each.close()
            daemon.stop()


def scenario_connections_beyond(tools):
    """More connections than the process may have descriptors: those beyond wait, no article is refused for it, and
    all goes on when there is room."""
    most_descriptors(1024)
    with place() as at:
        daemon = Daemon(tools, at, "--feed", "tcp://127.0.0.1:*",
                        before=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (128, 128)))
        with daemon, Subscriber(at.feed) as feed:
            port = port_of(daemon, "published")
            names = drop_many(at, 3)
            feed.wait_files(3)
            hold = [shake_hands(port, b"SUB") for _ in range(70)]
            hold += [connect(port) for _ in range(200)]  # of these the kernel alone knows some
            deadline = time.monotonic() + PATIENCE
            while descriptors_of(daemon) < 128:
                check(time.monotonic() < deadline, descriptors_of(daemon))
                time.sleep(0.02)
            begun = processor_time_of(daemon)
            names += drop_many(at, 3, first=3)
            time.sleep(1)
            spent = processor_time_of(daemon) - begun
            equal(at.listed("rejected"), [])
            check(daemon.child.poll() is None, "the daemon ended")
            for peer in hold:
                peer.close()
            feed.wait_files(6)
            equal([m.frames for m in check_each_once(at, names)], [m.frames for m in feed.messages])
            print(f"figure: 270 connections at a limit of 128 descriptors: {spent:.1f} s of processor time a second, no loss")
            daemon.stop()


def ask_until_told(client):
    """Asks for the status without waiting for the answers, until the daemon says that this is too fast: (how often it
    was answered, how often asked)."""
    answered, asked, deadline = 0, 0, time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        for _ in range(500):
            client.send(op="status", id=1)
        asked += 500
        while (reply := client.receive(0)) is not None:
            if reply[0] == "error":
                equal(unpack(reply[2][0])["code"], "busy")
                return answered, asked
            answered += 1
    raise AssertionError("nobody was told", answered, asked)


def scenario_replay_request_rate(tools):
    """A client that asks without end is told that it comes too fast; another is answered meanwhile."""
    with place() as at, Daemon(tools, at) as daemon, Client(at.replay) as fast, Client(at.replay) as other:
        daemon.wait_ready()
        fast.socket.setsockopt(zmq.SNDHWM, 0)
        other.status()
        begun = time.monotonic()
        answered, asked = ask_until_told(fast)
        told = time.monotonic() - begun
        check(answered <= 5000 * (int(told) + 2), f"{answered} requests were answered in {told:.2f} s")
        for _ in range(30000):
            fast.send(op="status", id=1)
        slowest = 0.0
        for _ in range(20):
            before = time.monotonic()
            other.status()
            slowest = max(slowest, time.monotonic() - before)
        check(slowest < 5, f"another client waited for {slowest:.2f} s")
        while fast.receive(1.2) is not None:
            pass
        for _ in range(100):  # and all is well again
            fast.status()
        print(f"figure: told `busy` after {told:.1f} s and {asked} requests; another client waited for {slowest * 1000:.0f} ms "
              "at most")
        daemon.stop()


PING = frame(4, b"\x04PING\x00\x01" + b"context")


def flood(port, kind, words, count):
    """Says so much at once that it can't all be read, and hangs up without a farewell."""
    peer = shake_hands(port, kind)
    peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    try:
        for _ in range(count):
            peer.sendall(words)
    except (ConnectionResetError, BrokenPipeError):
        pass
    peer.close()


def flood_all(tools, turns, *options):
    with place() as at:
        at.replay = "tcp://127.0.0.1:*"
        with Daemon(tools, at, "--feed", "tcp://127.0.0.1:*", *options) as daemon, Subscriber(at.feed) as feed:
            ports = [port_of(daemon, word) for word in ("published", "answered")]
            at.replay = f"tcp://127.0.0.1:{ports[1]}"
            names = drop_many(at, 5)
            feed.wait_files(5)
            before = memory_of(daemon)
            most = 0
            for _ in range(turns):
                for _ in range(40):  # as much as is read at once, with heartbeats at its end
                    flood(ports[1], b"DEALER", b"\x00\x00" * 3500 + PING * 30, 1)
                flood(ports[1], b"DEALER", b"\x00\x00" * 30000 + PING * 50, 5)
                flood(ports[1], b"DEALER", frame(0, b"\x82\xa2op\xa6status\xa2id\x01") * 3000 + PING * 5, 5)
                flood(ports[1], b"DEALER", frame(0, bytes(32 << 10)) * 100 + PING, 10)
                flood(ports[0], b"SUB", (b"\x00\x02\x01a" + b"\x00\x02\x00a") * 10000 + PING * 50, 5)
                most = max(most, memory_of(daemon))
                names += drop_many(at, 1, first=len(names))
            feed.wait_files(len(names))
            daemon.wait_ready()
            check_grown(daemon, before, 1 << 20)
            print(f"figure: {turns * 0.4:.1f} million messages in {turns * 44} floods: {most - before} kB more memory at most")
            equal([m.frames for m in check_each_once(at, names)], [m.frames for m in feed.messages])
            daemon.stop()


def scenario_wire_flood(tools):
    """Floods of the smallest messages, of large ones and of heartbeats, cut off in the middle: an assertion in libzmq
    once made of that the end of the daemon."""
    flood_all(tools, 8)


def scenario_wire_flood_with_heartbeats(tools):
    """The same of a daemon that sends heartbeats itself: its queues are never full, so that it is none that libzmq ends."""
    flood_all(tools, 3, "--zmtp-heartbeat", "0.05")


def watch_peer(peer, answers, patience):
    """(PINGs that came, seconds until the daemon hung up or None), while it takes everything that is sent."""
    begun, said, pings = time.monotonic(), b"", 0
    peer.settimeout(0.05)
    while (took := time.monotonic() - begun) < patience:
        try:
            got = peer.recv(65536)
        except TimeoutError:
            continue
        except ConnectionResetError:
            got = b""
        if not got:
            return pings, took
        said += got
        if said.count(b"\x04PING") > pings:
            pings = said.count(b"\x04PING")
            if answers:
                peer.sendall(frame(4, b"\x04PONG"))
    return pings, None


def scenario_zmtp_heartbeat(tools):
    """With the key a peer that takes all and gives no sign of life is cut off, on both sockets, and one that does is not;
    without it nobody is asked."""
    with place() as at:
        at.replay = "tcp://127.0.0.1:*"
        for options, asked in ((("--zmtp-heartbeat", "0.4"), True), ((), False)):
            with Daemon(tools, at, "--feed", "tcp://127.0.0.1:*", *options) as daemon, Subscriber(at.feed) as feed:
                for word, kind in (("published", b"SUB"), ("answered", b"DEALER")):
                    port = port_of(daemon, word)
                    pings, took = watch_peer(shake_hands(port, kind), False, PATIENCE if asked else 1.2)
                    equal((pings > 0, took is not None), (asked, asked), pings, took)
                    check(not asked or took > 0.7, f"cut off after {took} s")
                    if asked:
                        pings, took = watch_peer(shake_hands(port, kind), True, 1.5)
                        equal((pings > 1, took), (True, None))
                names = drop_many(at, 3, first=10 * asked)
                feed.wait_files(3)
                equal(sorted(m.body["file"] for m in feed.messages if m.topic == "article"), sorted(names))
                daemon.stop()


ABSURD = [
    {"from": 1, "to": (1 << 64) - 1, "credit": (1 << 64) - 1},
    {"from": 1, "to": None, "credit": 1 << 32},
    {"from": 1, "to": 1, "credit": 1 << 63},
]
NONSENSE = [
    {"from": (1 << 64) - 1, "to": None, "credit": 1}, {"from": 1 << 63, "to": 1, "credit": 1},
    {"from": -1, "to": None, "credit": 1}, {"from": 0, "to": None, "credit": 1}, {"from": 1.0, "to": None, "credit": 1},
    {"from": "1", "to": None, "credit": 1}, {"from": 1, "to": -5, "credit": 1}, {"from": 1, "to": None, "credit": -1},
    {"from": 1, "to": None, "credit": None}, {"from": 1, "to": None, "credit": 1, "topics": ["x" * 256]},
    {"from": 1, "to": None, "credit": 1, "topics": ["a"] * 65}, {"from": 1, "to": None, "credit": 1, "topics": [1]},
    {"from": 1, "to": None, "credit": 1, "topics": {"a": 1}}, {"from": [1], "to": None, "credit": 1},
]


def scenario_replay_absurd(tools):
    """Credits and ranges beyond all measure: what can be meant is served, the rest is told."""
    with place() as at, Daemon(tools, at) as daemon, Subscriber(at.feed) as feed, Client(at.replay) as client:
        names = drop_many(at, 3)
        feed.wait_files(3)
        everything = [m.frames for m in feed.messages]
        for request in ABSURD:
            client.send(op="replay", id="a", topics=[], **request)
            got, end = client.records("a")
            equal([m.frames for m in got], everything[:end["next"] - 1])
        for number, request in enumerate(NONSENSE):
            client.send(op="replay", id=number, **request)
            equal(client.error(number)["code"], "bad_request", request)
        client.send(op="replay", id="back", topics=[], credit=9, **{"from": 3, "to": 1})
        equal(client.records("back"), ([], {"next": 3, "head": len(everything)}))
        client.send(op="replay", id="none", topics=[], credit=0, **{"from": 1, "to": None})
        for _ in range(100):
            client.send(op="credit", id="none", credit=(1 << 64) - 1)
        equal([m.frames for m in client.records("none")[0]], everything)
        equal([m.frames for m in check_each_once(at, names)], everything)
        daemon.stop()
