#!/usr/bin/env python3
"""Holds an extractor's observations against the golden articles beside this file.

It is for the project's own articles (NAME.txt with NAME.gold.jsonl) and for any
folder of that shape; it measures, and knows nothing of how a figure was found.
Python's standard library is all it needs.

  score.py DIR --run 'COMMAND {}'   run COMMAND on each article, NDJSON on its stdout
  score.py DIR --out FOLDER         read FOLDER/NAME.ndjson instead
  score.py DIR --check              only look whether the gold is well formed

  --taxonomy FILE   with --check: every code of the gold must stand in its first column

  --errors      print every miss, spurious mention and wrong field
  --json        print the figures as one JSON object (null: nothing to measure)
  --floor FILE  "measure<TAB>minimum" a line (bad_spans: a maximum); a measure with
                three figures is held by its F1, or by name.p, name.r
  --only PART   only articles whose name contains PART

Exit: 0 fine, 1 gold malformed or a floor broken, 2 nothing could be scored.

A gold line is one mention:
  ctx, q       q stands exactly once in ctx, ctx exactly once in the article (bytes)
  role         level | plan | change | share
  value        decimal string of a level; low, high for a range; part, whole for a part
  unit         canonical unit (of a level, of an absolute change); counted: the noun
  ratio, delta of a plan, a share, a relative or an absolute change
  plan_value   the plan's own amount, where the text states it
  id, head     a level's name, and the name (or null) of the level a figure hangs on
  label, status, period, qual   of a level, or of a figure without one
  place        as written, null for none; place_code, vintage: the official unit and its list
  code, match  the taxonomy's code of a level, or of a figure without one, null where none fits;
               exact, or narrower where the label is but a part of what the code names
  plan_period, change_period   the figure's own: of the plan, of the earlier value; null for none
  opt          true: to find it or to miss it costs nothing
A field that is absent is not scored.

What the measures are, over the mentions that are not optional:
  detection    found / all found, found / all of the gold
  role … label_hit   right / asked, of the mentions found (value, unit, counted and the figures'
               own periods: of those with the right role); a label hits from half its syllables
  counted      the same noun, case aside, with or without the words that narrow it ("tổ", "tổ vay vốn")
  place        the same words, case aside, or the same official unit; place_code: that and its list
  code         a code is right with its match. P: right / given where the gold says a code or null;
               R: right / all that have a code in the gold, found or not
  code_match   exact or narrower, where the code is the same
  code_cover   right / all figures asked but mere counts (unit 1) that the taxonomy lacks: what it
               lacks counts against it here
  plan_link, change_link, share_link   right figure on the right level: / given, / gold
  plan_period, change_period   the same interval, or none as in the gold
  observation  a level right in role, value, unit, status, period and label, with just its plans
               and changes
"""
import argparse
import collections
import json
import math
import pathlib
import re
import shlex
import subprocess
import sys
import unicodedata
from decimal import Decimal

sys.dont_write_bytecode = True      # the source tree stays as it was checked out
from gold import DECIMAL_KEYS, GOLD_SUFFIX, LINKED_ROLES, ROLES, Article, number  # noqa: E402

PLAIN_MEASURES = ("role", "value", "unit", "status", "period", "qualifier", "counted", "place", "place_code",
                  "plan_period", "change_period", "code_match")

LEVEL_TOLERANCE = Decimal("1e-6")
FIGURE_TOLERANCE = Decimal("1e-4")    # ratios may be computed from rounded amounts
LABEL_HIT = 0.5                       # token F1 from which a label names the same thing

GOLD_WRONG, NOT_SCORED = 1, 2


class CannotScore(Exception):
    """The extractor or its output can't be read; there is no figure to give."""


# ---- numbers and words ------------------------------------------------------------

def close(a, b, tolerance):
    a, b = number(a), number(b)
    if a is None or b is None:
        return a is b
    return abs(a - b) <= tolerance * max(abs(a), abs(b))


def folded(s):
    return " ".join(unicodedata.normalize("NFC", s).split())


def syllables(s):
    return collections.Counter(re.findall(r"\w+", unicodedata.normalize("NFC", s or "").lower()))


def same_words(want, got):
    """The same words, case aside; None is the same as None alone."""
    return (want and folded(want).lower()) == (got and folded(got).lower())


def same_noun(want, got):
    """The same words, or the one goes on where the other ends."""
    want, got = (folded(noun).lower().split() if noun else [] for noun in (want, got))
    shorter = min(len(want), len(got))
    return want[:shorter] == got[:shorter] and bool(want) == bool(got)


