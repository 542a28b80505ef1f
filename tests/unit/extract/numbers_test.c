/* Numerals through the whole extraction: observation contract section 4, and what other programs get wrong about
 * separators, ranges, scale words and number words. */
#include "tests/unit/extract/support.h"

static void reads_separators(void **state)
{
    (void)state;
    static const struct example separators[] = {
        IS("Tổng thu ngân sách đạt 3.787 tỷ đồng.", "level value=3787000000000 unit=VND text='3.787 tỷ đồng'"),
        IS("Sản lượng đạt 973,611 tấn.", "level value=973.611 unit=t"),
        IS("Tổng thu ngân sách đạt 12.278,27 tỷ đồng.", "level value=12278270000000 unit=VND"),
        IS("Tổng chi ngân sách đạt 1.250,75 tỷ đồng.", "level value=1250750000000 unit=VND text='1.250,75 tỷ đồng'"),
        IS("Doanh thu đạt 1.5 triệu USD.", "level value=1500000 unit=USD"),
        IS("Tỷ lệ hộ nghèo là 1.5%.", "level value=1.5 unit=%"),
        IS("Năng suất bình quân đạt 3.14 tấn/ha.", "level value=3.14 unit=t/har"),
        IS("Tỷ lệ mất cân bằng là 0.851%.", "level value=0.851 unit=%"),
        IS("Dân số toàn tỉnh là 1,234,567 người.", "level value=1234567 unit=1 counted=người"),
        IS("Sản lượng thủy sản đạt 25 310 tấn.", "level value=25310 unit=t text='25 310 tấn'"),
        IS("Sản lượng thủy sản đạt 25\xC2\xA0""310 tấn.", "level value=25310 unit=t text='25 310 tấn'"),
        IS("Diện tích rừng trồng đạt 1.234.567 ha.", "level value=1234567 unit=har"),
        IS("Tỷ lệ tiêm chủng đạt 99,99%.", "level value=99.99 unit=%"),
        IS("Sản lượng đạt 05 tấn.", "level value=5 unit=t"),
        IS("Diện tích đạt 12.50 ha.", "level value=12.5 unit=har"),
        IS("Sản lượng đạt 2.500,00 tấn.", "level value=2500 unit=t"),
        IS("Diện tích rừng là 0.5 ha.", "level value=0.5"),
        IS("Sản lượng đạt 1 250 000 tấn.", "level value=1250000"),
    };
    RUN(separators);
}

static void reads_an_english_article_the_english_way(void **state)
{
    (void)state;
    static const struct example english[] = {
        IS("Diện tích gieo trồng đạt 3,787.5 ha. Sản lượng đạt 1,250 tấn.",
         "level value=3787.5 unit=har level value=1250 unit=t"),
        IS("Dân số là 1,234,567 người. Diện tích là 2,500 ha.",
         "level value=1234567 level value=2500 unit=har"),
        IS("Diện tích đạt 3,787.5 ha, năng suất đạt 12.345 tấn/ha.",
         "level value=3787.5 unit=har level value=12.345 unit=t/har"),
        /* 12.5% alone does not vote */
        IS("Tỷ lệ hộ nghèo là 12.5%. Sản lượng đạt 1,250 tấn.", "level value=12.5 unit=% level value=1.25 unit=t"),
        /* mixed votes mean Vietnamese */
        IS("Diện tích đạt 3,787.5 ha. Doanh thu đạt 1.250,5 tỷ đồng. Sản lượng đạt 2,500 tấn.",
         "level value=3787.5 unit=har level value=1250500000000 unit=VND level value=2.5 unit=t"),
        IS("Sản lượng đạt 1,250 tấn.", "level value=1.25 unit=t"),
    };
    RUN(english);
}

static void reads_no_more_than_34_digits(void **state)
{
    (void)state;
    static const struct example digits[] = {
        IS("Số dư là 1234567890123456789012345678901234 đồng.", "level value=1234567890123456789012345678901234 unit=VND"),
        IS("Số dư là 12345678901234567890123456789012345 đồng.", ""),
        IS("Tỷ lệ đạt 0,1234567890123456789012345678901234%.", "level value=0.1234567890123456789012345678901234 unit=%"),
        IS("Tỷ lệ đạt 1,12345678901234567890123456789012345%.", ""),
    };
    RUN(digits);
}

