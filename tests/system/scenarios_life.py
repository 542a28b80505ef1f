"""Starting, ending, dying and starting again."""
import os
import re
import signal
import socket
import subprocess
import time

from articles import article
from harness import (Client, Daemon, Subscriber, articles, check, check_stream, equal, observations, of_topic, place,
                     with_mounts)
from rounds import drop_all, faulty, go_on, wait_idle


def everything(at):
    """What the journal holds."""
    with Client(at.replay) as client:
        return client.replay()[0]


def check_each_once(at, names):
    """Every file told of exactly once, its observations under one id each, and filed."""
    messages = everything(at)
    check_stream(messages)
    equal(sorted(body["file"] for body in articles(messages)), sorted(names))
    ids = [body["id"] for body in observations(messages)]
    equal(len(ids), len(set(ids)))
    equal(len(ids), sum(body["observations"] for body in articles(messages)))
    equal(at.listed("done"), sorted(names))
    equal(at.listed(".work"), [])
    return messages


def drop_many(at, count, first=0):
    names = [f"a{number:04}.txt" for number in range(first, first + count)]
    for number, name in enumerate(names, first):
        at.drop(name, article(number, paragraphs=3))
    return names


def scenario_burst(tools):
    """300 files at once, before the daemon runs and while it does."""
    with place() as at:
        names = drop_many(at, 100)
        with Daemon(tools, at, "--in-flight", "16") as daemon, Subscriber(at.feed) as feed:
            names += drop_many(at, 200, first=100)
            feed.wait_heartbeat(lambda body: body["backlog"] == 0 and
                                sum(name.endswith(".txt") for name in os.listdir(at.inbox)) == 0)
            messages = check_each_once(at, names)
            tail = feed.messages
            check_stream(tail, first=tail[0].seq)
            equal([m.frames for m in tail], [m.frames for m in messages[tail[0].seq - 1:]])
            equal(tail[-1].seq, messages[-1].seq)
            daemon.stop()


def commits_of(tools, files, *options):
    """How many commits a daemon needed from its start to its end for the files that wait for it; then all is as it should be."""
    with place() as at:
        drop_all(at, files)
        with faulty(tools, at, "journal.committed 0 kill", *options) as daemon:
            wait_idle(at, daemon)
            daemon.stop()
            reached = re.search(r"was reached (\d+) times", daemon.log())
        go_on(tools, at, files)
    return int(reached.group(1))


def scenario_group_commit(tools):
    """Files that are read at one time share a commit, 128 of them at most; one that is alone waits for nobody."""
    files = [(f"{number}.txt", article(number).encode()) for number in range(300)]
    shared = commits_of(tools, files, "--group-wait", "1", "--in-flight", "300")
    check(3 <= shared < 30, shared)
    took = []
    with place() as at, Daemon(tools, at, "--group-wait", "1") as daemon, Subscriber(at.feed) as feed:
        for number in range(5):
            begun = time.monotonic()
            at.drop(f"{number}.txt", article(number))
            feed.wait_for(lambda message: message.topic == "article", "the article")
            took.append(time.monotonic() - begun)
        check(min(took) < 0.9, took)
        daemon.stop()
    print(f"figure: {shared} commits for {len(files)} files and the noting of them; one alone took {min(took):.3f} s")


def scenario_restart_continues(tools):
    with place() as at:
        with Daemon(tools, at) as daemon, Subscriber(at.feed) as feed:
            at.drop("a.txt", article(1))
            feed.wait_files(1)
            before = feed.messages
            heads = feed.wait_heartbeat()
            daemon.stop()
        with Daemon(tools, at) as daemon, Subscriber(at.feed) as feed:
            again = feed.heartbeat
            equal((again["epoch"], again["head"], again["tail"], again["heads"], again["stream"]),
                  (heads["epoch"], len(before), 1, heads["heads"], "test"))
            equal(heads["heads"], check_stream(before))
            at.drop("b.txt", article(2))
            feed.wait_files(1)
            equal(feed.messages[0].seq, len(before) + 1)
            whole = before + feed.messages
            check_stream(whole)
            equal([m.frames for m in everything(at)], [m.frames for m in whole])
            daemon.stop()


