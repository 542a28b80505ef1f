/* What is a mention and what is none: observation contract section 3, and what other programs take dates, terms, legal
 * numbers and the word "năm" for. */
#include "tests/unit/extract/support.h"

static void leaves_out_dates_and_times(void **state)
{
    (void)state;
    static const struct example dates[] = {
        IS("Ngày 31/10, huyện tổ chức hội nghị.", ""),
        IS("Hội nghị diễn ra sáng 23-1.", ""),
        IS("Năm 2020, huyện hoàn thành các nhiệm vụ.", ""),
        IS("Trong 6 tháng đầu năm, tình hình ổn định.", ""),
        IS("Quý II tình hình ổn định.", ""),
        IS("Quý 2 tình hình ổn định.", ""),
        IS("Đại hội nhiệm kỳ 2020-2025 thành công tốt đẹp.", ""),
        IS("Cập nhật lúc 16:04 ngày 12/3/2021.", ""),
        IS("Lễ khai mạc bắt đầu lúc 7h30.", ""),
        IS("Phòng phiếu mở từ 7g sáng, đóng vào 19g cùng ngày, nơi đông có thể kéo dài đến 21g.", ""),
        IS("Quầy hàng bán 8g-17g hằng ngày.", ""),
        IS("Doanh số các nhánh đều tăng trưởng 2-3 con số.", ""),
        IS("Lễ khai mạc bắt đầu lúc 7 giờ 30 phút.", ""),
        IS("Trong giai đoạn 2021-2025, huyện tập trung phát triển du lịch.", ""),
        IS("Tình hình tháng 9/2021 ổn định.", ""),
        IS("Từ tháng 3 đến tháng 5, thời tiết thuận lợi.", ""),
        IS("Từ ngày 01/01/2021 đến ngày 15/5/2021, không có dịch bệnh.", ""),
        IS("Kế hoạch phải hoàn thành trước 31/10.", ""),
        IS("Trong 9 tháng, thời tiết thuận lợi.", ""),
        IS("Hội nghị ngày 12.5.2021 đã thống nhất.", ""),
        IS("Những năm 90 của thế kỷ 20, đời sống còn khó khăn.", ""),
        IS("Họp lúc 16 giờ 30.", ""),
        IS("Thời gian từ 8h00 đến 11h30.", ""),
        IS("Trong quý I và quý II, thời tiết thuận lợi.", ""),
        IS("Vào cuối thế kỷ 19, làng được lập.", ""),
        IS("Ngày 3 tháng 2 năm 1930, Đảng ra đời.", ""),
        IS("Kỷ niệm ngày 27/7 và 22-12.", ""),
        IS("Năm học 2020-2021 bắt đầu.", ""),
    };
    RUN(dates);
}

static void leaves_out_numbers_of_documents(void **state)
{
    (void)state;
    static const struct example documents[] = {
        IS("Thực hiện Nghị quyết số 13-NQ/HU của Huyện ủy.", ""),
        IS("Thực hiện Chỉ thị 05 của Bộ Chính trị.", ""),
        IS("Thực hiện Nghị quyết Trung ương 4 khóa XII.", ""),
        IS("Nghị quyết số 15/2021/NQ-HĐND được thông qua.", ""),
        IS("Theo Quyết định 1234/QĐ-UBND của tỉnh.", ""),
        IS("Theo Nghị định 08/2021/NĐ-CP của Chính phủ.", ""),
        IS("Thực hiện Chỉ thị số 16/CT-TTg của Thủ tướng.", ""),
        IS("Căn cứ Thông tư 19 của Bộ.", ""),
        IS("Theo khoản 2 Điều 15 của Luật Đất đai.", ""),
        IS("Triển khai Đề án 25 của tỉnh.", ""),
        IS("Thực hiện Công điện số 02/CĐ-UBND.", ""),
        IS("Theo Kế hoạch 150-KH/HU của Huyện ủy.", ""),
        IS("Thực hiện Nghị quyết 18, 19 của Trung ương.", ""),
        IS("Thực hiện Nghị quyết 35 và Chỉ thị 23.", ""),
    };
    RUN(documents);
}

