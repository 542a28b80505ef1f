"""`indicatorctl check`: contradictions that it must tell, what looks like one and is none, and its exit status.

    check_test.py CTL GOLDEN      GOLDEN: a folder of articles that do not contradict themselves
"""
import glob
import json
import os
import subprocess
import sys
import tempfile
import unittest

CTL, GOLDEN = "", ""
HEAD = "Huyện Minh Sơn tổng kết năm 2020\n\n"


def run(*words, **more):
    """(status, stdout, stderr)"""
    more = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **more}
    ended = subprocess.run((CTL, "check", *words), stdin=subprocess.DEVNULL, timeout=120, check=False, **more)
    return ended.returncode, (ended.stdout or b"").decode(), (ended.stderr or b"").decode()


class Articles(unittest.TestCase):
    """Each case writes its articles and looks at what is found."""

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def write(self, *bodies):
        paths = []
        for number, body in enumerate(bodies):
            paths.append(os.path.join(self.folder.name, f"{number}.txt"))
            with open(paths[-1], "w", encoding="utf-8") as file:
                file.write(body if body.startswith("Huyện") else HEAD + body)
        return paths

    def found(self, *bodies):
        """[(kind, [texts])] of each contradiction, once as JSON, and that the text tells as many."""
        paths = self.write(*bodies)
        status, out, err = run("-f", "json", *paths)
        rows = [json.loads(line) for line in out.splitlines()]
        self.assertEqual((status, err), (1 if rows else 0, ""))
        told, text, _ = run(*paths)
        self.assertEqual(told, status)
        self.assertIn(f"{len(rows) or 'no'} contradiction", text.splitlines()[-1])
        for row in rows:
            self.assertEqual(row["schema"], "indicatord.contradiction/1")
            self.assertGreaterEqual(len(row["sides"]), 2)
            for side in row["sides"]:
                self.assertIn(f"{side['file']}:{side['offset']}: “{side['text']}”", text)
                self.assertIn(side["sentence"], text)
                with open(side["file"], "rb") as file:
                    self.assertEqual(file.read()[side["span"][0]:side["span"][1]].decode(), side["text"])
                self.assertEqual(side["span"][0], side["offset"])
        return [(row["kind"], [side["text"] for side in row["sides"]]) for row in rows]

    # --- inside one observation

    def test_plan_ratio_and_level(self):
        self.assertEqual(self.found("Năm 2020, huy động vốn đạt 45.000 tỷ đồng, đạt 66,7% chỉ tiêu Bộ giao (60.000 tỷ đồng)."),
                         [("plan", ["45.000 tỷ đồng", "66,7%", "60.000 tỷ đồng"])])
        self.assertEqual(self.found("Năm 2020, huy động vốn đạt 45.000 tỷ đồng, đạt 66,7% chỉ tiêu Bộ giao (67.500 tỷ đồng)."), [])

    def test_a_plan_and_its_percentage(self):
        self.assertEqual(self.found("Năm 2020, trồng rừng mới kế hoạch 500 ha, thực hiện 520 ha, đạt 114% kế hoạch."),
                         [("plan", ["520 ha", "500 ha", "114%"])])
        self.assertEqual(self.found("Năm 2020, trồng rừng mới kế hoạch 500 ha, thực hiện 520 ha, đạt 104% kế hoạch."), [])

    def test_qualifiers_are_respected(self):
        self.assertEqual(self.found("Năm 2020, huy động vốn đạt gần 45.000 tỷ đồng, đạt 66,7% chỉ tiêu Bộ giao (66.000 tỷ đồng)."), [])

    def test_share(self):
        self.assertEqual(self.found("Năm 2020, có 10/16 chi bộ đạt trong sạch vững mạnh, chiếm 72,5%."),
                         [("share", ["10/16 chi bộ", "72,5%"])])
        self.assertEqual(self.found("Năm 2020, có 10/16 chi bộ đạt trong sạch vững mạnh, chiếm 62,5%."), [])

    def test_a_change_told_twice(self):
        self.assertEqual(self.found("Năm 2020, thu ngân sách đạt 434 tỷ đồng, tăng 31 tỷ đồng (17,7%) so với cùng kỳ."),
                         [("change", ["434 tỷ đồng", "17,7%", "31 tỷ đồng"])])
        self.assertEqual(self.found("Năm 2020, thu ngân sách đạt 434 tỷ đồng, tăng 31 tỷ đồng (7,7%) so với cùng kỳ."), [])

    # --- parts of a sentence

    def test_a_part_larger_than_its_whole(self):
        self.assertEqual(self.found("Năm 2020, thu ngân sách nhà nước đạt 39,2 tỷ đồng, trong đó thu nội địa 45,3 tỷ đồng."),
                         [("part", ["39,2 tỷ đồng", "45,3 tỷ đồng"])])
        for body in ("Năm 2020, thu ngân sách nhà nước đạt 39,2 tỷ đồng, trong đó thu nội địa 35,3 tỷ đồng.",
                     "Năm 2020, thu ngân sách nhà nước đạt 39,2 tỷ đồng, chi 20 tỷ đồng, trong đó thu nội địa 35,3 tỷ đồng.",
                     "Năm 2020, thu ngân sách nhà nước đạt hơn 39,2 tỷ đồng, trong đó thu nội địa 45,3 tỷ đồng.",
                     "Năm 2020, tổ chức 5 lớp tập huấn, trong đó có 250 người tham gia."):
            self.assertEqual(self.found(body), [], body)

    def test_parts_that_do_not_add_up(self):
        self.assertEqual(self.found("Năm 2020, tổng vốn đầu tư đạt 30 tỷ đồng, gồm ngân sách tỉnh 10 tỷ đồng và ngân sách huyện 25 tỷ đồng."),
                         [("sum", ["30 tỷ đồng", "10 tỷ đồng", "25 tỷ đồng"])])
        self.assertEqual(self.found("Năm 2020, tổng vốn đầu tư đạt 50 tỷ đồng, gồm ngân sách tỉnh 20 tỷ đồng và ngân sách huyện 25 tỷ đồng."),
                         [("sum", ["50 tỷ đồng", "20 tỷ đồng", "25 tỷ đồng"])])
        for parts in ("ngân sách tỉnh 10 tỷ đồng và ngân sách huyện 20 tỷ đồng",
                      "ngân sách tỉnh 10 tỷ đồng, ngân sách huyện 20 tỷ đồng, đã giải ngân 25 tỷ đồng",
                      "ngân sách tỉnh 10,3 tỷ đồng và ngân sách huyện 20,1 tỷ đồng",
                      "ngân sách tỉnh 10 tỷ đồng, ngân sách huyện 5 tỷ đồng",
                      "ngân sách tỉnh khoảng 10 tỷ đồng và ngân sách huyện 25 tỷ đồng"):
            self.assertEqual(self.found(f"Năm 2020, tổng vốn đầu tư đạt 30 tỷ đồng, gồm {parts}."), [], parts)

    # --- one indicator told twice

    def test_two_values_inside_an_article(self):
        self.assertEqual(self.found("Năm 2020, tỷ lệ hộ nghèo giảm còn 0,85%. Kinh tế phát triển khá.\n\nNăm 2020, tỷ lệ hộ nghèo giảm còn 1,2%."),
                         [("value", ["0,85%", "1,2%"])])

    def test_two_values_and_growths_between_articles(self):
        bodies = ["Năm 2020, thu ngân sách nhà nước đạt 39,2 tỷ đồng, tăng 13% so với cùng kỳ.",
                  "Năm 2020, thu ngân sách nhà nước đạt 41,5 tỷ đồng, tăng 15% so với cùng kỳ."]
        self.assertEqual(self.found(*bodies), [("value", ["39,2 tỷ đồng", "41,5 tỷ đồng"]), ("growth", ["13%", "15%"])])
        self.assertEqual(self.found(*bodies, bodies[0]), self.found(*bodies))

    def test_what_is_no_contradiction(self):
        first = "Năm 2020, thu ngân sách nhà nước đạt 39,2 tỷ đồng, tăng 13% so với cùng kỳ."
        for second in (first,
                       "Năm 2020, thu ngân sách nhà nước đạt hơn 39 tỷ đồng.",
                       "Năm 2020, thu ngân sách nhà nước đạt khoảng 40 tỷ đồng.",
                       "Năm 2020, thu ngân sách nhà nước đạt 39 tỷ đồng, tăng 12,8% so với cùng kỳ.",
                       "Năm 2019, thu ngân sách nhà nước đạt 34,7 tỷ đồng.",
                       "6 tháng đầu năm 2020, thu ngân sách nhà nước đạt 20 tỷ đồng.",
                       "Năm 2020, thu ngân sách nhà nước ước đạt 41 tỷ đồng.",
                       "Năm 2020, phấn đấu thu ngân sách nhà nước đạt 45 tỷ đồng.",
                       "Huyện Tân Hà tổng kết năm 2020\n\nNăm 2020, thu ngân sách nhà nước đạt 41,5 tỷ đồng.",
                       "Năm 2020, thu ngân sách nhà nước so với đầu nhiệm kỳ tăng 50%.",
                       "Năm 2020, chi ngân sách đạt 41,5 tỷ đồng."):
            self.assertEqual(self.found(first, second), [], second)

    def test_events_of_one_kind_are_several(self):
        self.assertEqual(self.found("Năm 2020, huyện trao 50 suất quà cho hộ nghèo.\n\nNăm 2020, huyện trao 100 suất quà cho hộ nghèo."), [])
        self.assertEqual(self.found("Năm 2020, huyện tặng Giấy khen cho 5 cá nhân.\n\nNăm 2020, huyện tặng Giấy khen cho 9 cá nhân."), [])

    def test_one_sentence_may_tell_two_things_in_the_same_words(self):
        both = "Năm 2020, sản lượng điện và sản lượng tinh bột lần lượt đạt 1.102 triệu kWh và 61,7 nghìn tấn, tăng 72% và 3,4% so với cùng kỳ."
        self.assertEqual(self.found(f"{both} Kinh tế phát triển.\n\n{both}"), [])
        self.assertEqual(self.found(both, both), [])

    def test_estimates_of_different_days_may_differ(self):
        bodies = [f"Huyện Minh Sơn: thu ngân sách năm 2020 (09:15 {day})\n\nNăm 2020, thu ngân sách nhà nước ước đạt {value} tỷ đồng."
                  for day, value in (("08/11/2020", "39,2"), ("08/12/2020", "41,5"))]
        self.assertEqual(self.found(*bodies), [])
        same_day = bodies[1].replace("08/12/2020", "08/11/2020")
        self.assertEqual(self.found(bodies[0], same_day), [("value", ["39,2 tỷ đồng", "41,5 tỷ đồng"])])

    def test_good_articles_are_left_in_peace(self):
        paths = sorted(glob.glob(os.path.join(GOLDEN, "*.txt")))
        self.assertGreater(len(paths), 10)
        status, out, err = run(*paths)
        self.assertEqual((status, err), (0, ""), out)
        self.assertEqual(len(out.splitlines()), 1)


