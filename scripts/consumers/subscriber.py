#!/usr/bin/python3
"""A consumer of indicatord's feed in Python that misses nothing: subscriber.py PLACE [FEED REPLAY [TOPIC…]]

Prints each message as a line of JSON, once and in the order of seq, behind the place that the file PLACE remembers; where
there is none, from the oldest on. What was missed is replayed (proto/FEED.md) first; what is lost for good is told on
stderr. Who stores observations may upsert on (id, revision) instead. Debian: python3-zmq, python3-msgpack."""
import json
import signal
import sys
import time
from pathlib import Path

import msgpack
import zmq

READ = {"topic": bytes.decode, "header": msgpack.unpackb, "body": msgpack.unpackb}  # of the three frames
tell = lambda text: print("subscriber:", text, file=sys.stderr, flush=True)


class Feed:
    def __init__(self, place, feed="ipc:///run/indicatord/feed", replay="ipc:///run/indicatord/replay", *topics):
        self.place, self.topics, self.number = place, topics or ("",), 0
        self.epoch, self.seq = json.loads(Path(place).read_bytes()) if Path(place).is_file() else (None, 0)
        self.live, self.asker = (zmq.Context.instance().socket(kind) for kind in (zmq.SUB, zmq.DEALER))
        self.live.rcvhwm = 100000
        for topic in (*self.topics, "heartbeat"):
            self.live.subscribe(topic)
        self.live.connect(feed)
        self.asker.connect(replay)

    def keep(self, seq):  # all up to seq is dealt with; renamed into place, the file is always whole
        self.seq, new = seq, Path(self.place + ".new")
        new.write_text(json.dumps([self.epoch, seq]), encoding="ascii")
        new.replace(self.place)

    def ask(self, op, **more):
        self.number += op != "credit"
        self.asker.send(msgpack.packb({"op": op, "id": self.number, **more}))

    def answer(self):  # the next reply to the last request: its kind, its last frame, all; None where none comes in time
        while self.asker.poll(5000):
            frames = self.asker.recv_multipart()
            if msgpack.unpackb(frames[1]) == self.number:
                return frames[0].decode(), msgpack.unpackb(frames[-1]), frames
        return None, {}, []

    def meet(self, kind=None):  # asks what the daemon has, until it answers; its head
        while kind != "status":
            self.ask("status")
            kind, status, _ = self.answer()
        if self.epoch and (self.epoch != status["epoch"] or self.seq > status["head"]):
            tell(f"the daemon's history began anew: epoch {status['epoch']}; what came behind message {self.seq} is lost")
            self.seq = 0
        self.epoch = status["epoch"]
        return status["head"]

    def replay(self, last, kind=None):  # what follows seq, up to last; each is dealt with when the next is asked for
        while self.seq < last:
            if kind not in ("record", "lost"):
                self.ask("replay", **{"from": self.seq + 1}, to=last, topics=self.topics, credit=512)
            kind, told, frames = self.answer()
            if kind == "record":
                yield frames[2:]
                self.keep(msgpack.unpackb(frames[3])["seq"])
                self.ask("credit", credit=1)
            elif kind == "lost":
                tell(f"messages {told['from']} to {told['to']} are lost: damage")
            elif kind == "end":
                self.keep(last)
            elif told.get("code") == "too_old":
                tell(f"messages {self.seq + 1} to {told['tail'] - 1} are lost: no longer held")
                self.keep(told["tail"] - 1)
            elif told.get("code") == "bad_request":
                return  # another history: the next message says so
            else:
                time.sleep(0.5)  # busy, or restarted

    def messages(self):  # every message but heartbeats, as its three frames
        yield from self.replay(self.meet())
        tell(f"live, head {(beat := self.seq)}")
        while True:
            topic, header, body = map(lambda read, frame: read(frame), READ.values(), frames := self.live.recv_multipart())
            if header["epoch"] != self.epoch:
                yield from self.replay(self.meet())
            elif topic == "heartbeat":  # what the one before knew of and is not here yet will not come by itself
                missing = [seq for t, seq in body["heads"].items() if t.startswith(self.topics) and self.seq < seq <= beat]
                yield from self.replay(max(missing, default=0))
                beat = body["head"]
            elif header["seq"] > self.seq:
                yield from self.replay(header["seq"] - 1)
                yield frames
                self.keep(header["seq"])


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    for frames in Feed(*sys.argv[1:]).messages():
        print(json.dumps({name: read(frame) for (name, read), frame in zip(READ.items(), frames)}, ensure_ascii=False), flush=True)
