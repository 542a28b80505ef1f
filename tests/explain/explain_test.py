"""`indicatorctl explain` in a terminal and out of it: what it says, colours, widths, odd files, and where it must not write.

    explain_test.py CTL ARTICLE
"""
import os
import pty
import re
import struct
import subprocess
import sys
import tempfile
import termios
import unittest
from fcntl import ioctl

CTL, ARTICLE = "", ""
TEXT = """Huyện Minh Sơn tổng kết năm 2020

Theo Nghị quyết số 13-NQ/HU, năm 2020, thu ngân sách nhà nước ước đạt 39,2 tỷ đồng, bằng 113% dự toán tỉnh giao.

Huy động vốn đạt 45.000 tỷ đồng, đạt 66,7% chỉ tiêu Bộ giao (60.000 tỷ đồng).
"""
COLOUR = re.compile("\x1b\\[[0-9;]*m")


def run(*words, given=b"", env=None, **more):
    """(status, stdout, stderr)"""
    more = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **more}
    clean = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "COLUMNS")}
    ended = subprocess.run((CTL, *words), input=given, timeout=60, check=False, env={**clean, **(env or {})}, **more)
    return ended.returncode, (ended.stdout or b"").decode(), (ended.stderr or b"").decode()


def on_terminal(*words, columns=80, env=None):
    """What a terminal of so many columns is given."""
    master, terminal = pty.openpty()
    ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 25, columns, 0, 0))
    with subprocess.Popen((CTL, *words), stdin=subprocess.DEVNULL, stdout=terminal, env={"TERM": "xterm", **(env or {})}) as child:
        os.close(terminal)
        said = b""
        while True:
            try:
                piece = os.read(master, 65536)
            except OSError:  # the other end is closed
                break
            said += piece
        os.close(master)
        child.wait(60)
    return said.decode().replace("\r\n", "\n")


class Terminal(unittest.TestCase):
    def test_how_the_article_was_read(self):
        status, out, err = run("explain", given=TEXT.encode())
        self.assertEqual((status, err), (0, ""))
        self.assertIn("\nread as plain text in utf-8 (its bytes are valid in it, 100 % sure)\n"
                      "      title     Huyện Minh Sơn tổng kết năm 2020 (a line of the text)\n", out)
        page = ("<html><head><meta charset=x-viet-tcvn><meta property='og:site_name' content='Example'>"
                "<meta name=pubdate content='Fri, 08 Jan 2021 16:04:00 +0700'>"
                "<link rel=canonical href='https://example.vn/1'></head><body><p>N\u00a8m 2020, thu ng\u00a9n s\u00b8ch "
                "nhµ n\u00ad\u00edc \u00ae¹t 98 tû \u00ae\u00e5ng.\u0081</p>").encode("latin-1")
        status, out, err = run("explain", given=page)
        self.assertEqual((status, err), (0, ""))
        self.assertRegex(out, r"read as HTML in tcvn3 \(the page declares it, \d+ % sure\), 1 byte that could not be decoded\n")
        self.assertIn("      published 2021-01-08 (<meta> or <time> of the page)\n", out)
        self.assertIn("      source    Example (data of the page)\n", out)
        self.assertIn("      url       https://example.vn/1 (data of the page)\n", out)
        status, shown, err = run("explain", "--html", "-", given=page)
        self.assertEqual((status, err), (0, ""))
        self.assertIn("<dt>published</dt><dd>2021-01-08 <span class=\"origin\">(&lt;meta&gt; or &lt;time&gt; of the page)</span></dd>", shown)

    def test_each_figure_with_its_observation_and_rule(self):
        status, out, err = run("explain", given=TEXT.encode())
        self.assertEqual((status, err), (0, ""))
        self.assertIn("thu ngân sách nhà nước ước đạt 39,2 tỷ đồng[1], bằng 113%[1 plan] dự toán tỉnh giao.", out)
        for line in ("      level     39.2 tỷ VND ← “39,2 tỷ đồng” units:đồng, a unit\n",
                     "113 % of the budget “dự toán”, set by “tỉnh” · plan ≈ 34.69 tỷ VND (derived; rounding allows 34.49 to 34.89 tỷ VND)",
                     "2020 (“năm 2020”, its sentence) · Huyện Minh Sơn (district) · estimate\n",
                     "left out  “13-NQ/HU” patterns:numbers-dash-act, the number of a document\n",
                     "does not agree: the text says 66.7 %, its amounts give 75 %"):
            self.assertIn(line, out)
        self.assertTrue(out.startswith("standard input: 2 observations, 4 figures, 1 numeral left out, 1 that does not agree\n"))

    def test_every_line_of_the_article_is_there(self):
        _, out, _ = run("explain", ARTICLE)
        with open(ARTICLE, encoding="utf-8") as file:
            words = file.read().split()
        shown = re.sub(r"\[\d+( \w+)?\]", "", out).split()
        at = 0
        for word in words:
            self.assertIn(word, shown[at:])
            at = shown.index(word, at) + 1

    def test_colour_only_where_it_is_wanted(self):
        for words, env, wanted in (((), {}, False), (("--color", "always"), {}, True), (("--color", "always"), {"NO_COLOR": "1"}, True),
                                   (("--color", "never"), {}, False)):
            _, out, _ = run("explain", *words, given=TEXT.encode(), env=env)
            self.assertEqual("\x1b[" in out, wanted, (words, env))
        with tempfile.NamedTemporaryFile(suffix=".txt") as file:
            file.write(TEXT.encode())
            file.flush()
            for words, env, wanted in (((), {}, True), ((), {"NO_COLOR": "1"}, False), ((), {"NO_COLOR": ""}, True),
                                       ((), {"TERM": "dumb"}, False), (("--color", "never"), {}, False)):
                said = on_terminal("explain", *words, file.name, env=env)
                self.assertEqual("\x1b[" in said, wanted, (words, env))

    def test_colours_change_nothing_else(self):
        plain, coloured = (run("explain", "--color", when, given=TEXT.encode(), env={"COLUMNS": "70"})[1] for when in ("never", "always"))
        self.assertEqual(COLOUR.sub("", coloured), plain)
        self.assertIn("\x1b[0;1;34m39,2 tỷ đồng\x1b[0m", COLOUR.sub(lambda m: m[0], coloured).replace("\x1b[0m\x1b[0;1;34m", "\x1b[0;1;34m"))

    def test_lines_are_as_wide_as_the_terminal(self):
        with tempfile.NamedTemporaryFile(suffix=".txt") as file:
            file.write(TEXT.encode())
            file.flush()
            for columns in (50, 80):
                said = COLOUR.sub("", on_terminal("explain", file.name, columns=columns))
                body = said.split("\n", 1)[1]  # the name of the file is one word, however long
                self.assertLessEqual(max(map(len, body.splitlines())), columns)
                self.assertGreater(max(map(len, body.splitlines())), columns - 20)
        _, out, _ = run("explain", given=TEXT.encode())
        self.assertGreater(max(map(len, out.splitlines())), 110)

    def test_control_characters_of_an_article_stay_out_of_the_terminal(self):
        hostile = TEXT.replace("Theo", "\x1b]0;x\x07\x1b[2J\u202eTheo \x9b1m").encode()
        for when in ("never", "always"):
            status, out, _ = run("explain", "--color", when, given=hostile)
            self.assertEqual(status, 0)
            self.assertEqual(set(COLOUR.sub("", out)) & set(map(chr, (*range(10), *range(11, 32), 127, *range(128, 160), 0x202e))), set())

    def test_decomposed_text_and_windows_lines(self):
        import unicodedata
        odd = "\ufeff" + unicodedata.normalize("NFD", TEXT).replace("\n", "\r\n")
        status, out, _ = run("explain", given=odd.encode())
        self.assertEqual(status, 0)
        self.assertIn("39,2 tỷ đồng[1], bằng 113%[1 plan]", unicodedata.normalize("NFC", out))


