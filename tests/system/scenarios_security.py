"""Keys: who is let in, who is not, and a list of clients that changes under a running daemon."""
import os
import random
import signal
import struct
import subprocess
import time

import zmq

from articles import article
from harness import Client, Daemon, Subscriber, check, check_stream, equal, place, skip
from scenarios_faults import refuse
from scenarios_wire import GREETING, connect, frame, port_of, read_until_closed, ready

REFUSED_WITHIN = 0.7  # seconds in which a client that is let in has long been answered


class Keys:
    """The daemon's pair and some clients', made by the tool, with a list of those that may connect."""

    def __init__(self, tools, at, *listed):
        if not zmq.has("curve"):
            skip("libzmq without CURVE")
        self.tools, self.folder = tools, at.root
        self.clients = os.path.join(at.root, "clients")
        self.make("daemon", "--daemon")
        for name in ("alice", "bob"):
            self.make(name)
        self.list(*listed)

    def path(self, name):
        return os.path.join(self.folder, name)

    def make(self, name, *options):
        subprocess.run([self.tools.ctl, "keygen", *options, self.path(name)], stdout=subprocess.DEVNULL, check=True, timeout=60)

    def public(self, name):
        with open(self.path(name + ".pub"), encoding="ascii") as file:
            return file.read()

    def list(self, *names, more=""):
        """As an operator would: written whole beside it, then renamed."""
        with open(self.clients + ".new", "w", encoding="ascii") as file:
            file.write("# who may connect\n" + "".join(self.public(name) for name in names) + more)
        os.rename(self.clients + ".new", self.clients)

    def options(self):
        return ["--curve-server-key", self.path("daemon.key"), "--curve-clients", self.clients]

    def curve(self, name, server="daemon"):
        """(server, public, secret) for the harness."""
        with open(self.path(name + ".key"), encoding="ascii") as file:
            secret = file.read().split()[0].encode()
        return self.public(server).split()[0].encode(), zmq.curve_public(secret), secret


def is_refused(endpoint, curve=None):
    """No answer, though one that is let in gets it in milliseconds (the caller asks as such a one, too)."""
    with Client(endpoint, curve=curve) as client:
        client.send(op="status", id="s")
        return client.receive(REFUSED_WITHIN) is None


def is_let_in(endpoint, curve):
    with Client(endpoint, curve=curve) as client:
        return client.status() is not None


def status_by_tool(tools, at, *options):
    return subprocess.run([tools.ctl, "status", "--replay", at.replay, "--timeout", "20", *options], stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, text=True, check=False, timeout=60)


def scenario_curve_end_to_end(tools):
    """Other machines' addresses with keys: the feed as ever, for who is on the list, over tcp and ipc alike."""
    with place() as at:
        keys = Keys(tools, at, "alice")
        at.curve = keys.curve("alice")
        with Daemon(tools, at, *keys.options(), "--feed", "tcp://0.0.0.0:*") as daemon:
            daemon.wait_ready()
            port = daemon.log().split("tcp://0.0.0.0:")[1].split()[0]
            with Subscriber(at.feed, curve=at.curve) as near, Subscriber(f"tcp://127.0.0.1:{port}", curve=at.curve) as far:
                for number in range(3):
                    at.drop(f"a{number}.txt", article(number))
                near.wait_files(3)
                far.wait_files(3)
                check_stream(near.messages)
                equal([m.frames for m in near.messages], [m.frames for m in far.messages])
                with Client(at.replay, curve=at.curve) as client:
                    equal([m.frames for m in client.replay()[0]], [m.frames for m in near.messages])
            asked = status_by_tool(tools, at, "--server-key", keys.path("daemon.pub"), "--key", keys.path("alice.key"))
            check(asked.returncode == 0 and "articles" in asked.stdout, asked)
            followed = subprocess.run([tools.ctl, "subscribe", "-t", "heartbeat", "-n", "1", "--feed", f"tcp://127.0.0.1:{port}",
                                       "--server-key", keys.path("daemon.pub"), "--key", keys.path("alice.key")],
                                      stdout=subprocess.PIPE, check=True, timeout=60)
            check(b'"heartbeat"' in followed.stdout, followed)
            daemon.stop()


