/* One article in the ways that people and programs write it: spaces that do not break or are not seen, hyphens that are not
 * seen, full-width digits, every dash, i and y, the tone on either vowel, three letters that look like Đ. What is measured,
 * where and when is the same for all. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include <indicatord/extract.h>

#include "daemon/base/buffer.h"
#include "daemon/base/decimal.h"

static ind_tables *tables;
static ind_extractor *extractor;

static int set_up(void **state)
{
    (void)state;
    return ind_tables_new(&tables, NULL, 0, NULL) || ind_extractor_new(&extractor, tables, 0);
}

static int tear_down(void **state)
{
    (void)state;
    ind_extractor_free(extractor);
    ind_tables_free(tables);
    return 0;
}

static void put_decimal(struct buffer *out, ind_decimal value)
{
    char text[DECIMAL_TEXT] = "-";
    if (value.known)
        decimal_print(value, text);
    buffer_print(out, " %s", text);
}

static void put_text(struct buffer *out, ind_text text)
{
    buffer_print(out, " %.*s", text.bytes ? (int)text.length : 1, text.bytes ? text.bytes : "-");
}

/* What the words mean, without the words. */
static void put_meaning(struct buffer *out, const ind_observation *o)
{
    put_text(out, o->indicator_code);
    put_text(out, o->place.code);
    put_decimal(out, o->level.value);
    put_decimal(out, o->level.low);
    put_decimal(out, o->level.high);
    put_text(out, o->level.unit);
    buffer_print(out, " %d %d %d-%d-%d/%d-%d-%d", o->status, o->level.qualifier, o->period.start.year, o->period.start.month,
                 o->period.start.day, o->period.end.year, o->period.end.month, o->period.end.day);
    for (uint32_t i = 0; i < o->figure_count; i++)
        put_decimal(out, o->figures[i].ratio);
    buffer_byte(out, '\n');
}

static void read_meaning(const char *text, struct buffer *ret_meaning)
{
    const ind_source source = {.name = "a.txt", .bytes = text, .length = strlen(text)};
    const ind_result *result = NULL;
    assert_int_equal(ind_extract(extractor, &source, &result, NULL), 0);
    for (uint32_t i = 0; i < result->count; i++)
        put_meaning(ret_meaning, &result->observations[i]);
    assert_non_null(buffer_string(ret_meaning));
}

static const struct {
    const char *plain;
    const char *writings[8];
} same[] = {
    {"Năm 2020, tổng thu ngân sách nhà nước đạt 1.250,5 tỷ đồng.",
     {"Năm\xC2\xA0" "2020, tổng thu ngân sách nhà nước đạt 1.250,5\xC2\xA0tỷ\xC2\xA0đồng.",            /* no-break spaces */
      "Năm 2020, tổng thu ngân sách nhà nước đạt 1\xE2\x80\xAF" "250,5\xE2\x80\x89tỷ đồng.",           /* narrow and thin ones */
      "Năm 2020, tổng thu ngân\xE2\x80\x8B sách nhà nước đạt 1.250\xE2\x80\x8B,5 tỷ đ\xE2\x80\x8Dồng.", /* zero-width */
      "Năm 2020, tổng thu ngân sá\xC2\xAD" "ch nhà nước đạt 1.250,5 tỷ đ\xC2\xADồng.",                    /* soft hyphens */
      "Năm ２０２０, tổng thu ngân sách nhà nước đạt １.２５０,５ tỷ đồng.",                          /* full-width */
      "Năm 2020, tổng thu ngân sách nhà nước đạt 1.250,5 tỉ đồng.",                                    /* i for y */
      "N\xC4\x83m 2020, t\xC3\xB4\xCC\x89ng thu ng\x61\xCC\x82n s\x61\xCC\x81" "ch nhà nước đạt 1.250,5 ty\xCC\x89 đồng."}},
    {"Năm 2020, năng suất lúa đạt 5-7 tạ/ha.",
     {"Năm 2020, năng suất lúa đạt 5–7 tạ/ha.", "Năm 2020, năng suất lúa đạt 5—7 tạ/ha.",
      "Năm 2020, năng suất lúa đạt 5\xE2\x80\x92" "7 tạ/ha.",  /* figure dash */
      "Năm 2020, năng suất lúa đạt 5\xE2\x80\x91" "7 tạ/ha.",  /* hyphen that does not break */
      "Năm 2020, năng suất lúa đạt 5\xE2\x88\x92" "7 tạ/ha.",  /* minus */
      "Năm 2020, năng suất lúa đạt 5\xE2\x80\x95" "7 tạ/ha.",  /* bar */
      "Năm 2020, năng suất lúa đạt 5 – 7 tạ/ha."}},
    {"Quý II năm 2021, tỉnh Hòa Bình thu ngân sách 39,2 tỷ đồng.",
     {"Qúy II năm 2021, tỉnh Hòa Bình thu ngân sách 39,2 tỷ đồng.", "Quí II năm 2021, tỉnh Hoà Bình thu ngân sách 39,2 tỉ đồng."}},
    {"Năm 2020, tỉnh Đắk Lắk thu ngân sách đạt 39,2 tỷ đồng, bằng 112% dự toán.",
     {"Năm 2020, tỉnh \xC3\x90\xE1\xBA\xAFk Lắk thu ngân sách đạt 39,2 tỷ \xC3\xB0ồng, bằng 112% dự toán.",  /* eth */
      "Năm 2020, tỉnh \xC6\x89\xE1\xBA\xAFk Lắk thu ngân sách đạt 39,2 tỷ \xC9\x96ồng, bằng 112% dự toán."}}, /* African D */
};

static void means_the_same_however_it_is_written(void **state)
{
    (void)state;
    struct buffer plain, written;
    buffer_init(&plain);
    buffer_init(&written);
    for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
        buffer_clear(&plain);
        read_meaning(same[i].plain, &plain);
        assert_true(plain.length > 0);
        for (size_t k = 0; k < 8 && same[i].writings[k]; k++) {
            buffer_clear(&written);
            read_meaning(same[i].writings[k], &written);
            if (written.length != plain.length || memcmp(written.bytes, plain.bytes, plain.length) != 0)
                fail_msg("%s\n%.*s%s\n%.*s", same[i].plain, (int)plain.length, plain.bytes, same[i].writings[k],
                         (int)written.length, written.bytes ? written.bytes : "");
        }
    }
    buffer_done(&plain);
    buffer_done(&written);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(means_the_same_however_it_is_written)};
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