static void leaves_out_numbers_that_are_names(void **state)
{
    (void)state;
    static const struct example names[] = {
        IS("Các xã thuộc Chương trình 135 được quan tâm.", ""),
        IS("Đại hội lần thứ VI thành công tốt đẹp.", ""),
        IS("Tuyến Quốc lộ 18 đã thông xe.", ""),
        IS("Nhân dân thôn 3 phấn khởi.", ""),
        IS("Nhân dân tổ 5 phấn khởi.", ""),
        IS("Nâng cấp phần mềm 3.0 cho cán bộ.", ""),
        IS("Cách mạng công nghiệp 4.0 mở ra cơ hội.", ""),
        IS("Công tác phòng chống Covid-19 được chú trọng.", ""),
        IS("Đường tỉnh 334 được nâng cấp.", ""),
        IS("Học sinh lớp 9A đạt thành tích cao.", ""),
        IS("Quận 1 và Quận 12 dẫn đầu phong trào.", ""),
        IS("Bệnh viện dã chiến số 2 đã hoạt động.", ""),
        IS("Cán bộ Trung đoàn 244 giúp dân.", ""),
        IS("Cán bộ Sư đoàn 395 giúp dân.", ""),
        IS("Nhân dân khu 5 phấn khởi.", ""),
        IS("Nhân dân tổ dân phố 7 phấn khởi.", ""),
        IS("Tuyến QL18A đã thông xe.", ""),
        IS("Xe mang biển số 14A-123.45 vi phạm.", ""),
        IS("Học sinh khối 12 ôn thi.", ""),
        IS("Mạng 5G được phủ sóng.", ""),
    };
    RUN(names);
}

static void leaves_out_ranks_and_list_numbers(void **state)
{
    (void)state;
    static const struct example ranks[] = {
        IS("Hội nghị lần thứ 2 đã khai mạc.", ""),
        IS("Việc tuyển quân đợt 1 đã hoàn thành.", ""),
        IS("Huyện xếp thứ 5 toàn tỉnh.", ""),
        IS("Huyện đứng thứ 2 của tỉnh.", ""),
        IS("Các nhiệm vụ gồm:\n1. Phát triển kinh tế\n2. Phát triển xã hội\n", ""),
        IS("Các nhiệm vụ gồm:\n1) Phát triển kinh tế\n2) Phát triển xã hội\n", ""),
        IS("Có các nội dung: (1) phát triển kinh tế; (2) phát triển xã hội.", ""),
        IS("Đây là năm thứ ba liên tiếp huyện dẫn đầu.", ""),
    };
    RUN(ranks);
}

static void leaves_out_the_page_around_the_article(void **state)
{
    (void)state;
    static const struct example pages[] = {
        IS("Liên hệ điện thoại 0203.3888.123 để được tư vấn.", ""),
        IS("Điện thoại: 0912 345 678", ""),
        IS("Huyện tổng kết công tác năm\n\nSản lượng lúa cả năm đạt 500 tấn.\n\nThống kê truy cập\nHôm nay: 1.250\nTổng lượt: 35.789.112\n",
           "level value=500 unit=t"),
        IS("Huyện tổng kết công tác năm\n\nSản lượng lúa cả năm đạt 500 tấn.\n\nCác tin đã đăng\nHuyện trồng 30 ha rừng (12/03/2021)\n"
           "Xã có 5 hộ thoát nghèo (11/03/2021)\n",
           "level value=500 unit=t"),
        IS("Huyện tổng kết công tác năm\n\nSản lượng lúa cả năm đạt 500 tấn.\n\nLượt xem: 1.234\n", "level value=500 unit=t"),
        IS("Huyện tổng kết công tác năm\n\nSản lượng lúa cả năm đạt 500 tấn.\n\nĐT: 0203.388.8123 - Fax: 0203.388.8124\n", "level value=500 unit=t"),
        IS("Huyện tổng kết công tác năm\n\nSản lượng lúa cả năm đạt 500 tấn.\n\nTrang 1 2 3 4 ... 10\n", "level value=500 unit=t"),
    };
    RUN(pages);
}