def scenario_sigterm_drains(tools):
    """What is claimed is finished, what is not stays in the inbox, and nothing is told twice."""
    with place() as at:
        names = drop_many(at, 200)
        with Daemon(tools, at, "--in-flight", "8") as daemon:
            with Subscriber(at.feed, wait=False) as feed:
                feed.wait_for(lambda m: m.topic == "article", "the first article")
                daemon.stop()
            equal(at.listed(".work"), [])
            done = at.listed("done")
            left = [name for name in os.listdir(at.inbox) if name.endswith(".txt")]
            equal(sorted(done + left), names)
            check("info: ended" in daemon.log())
        with Daemon(tools, at) as daemon, Subscriber(at.feed) as feed:
            feed.wait_heartbeat(lambda body: body["backlog"] == 0 and len(at.listed("done")) == len(names))
            check_each_once(at, names)
            daemon.stop()


def scenario_second_signal_hurries(tools):
    """Asked twice, it leaves what is not begun in .work/, and the next start takes it from there."""
    with place() as at:
        names = drop_many(at, 100)
        with Daemon(tools, at, "--in-flight", "100", "--workers", "1") as daemon:
            with Subscriber(at.feed, wait=False) as feed:
                feed.wait_for(lambda m: m.topic == "article", "the first article")
                daemon.child.send_signal(signal.SIGTERM)
                daemon.wait_logged("what is claimed is finished first")
                if daemon.child.poll() is None:
                    daemon.child.send_signal(signal.SIGTERM)
            equal(daemon.wait_end(), 0)
        with Daemon(tools, at) as daemon, Subscriber(at.feed) as feed:
            feed.wait_heartbeat(lambda body: body["backlog"] == 0 and len(at.listed("done")) == len(names))
            check_each_once(at, names)
            daemon.stop()


def scenario_kill_loses_nothing(tools):
    """Killed again and again in the middle of its work, it loses no article and tells none twice."""
    with place() as at:
        names = drop_many(at, 480)  # enough that none of the rounds ends before it is killed
        for round_ in range(6):
            with Daemon(tools, at, "--in-flight", "12") as daemon:
                with Subscriber(at.feed, wait=False) as feed:
                    for _ in range(1 + 7 * round_):
                        feed.wait_for(lambda m: m.topic == "article", "an article")
                    daemon.kill()
        with Daemon(tools, at) as daemon, Subscriber(at.feed) as feed:
            feed.wait_heartbeat(lambda body: body["backlog"] == 0 and len(at.listed("done")) == len(names))
            check_each_once(at, names)
            daemon.stop()


def scenario_second_instance(tools):
    with place() as at, Daemon(tools, at) as first:
        first.wait_ready()
        with Daemon(tools, at) as second:
            equal(second.wait_end(), 1)
            check(str(first.child.pid) in second.log(), second.log())
            check(at.state in second.log(), second.log())
            equal(len(second.log().splitlines()), 1, second.log())
        first.wait_ready()
        first.stop()


def scenario_served_ipc_path(tools):
    """Another daemon's socket is not taken over; one that a dead daemon left behind is."""
    with place() as at, Daemon(tools, at) as first:
        first.wait_ready()
        with place() as elsewhere:
            elsewhere.feed = at.feed
            with Daemon(tools, elsewhere) as second:
                equal(second.wait_end(), 1)
                check(f"{at.feed} is served by another process (pid {first.child.pid})" in second.log(), second.log())
        with Subscriber(at.feed) as feed:
            at.drop("a.txt", article(1))
            feed.wait_files(1)
        first.kill()
        check(os.path.exists(at.feed[len("ipc://"):]))
        with Daemon(tools, at) as third:
            third.wait_ready()
            third.stop()


def scenario_crashing_article(tools):
    """The article that takes the daemon down three times is rejected, and no other."""
    with place() as at:
        names = drop_many(at, 20)
        at.drop("boom.txt", article(50) + "KABOOM")
        at.drop("fault.txt", article(51) + "SEGFAULT")
        ends = []
        while len(ends) < 20:
            with Daemon(tools, at, "--in-flight", "30", binary=tools.crashing) as daemon:
                with Subscriber(at.feed, wait=False) as feed:
                    while daemon.child.poll() is None and len(at.listed("rejected")) < 4:
                        feed.receive(0.05)
                if daemon.child.poll() is None:
                    with Subscriber(at.feed) as feed:
                        feed.wait_heartbeat(lambda body: body["backlog"] == 0)
                    messages = everything(at)
                    daemon.stop()
                    break
                ends.append(daemon.child.returncode)
        equal(sorted(ends), [-signal.SIGSEGV] * 3 + [-signal.SIGABRT] * 3)
        check_stream(messages)
        equal(sorted(body["file"] for body in articles(messages)), names)
        rejected = of_topic(messages, "rejected")
        equal(sorted((body["file"], body["code"]) for body in rejected), [("boom.txt", "crashed"), ("fault.txt", "crashed")])
        equal(at.listed("rejected"), ["boom.txt", "boom.txt.reason.json", "fault.txt", "fault.txt.reason.json"])
        equal(at.listed(".work"), [])