def interval(period):
    """A record's period as the gold writes it."""
    return f"{period.get('start')}/{period.get('end')}" if period else None


def label_likeness(want, got):
    """Token F1 of two labels: 2 * shared / all syllables, repeats counted."""
    want, got = syllables(want), syllables(got)
    shared = sum((want & got).values())
    return 2 * shared / (sum(want.values()) + sum(got.values())) if shared else 0.0


# ---- the extractor's output ---------------------------------------------------------

def run_extractor(command, article):
    argv = [word.replace("{}", str(article.path)) for word in shlex.split(command)]
    try:
        done = subprocess.run(argv, capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired) as e:
        raise CannotScore(f"{article.name}: {e}") from e
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip()[:500]
        raise CannotScore(f"{article.name}: {argv[0]} exited {done.returncode}: {said}")
    return done.stdout


def read_output(folder, article):
    try:
        return (folder / f"{article.name}.ndjson").read_bytes()
    except OSError as e:
        raise CannotScore(str(e)) from e


def mentions_of(raw, article):
    """The mentions of NDJSON observations in text order, and complaints on their spans."""
    mentions, complaints = [], []
    for line in raw.decode("utf-8").splitlines():
        try:
            record = json.loads(line) if line.strip() else {}
        except ValueError as e:
            raise CannotScore(f"{article.name}: {e}: {line[:200]}") from e
        if str(record.get("schema", "")).startswith("indicatord.observation/"):
            mentions.extend(mentions_in(record))
    for m in mentions:
        there = article.text[m["start"]:m["end"]].decode("utf-8", "replace")
        if folded(there) != folded(m["text"]):
            complaints.append(f"{article.name}: span {m['start']}-{m['end']} is {there!r}, "
                              f"the record says {m['text']!r}")
    mentions.sort(key=lambda m: (m["start"], m["end"]))
    return mentions, complaints


def mentions_in(record):
    level, place = record.get("level"), record.get("place") or {}
    indicator = record.get("indicator") or {}
    about = {"label": indicator.get("text"), "code": indicator.get("code"), "match": indicator.get("match"),
             "status": record.get("status"), "period": interval(record.get("period")),
             "place": place.get("text"), "place_code": place.get("code"), "vintage": place.get("vintage"),
             "head_start": level["span"][0] if level else None}
    for role in ROLES:
        figures = record.get(role) or []
        for f in [figures] if isinstance(figures, dict) else figures:
            if f.get("span") is None:       # a stated part of a level has no span of its own
                continue
            start, end = f["span"]
            yield {**f, **about, "role": role, "start": start, "end": end,
                   "own_period": interval(f.get("period")), "text": f.get("text") or "", "qual": f.get("qualifier") or None}


def pair_up(gold, mentions):
    """(gold, its mention or None) in text order, and the mentions that no gold took.

    A gold mention takes, of those that overlap it and are free, the one that starts
    where it starts, then the one of its role, then the one that ends nearest.
    """
    free, pairs = list(mentions), []
    for g in gold:
        near = [m for m in free if g.overlaps(m)]
        best = min(near, default=None, key=lambda m: (
            m["start"] != g.start, m["role"] != g.role, abs(m["end"] - g.end)))
        if best is not None:
            free = [m for m in free if m is not best]
        pairs.append((g, best))
    return pairs, free


# ---- one mention against its gold -----------------------------------------------------

def figure_right(g, m):
    return level_right(g, m) if g.role == "level" else proportion_right(g, m)


def level_right(g, m):
    """A range is right by its ends, a part by part and whole, anything else by value."""
    keys = [k for k in ("low", "high", "part", "whole") if k in g.fields]
    if not keys or keys == ["whole"]:
        keys = [k for k in ("value", "whole") if k in g.fields]
    return all(close(g.get(k), m.get(k), LEVEL_TOLERANCE) for k in keys)


def proportion_right(g, m):
    if g.get("plan_value"):
        stated = close(g.get("plan_value"), m.get("value"), FIGURE_TOLERANCE)
        if not stated or m.get("derived") is not False:
            return False
    keys = [k for k in ("ratio", "delta") if g.get(k) is not None]
    return bool(keys) and all(close(g.get(k), m.get(k), FIGURE_TOLERANCE) for k in keys)


