#!/usr/bin/env python3
"""Tests of score.py itself, on outputs made from the gold: right ones, and ones spoilt by chance.

It says nothing of the extractor. Where the contract's own scorer lies beside the
project (../shared/eval/score.py), both must give the same figures for the same
output; where it doesn't, that test is skipped and says so.
"""
import json
import pathlib
import random
import subprocess
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent
SCORER = HERE / "score.py"
CONTRACT_SCORER = HERE.parents[2] / "shared" / "eval" / "score.py"
SPOILT_ROUNDS = 12
# what the contract's scorer does not know
OWN_MEASURES = ("counted", "place", "place_code", "plan_period", "change_period", "code_match", "code",
                "code_cover", "share_link")

sys.dont_write_bytecode = True      # the source tree stays as it was checked out
sys.path.insert(0, str(HERE))
import gold  # noqa: E402  (found through the path above)
import score  # noqa: E402


def run(scorer, folder, *args):
    return subprocess.run([sys.executable, str(scorer), str(folder), *map(str, args)],
                          capture_output=True, text=True, check=False)


def figures_by(scorer, folder, out):
    done = run(scorer, folder, "--out", out, "--json")
    if done.returncode:
        raise AssertionError(done.stderr)
    return json.loads(done.stdout, parse_constant=lambda _: None)    # NaN is "nothing to measure"


def interval_record(period):
    start, _, end = (period or "").partition("/")
    return {"start": start, "end": end} if start else None


def figure_record(g, text):
    f = {k: g.get(k) for k in ("value", "low", "high", "part", "whole", "ratio", "delta", "unit", "counted")}
    if g.get("plan_value"):
        f["value"] = g.get("plan_value")
    own = g.get(f"{g.role}_period")
    return {**f, "period": interval_record(own), "qualifier": g.get("qual"), "span": [g.start, g.end], "derived": False,
            "text": text[g.start:g.end].decode(), "role": g.role}


def place_record(head):
    if not head.get("place"):
        return None
    return {"text": head.get("place"), "code": head.get("place_code"), "vintage": head.get("vintage")}


def observation(head, figures):
    """A record as the extractor prints it; head is the gold that names label, status, period."""
    record = {"schema": "indicatord.observation/1",
              "indicator": {"text": head.get("label"), "code": head.get("code"), "match": head.get("match")},
              "status": head.get("status"), "period": interval_record(head.get("period")),
              "place": place_record(head),
              "level": None, "plan": [], "change": [], "share": []}
    for f in figures:
        role = f.pop("role")
        if role == "level":
            record["level"] = f
        else:
            record[role].append(f)
    return record


def perfect(article, optional=False):
    """The observations that the gold describes, with or without its optional mentions."""
    wanted = [g for g in article.gold if optional or not g.optional]
    records = []
    for g in wanted:
        if g.role == "level":
            tied = [x for x in wanted if x.role != "level" and x.head_start == g.start]
        elif g.head_start is None:
            tied = []
        else:
            continue
        records.append(observation(g, [figure_record(x, article.text) for x in [g, *tied]]))
    return records


def figures_in(record):
    return ([record["level"]] if record["level"] else []) + record["plan"] + record["change"] + record["share"]


def drop(records, dice, _text):
    records.remove(dice.choice(records))


def wrong_value(records, dice, _text):
    f = dice.choice(figures_in(dice.choice(records)))
    keys = [k for k in ("value", "ratio", "low", "high", "part", "whole", "delta") if f.get(k) is not None]
    if keys:
        f[dice.choice(keys)] = str(dice.randint(1, 999))


def wrong_unit(records, dice, _text):
    dice.choice(figures_in(dice.choice(records)))["unit"] = "kg"


def derived_plan(records, dice, _text):
    for f in dice.choice(records)["plan"]:
        f["derived"] = True


def wrong_role(records, dice, _text):
    record = dice.choice(records)
    a, b = dice.sample(["plan", "change", "share"], 2)
    record[a], record[b] = record[b], record[a]


def other_head(records, dice, _text):
    a, b = dice.choice(records), dice.choice(records)
    role = dice.choice(["plan", "change"])
    a[role], b[role] = b[role], a[role]


