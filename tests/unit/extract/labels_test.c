/* What is measured, in the article's words: observation contract section 7. */
#include "tests/unit/extract/support.h"

static void takes_the_words_before_the_linking_verb(void **state)
{
    (void)state;
    static const struct example before[] = {
        IS("Năng suất lúa cả năm đạt 52 tạ/ha.", "obs label='Năng suất lúa cả năm' level"),
        IS("Tổng sản lượng lương thực ước đạt 500 tấn.", "obs label='Tổng sản lượng lương thực' level"),
        IS("Tổng chi ngân sách là 30 tỷ đồng.", "obs label='Tổng chi ngân sách' level"),
        IS("Tỷ lệ hộ nghèo còn 1,2%.", "obs label='Tỷ lệ hộ nghèo' level"),
        IS("Tổng đàn gia súc: 1.250 con.", "obs label='Tổng đàn gia súc' level"),
        IS("Số hộ thoát nghèo: 35 hộ.", "obs label='Số hộ thoát nghèo' level"),
        IS("Chỉ số hài lòng của người dân đạt 92%.", "obs label='Chỉ số hài lòng của người dân' level"),
        IS("Tổng sản phẩm trên địa bàn đạt 39,2 tỷ đồng.", "obs label='Tổng sản phẩm trên địa bàn' level"),
    };
    RUN(before);
}

static void joins_verb_and_noun_phrase(void **state)
{
    (void)state;
    static const struct example verbs[] = {
        IS("Trong năm, huyện kết nạp 35 đảng viên mới.", "obs label='kết nạp đảng viên mới' level value=35 counted='đảng viên'"),
        IS("Trong năm, huyện đã hỗ trợ 120 đối tượng gặp khó khăn.", "obs label='hỗ trợ đối tượng gặp khó khăn' level value=120"),
        IS("Trong năm, huyện giải quyết việc làm mới cho 1.200 lao động.", "obs label='giải quyết việc làm mới cho lao động' level value=1200"),
        IS("Huyện đã trồng mới 500 ha rừng.", "obs label='trồng mới rừng' level value=500 unit=har"),
        IS("Công tác Đảng được chú trọng, kết nạp 35 đảng viên.", "obs label='kết nạp đảng viên' level value=35"),
        IS("Huyện đã xóa 120 nhà tạm.", "obs label='xóa nhà tạm' level value=120"),
    };
    RUN(verbs);
}

static void takes_the_noun_phrase_behind_co(void **state)
{
    (void)state;
    static const struct example have[] = {
        IS("Toàn huyện có 25 trường đạt chuẩn quốc gia.", "obs label='trường đạt chuẩn quốc gia' level value=25 counted=trường"),
        IS("Hiện huyện có 12 hợp tác xã.", "obs label='hợp tác xã' level value=12"),
    };
    RUN(have);
}

static void hands_the_head_of_a_list_down(void **state)
{
    (void)state;
    static const struct example heads[] = {
        IS("Tổng giá trị sản xuất công nghiệp đạt 500 tỷ đồng; thương mại - dịch vụ đạt 300 tỷ đồng.",
           "obs label='Tổng giá trị sản xuất công nghiệp' level value=500000000000 "
           "obs label='thương mại - dịch vụ' head='giá trị sản xuất' level value=300000000000"),
    };
    RUN(heads);
}

static void keeps_the_verb_of_a_list(void **state)
{
    (void)state;
    static const struct example lists[] = {
        IS("Trong năm, huyện thành lập mới 35 doanh nghiệp, 5 hợp tác xã.",
           "obs label='thành lập mới doanh nghiệp' level value=35 obs label='thành lập mới hợp tác xã' level value=5"),
        IS("Trong năm, huyện thành lập mới 35 doanh nghiệp và 5 hợp tác xã.",
           "obs label='thành lập mới doanh nghiệp' level value=35 obs label='thành lập mới hợp tác xã' level value=5"),
    };
    RUN(lists);
}

static void gives_the_noun_behind_a_percentage_to_the_label(void **state)
{
    (void)state;
    static const struct example nouns[] = {
        IS("Có 90% chi bộ hoàn thành tốt nhiệm vụ.", "obs label='chi bộ hoàn thành tốt nhiệm vụ' level value=90 unit=% counted=- text='90%'"),
        IS("Có 98% hộ dân sử dụng nước sạch.", "obs label='hộ dân sử dụng nước sạch' level value=98 unit=% counted=-"),
    };
    RUN(nouns);
}

