"""What is published of which file."""
import glob
import json
import os
import subprocess
import sys

from articles import WITHOUT_NUMBERS, article
from harness import (Client, Daemon, Subscriber, articles, check, check_stream, equal, extract, observations, of_topic, place,
                     skip)


def drop_and_compare(tools, paths):
    """Drops the files into a running daemon; what comes is what `indicatorctl extract` prints, key for key."""
    with place() as at, Daemon(tools, at) as daemon, Subscriber(at.feed) as feed:
        for path in paths:
            with open(path, "rb") as file:
                at.drop(os.path.basename(path), file.read())
        end = feed.wait_files(len(paths))
        check_stream(feed.messages)
        equal(end["head"], len(feed.messages))
        by_file = {body["file"]: body for body in articles(feed.messages)}
        equal(sorted(by_file), sorted(os.path.basename(path) for path in paths))
        for path in paths:
            told = by_file[os.path.basename(path)]
            mine = [m for m in feed.messages if m.topic.startswith("observation/") and m.body["article"] == told["id"]]
            expected = extract(tools, path)
            equal(len(mine), told["observations"])
            equal([m.body for m in mine], expected, path)
            equal([json.dumps(m.body) for m in mine], [json.dumps(body) for body in expected], "the order of keys")
            for message in mine:
                equal(message.topic, f"observation/{message.body['indicator']['code'] or '-'}/")
            equal(sum(told["counts"].values()), sum((body["level"] is not None) + len(body["plan"]) + len(body["change"]) +
                                                    len(body["share"]) for body in expected))
        check_replay_is_what_was_published(at, feed.messages)
        equal(at.listed("done"), sorted(by_file))
        daemon.stop()


def check_replay_is_what_was_published(at, published):
    with Client(at.replay) as client:
        replayed, end = client.replay()
        equal([m.frames for m in replayed], [m.frames for m in published], "the bytes of a replay")
        equal(end, {"next": len(published) + 1, "head": len(published)})


def scenario_golden_articles(tools):
    paths = sorted(glob.glob(os.path.join(tools.source, "tests", "golden", "*-*.txt")))
    check(len(paths) > 5, paths)
    drop_and_compare(tools, paths)


def scenario_dev_corpus(tools):
    paths = sorted(glob.glob(os.path.join(tools.source, "..", "shared", "corpus", "dev", "*.txt")))
    if not paths:
        skip("there is no ../shared/corpus/dev beside the project")
    drop_and_compare(tools, paths)


def scenario_no_observations(tools):
    with place() as at, Daemon(tools, at) as daemon, Subscriber(at.feed) as feed:
        at.drop("hoi-nghi.txt", WITHOUT_NUMBERS)
        feed.wait_files(1)
        equal([m.topic for m in feed.messages], ["article"])
        body = feed.messages[0].body
        equal((body["schema"], body["file"], body["observations"], body["duplicate"], body["duplicate_of"]),
              ("indicatord.article/1", "hoi-nghi.txt", 0, False, None))
        equal(body["bytes"], len(WITHOUT_NUMBERS.encode()))
        daemon.stop()