def headless(records, dice, _text):
    record = dice.choice(records)
    if record["plan"] or record["change"]:
        record["level"] = None


def moved_span(records, dice, text):
    f = dice.choice(figures_in(dice.choice(records)))
    start, end = f["span"]
    f["span"] = [max(0, start - dice.randint(0, 4)), min(len(text), end + dice.randint(0, 9))]


def other_place(records, dice, _text):
    dice.choice(records)["place"] = dice.choice([None, {"text": "tỉnh Khác", "code": "99", "vintage": "2025-03"}])


def other_code(records, dice, _text):
    dice.choice(records)["indicator"].update(code=dice.choice([None, "budget.revenue"]), match="exact")


def other_counted(records, dice, _text):
    dice.choice(figures_in(dice.choice(records)))["counted"] = "cái"


def twice(records, dice, _text):
    records.append(json.loads(json.dumps(dice.choice(records))))


def spurious(records, dice, text):
    at = dice.randrange(len(text) - 4)
    f = {"value": "4", "unit": "1", "qualifier": "over", "span": [at, at + 4],
         "text": text[at:at + 4].decode("utf-8", "replace"), "role": dice.choice(gold.ROLES)}
    records.append({**observation(gold.Gold({"q": "", "role": "level"}, 0, 0), [f])})


def wrong_frame(records, dice, _text):
    record = dice.choice(records)
    record[dice.choice(["status", "period"])] = None
    record["indicator"]["text"] = dice.choice(["thu ngân sách", "diện tích", record["indicator"]["text"]])


def other_qualifier(records, dice, _text):
    f = dice.choice(figures_in(dice.choice(records)))
    f["qualifier"] = dice.choice(["about", "nearly", None])


SPOILERS = (drop, wrong_value, wrong_unit, derived_plan, wrong_role, other_head, headless,
            moved_span, other_place, other_code, other_counted, twice, spurious, wrong_frame, other_qualifier)


def spoil(records, dice, text):
    for _ in range(dice.randint(0, 9)):
        usable = [r for r in records if figures_in(r)]
        if not usable:
            return records
        dice.choice(SPOILERS)(usable, dice, text)
        records = usable
    return records


def write_out(folder, name, records):
    lines = [json.dumps(r, ensure_ascii=False) + "\n" for r in records]
    (folder / f"{name}.ndjson").write_text("".join(lines), encoding="utf-8")


OWN_TEXT = "Thu 5 tỷ đồng, đạt 90% kế hoạch năm, tăng 7% so với cùng kỳ; 8/16 chi bộ, chiếm 50%; có 3 cầu, 4 xe."
OWN_GOLD = (
    {"ctx": "5 tỷ đồng", "q": "5 tỷ đồng", "role": "level", "value": "5e9", "unit": "VND", "id": "a",
     "code": "budget.revenue", "match": "exact", "place": "tỉnh Hà Nam", "place_code": "35", "vintage": "2025-03"},
    {"ctx": "90%", "q": "90%", "role": "plan", "ratio": "0.9", "head": "a", "plan_period": "2024-01-01/2024-12-31"},
    {"ctx": "7%", "q": "7%", "role": "change", "ratio": "1.07", "head": "a",
     "change_period": "2023-01-01/2023-06-30"},
    {"ctx": "8/16 chi bộ", "q": "8/16 chi bộ", "role": "level", "part": "8", "whole": "16", "unit": "1",
     "counted": "chi bộ", "id": "b", "code": "party.cells", "match": "narrower"},
    {"ctx": "50%", "q": "50%", "role": "share", "ratio": "0.5", "head": "b"},
    {"ctx": "3 cầu", "q": "3 cầu", "role": "level", "value": "3", "unit": "1", "counted": "cầu", "code": None},
    {"ctx": "4 xe", "q": "4 xe", "role": "level", "value": "4", "unit": "1", "counted": "xe"})


def code_of(at, code, match):
    return lambda records: records[at]["indicator"].update(code=code, match=match)


