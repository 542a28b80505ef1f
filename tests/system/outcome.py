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


def parts_of(name, content, refused=()):
    """[(line, id)]: what is to be told of a file; a .jsonl that was taken is told by its lines, but for blank ones."""
    if not name.endswith(".jsonl") or not content.strip() or name in refused:
        return [(None, hashlib.sha256(content).hexdigest())]
    lines = enumerate(content.split(b"\n"), 1)
    return [(number, hashlib.sha256(line.strip()).hexdigest()) for number, line in lines if line.strip()]


def is_whole(message):
    """A rejected file, not a rejected line of one that is taken."""
    return message.topic == "rejected" and not message.body.get("line")


def check_files(messages):
    """{file: its article and rejected messages}; the observations of each article stand before it, all of them, in order, and
    what is told of one file stands together, in the order of its lines."""
    told, waiting, ids, known, last = {}, [], set(), set(), None
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
        line = body.get("line")
        if line and body["file"] in told:
            equal(last, body["file"], "the lines of a file, parted", message)
            check(line > told[body["file"]][-1][0].body["line"], "the lines of a file, disordered", message)
        last = body["file"]
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
    for body in extract(tools, *done.values(), broken=True) if done else ():  # a record may stand in several files
        expected.setdefault(body["article"], {})[body["id"]] = body
    for ends in told.values():
        for message, observations in ends:
            if message.topic == "article" and not message.body["duplicate"]:
                found = list(expected.get(message.body["id"], {}).values())
                check(observations == found, "not what extract finds", message.body["file"], message.body["line"])


def contents(folder):
    found = Counter()
    for name in os.listdir(folder):
        if name.endswith(".reason.json"):
            continue
        with open(os.path.join(folder, name), "rb") as file:
            found[hashlib.sha256(file.read()).hexdigest()] += 1
    return found


def refused_of(told):
    """The rejected messages of whole files."""
    return [message.body for ends in told.values() for message, _ in ends if is_whole(message)]


def check_folders(at, told, there):
    """done/ and rejected/ hold what the messages say of the files that were there, and nothing lies where it should not."""
    rejected = refused_of(told)
    equal(at.listed(".work"), [])
    equal([name for name in os.listdir(at.inbox) if name not in (".work", "done", "rejected")], [])
    names = sorted(body["moved_to"] for body in rejected)
    equal(sorted("rejected/" + name for name in at.listed("rejected")), sorted(names + [name + ".reason.json" for name in names]))
    for body in rejected:
        with open(at.inside(body["moved_to"] + ".reason.json"), encoding="utf-8") as beside:
            equal(json.load(beside), body)
    refused = {body["file"] for body in rejected}
    kept = Counter(hashlib.sha256(content).hexdigest() for name, content in there if name not in refused)
    equal(contents(at.inside("done")), kept, "what lies in done/ and what was told")
    equal(kept.total(), len(at.listed("done")))


def check_told(told, dropped, may_miss):
    """Of each file that was dropped its parts are told, once. The files: all but those that may be missing, and are."""
    got, refused = Counter(), {body["file"] for body in refused_of(told)}
    for file, ends in told.items():
        for message, _ in ends:
            digest = message.body["id"] or next(parts_of(*one, refused)[0][1] for one in dropped if one[0] == file)
            got[(file, message.body.get("line") or None, digest)] += 1
    there = list(dropped)
    for missing in may_miss:
        if not any((missing[0], *part) in got for part in parts_of(*missing, refused)):
            there.remove(missing)
    equal(got, Counter((file[0], *part) for file in there for part in parts_of(*file, refused)), "told of, and dropped")
    return there


def check_outcome(tools, at, dropped, published=(), may_miss=()):
    """`dropped` is a list of (name, bytes), all of them taken by now; the daemon runs and is idle. `may_miss` are those of
    them that need not be there, because their drop was not durable. The journaled messages."""
    messages = replay(at)
    check_stream(messages)
    frames = journal_frames(at.state)
    equal([(m.seq, *m.frames) for m in messages], frames, "the journal, and its replay")
    check_published(published, messages)
    told = check_files(messages)
    check_folders(at, told, check_told(told, dropped, may_miss))
    check_against_extraction(tools, at, told)
    return messages


def check_stopped(at):
    """Behind an end in order nothing is left in flight."""
    equal(claims_in_journal(at.state), [])
    equal(os.path.getsize(os.path.join(at.state, "blame")), 0)
