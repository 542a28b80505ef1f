#!/usr/bin/python3
"""Writes indicatord's feed into a Redis stream, each message once: redis_sink.py STREAM [REDIS [FEED REPLAY [TOPIC…]]]

REDIS is HOST:PORT or the path of a socket. An entry has the id EPOCH-SEQ and the fields topic, header and body, the bytes of
the three frames. It goes on behind the last id that the engine holds, so that it keeps no place of its own; what comes twice
the engine itself refuses. While the engine is away the journal is the buffer. Debian: python3-zmq, python3-msgpack."""
import signal
import socket
import sys
import time

from subscriber import READ, Feed, tell


class Engine:
    """Commands and replies of Redis (RESP 2)."""

    def __init__(self, address):
        host, _, port = address.rpartition(":")
        if host:
            self.socket = socket.create_connection((host, int(port)), timeout=30)
        else:
            self.socket = socket.socket(socket.AF_UNIX)
            self.socket.settimeout(30)
            self.socket.connect(address)
        self.file = self.socket.makefile("rb")

    def ask(self, *words):
        words = [word if isinstance(word, bytes) else str(word).encode() for word in words]
        self.socket.sendall(b"*%d\r\n" % len(words) + b"".join(b"$%d\r\n%s\r\n" % (len(word), word) for word in words))
        return self.reply()

    def reply(self):
        line = self.file.readline()
        kind, rest = line[:1], line[1:-2]
        if kind == b"$":
            return self.file.read(int(rest) + 2)[:-2] if rest != b"-1" else None
        if kind == b"*":
            return [self.reply() for _ in range(int(rest))]
        if kind == b"-":
            raise RuntimeError(rest.decode())
        if not kind:
            raise ConnectionError("the engine hung up")
        return rest


class Sink(Feed):
    def __init__(self, stream, redis="127.0.0.1:6379", *ends):
        self.stream, self.engine = stream, Engine(redis)
        super().__init__("", *ends)
        if self.engine.ask("EXISTS", stream) != b"0":
            told = self.engine.ask("XINFO", "STREAM", stream)  # the last id also where the stream was trimmed
            self.epoch, self.seq = map(int, told[told.index(b"last-generated-id") + 1].split(b"-"))
        tell(f"the engine has all up to {self.epoch}-{self.seq}" if self.epoch else "the engine has nothing yet")

    def keep(self, seq):  # the engine does
        self.seq = seq

    def write(self, frames):
        header = READ["header"](frames[1])
        fields = [word for pair in zip(READ, frames) for word in pair]
        try:
            self.engine.ask("XADD", self.stream, f"{header['epoch']}-{header['seq']}", *fields)
        except RuntimeError as refused:
            if "equal or smaller" not in str(refused):
                raise

    def close(self):
        for end in (self.live, self.asker):
            end.close(linger=0)


def run(arguments):
    while True:
        sink = None
        try:
            sink = Sink(*arguments)
            for frames in sink.messages():
                sink.write(frames)
        except (OSError, RuntimeError) as reason:  # zmq's own errors are none of these
            tell(f"the engine is waited for: {reason}")
            time.sleep(1)
        finally:
            if sink:
                sink.close()


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    run(sys.argv[1:])
