/* The words of a label, class by class: where they begin and end, and what a figure's own words lack and its heading or
 * its neighbour lends. Whether an observation has its label at all is labels_test.c's. */
#include "tests/unit/extract/support.h"

static void cuts_no_word_in_two(void **state)
{
    (void)state;
    static const struct example whole[] = {
        IS("Tỷ lệ lao động qua đào tạo có chứng chỉ đạt 28,3%.", "obs label='Tỷ lệ lao động qua đào tạo có chứng chỉ' level"),
        IS("Tỷ lệ lao động qua đào tạo đạt 74%, trong đó bằng cấp, chứng chỉ 30,5%.",
           "obs label='Tỷ lệ lao động qua đào tạo' level obs label='bằng cấp, chứng chỉ' level"),
        IS("Tỉnh hỗ trợ khẩn cấp 100 tỷ đồng.", "obs label='hỗ trợ khẩn cấp' level"),
        IS("Hạ tầng giao thông chiếm 46%.", "obs label='Hạ tầng giao thông' level value=46"),
        IS("Số đảng viên mới đạt 187 đồng chí.", "obs label='Số đảng viên mới' level value=187"),
        IS("Sản lượng tôm, cua đạt 3.900 tấn.", "obs label='Sản lượng tôm, cua' level"),
        IS("Năm 2025, xã phấn đấu sản lượng tôm, cua đạt 3.900 tấn.", "obs label='sản lượng tôm, cua' level"),
        IS("Khách đến tham quan, nghỉ dưỡng ước đạt 84.000 lượt.", "obs label='Khách đến tham quan, nghỉ dưỡng' level"),
        IS("Công an huyện điều tra, khám phá 65 vụ phạm pháp.", "obs label='điều tra, khám phá vụ phạm pháp' level value=65"),
        IS("Huyện ủy thông qua 21 hồ sơ của các chi, đảng bộ cơ sở.", "obs label='thông qua hồ sơ của các chi, đảng bộ cơ sở' level"),
        IS("Huyện có 71 trường công lập, 12 trường tư thục.", "obs label='trường công lập' level value=71 obs label='trường tư thục' level value=12"),
    };
    RUN(whole);
}

static void keeps_whom_a_deed_concerns(void **state)
{
    (void)state;
    static const struct example concerned[] = {
        IS("Công nhận đảng viên chính thức đối với 148 đồng chí.",
           "obs label='Công nhận đảng viên chính thức đối với đồng chí' level value=148"),
        IS("Lập biên bản đối với 2.682 trường hợp.", "obs label='Lập biên bản đối với trường hợp' level value=2682"),
        IS("Tổ chức 412 lượt tuần tra, phát hiện và lập biên bản đối với 66 trường hợp vi phạm.",
           "obs label='Tổ chức lượt tuần tra' level value=412 "
           "obs label='phát hiện và lập biên bản đối với trường hợp vi phạm' level value=66"),
    };
    RUN(concerned);
}

