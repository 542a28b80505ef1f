/* Years that turn in the middle, what is due and what is looked ahead to, and where a text goes on afterwards:
 * observation contract, section 6. periods_test.c has the plainer shapes. */
#include "tests/unit/extract/support.h"

#define DATED "Tin địa phương\n(12/10/2021)\n\n"

static void reads_years_that_turn_within(void **state)
{
    (void)state;
    static const struct example turning[] = {
        IS("Năm học 2022-2023, huyện có 30 trường.", "obs period=2022-09-01/2023-08-31 level value=30"),
        IS("Trong niên khóa 2022 - 2023, huyện có 30 trường.", "obs period=2022-09-01/2023-08-31 level value=30"),
        IS("Niên vụ cà phê 2022-2023, tỉnh bán 500 tấn cà phê.", "obs period=2022-10-01/2023-09-30 level value=500"),
        IS("Tổng kết năm học 2021-2022\n\nToàn huyện có 30 trường. Năm học 2021-2022, huyện có 9.120 học sinh.\n\nNgành có 800 "
           "giáo viên.",
           "obs period=2021-09-01/2022-08-31 level value=30 obs period=2021-09-01/2022-08-31 level value=9120 "
           "obs period=2021-09-01/2022-08-31 level value=800"),
        IS("Năm học 2021-2022, huyện có 9.120 học sinh, tăng 120 em so với năm học trước. Có 30 trường.",
           "obs period=2021-09-01/2022-08-31 level change delta=120 period=2020-09-01/2021-08-31 "
           "obs period=2021-09-01/2022-08-31 level value=30"),
        IS("Năm 2022, xã trồng 12 ha rừng. Về giáo dục, năm học 2021-2022 tỷ lệ tốt nghiệp đạt 98%. Xã có 5 chợ.",
           "obs period=2022-01-01/2022-12-31 level value=12 obs period=2021-09-01/2022-08-31 level value=98 "
           "obs period=2022-01-01/2022-12-31 level value=5"),
        IS("Tin giáo dục\n(20/8/2020)\n\nNăm học 2020-2021, toàn tỉnh có 2.021 trường.",
           "obs period=2020-09-01/2021-08-31 status=actual level value=2021"),
    };
    RUN(turning);
}

static void knows_what_is_due(void **state)
{
    (void)state;
    static const struct example due[] = {
        IS("Năm 2016, công ty phấn đấu doanh thu 100 tỷ đồng và hoàn thành cổ phần hóa trong quý III, trong đó Nhà nước giữ 64% vốn.",
           "obs period=2016-01-01/2016-12-31 level obs period=2016-01-01/2016-12-31 level value=64"),
        IS("Tại ngày 30/9/2025, nợ vay là 42 tỷ đồng, đáo hạn vào quý II/2026 và quý IV/2027.",
           "obs period=2025-01-01/2025-09-30 status=actual level value=42000000000"),
        IS("Năm 2023, xã hoàn thành 12 km đường trong quý III.", "obs period=2023-07-01/2023-09-30 level value=12000"),
    };
    RUN(due);
}

static void takes_the_year_that_is_meant(void **state)
{
    (void)state;
    static const struct example meant[] = {
        IS("Quý III/2018, xã thu 5 tỷ đồng. Năng suất ước cả năm 1,92 tấn/ha.",
           "obs period=2018-07-01/2018-09-30 level obs period=2018-01-01/2018-12-31 status=estimate level"),
        IS("Dự toán thu cả năm 3.854 tỷ đồng, trong quý IV/2023 cần thu 339 tỷ đồng.",
           "obs period=2023-01-01/2023-12-31 level value=3854000000000 obs period=2023-10-01/2023-12-31 level value=339000000000"),
        IS(DATED "Tháng 9, xã trồng 5 ha rừng. Xã phấn đấu đến hết năm trồng 30 ha rừng.",
           "obs period=2021-09-01/2021-09-30 level obs period=2021-01-01/2021-12-31 status=target level value=30"),
        IS(DATED "Tổng thu ngân sách cả năm phấn đấu đạt 4.900 tỷ đồng.",
           "obs period=2021-01-01/2021-12-31 status=target level value=4900000000000"),
        IS("Quý III/2018, lãi gộp đạt 24 tỷ đồng, chưa bằng một nửa quý III/2017.",
           "obs period=2018-07-01/2018-09-30 level value=24000000000"),
        IS("Hội nghị tổng kết nhiệm vụ phát triển kinh tế - xã hội năm 2023; triển khai nhiệm vụ phát triển kinh tế - xã hội, quốc "
           "phòng - an ninh năm 2024.\n\nHuyện thu ngân sách 90 tỷ đồng.",
           "obs period=2023-01-01/2023-12-31 level"),
        IS("Năm 2023, huyện trồng 5 ha rừng.\n\nKỳ họp thông qua 10 nghị quyết, trong đó có Nghị quyết về nhiệm vụ phát triển kinh tế - xã "
           "hội, quốc phòng - an ninh năm 2024.",
           "obs period=2023-01-01/2023-12-31 level obs period=2023-01-01/2023-12-31 level value=10"),
    };
    RUN(meant);
}

