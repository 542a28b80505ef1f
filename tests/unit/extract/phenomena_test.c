/* What other programs get wrong in Vietnamese numerals, one named test for each: who looks for a phenomenon finds it in
 * the list of tests. The breadth of each stands in numbers_test.c, mentions_test.c, units_test.c and roles_test.c. */
#include "tests/unit/extract/support.h"

#define TEST(name, ...)                                                                                                \
    static void name(void **state)                                                                                     \
    {                                                                                                                  \
        (void)state;                                                                                                   \
        static const struct example name##_examples[] = {__VA_ARGS__};                                                 \
        run_examples(#name, name##_examples, sizeof name##_examples / sizeof *name##_examples);                        \
    }

TEST(both_separators_in_one_numeral, IS("Dư nợ cho vay đạt 6.418,35 tỷ đồng.", "level value=6418350000000 unit=VND"))
TEST(point_before_one_digit_is_decimal, IS("Lợi nhuận đạt 2.7 triệu USD.", "level value=2700000 unit=USD"))
TEST(decimal_times_is_no_time_of_day, IS("Lượng hàng qua cảng gấp 3.25 lần cùng kỳ.", "obs change ratio=3.25 delta=-"))

TEST(range_scales_both_ends,
     IS("Tổng mức đầu tư từ 45 đến 60 tỷ đồng.", "level value=52500000000 low=45000000000 high=60000000000"))
TEST(range_keeps_its_percent_sign, IS("Tỷ lệ nảy mầm đạt 82-86%.", "level value=84 low=82 high=86 unit=%"))
TEST(en_dash_joins_a_range, IS("Tỷ lệ nảy mầm đạt 82 – 86%.", "level value=84 low=82 high=86 unit=%"))
TEST(span_of_years_is_no_range, IS("Trong giai đoạn 2026-2030, cảng được mở rộng.", ""))

TEST(slash_keeps_part_and_whole, IS("Trường có 24/32 giáo viên giỏi.", "level value=24 part=24 whole=32"))
TEST(slash_before_a_noun_is_no_date, IS("Đã có 9/12 phường hoàn thành.", "level part=9 whole=12 counted=phường"),
     IS("Đơn vị hoàn thành 07/07 chỉ tiêu.", "level part=7 whole=7 counted='chỉ tiêu'"))
TEST(month_slash_year_is_no_part, IS("Tình hình tháng 4/2022 không có gì mới.", ""))

TEST(number_of_a_resolution_is_no_figure, IS("Căn cứ Nghị quyết số 27/2022/NQ-HĐND của tỉnh.", ""))
TEST(number_of_a_decision_is_no_year, IS("Thực hiện Quyết định 1987/QĐ-UBND.", ""))

TEST(nam_behind_a_slash_is_a_year,
     IS("Thu nhập bình quân đạt 63 triệu đồng/người/năm.", "level value=63000000 unit=VND/{person}/a"))
TEST(nam_before_an_ordinal_is_a_year, IS("Đây là năm thứ tư đội dẫn đầu.", ""))
TEST(nam_in_a_word_numeral_is_five, IS("Toàn xã có năm nghìn năm trăm năm mươi lăm người.", "level value=5555"))

TEST(scale_word_van, IS("Sản lượng cà phê đạt 15 vạn tấn.", "level value=150000 unit=t"))
TEST(scale_word_and_a_half, IS("Tổng chi là hai triệu rưỡi đồng.", "level value=2500000 unit=VND"))
TEST(digit_behind_a_scale_word_is_a_tenth, IS("Tổng kinh phí là 3 tỷ 4.", "level value=3400000000 unit=VND"),
     IS("Thu nhập bình quân là 9 triệu 6.", "level value=9600000 unit=VND"))
TEST(two_scale_words_are_one_numeral, IS("Tổng thu đạt 71 tỷ 300 triệu.", "level value=71300000000 unit=VND"))

TEST(four_and_five_behind_tens, IS("Xã có ba mươi tư hộ nghèo.", "level value=34"),
     IS("Xã có ba mươi nhăm hộ nghèo.", "level value=35"))
TEST(zero_between_hundred_and_unit, IS("Xã có hai trăm lẻ ba hộ nghèo.", "level value=203"))
TEST(fraction_in_words, IS("Có một phần ba số hộ tham gia.", "level"))

TEST(reached_is_the_ratio_itself,
     IS("Thu ngân sách đạt 60 tỷ đồng, đạt 108% dự toán.", "level value=60000000000 plan ratio=1.08"))
TEST(rise_adds_to_one, IS("Thu ngân sách đạt 60 tỷ đồng, tăng 8% so với cùng kỳ.", "level change ratio=1.08"))
TEST(excess_adds_to_one, IS("Thu ngân sách đạt 60 tỷ đồng, vượt 35% dự toán.", "level plan ratio=1.35"))
TEST(percentage_points_are_one_delta, IS("Tỷ lệ hộ nghèo là 3,1%, giảm 0,5 điểm phần trăm so với năm trước.",
                                         "level value=3.1 unit=% change delta=-0.5 unit=[pp] ratio=-"))

TEST(unit_letters_inside_words_are_none, IS("Lượng hàng qua cảng gấp 2,14 lần cùng kỳ.", "obs change ratio=2.14"),
     IS("Thu hoạch 6 tạ cá.", "level value=0.6 unit=t"), IS("Diện tích phòng là 40 m2.", "level value=0.004 unit=har"))

TEST(letters_decomposed, IS("Huye\xCC\xA3\xCC\x82n tro\xCC\x82\xCC\x80ng 40 ta\xCC\x82\xCC\x81n khoai.",
                            "level value=40 unit=t text='40 tấn'"))
TEST(no_break_space_before_the_unit, IS("Sản lượng đạt 40\xC2\xA0tấn.", "level value=40 unit=t text='40 tấn'"))
TEST(two_spellings_of_billion, IS("Tổng thu đạt 8 tỷ đồng.", "level value=8000000000"),
     IS("Tổng thu đạt 8 tỉ đồng.", "level value=8000000000"))
TEST(two_places_of_a_tone_mark,
     IS("Qúy I năm 2021, sản lượng đạt 40 tấn.", "obs period=2021-01-01/2021-03-31 level value=40"),
     IS("Quý I năm 2021, sản lượng đạt 40 tấn.", "obs period=2021-01-01/2021-03-31 level value=40"))
TEST(eth_for_a_d_with_stroke,
     IS("\xC3\x90\xE1\xBA\xA3ng b\xE1\xBB\x99 c\xC3\xB3 90 \xC4\x91\xE1\xBA\xA3ng vi\xC3\xAAn.",
        "level value=90 counted='đảng viên'"))

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_separators_in_one_numeral),
        cmocka_unit_test(point_before_one_digit_is_decimal),
        cmocka_unit_test(decimal_times_is_no_time_of_day),
        cmocka_unit_test(range_scales_both_ends),
        cmocka_unit_test(range_keeps_its_percent_sign),
        cmocka_unit_test(en_dash_joins_a_range),
        cmocka_unit_test(span_of_years_is_no_range),
        cmocka_unit_test(slash_keeps_part_and_whole),
        cmocka_unit_test(slash_before_a_noun_is_no_date),
        cmocka_unit_test(month_slash_year_is_no_part),
        cmocka_unit_test(number_of_a_resolution_is_no_figure),
        cmocka_unit_test(number_of_a_decision_is_no_year),
        cmocka_unit_test(nam_behind_a_slash_is_a_year),
        cmocka_unit_test(nam_before_an_ordinal_is_a_year),
        cmocka_unit_test(nam_in_a_word_numeral_is_five),
        cmocka_unit_test(scale_word_van),
        cmocka_unit_test(scale_word_and_a_half),
        cmocka_unit_test(digit_behind_a_scale_word_is_a_tenth),
        cmocka_unit_test(two_scale_words_are_one_numeral),
        cmocka_unit_test(four_and_five_behind_tens),
        cmocka_unit_test(zero_between_hundred_and_unit),
        cmocka_unit_test(fraction_in_words),
        cmocka_unit_test(reached_is_the_ratio_itself),
        cmocka_unit_test(rise_adds_to_one),
        cmocka_unit_test(excess_adds_to_one),
        cmocka_unit_test(percentage_points_are_one_delta),
        cmocka_unit_test(unit_letters_inside_words_are_none),
        cmocka_unit_test(letters_decomposed),
        cmocka_unit_test(no_break_space_before_the_unit),
        cmocka_unit_test(two_spellings_of_billion),
        cmocka_unit_test(two_places_of_a_tone_mark),
        cmocka_unit_test(eth_for_a_d_with_stroke),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