def scenario_duplicates(tools):
    """By bytes and by text, one after the other, at once, and across a restart."""
    with place() as at:
        with Daemon(tools, at) as daemon, Subscriber(at.feed) as feed:
            at.drop("first.txt", article(1))
            feed.wait_files(1)
            first = articles(feed.messages)[0]
            check(first["observations"] > 0)
            at.drop("same-bytes.txt", article(1))
            at.drop("same-text.txt", article(1).replace(" tỷ ", "  tỷ\t"))
            for twin in range(8):
                at.drop(f"twin-{twin}.txt", article(2))
            feed.wait_files(11)
            check_stream(feed.messages)
            by_file = {body["file"]: body for body in articles(feed.messages)}
            for name in ("same-bytes.txt", "same-text.txt"):
                equal((by_file[name]["duplicate"], by_file[name]["duplicate_of"], by_file[name]["observations"]),
                      (True, first["id"], 0), name)
            check(by_file["same-text.txt"]["id"] != first["id"])
            equal(by_file["same-text.txt"]["text_id"], first["text_id"])
            twins = [by_file[f"twin-{twin}.txt"] for twin in range(8)]
            equal(sum(not twin["duplicate"] for twin in twins), 1)
            equal({twin["duplicate_of"] for twin in twins if twin["duplicate"]}, {twins[0]["id"]})
            ids = [body["id"] for body in observations(feed.messages)]
            equal(len(ids), len(set(ids)))
            daemon.stop()
        with Daemon(tools, at) as daemon, Subscriber(at.feed) as feed:
            at.drop("again.txt", article(1))
            feed.wait_files(1)
            equal(len(feed.messages), 1)
            equal(feed.messages[0].body["duplicate_of"], first["id"])
            status = daemon.wait_ready()
            equal((status["articles"], status["duplicates"], status["observations"]), (0, 1, 0))
            daemon.stop()


def check_rejected(at, body, code, file, moved_to, with_id):
    equal((body["schema"], body["code"], body["file"], body["moved_to"], body["id"] is not None),
          ("indicatord.rejected/1", code, file, moved_to, with_id), body)
    check(len(body["reason"]) > 10, body)
    with open(at.inside(moved_to + ".reason.json"), encoding="utf-8") as beside:
        equal(json.load(beside), body)


def scenario_rejects(tools):
    with place() as at, Daemon(tools, at, "--max-file", "64K", "--max-observations", "100") as daemon, \
            Subscriber(at.feed) as feed:
        secret = os.path.join(at.root, "secret")
        with open(secret, "w", encoding="utf-8") as file:
            file.write("thu ngân sách 5 tỷ đồng")
        at.drop("empty.txt", b"")
        at.drop("large.txt", b"a" * (64 * 1024 + 1))
        at.drop("binary.bin", bytes(range(256)) * 8)
        at.drop("many.txt", article(5, paragraphs=60))
        os.symlink(secret, at.inside("link.txt"))
        os.mkfifo(at.inside("pipe.txt"))
        os.mkdir(at.inside("folder"))
        feed.wait_files(6)
        check_stream(feed.messages)
        equal({m.topic for m in feed.messages}, {"rejected"})
        by_file = {body["file"]: body for body in of_topic(feed.messages, "rejected")}
        for file, code, with_id in (("empty.txt", "empty", False), ("large.txt", "too_large", False),
                                    ("binary.bin", "not_text", True), ("many.txt", "too_many", True),
                                    ("link.txt", "not_a_file", False), ("pipe.txt", "not_a_file", False)):
            check_rejected(at, by_file[file], code, file, "rejected/" + file, with_id)
        check(os.path.islink(at.inside("rejected", "link.txt")))
        check(os.path.exists(secret))
        check(os.path.isdir(at.inside("folder")), "a folder is left alone")
        equal(at.listed("done"), [])
        at.drop("binary.bin", bytes(range(256)) * 8)
        feed.wait_files(7)
        check_rejected(at, feed.messages[-1].body, "not_text", "binary.bin", "rejected/binary.bin.2", True)
        equal(daemon.wait_ready()["rejected"], 7)
        daemon.stop()


def scenario_odd_names(tools):
    """No name harms the daemon, a message or the log."""
    names = [b"line\nbreak.txt", b"\xff\xfe.txt", b"back\\slash.txt", "tệp tin.txt".encode(), b"-rf", b"%s%n.txt", b"a" * 250,
             b"quote\".txt"]
    shown = ["line\nbreak.txt", "\\xff\\xfe.txt", "back\\\\slash.txt", "tệp tin.txt", "-rf", "%s%n.txt", "a" * 250, "quote\".txt"]
    with place() as at, Daemon(tools, at, "--log-level", "debug") as daemon, Subscriber(at.feed) as feed:
        for number, name in enumerate(names):
            at.drop(name, article(number))
        feed.wait_files(len(names))
        equal(sorted(body["file"] for body in articles(feed.messages)), sorted(shown))
        done = os.listdir(os.fsencode(at.inside("done")))
        equal(len(done), len(names))
        check(set(names) - set(done) == {b"a" * 250}, done)
        daemon.stop()
        for line in daemon.log().splitlines():
            check(line.startswith("indicatord: "), line)


