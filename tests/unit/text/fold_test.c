/* Folding of words: which writings are one word and which are not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "daemon/text/fold.h"

/* A NUL-terminated fold in one of two turns of static storage. */
static const char *fold(const char *word)
{
    static char turns[2][FOLD_MAX + 1];
    static unsigned turn;
    char *folded = turns[turn++ % 2];
    folded[fold_word(word, strlen(word), folded)] = '\0';
    return folded;
}

static const struct {
    const char *word, *folded;
} folds[] = {
    {"Thu", "thu"},       {"HĐND", "hđnd"},     {"ƯỚC", "ước"},     {"ẠẶỆỊỌỰỴ", "ạặệịọựỵ"},
    {"hòa", "hoà"},       {"hoà", "hoà"},       {"HÒA", "hoà"},     {"khỏe", "khoẻ"},
    {"khoẻ", "khoẻ"},     {"thủy", "thuỷ"},     {"thuỷ", "thuỷ"},   {"qúy", "quí"},
    {"quý", "quí"},       {"quí", "quí"},       {"Quý", "quí"},     {"quỹ", "quĩ"},
    {"tỷ", "tỉ"},         {"TỶ", "tỉ"},         {"kỹ", "kĩ"},       {"mỹ", "mĩ"},
    {"kỳ", "kì"},         {"lý", "lí"},         {"ty", "ti"},       {"quýt", "quít"},
    {"hòan", "hoàn"},     {"tóan", "toán"},     {"cuả", "của"},     {"của", "của"},
    {"qủa", "quả"},       {"quả", "quả"},       {"gìa", "già"},     {"già", "già"},
    {"gì", "gì"},         {"giếng", "giếng"},   {"người", "người"}, {"ngừơi", "người"},
    {"khuỷu", "khuỷu"},   {"ngoài", "ngoài"},   {"ngòai", "ngoài"}, {"tiền", "tiền"},
    {"tìên", "tiền"},     {"chuyện", "chuyện"}, {"chuỵên", "chuyện"}, {"mía", "mía"},
    {"y", "y"},           {"ý", "ý"},           {"yêu", "yêu"},     {"tay", "tay"},
    {"huy", "huy"},       {"Ðắk", "đắk"},       {"Đắk", "đắk"},     {"Ɖắk", "đắk"},
    {"ðắk", "đắk"},       {"km²", "km²"},       {"F0", "f0"},       {"Résumé", "résumé"},
    {"hoà2", "hoà2"},     {"ÀÁ", "àá"},         {"МОСКВА", "москва"}, {"ÄÖÜ×", "äöü×"},
    {"39,2", "39,2"},     {"–", "–"},           {"Q\xCC\x83", "q\xCC\x83"}, {"ƠI", "ơi"},
};

static void test_folds(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof folds / sizeof *folds; i++) {
        assert_string_equal(fold(folds[i].word), folds[i].folded);
        assert_string_equal(fold(folds[i].folded), folds[i].folded);
    }
}

static void test_different_words_stay_apart(void **state)
{
    (void)state;
    static const char *const pairs[][2] = {
        {"tai", "tay"}, {"hủy", "hủi"}, {"của", "quả"}, {"hoa", "hoà"}, {"lúa", "lụa"},
        {"dân", "đân"}, {"bo", "bơ"},   {"mau", "may"}, {"y", "i"},     {"tầu", "tâu"},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        assert_string_not_equal(fold(pairs[i][0]), fold(pairs[i][1]));
}

/* The tone may stand on any vowel of a syllable: the word is the same. */
static void test_tone_place_does_not_matter(void **state)
{
    (void)state;
    static const char *const words[][3] = {
        {"hòa", "hoà", "hoà"},    {"úy", "uý", "uý"},         {"ngoái", "ngóai", "ngoaí"},
        {"xoáy", "xóay", "xoaý"}, {"mướn", "mứơn", "mướn"}, {"khuyến", "khúyên", "khuýên"},
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        for (size_t j = 1; j < 3; j++)
            assert_string_equal(fold(words[i][0]), fold(words[i][j]));
}

static void test_length_is_bounded(void **state)
{
    (void)state;
    char word[FOLD_MAX + 8], folded[FOLD_MAX];
    memset(word, 'B', sizeof word);
    assert_int_equal(fold_word(word, 0, folded), 0);
    assert_int_equal(fold_word(word, FOLD_MAX, folded), FOLD_MAX);
    assert_int_equal(folded[FOLD_MAX - 1], 'b');
    assert_int_equal(fold_word(word, FOLD_MAX + 1, folded), 0);
    assert_int_equal(fold_word(word, sizeof word, folded), 0);
}

/* Ⱥ takes two bytes, ⱥ three: what fits in capitals may be too long in small letters. */
static void test_a_fold_may_grow(void **state)
{
    (void)state;
    char word[2 * 22], folded[FOLD_MAX];
    for (size_t i = 0; i < sizeof word; i += 2)
        memcpy(word + i, "\xC8\xBA", 2);
    assert_int_equal(fold_word(word, 2 * 21, folded), 3 * 21);
    assert_int_equal(fold_word(word, 2 * 22, folded), 0);
}

static void compares_but_for_capitals(void **state)
{
    (void)state;
    assert_true(fold_case_equals("ĐẦU", "đầu", strlen("đầu")));
    assert_true(fold_case_equals("Cuối", "cuối", strlen("cuối")));
    assert_true(fold_case_equals("ƯỚC", "ước", strlen("ước")));
    assert_false(fold_case_equals("ĐẤU", "đầu", strlen("đầu")));
    assert_false(fold_case_equals("hoà", "hòa", strlen("hòa"))); /* no spelling but the case */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(compares_but_for_capitals),
        cmocka_unit_test(test_folds),
        cmocka_unit_test(test_different_words_stay_apart),
        cmocka_unit_test(test_tone_place_does_not_matter),
        cmocka_unit_test(test_length_is_bounded),
        cmocka_unit_test(test_a_fold_may_grow),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