static void goes_on_or_goes_back(void **state)
{
    (void)state;
    static const struct example asides[] = {
        IS("Năm 2018, quỹ chi 95 tỷ đồng. Riêng 5 tháng đầu năm 2019, quỹ chi 40 tỷ đồng. Có 21 xã chi vượt dự toán.",
           "obs period=2018-01-01/2018-12-31 level obs period=2019-01-01/2019-05-31 level obs period=2019-01-01/2019-05-31 level value=21"),
        IS("Năm 2018, quỹ chi 95 tỷ đồng. Riêng tháng 5/2018, quỹ chi 4 tỷ đồng. Có 21 xã chi vượt dự toán.",
           "obs level obs period=2018-05-01/2018-05-31 level obs period=2018-01-01/2018-12-31 level value=21"),
        IS("Phiên họp tháng 11/2023\n\nTrong tháng 11/2023, huyện ghi nhận 218 ca bệnh; giải quyết việc làm cho 310 lao động, lũy kế "
           "từ đầu năm là 2.870 lao động. Tai nạn giao thông xảy ra 17 vụ.",
           "obs period=2023-11-01/2023-11-30 level value=218 obs level value=310 obs period=2023-01-01/2023-11-30 level value=2870 "
           "obs period=2023-11-01/2023-11-30 level value=17"),
        IS("Nhiệm kỳ 2020-2025, xã đạt nhiều kết quả. Năm nay đã qua, thu nhập năm 2025 đạt 51 triệu đồng. Xã huy động 284 tỷ đồng.",
           "obs period=2025-01-01/2025-12-31 level obs period=2020-01-01/2025-12-31 level value=284000000000"),
        IS("Chiều 8/9/2025, tỉnh họp với 135 xã nhằm đánh giá tình hình kinh tế tháng 8.", "obs period=2025-09-08/2025-09-08 level value=135"),
        IS("Quý II/2023, hãng đạt lãi gộp 929 tỷ đồng. Hãng lỗ ròng 1.362 tỷ đồng, giảm so với con số lỗ hơn trăm tỷ trong quý I.",
           "obs level value=929000000000 obs period=2023-04-01/2023-06-30 level value=1362000000000"),
        IS("Thị trường\n(18/8/2022)\n\nTính từ đầu tháng 8, khối ngoại mua ròng 1.450 tỷ đồng.", "obs period=2022-08-01/2022-08-18 level"),
        IS("6 tháng đầu năm 2023, hãng lỗ 1.465 tỷ đồng. Nửa đầu năm ngoái, hãng lỗ 5.168 tỷ đồng.",
           "obs level obs period=2022-01-01/2022-06-30 level value=5168000000000"),
    };
    RUN(asides);
}

static void goes_on_past_what_is_said_by_the_way(void **state)
{
    (void)state;
    static const struct example asides[] = {
        IS("10 tháng đầu năm 2018, xuất khẩu đạt 32 tỷ USD.\n\nXuất khẩu rau quả tháng 10/2018 tăng mạnh – Ảnh: PV\n\nGạo đạt 2,6 tỷ USD.",
           "obs level obs period=2018-01-01/2018-10-31 level value=2600000000"),
        IS("9 tháng đầu năm 2024, xã có 5 chợ.\n\nKỳ thi tốt nghiệp THPT năm 2024, tỷ lệ đỗ đạt 99%. Tạo việc làm cho 1.726 lao động.",
           "obs level obs level value=99 obs period=2024-01-01/2024-09-30 level value=1726"),
        IS("Kỳ thi tốt nghiệp THPT năm 2024 có 9.120 thí sinh.\n\nTỷ lệ đỗ đạt 99%.", "obs level obs period=2024-01-01/2024-12-31 level"),
        IS("Trong 3 tháng cuối năm, xã trồng 12 ha rừng, kỷ niệm 80 năm Ngày thành lập (22/12/1944 - 22/12/2024).",
           "obs period=2024-10-01/2024-12-31 level"),
        IS("Tin thời tiết\n(06/8/2023)\n\nTrong 5 ngày từ 1 - 5.8, mưa lớn kéo dài.\n\nMưa lũ làm 9 người chết.",
           "obs period=2023-08-01/2023-08-05 level"),
        IS("Tin địa phương\n(28/9/2018)\n\nThị xã sơ kết 9 tháng năm 2018.\n\nTừ đầu năm đến nay, thu ngân sách 214 tỷ đồng.",
           "obs period=2018-01-01/2018-09-30 level"),
        IS("Du lịch 10 tháng đón gần 9 triệu lượt khách\n(02/11/2024)\n\nTỉnh có 500 phòng.", "obs period=2024-01-01/2024-10-31 level obs period=2024-01-01/2024-10-31 level"),
        IS("KẾT QUẢ DU LỊCH 9 THÁNG ĐẦU NĂM 2017\n\nToàn tỉnh đón 500 lượt khách.", "obs period=2017-01-01/2017-09-30 level"),
        IS("Đến cuối năm 2023, xã đã đạt 19/19 tiêu chí. Thu nhập bình quân đạt 68 triệu đồng.",
           "obs status=actual level part=19 obs status=actual level value=68000000"),
        IS("Đến năm 2025, thu nhập bình quân đạt 68 triệu đồng. Hộ nghèo còn 2%.", "obs status=target level obs status=target level value=2"),
        IS("Năm 2018, Hội kết nạp 21 hội viên. Nội dung là Bộ luật Hình sự năm 2015 sửa đổi, bổ sung năm 2017, Luật Đất đai năm 2013.\n\n"
           "Hội tư vấn 412 vụ việc.",
           "obs level obs period=2018-01-01/2018-12-31 level value=412"),
        IS("Năm 2019, Hội xây dựng Kế hoạch số 86/KH-BTV ngày 22/01/2019 và kiểm tra 96 tổ. Nợ quá hạn là 198 triệu đồng.",
           "obs status=actual level value=96 obs status=actual level"),
        IS("Đại hội Đảng bộ xã nhiệm kỳ 2020 - 2025\n(02/6/2020)\n\nTrong nhiệm kỳ, Đảng bộ đã kết nạp 52 đảng viên.",
           "obs period=2015-01-01/2020-12-31 level value=52"),
        IS("6 tháng đầu năm 2023, xã có 5 chợ. Diện tích gieo trồng vụ mùa 2023 đạt 312 ha. Thu ngân sách 23 tỷ đồng.",
           "obs level obs period=2023-01-01/2023-12-31 level obs period=2023-01-01/2023-06-30 level"),
        IS("Đại hội Đảng bộ xã nhiệm kỳ 2025-2030\n(12/07/2025)\n\nNhiệm kỳ qua, xã có 5 chợ. Thu ngân sách 5 năm đạt 145 tỷ đồng.",
           "obs level obs period=2020-01-01/2025-12-31 level value=145000000000"),
        IS("BỨC TRANH KINH TẾ 9 THÁNG NĂM 2023\n\nToàn tỉnh đón 500 lượt khách.", "obs period=2023-01-01/2023-09-30 level"),
        IS("DU LỊCH 6 THÁNG CUỐI NĂM 2017\n\nToàn tỉnh đón 500 lượt khách.", "obs period=2017-07-01/2017-12-31 level"),
        IS("Xuất khẩu tháng 7/2023 đạt 30 tỷ USD, tăng 3% so với tháng trước và 7 tháng/2023 đạt 141 tỷ USD.",
           "obs period=2023-07-01/2023-07-31 level change obs period=2023-01-01/2023-07-31 level value=141000000000"),
        IS("Trong kỳ nghỉ (từ ngày 29/4 đến 3/5/2023), tỉnh đón 900 lượt khách. Doanh thu 16 tỷ đồng, tăng ít so với dịp 30/4 - 1/5 năm 2022.",
           "obs period=2023-04-29/2023-05-03 level obs period=2023-04-29/2023-05-03 level"),
        IS(DATED "Sau 9 tháng, xã trồng 12 ha rừng, kéo dài 9 tháng.", "obs level"),
        IS("9 tháng đầu năm 2024, xã có 5 chợ.\n- Thu 13 tỷ đồng. Giải ngân đến ngày 20/9/2024 đạt 5 tỷ đồng.\n- Xã có 39 xóm.",
           "obs level obs level obs period=2024-01-01/2024-09-20 level obs period=2024-01-01/2024-09-30 level value=39"),
    };
    RUN(asides);
}