class Verdict:
    """What is right and wrong in one found mention; None where it isn't asked."""

    def __init__(self, g, m):
        self.role = m["role"] == g.role
        self.value = figure_right(g, m) if self.role else None
        self.unit = m.get("unit") == g.get("unit") if self.role and g.get("unit") is not None else None
        self.status = g.get("status") == m["status"] if g.get("status") else None
        self.period = g.get("period") == m["period"] if g.get("period") else None
        asked = g.role == "level" and "qual" in g.fields
        self.qualifier = (g.get("qual") or None) == m["qual"] if asked else None
        self.counted = same_noun(g.get("counted"), m.get("counted")) if self.role and "counted" in g.fields else None
        self.place_code = all(g.get(k) == m[k] for k in ("place_code", "vintage")) if g.get("place_code") else None
        self.place = same_words(g.get("place"), m["place"]) or bool(self.place_code) if "place" in g.fields else None
        self.plan_period, self.change_period = (self.own_period(g, m, role) for role in LINKED_ROLES)
        same_code = bool(g.get("code")) and g.get("code") == m["code"]
        self.code_match = g.get("match") == m["match"] if same_code else None
        self.code = bool(self.code_match) if "code" in g.fields else None
        self.likeness = label_likeness(g.get("label"), m["label"]) if g.get("label") else None
        self.label = self.likeness >= LABEL_HIT if g.get("label") else None

    def own_period(self, g, m, role):
        key = f"{role}_period"
        return g.get(key) == m["own_period"] if self.role and key in g.fields else None

    def whole(self):
        """Right in all that makes an observation by the contract; what else it has is counted apart."""
        return bool(self.role and self.value) and all(
            x is not False for x in (self.unit, self.status, self.period, self.label))


# ---- one article ---------------------------------------------------------------------

class ArticleScore:
    """Counts of one article: plain sums, so that articles add up."""

    def __init__(self, article, mentions):
        self.article, self.mentions = article, mentions
        self.counts, self.errors = collections.Counter(), []
        self.pairs, self.unclaimed = pair_up(article.gold, mentions)
        self.gold_of = {id(m): g for g, m in self.pairs if m is not None}
        self.right, self.linked = set(), set()
        self.count_mentions()
        for role in ROLES[1:]:
            self.count_links(role)
        self.count_observations()

    def costs_nothing(self, m):
        g = self.gold_of.get(id(m))
        return g is not None and g.optional

    def error(self, kind, start, end, what, note):
        text = self.article.text[max(0, start - 60):end + 40].decode("utf-8", "replace")
        around = text.replace("\r", " ").replace("\n", " ")
        self.errors.append(f"{self.article.name}\t{kind}\t{what}\t{note}\t…{around}…")

    def gold_error(self, kind, g, note):
        self.error(kind, g.start, g.end, g.get("q"), note)

    def count_mentions(self):
        for m in self.unclaimed:
            self.counts["predicted"] += 1
            self.error("spurious", m["start"], m["end"], m["text"], m["role"])
        for g, m in self.pairs:
            if g.optional:
                continue
            self.counts["gold"] += 1
            self.counts["code gold"] += bool(g.get("code"))
            self.counts["code_cover asked"] += "code" in g.fields and bool(g.get("code") or g.get("unit") != "1")
            if m is None:
                self.gold_error("missed", g, g.role)
                continue
            self.counts["predicted"] += 1
            self.counts["found"] += 1
            self.count_verdict(g, m, Verdict(g, m))

    def count_verdict(self, g, m, verdict):
        self.count_code(g, m, verdict)
        notes = {"role": f"{g.role} read as {m['role']}", "value": figures_beside(g, m),
                 "unit": f"{g.get('unit')} read as {m.get('unit')}",
                 "status": f"{g.get('status')} read as {m['status']}",
                 "period": f"{g.get('period')} read as {m['period']}",
                 "qualifier": f"{g.get('qual')} read as {m['qual']}",
                 "place": f"{g.get('place')} read as {m['place']}",
                 "place_code": f"{g.get('place_code')}@{g.get('vintage')} read as {m['place_code']}@{m['vintage']}",
                 "counted": f"{g.get('counted')!r} read as {m.get('counted')!r}",
                 "plan_period": f"{g.get('plan_period')} read as {m['own_period']}",
                 "change_period": f"{g.get('change_period')} read as {m['own_period']}",
                 "code_match": f"{g.get('code')} {g.get('match')} read as {m['match']}",
                 "label": f"{g.get('label')!r} read as {m['label']!r}"}
        for kind, note in notes.items():
            right = getattr(verdict, kind)
            if right is None:
                continue
            self.counts[f"{kind} asked"] += 1
            self.counts[kind] += right
            if not right:
                self.gold_error(kind, g, note)
        if verdict.likeness is not None:
            self.counts["label likeness"] += verdict.likeness
        if verdict.whole():
            self.right.add(g)

    def count_code(self, g, m, verdict):
        if verdict.code is None:
            return
        self.counts["code predicted"] += bool(m["code"])
        self.counts["code right"] += verdict.code
        if m["code"] and not verdict.code:
            self.gold_error("code", g, f"{g.get('code')} read as {m['code']} of {m['label']!r}")
        elif g.get("code") and not m["code"]:
            self.gold_error("code missed", g, f"{g.get('code')} of {m['label']!r}")

    def count_links(self, role):
        """A plan, a change or a share counts with its figure and its level together."""
        self.counts[f"{role} gold"] += sum(g.role == role and not g.optional for g, _ in self.pairs)
        for m in self.mentions:
            if m["role"] != role or self.costs_nothing(m):
                continue
            self.counts[f"{role} predicted"] += 1
            g = self.gold_of.get(id(m))
            if g is None or g.role != role or not figure_right(g, m):
                continue
            if self.same_head(g, m):
                self.counts[f"{role} linked"] += 1
                self.linked.add(g)
            else:
                self.gold_error(f"{role} link", g, "hangs on another level")

    def same_head(self, g, m):
        if g.head_start is None:
            return m["head_start"] is None
        return any(level.start == g.head_start and found is not None
                   and found["start"] == m["head_start"] for level, found in self.pairs)

    def count_observations(self):
        """An observation is right when its level is, and just its plans and changes hang on it."""
        figures = collections.defaultdict(list)
        for g, _ in self.pairs:
            if g.role in LINKED_ROLES and g.head_start is not None and not g.optional:
                figures[g.head_start].append(g)
        hanging = collections.Counter(
            m["head_start"] for m in self.mentions
            if m["role"] in LINKED_ROLES and m["head_start"] is not None and not self.costs_nothing(m))
        for g, m in self.pairs:
            if g.role != "level" or g.optional:
                continue
            self.counts["observation gold"] += 1
            wanted = figures[g.start]
            if g in self.right and self.linked.issuperset(wanted) and hanging[m["start"]] == len(wanted):
                self.counts["observation right"] += 1
        self.counts["observation predicted"] += sum(
            m["role"] == "level" and not self.costs_nothing(m) for m in self.mentions)


