"""A consumer against a running daemon: every message of three dropped files arrives once and in order, and each
observation is just what `indicatorctl extract` prints of the same file.

    feed_test.py DAEMON CTL ARTICLE COMMAND…      {PLACE}, {FEED} and {REPLAY} become a file and the endpoints
"""
import json
import os
import subprocess
import sys

import harness


def receive(consumer):
    """Messages until two articles and a rejection were told."""
    received, told = [], {"article": 0, "rejected": 0}
    while told != {"article": 2, "rejected": 1}:
        received.append(json.loads(consumer.output()))
        topic = received[-1]["topic"]
        if topic in told:
            told[topic] += 1
    return received


def bodies(received, topic):
    return [message["body"] for message in received if message["topic"].startswith(topic)]


def check(received, wanted, head):
    assert [message["header"]["seq"] for message in received] == list(range(1, head + 1)), "a hole or a repeat"
    assert bodies(received, "observation/") == wanted, "the feed and extract differ"
    first, second = sorted(bodies(received, "article"), key=lambda body: body["duplicate"])
    assert (first["observations"], first["duplicate"]) == (len(wanted), False)
    assert (second["observations"], second["duplicate_of"]) == (0, first["id"])
    (rejected,) = bodies(received, "rejected")
    assert (rejected["file"], rejected["code"]) == ("empty.txt", "empty")


def main(daemon_binary, ctl, article, *command):
    harness.require(command)
    with open(article, "rb") as file:
        content = file.read()
    extracted = subprocess.run((ctl, "extract", article), check=True, capture_output=True)
    wanted = [json.loads(line) for line in extracted.stdout.decode().splitlines()]
    assert wanted, "the article should hold observations"
    with harness.temporary_folder() as folder:
        with harness.running_daemon(daemon_binary, ctl, folder) as (_, inbox, feed, replay):
            ends = {"{PLACE}": os.path.join(folder, "place"), "{FEED}": feed, "{REPLAY}": replay}
            with harness.Process(*(ends.get(word, word) for word in command)) as consumer:
                live = consumer.words()
                assert ": live" in live, live
                for name, bytes_ in (("một.txt", content), ("hai.txt", content), ("empty.txt", b"")):
                    harness.drop(inbox, name, bytes_)
                received = receive(consumer)
                status, out, err = consumer.stop()
                assert (status, out, err) == (0, "", ""), (status, out, err)
            asked = subprocess.run((ctl, "status", "-f", "json", "--replay", replay), check=True, capture_output=True)
            check(received, wanted, json.loads(asked.stdout)["head"])
    print(f"{len(received)} messages, {len(wanted)} observations, in order and whole")


if __name__ == "__main__":
    main(*sys.argv[1:])
