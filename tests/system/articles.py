"""Articles of our own for the scenarios: each has its number in every figure, so that no two are alike."""
import json

WITHOUT_NUMBERS = ("Hội nghị triển khai công tác dân vận\n\nNgày hôm qua, Ban Thường vụ Huyện ủy tổ chức hội nghị triển khai "
                   "công tác dân vận. Các đại biểu đã thảo luận sôi nổi và thống nhất cao với dự thảo.\n")


def record(number, **fields):
    """A line of a crawler's file."""
    title, _, text = article(number).partition("\n\n")
    return json.dumps({"title": title, "publish_date": "2021-01-08", "url": f"https://example.org/{number}", "maintext": text,
                       **fields}, ensure_ascii=False)


def day(number):
    """A crawler's file: two new articles, a blank line, a cut one, the first again, and one that `article(number)` tells, too."""
    first, second, known = (record(n) for n in (100000 + 2 * number, 100001 + 2 * number, number))
    return "\n".join((first, second, "", second[:40], first, known)).encode()


def article(number, paragraphs=1):
    """Some kilobytes of news; `paragraphs` makes it longer."""
    text = [f"Huyện Ba Chẽ: kết quả phát triển kinh tế - xã hội lần {number}\n\n"]
    for part in range(paragraphs):
        text.append(f"Năm 2020, thu ngân sách nhà nước ước đạt {number + part + 10},5 tỷ đồng, bằng 112% dự toán tỉnh giao, "
                    f"tăng 13% so với cùng kỳ. Huyện đã kết nạp {number + part + 100} đảng viên mới. Tỷ lệ hộ nghèo còn "
                    f"{part % 9},{number % 100:02}%. Giải quyết việc làm mới cho {number + part + 2000} lao động.\n\n")
    return "".join(text)
