"""indicatorctl from outside: what it prints where, and the status it ends with, for good files and bad, a full disk,
a reader that goes away, and a terminal. Standard library only.

    cli_test.py CTL ARTICLE
"""
import contextlib
import csv
import ctypes
import io
import json
import os
import pty
import subprocess
import sys
import tempfile
import unittest

CTL, ARTICLE = "", ""
PR_SET_MDWE, DENY_UNKNOWN = 65, 99
TEXT = "Năm 2020, thu ngân sách nhà nước ước đạt 39,2 tỷ đồng, bằng 113% dự toán tỉnh giao."


def run(*words, given=b"", **more):
    """(status, stdout, stderr)"""
    more = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **more}
    ended = subprocess.run((CTL, *words), input=given, timeout=60, check=False, **more)
    return ended.returncode, (ended.stdout or b"").decode(), (ended.stderr or b"").decode()


class Extract(unittest.TestCase):
    def test_json_is_one_object_a_line(self):
        status, out, err = run("extract", ARTICLE)
        self.assertEqual((status, err), (0, ""))
        rows = [json.loads(line) for line in out.splitlines()]
        self.assertGreater(len(rows), 10)
        self.assertEqual([row["index"] for row in rows], list(range(len(rows))))
        self.assertEqual({row["schema"] for row in rows}, {"indicatord.observation/1"})

    def test_standard_input_is_read_without_a_file_and_for_a_dash(self):
        self.assertEqual(run("extract", given=TEXT.encode()), run("extract", "-", given=TEXT.encode()))
        status, out, _ = run("extract", given=TEXT.encode())
        self.assertEqual((status, json.loads(out)["level"]["value"]), (0, "39200000000"))

    def test_csv_has_a_row_for_each_figure(self):
        _, lines, _ = run("extract", ARTICLE)
        observations = [json.loads(line) for line in lines.splitlines()]
        status, out, err = run("extract", "--format", "csv", ARTICLE)
        self.assertEqual((status, err), (0, ""))
        rows = list(csv.DictReader(io.StringIO(out, newline="")))
        figures = [
            (o["id"], role, figure)
            for o in observations
            for role in ("level", "plan", "change", "share")
            for figure in ([o[role]] if role == "level" and o[role] else o[role] or [])
        ]
        self.assertEqual([(row["observation_id"], row["role"]) for row in rows], [f[:2] for f in figures])
        for row, (_, _, figure) in zip(rows, figures):
            for key in ("value", "unit", "ratio", "delta", "low", "high", "text", "rule", "qualifier"):
                self.assertEqual(row[key], figure.get(key) or "", key)
            self.assertEqual([row["span_start"], row["span_end"]], [str(at) for at in figure["span"]])
            self.assertEqual(row["file"], ARTICLE)

    def test_table_of_several_files_names_them(self):
        status, out, err = run("extract", "-f", "table", ARTICLE, ARTICLE)
        self.assertEqual((status, err), (0, ""))
        self.assertEqual(out.count(f"{ARTICLE}: "), 2)
        self.assertIn("98 700 000 000  VND", out)

    def test_a_bad_file_is_told_and_the_rest_goes_on(self):
        with tempfile.TemporaryDirectory() as folder:
            binary = os.path.join(folder, "binary.txt")
            with open(binary, "wb") as file:
                file.write(b"\x00\x01" * 100)
            status, out, err = run("extract", os.path.join(folder, "none"), folder, binary, ARTICLE)
        self.assertEqual(status, 1)
        self.assertEqual(out, run("extract", ARTICLE)[1])
        self.assertEqual(len(err.splitlines()), 3)
        self.assertIn("none: No such file", err)
        self.assertIn("Is a directory", err)
        self.assertIn("binary.txt: ", err)

    def test_control_characters_of_a_name_stay_out_of_the_terminal(self):
        _, _, err = run("extract", "no\x1b[31m\nthing")
        self.assertEqual(len(err.splitlines()), 1)
        self.assertNotIn("\x1b", err)

    def test_own_tables(self):
        with tempfile.TemporaryDirectory() as folder:
            status, _, err = run("extract", "--tables", os.path.join(folder, "none"), ARTICLE)
            self.assertEqual((status, len(err.splitlines())), (1, 1))
            with open(os.path.join(folder, "units.tsv"), "wb") as file:
                file.write(b"not a row\n")
            status, out, err = run("extract", "--tables", folder, ARTICLE)
            self.assertEqual((status, out), (1, ""))
            self.assertIn("units.tsv", err)

    def test_the_bound_of_observations_is_ten_thousand_unless_said(self):
        report = b"x\n" + b"".join(b"H\xe1\xbb\x99i c\xc3\xb3 %d x\xc3\xa3.\n" % (2 + i % 7) for i in range(10_001))
        status, out, err = run("extract", given=report)
        self.assertEqual((status, out), (1, ""))
        self.assertIn("at most 10000 observations", err)
        status, out, err = run("extract", "--max-observations", "10001", given=report)
        self.assertEqual((status, err, out.count("\n")), (0, "", 10_001))
        for words in (("extract",), ("explain",), ("check", "-")):
            status, out, err = run(*words, "--max-observations", "3", given=TEXT.encode() * 4)
            self.assertEqual(out if words[0] == "extract" else "", "")
            self.assertIn("at most 3 observations", err, words)
            self.assertEqual(status, 2 if words[0] == "check" else 1)
        for wrong in ("0", "1000001", "many"):
            self.assertEqual(run("extract", "--max-observations", wrong, given=b"")[0], 2)

    def test_a_full_disk_is_noticed(self):
        with open("/dev/full", "wb") as full:
            status, _, err = run("extract", ARTICLE, stdout=full)
        self.assertEqual(status, 1)
        self.assertIn("No space left", err)

    def test_a_reader_that_goes_away_ends_it_quietly(self):
        with subprocess.Popen((CTL, "extract", *([ARTICLE] * 200)), stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
            child.stdout.readline()
            child.stdout.close()
            self.assertEqual(child.stderr.read(), b"")
            self.assertEqual(child.wait(60), 1)

    def test_a_progress_bar_only_on_a_terminal_and_for_several_files(self):
        for files, wanted in ((2, True), (1, False)):
            master, terminal = pty.openpty()
            status, out, _ = run("extract", *([ARTICLE] * files), stderr=terminal)
            os.close(terminal)
            said = ""
            with contextlib.suppress(OSError):  # all was read, and the other end is closed
                while got := os.read(master, 65536):
                    said += got.decode()
            os.close(master)
            self.assertEqual(status, 0)
            self.assertEqual("files" in said and said.endswith("\r\x1b[K"), wanted, said)
            self.assertNotIn("files", out)
        self.assertEqual(run("extract", ARTICLE, ARTICLE)[2], "")


    def test_the_interpreter_of_pcre2_reads_the_same_where_no_page_may_be_written_and_run(self):
        """As under the unit's MemoryDenyWriteExecute: there PCRE2 has no JIT."""

        def deny():
            if ctypes.CDLL(None).prctl(PR_SET_MDWE, 1, 0, 0, 0) != 0:
                os._exit(DENY_UNKNOWN)

        status, out, err = run("extract", ARTICLE, preexec_fn=deny)
        if status == DENY_UNKNOWN:
            self.skipTest("this kernel has no PR_SET_MDWE")
        self.assertEqual((status, err), (0, ""))
        self.assertEqual(out, run("extract", ARTICLE)[1])



class Records(unittest.TestCase):
    """A file of several articles, one of its lines broken."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.path = os.path.join(folder.name, "day.jsonl")
        with open(self.path, "w", encoding="utf-8") as file:
            for text in (TEXT, TEXT.replace("113", "99")):
                file.write(json.dumps({"title": "Tin", "maintext": text}) + "\n\n")
            file.write('{"cut')

    def test_each_line_is_an_article(self):
        status, out, err = run("extract", self.path)
        rows = [json.loads(line) for line in out.splitlines()]
        self.assertEqual([row["plan"][0]["ratio"] for row in rows], ["1.13", "0.99"])
        self.assertEqual(len({row["article"] for row in rows}), 2)
        self.assertEqual(status, 1)
        self.assertIn("day.jsonl: line 5: the JSON ends", err)

    def test_one_is_chosen_by_its_line(self):
        status, out, err = run("text", "--line", "3", self.path)
        self.assertEqual((status, out.split("\n")[0], TEXT.replace("113", "99") in out, err), (0, "Tin", True, ""))
        status, out, _ = run("explain", "-l", "1", self.path)
        self.assertEqual((status, "113" in out), (0, True))
        for words in ((), ("--line", "2"), ("--line", "0"), ("--line", "x")):
            status, out, err = run("text", *words, self.path)
            self.assertEqual((status, out, err.count("\n")), (1, "", 1), words)

    def test_offsets_count_in_what_text_prints(self):
        _, out, _ = run("extract", self.path)
        _, text, _ = run("text", "--line", "1", self.path)
        level = json.loads(out.splitlines()[0])["level"]
        start, end = level["span"]
        self.assertEqual(text.encode()[start:end].decode(), level["text"])

    def test_they_are_checked_against_each_other(self):
        status, out, err = run("check", self.path)
        self.assertEqual(status, 2, "a line can't be read")
        self.assertIn("line 5", err)
        self.assertIn("2 articles", out)

class Text(unittest.TestCase):
    def test_what_spans_refer_to(self):
        status, out, err = run("text", "-", given=TEXT.encode())
        self.assertEqual((status, err), (0, ""))
        self.assertIn("39,2 tỷ đồng", out)

    def test_a_bad_file(self):
        status, out, err = run("text", "/nonexistent/file")
        self.assertEqual((status, out, len(err.splitlines())), (1, "", 1))


class Keygen(unittest.TestCase):
    def test_a_pair_in_two_files(self):
        with tempfile.TemporaryDirectory() as folder:
            name = os.path.join(folder, "alice")
            status, out, err = run("keygen", name)
            self.assertEqual((status, err), (0, ""))
            public = out.splitlines()[0]
            modes = {ending: os.stat(name + ending).st_mode & 0o7777 for ending in (".key", ".pub")}
            self.assertEqual(modes, {".key": 0o600, ".pub": 0o644})
            self.assertIn("curve-clients", out)
            with open(name + ".pub", encoding="ascii") as file:
                self.assertEqual(file.read(), f"{public} alice\n")
            with open(name + ".key", encoding="ascii") as file:
                secret, owner = file.read().split()
            self.assertEqual((len(secret), owner), (40, "alice"))
            self.assertNotIn(secret, out)
            status, out, _ = run("keygen", "--daemon", os.path.join(folder, "server"))
            self.assertIn(f"curve-server-key = {os.path.realpath(folder)}/server.key", out)

    def test_nothing_is_written_over(self):
        with tempfile.TemporaryDirectory() as folder:
            name = os.path.join(folder, "a")
            for ending, other in ((".key", ".pub"), (".pub", ".key")):
                with open(name + ending, "w", encoding="ascii") as file:
                    file.write("precious")
                status, out, err = run("keygen", name)
                self.assertEqual((status, out), (1, ""))
                self.assertIn(f"{name}{ending} is there already", err)
                self.assertFalse(os.path.exists(name + other))
                with open(name + ending, encoding="ascii") as file:
                    self.assertEqual(file.read(), "precious")
                os.unlink(name + ending)
            self.assertEqual(run("keygen", os.path.join(folder, "none", "a"))[0], 1)
            self.assertEqual(run("keygen", folder + "/")[0], 2)
            self.assertEqual(run("keygen", os.path.join(folder, "a\nb"))[0], 2)
            self.assertEqual(run("keygen")[0], 2)
            self.assertEqual(os.listdir(folder), [])


class CommandLine(unittest.TestCase):
    def test_help(self):
        status, out, _ = run("--help")
        self.assertEqual(status, 0)
        for verb in ("extract", "text", "subscribe", "status"):
            self.assertIn(f"\n  {verb} ", out)
            status, usage, err = run(verb, "--help")
            self.assertEqual((status, err), (0, ""))
            self.assertTrue(usage.startswith(f"usage: indicatorctl {verb} "), usage)

    def test_what_can_not_be_understood_ends_with_2(self):
        for words in ((), ("nonsense",), ("extract", "-f", "xml"), ("text",), ("text", "a", "b"), ("status", "x"),
                      ("status", "--timeout", "soon"), ("subscribe", "--count", "0"), ("extract", "--nonsense")):
            status, out, err = run(*words)
            self.assertEqual((status, out, len(err.splitlines())), (2, "", 1), words)

    def test_no_daemon(self):
        with tempfile.TemporaryDirectory() as folder:
            status, out, err = run("status", "--replay", f"ipc://{folder}/none", "--timeout", "1")
        self.assertEqual((status, out, len(err.splitlines())), (1, "", 1))
        self.assertIn("indicatord", err)


if __name__ == "__main__":
    CTL, ARTICLE = sys.argv[1:3]
    unittest.main(argv=sys.argv[:1])