def scenario_inbox_replaced(tools):
    """The inbox is moved away and made anew; what is dropped there is taken."""
    with place() as at, Daemon(tools, at) as daemon, Subscriber(at.feed) as feed:
        at.drop("a.txt", article(1))
        feed.wait_files(1)
        os.rename(at.inbox, at.inbox + ".old")
        daemon.wait_logged("the inbox was moved")
        os.mkdir(at.inbox)
        at.drop("b.txt", article(2))
        feed.wait_files(2)
        equal(at.listed("done"), ["b.txt"])
        equal(os.listdir(os.path.join(at.inbox + ".old", "done")), ["a.txt"])
        daemon.stop()


def scenario_notify(tools):
    """READY, STOPPING and the watchdog, as systemd wants them."""
    with place() as at:
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
            path = os.path.join(at.root, "notify")
            manager.bind(path)
            manager.settimeout(60)
            env = dict(os.environ, NOTIFY_SOCKET=path, WATCHDOG_USEC="400000")
            env.pop("WATCHDOG_PID", None)

            def wait_notified(word):
                while word not in manager.recv(4096).decode().splitlines():
                    pass

            with Daemon(tools, at, env=env) as daemon:
                wait_notified("READY=1")
                begun = time.monotonic()
                for _ in range(5):
                    wait_notified("WATCHDOG=1")
                check(time.monotonic() - begun < 30)
                daemon.child.send_signal(signal.SIGTERM)
                wait_notified("STOPPING=1")
                equal(daemon.wait_end(), 0)


def scenario_journald_levels(tools):
    """Lines carry a priority where journald reads stderr, and there alone."""
    with place() as at:
        with open(os.path.join(at.root, "said"), "w+b") as said:
            status = os.fstat(said.fileno())
            env = dict(os.environ, JOURNAL_STREAM=f"{status.st_dev}:{status.st_ino}")
            subprocess.run([tools.daemon, "--nonsense"], stderr=said, env=env, check=False, timeout=60)
            said.seek(0)
            check(said.read().startswith(b"<3>command line: there is no option --nonsense"))
        env = dict(os.environ, JOURNAL_STREAM="1:1")
        done = subprocess.run([tools.daemon, "--nonsense"], stderr=subprocess.PIPE, env=env, check=False, timeout=60)
        check(done.stderr.startswith(b"indicatord: error: command line"), done.stderr)


def scenario_full_disk(tools):
    """On a full disk nothing more is claimed, replays are served, and it goes on by itself when there is room."""
    with_mounts()
    with place() as at:
        small = os.path.join(at.root, "small")
        os.mkdir(small)
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "none", small], check=True, timeout=60)
        at.state = os.path.join(small, "state")
        with Daemon(tools, at) as daemon, Subscriber(at.feed) as feed:
            at.drop("before.txt", article(1))
            feed.wait_files(1)
            ballast = os.path.join(small, "ballast")
            with open(ballast, "wb", buffering=0) as file:
                try:
                    while True:
                        file.write(b"0" * 4096)
                except OSError:
                    pass
            names = drop_many(at, 300, first=10)
            daemon.wait_logged("nothing is claimed until there is room again")
            status = daemon.wait_ready()
            check("no room" in status["last_error"] or "full" in status["last_error"] or "room again" in status["last_error"],
                  status)
            with Client(at.replay) as client:
                equal([m.seq for m in client.replay(last=1)[0]], [1])
            check(any(name.endswith(".txt") for name in os.listdir(at.inbox)), "it went on claiming")
            os.unlink(ballast)
            subprocess.run(["mount", "-o", "remount,size=64m", small], check=True, timeout=60)
            daemon.wait_logged("there is room again")
            feed.wait_heartbeat(lambda body: body["backlog"] == 0 and len(at.listed("done")) == len(names) + 1)
            check_each_once(at, ["before.txt", *names])
            daemon.stop()
        subprocess.run(["umount", small], check=True, timeout=60)
