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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cuts_no_word_in_two),
        cmocka_unit_test(keeps_whom_a_deed_concerns),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
