"""The annotated articles: a gold line, an article with its lines, and what is wrong with them.

The format is told by score.py --help. Nothing here knows of an extractor.
"""
import json
import re
from decimal import Decimal, InvalidOperation

ROLES = ("level", "plan", "change", "share")
LINKED_ROLES = ("plan", "change")        # what an observation must have right beside its level
DECIMAL_KEYS = ("value", "low", "high", "part", "whole", "ratio", "delta", "plan_value")
STATUSES = ("actual", "estimate", "target")
QUALIFIERS = ("about", "nearly", "over", "under", "at_least", "at_most", None)
MATCHES = ("exact", "narrower")
GOLD_KEYS = {"ctx", "q", "role", "unit", "counted", "id", "head", "label", "status",
             "period", "qual", "place", "place_code", "vintage", "code", "match",
             "plan_period", "change_period", "opt", *DECIMAL_KEYS}
UNIT_PART = r"(\{[a-z]+\}|[A-Za-z]+(\.[A-Za-z]+|\d)?)"      # {person}, har, kW.h, m3
UNIT_SHAPE = re.compile(rf"(%|\[pp\]|1|{UNIT_PART})(/{UNIT_PART})*")
CODE_SHAPE = re.compile(r"[a-z_]+(\.[a-z_]+)*")
PERIOD_SHAPE = re.compile(r"\d{4}-\d\d-\d\d/\d{4}-\d\d-\d\d")

GOLD_SUFFIX = ".gold.jsonl"


def number(x):
    """The decimal that x writes, or None where it writes none."""
    try:
        d = Decimal(str(x)) if x is not None else None
    except InvalidOperation:
        return None
    return d if d is not None and d.is_finite() else None


class Gold:
    """One annotated mention: its fields, its bytes in the article, its head's start."""

    def __init__(self, fields, line, start):
        self.fields, self.line = fields, line
        self.start, self.end = start, start + len(fields["q"].encode())
        self.role, self.optional = fields["role"], bool(fields.get("opt"))
        self.head_start = None

    def get(self, key):
        return self.fields.get(key)

    def overlaps(self, m):
        return m["start"] < self.end and self.start < m["end"]


class Article:
    def __init__(self, gold_path):
        self.name = gold_path.name[:-len(GOLD_SUFFIX)]
        self.path = gold_path.with_name(self.name + ".txt")
        self.text = self.path.read_bytes()
        self.faults, self.gold = [], []
        for line, source in enumerate(gold_path.read_text(encoding="utf-8").splitlines(), 1):
            if source.strip() and not source.lstrip().startswith("#"):
                self.add(line, source)
        self.tie_heads()
        self.gold.sort(key=lambda g: g.start)
        for a, b in zip(self.gold, self.gold[1:]):
            if b.start < a.end:
                self.fault(b.line, f"{a.get('q')!r} and {b.get('q')!r} overlap")

    def fault(self, line, what):
        self.faults.append(f"{self.name}{GOLD_SUFFIX}:{line}: {what}")

    def add(self, line, source):
        try:
            fields = json.loads(source)
        except ValueError as e:
            return self.fault(line, e)
        wrong = list(malformed(fields))
        for what in wrong:
            self.fault(line, what)
        if wrong:
            return None
        ctx, q = fields["ctx"].encode(), fields["q"].encode()
        if self.text.count(ctx) != 1:
            return self.fault(line, f"ctx stands {self.text.count(ctx)} times: {fields['ctx']!r}")
        if ctx.count(q) != 1:
            return self.fault(line, f"q stands {ctx.count(q)} times in ctx: {fields['q']!r}")
        self.gold.append(Gold(fields, line, self.text.index(ctx) + ctx.index(q)))
        return None

    def tie_heads(self):
        named = {}
        for g in self.gold:
            if g.get("id") in named:
                self.fault(g.line, f"id {g.get('id')!r} is taken")
            if g.get("id"):
                named[g.get("id")] = g
        for g in self.gold:
            head = named.get(g.get("head"))
            if g.get("head") and (head is None or head.role != "level"):
                self.fault(g.line, f"head {g.get('head')!r} names no level")
            g.head_start = head.start if head else None


def malformed(f):
    """What is wrong with a gold line taken alone, a phrase each."""
    for key in sorted(set(f) - GOLD_KEYS):
        yield f"unknown key {key!r}"
    if not f.get("ctx") or not f.get("q"):
        yield "ctx or q is missing"
    if f.get("role") not in ROLES:
        yield f"role {f.get('role')!r}"
    for key in DECIMAL_KEYS:
        if f.get(key) is not None and number(f[key]) is None:
            yield f"{key} {f[key]!r} is no decimal"
    if f.get("status") and f["status"] not in STATUSES:
        yield f"status {f['status']!r}"
    if f.get("qual") not in QUALIFIERS:
        yield f"qual {f['qual']!r}"
    if f.get("unit") and not UNIT_SHAPE.fullmatch(f["unit"]):
        yield f"unit {f['unit']!r}"
    if bool(f.get("place_code")) != bool(f.get("vintage")) or (f.get("place_code") and not f.get("place")):
        yield "a place_code needs its vintage and its place"
    for key in ("period", "plan_period", "change_period"):
        if f.get(key) and not PERIOD_SHAPE.fullmatch(f[key]):
            yield f"{key} {f[key]!r}"
    yield from misplaced(f)
    if not f.get("opt"):
        yield from figureless(f)


def misplaced(f):
    """Keys that belong to another kind of mention, and a code without its match."""
    for role in LINKED_ROLES:
        if f"{role}_period" in f and f.get("role") != role:
            yield f"{role}_period of a {f.get('role')}"
    if f.get("code") and (not CODE_SHAPE.fullmatch(f["code"]) or f.get("match") not in MATCHES):
        yield f"code {f['code']!r}, match {f.get('match')!r}"
    if f.get("match") and not f.get("code"):
        yield "match without a code"
    if f.get("role") == "share" and not f.get("head") and not f.get("opt"):
        yield "a share of nothing: it has no head"
    if "code" in f and f.get("head"):
        yield "a code of a figure that hangs on a level"


def figureless(f):
    needed = {"level": ("value", "low", "high", "part"), "change": ("ratio", "delta")}
    keys = needed.get(f.get("role"), ("ratio",))
    if not any(key in f for key in keys):
        yield f"{f.get('role')} without {' or '.join(keys)}"