static void leaves_out_idioms(void **state)
{
    (void)state;
    static const struct example idioms[] = {
        IS("Một số cán bộ chưa gương mẫu.", ""),
        IS("Đây là một trong những nhiệm vụ trọng tâm.", ""),
        IS("Triển khai một cách đồng bộ.", ""),
        IS("Hai bên ký kết biên bản hợp tác.", ""),
        IS("Quân dân ba mặt giáp công.", ""),
        IS("Hàng trăm người dân tham gia.", ""),
        IS("Năm thứ ba liên tiếp được mùa.", ""),
        IS("Thứ ba tuần này, hội nghị khai mạc.", ""),
        IS("Vài chục hộ dân phải sơ tán.", ""),
        IS("Hàng nghìn lượt khách tham quan.", ""),
        IS("Bộ phận một cửa hoạt động tốt.", ""),
        IS("Người dân một lòng theo Đảng.", ""),
    };
    RUN(idioms);
}

static void keeps_both_numbers_of_a_part_of_a_whole(void **state)
{
    (void)state;
    static const struct example parts[] = {
        IS("Huyện hoàn thành 18/21 chỉ tiêu.", "level value=18 part=18 whole=21 unit=1 counted='chỉ tiêu' text='18/21 chỉ tiêu'"),
        IS("Có 10/16 xã đạt chuẩn nông thôn mới.", "level value=10 part=10 whole=16 counted=xã"),
        IS("Xã hoàn thành 05/05 chỉ tiêu.", "level value=5 part=5 whole=5 counted='chỉ tiêu'"),
        IS("Toàn tỉnh có 79/88 trường đạt chuẩn quốc gia.", "level value=79 part=79 whole=88 counted=trường"),
        IS("Có 10/12 xã về đích.", "level part=10 whole=12"),
        IS("Đã có 1.250/1.300 hộ đăng ký.", "level part=1250 whole=1300 counted=hộ"),
        IS("Tình hình tháng 9/2021: có 12/15 xã đạt chuẩn.", "level part=12 whole=15"),
        IS("Có 252/260 đảng viên tham dự, đạt 96,9%.", "level part=252 whole=260 counted='đảng viên' share ratio=0.969 consistent=true"),
        IS("Có 20/20 xã đạt 19/19 tiêu chí.", "level part=20 whole=20 level part=19 whole=19"),
        IS("Huyện đạt 9/9 tiêu chí.", "level part=9 whole=9 counted='tiêu chí'"),
        IS("Có 3/5 số xã đạt chuẩn.", "level part=3 whole=5"),
    };
    RUN(parts);
}

static void tells_year_from_five(void **state)
{
    (void)state;
    static const struct example years[] = {
        IS("Thu nhập bình quân đạt 47 triệu đồng/người/năm.", "level value=47000000 unit=VND/{person}/a"),
        IS("Trong năm qua, huyện trồng 30 ha rừng.", "level value=30 unit=har"),
        IS("Cả năm huyện trồng 30 ha rừng.", "level value=30 unit=har"),
        IS("Toàn xã có năm nghìn năm trăm năm mươi lăm người.", "level value=5555 counted=người"),
        IS("Mỗi năm có 35 người đi xuất khẩu lao động.", "level value=35"),
        IS("Ban Chấp hành gồm 39 đồng chí.", "level value=39"),
        IS("Thành lập 01 chi bộ và 08 tổ hợp tác.", "level value=1 level value=8"),
        IS("Tổ chức 12 hội nghị với 1.250 lượt người tham gia.", "level value=12 level value=1250"),
        IS("Trao 10 suất quà trị giá 5 triệu đồng.", "level value=10 level value=5000000 unit=VND"),
    };
    RUN(years);
}

