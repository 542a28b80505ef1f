"""What the tests of the consumers share: processes with a deadline on every wait, ended by their own ids, and a
temporary folder. Standard library only."""
import contextlib
import os
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time

SKIPPED = 77
PATIENCE = 60.0


def skip(reason):
    print(f"skipped: {reason}")
    sys.exit(SKIPPED)


def require(command):
    """Skips the test where the program, a file of its command line or a Node script's packages are not there."""
    if not shutil.which(command[0]):
        skip(f"there is no {command[0]}")
    for word in command[1:]:
        if word.startswith("/") and not os.path.exists(word):
            skip(f"{word} is not there")
        if word.endswith(".mjs") and not os.path.isdir(os.path.join(os.path.dirname(word), "node_modules", "zeromq")):
            skip(f"the packages of {word} are not there")


class Process:
    """A child whose stdout and stderr are read line by line."""

    def __init__(self, *command):
        self.command = command
        self.child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.pending = {self.child.stdout: b"", self.child.stderr: b""}

    def _line(self, stream):
        deadline = time.monotonic() + PATIENCE
        while b"\n" not in self.pending[stream]:
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([stream], [], [], left)[0]:
                raise AssertionError(f"{self.command}: no line within {PATIENCE} s")
            piece = os.read(stream.fileno(), 65536)
            if not piece:
                raise AssertionError(f"{self.command} ended early: {self.pending}")
            self.pending[stream] += piece
        line, _, self.pending[stream] = self.pending[stream].partition(b"\n")
        return line.decode()

    def output(self):
        return self._line(self.child.stdout)

    def words(self):
        return self._line(self.child.stderr)

    def stop(self, number=signal.SIGTERM):
        """Ends it; its exit status and what it still had to say: (status, stdout, stderr)."""
        self.child.send_signal(number)
        out, err = self.child.communicate(timeout=PATIENCE)
        before = self.pending
        return (self.child.returncode, (before[self.child.stdout] + out).decode(), (before[self.child.stderr] + err).decode())

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.child.poll() is None:
            self.child.kill()
            self.child.wait()


@contextlib.contextmanager
def temporary_folder():
    with tempfile.TemporaryDirectory(prefix="indicatord-test-") as folder:
        yield folder


@contextlib.contextmanager
def running_daemon(binary, ctl, folder, options=(), keys=(), **more):
    """A daemon on its own inbox that answers already: (process, inbox, feed, replay). `options` are for it, `keys` for who
    asks whether it answers, `more` for Popen."""
    inbox, state = os.path.join(folder, "inbox"), os.path.join(folder, "state")
    feed, replay = f"ipc://{folder}/feed", f"ipc://{folder}/replay"
    os.mkdir(inbox)
    os.mkdir(state)
    command = (binary, "--inbox", inbox, "--state", state, "--feed", feed, "--replay", replay, "--settle", "0.2", "--min-free", "0",
               "--min-free-percent", "0", *options)
    with open(os.path.join(folder, "log"), "wb") as log, subprocess.Popen(command, stderr=log, stdout=log, **more) as daemon:
        try:
            subprocess.run((ctl, "status", "--replay", replay, "--timeout", "30", *keys), check=True, stdout=subprocess.DEVNULL)
            yield daemon, inbox, feed, replay
            daemon.send_signal(signal.SIGTERM)
            assert daemon.wait(PATIENCE) == 0, "the daemon did not end with status 0"
        finally:
            if daemon.poll() is None:
                daemon.kill()
            with open(log.name, encoding="utf-8", errors="replace") as said:
                sys.stderr.write(said.read())


def drop(inbox, name, content):
    """Into the inbox as it is meant: written under a hidden name, then renamed."""
    hidden = os.path.join(inbox, "." + name)
    with open(hidden, "wb") as file:
        file.write(content)
    os.rename(hidden, os.path.join(inbox, name))
