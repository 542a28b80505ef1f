"""One look at everything behind a fault: what was dropped, what the journal holds, what a replay gives, what was published, and
what lies in the folders must tell the same story."""
import contextlib
import hashlib
import json
import os
import sqlite3
import struct
from collections import Counter

from harness import Client, check, check_stream, equal, extract


def crc_table():
    table = []
    for byte in range(256):
        for _ in range(8):
            byte = (byte >> 1) ^ (0x82F63B78 if byte & 1 else 0)
        table.append(byte)
    return table


CRC = crc_table()
CRC_BYTES = 1 << 21  # of a journal's newest records: Python needs a second for them


def crc32c(data):
    crc = 0xFFFFFFFF
    for byte in data:
        crc = CRC[(crc ^ byte) & 0xFF] ^ (crc >> 8)
    return crc ^ 0xFFFFFFFF


def journal_frames(state):
    """[(seq, topic, header, body)] as proto/JOURNAL.md has them stored, every record whole."""
    frames, crc_bytes = [], 0
    with contextlib.closing(sqlite3.connect(f"file:{state}/journal.db?mode=ro", uri=True)) as journal:
        equal(journal.execute("PRAGMA integrity_check").fetchall(), [("ok",)])
        rows = journal.execute("SELECT first, count, time_us, crc, frames FROM record ORDER BY first").fetchall()
        for first, count, time_us, crc, blob in reversed(rows):
            crc_bytes += len(blob)
            if crc_bytes < CRC_BYTES:
                equal(crc32c(struct.pack("<QIQ", first, count, time_us) + blob), crc, f"record {first}")
        for first, count, _, _, blob in rows:
            at = 0
            for seq in range(first, first + count):
                t, h, b = struct.unpack_from("<HII", blob, at)
                topic, header, body = (blob[at + 10:at + 10 + t], blob[at + 10 + t:at + 10 + t + h],
                                       blob[at + 10 + t + h:at + 10 + t + h + b])
                frames.append((seq, topic, header, body))
                at += 10 + t + h + b
            equal(at, len(blob), f"record {first}")
    return frames


def claims_in_journal(state):
    with contextlib.closing(sqlite3.connect(f"file:{state}/journal.db?mode=ro", uri=True)) as journal:
        return journal.execute("SELECT claim, outcome FROM claim").fetchall()


def replay(at, first=1):
    with Client(at.replay) as client:
        return client.replay(first)[0]


def check_published(published, journaled):
    """Whatever was on the wire is in the journal, byte for byte; one seq may have come twice."""
    for message in published:
        check(message.seq <= len(journaled), f"{message.seq} was published and is not in the journal")
        equal(message.frames, journaled[message.seq - 1].frames, "published, and journaled")


def check_files(messages):
    """{file: its article or rejected messages}; the observations of each article stand before it, all of them, in order."""
    told, waiting, ids, known = {}, [], set(), set()
    for message in messages:
        body = message.body
        if message.topic.startswith("observation/"):
            equal(body["index"], len(waiting), "the order in the article", message)
            check((body["id"], body["revision"]) not in ids, "an observation stands twice", message)
            ids.add((body["id"], body["revision"]))
            waiting.append(body)
            continue
        check(message.topic in ("article", "rejected"), message)
        equal(len(waiting), body["observations"] if message.topic == "article" else 0, message)
        equal({o["article"] for o in waiting} - {body["id"]}, set(), message)
        if message.topic == "article":
            check(not body["duplicate"] or body["duplicate_of"] in known, "a duplicate of nothing", message)
            known.add(body["id"])
        told.setdefault(body["file"], []).append((message, waiting))
        waiting = []
    equal(waiting, [], "observations without an article")
    return told


def check_against_extraction(tools, at, told):
    """Each article's observations are what `indicatorctl extract` finds in the file under done/."""
    done = {}
    for name in at.listed("done"):
        with open(at.inside("done", name), "rb") as file:
            done.setdefault(hashlib.sha256(file.read()).digest(), at.inside("done", name))
    expected = {}
    for body in extract(tools, *done.values()) if done else ():
        expected.setdefault(body["article"], []).append(body)
    for ends in told.values():
        for message, observations in ends:
            if message.topic == "article" and not message.body["duplicate"]:
                check(observations == expected.get(message.body["id"], []), "not what extract finds", message.body["file"])


def contents(folder):
    found = Counter()
    for name in os.listdir(folder):
        if name.endswith(".reason.json"):
            continue
        with open(os.path.join(folder, name), "rb") as file:
            found[hashlib.sha256(file.read()).hexdigest()] += 1
    return found


def check_folders(at, told):
    """done/ and rejected/ hold what the messages say, and nothing lies where it should not."""
    rejected = [message.body for ends in told.values() for message, _ in ends if message.topic == "rejected"]
    equal(at.listed(".work"), [])
    equal([name for name in os.listdir(at.inbox) if name not in (".work", "done", "rejected")], [])
    names = sorted(body["moved_to"] for body in rejected)
    equal(sorted("rejected/" + name for name in at.listed("rejected")), sorted(names + [name + ".reason.json" for name in names]))
    for body in rejected:
        with open(at.inside(body["moved_to"] + ".reason.json"), encoding="utf-8") as beside:
            equal(json.load(beside), body)
    articles = Counter(message.body["id"] for ends in told.values() for message, _ in ends if message.topic == "article")
    equal(contents(at.inside("done")), articles, "what lies in done/ and what was told")
    equal(sum(articles.values()), len(at.listed("done")))


def check_outcome(tools, at, dropped, published=(), may_miss=()):
    """`dropped` is a list of (name, bytes), all of them taken by now; the daemon runs and is idle. `may_miss` are those of
    them that need not be there, because their drop was not durable. The journaled messages."""
    messages = replay(at)
    check_stream(messages)
    frames = journal_frames(at.state)
    equal([(m.seq, *m.frames) for m in messages], frames, "the journal, and its replay")
    check_published(published, messages)
    told = check_files(messages)
    wanted = Counter((name, hashlib.sha256(content).hexdigest()) for name, content in dropped)
    got = Counter()
    for file, ends in told.items():
        for message, _ in ends:
            body = message.body
            got[(file, body["id"] if body["id"] else next(digest for name, digest in wanted if name == file))] += 1
    for name, content in may_miss:
        key = (name, hashlib.sha256(content).hexdigest())
        if key not in got:
            wanted.pop(key, None)
    equal(got, wanted, "files told of, and files dropped")
    check_folders(at, told)
    check_against_extraction(tools, at, told)
    return messages


def check_stopped(at):
    """Behind an end in order nothing is left in flight."""
    equal(claims_in_journal(at.state), [])
    equal(os.path.getsize(os.path.join(at.state, "blame")), 0)