static void reads_what_is_written_short(void **state)
{
    (void)state;
    static const struct example written[] = {
        IS("Q3/2021, công ty thu 300 tỷ đồng.", "obs period=2021-07-01/2021-09-30 level"),
        IS("QIV-2021, công ty thu 300 tỷ đồng.", "obs period=2021-10-01/2021-12-31 level"),
        IS("9T2021, công ty thu 900 tỷ đồng. 6T/2021 công ty thu 500 tỷ đồng. T9/2021 công ty thu 5 tỷ đồng.",
           "obs period=2021-01-01/2021-09-30 level obs period=2021-01-01/2021-06-30 level obs period=2021-09-01/2021-09-30 level"),
        IS("Năm 2021, Q3 có 5 chợ.", "obs period=2021-01-01/2021-12-31 level value=5"),
        IS("Năm 2021, công ty bán 6T thép.", "obs level value=6 unit=t"),
        IS("Nửa đầu tháng 10/2021, xuất khẩu đạt 300 triệu USD.", "obs period=2021-10-01/2021-10-15 level"),
        IS("Nửa cuối tháng 2/2020, xuất khẩu đạt 300 triệu USD.", "obs period=2020-02-16/2020-02-29 level"),
    };
    RUN(written);
}

static void reads_years_in_a_row(void **state)
{
    (void)state;
    static const struct example rows[] = {
        IS("Giai đoạn 2018 đến 2020, huyện trồng 300 ha rừng.", "obs period=2018-01-01/2020-12-31 level"),
        IS("Từ năm 2018 đến 2020, huyện trồng 300 ha rừng.", "obs period=2018-01-01/2020-12-31 level"),
        IS("Sau 5 năm thực hiện nghị quyết (2016 - 2020), huyện trồng 300 ha rừng.", "obs period=2016-01-01/2020-12-31 level"),
        IS("10 năm qua (2011-2021), huyện trồng 300 ha rừng.", "obs period=2011-01-01/2021-12-31 level"),
        IS(DATED "Từ 2018 đến nay, huyện trồng 300 ha rừng. Đến tháng 8, xã trồng 5 ha.",
           "obs period=2018-01-01/2021-10-12 level obs period=2021-01-01/2021-08-31 level"),
        IS("Giai đoạn 2021-2025, tầm nhìn đến năm 2030, huyện trồng 300 ha rừng.", "obs period=2021-01-01/2025-12-31 level"),
        IS(DATED "Năm ngoái, huyện trồng 300 ha rừng.", "obs period=2020-01-01/2020-12-31 level"),
        IS(DATED "Năm 2020, huyện trồng 200 ha rừng; năm nay trồng 300 ha.", "obs level obs period=2021-01-01/2021-12-31 level"),
        IS(DATED "Dự kiến cả năm, huyện trồng 300 ha rừng.", "obs period=2021-01-01/2021-12-31 status=target level"),
    };
    RUN(rows);
}

