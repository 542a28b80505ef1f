#!/usr/bin/python3
"""A subscriber of indicatord's feed in Python (Debian: python3-zmq, python3-msgpack).

    subscriber.py [ENDPOINT [TOPIC…]]     e.g.  subscriber.py ipc:///run/indicatord/feed observation/

Prints each message as a line of JSON. A gap that the topic filter or a slow reader left is seen from `prev` and
the heartbeat and told on stderr; a replay (proto/FEED.md) would fill it. What a restart repeats is dropped.
"""
import json
import signal
import sys

import msgpack
import zmq


def tell(text):
    print("subscriber:", text, file=sys.stderr, flush=True)


def messages(endpoint, topics):
    """Every message but heartbeats, as (topic, header, body)."""
    socket = zmq.Context.instance().socket(zmq.SUB)
    socket.rcvhwm = 100000
    for topic in (*topics, "heartbeat"):
        socket.subscribe(topic)
    socket.connect(endpoint)
    epoch, last = None, None  # {topic: its last seq}, known from the first heartbeat on
    while True:
        topic, header, body = socket.recv_multipart()
        topic, header, body = topic.decode(), msgpack.unpackb(header), msgpack.unpackb(body)
        if header["epoch"] != epoch:
            if epoch is not None:
                tell("the daemon's history began anew")
            epoch, last = header["epoch"], None
        if topic == "heartbeat":
            heads = {t: seq for t, seq in body["heads"].items() if t.startswith(topics)}
            if last is None:
                tell(f"live at {endpoint}, head {body['head']}")
            for t, seq in heads.items() if last is not None else ():
                if seq > last.get(t, 0):
                    tell(f"gap: {t} up to {seq} was missed")
            last = heads
            continue
        if last is not None:
            if header["seq"] <= last.get(topic, 0):
                continue
            if header["prev"] > last.get(topic, 0):
                tell(f"gap: {topic} up to {header['prev']} was missed")
            last[topic] = header["seq"]
        yield topic, header, body


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    signal.signal(signal.SIGINT, lambda *_: sys.exit(0))
    address, *prefixes = sys.argv[1:] or ["ipc:///run/indicatord/feed"]
    for topic, header, body in messages(address, tuple(prefixes) or ("",)):
        print(json.dumps({"topic": topic, "header": header, "body": body}, ensure_ascii=False), flush=True)