class Page(unittest.TestCase):
    def test_standard_output_and_a_file_hold_the_same(self):
        with tempfile.TemporaryDirectory() as folder:
            page = os.path.join(folder, "page.html")
            self.assertEqual(run("explain", "--html", page, ARTICLE), (0, "", ""))
            status, out, err = run("explain", "-o", "-", ARTICLE)
            self.assertEqual((status, err), (0, ""))
            with open(page, encoding="utf-8") as file:
                self.assertEqual(file.read(), out)
        self.assertTrue(out.startswith("<!DOCTYPE html>\n"))
        self.assertTrue(out.endswith("</html>\n"))
        self.assertNotIn(os.path.dirname(ARTICLE), out)
        self.assertEqual(re.findall(r"(?:src|href)=\"(?!#)[^\"]*", out), [])
        self.assertNotIn("http://", out)
        self.assertNotIn("https://", out)
        identifiers = re.findall(r" id=\"([^\"]*)\"", out)
        self.assertEqual(len(identifiers), len(set(identifiers)))
        self.assertEqual(set(re.findall(r"href=\"#([^\"]*)\"", out)) - set(identifiers), set())

    def test_the_article_itself_is_never_written_over(self):
        with tempfile.TemporaryDirectory() as folder:
            article, link = os.path.join(folder, "a.txt"), os.path.join(folder, "link.html")
            with open(article, "w", encoding="utf-8") as file:
                file.write(TEXT)
            os.link(article, link)
            for page in (article, link):
                status, out, err = run("explain", "--html", page, article)
                self.assertEqual((status, out, len(err.splitlines())), (2, "", 1))
            with open(article, encoding="utf-8") as file:
                self.assertEqual(file.read(), TEXT)

    def test_a_page_that_can_not_be_written(self):
        for page in ("/nonexistent/page.html", "/", "/dev/full"):
            status, out, err = run("explain", "--html", page, ARTICLE)
            self.assertEqual((status, out, len(err.splitlines())), (1, "", 1), page)
            self.assertIn(page, err)
        with open("/dev/full", "wb") as full:
            status, _, err = run("explain", "--html", "-", ARTICLE, stdout=full)
        self.assertEqual((status, len(err.splitlines())), (1, 1))


class CommandLine(unittest.TestCase):
    def test_bad_files_and_words(self):
        for words, status in ((("/nonexistent/file",), 1), (("a", "b"), 2), (("--color", "often", "a"), 2), (("--html",), 2)):
            ended, out, err = run("explain", *words)
            self.assertEqual((ended, out, len(err.splitlines())), (status, "", 1), words)
        ended, out, err = run("explain", given=b"\x00\x01" * 100)
        self.assertEqual((ended, out, len(err.splitlines())), (1, "", 1))
        self.assertEqual(run("explain", given=b"")[0], 1)


if __name__ == "__main__":
    CTL, ARTICLE = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    unittest.main(argv=sys.argv[:1])
