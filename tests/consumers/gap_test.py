"""What a consumer does when messages are missing, come twice, are lost for good, when it is killed, and when the daemon's
history began anew: before a daemon of our own that does all of that. Needs python3-zmq and python3-msgpack.

    gap_test.py COMMAND…      {PLACE}, {FEED} and {REPLAY} in COMMAND become a file and the endpoints
"""
import json
import os
import sys
import threading

import harness

try:
    import msgpack
    import zmq
except ImportError as missing:
    harness.skip(f"{missing} (python3-zmq, python3-msgpack)")

ROWS = "observation/-/"


class Daemon:
    """A journal in memory, a PUB socket that sends what it is told to, and replays from a thread."""

    def __init__(self, folder):
        self.feed, self.replay = f"ipc://{folder}/feed", f"ipc://{folder}/replay"
        self.lock = threading.Lock()
        self.epoch, self.journal, self.lost, self.tail, self.busy = 7, {}, [], 1, 1
        self.asked = []  # the first seq of each replay
        self.socket = zmq.Context.instance().socket(zmq.XPUB)
        self.socket.rcvtimeo = int(harness.PATIENCE * 1000)
        self.socket.bind(self.feed)
        self.router = zmq.Context.instance().socket(zmq.ROUTER)
        self.router.bind(self.replay)
        threading.Thread(target=self.serve, daemon=True).start()

    def wait_for_subscriptions(self):
        """XPUB hears each: what is sent then is not lost to a slow joiner."""
        for _ in range(2):  # all topics, and the heartbeat
            while self.socket.recv()[:1] != b"\x01":
                pass

    @property
    def head(self):
        return max(self.journal, default=0)

    def add(self, seq, topic, publish):
        with self.lock:
            prev = max((at for at, frames in self.journal.items() if frames[0] == topic.encode()), default=0)
            header = {"v": 1, "stream": "test", "epoch": self.epoch, "seq": seq, "prev": prev, "time": "2026-01-01T00:00:00Z"}
            self.journal[seq] = [topic.encode(), msgpack.packb(header), msgpack.packb({"n": seq})]
            if publish:
                self.socket.send_multipart(self.journal[seq])

    def send_again(self, seq):
        self.socket.send_multipart(self.journal[seq])

    def heartbeat(self):
        heads = {frames[0].decode(): seq for seq, frames in sorted(self.journal.items())}
        header = {"v": 1, "stream": "test", "epoch": self.epoch, "time": "2026-01-01T00:00:00Z"}
        body = {"stream": "test", "epoch": self.epoch, "head": self.head, "tail": self.tail, "heads": heads}
        self.socket.send_multipart([b"heartbeat", msgpack.packb(header), msgpack.packb(body)])

    def serve(self):
        while True:
            peer, frame = self.router.recv_multipart()
            request = msgpack.unpackb(frame)
            with self.lock:
                for word, *frames in self.answers(request):
                    self.router.send_multipart([peer, word, msgpack.packb(request["id"]), *frames])

    def answers(self, request):
        if request["op"] == "status":
            yield b"status", msgpack.packb({"epoch": self.epoch, "head": self.head, "tail": self.tail})
        elif request["op"] == "replay":
            self.asked.append(request["from"])
            if self.busy:
                self.busy -= 1
                yield b"error", msgpack.packb({"code": "busy", "text": "", "tail": self.tail, "head": self.head})
            elif request["from"] < self.tail:
                yield b"error", msgpack.packb({"code": "too_old", "text": "", "tail": self.tail, "head": self.head})
            else:
                yield from self.records(request)

    def records(self, request):
        last = min(request["to"], self.head)
        for seq in range(request["from"], last + 1):
            if seq in self.lost:
                yield b"lost", msgpack.packb({"from": seq, "to": seq})
            else:
                yield b"record", *self.journal[seq]
        yield b"end", msgpack.packb({"next": last + 1, "head": self.head})


def expect(consumer, *seqs):
    shown = [json.loads(consumer.output()) for _ in seqs]
    assert [m["header"]["seq"] for m in shown] == list(seqs), (shown, seqs)
    assert [m["body"]["n"] for m in shown] == list(seqs), shown


def said(consumer, text):
    words = consumer.words().split(": ", 1)[1]
    assert words == text, (words, text)


def follow(daemon, run):
    """A consumer that starts with what it missed, heals, drops repeats and tells what is lost."""
    for seq in (1, 2, 3):
        daemon.add(seq, "article" if seq == 2 else ROWS, False)
    with run() as consumer:
        daemon.wait_for_subscriptions()
        expect(consumer, 1, 2, 3)
        said(consumer, "live, head 3")
        assert daemon.asked == [1, 1], daemon.asked  # the first was refused as busy
        daemon.add(4, "article", True)
        expect(consumer, 4)
        daemon.add(5, ROWS, False)
        daemon.add(6, "rejected", False)
        daemon.add(7, "article", True)
        daemon.send_again(7)
        daemon.send_again(4)
        expect(consumer, 5, 6, 7)
        daemon.lost = [8]
        daemon.add(8, ROWS, False)
        daemon.add(9, ROWS, False)
        daemon.heartbeat()
        daemon.heartbeat()
        expect(consumer, 9)
        said(consumer, "messages 8 to 8 are lost: damage")
        daemon.tail = 12
        for seq in (10, 11, 12, 13):
            daemon.add(seq, ROWS, seq == 13)
        expect(consumer, 12, 13)
        said(consumer, "messages 10 to 11 are lost: no longer held")
        daemon.add(14, ROWS, True)
        expect(consumer, 14)
        daemon.add(15, ROWS, True)
        expect(consumer, 15)


def go_on(daemon, run):
    """The next run of it begins behind the last that the one before was done with, and lives through a new history."""
    daemon.add(16, ROWS, False)
    with run() as consumer:
        daemon.wait_for_subscriptions()
        first = json.loads(consumer.output())["header"]["seq"]
        assert first in (15, 16), first  # killed between the print and its note, it prints one again
        if first == 15:
            expect(consumer, 16)
        said(consumer, "live, head 16")
        with daemon.lock:
            daemon.epoch, daemon.journal, daemon.tail, daemon.lost = 8, {}, 1, []
        daemon.add(1, ROWS, False)
        daemon.add(2, ROWS, False)
        daemon.heartbeat()
        expect(consumer, 1, 2)
        said(consumer, "the daemon's history began anew: epoch 8; what came behind message 16 is lost")
        daemon.add(3, "article", True)
        expect(consumer, 3)
        assert consumer.stop() == (0, "", "")


def main(*command):
    harness.require(command)
    with harness.temporary_folder() as folder:
        daemon = Daemon(folder)
        ends = {"{PLACE}": os.path.join(folder, "place"), "{FEED}": daemon.feed, "{REPLAY}": daemon.replay}

        def run():
            return harness.Process(*(ends.get(word, word) for word in command))

        follow(daemon, run)  # killed at its end
        go_on(daemon, run)
    print("gaps are healed, repeats dropped, losses told, and a killed one goes on")


if __name__ == "__main__":
    main(*sys.argv[1:])