static void reads_dates_with_months_in_words(void **state)
{
    (void)state;
    static const struct example dates[] = {
        IS("Tin địa phương\nTháng Bảy 12, 2021\n\n6 tháng đầu năm, huyện thu 5 tỷ đồng.", "obs period=2021-01-01/2021-06-30 level"),
        IS("Tin địa phương\nChủ nhật, 12 Tháng 7 2021 08:00\n\n6 tháng đầu năm, huyện thu 5 tỷ đồng.", "obs period=2021-01-01/2021-06-30 level"),
        IS("Tin địa phương\nJuly 12, 2021\n\n6 tháng đầu năm, huyện thu 5 tỷ đồng.", "obs period=2021-01-01/2021-06-30 level"),
        IS("Tin địa phương\n12 tháng 7, 2021\n\nHuyện có 5 chợ.", "obs period=2021-07-12/2021-07-12 source=article_date level"),
    };
    RUN(dates);
}

static void goes_on_under_its_heading(void **state)
{
    (void)state;
    static const struct example headings[] = {
        IS("BÁO CÁO CỦA XÃ\n(12/07/2021)\n\nI. KẾT QUẢ 6 THÁNG ĐẦU NĂM 2021\n\n1. Về kinh tế\n- Thu ngân sách đạt 3 tỷ đồng.\n\n"
           "II. PHƯƠNG HƯỚNG, NHIỆM VỤ 6 THÁNG CUỐI NĂM 2021\n\n- Gieo trồng 300 ha.\n- Kết nạp 5 đảng viên.\n\nIII. TỔ CHỨC THỰC HIỆN\n\n"
           "Xã có 7 thôn.",
           "obs period=2021-01-01/2021-06-30 status=actual level obs period=2021-07-01/2021-12-31 status=target level value=300 "
           "obs status=target level value=5 obs period=2021-01-01/2021-06-30 status=actual level value=7"),
        IS("9 THÁNG NĂM 2023\n\nTrong 9 THÁNG ĐẦU NĂM 2023, huyện trồng 5 ha.", "obs period=2023-01-01/2023-09-30 level"),
        IS("Năm 2020, huyện thu 39 tỷ đồng. Trong quý IV, huyện khởi công 3 công trình. Huyện làm 5 cầu.\n\nVề nông thôn mới, 5/7 xã đạt chuẩn.",
           "obs level obs period=2020-10-01/2020-12-31 level obs period=2020-10-01/2020-12-31 level obs period=2020-01-01/2020-12-31 level"),
        IS("Hội nghị giải ngân\n\nNăm 2023, huyện giao vốn. Đến 31/10/2023, huyện giải ngân 5 tỷ đồng.\n\nXã A giải ngân 1 tỷ đồng.",
           "obs level obs period=2023-01-01/2023-10-31 level value=1000000000"),
        IS("Hội nghị phát động thi đua năm 2021; 15 tập thể, 32 cá nhân được khen thưởng có thành tích năm 2020.",
           "obs period=2020-01-01/2020-12-31 level value=15 obs period=2020-01-01/2020-12-31 level value=32"),
    };
    RUN(headings);
}

static void tells_what_is_demanded(void **state)
{
    (void)state;
    static const struct example demands[] = {
        IS("Chủ tịch UBND huyện yêu cầu các ngành phòng, chống dịch bệnh, bảo đảm diện tích gieo trồng 500 ha; chỉ đạo trồng 30 ha rừng.",
           "obs status=target level value=500 obs status=target level value=30"),
        IS("Qua thanh tra, đoàn yêu cầu truy đóng cho 46 lao động.", "obs status=actual level value=46"),
        IS("Theo chương trình, kỳ họp dự kiến thông qua 9 nghị quyết.", "obs status=target level value=9"),
        IS("Kỳ họp đã thông qua 9 nghị quyết.", "obs status=actual level value=9"),
        IS(DATED "Năm 2022, huyện phấn đấu trồng 30 ha rừng.\n\nTại hội nghị, 12 tập thể, 46 cá nhân được tặng giấy khen.",
           "obs status=target level value=30 obs status=actual level value=12 obs status=actual level value=46"),
        IS(DATED "Còn phải giải ngân 400 tỷ đồng.", "obs status=target level"),
        IS(DATED "Ngành hoàn toàn có thể đạt mục tiêu xuất khẩu 40 tỷ USD.", "obs status=target level"),
        IS("Tháng 12/2021, ngành ngân hàng họp.\n\nPhấn đấu dư nợ tín dụng đạt từ 12 tỷ đồng trở lên trong năm 2022.",
           "obs period=2022-01-01/2022-12-31 status=target level"),
    };
    RUN(demands);
}