def scenario_left_alone(tools):
    """Names that are left alone until they are renamed; a writer that is not done yet."""
    with place() as at, Daemon(tools, at) as daemon, Subscriber(at.feed) as feed:
        for name in (".hidden", "a.tmp", "b.part", "c.partial", "d.swp", "e.txt~"):
            with open(at.inside(name), "w", encoding="utf-8") as file:
                file.write(article(1))
        with open(at.inside("slow.txt"), "w", encoding="utf-8") as slow:
            slow.write(article(2)[:100])
            slow.flush()
            at.drop("other.txt", article(3))
            feed.wait_for(lambda m: m.topic == "article", "the other article")
            feed.wait_heartbeat()
            feed.wait_heartbeat()
            slow.write(article(2)[100:])
        feed.wait_files(2)
        os.rename(at.inside("a.tmp"), at.inside("a.txt"))
        feed.wait_files(3)
        bodies = articles(feed.messages)
        equal([body["file"] for body in bodies], ["other.txt", "slow.txt", "a.txt"])
        equal(bodies[1]["bytes"], len(article(2).encode()))
        daemon.stop()


def scenario_other_tables(tools):
    """Read again with other tables: a higher revision, and what is no longer given is retracted."""
    with place() as at:
        tables = os.path.join(at.root, "tables")
        os.mkdir(tables)
        with Daemon(tools, at) as daemon, Subscriber(at.feed) as feed:
            at.drop("a.txt", article(1))
            feed.wait_files(1)
            before = {body["id"]: body for body in observations(feed.messages)}
            daemon.stop()
        with open(os.path.join(tables, "cues.tsv"), "w", encoding="utf-8") as file:
            file.write("class\tvalue\tsurfaces\nnumbered\tstrict\tđã kết nạp\n")
        with Daemon(tools, at, "--tables", tables) as daemon, Subscriber(at.feed) as feed:
            at.drop("b.txt", article(1))
            feed.wait_files(1)
            after = {body["id"]: body for body in observations(feed.messages)}
            equal({body["revision"] for body in before.values()}, {1})
            equal({body["revision"] for body in after.values()}, {2})
            check({body["producer"]["tables"] for body in after.values()} != {body["producer"]["tables"] for body in before.values()})
            gone = [name for name in before if name not in after]
            equal(["kết nạp" in before[name]["indicator"]["text"] for name in gone], [True])
            retracted = of_topic(feed.messages, "retracted")
            equal([(body["id"], body["article"], body["revision"], body["replaced_by"]) for body in retracted],
                  [(gone[0], gone[0].split(":")[0], 2, None)])
            told = articles(feed.messages)[0]
            equal((told["file"], told["duplicate"], told["observations"]), ("b.txt", False, len(after)))
            at.drop("c.txt", article(1))
            feed.wait_files(2)
            equal(articles(feed.messages)[1]["duplicate_of"], told["id"])
            daemon.stop()
        with open(os.path.join(tables, "cues.tsv"), "a", encoding="utf-8") as file:
            file.write("this is no row\n")
        with Daemon(tools, at, "--tables", tables) as daemon:
            equal(daemon.wait_end(), 1)
            check("cues.tsv" in daemon.log() and "3" in daemon.log(), daemon.log())


def reextract(tools, at, *words):
    done = subprocess.run([tools.ctl, "reextract", "--inbox", at.inbox, "--state", at.state, "--replay", at.replay, *words],
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=60, check=False)
    return done.returncode, done.stdout.decode().splitlines(), done.stderr.decode()


