#!/usr/bin/env python3
"""Tables in texts: each NAME.txt or NAME.md here, read by `indicatorctl extract`, gives the rows of NAME.rows, one an
observation, in text order. Run: tables_test.py INDICATORCTL. The fields of a row, parted by tabs, '-' for none:

  label   head › label
  level   value and unit
  plan    each plan: its amount (in brackets where it was only derived) and ratio, @ its own period
  change  each change: ratio or delta, and what it is against
  share   ratio
  status  period  place
"""
import difflib, json, pathlib, subprocess, sys

HERE = pathlib.Path(__file__).resolve().parent


def amount(figure):
    value = figure["value"] or "-"
    return f"({value})" if figure["derived"] else value


def plan(p):
    return f"{amount(p)} {p['ratio']}" + (f" @{p['period']['code']}" if p["period"] else "")


def row(o):
    level, period = o["level"], o["period"] or {}
    label = " › ".join(part for part in (o["indicator"]["head"], o["indicator"]["text"]) if part)
    fields = [
        label,
        f"{level['value']} {level['counted'] or level['unit']}" if level else "-",
        "; ".join(map(plan, o["plan"])),
        "; ".join(f"{c['ratio'] or c['delta']} {c['against'] or '?'}" for c in o["change"]),
        "; ".join(s["ratio"] for s in o["share"]),
        o["status"],
        period.get("code"),
        (o["place"] or {}).get("text"),
    ]
    return "\t".join(field or "-" for field in fields)


def rows_of(program, path):
    ran = subprocess.run([program, "extract", str(path)], capture_output=True, text=True, check=True, timeout=60)
    return [row(json.loads(line)) for line in ran.stdout.splitlines()]


def main(program):
    sources = sorted(path for path in HERE.iterdir() if path.suffix in (".txt", ".md", ".html") and path.stem != "CMakeLists")
    failed = 0
    for path in sources:
        wanted = path.with_suffix(".rows").read_text(encoding="utf-8").splitlines()
        got = rows_of(program, path)
        if got != wanted:
            failed += 1
            print("\n".join(difflib.unified_diff(wanted, got, f"{path.stem}.rows", f"{path.name} as read", lineterm="")))
    print(f"{len(sources)} tables, {failed} read otherwise than told")
    return 1 if failed or not sources else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