static void tells_what_is_left_of_the_year(void **state)
{
    (void)state;
    static const struct example rest[] = {
        IS("Xã sơ kết 6 tháng đầu năm\n(13/7/2018)\n\nHội nghị thống nhất 6 tháng cuối năm kết nạp 5 đảng viên; làm mới 3 km đường.",
           "obs period=2018-07-01/2018-12-31 status=target level value=5 obs status=target level value=3000"),
        IS("Xã sơ kết 6 tháng đầu năm 2018\n\nHội nghị thống nhất 6 tháng cuối năm kết nạp 5 đảng viên.",
           "obs period=2018-07-01/2018-12-31 status=target level value=5"),
        IS("Xã tổng kết\n(13/12/2018)\n\n6 tháng cuối năm, xã kết nạp 5 đảng viên.",
           "obs period=2018-07-01/2018-12-31 status=actual level value=5"),
        IS("Đảng bộ xã Nghĩa Hành nhiệm kỳ 2025 - 2030\n(19/8/2025)\n\nPhấn đấu đến năm 2030 thu nhập bình quân đầu người đạt 90 triệu "
           "đồng\n\nXã có diện tích tự nhiên 112 km2.",
           "obs period=2030-01-01/2030-12-31 status=target level obs period=2025-08-19/2025-08-19 status=actual level"),
    };
    RUN(rest);
}

static void keeps_an_estimate_to_its_thing(void **state)
{
    (void)state;
    static const struct example estimates[] = {
        IS("Xuất khẩu cà phê ước đạt 80 nghìn tấn với giá trị đạt 438 triệu USD.",
           "obs status=estimate level value=80000 obs status=estimate level value=438000000"),
        IS("Nhóm khoáng sản ước giảm 12,4%, đạt 1,9 tỷ USD.", "obs status=estimate level value=1900000000 change ratio=0.876"),
        IS("Sản lượng lương thực ước đạt 11.874 tấn, trong đó thóc 5.236 tấn; năng suất lúa đạt 58,7 tạ/ha.",
           "obs status=estimate level value=11874 obs status=estimate level value=5236 obs status=actual level value=5.87"),
        IS("Tổng thu ước đạt 80 tỷ đồng, trong đó thu nội địa 60 tỷ đồng; thu từ đất 20 tỷ đồng.",
           "obs status=estimate level obs status=estimate level obs status=estimate level value=20000000000"),
    };
    RUN(estimates);
}

static void keeps_an_example_s_time_to_its_paragraph(void **state)
{
    (void)state;
    static const struct example examples[] = {
        IS(DATED
           "Công an tỉnh khám phá 51 vụ. Điển hình, ngày 28/9/2021, công an huyện A thu giữ 5 khẩu súng, bắt 3 đối "
           "tượng.\n\nCông an tỉnh còn xử lý 140 trường hợp.",
           "obs level value=51 obs period=2021-09-28/2021-09-28 level obs level value=3 obs "
           "period=2021-10-12/2021-10-12 level value=140"),
        IS("Năm 2020, xã trồng 12 ha rừng. Đơn cử, tháng 3/2020, thôn A trồng 2 ha.\n\nXã có 5 chợ.",
           "obs level obs period=2020-03-01/2020-03-31 level obs period=2020-01-01/2020-12-31 level value=5"),
    };
    RUN(examples);
}

static void takes_the_part_that_is_compared(void **state)
{
    (void)state;
    static const struct example parts[] = {
        IS("8 tháng năm 2018, xuất khẩu mực đạt 417 triệu USD. Xuất khẩu sang Hàn Quốc đạt 26 triệu USD, tăng 19% so "
           "với tháng 8/2017.",
           "obs level obs period=2018-08-01/2018-08-31 level value=26000000 change ratio=1.19 "
           "period=2017-08-01/2017-08-31"),
        IS("Tháng 5/2018, sản lượng đạt 17 tấn. Nhiều sản phẩm tăng so với 5 tháng đầu năm 2017 như: giày tăng 28%; đồ "
           "sứ tăng 24%.",
           "obs level obs period=2018-01-01/2018-05-31 change ratio=1.28 obs period=2018-01-01/2018-05-31 change "
           "ratio=1.24"),
        /* of another month than those in force end with */
        IS("Quý I/2026, tỷ lệ số hóa đạt 94%. Tỷ lệ thanh toán đạt 88%, tăng 7% so với quý IV/2025.",
           "obs level obs period=2026-01-01/2026-03-31 level value=88 change"),
        IS("Năm 2011, GDP tăng 5,9%.\n\nChỉ số giá tiêu dùng tháng 12/2011 tăng 0,5%. Trong đó, hàng may mặc tăng "
           "0,9%.",
           "obs level obs period=2011-12-01/2011-12-31 level obs period=2011-12-01/2011-12-31 level value=0.9"),
        IS("Tỷ lệ vốn giảm từ 35,4% trong 11 tháng năm 2019 xuống 24,7% trong 11 tháng năm 2020.",
           "obs period=2019-01-01/2019-11-30 level value=35.4 obs period=2020-01-01/2020-11-30 level value=24.7"),
        IS("Trong tháng 8/2013, xuất khẩu tôm đạt 3 tỷ USD, tăng 65% so với cùng kỳ năm ngoái và trong 8 tháng tăng "
           "71%.",
           "obs period=2013-08-01/2013-08-31 level change obs period=2013-01-01/2013-08-31 change ratio=1.71"),
        IS("Tháng 8/2018, xuất khẩu đạt 64 triệu USD. Do các tháng trước tăng tốt nên xuất khẩu trong 8 tháng đầu năm "
           "đạt 417 triệu USD.",
           "obs level obs period=2018-01-01/2018-08-31 level value=417000000"),
    };
    RUN(parts);
}

