"""indicatorctl subscribe and status against a running daemon: topics, count, table, heartbeats, signals.

    subscribe_test.py DAEMON CTL ARTICLE
"""
import json
import signal
import subprocess
import sys

import harness


def follow(ctl, feed, *words):
    """A subscriber that is live already."""
    subscriber = harness.Process(ctl, "subscribe", "--feed", feed, *words)
    live = subscriber.words()
    assert live.startswith(f"indicatorctl: live at {feed}"), live
    return subscriber


def ended(subscriber):
    """Waits until it ended by itself; its exit status."""
    return subscriber.child.wait(harness.PATIENCE)


def main(daemon_binary, ctl, article):
    with open(article, "rb") as file:
        content = file.read()
    with harness.temporary_folder() as folder, harness.running_daemon(daemon_binary, ctl, folder) as (_, inbox, feed, replay):
        with (
            follow(ctl, feed, "--topic", "article", "--topic", "rejected", "--count", "2") as counted,
            follow(ctl, feed, "-t", "observation/budget.", "-n", "1") as budget,
            follow(ctl, feed, "-f", "table") as table,
            follow(ctl, feed, "-t", "heartbeat", "-n", "2") as beats,
            follow(ctl, feed) as interrupted,
        ):
            harness.drop(inbox, "a.txt", content)
            harness.drop(inbox, "empty.txt", b"")
            topics = sorted(json.loads(counted.output())["topic"] for _ in range(2))
            assert topics == ["article", "rejected"], topics
            assert ended(counted) == 0
            assert json.loads(budget.output())["topic"].startswith("observation/budget.")
            assert ended(budget) == 0
            first, second = (json.loads(beats.output())["header"] for _ in range(2))
            assert "seq" not in first and first["epoch"] == second["epoch"]
            assert ended(beats) == 0

            head = table.output()
            assert head.split()[:2] == ["value", "unit"] and head.endswith("label"), head
            notes = []
            while len(notes) < 2:
                line = table.output()
                if line.startswith("-- "):
                    notes.append(line)
            assert any(note.startswith("-- article a.txt: ") for note in notes), notes
            assert any(note.startswith("-- rejected empty.txt: empty; ") for note in notes), notes
            assert table.stop(signal.SIGTERM)[0] == 0
            assert interrupted.stop(signal.SIGINT)[0] == 0

        shown = subprocess.run((ctl, "status", "--replay", replay), check=True, capture_output=True).stdout.decode()
        state = dict(line.split(None, 1) for line in shown.splitlines())
        assert (state["articles"], state["rejected"], state["duplicates"]) == ("1", "1", "0"), state
        asked = subprocess.run((ctl, "status", "-f", "json", "--replay", replay), check=True, capture_output=True).stdout
        assert str(json.loads(asked)["head"]) == state["head"]
    print("subscribe and status do as they say")


if __name__ == "__main__":
    main(*sys.argv[1:])