class Status(unittest.TestCase):
    def test_a_file_that_can_not_be_read_is_an_error_and_the_rest_is_checked(self):
        with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as file:
            file.write(HEAD + "Năm 2020, có 10/16 chi bộ đạt trong sạch vững mạnh, chiếm 72,5%.")
            file.flush()
            self.assertEqual(run(file.name)[0], 1)
            status, out, err = run("/nonexistent/file", file.name)
            self.assertEqual((status, len(err.splitlines())), (2, 1))
            self.assertTrue(out.startswith("share: "))
            with open("/dev/full", "wb") as full:
                status, _, err = run(file.name, stdout=full)
            self.assertEqual((status, len(err.splitlines())), (2, 1))

    def test_command_line(self):
        for words in ((), ("-f", "xml", "a"), ("--nonsense",), ("--tables", "/nonexistent", "a")):
            status, out, err = run(*words)
            self.assertEqual((status, out, len(err.splitlines())), (2, "", 1), words)

    def test_odd_names_stay_out_of_the_terminal(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(os.fsencode(folder), b"\x1b[31m\xff.txt")
            with open(path, "wb") as file:
                file.write((HEAD + "Năm 2020, có 10/16 chi bộ đạt trong sạch vững mạnh, chiếm 72,5%.").encode())
            status, out, _ = run(path)
            self.assertEqual(status, 1)
            self.assertNotIn("\x1b", out)
            self.assertIn("\\xff.txt", out)
            status, out, _ = run("-f", "json", path)
            self.assertEqual((status, json.loads(out)["sides"][0]["file"][-8:]), (1, "\\xff.txt"))


if __name__ == "__main__":
    CTL, GOLDEN = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    unittest.main(argv=sys.argv[:1])