static void reads_whose_year_it_is(void **state)
{
    (void)state;
    static const struct example years[] = {
        IS(DATED "Lợi nhuận 2020 đạt 23 tỷ đồng. Xuất khẩu tôm năm nay sẽ đạt 2 tỷ USD.",
           "obs period=2020-01-01/2020-12-31 level obs period=2021-01-01/2021-12-31 status=target level"),
        IS(DATED "Doanh thu dịp lễ năm nay đạt 9 tỷ đồng.", "obs period=2021-10-12/2021-10-12 level"),
        IS("Năm 2020, giá trị sản xuất (giá so sánh năm 2010) đạt 500 tỷ đồng.",
           "obs period=2020-01-01/2020-12-31 level"),
        IS("Riêng tháng 11, sản lượng điện đạt 11 tỷ kWh. 11 tháng năm 2014, tiết kiệm 2 tỷ kWh điện. Mùa khô năm "
           "2015, sẽ chạy nhà máy.",
           "obs period=2014-11-01/2014-11-30 level obs period=2014-01-01/2014-11-30 level"),
        IS("Tính từ đầu năm 2018 đến hết tháng 10, công ty sản xuất 7 tỷ kWh điện. Công ty lập kế hoạch năm 2019.",
           "obs period=2018-01-01/2018-10-31 level"),
        IS("557 người chết vì tai nạn giao thông trong tháng 3/2019",
           "obs period=2019-03-01/2019-03-31 level value=557"),
        IS("Trong 6 tháng còn lại của năm 2016, Hội phấn đấu kết nạp 50 hội viên.",
           "obs period=2016-07-01/2016-12-31 status=target level"),
        IS("Năm học 2021-2022, thị xã công nhận thêm 3 trường chuẩn; lũy kế đến nay có 29/42 trường chuẩn.",
           "obs level obs period=2021-09-01/2022-08-31 level part=29"),
    };
    RUN(years);
}

static void reads_days_with_dashes_and_stages(void **state)
{
    (void)state;
    static const struct example times[] = {
        IS(DATED "Trong kỳ nghỉ lễ (từ 27-9 đến 1-10), tỉnh đón 8 vạn lượt khách.",
           "obs period=2021-09-27/2021-10-01 level"),
        IS(DATED "Kim ngạch từ ngày 1 đến hết 10-10 đạt 121 triệu USD.", "obs period=2021-10-01/2021-10-10 level"),
        IS("Năm 2020, mỗi nhóm từ 3-5 đến 6-7 người.", "obs period=2020-01-01/2020-12-31 level low=6 high=7"),
        IS("Giai đoạn 2011-2015, tỉnh trồng 50 ha rừng. Tăng trưởng bình quân của cả giai đoạn là 5,9%.",
           "obs level obs period=2011-01-01/2015-12-31 level value=5.9"),
        IS("(6/8/2020)\n\nNgày 6/8, huyện tổng kết phong trào giai đoạn 2015-2020.\n\n5 năm qua, Hội giúp 197 hộ thoát "
           "nghèo.",
           "obs period=2015-01-01/2020-12-31 level value=197"),
        IS("Một nhiệm kỳ\n\nCÁC CHỈ TIÊU CHỦ YẾU NHIỆM KỲ 2020-2025\n1. Sản lượng lương thực bình quân: 25 nghìn "
           "tấn.\n2. Thu nhập đến năm 2025: 60 triệu đồng.\n"
           "3. Vốn đầu tư thời kỳ 2021-2025: 5 nghìn tỷ đồng.",
           "obs period=2020-01-01/2025-12-31 status=target level obs period=2025-01-01/2025-12-31 status=target level "
           "obs period=2021-01-01/2025-12-31 status=target level"),
        IS("Đại hội thông qua 16 chỉ tiêu nhiệm kỳ 2020-2025.", "obs period=2020-01-01/2025-12-31 level value=16"),
        IS("Đội ngũ đáp ứng được yêu cầu về số lượng, tỷ lệ tốt nghiệp đạt 100%.", "obs status=actual level"),
        IS("Báo cáo 6 tháng đầu năm 2012\n\nI. KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU 6 THÁNG ĐẦU NĂM\n\n1. Nông nghiệp:\n\nDiện tích lúa đạt 8 ha.",
           "obs status=actual level"),
        IS("Trong 15 ngày đầu tháng 6/2020, xuất khẩu đạt 61 tấn, giảm 5% so với 15 ngày đầu tháng 5/2020. 10 ngày giữa tháng 6/2020 bán 5 tấn.",
           "obs period=2020-06-01/2020-06-15 level change period=2020-05-01/2020-05-15 obs period=2020-06-11/2020-06-20 level"),
        IS("Nhiệm kỳ 2025-2030, phấn đấu thu nhập đến năm 2030 đạt 72 triệu đồng; hộ nghèo giảm bình quân 1,2%/năm; mỗi năm kết nạp 20 đảng viên.",
           "obs period=2030-01-01/2030-12-31 level obs period=2025-01-01/2030-12-31 level obs period=2025-01-01/2030-12-31 level"),
        IS("Tin\n\nNăm 2019, IIP ước tăng 9,3% so với cùng kỳ (cùng kỳ năm 2018 tăng 10,1%). Trong đó, khai khoáng tăng 0,9%.",
           "obs status=estimate change obs status=actual level obs status=estimate change"),
        IS("Giáo dục\n(4/9/2014)\n\nKết thúc năm học 2013-2014, tỷ lệ tốt nghiệp đạt 99%.", "obs status=actual level"),
        IS("Ước cuối năm 2020, tỉnh còn 8% hộ nghèo.\n\nTỉnh quản lý 320 người có công.",
           "obs status=estimate level obs status=actual level"),
        IS("Năm 2021, BHXH tỉnh được giao phát triển mới 26 người tham gia. Huyện được giao quản lý 12 trường.",
           "obs status=target level obs status=actual level"),
        IS("Cổ đông đã thông qua kế hoạch doanh thu 23 tỷ đồng và lợi nhuận 18 tỷ đồng. Kỳ họp thông qua kế hoạch và bầu 3 ủy viên.",
           "obs label='doanh thu' status=target level obs status=target level obs status=actual level"),
        IS("Tin\n(24/9/2009)\n\n9 tháng đầu năm, GDP tăng 9% so cùng kỳ (9 tháng năm 2008 có mức tăng 12%).\n\nThu ngân sách 9 tháng đạt 5 tỷ đồng.",
           "obs period=2009-01-01/2009-09-30 change obs level obs period=2009-01-01/2009-09-30 level"),
        IS("Ước sản lượng một số cây như: vải 65 nghìn tấn; xoài 2 nghìn tấn.",
           "obs status=estimate level obs status=estimate level"),
    };
    RUN(times);
}

