#!/usr/bin/env python3
"""What a short script would do: numbers with their units, by regular expressions, and nothing else.

  baseline.py COPIES FILE...    prints "name<TAB>value" rows as the benchmark's program does

No roles, periods, places or labels: it is here to be compared with, not to be right.
"""
import re
import sys
import time

UNITS = """tỷ đồng|tỉ đồng|triệu đồng|nghìn đồng|đồng|triệu USD|tỷ USD|USD|%|điểm phần trăm|ha|m2|m3|km2|km|tấn/ha|tạ/ha
    |tấn|tạ|kg|lít|kWh|MW|người|hộ|lao động|học sinh|trường|xã|thôn|chi bộ|đảng viên|doanh nghiệp|hợp tác xã|lượt khách
    |con|vụ|ca|dự án|công trình|căn|chỉ tiêu|lần|năm|tháng|ngày"""
FIGURE = re.compile(rf"""(?P<qualifier>khoảng|gần|hơn|trên)?\s*(?P<number>\d[\d.,]*)(?:\s*[-–]\s*(?P<to>\d[\d.,]*))?
    \s*(?P<scale>nghìn|triệu|tỷ)?\s*(?P<unit>{UNITS})""".replace("\n    |", "|"), re.VERBOSE | re.IGNORECASE)
CHANGE = re.compile(r"(tăng|giảm|bằng|đạt|vượt|chiếm)\s+(?:\w+\s+){0,3}(\d[\d.,]*)\s*%", re.IGNORECASE)
ROUNDS = 3


def read(text):
    figures = [(m["number"], m["unit"], m.start()) for m in FIGURE.finditer(text)]
    return figures, [(m[1], m[2]) for m in CHANGE.finditer(text)]


def main():
    copies, paths = int(sys.argv[1]), sys.argv[2:]
    texts = [open(path, encoding="utf-8").read() for path in paths] * copies
    best, found = 1e9, 0
    for _ in range(ROUNDS):
        begun = time.thread_time()
        found = sum(len(read(text)[0]) for text in texts)
        best = min(best, time.thread_time() - begun)
    print(f"python_seconds\t{best:.9g}\npython_figures\t{found}")


main()