def figures_beside(g, m):
    return json.dumps({k: [g.get(k), m.get(k)] for k in DECIMAL_KEYS
                       if g.get(k) is not None or m.get(k) is not None})


# ---- figures -------------------------------------------------------------------------

def rate(part, whole):
    return part / whole if whole else math.nan


def f1(right, predicted, gold):
    """Precision, recall and their harmonic mean."""
    p, r = rate(right, predicted), rate(right, gold)
    return p, r, 2 * p * r / (p + r) if p + r > 0 else 0.0


def figures_of(counts, articles, complaints):
    def share(kind):
        return rate(counts[kind], counts[f"{kind} asked"])
    links = {f"{role}_link": f1(counts[f"{role} linked"], counts[f"{role} predicted"],
                                counts[f"{role} gold"]) for role in ROLES[1:]}
    return {"articles": articles, "mentions": counts["gold"],
            "detection": f1(counts["found"], counts["predicted"], counts["gold"]),
            **{k: share(k) for k in PLAIN_MEASURES},
            "code": f1(counts["code right"], counts["code predicted"], counts["code gold"]),
            "code_cover": rate(counts["code right"], counts["code_cover asked"]),
            "label_hit": share("label"),
            "label_f1": rate(counts["label likeness"], counts["label asked"]),
            **links,
            "observation": f1(counts["observation right"], counts["observation predicted"],
                              counts["observation gold"]),
            "bad_spans": complaints}


def in_json(x):
    if isinstance(x, tuple):
        return [in_json(y) for y in x]
    if isinstance(x, float):
        return None if math.isnan(x) else round(x, 4)
    return x