static void goes_back_to_the_whole(void **state)
{
    (void)state;
    static const struct example wholes[] = {
        IS("6 tháng đầu năm 2024, có 500 doanh nghiệp mới. Chỉ số giá tiêu dùng (CPI) tháng 6 tăng 0,5%. Có 15 nghìn lao động có việc làm.",
           "obs level obs period=2024-06-01/2024-06-30 level obs period=2024-01-01/2024-06-30 level value=15000"),
        IS("GDP 6 tháng năm 2018 tăng 7,1%. Trong đó, quý I tăng 7,5% và quý II tăng 6,8%. Dịch vụ tăng 6,9%.",
           "obs level obs period=2018-01-01/2018-03-31 level obs period=2018-04-01/2018-06-30 level obs period=2018-01-01/2018-06-30 level value=6.9"),
        IS("Nhiệm kỳ 2015-2020, xã có 14 chỉ tiêu vượt. Thu nhập bình quân đến năm 2020 ước đạt 46 triệu đồng. Có 5 làng văn hóa.",
           "obs level obs period=2020-01-01/2020-12-31 level obs period=2015-01-01/2020-12-31 level value=5"),
        IS("Tin thi cử\n\nNăm 2019, tỷ lệ đỗ của cả nước đạt 94%.\n\nTại tỉnh A, tỷ lệ đỗ đạt 72%. Năm 2018, tỉnh A đạt 89%.\n\nTỉnh B có 25 thí sinh.",
           "obs level obs level obs period=2018-01-01/2018-12-31 level obs period=2019-01-01/2019-12-31 level value=25"),
        IS("Lãi thêm 5 nghìn tỷ đồng quý 3/2021, ngân hàng A về trước hạn\n22/10/2021\nThu nhập lãi thuần đạt 6 nghìn tỷ đồng.",
           "obs period=2021-07-01/2021-09-30 level obs period=2021-07-01/2021-09-30 level"),
        IS("Tin giá\n24/6/2016\nTháng 6, CPI tăng 0,4%. CPI đã tăng 2,4% so với cùng kỳ, kéo theo CPI bình quân sáu tháng tăng 1,7%.",
           "obs level obs period=2016-06-01/2016-06-30 change obs period=2016-01-01/2016-06-30 change ratio=1.017"),
    };
    RUN(wholes);
}

static void reads_what_is_pointed_at(void **state)
{
    (void)state;
    static const struct example pointed[] = {
        IS("Ngày tựu trường\n5/9/2014\nNăm học này toàn tỉnh có 412 trường mầm non. Tỷ lệ tuyển sinh lớp 1 đạt 99%.",
           "obs period=2014-09-01/2015-08-31 level obs period=2014-09-01/2015-08-31 level"),
        IS("Ngày tựu trường\n5/3/2015\nNăm học này toàn tỉnh có 412 trường mầm non.", "obs period=2014-09-01/2015-08-31 level"),
        IS("Công nghiệp tháng 10\n29/10/2022\n10 tháng năm 2022, IIP đạt 109%.\n\nVề doanh nghiệp, trong tháng này, cả nước có 13 nghìn doanh nghiệp mới.",
           "obs period=2022-01-01/2022-10-31 level obs period=2022-10-01/2022-10-31 level value=13000"),
        IS("Tin giao thông\n27/1/2017\nTheo báo cáo của ủy ban, trong ngày 26/1/2017 cả nước xảy ra 22 vụ tai nạn. Đường bộ xảy ra 19 vụ tai nạn.",
           "obs period=2017-01-26/2017-01-26 level obs period=2017-01-26/2017-01-26 level value=19"),
        IS("Tháng 10/2013, CPI tăng 0,4%. So với cùng tháng (tháng 10) năm 2012, CPI đã tăng 5,9%.",
           "obs level obs period=2013-10-01/2013-10-31 change ratio=1.059"),
        IS("Số liệu y tế\n10/11/2022\nMột số chỉ tiêu về y tế năm 2021: số ca mắc bệnh là 20.915 ca.", "obs status=actual level value=20915"),
        IS("Tin kế hoạch\n10/12/2021\nMột số chỉ tiêu năm 2022: trồng 500 ha rừng.", "obs status=target level value=500"),
    };
    RUN(pointed);
}

