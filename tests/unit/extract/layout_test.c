/* The head of a plain text and the page around it: where title and date stand, and what is not the article. */
#include "tests/unit/extract/support.h"

#include <stdlib.h>
#include <string.h>

#include <indicatord/extract.h>

#include "daemon/base/buffer.h"
#include "tests/support/extracting.h"

#define TITLE "Huyện Đồng Xuân hoàn thành kế hoạch sản xuất"
#define FIGURE "Thu ngân sách nhà nước trên địa bàn đạt 41,5 tỷ đồng."
#define PROSE                                                                                                              \
    "Báo cáo tại hội nghị, đại diện lãnh đạo Ủy ban nhân dân huyện Đồng Xuân cho biết thu ngân sách nhà nước trên địa bàn " \
    "huyện đã đạt 41,5 tỷ đồng, bằng dự toán mà Hội đồng nhân dân tỉnh giao từ đầu năm."

static const ind_result *extract(void **state, const char *text)
{
    return extracting_text(*state, text, strlen(text));
}

static void reads_title_and_date_of_the_head(void **state)
{
    static const struct {
        const char *lines;
        ind_date date;
    } heads[] = {
        {TITLE "\nThứ sáu, 12/03/2021 | 08:15 GMT+7\n", {2021, 3, 12}},
        {TITLE " (16:04 08/01/2021)\n", {2021, 1, 8}},
        {"date 2021-07-12 " TITLE "\n", {2021, 7, 12}},
        {TITLE "\nNgày đăng: 12/03/2021\n", {2021, 3, 12}},
        {TITLE "\nCập nhật lúc 08:15, 12/3/2021\n", {2021, 3, 12}},
        {TITLE "\nCập nhật: Thứ Sáu, ngày 12 tháng 03 năm 2021\n", {2021, 3, 12}},
        {TITLE "\nĐăng ngày 12 tháng 3 năm 2021\n", {2021, 3, 12}},
        {TITLE "\nPV•28/01/2025 08:22\n", {2025, 1, 28}},
        {TITLE "\n[12/03/2021 08:15]\n", {2021, 3, 12}},
        {"Trang chủ > Kinh tế > Nông nghiệp\n" TITLE "\n12-03-2021\n", {2021, 3, 12}},
        {"Trang chủ\nĐọc báo in\n" TITLE "\nLượt xem: 1.254\n12.03.2021 08:15\n", {2021, 3, 12}},
        {TITLE "\n", {0}},
        {TITLE "\nNgày 32 tháng 3 năm 2021\n", {0}},
        {TITLE "\nTính đến ngày 15/6/2023\n", {0}}, /* up to when the figures are told */
        {TITLE "\nChỉ tiêu\t31/12/2021\t31/12/2022\nHộ nghèo (hộ)\t25\t12\n", {0}},
    };
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        char text[512];
        snprintf(text, sizeof text, "%s%s\n", heads[i].lines, FIGURE);
        const ind_result *result = extract(state, text);
        if (memcmp(&result->article.published, &heads[i].date, sizeof(ind_date)))
            fail_msg("%s: %d-%d-%d", heads[i].lines, result->article.published.year, result->article.published.month,
                     result->article.published.day);
        if (heads[i].date.year) {
            assert_string_equal(result->article.published_source, "head_line");
            assert_int_equal(result->count, 1);
        }
        if (result->article.title.length != strlen(TITLE) || memcmp(result->article.title.bytes, TITLE, strlen(TITLE)))
            fail_msg("%s: the title is %.*s", heads[i].lines, (int)result->article.title.length, result->article.title.bytes);
    }
}

/* A line about the page is left out alone; the head of a part of the page with all that follows, until prose goes on. */
static void leaves_out_the_page_around(void **state)
{
    static const struct {
        const char *lines;
        uint32_t observations; /* beside the one of FIGURE */
    } pages[] = {
        {"Lượt xem: 1.254\n" FIGURE "\n", 1},
        {"Số lượt xem: 25 lượt\n", 0},
        {"Điện thoại: 0257.3872.123 - Fax: 0257.3872.456\n", 0},
        {"- Điện thoại liên hệ: 0912 345 678\n", 0},
        {"Email: a12@example.gov.vn\n", 0},
        {"Giấy phép số 12/GP-TTĐT do 5 đơn vị cấp\n", 0},
        {"Bản quyền © 2021, 15 tác giả\n", 0},
        {"Chia sẻ: 25 người\n", 0},
        {"Cánh đồng mẫu lớn 50 ha tại xã Xuân Quang – Ảnh: V.B\n", 0},
        {"Ảnh: 12 ha rừng bị cháy.\n", 1},
        {"Xuân Hoàng 0 bình luận | Chia sẻ | Bản in\n", 0},
        {"Tệp đính kèm: BC_T10.pdf (412 KB) | Số lần được xem: 318\n", 0},
        {"Thống kê truy cập\nĐang online: 27 người\nHôm nay: 1.254 lượt\nTổng số: 3.457.120 lượt\n", 0},
        {"Các bài đã đăng\nXã B trồng 12 ha rừng\nXã C trồng 15 ha rừng\n", 0},
        {"Tin liên quan\nXã B trồng 12 ha rừng\n" PROSE "\n", 1},
        {"Ý kiến bạn đọc\n5 người đã gửi\nGửi bình luận\n500 chữ\n", 0},
        {"Điện thoại, máy tính bán được 125 chiếc.\n", 1},
        {"Giấy phép xây dựng được cấp cho 15 hộ.\n", 1},
        {"Email được 12 đơn vị sử dụng.\n", 1},
        {"Họp thường kỳ, trồng 12 ha (08/08/2019)\n", 0},
    };
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        char text[1024];
        snprintf(text, sizeof text, "%s\n\n%s\n%s", TITLE, FIGURE, pages[i].lines);
        const ind_result *result = extract(state, text);
        if (result->count != 1 + pages[i].observations)
            fail_msg("%u observations in %s", result->count, pages[i].lines);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_title_and_date_of_the_head),
        cmocka_unit_test(leaves_out_the_page_around),
    };
    return cmocka_run_group_tests(tests, extracting_set_up, extracting_tear_down);
}