def print_figures(figures, scores):
    for s in scores:
        c = s.counts
        detection = f1(c["found"], c["predicted"], c["gold"])[2]
        whole = f1(c["observation right"], c["observation predicted"], c["observation gold"])[2]
        print(f"{s.article.name:28} {c['gold']:4} mentions  detection F1 {detection:.3f}  "
              f"observation F1 {whole:.3f}")
    print()
    for name, x in figures.items():
        if isinstance(x, tuple):
            print(f"{name:13} P {x[0]:.4f}  R {x[1]:.4f}  F1 {x[2]:.4f}")
        else:
            print(f"{name:13} {x:.4f}" if isinstance(x, float) else f"{name:13} {x}")


# ---- floors --------------------------------------------------------------------------

def read_floors(path):
    floors = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            name, _, least = line.partition("\t")
            if number(least.strip()) is None:
                raise CannotScore(f"{path}: {line!r} is no 'measure<TAB>minimum'")
            floors[name.strip()] = float(least)
    return floors


def measured(figures, name):
    """The figure a floor names: a plain one, an F1, or with .p/.r one of its halves."""
    base, _, half = name.partition(".")
    x = figures.get(base)
    if x is None or half not in ("", "p", "r") or (half and not isinstance(x, tuple)):
        raise CannotScore(f"no measure is called {name!r}")
    return x[{"p": 0, "r": 1, "": 2}[half]] if isinstance(x, tuple) else x


def broken_floors(figures, floors):
    for name, bound in floors.items():
        x = measured(figures, name)
        if name == "bad_spans":
            if x > bound:
                yield f"{name}: {x} is above its ceiling {bound:g}"
        elif not x >= bound:                # so that "nothing to measure" breaks it too
            yield f"{name}: {x:.4f} is below its floor {bound:g}"


# ---- the command line ----------------------------------------------------------------

def arguments():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("dir", type=pathlib.Path)
    source = ap.add_mutually_exclusive_group(required=True)
    source.add_argument("--run")
    source.add_argument("--out", type=pathlib.Path)
    source.add_argument("--check", action="store_true")
    ap.add_argument("--taxonomy", type=pathlib.Path)
    ap.add_argument("--errors", action="store_true")
    ap.add_argument("--json", action="store_true")
    ap.add_argument("--floor", type=pathlib.Path)
    ap.add_argument("--only", default="")
    return ap.parse_args()


def load(folder, only):
    paths = [p for p in sorted(folder.glob("*" + GOLD_SUFFIX)) if only in p.name[:-len(GOLD_SUFFIX)]]
    if not paths:
        raise CannotScore(f"no *{GOLD_SUFFIX} in {folder}")
    return [Article(p) for p in paths]


def codes_unknown(articles, taxonomy):
    """The gold's codes that are no code of the table, a complaint each."""
    known = {line.split("\t", 1)[0] for line in taxonomy.read_text(encoding="utf-8").splitlines()}
    for a in articles:
        for g in a.gold:
            if g.get("code") and g.get("code") not in known:
                yield f"{a.name}{GOLD_SUFFIX}:{g.line}: {g.get('code')} is no code of {taxonomy.name}"


def report_check(articles):
    for a in articles:
        print(f"{a.name}\t{len(a.gold)} mentions\t{sum(g.optional for g in a.gold)} optional")


def score_all(articles, args):
    scores, complaints = [], []
    for a in articles:
        raw = run_extractor(args.run, a) if args.run else read_output(args.out, a)
        mentions, wrong = mentions_of(raw, a)
        complaints += wrong
        scores.append(ArticleScore(a, mentions))
    return scores, complaints


def main():
    args = arguments()
    articles = load(args.dir, args.only)
    faults = [f for a in articles for f in a.faults]
    if args.taxonomy:
        faults += codes_unknown(articles, args.taxonomy)
    for f in faults:
        print(f, file=sys.stderr)
    if args.check:
        report_check(articles)
    if args.check or faults:
        return GOLD_WRONG if faults else 0
    floors = read_floors(args.floor) if args.floor else {}
    scores, complaints = score_all(articles, args)
    counts = sum((s.counts for s in scores), collections.Counter())
    figures = figures_of(counts, len(scores), len(complaints))
    if args.json:
        print(json.dumps({name: in_json(x) for name, x in figures.items()}))
    else:
        print_figures(figures, scores)
    if args.errors:
        print("\n".join([e for s in scores for e in s.errors] + complaints))
    broken = list(broken_floors(figures, floors))
    for line in broken:
        print(line, file=sys.stderr)
    return GOLD_WRONG if broken else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (CannotScore, OSError) as e:
        print(f"score: {e}", file=sys.stderr)
        sys.exit(NOT_SCORED)