static void drops_connectives_and_frames(void **state)
{
    (void)state;
    static const struct example dropped[] = {
        IS("Nổi bật là thu ngân sách đạt 39,2 tỷ đồng.", "obs label='thu ngân sách' level"),
        IS("Theo đó, thu ngân sách đạt 39,2 tỷ đồng.", "obs label='thu ngân sách' level"),
        IS("Trong đó, thu ngân sách đạt 39,2 tỷ đồng.", "obs label='thu ngân sách' level"),
        IS("Năm 2021, thu ngân sách đạt 39,2 tỷ đồng.", "obs label='thu ngân sách' level"),
        IS("Tổng thu đạt 39,2 tỷ đồng, trong đó thu nội địa đạt 30 tỷ đồng.",
           "obs label='Tổng thu' level value=39200000000 obs label='thu nội địa' level value=30000000000"),
        IS("Cụ thể, thu ngân sách đạt 39,2 tỷ đồng.", "obs label='thu ngân sách' level"),
        IS("Bên cạnh đó, thu ngân sách đạt 39,2 tỷ đồng.", "obs label='thu ngân sách' level"),
        IS("Đến nay, thu ngân sách đạt 39,2 tỷ đồng.", "obs label='thu ngân sách' level"),
        IS("6 tháng đầu năm 2021, thu ngân sách đạt 39,2 tỷ đồng.", "obs label='thu ngân sách' level"),
        IS("Riêng thu nội địa đạt 30 tỷ đồng.", "obs label='thu nội địa' level"),
    };
    RUN(dropped);
}

static void names_what_the_taxonomy_knows(void **state)
{
    (void)state;
    static const struct example codes[] = {
        IS("Năm 2021, thu ngân sách nhà nước đạt 39,2 tỷ đồng.", "obs label='thu ngân sách nhà nước' code='budget.revenue' level"),
        IS("Năm 2021, số lần họp đột xuất của tổ dân vận là 12 lần.", "obs code=- match=- level value=12"),
        IS("Trong năm, huyện kết nạp 35 đảng viên mới.", "obs label='kết nạp đảng viên mới' code='party.members.admitted' level"),
        IS("Thu ngân sách nhà nước trên địa bàn huyện Lạc Dương đạt 39 tỷ đồng.", "obs code='budget.revenue' match=exact level"),
        IS("Tỷ lệ hộ nghèo toàn tỉnh còn 1,2%.", "obs code='poverty.rate' match=exact level"),
        IS("Có 98% hộ dân dùng nước sạch.", "obs label='hộ dân dùng nước sạch' code='environment.clean_water' match=exact level"),
        IS("Tổng giá trị sản xuất công nghiệp đạt 500 tỷ đồng; thương mại - dịch vụ đạt 300 tỷ đồng.",
           "obs code='industry.value' level obs label='thương mại - dịch vụ' code='services.value' level"),
    };
    RUN(codes);
}

static void tells_a_part_from_the_whole(void **state)
{
    (void)state;
    static const struct example parts[] = {
        IS("Trong năm, huyện kết nạp 35 đảng viên nữ.",
           "obs label='kết nạp đảng viên nữ' code='party.members.admitted' match=narrower level"),
        IS("Tỷ lệ hộ nghèo của đồng bào dân tộc thiểu số còn 12,5%.", "obs code='poverty.rate' match=narrower level"),
        IS("Sản lượng lúa tám thơm đạt 500 tấn.", "obs code='rice.output' match=narrower level"),
        IS("Tỷ lệ hộ nghèo và cận nghèo còn 12,5%.", "obs code=- level"),             /* wider */
        IS("Thu nhập bình quân và chi tiêu đạt 50 triệu đồng.", "obs code=- level"),
        IS("Doanh nghiệp vi phạm là 12 doanh nghiệp.", "obs code=- level"),            /* no more than a noun */
        IS("Kim ngạch xuất khẩu đạt 500 tấn.", "obs code=- level unit=t"),             /* a value is no mass */
        IS("Tỷ lệ hộ nghèo là 1.250 hộ.", "obs code=- level unit=1"),                  /* a rate is no count */
    };
    RUN(parts);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(takes_the_words_before_the_linking_verb),
        cmocka_unit_test(joins_verb_and_noun_phrase),
        cmocka_unit_test(takes_the_noun_phrase_behind_co),
        cmocka_unit_test(hands_the_head_of_a_list_down),
        cmocka_unit_test(keeps_the_verb_of_a_list),
        cmocka_unit_test(gives_the_noun_behind_a_percentage_to_the_label),
        cmocka_unit_test(drops_connectives_and_frames),
        cmocka_unit_test(names_what_the_taxonomy_knows),
        cmocka_unit_test(tells_a_part_from_the_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