static void completes_a_measure_by_its_heading(void **state)
{
    (void)state;
    static const struct example headings[] = {
        IS("Lúa: diện tích 500 ha, năng suất 62 tạ/ha, sản lượng 3.100 tấn.",
           "obs label='diện tích Lúa' level obs label='năng suất Lúa' level obs label='sản lượng Lúa' level"),
        IS("- Cây lạc: Diện tích gieo trồng 33 ha, năng suất đạt 30 tạ/ha.",
           "obs label='Diện tích gieo trồng Cây lạc' code='peanut.area' level obs label='năng suất Cây lạc' level"),
        IS("Về xuất khẩu, kim ngạch tháng 5 ước đạt 32,8 triệu USD.", "obs label='kim ngạch xuất khẩu' level"),
        IS("Đối với cây cà phê, sản lượng đạt 5.600 tấn.", "obs label='sản lượng cây cà phê' level"),
        IS("* Cây hồ tiêu:\n- Diện tích: 1.200 ha.\n- Sản lượng: 2.300 tấn.\n\nSản lượng đạt 7 tấn.",
           "obs label='Diện tích Cây hồ tiêu' level obs label='Sản lượng Cây hồ tiêu' level obs label='Sản lượng' level"),
        IS("Công tác kiểm tra sau thông quan: thực hiện 7 cuộc.", "obs label='thực hiện cuộc kiểm tra sau thông quan' level"),
        IS("Tội phạm ma túy: phát hiện 17 vụ, khởi tố 2 vụ.",
           "obs label='phát hiện vụ Tội phạm ma túy' level obs label='khởi tố vụ' level"),
        IS("Tai nạn giao thông: 17 vụ, chết 9 người.",
           "obs label='Tai nạn giao thông' level obs label='chết Tai nạn giao thông' level value=9"),
    };
    static const struct example none[] = {
        IS("Về sản xuất, sản lượng đạt 3.100 tấn.", "obs label='sản lượng' level"),
        IS("Báo cáo tại kỳ họp nêu rõ: sản lượng đạt 3.100 tấn.", "obs label='sản lượng' level"),
        IS("Công an huyện: phát hiện 17 vụ.", "obs label='phát hiện vụ' level"),
        IS("Trong đó: diện tích 500 ha.", "obs label='diện tích' level"),
        IS("Về chăn nuôi: tổng đàn lợn 12.500 con.", "obs label='tổng đàn lợn' level"),
        IS("Lúa: diện tích lúa thuần 500 ha.", "obs label='diện tích lúa thuần' level"),
        IS("Dân quân: 120 đồng chí.", "obs label='Dân quân' level"),
        IS("Về xuất khẩu, kim ngạch đạt 8 triệu USD. Doanh thu đạt 9 tỷ đồng.",
           "obs label='kim ngạch xuất khẩu' level obs label='Doanh thu' level"),
    };
    RUN(headings);
    RUN(none);
}

static void heads_the_items_of_a_measure(void **state)
{
    (void)state;
    static const struct example items[] = {
        IS("Cơ cấu kinh tế: nông nghiệp 33,5%; công nghiệp - xây dựng 40%; dịch vụ 26,5%.",
           "obs label='nông nghiệp' head='Cơ cấu kinh tế' level obs label='công nghiệp - xây dựng' head='Cơ cấu kinh tế' level "
           "obs label='dịch vụ' head='Cơ cấu kinh tế' level"),
        IS("Thiệt hại: lúa 340 ha, hoa màu 120 ha.", "obs label='lúa' head='Thiệt hại' level obs label='hoa màu' head='Thiệt hại' level"),
        IS("Tỷ lệ học sinh bỏ học: Khối 10: 1,9%; Khối 11: 2,3%.",
           "obs label='Khối 10' head='Tỷ lệ học sinh bỏ học' level obs label='Khối 11' head='Tỷ lệ học sinh bỏ học' level"),
        IS("Thu ngân sách: tổng thu nội địa đạt 45 tỷ đồng.", "obs label='tổng thu nội địa' head=- level"),
    };
    RUN(items);
}

static void tells_what_a_sum_was_spent_on(void **state)
{
    (void)state;
    static const struct example sums[] = {
        IS("Tặng 120 suất quà với tổng số tiền 60 triệu đồng.", "obs label='Tặng suất quà' level obs label='Tặng suất quà tổng số tiền' level"),
        IS("Hội xây dựng 53 nhà đại đoàn kết trị giá 832 triệu đồng.",
           "obs label='xây dựng nhà đại đoàn kết' level obs label='xây dựng nhà đại đoàn kết trị giá' level"),
        IS("Xử phạt 2.514 trường hợp, số tiền 5,2 tỷ đồng.", "obs label='Xử phạt trường hợp' level obs label='Xử phạt trường hợp số tiền' level"),
        IS("Các chi hội đã tiết kiệm được số tiền 3 tỷ đồng.", "obs label='tiết kiệm được số tiền' level"),
        IS("Có 15 mô hình; tổng kinh phí thực hiện đạt 450 triệu đồng.",
           "obs label='mô hình' level obs label='tổng kinh phí thực hiện' level"),
        IS("Tặng 120 suất quà cho hộ nghèo các xã trong huyện; kinh phí hoạt động đạt 60 triệu đồng.",
           "obs label='Tặng suất quà cho hộ nghèo các xã trong huyện' level obs label='kinh phí hoạt động' level"),
    };
    RUN(sums);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cuts_no_word_in_two),
        cmocka_unit_test(keeps_whom_a_deed_concerns),
        cmocka_unit_test(completes_a_measure_by_its_heading),
        cmocka_unit_test(heads_the_items_of_a_measure),
        cmocka_unit_test(tells_what_a_sum_was_spent_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
