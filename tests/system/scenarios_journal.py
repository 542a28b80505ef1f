"""`indicatorctl journal`: what it says of a journal, beside a running daemon, after a kill and after damage; and that it
never changes a file."""
import contextlib
import hashlib
import json
import os
import sqlite3
import struct
import subprocess

import msgpack

from articles import article
from harness import PATIENCE, Client, Daemon, Subscriber, check, equal, place


def look(tools, *words):
    done = subprocess.run([tools.ctl, "journal", *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=PATIENCE,
                          check=False)
    return done.returncode, done.stdout, done.stderr.decode()


def lines(out):
    return [json.loads(line) for line in out.decode().splitlines()]


def snapshot(folder):
    """Names, contents, times of writing and modes of all files; run by root, SQLite gives -wal and -shm the owner that
    they have, which moves their ctime."""
    found = {}
    for name in sorted(os.listdir(folder)):
        path = os.path.join(folder, name)
        status = os.stat(path)
        with open(path, "rb") as file:
            found[name] = (hashlib.sha256(file.read()).hexdigest(), status.st_mtime_ns, status.st_mode)
    return found


def fill(at, feed, count):
    for number in range(count):
        at.drop(f"a{number}.txt", article(number, paragraphs=3))
        feed.wait_files(number + 1)
    return feed.messages


def as_lines(messages):
    return [{"topic": m.topic, "header": m.header, "body": m.body} for m in messages]


def check_looks(tools, at, messages, running):
    """All three, on a journal that holds these messages."""
    status, out, err = look(tools, "check", at.state)
    equal((status, err), (0, ""), out)
    check(out.decode().endswith(f"{len(messages)} messages, 1 to {len(messages)}: 0 faults\n"), out)
    status, out, err = look(tools, "stats", "-f", "json", at.state)
    equal((status, err), (0, ""))
    stats, = lines(out)
    equal((stats["stream"], stats["head"], stats["tail"], stats["messages"], stats["daemon"]),
          ("test", len(messages), 1, len(messages), "running" if running else "none"))
    counts = {row["topic"]: row["messages"] for row in stats["topics"]}
    equal(counts, {topic: [m.topic for m in messages].count(topic) for topic in sorted({m.topic for m in messages})})
    table = look(tools, "stats", at.state)[1].decode()
    check(f"head           {len(messages)}\n" in table and "observation/budget.revenue/" in table, table)
    equal(lines(look(tools, "export", at.state)[1]), as_lines(messages))
    equal(lines(look(tools, "export", "--from", "3", "--to", "7", at.state)[1]), as_lines(messages[2:7]))
    equal(lines(look(tools, "export", "-t", "article", at.state)[1]), as_lines(m for m in messages if m.topic == "article"))
    unpacker = msgpack.Unpacker(raw=False)
    unpacker.feed(look(tools, "export", "-f", "msgpack", at.state)[1])
    equal(list(unpacker), [[m.topic, m.header, m.body] for m in messages])


def scenario_journal_looked_at(tools):
    """Running, killed, ended: the same messages, and no file is touched."""
    with place() as at:
        with Daemon(tools, at) as daemon, Subscriber(at.feed) as feed:
            messages = fill(at, feed, 3)
            names = sorted(os.listdir(at.state))
            check_looks(tools, at, messages, True)
            equal(sorted(os.listdir(at.state)), names)
            daemon.kill()
        before = snapshot(at.state)
        check(before["journal.db-wal"], before)
        check_looks(tools, at, messages, False)
        equal(snapshot(at.state), before)
        with Daemon(tools, at) as daemon:
            daemon.wait_ready()
            daemon.stop()
        before = snapshot(at.state)
        check("journal.db-wal" not in before, before)
        check_looks(tools, at, messages, False)
        equal(snapshot(at.state), before)
        for words, wanted in ((("check", at.inbox), 1), (("check", "/nonexistent"), 1), (("fly", at.state), 2), ((), 2)):
            status, _, err = look(tools, *words)
            equal((status, len(err.splitlines())), (wanted, 1), words, err)


def crc32c(data):
    crc = 0xFFFFFFFF
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0x82F63B78 if crc & 1 else 0)
    return crc ^ 0xFFFFFFFF