# What is spoilt in the four records of OWN_GOLD, and the measures that fall: [P, R, F1] or right / asked.
OWN_CASES = (
    (lambda records: None, {"code": [1.0] * 3, "code_cover": 1.0, "counted": 1.0, "plan_period": 1.0}),
    (code_of(0, None, None), {"code": [1.0, 0.5, 0.6667], "code_cover": 0.5}),
    (code_of(0, "budget.other", "exact"), {"code": [0.5] * 3, "code_cover": 0.5}),
    (code_of(1, "party.cells", "exact"), {"code": [0.5] * 3, "code_cover": 0.5, "code_match": 0.5}),
    (code_of(2, "bridges", "exact"), {"code": [0.6667, 1.0, 0.8]}),
    (code_of(3, "cars", "exact"), {}),           # the gold says nothing of it
    (lambda records: records[1]["level"].update(counted="chi bộ nông thôn"), {"counted": 1.0}),
    (lambda records: records[1]["level"].update(counted="chi đoàn"), {"counted": 0.6667}),
    (lambda records: records[2]["level"].update(counted=None), {"counted": 0.6667}),
    (lambda records: records[0]["plan"][0].update(period=None), {"plan_period": 0.0}),
    (lambda records: records[0]["change"][0]["period"].update(end="2023-12-31"), {"change_period": 0.0}),
    (lambda records: records[0]["place"].update(text="Hà Nam"), {"place": 1.0, "place_code": 1.0}),
    (lambda records: records[0]["place"].update(text="Hà Nam", code="36"), {"place": 0.0, "place_code": 0.0}),
    (lambda records: records[0]["share"].append(records[1]["share"].pop()), {"share_link": [0.0] * 3}),
)


class ScoreTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.articles = score.load(HERE, "")

    def setUp(self):
        held = tempfile.TemporaryDirectory()
        self.addCleanup(held.cleanup)
        self.out = pathlib.Path(held.name)

    def write_perfect(self):
        for a in self.articles:
            write_out(self.out, a.name, perfect(a))

    def floors(self, text):
        path = self.out / "floors.tsv"
        path.write_text(text, encoding="utf-8")
        return run(SCORER, HERE, "--out", self.out, "--json", "--floor", path)

    def test_gold_is_well_formed(self):
        self.assertEqual([f for a in self.articles for f in a.faults], [])

    def test_gold_itself_scores_full(self):
        self.write_perfect()
        f = figures_by(SCORER, HERE, self.out)
        self.assertGreater(f["mentions"], 100)
        self.assertEqual(f.pop("bad_spans"), 0)
        for name, x in f.items():
            if name not in ("articles", "mentions", "code_cover"):     # the gold has figures without a code
                self.assertEqual(x, [1.0] * 3 if isinstance(x, list) else 1.0, name)

    def test_optional_mentions_cost_nothing(self):
        for a in self.articles:
            write_out(self.out, a.name, perfect(a, optional=True))
        f = figures_by(SCORER, HERE, self.out)
        self.assertEqual(f["detection"], [1.0] * 3)
        self.assertEqual(f["observation"], [1.0] * 3)

    def test_places_are_scored_beside_the_rest(self):
        """Another place costs the places alone, another list of the same code its code alone."""
        self.write_perfect()
        whole = figures_by(SCORER, HERE, self.out)
        for a in self.articles:
            records = perfect(a)
            for record in records:
                if record["place"]:
                    record["place"].update(text=record["place"]["text"].upper(), vintage="2026-07x")
            write_out(self.out, a.name, records)
        spoilt = figures_by(SCORER, HERE, self.out)
        self.assertEqual((whole["place"], whole["place_code"]), (1.0, 1.0))
        self.assertEqual((spoilt["place"], spoilt["place_code"]), (1.0, 0.0))
        del whole["place_code"], spoilt["place_code"]
        self.assertEqual(spoilt, whole)

    def test_measures_of_its_own(self):
        """One small article with each of them right, missed and wrong, counted by hand."""
        (self.out / "a.txt").write_text(OWN_TEXT, encoding="utf-8")
        (self.out / "a.gold.jsonl").write_text("".join(json.dumps(g) + "\n" for g in OWN_GOLD), encoding="utf-8")
        article = score.load(self.out, "")[0]
        self.assertEqual(article.faults, [])
        for spoiler, wanted in OWN_CASES:
            records = perfect(article)
            spoiler(records)
            write_out(self.out, "a", records)
            f = figures_by(SCORER, self.out, self.out)
            self.assertEqual(f["detection"], [1.0] * 3)
            self.assertEqual({k: v for k, v in f.items() if k in OWN_MEASURES and k not in wanted and v is not None
                              and v not in (1.0, [1.0] * 3)}, {}, wanted)
            self.assertEqual({k: f[k] for k in wanted}, wanted)

    def test_code_that_no_table_has_is_told(self):
        (self.out / "a.txt").write_text("Thu 5 tỷ đồng.", encoding="utf-8")
        (self.out / "a.gold.jsonl").write_text(
            '{"ctx": "5 tỷ", "q": "5 tỷ", "role": "level", "value": "5", "code": "budget.x", "match": "exact"}\n',
            encoding="utf-8")
        table = self.out / "table.tsv"
        for row, code in (("budget.x\tThu\n", 0), ("budget.xy\tThu\n", 1)):
            table.write_text(row, encoding="utf-8")
            self.assertEqual(run(SCORER, self.out, "--check", "--taxonomy", table).returncode, code)

    def test_silence_scores_nothing(self):
        for a in self.articles:
            write_out(self.out, a.name, [])
        f = figures_by(SCORER, HERE, self.out)
        self.assertEqual(f["detection"], [None, 0.0, 0.0])
        self.assertIsNone(f["role"])

    def test_floors_hold_and_break(self):
        self.write_perfect()
        self.assertEqual(self.floors("detection\t0.99\nplan_link.r\t1\nbad_spans\t0\n").returncode, 0)
        name, records = self.articles[0].name, perfect(self.articles[0])
        records[0]["level"]["text"] = "khác"
        write_out(self.out, name, records[:1])
        broken = self.floors("detection\t0.999\nvalue\t0.5\nbad_spans\t0\n")
        self.assertEqual(broken.returncode, 1)
        self.assertEqual([line.split(":")[0] for line in broken.stderr.splitlines()], ["detection", "bad_spans"])

    def test_floor_of_no_measure_is_refused(self):
        self.write_perfect()
        self.assertEqual(self.floors("detektion\t0.9\n").returncode, 2)

    def test_failing_extractor_is_no_score(self):
        self.assertEqual(run(SCORER, HERE, "--run", "false {}").returncode, 2)

    def test_malformed_gold_is_told(self):
        (self.out / "a.txt").write_text("Thu 5 tỷ đồng, chi 5 tỷ đồng.", encoding="utf-8")
        (self.out / "a.gold.jsonl").write_text(
            '{"ctx": "5 tỷ", "q": "5 tỷ", "role": "level", "value": "5000000000"}\n'
            '{"ctx": "Thu 5 tỷ", "q": "5 tỷ", "role": "level"}\n'
            '{"ctx": "chi 5 tỷ", "q": "5 tỷ", "role": "plan", "ratio": "1", "head": "m9"}\n', encoding="utf-8")
        done = run(SCORER, self.out, "--check")
        self.assertEqual(done.returncode, 1)
        self.assertEqual([line.split(":")[1] for line in done.stderr.splitlines()], ["1", "2", "3"])

    @unittest.skipUnless(CONTRACT_SCORER.exists(), "the contract's scorer does not lie beside the project")
    def test_figures_are_those_of_the_contract(self):
        for seed in range(SPOILT_ROUNDS):
            dice = random.Random(seed)
            for a in self.articles:
                write_out(self.out, a.name, spoil(perfect(a, dice.random() < 0.5), dice, a.text))
            own = figures_by(SCORER, HERE, self.out)
            for measure in OWN_MEASURES:
                self.assertIn(measure, own)
                del own[measure]
            self.assertEqual(own, figures_by(CONTRACT_SCORER, HERE, self.out), seed)


if __name__ == "__main__":
    unittest.main()
