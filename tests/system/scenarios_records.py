"""Files of several articles: a record a line of a .jsonl, or an item of an array in a .json."""
import hashlib
import json
import os

from articles import article, record
from harness import Daemon, Subscriber, articles, check, check_stream, equal, extract, observations, of_topic, place


def digest(text):
    return hashlib.sha256(text.encode()).hexdigest()


def check_broken(body, line, code, at, record_bytes):
    equal((body["schema"], body["file"], body["line"], body["code"], body["at"], body["id"], body["moved_to"]),
          ("indicatord.rejected/1", "day.jsonl", line, code, at, digest(record_bytes), "done/day.jsonl"), body)
    check(len(body["reason"]) > 10, body)


def scenario_records_of_lines(tools):
    lines = [record(1), "", record(2), '{"title": "cut', record(1), '{"title": 5}', record(3, content="<p>x</p>"), record(2) + " "]
    with place() as at, Daemon(tools, at) as daemon, Subscriber(at.feed) as feed:
        at.drop("day.jsonl", "\n".join(lines))
        feed.wait_files(7)
        check_stream(feed.messages)
        told = articles(feed.messages)
        equal([body["line"] for body in told], [1, 3, 5, 7, 8])
        equal([body["id"] for body in told], [digest(lines[body["line"] - 1].strip()) for body in told])
        equal([body["duplicate_of"] for body in told], [None, None, told[0]["id"], None, told[1]["id"]])
        equal({body["format"] for body in told if not body["duplicate"]}, {"jsonl"})
        equal((told[0]["url"], told[0]["published"], told[0]["published_source"], told[0]["offsets"]),
              ("https://example.org/1", "2021-01-08", "field", "text"))
        cut, textless = of_topic(feed.messages, "rejected")
        check_broken(cut, 4, "malformed", len(lines[3]), lines[3])
        check_broken(textless, 6, "empty", None, lines[5])
        equal(at.listed("done"), ["day.jsonl"])
        mine = observations(feed.messages)
        equal({body["article"] for body in mine}, {body["id"] for body in told})
        with open(at.inside("done/day.jsonl"), "rb") as file:
            check(file.read() == "\n".join(lines).encode())
        equal(mine[:told[0]["observations"]], extract_some(tools, at, lines[0]))
        reply = daemon.wait_ready()
        equal((reply["articles"], reply["duplicates"], reply["rejected"]), (3, 2, 2))
        at.drop("again.jsonl", "\n".join(lines[:3]))
        feed.wait_files(9)
        equal([(body["duplicate"], body["line"], body["duplicate_of"]) for body in articles(feed.messages)[5:]],
              [(True, 1, told[0]["id"]), (True, 3, told[1]["id"])])
        daemon.stop()


def extract_some(tools, at, line):
    with open(os.path.join(at.root, "one.jsonl"), "w", encoding="utf-8") as file:
        file.write(line)
    return extract(tools, os.path.join(at.root, "one.jsonl"))


def scenario_records_at_once(tools):
    """The same records in many files that are read side by side: each is extracted once."""
    lines = "\n".join(record(number) for number in range(20))
    with place() as at, Daemon(tools, at) as daemon, Subscriber(at.feed) as feed:
        for file in range(6):
            at.drop(f"file-{file}.jsonl", lines + " " * file)
        feed.wait_files(120)
        check_stream(feed.messages)
        told = articles(feed.messages)
        equal(sum(not body["duplicate"] for body in told), 20)
        ids = [body["id"] for body in observations(feed.messages)]
        equal(len(ids), len(set(ids)))
        for file in range(6):
            equal([body["line"] for body in told if body["file"] == f"file-{file}.jsonl"], list(range(1, 21)))
        daemon.stop()


def scenario_records_of_an_array(tools):
    items = [record(1), record(2), "5"]
    with place() as at, Daemon(tools, at) as daemon, Subscriber(at.feed) as feed:
        at.drop("day.json", '{"status": "ok", "data": [' + ", ".join(items) + "]}")
        at.drop("one.json", record(3))
        feed.wait_files(4)
        told = {(body["file"], body["line"]): body for body in articles(feed.messages)}
        equal(set(told), {("day.json", 1), ("day.json", 2), ("one.json", None)})
        equal([told["day.json", line]["id"] for line in (1, 2)], [digest(item) for item in items[:2]])
        equal(told["one.json", None]["id"], digest(record(3)))
        equal([(body["line"], body["code"]) for body in of_topic(feed.messages, "rejected")], [(3, "empty")])
        daemon.stop()


def scenario_records_refused(tools):
    """A file is refused as a whole where nothing in it can be read, or too little."""
    with place() as at, Daemon(tools, at) as daemon, Subscriber(at.feed) as feed:
        at.drop("broken.json", record(1)[:-1])
        at.drop("config.json", '{"port": 80}')
        at.drop("none.jsonl", "{}\n[]\nnull\n")
        at.drop("rubbish.jsonl", record(1) + "\n" + "x\n" * 1001)
        feed.wait_files(4)
        by_file = {body["file"]: body for body in of_topic(feed.messages, "rejected")}
        equal({file: body["code"] for file, body in by_file.items()}, dict.fromkeys(
            ("broken.json", "config.json", "none.jsonl", "rubbish.jsonl"), "malformed"))
        equal({body["line"] for body in by_file.values()}, {None})
        equal(len(feed.messages), 4)
        equal(by_file["rubbish.jsonl"]["moved_to"], "rejected/rubbish.jsonl")
        check("line 2" in by_file["rubbish.jsonl"]["reason"], by_file["rubbish.jsonl"])
        daemon.stop()


def scenario_records_again_with_other_tables(tools):
    """Each record has a revision of its own, and what it no longer says is retracted."""
    with place() as at:
        with Daemon(tools, at) as daemon, Subscriber(at.feed) as feed:
            at.drop("day.jsonl", record(1) + "\n" + record(2))
            feed.wait_files(2)
            before = observations(feed.messages)
            daemon.stop()
        tables = os.path.join(at.root, "tables")
        os.mkdir(tables)
        with open(os.path.join(tables, "cues.tsv"), "w", encoding="utf-8") as file:
            file.write("class\tvalue\tsurfaces\nnumbered\tstrict\tđã kết nạp\n")
        with Daemon(tools, at, "--tables", tables) as daemon, Subscriber(at.feed) as feed:
            at.drop("day.jsonl", record(1) + "\n" + record(3))
            feed.wait_files(2)
            told = articles(feed.messages)
            equal([body["line"] for body in told], [1, 2])
            check({body["article"] for body in before} & {told[0]["id"]})
            equal({body["revision"] for body in observations(feed.messages) if body["article"] == told[0]["id"]}, {2})
            equal({body["revision"] for body in observations(feed.messages) if body["article"] == told[1]["id"]}, {1})
            retracted = of_topic(feed.messages, "retracted")
            equal([(body["article"], body["revision"]) for body in retracted], [(told[0]["id"], 2)])
            daemon.stop()
