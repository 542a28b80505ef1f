"""What the scenarios share: a daemon in a folder of its own, a subscriber, a client of the replay socket. Every wait
has a deadline and ends with an event; processes are ended by their own ids."""
import contextlib
import glob
import json
import os
import signal
import subprocess
import sys
import tempfile
import time

SKIPPED = 77
PATIENCE = 60.0


def skip(reason):
    print(f"skipped: {reason}")
    sys.exit(SKIPPED)


try:
    import msgpack
    import zmq
except ImportError as missing:
    skip(f"{missing} (Debian: python3-zmq python3-msgpack)")


def check(condition, *said):
    if not condition:
        raise AssertionError(*said)


def equal(got, expected, *said):
    check(got == expected, f"got {got!r}, expected {expected!r}", *said)


def unpack(frame):
    return msgpack.unpackb(frame, raw=False, strict_map_key=True)


INSIDE = "INDICATORD_TEST_MOUNTS"


def with_mounts(*try_mount, root=False):
    """Runs the scenario anew where it may mount what it likes and nobody sees it; skips where that can't be. `root` asks for
    the true one, as a file system on a loop device does; `try_mount` is a mount that must work."""
    if INSIDE in os.environ:
        return
    if root and os.geteuid() != 0:
        skip("a file system on a loop device needs root")
    inside = ["unshare", "--mount", *(() if root else ("--map-root-user",))]
    try:
        subprocess.run([*inside, "mount", *(try_mount or ("-t", "tmpfs", "none", "/mnt"))], check=True, capture_output=True,
                       timeout=PATIENCE)
    except (OSError, subprocess.CalledProcessError) as error:
        skip(f"a file system of its own cannot be mounted here ({error})")
    sys.exit(subprocess.run([*inside, sys.executable, *sys.argv], env=dict(os.environ, **{INSIDE: "1"}), check=False).returncode)


class Message:
    """Three frames, and what is in them."""

    def __init__(self, frames):
        equal(len(frames), 3)
        self.frames = frames
        self.topic = frames[0].decode()
        self.header = unpack(frames[1])
        self.body = unpack(frames[2])

    @property
    def seq(self):
        return self.header.get("seq")

    @property
    def is_heartbeat(self):
        return self.topic == "heartbeat"

    def __repr__(self):
        return f"{self.topic} {self.header} {self.body}"


class Place:
    """A temporary folder with an inbox, a state folder and endpoints."""

    def __init__(self, root):
        self.root = root
        self.inbox = os.path.join(root, "inbox")
        self.state = os.path.join(root, "state")
        self.feed = f"ipc://{root}/feed"
        self.replay = f"ipc://{root}/replay"
        self.curve = None  # keys for the clients of wait_ready and wait_status
        self.made()

    def made(self):
        os.makedirs(self.inbox, exist_ok=True)

    def options(self, given=()):
        """The usual ones, but for those that are given."""
        usual = {"--inbox": self.inbox, "--state": self.state, "--feed": self.feed, "--replay": self.replay, "--settle": "0.1",
                 "--stream": "test", "--min-free": "0", "--min-free-percent": "0"}
        return [word for key, value in usual.items() if key not in given or key == "--feed" for word in (key, value)]

    def inside(self, *names):
        return os.path.join(self.inbox, *names)

    def listed(self, folder):
        try:
            return sorted(os.listdir(self.inside(folder)))
        except FileNotFoundError:
            return []

    def drop(self, name, content):
        """As it is meant: written under a name that is left alone, then renamed."""
        hidden = self.inside(".dropping")
        with open(hidden, "wb") as file:
            file.write(content if isinstance(content, bytes) else content.encode())
        os.rename(hidden, os.path.join(os.fsencode(self.inbox), os.fsencode(name)))


class Daemon:
    """The program under test; killed where a scenario forgets to end it."""

    def __init__(self, tools, place, *options, env=None, binary=None, before=None):
        self.place = place
        self.log_path = os.path.join(place.root, f"log.{time.monotonic_ns()}")
        with open(self.log_path, "wb") as log:
            self.child = subprocess.Popen([binary or tools.daemon, *place.options(options), *options], stdin=subprocess.DEVNULL,
                                          stdout=log, stderr=log, env=env, preexec_fn=before)

    def log(self):
        with open(self.log_path, encoding="utf-8", errors="replace") as file:
            return file.read()

    def wait_ready(self):
        with Client(self.place.replay, curve=self.place.curve) as client:
            return client.status()

    def wait_status(self, wanted):
        """Asks until `wanted` is true of the status."""
        deadline = time.monotonic() + PATIENCE
        with Client(self.place.replay, curve=self.place.curve) as client:
            while not wanted(status := client.status()):
                check(time.monotonic() < deadline, status)
                time.sleep(0.02)
        return status

    def wait_logged(self, text):
        deadline = time.monotonic() + PATIENCE
        while text not in self.log():
            check(time.monotonic() < deadline, f"the daemon did not say {text!r}", self.log())
            check(self.child.poll() is None or text in self.log(), f"the daemon ended without {text!r}", self.log())
            time.sleep(0.02)

    def wait_end(self):
        return self.child.wait(PATIENCE)

    def stop(self):
        self.child.send_signal(signal.SIGTERM)
        equal(self.wait_end(), 0, self.log())

    def kill(self):
        self.child.kill()
        self.wait_end()

    def halt(self):
        """Stops it for good measure: when this returns, no thread of it does anything but wait for what it asked of the disk."""
        self.child.send_signal(signal.SIGSTOP)
        deadline = time.monotonic() + PATIENCE
        while self.child.poll() is None and {"R", "S"} & self.thread_states():
            check(time.monotonic() < deadline, "it does not stand still", self.thread_states())

    def thread_states(self):
        """The letters of proc(5): R runs, S sleeps, D waits for a disk, T stands still."""
        states = set()
        for path in glob.glob(f"/proc/{self.child.pid}/task/*/stat"):
            with contextlib.suppress(OSError), open(path, encoding="utf-8", errors="replace") as stat:
                states.add(stat.read().rpartition(") ")[2][:1])
        return states

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.child.poll() is None:
            self.kill()
        sys.stderr.write(self.log())


