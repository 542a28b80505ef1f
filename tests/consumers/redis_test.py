"""The sink into Redis: every message once, with the bytes of a replay, though two sinks write the same stream, sinks and the
engine are killed, and the daemon's history begins anew.

    redis_test.py DAEMON CTL SINK
"""
import json
import os
import shutil
import signal
import subprocess
import sys
import time

import harness

try:
    import msgpack  # noqa: F401
    import zmq  # noqa: F401
except ImportError as missing:
    harness.skip(f"{missing} (python3-zmq, python3-msgpack)")

FIELDS = [b"topic", b"header", b"body"]


class Redis:
    """An engine that makes each command durable. Debian's redis-tools has the server's program under another name, and starts
    no service; which it is, it tells by how it is called."""

    def __init__(self, folder):
        self.folder, self.address = folder, os.path.join(folder, "redis.socket")
        self.program = os.path.join(folder, "redis-server")
        os.symlink(shutil.which("redis-check-rdb") or harness.skip("there is no redis (Debian: redis-tools)"), self.program)
        self.child = None

    def start(self):
        with open(os.path.join(self.folder, "redis.log"), "ab") as log:
            self.child = subprocess.Popen([self.program, "--port", "0", "--unixsocket", self.address, "--dir", self.folder, "--save",
                                           "", "--appendonly", "yes", "--appendfsync", "always"], stdout=log, stderr=log)

    def kill(self):
        self.child.kill()
        self.child.wait()

    def ask(self, *words):
        """Its answer, when it is there."""
        deadline = time.monotonic() + harness.PATIENCE
        while True:
            try:
                return Engine(self.address).ask(*words)
            except (OSError, RuntimeError):
                assert time.monotonic() < deadline, "the engine does not answer"
                time.sleep(0.05)

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.kill()


def head_of(ctl, replay):
    status = json.loads(subprocess.run((ctl, "status", "-f", "json", "--replay", replay), check=True, capture_output=True).stdout)
    return status["epoch"], status["head"]


def wait_until_held(redis, ctl, replay, articles):
    """All that the daemon has told of so many articles is in the stream."""
    deadline = time.monotonic() + harness.PATIENCE
    while True:
        entries = redis.ask("XRANGE", "news", "-", "+")
        told = sum(fields[1] in (b"article", b"rejected") for _, fields in entries)
        if told == articles and entries[-1][0].decode() == "%d-%d" % head_of(ctl, replay):
            return entries
        assert time.monotonic() < deadline, (told, articles)
        time.sleep(0.1)


def replayed(feed, replay):
    """Every message of the daemon's as [id, fields], as the stream is to have it."""
    reader = Feed("", feed, replay)
    reader.keep = lambda seq: setattr(reader, "seq", seq)
    entries = []
    for frames in reader.replay(reader.meet()):
        header = READ["header"](frames[1])
        entries.append([b"%d-%d" % (header["epoch"], header["seq"]), [word for pair in zip(FIELDS, frames) for word in pair]])
    return entries


def drop_some(inbox, first, count):
    for number in range(first, first + count):
        text = f"Huyện Ba Chẽ, lần {number}\n\nNăm 2020, thu ngân sách nhà nước đạt {number + 10},5 tỷ đồng, bằng 112% dự toán.\n"
        harness.drop(inbox, f"{number}.txt", text.encode())


def main(daemon, ctl, sink):
    harness.require((sys.executable, sink))

    def run(redis, feed, replay):
        return harness.Process(sys.executable, "-B", sink, "news", redis.address, feed, replay)

    with harness.temporary_folder() as folder, Redis(folder) as redis:
        with harness.running_daemon(daemon, ctl, folder) as (_, inbox, feed, replay):
            with run(redis, feed, replay) as sink_, run(redis, feed, replay):
                assert "the engine has nothing yet" in sink_.words()
                drop_some(inbox, 0, 10)
                wait_until_held(redis, ctl, replay, 10)
                drop_some(inbox, 10, 30)
            # Both are killed amid their work.
            drop_some(inbox, 40, 10)
            with run(redis, feed, replay) as sink_:
                assert "the engine has all up to" in sink_.words()
                wait_until_held(redis, ctl, replay, 50)
                redis.kill()
                drop_some(inbox, 50, 10)
                time.sleep(1)
                redis.start()
                first = wait_until_held(redis, ctl, replay, 60)
                assert sink_.stop(signal.SIGTERM)[0] == 0
            assert first == replayed(feed, replay), "the stream and a replay differ"
        for name in ("inbox", "state"):
            shutil.rmtree(os.path.join(folder, name))
        with harness.running_daemon(daemon, ctl, folder) as (_, inbox, feed, replay), run(redis, feed, replay) as sink_:
            drop_some(inbox, 0, 3)
            second = wait_until_held(redis, ctl, replay, 63)
            assert second == first + replayed(feed, replay), "behind a new history"
            assert "the daemon's history began anew" in sink_.stop()[2]
    print(f"{len(second)} messages of two histories in one stream, each once")


if __name__ == "__main__":
    sys.path.insert(0, os.path.dirname(sys.argv[3]))
    from redis_sink import Engine
    from subscriber import READ, Feed
    main(*sys.argv[1:])