def scenario_curve_wrong_keys(tools):
    """A key that is not on the list, none at all, another daemon's: nobody is let in, and the log names the first."""
    with place() as at:
        keys = Keys(tools, at, "alice")
        at.curve = keys.curve("alice")
        with Daemon(tools, at, *keys.options()) as daemon:
            daemon.wait_ready()
            check(is_refused(at.replay, keys.curve("bob")), "bob is not on the list")
            check(is_refused(at.replay), "no key at all")
            check(is_refused(at.replay, keys.curve("alice", server="bob")), "a key that is not the daemon's")
            silent = Subscriber(at.feed, curve=keys.curve("bob"), wait=False)
            equal(silent.receive(2.5), None)  # longer than two heartbeats
            silent.__exit__()
            daemon.wait_logged(keys.public("bob").split()[0])
            check(keys.curve("bob")[2].decode() not in daemon.log(), "a secret in the log")
            asked = status_by_tool(tools, at, "--server-key", keys.path("daemon.pub"), "--key", keys.path("bob.key"))
            equal((asked.returncode, asked.stdout), (1, ""))
            check("not among its curve-clients" in asked.stderr, asked.stderr)
            asked = status_by_tool(tools, at)
            equal((asked.returncode, asked.stdout), (1, ""))
            check("it asks for keys (CURVE)" in asked.stderr, asked.stderr)
            for _ in range(60):  # a stranger who knocks without end does not fill the log
                with Client(at.replay, curve=keys.curve("bob")) as client:
                    client.send(op="status", id="s")
                    client.receive(0.02)
            check(is_let_in(at.replay, at.curve), "alice is still let in")
            lines = [line for line in daemon.log().splitlines() if "is refused" in line]
            check(1 <= len(lines) <= 8, lines)
            daemon.stop()


def scenario_curve_revoked_key(tools):
    """The list is read anew when it changes and on SIGHUP; a broken one leaves the old one in force."""
    with place() as at:
        keys = Keys(tools, at, "alice", "bob")
        at.curve = keys.curve("alice")
        bob = keys.curve("bob")
        with Daemon(tools, at, *keys.options()) as daemon, Client(at.replay, curve=bob) as standing:
            daemon.wait_ready()
            standing.status()
            keys.list("alice")
            daemon.child.send_signal(signal.SIGHUP)
            daemon.wait_logged("read anew: 1 keys")
            check(is_refused(at.replay, bob), "a key that was taken off the list")
            standing.status()  # what stands is not cut
            before = time.monotonic()
            keys.list("alice", "bob")
            daemon.wait_logged("read anew: 2 keys")  # by itself
            check(time.monotonic() - before < 10)
            check(is_let_in(at.replay, bob), "a key that is on the list again")
            keys.list("alice", more="nonsense\n")
            daemon.wait_logged("was not read anew, the 2 keys known before stay")
            check(f"{keys.clients}:3" in daemon.log(), daemon.log())
            os.unlink(keys.clients)
            daemon.wait_logged("there is no key file")
            check(is_let_in(at.replay, bob), "the old list is in force")
            keys.list("alice")
            daemon.child.send_signal(signal.SIGHUP)
            deadline = time.monotonic() + 30
            while not is_refused(at.replay, bob):
                check(time.monotonic() < deadline, "bob is let in")
            daemon.stop()


def scenario_curve_let_in_later(tools):
    """A subscriber that is not on the list yet is told so, and goes on by itself when it is."""
    with place() as at:
        keys = Keys(tools, at, "alice")
        at.curve = keys.curve("alice")
        with Daemon(tools, at, *keys.options()) as daemon:
            daemon.wait_ready()
            early = subprocess.Popen([tools.ctl, "subscribe", "-t", "article", "-n", "1", "--feed", at.feed, "--server-key",
                                      keys.path("daemon.pub"), "--key", keys.path("bob.key")], stdout=subprocess.PIPE,
                                     stderr=subprocess.PIPE, text=True)
            try:
                line = early.stderr.readline()
                check("not among its curve-clients" in line, line)
                keys.list("alice", "bob")
                while "live at" not in line:
                    line = early.stderr.readline()
                    check(line, "it ended")
                at.drop("a.txt", article(1))
                check('"article"' in early.communicate(timeout=60)[0])
            finally:
                early.kill()
            daemon.stop()