static void ends_a_counted_noun_before_a_name(void **state)
{
    (void)state;
    static const struct example names[] = {
        IS("Gồm: huyện Củ Chi: 20/20 xã, huyện Hóc Môn: 10/11 xã.", "level counted='xã' text='20/20 xã' level text='10/11 xã'"),
        IS("Có 82 người bị thương (Lào Cai 2, Quảng Ninh 9, Hải Phòng 7).",
           "obs label='người bị thương' level value=82 obs label='người bị thương' level value=2 counted='người' "
           "rule='count:listed' obs level value=9 obs level value=7"),
        IS("Có 46 nhà tốc mái (Mường Khương 4; Bảo Thắng 12; huyện Si Ma Cai 30).",
           "level value=46 obs label='nhà tốc mái' level value=4 counted='nhà' rule='count:listed' obs level value=12 "
           "obs level value=30"),
        IS("Toàn tỉnh ghi nhận 19 ổ dịch, gồm: Tân Lạc 8, Lạc Sơn: 9 và Cao Phong 2.",
           "level value=19 obs level value=8 counted='ổ dịch' obs level value=9 obs level value=2"),
        IS("Có 31 người (11 người chết, 20 người mất tích), gồm: Bảo Yên 25, Sa Pa 6.",
           "level value=31 level value=11 level value=20 level value=25 level value=6"),
        IS("Mưa lũ làm 5.210 ha lúa và hoa màu bị hư hại (Đại Lộc 3.150, Duy Xuyên 2.060).",
           "level value=5210 unit=har obs level value=3150 unit=har rule='count:listed' obs level value=2060 unit=har"),
        IS("Huyện xây 6 phòng học (Trường Tiểu học Kim Đồng 2).", "level value=6"),
        IS("Có 12 đội, gồm: Sao Vàng 2021, Hoàng Gia 2022.", "level value=12"),
        IS("Diện tích lúa bị ngập là 1.439 ha (Nghệ An 1.256 ha; Quảng Bình 2 ha); 2.449 ha hoa màu bị thiệt hại.",
           "obs label='Diện tích lúa bị ngập' level obs label='Diện tích lúa bị ngập' level value=1256 "
           "obs label='Diện tích lúa bị ngập' level value=2 obs label='hoa màu bị thiệt hại' level value=2449"),
        IS("Tàu BĐ 97258 TS/8 lao động mất liên lạc.", "level value=8"),
        IS("Có 81 nam thanh niên viết đơn.", "level counted='nam thanh niên'"),
        IS("Tổng số khách ước đạt 3.475\nnghìn lượt khách trong năm.", "level value=3475000 text='3.475 nghìn lượt khách'"),
        IS("Qua rà soát đến cuối năm tỷ lệ hộ nghèo còn 8,93%.", "level value=8.93 unit=%"),
        IS("Gia cầm 312 ngìn con, thu 15 tỷđồng.", "level value=312000 level value=15000000000 unit=VND"),
        IS("Có 179 tiêu chí/15 xã, bình quân mỗi xã đạt 11,9 tiêu chí.", "level text='179 tiêu chí' level text='15 xã' level text='11,9 tiêu chí'"),
    };
    RUN(names);
}

static void says_what_it_left_out(void **state)
{
    (void)state;
    static const struct example left[] = {
        IS("Thực hiện Chỉ thị 05, huyện trồng 30 ha rừng.", "level value=30 unit=har left text=05"),
        IS("Tuyến Quốc lộ 18 dài 30 km.", "level value=30000 unit=m left text=18"),
    };
    RUN(left);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(leaves_out_dates_and_times),
        cmocka_unit_test(leaves_out_numbers_of_documents),
        cmocka_unit_test(leaves_out_numbers_that_are_names),
        cmocka_unit_test(leaves_out_ranks_and_list_numbers),
        cmocka_unit_test(leaves_out_the_page_around_the_article),
        cmocka_unit_test(leaves_out_idioms),
        cmocka_unit_test(keeps_both_numbers_of_a_part_of_a_whole),
        cmocka_unit_test(tells_year_from_five),
        cmocka_unit_test(ends_a_counted_noun_before_a_name),
        cmocka_unit_test(says_what_it_left_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
