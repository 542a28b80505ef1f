/* Fuzzes the whole extraction: with the bytes as they are, and with a text in which every byte stands for a phrase that
 * the rules look for, since blind changes seldom leave UTF-8 whole. What must hold for any text: the laws of an extraction
 * (bounds, order, identifiers, texts that are what stands at their spans), and that a second extractor finds the same. */
#include <stdint.h>

#include "daemon/base/check.h"
#include "tests/unit/extract/lawful.h"
#include "tests/unit/extract/show.h"

#define MEMORY ((size_t)64 << 20)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static ind_tables *tables;

static ind_extractor *extractor_new(void)
{
    ind_extractor *extractor = NULL;
    CHECK(tables || !ind_tables_new(&tables, NULL, 0, NULL));
    CHECK(!ind_extractor_new(&extractor, tables, MEMORY));
    return extractor;
}

static void check_refusal(int code, const struct ind_fault *fault, size_t size)
{
    CHECK(code == fault->code && fault->text[0]);
    CHECK(code == IND_E_EMPTY || code == IND_E_LIMIT || (code == IND_E_NOT_TEXT && fault->at < size));
}

static void check_laws(const ind_result *result, const ind_source *source)
{
    struct buffer complaints;
    buffer_init(&complaints);
    lawful_check(result, source, &complaints);
    if (complaints.length)
        fprintf(stderr, "%s", buffer_string(&complaints));
    CHECK(!complaints.length);
    buffer_done(&complaints);
}

/* What an extractor finds, in words; the code where it refuses. */
static int find(ind_extractor *extractor, const ind_source *source, struct buffer *ret_found)
{
    struct ind_fault fault = {0};
    const ind_result *result = NULL;
    int code = ind_extract(extractor, source, &result, &fault);
    if (code)
        check_refusal(code, &fault, source->length);
    else {
        check_laws(result, source);
        show_result(ret_found, result);
    }
    CHECK(!ret_found->failed);
    return code;
}

static void check_bytes(const char *bytes, size_t length)
{
    static ind_extractor *used;
    if (!used)
        used = extractor_new();
    ind_extractor *fresh = extractor_new();
    const ind_source source = {.name = "fuzz.txt", .bytes = bytes, .length = length};
    struct buffer first, second;
    buffer_init(&first);
    buffer_init(&second);
    CHECK(find(used, &source, &first) == find(fresh, &source, &second));
    CHECK(first.length == second.length && (!first.length || !memcmp(first.bytes, second.bytes, first.length)));
    buffer_done(&first);
    buffer_done(&second);
    ind_extractor_free(fresh);
}

static const char *const phrases[] = {
    " ",           "\n",          "\n\n",        ".",           ",",            ";",          ":",           " (",         ")",
    "/",           "-",           " – ",         "%",           " tỷ đồng",     " triệu",     " nghìn tỷ",   " ha",        " tấn",
    " tạ/ha",      "/người/năm",  "/vạn dân",    " kg",         " điểm phần trăm", " lần",    " người",       " hộ",        " đảng viên",
    " chỉ tiêu",   " xã, phường", " trường học", " năm",        " tháng",       " quý",       " ngày",        " năm 2020",  " 6 tháng đầu năm",
    " quý III",    " nhiệm kỳ 2015-2020", " đến 31/10", " lũy kế", " hết tháng 5", " đến nay",  " cùng kỳ",     " năm trước", " so với",
    " tăng",       " giảm",       " vượt",       " hụt",        " gấp",         " gấp đôi",   " đạt",         " bằng",      " chiếm",
    " ước đạt",    " là",         " còn",        " có",         " được",        " kế hoạch",  " dự toán",     " KH",        " tỉnh giao",
    " thực hiện",  " phấn đấu",   " dự kiến",    " đã",         " trong đó",    " như sau",   " lần lượt",    " và",        " khoảng",
    " hơn",        " gần",        " trở lên",    " từ",         " đến",         " mỗi",       " bình quân",   " tổng số",   " nâng",
    " lên",        " thu ngân sách", " tỷ lệ hộ nghèo", " sản lượng lúa", " Nghị quyết số", " Quốc lộ", " thôn", " lần thứ",   " Huyện Ba Chẽ",
    " tỉnh Quảng Ninh", " xã",    "1",           "5",           "0",            "2020",       "31",          "1.250",      "39,2",
    "1,234,567.5", "18/21",       "520/500",     "7-10",        " hai",         " mươi",      " mười",        " lăm",       " một",
    " trăm",       " lẻ",         " nghìn",      " rưỡi",       " phần",        " ba",        "- ",           "1. ",        "(12/3/2021)",
    "Thống kê truy cập", "\xC2\xA0", "o\xCC\x81", "…",          "\t",          "‰",          "m2",          "°C",         "NQ-HĐND",
};

/* The text that the bytes spell in phrases. */
static void check_spelled(const uint8_t *data, size_t size)
{
    struct buffer text;
    buffer_init(&text);
    for (size_t i = 0; i < size; i++)
        buffer_text(&text, phrases[data[i] % (sizeof phrases / sizeof *phrases)]);
    CHECK(!text.failed);
    check_bytes(text.length ? text.bytes : "", text.length);
    buffer_done(&text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    check_bytes((const char *)data, size);
    check_spelled(data, size);
    return 0;
}