static void reads_multipliers(void **state)
{
    (void)state;
    static const struct example multipliers[] = {
        IS("Sản lượng lúa đạt 10 vạn tấn.", "level value=100000 unit=t"),
        IS("Đón 3 chục đoàn khách.", "level value=30 unit=1"),
        IS("Kinh phí hỗ trợ là 5 trăm triệu đồng.", "level value=500000000 unit=VND"),
        IS("Tổng vốn đầu tư là 12 nghìn tỷ đồng.", "level value=12000000000000 unit=VND"),
        IS("Tổng vốn đầu tư là 12 ngàn tỉ đồng.", "level value=12000000000000 unit=VND"),
        IS("Tổng vốn đầu tư là 2 tỷ 350 triệu đồng.", "level value=2350000000 unit=VND text='2 tỷ 350 triệu đồng'"),
        IS("Tổng thu đạt 39 tỷ 200 triệu.", "level value=39200000000 unit=VND"),
        IS("Doanh thu là một triệu rưỡi đồng.", "level value=1500000 unit=VND text='một triệu rưỡi đồng'"),
        IS("Doanh thu là 2 tỷ rưỡi.", "level value=2500000000 unit=VND"),
        IS("Tổng kinh phí là 2 tỷ 5.", "level value=2500000000 unit=VND text='2 tỷ 5'"),
        IS("Thu nhập bình quân là 8 triệu 5.", "level value=8500000 unit=VND"),
        IS("Sản lượng điện đạt 1,2 triệu kWh.", "level value=1200000 unit=kW.h"),
        IS("Thiệt hại 1,5 ngàn con gia cầm.", "level value=1500 unit=1"),
        IS("Tổng thu đạt 39 tỷ 200 triệu 500 nghìn đồng.", "level value=39200500000"),
        IS("Đón 12,5 triệu lượt khách.", "level value=12500000 unit=1"),
        IS("Thả nuôi 2 vạn con gia cầm.", "level value=20000 unit=1"),
    };
    RUN(multipliers);
}

static void reads_ranges(void **state)
{
    (void)state;
    static const struct example ranges[] = {
        IS("Tỷ lệ hao hụt là 7-10%.", "level value=8.5 low=7 high=10 unit=% text='7-10%'"),
        IS("Tỷ lệ hao hụt là 7 – 10%.", "level value=8.5 low=7 high=10 unit=%"),
        IS("Tỷ lệ hao hụt là từ 7 đến 10%.", "level value=8.5 low=7 high=10 unit=% text='7 đến 10%'"),
        IS("Tỷ lệ hao hụt là 1- 1,5%.", "level value=1.25 low=1 high=1.5 unit=%"),
        IS("Tỷ lệ hao hụt là 7% - 10%.", "level value=8.5 low=7 high=10 unit=%"),
        IS("Vốn đầu tư từ 30 đến 40 tỷ đồng.", "level value=35000000000 low=30000000000 high=40000000000 unit=VND"),
        IS("Hội viên thu lãi 200-300 triệu đồng.", "level value=250000000 low=200000000 high=300000000 unit=VND"),
        IS("Năng suất đạt 60 – 65 tạ/ha.", "level value=6.25 low=6 high=6.5 unit=t/har"),
        IS("Tốc độ tăng trưởng kinh tế đạt 6,5-7%/năm.", "level value=6.75 low=6.5 high=7 unit=%/a"),
        IS("Diện tích đạt 1.000 - 1.200 ha.", "level low=1000 high=1200 value=1100 unit=har"),
        IS("Tỷ lệ hao hụt từ 7% đến 10%.", "level low=7 high=10 unit=%"),
        IS("Mức phạt từ 500.000 - 1 triệu đồng.", "level low=500000 high=1000000 unit=VND"),
        IS("Vốn đầu tư 30-40 nghìn tỷ đồng.", "level low=30000000000000 high=40000000000000"),
        IS("Kinh phí từ 1,5 đến 2 tỷ đồng.", "level low=1500000000 high=2000000000"),
        IS("Kinh phí từ 500 triệu đến 2 tỷ đồng.", "level low=500000000 high=2000000000"),
    };
    RUN(ranges);
}

