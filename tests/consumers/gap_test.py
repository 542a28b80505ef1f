"""What a consumer says when messages are missing, come twice, or the daemon's history began anew: told by a
publisher of our own that leaves them out. Needs python3-zmq and python3-msgpack.

    gap_test.py COMMAND…      {FEED} in COMMAND becomes the endpoint
"""
import json
import sys

import harness

try:
    import msgpack
    import zmq
except ImportError as missing:
    harness.skip(f"{missing} (python3-zmq, python3-msgpack)")

ROWS = "observation/-/"


class Publisher:
    def __init__(self, endpoint):
        self.socket = zmq.Context.instance().socket(zmq.XPUB)
        self.socket.rcvtimeo = int(harness.PATIENCE * 1000)
        self.socket.bind(endpoint)

    def wait_for(self, count):
        """XPUB hears each subscription: what is sent then is not lost to a slow joiner."""
        for _ in range(count):
            assert self.socket.recv()[:1] == b"\x01"

    def send(self, topic, epoch, body, **numbers):
        header = {"v": 1, "stream": "test", "epoch": epoch, **numbers, "time": "2026-01-01T00:00:00Z"}
        self.socket.send_multipart([topic.encode(), msgpack.packb(header), msgpack.packb(body)])

    def heartbeat(self, epoch, head, heads):
        self.send("heartbeat", epoch, {"stream": "test", "epoch": epoch, "head": head, "tail": 1, "heads": heads})


def main(*command):
    harness.require(command)
    with harness.temporary_folder() as folder:
        endpoint = f"ipc://{folder}/feed"
        publisher = Publisher(endpoint)
        with harness.Process(*(word.replace("{FEED}", endpoint) for word in command)) as consumer:
            publisher.wait_for(2)  # all topics, and the heartbeat
            publisher.heartbeat(7, 3, {"article": 2, ROWS: 3})
            publisher.send("article", 7, {"n": "kế hoạch"}, seq=4, prev=2)
            publisher.send(ROWS, 7, {"n": 2}, seq=7, prev=5)
            publisher.send(ROWS, 7, {"n": 2}, seq=7, prev=5)
            publisher.heartbeat(7, 9, {"article": 4, ROWS: 7, "rejected": 9})
            publisher.heartbeat(7, 9, {"article": 4, ROWS: 7, "rejected": 9})
            publisher.send("article", 8, {"n": 3}, seq=1, prev=0)
            said = [consumer.words() for _ in range(4)]
            shown = [json.loads(consumer.output()) for _ in range(3)]
            assert consumer.stop() == (0, "", "")
    assert [line.split(": ", 1)[1] for line in said] == [
        f"live at {endpoint}, head 3",
        f"gap: {ROWS} up to 5 was missed",
        "gap: rejected up to 9 was missed",
        "the daemon's history began anew",
    ], said
    assert [(m["topic"], m["header"]["seq"], m["body"]["n"]) for m in shown] == [
        ("article", 4, "kế hoạch"),
        (ROWS, 7, 2),
        ("article", 1, 3),
    ], shown
    print("gaps are told, repeats dropped")


if __name__ == "__main__":
    main(*sys.argv[1:])