def scenario_reextract(tools):
    """Articles of done/ read again with other tables: chosen, in a dry run, all; new revisions, retractions, old names."""
    with place() as at:
        tables = os.path.join(at.root, "tables")
        os.mkdir(tables)
        names = [f"a{number}.txt" for number in range(4)]
        everything = sorted([*names, "crawl.jsonl", "text.txt", "twin.txt"])
        with Daemon(tools, at) as daemon, Subscriber(at.feed) as feed:
            for number, name in enumerate(names):
                at.drop(name, article(number))
            feed.wait_files(4)
            at.drop("twin.txt", article(1))
            at.drop("text.txt", article(1).replace(" tỷ ", "  tỷ "))
            feed.wait_files(6)
            at.drop("crawl.jsonl", "".join(json.dumps({"url": f"https://x.vn/{number}", "content": article(number)}) + "\n"
                                           for number in (20, 21)))
            feed.wait_for(lambda m: m.topic == "article" and m.body["line"] == 2, "the second record")
            feed.wait_files(8)
            first = {body["id"]: body for body in observations(feed.messages)}
            status, out, err = reextract(tools, at, "--all")
            check(status == 0 and out[0].startswith("0 files are read again, 6 read with") and not err, out, err)
            equal(at.listed("done"), everything)
            daemon.stop()
        equal(reextract(tools, at, "--replay", f"ipc://{at.root}/nobody", "--all")[0], 1)
        with open(os.path.join(tables, "cues.tsv"), "w", encoding="utf-8") as file:
            file.write("class\tvalue\tsurfaces\nnumbered\tstrict\tđã kết nạp\n")
        with Daemon(tools, at, "--tables", tables) as daemon, Subscriber(at.feed) as feed:
            status, out, err = reextract(tools, at, "--all", "--dry-run")
            equal((status, out[:-1], err), (0, [*names, "crawl.jsonl"], ""))
            equal(out[-1], "5 files would be read again, 0 read with these tables already, 2 that repeat another, 0 failed")
            equal(at.listed("done"), everything)
            equal(feed.messages, [])
            status, out, err = reextract(tools, at, "a0.txt", "none.txt", "../b")
            equal((status, out[0].split(",")[0], len(err.splitlines())), (1, "1 files are read again", 2), err)
            feed.wait_files(1)
            equal([body["file"] for body in articles(feed.messages)], ["a0.txt"])
            equal(reextract(tools, at, "--since", "2999-01-01")[:2],
                  (0, ["0 files are read again, 0 read with these tables already, 0 that repeat another, 0 failed"]))
            status, out, err = reextract(tools, at, "--since", "2020-01-01", "--wait")
            equal((status, out, err),
                  (0, ["4 files are read again, 1 read with these tables already, 2 that repeat another, 0 failed"], ""))
            equal(daemon.wait_ready()["backlog"], 0)
            feed.wait_files(6)
            check_stream(feed.messages, first=feed.messages[0].seq)
            again = {body["id"]: body for body in observations(feed.messages)}
            equal({body["revision"] for body in again.values()}, {2})
            gone = {body["id"] for body in of_topic(feed.messages, "retracted")}
            equal(len(gone), 6)
            equal(set(again) | gone, set(first))
            equal(set(again) & gone, set())
            equal(sorted({body["file"] for body in articles(feed.messages)}), sorted([*names, "crawl.jsonl"]))
            check(not any(body["duplicate"] for body in articles(feed.messages)))
            equal(at.listed("done"), everything)
            equal([name for name in os.listdir(at.inbox) if name.endswith(".txt")], [])
            for words in ((), ("--since", "soon")):
                status, out, err = reextract(tools, at, *words)
                equal((status, out, len(err.splitlines())), (2, [], 1), words)
            daemon.stop()


def scenario_settings_of_done(tools):
    with place() as at, Daemon(tools, at, "--delete-done", "yes") as daemon, Subscriber(at.feed) as feed:
        at.drop("a.txt", article(1))
        at.drop("empty.txt", b"")
        feed.wait_files(2)
        equal((at.listed("done"), at.listed("rejected")), ([], ["empty.txt", "empty.txt.reason.json"]))
        daemon.stop()


if __name__ == "__main__":
    sys.exit("to be run by run.py")