static void keeps_an_aim_to_its_paragraph(void **state)
{
    (void)state;
    static const struct example aims[] = {
        IS("Xã A nhìn lại\n18/12/2025\nNhiệm kỳ 2020-2025, thu nhập đạt 47 triệu đồng.\n\nĐảng bộ xã nhiệm kỳ 2025-2030 đặt mục tiêu đến năm 2030, "
           "tăng trưởng đạt 8%/năm. Thu nhập đạt trên 58 triệu đồng.\n\nXã có 5 chợ.",
           "obs level obs level obs period=2030-01-01/2030-12-31 status=target level value=58000000 "
           "obs period=2020-01-01/2025-12-31 status=actual level value=5"),
        IS("ĐỊNH HƯỚNG PHÁT TRIỂN\n\n1- Mục tiêu tổng quát\nTập trung phát triển nông nghiệp.\n2- Các chỉ tiêu chủ yếu (giai đoạn 2021-2025)\n"
           "* Về kinh tế\n(1) Thu nhập đến năm 2025: 45 triệu đồng.\n(2) Tổng đàn gia súc: 3.200 con.",
           "obs period=2025-01-01/2025-12-31 status=target level obs period=2021-01-01/2025-12-31 status=target level value=3200"),
        IS("Tin\n\nMột số chỉ tiêu như thu ngân sách, trồng rừng đều vượt kế hoạch, trong đó trồng 84 ha rừng.", "obs status=actual level value=84"),
    };
    RUN(aims);
}

static void knows_names_that_hold_a_time(void **state)
{
    (void)state;
    static const struct example names[] = {
        IS("Tin công nghiệp\n5/10/2021\nTheo báo cáo \"Xu hướng sản xuất quý III và dự báo quý IV\", có 38 doanh nghiệp tốt lên.",
           "obs period=2021-10-05/2021-10-05 status=actual level"),
        IS("Họp báo\n28/6/2023\nCục Thống kê công bố số liệu 6 tháng đầu năm 2023 và dự báo 6 tháng cuối năm 2023.\n\nGRDP tăng 2,4%.",
           "obs period=2023-01-01/2023-06-30 status=actual level"),
        IS("Năm 2018, Hội xây dựng Kế hoạch số 109/KH-BTV, ngày 25/01/2018 và kiểm tra 78 tổ vay vốn.", "obs period=2018-01-01/2018-12-31 level"),
        IS(DATED "Ngay từ đầu năm, Hội đã chủ động. Hội có 73 tổ vay vốn.", "obs period=2021-10-12/2021-10-12 level"),
        IS(DATED "Năm nay, tỷ lệ đỗ đạt 90%. Bình Thuận đạt 88%.", "obs period=2021-01-01/2021-12-31 level obs period=2021-01-01/2021-12-31 level"),
        IS(DATED "Quý 3/2021, lợi nhuận đạt 351 tỷ đồng, mức kỷ lục về lợi nhuận trong 1 quý. Lãi gộp đạt 9 tỷ đồng.",
           "obs level obs period=2021-07-01/2021-09-30 level value=9000000000"),
        IS("GDP 6 tháng tăng 5,7%\n29/6/2017\nLâm nghiệp tăng 4%, thấp hơn mức tăng 5,8% của 6 tháng năm 2016.\n\nXây dựng 6 tháng đầu năm tăng 8,5%.",
           "obs level obs level obs period=2016-01-01/2016-06-30 level obs period=2017-01-01/2017-06-30 level"),
        IS("Tháng 5/2015, tỉnh đón 349 nghìn lượt khách, tăng 11% so với cùng kỳ năm trước (khách quốc tế 310 nghìn lượt).",
           "obs level change obs period=2015-05-01/2015-05-31 level value=310000"),
    };
    RUN(names);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keeps_an_example_s_time_to_its_paragraph),
        cmocka_unit_test(takes_the_part_that_is_compared),
        cmocka_unit_test(goes_back_to_the_whole),
        cmocka_unit_test(keeps_an_aim_to_its_paragraph),
        cmocka_unit_test(reads_what_is_pointed_at),
        cmocka_unit_test(knows_names_that_hold_a_time),
        cmocka_unit_test(reads_whose_year_it_is),
        cmocka_unit_test(reads_days_with_dashes_and_stages),
        cmocka_unit_test(goes_on_past_what_is_said_by_the_way),
        cmocka_unit_test(reads_years_that_turn_within),
        cmocka_unit_test(knows_what_is_due),
        cmocka_unit_test(takes_the_year_that_is_meant),
        cmocka_unit_test(goes_on_or_goes_back),
        cmocka_unit_test(reads_what_is_written_short),
        cmocka_unit_test(reads_years_in_a_row),
        cmocka_unit_test(reads_dates_with_months_in_words),
        cmocka_unit_test(goes_on_under_its_heading),
        cmocka_unit_test(tells_what_is_demanded),
        cmocka_unit_test(tells_what_is_left_of_the_year),
        cmocka_unit_test(keeps_an_estimate_to_its_thing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
