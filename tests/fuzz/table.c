/* Fuzzes the reading of tables: the bytes spell a table cell by cell, parted by tabs, bars or line ends as the first byte
 * says, since blind changes to a text seldom leave its columns standing. What must hold for any table: the laws of an
 * extraction. The tables of tests/tables are beginnings too: the bytes are also read as they are; what is longer than a
 * spelled table needs to be is read so alone. */
#include <stdint.h>

#include "daemon/base/check.h"
#include "tests/unit/extract/lawful.h"

#define MEMORY ((size_t)64 << 20)
#define SPELLED_MOST 400 /* cells */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_table(const char *bytes, size_t length)
{
    static ind_tables *tables;
    static ind_extractor *extractor;
    CHECK(tables || !ind_tables_new(&tables, NULL, 0, NULL));
    CHECK(extractor || !ind_extractor_new(&extractor, tables, MEMORY));
    const ind_source source = {.name = "table.txt", .bytes = bytes, .length = length};
    const ind_result *result = NULL;
    struct ind_fault fault = {0};
    int code = ind_extract(extractor, &source, &result, &fault);
    CHECK(code == IND_OK || (code == fault.code && fault.text[0]));
    if (code < 0)
        return;
    struct buffer complaints;
    buffer_init(&complaints);
    lawful_check(result, &source, &complaints);
    if (complaints.length)
        fprintf(stderr, "%s", buffer_string(&complaints));
    CHECK(!complaints.length);
    buffer_done(&complaints);
}

/* Cells of headers, of labels, of units and of amounts; NULL parts cells, "\n" parts rows. */
static const char *const cells[] = {
    NULL, NULL, NULL, NULL, "\n", "\n", "", "TT", "STT", "Chỉ tiêu", "Nội dung", "Mặt hàng", "Địa phương", "Đơn vị tính", "ĐVT", "Ghi chú",
    "Kế hoạch", "KH năm 2020", "Dự toán tỉnh giao", "KH huyện giao", "Thực hiện", "TH 2019", "Ước TH 9 tháng", "Năm 2020", "2019", "2020",
    "Quý II/2023", "6 tháng 2022", "Tháng 10", "Cộng dồn 10 tháng", "TH cùng kỳ", "% so KH", "% so cùng kỳ", "So sánh (%)", "TH/KH (%)",
    "2020/2019 (%)", "So với cùng kỳ", "Tăng/giảm", "Tăng trưởng (%)", "Tỷ lệ (%)", "Tỷ trọng (%)", "Đạt", "Mục tiêu", "Diện tích (ha)",
    "Tổng số hộ", "Hộ nghèo", "Sản lượng lúa (tấn)", "- Trong nước", "+ Ngô", "Trong đó:", "I", "1", "2.", "Huyện Ba Chẽ", "Xã Đồn Đạc",
    "Tổng cộng", "ha", "Tỷ đồng", "1.000 con", "%", "người", "tạ/ha", "3.820", "102,5", "98,7 tỷ đồng", "-4,2", "(13,5)", "≥95", "7-8",
    "12/14", "khoảng 4", "x", "-", "---", "vượt", "Bảng 1. Thu ngân sách năm 2021 (ĐVT: tỷ đồng)", "|", "\t", "\n\n", ".", "A", "3=2/1",
};

static void check_spelled(const uint8_t *data, size_t size)
{
    static const char *const marks[] = {"\t", " | ", "\n"};
    struct buffer text;
    buffer_init(&text);
    for (size_t i = 1; i < size; i++) {
        const char *cell = cells[data[i] % (sizeof cells / sizeof *cells)];
        buffer_text(&text, cell ? cell : marks[data[0] % (sizeof marks / sizeof *marks)]);
    }
    CHECK(!text.failed);
    check_table(text.length ? text.bytes : "", text.length);
    buffer_done(&text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    check_table((const char *)data, size);
    if (size <= SPELLED_MOST)
        check_spelled(data, size);
    return 0;
}