static void reads_number_words(void **state)
{
    (void)state;
    static const struct example words[] = {
        IS("Huyện có hai xã về đích nông thôn mới.", "level value=2 unit=1 counted=xã"),
        IS("Tỉnh đón gần một triệu lượt khách.", "level value=1000000 qualifier=nearly text='một triệu lượt khách'"),
        IS("Toàn huyện có mười hai trường đạt chuẩn quốc gia.", "level value=12 counted=trường text='mười hai trường'"),
        IS("Toàn huyện có hai mươi tư trường học.", "level value=24"),
        IS("Toàn huyện có hai mươi lăm trường học.", "level value=25"),
        IS("Toàn huyện có hai mươi nhăm trường học.", "level value=25"),
        IS("Toàn huyện có ba mươi mốt trường học.", "level value=31"),
        IS("Toàn huyện có một trăm lẻ ba trường học.", "level value=103"),
        IS("Toàn huyện có một trăm linh năm trường học.", "level value=105"),
        IS("Toàn huyện có năm nghìn năm trăm năm mươi lăm hộ dân.", "level value=5555"),
        IS("Toàn tỉnh trồng được hai vạn ba nghìn cây xanh.", "level value=23000"),
    };
    RUN(words);
}

static void reads_fractions_in_words(void **state)
{
    (void)state;
    static const struct example fractions[] = {
        IS("Huyện có một phần ba số hộ sử dụng nước sạch.", "level part=1 whole=3"),
        IS("Toàn xã có hai phần ba số hộ dùng nước sạch.", "level part=2 whole=3"),
        IS("Đã có ba phần tư số xã về đích.", "level part=3 whole=4"),
    };
    RUN(fractions);
}

static void reads_qualifiers(void **state)
{
    (void)state;
    static const struct example qualifiers[] = {
        IS("Sản lượng đạt khoảng 500 tấn.", "level value=500 qualifier=about span=31..40 text='500 tấn'"),
        IS("Sản lượng đạt xấp xỉ 500 tấn.", "level value=500 qualifier=about"),
        IS("Sản lượng đạt chừng 500 tấn.", "level value=500 qualifier=about"),
        IS("Sản lượng đạt gần 500 tấn.", "level value=500 qualifier=nearly"),
        IS("Sản lượng đạt hơn 500 tấn.", "level value=500 qualifier=over"),
        IS("Sản lượng đạt trên 500 tấn.", "level value=500 qualifier=over"),
        IS("Tỷ lệ hộ nghèo còn dưới 2%.", "level value=2 qualifier=under"),
        IS("Mỗi xã trồng ít nhất 500 cây xanh.", "level value=500 qualifier=at_least"),
        IS("Mỗi xã trồng tối thiểu 500 cây xanh.", "level value=500 qualifier=at_least"),
        IS("Có từ 65% hộ dân trở lên dùng nước sạch.", "level value=65 qualifier=at_least"),
        IS("Có từ 65% hộ dân dùng nước sạch.", "level value=65 qualifier=-"),
        IS("Sản lượng đạt 500 tấn trở lên.", "level value=500 qualifier=at_least text='500 tấn'"),
        IS("Mức hỗ trợ tối đa 50 triệu đồng.", "level value=50000000 qualifier=at_most"),
        IS("Mức hỗ trợ không quá 50 triệu đồng.", "level value=50000000 qualifier=at_most"),
        IS("Sản lượng đạt 500 tấn.", "level value=500 qualifier=-"),
        /* the nearest word wins */
        IS("Sản lượng đạt khoảng trên 500 tấn.", "level value=500 qualifier=over"),
    };
    RUN(qualifiers);
}

static void keeps_every_digit(void **state)
{
    (void)state;
    static const struct example exact[] = {
        IS("Sản lượng đạt 0,1 tấn.", "level value=0.1"),
        IS("Tổng thu đạt 9.007.199.254.740.993 đồng.", "level value=9007199254740993 unit=VND"),
        IS("Tổng thu đạt 123.456,789012 tỷ đồng.", "level value=123456789012000 unit=VND"),
    };
    RUN(exact);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_separators),
        cmocka_unit_test(reads_an_english_article_the_english_way),
        cmocka_unit_test(reads_no_more_than_34_digits),
        cmocka_unit_test(reads_multipliers),
        cmocka_unit_test(reads_ranges),
        cmocka_unit_test(reads_number_words),
        cmocka_unit_test(reads_fractions_in_words),
        cmocka_unit_test(reads_qualifiers),
        cmocka_unit_test(keeps_every_digit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
