#!/usr/bin/env python3
"""pages_test.py INDICATORCTL: each golden article as a page of HTML, with the page around it in plain text, and as
Markdown gives the figures of its clean text, all but identifiers and offsets.

The forms are made here; the clean text is the golden file. Exit: 0 all the same, 1 not, with the first difference of each.
"""
import hashlib
import html
import json
import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent

PAGE = """<!DOCTYPE html>
<html lang="vi"><head><meta charset="utf-8"><title>Cổng thông tin điện tử</title>
<script>document.write("<p>Thu ngân sách đạt 99 tỷ đồng.</p>");</script><style>p:after { content: "12 ha" }</style></head>
<body><div id="header"><p>UBND HUYỆN</p><ul class="menu"><li><a href="/">Trang chủ</a><li><a href="/tin">Tin tức (1.254)</a></ul></div>
<table><tr><td class="left-col"><div class="thong-ke-truy-cap"><p>Thống kê truy cập<p>Đang online: 27<p>Hôm nay: 1.254</div></td>
<td><div class="noi-dung">
%s</div>
<div class="tin-lien-quan"><h3>Tin liên quan</h3><ul><li><a href="/1">Xã B thu 12 tỷ đồng năm 2020</a> (05/01/2021)</ul></div>
<div id="binhLuan"><p>Có 3 bình luận<textarea>Viết 500 chữ</textarea></div></td></tr></table>
<div class="footer"><p>Giấy phép số 12/GP-TTĐT. Điện thoại: 0257.3872.123</div></body></html>
"""

AROUND = """

Chia sẻ: 25
Các tin khác
Xã B thu 12 tỷ đồng năm 2020 (05/01/2021)
Thống kê truy cập
Đang online: 27
Hôm nay: 1.254
Tổng số: 3.457.120
Điện thoại: 0257.3872.123 - Fax: 0257.3872.456
Giấy phép số 12/GP-TTĐT ngày 20/10/2015
"""


def paragraphs(text):
    return [block.strip("\n").split("\n") for block in re.split(r"\n[ \t]*\n", text) if block.strip()]


def as_page(text):
    body = ("<p>" + "<br>".join(html.escape(line) for line in block) + "</p>\n" for block in paragraphs(text))
    return PAGE % "".join(body)


def as_text_with_page(text):
    return text.rstrip("\n") + AROUND


def as_markdown(text):
    return re.sub(r"([*_`\[\]<>|\\&#])", r"\\\1", text)


FORMS = {"page": ("html", as_page), "around": ("txt", as_text_with_page), "markdown": ("md", as_markdown)}


def without_places(value):
    """A record without what tells where it stands; blanks are one, as a page shows them."""
    if isinstance(value, dict):
        return {key: without_places(item) for key, item in value.items()
                if key not in ("id", "article", "span", "value_span")}
    if isinstance(value, str):
        return "\n".join(line.strip(" ") for line in re.sub(" {2,}", " ", value).split("\n"))
    return [without_places(item) for item in value] if isinstance(value, list) else value


def extract(indicatorctl, files):
    """The observations of each file, in their order."""
    done = subprocess.run([indicatorctl, "extract", *map(str, files)], capture_output=True, text=True, check=True)
    found = {hashlib.sha256(file.read_bytes()).hexdigest(): [] for file in files}
    for line in done.stdout.splitlines():
        record = json.loads(line)
        found[record["article"]].append(without_places(record))
    return [found[hashlib.sha256(file.read_bytes()).hexdigest()] for file in files]


def difference(clean, other):
    for one, two in zip(clean, other):
        for key in one:
            if one[key] != two[key]:
                return f"{one['indicator']['text']}: {key} is {two[key]}, not {one[key]}"
    return f"{len(other)} observations, not {len(clean)}"


def main(indicatorctl):
    articles = sorted(HERE.rglob("*.txt"))
    articles = [article for article in articles if article.with_suffix(".gold.jsonl").exists()]
    clean = extract(indicatorctl, articles)
    faults = 0
    for form, (ending, make) in FORMS.items():
        with tempfile.TemporaryDirectory() as folder:
            files = [pathlib.Path(folder) / f"{number}.{ending}" for number in range(len(articles))]
            for file, article in zip(files, articles):
                file.write_text(make(article.read_text(encoding="utf-8-sig")), encoding="utf-8")
            for article, one, two in zip(articles, clean, extract(indicatorctl, files)):
                if one != two:
                    faults += 1
                    print(f"{article.relative_to(HERE)} as {form}: {difference(one, two)}")
    print(f"{len(articles)} articles in {len(FORMS)} forms, {faults} differ")
    return 1 if faults or not any(clean) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