def curve_garbage(rng):
    greeting = GREETING.replace(b"NULL\0", b"CURVE")
    hello = b"\x05HELLO\x01\x00" + bytes(72)
    yield GREETING + ready(b"SUB") + frame(0, b"\x01")  # as if there were no keys
    yield greeting + rng.randbytes(400)
    yield greeting + frame(4, hello + rng.randbytes(32 + 8 + 80))  # a key and a box that do not fit
    yield greeting + frame(4, hello)
    yield greeting + frame(4, b"\x08INITIATE" + rng.randbytes(300))
    yield greeting + frame(4, b"\x05READY" + rng.randbytes(30))
    yield greeting + frame(0, b"\x07MESSAGE" + rng.randbytes(100))
    yield greeting + b"\x06" + struct.pack(">Q", 1 << 62) + rng.randbytes(100)


def scenario_curve_garbage(tools):
    """Handshakes that go wrong: nothing gets through to who has no key, and who has one does not notice."""
    rng = random.Random(5)
    with place() as at:
        keys = Keys(tools, at, "alice")
        at.curve = keys.curve("alice")
        with Daemon(tools, at, *keys.options(), "--feed", "tcp://127.0.0.1:*") as daemon, \
                Subscriber(at.feed, curve=at.curve) as feed:
            port = port_of(daemon, "published")
            for turn in range(20):
                peers = []
                for words in curve_garbage(rng):
                    peers.append(connect(port))
                    peers[-1].sendall(words)
                at.drop(f"a{turn}.txt", article(turn))
                for peer in peers:
                    said = read_until_closed(peer)
                    check(b"observation" not in said and b"heartbeat" not in said, said)
            feed.wait_files(20)
            check_stream(feed.messages)
            with Client(at.replay, curve=at.curve) as client:
                equal([m.frames for m in client.replay()[0]], [m.frames for m in feed.messages])
            daemon.stop()


def scenario_curve_refused_starts(tools):
    with place() as at:
        keys = Keys(tools, at, "alice")
        server, clients = keys.options()[:2], keys.options()[2:]
        refuse(tools, at, 1, "no curve-clients", "set it to a file", options=server)
        refuse(tools, at, 1, "no curve-server-key", "indicatorctl keygen", options=clients)
        os.chmod(keys.path("daemon.key"), 0o644)
        refuse(tools, at, 1, keys.path("daemon.key"), "can be read by others", "chmod 600", options=keys.options())
        os.chmod(keys.path("daemon.key"), 0o600)
        os.chmod(keys.clients, 0o666)
        refuse(tools, at, 1, keys.clients, "can be changed by others", options=keys.options())
        os.chmod(keys.clients, 0o644)
        keys.list("alice", more="nonsense\n")
        refuse(tools, at, 1, f"{keys.clients}:3", "does not begin with a key", options=keys.options())
        refuse(tools, at, 1, "/nowhere/list", "no key file", options=(*server, "--curve-clients", "/nowhere/list"))
        at.feed = "tcp://0.0.0.0:*"
        refuse(tools, at, 1, at.feed, "without keys", "curve-server-key and curve-clients", "indicatorctl keygen")
        at.feed, at.replay = f"ipc://{at.root}/feed", "tcp://0.0.0.0:*"
        refuse(tools, at, 1, at.replay, "without keys", "curve-server-key and curve-clients")


def scenario_curve_credentials(tools):
    """Keys from where systemd puts a service's credentials; the settings name none."""
    with place() as at:
        keys = Keys(tools, at, "alice")
        at.curve = keys.curve("alice")
        credentials = os.path.join(at.root, "credentials")
        os.mkdir(credentials)
        os.rename(keys.path("daemon.key"), os.path.join(credentials, "curve-server-key"))
        os.rename(keys.clients, os.path.join(credentials, "curve-clients"))
        os.chmod(os.path.join(credentials, "curve-server-key"), 0o400)
        with Daemon(tools, at, env={**os.environ, "CREDENTIALS_DIRECTORY": credentials}) as daemon:
            daemon.wait_ready()
            check(is_refused(at.replay, keys.curve("bob")))
            daemon.stop()
        os.unlink(os.path.join(credentials, "curve-clients"))
        refuse(tools, at, 1, "no curve-clients", env={**os.environ, "CREDENTIALS_DIRECTORY": credentials})