def scenario_journal_damage_is_named(tools):
    """Each damage with its place and reason; export passes over what is lost; the daemon starts and tells the same."""
    with place() as at:
        with Daemon(tools, at) as daemon, Subscriber(at.feed) as feed:
            messages = fill(at, feed, 5)
            daemon.stop()
        with contextlib.closing(sqlite3.connect(os.path.join(at.state, "journal.db"))) as journal, journal:
            rows = journal.execute("SELECT first, count, time_us, frames FROM record ORDER BY first").fetchall()
            zeroed, gone, lying = rows[1], rows[2], rows[3]
            journal.execute("UPDATE record SET frames = zeroblob(length(frames)) WHERE first = ?", zeroed[:1])
            journal.execute("DELETE FROM record WHERE first = ?", gone[:1])
            seq = lying[0]
            frames = lying[3].replace(b"\xa3seq" + msgpack.packb(seq), b"\xa3seq" + msgpack.packb(seq + 1), 1)
            crc = crc32c(struct.pack("<QIQ", *lying[:3]) + frames)
            journal.execute("UPDATE record SET frames = ?, crc = ? WHERE first = ?", (frames, crc, seq))
            journal.execute("UPDATE state SET published = head + 5")
        before = snapshot(at.state)
        status, out, err = look(tools, "check", at.state)
        equal((status, err), (3, ""))
        said = out.decode().splitlines()
        for line in (f"record {zeroed[0]}: its CRC does not hold: its messages are lost",
                     f"message {seq}: its header has another seq", "state: more is published than was given"):
            check(line in said, line, said)
        equal(said[-1].split(": ")[1], f"{len(said) - 1} faults")
        equal(snapshot(at.state), before)
        lost = set(range(zeroed[0], gone[0] + gone[1]))
        status, out, err = look(tools, "export", at.state)
        equal(status, 3)
        check(f"record {zeroed[0]}" in err, err)
        equal({m["header"]["seq"] for m in lines(out)} - {seq + 1}, {m.seq for m in messages} - lost - {seq, seq + 1})
        with Daemon(tools, at) as daemon, Client(at.replay) as client:
            client.send(op="replay", id=1, **{"from": 1}, to=None, topics=[], credit=1 << 20)
            told, served = set(), 0
            while (reply := client.receive())[0] != "end":
                if reply[0] == "lost":
                    range_ = msgpack.unpackb(reply[2][0])
                    told |= set(range(range_["from"], range_["to"] + 1))
                else:
                    served += 1
            equal((told, served), (lost, len(messages) - len(lost)))
            daemon.stop()


def scenario_journal_that_is_no_database(tools):
    """The file is garbage: check says so, the daemon sets it aside and begins a new epoch; both say what they did."""
    with place() as at:
        with Daemon(tools, at) as daemon, Subscriber(at.feed) as feed:
            fill(at, feed, 2)
            epoch = daemon.wait_ready()["epoch"]
            daemon.stop()
        with open(os.path.join(at.state, "journal.db"), "r+b") as file:
            file.write(b"garbage" * 20)
        status, out, err = look(tools, "check", at.state)
        equal(status, 3, err)
        check(b"journal.db" in out, out)
        with Daemon(tools, at) as daemon, Subscriber(at.feed) as feed:
            check("is set aside as journal.db-damaged1; its messages are lost, a new epoch begins" in daemon.log(), daemon.log())
            check(daemon.wait_ready()["epoch"] > epoch)
            at.drop("new.txt", article(9))
            feed.wait_files(1)
            daemon.stop()
        equal(look(tools, "check", at.state)[0], 0)
        check(os.path.exists(os.path.join(at.state, "journal.db-damaged1")))