def use_keys(socket, curve):
    """curve: (the server's public key, the own public and secret one), or None."""
    if curve:
        socket.curve_serverkey, socket.curve_publickey, socket.curve_secretkey = curve


class Subscriber:
    """A SUB socket that is connected for sure: a heartbeat came through it."""

    def __init__(self, endpoint, topics=("",), queue=1000000, wait=True, curve=None):
        self.context = zmq.Context()
        self.socket = self.context.socket(zmq.SUB)
        self.socket.setsockopt(zmq.LINGER, 0)
        self.socket.setsockopt(zmq.RCVHWM, queue)
        self.socket.setsockopt(zmq.RECONNECT_IVL, 20)
        use_keys(self.socket, curve)
        for topic in (*topics, "heartbeat"):
            self.socket.setsockopt(zmq.SUBSCRIBE, topic.encode())
        self.socket.connect(endpoint)
        self.messages = []
        self.heartbeat = self.wait_heartbeat() if wait else None

    def receive(self, patience=PATIENCE):
        """The next message, or None."""
        if not self.socket.poll(int(patience * 1000)):
            return None
        message = Message(self.socket.recv_multipart())
        if not message.is_heartbeat:
            self.messages.append(message)
        return message

    def wait_for(self, wanted, what):
        """Receives until `wanted` is true of a message; that message."""
        deadline = time.monotonic() + PATIENCE
        while True:
            message = self.receive(max(deadline - time.monotonic(), 0))
            check(message is not None, f"{what} did not come", [m.topic for m in self.messages[-5:]])
            if wanted(message):
                return message

    def wait_heartbeat(self, wanted=lambda body: True):
        return self.wait_for(lambda m: m.is_heartbeat and wanted(m.body), "a heartbeat").body

    def wait_files(self, count):
        """Receives until `count` files were told of, and a heartbeat says that all of them are filed."""
        left = count - sum(m.topic in ("article", "rejected") for m in self.messages)
        while left > 0:
            left -= self.wait_for(lambda m: not m.is_heartbeat, f"{left} more files").topic in ("article", "rejected")
        return self.wait_heartbeat(lambda body: body["backlog"] == 0)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.socket.close()
        self.context.term()


class Client:
    """A DEALER on the replay socket."""

    def __init__(self, endpoint, curve=None):
        self.context = zmq.Context()
        self.socket = self.context.socket(zmq.DEALER)
        use_keys(self.socket, curve)
        self.socket.setsockopt(zmq.LINGER, 0)
        self.socket.setsockopt(zmq.RECONNECT_IVL, 20)
        self.socket.setsockopt(zmq.RCVHWM, 1000000)
        self.socket.connect(endpoint)

    def send(self, **request):
        self.socket.send(msgpack.packb(request))

    def receive(self, patience=PATIENCE):
        """(word, id, the rest) of the next reply, or None."""
        if not self.socket.poll(int(patience * 1000)):
            return None
        frames = self.socket.recv_multipart()
        return frames[0].decode(), unpack(frames[1]), frames[2:]

    def expect(self, word, id):
        reply = self.receive()
        check(reply is not None, f"no {word} came")
        equal(reply[:2], (word, id), reply)
        return reply[2]

    def status(self):
        self.send(op="status", id="s")
        return unpack(self.expect("status", "s")[0])

    def error(self, id):
        return unpack(self.expect("error", id)[0])

    def replay(self, first=1, last=None, topics=(), credit=1 << 20, id="r"):
        """(messages, the end's map)."""
        self.send(op="replay", id=id, **{"from": first}, to=last, topics=list(topics), credit=credit)
        return self.records(id)

    def records(self, id, count=None):
        """Records up to the end, or `count` of them: (messages, the end's map or None)."""
        messages = []
        while count is None or len(messages) < count:
            reply = self.receive()
            check(reply is not None, "the replay stands still", len(messages))
            equal(reply[1], id)
            if reply[0] == "end":
                return messages, unpack(reply[2][0])
            equal(reply[0], "record", reply)
            messages.append(Message(reply[2]))
        return messages, None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.socket.close()
        self.context.term()


@contextlib.contextmanager
def place():
    with tempfile.TemporaryDirectory(prefix="ind-") as root:
        yield Place(root)


def extract(tools, *paths, broken=False):
    """What `indicatorctl extract` prints of the files; with `broken` some lines of theirs may be none."""
    done = subprocess.run([tools.ctl, "extract", *paths], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL if broken else None,
                          timeout=PATIENCE, check=False)
    check(done.returncode in ((0, 1) if broken else (0,)), done.returncode, paths)
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def check_stream(messages, first=1):
    """No hole in seq, prev as promised, one epoch."""
    last = {}
    for expected, message in enumerate(messages, first):
        equal(message.header["v"], 1)
        equal(message.seq, expected, message)
        if message.topic in last or first == 1:
            equal(message.header["prev"], last.get(message.topic, 0), message)
        last[message.topic] = message.seq
        equal(message.header["epoch"], messages[0].header["epoch"])
    return last


def articles(messages):
    return [m.body for m in messages if m.topic == "article"]


def observations(messages):
    return [m.body for m in messages if m.topic.startswith("observation/")]


def of_topic(messages, topic):
    return [m.body for m in messages if m.topic == topic]
