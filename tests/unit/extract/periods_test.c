/* Status, period and place: observation contract section 6. */
#include "tests/unit/extract/support.h"

#define YEAR_2020 "period=2020-01-01/2020-12-31"
#define DATED "Tin địa phương\n(12/10/2021)\n\n"

static void goes_on_where_it_was(void **state)
{
    (void)state;
    static const struct example asides[] = {
        IS("Niên vụ 2009-2010 (từ 1/10/2009 đến 30/9/2010), tỉnh xuất khẩu 312.480 tấn cà phê, giảm 9,6% so với niên vụ trước.",
           "obs period=2009-10-01/2010-09-30 level value=312480 change ratio=0.904"),
        IS("Quý II/2023, công ty lãi 5 tỷ đồng. Luỹ kế 6 tháng, lãi 9 tỷ đồng. Công ty tiêu thụ 81.400 tấn thép trong quý.",
           "obs period=2023-04-01/2023-06-30 level obs period=2023-01-01/2023-06-30 level obs period=2023-04-01/2023-06-30 level"),
        IS(DATED "Huyện kỷ niệm 39 năm Ngày Nhà giáo Việt Nam (20/11/1982 - 20/11/2021). Huyện hiện có 39 trường học.",
           "obs period=2021-10-12/2021-10-12 level value=39"),
        IS("Số học sinh năm học 2022 - 2023 là 12.700 em. Trường chăm 300 trẻ sinh năm 2018.",
           "obs period=2022-09-01/2023-08-31 level value=12700 obs period=2022-09-01/2023-08-31 level value=300"),
        IS("Quý 3/2023, lãi thuần đạt 318 tỷ đồng, trong khi quý 3/2022 lãi 412 tỷ đồng. Chi phí dự phòng là 46 tỷ đồng.",
           "obs period=2023-07-01/2023-09-30 level value=318000000000 obs period=2022-07-01/2022-09-30 level value=412000000000 "
           "obs period=2023-07-01/2023-09-30 level value=46000000000"),
        IS("Trạm y tế sơ kết 6 tháng đầu năm 2024\n\n1. Tiêm chủng: 108 trẻ được tiêm đủ mũi, 97 thai phụ được tiêm, do thiếu vắc xin "
           "trong tháng 2.\n2. Dinh dưỡng: 522 trẻ uống vitamin A.",
           "obs level value=108 obs level value=97 obs period=2024-01-01/2024-06-30 level value=522"),
        IS("Ngày 17/12/2019, huyện A họp bàn kế hoạch năm 2020.\n\nTrước đó, thị xã B tổng kết năm 2018. Thị xã thu ngân sách 121 tỷ đồng.",
           "obs period=2018-01-01/2018-12-31 level value=121000000000"),
    };
    RUN(asides);
}

static void reads_years_from_where_they_are_said(void **state)
{
    (void)state;
    static const struct example relative[] = {
        IS("Thành tựu trong nhiệm kỳ 2015-2020\n\n* Tỷ lệ bao phủ bảo hiểm y tế đạt 90%.\n\n* Tỷ lệ hộ nghèo năm 2020 giảm còn 1,92%.\n\n* "
           "Kết nạp 1.000 đảng viên mới.",
           "obs period=2015-01-01/2020-12-31 level obs " YEAR_2020 " level obs period=2015-01-01/2020-12-31 level"),
        IS("Vụ mùa 2022, năng suất đạt 56 tạ/ha, tăng 4 tạ/ha so với vụ mùa năm trước.", "obs level change delta=0.4 comparison=year_on_year"),
        IS("Tổng kết năm 2024\n\n15/12/2024\n\nNăm 2024, tỉnh thu hút 120 dự án.\n\nNăm 2025, ngành phấn đấu thu hút 150 dự án. Hiện tỉnh có 12 "
           "khu công nghiệp.\n\nToàn ngành có 320 cán bộ.\n\nVề công nghiệp, phấn đấu sản xuất 12 triệu tấn thép.",
           "obs period=2024-01-01/2024-12-31 level obs period=2025-01-01/2025-12-31 status=target level obs period=2024-01-01/2024-12-31 "
           "status=actual level obs period=2024-01-01/2024-12-31 status=actual level obs period=2025-01-01/2025-12-31 status=target level"),
        IS("5 tháng đầu năm 2025, xuất khẩu đạt 27 tỷ USD. Mục tiêu cả năm của ngành là 65 tỷ USD. Nhập khẩu 5 tỷ USD.",
           "obs period=2025-01-01/2025-05-31 level value=27000000000 obs period=2025-01-01/2025-12-31 status=target level value=65000000000 "
           "obs period=2025-01-01/2025-05-31 level value=5000000000"),
        IS("Năm 2024, huyện trồng 300 ha rừng. Năm tới, huyện phấn đấu trồng 350 ha rừng.",
           "obs period=2024-01-01/2024-12-31 level value=300 obs period=2025-01-01/2025-12-31 status=target level value=350"),
        IS("Năm 2024, huyện trồng 300 ha rừng. Trong những năm tới, huyện phấn đấu trồng 350 ha rừng.",
           "obs level value=300 obs period=2024-01-01/2024-12-31 level value=350"),
        IS("Năng suất lúa cả năm 2020 đạt 56 tạ/ha.", "obs " YEAR_2020 " level"),
        IS("Tháng 10/2020, huyện tổng kết. Năng suất lúa cả năm đạt 56 tạ/ha, bằng 102% kế hoạch cả năm.",
           "obs label='Năng suất lúa cả năm' " YEAR_2020 " level plan ratio=1.02"),
        IS("Du lịch Cô Tô mùa hè 2023\n\nTính đến hết tháng 8, huyện đón 238.600 lượt khách. Năm 2022, huyện đón 100.000 lượt.",
           "obs period=2023-01-01/2023-08-31 level obs period=2022-01-01/2022-12-31 level"),
        IS("Trong 9 tháng năm 2020, thu ngân sách đạt 56 tỷ đồng, bằng 82% kế hoạch cả năm.",
           "obs period=2020-01-01/2020-09-30 level plan ratio=0.82"),
    };
    RUN(relative);
}

static void tells_actual_estimate_and_target(void **state)
{
    (void)state;
    static const struct example statuses[] = {
        IS("Năm 2023, hội đồng thông qua kế hoạch doanh thu 6.200 tỷ đồng, lãi sau thuế 80 tỷ.",
           "obs status=target level value=6200000000000 obs status=target level value=80000000000"),
        IS("Sản lượng lúa đạt 500 tấn.", "obs status=actual level value=500"),
        IS("Sản lượng lúa ước đạt 500 tấn.", "obs status=estimate level value=500"),
        IS("Sản lượng lúa ước 500 tấn.", "obs status=estimate level value=500"),
        IS("Sản lượng lúa ước thực hiện 500 tấn.", "obs status=estimate level value=500"),
        IS("Phấn đấu sản lượng lúa đạt 500 tấn.", "obs status=target level value=500"),
        IS("Mục tiêu sản lượng lúa đạt 500 tấn.", "obs status=target level value=500"),
        IS("Nghị quyết đề ra sản lượng lúa đạt 500 tấn.", "obs status=target level value=500"),
        IS("Dự kiến sản lượng lúa đạt 500 tấn.", "obs status=target level value=500"),
        IS("Thời gian tới, huyện sẽ trồng 500 ha rừng.", "obs status=target level value=500"),
        IS("Đến năm 2025, tỷ lệ hộ nghèo còn dưới 1%.", "obs status=target level value=1"),
        /* a goal frame beats ước, ước beats dự kiến */
        IS("Phấn đấu sản lượng lúa ước đạt 500 tấn.", "obs status=target level value=500"),
        IS("Dự kiến sản lượng lúa ước đạt 500 tấn.", "obs status=estimate level value=500"),
        IS("Kế hoạch năm 2021 trồng 500 ha rừng.", "obs status=target level value=500"),
        IS("Năm 2021, huyện phấn đấu thu ngân sách đạt 45 tỷ đồng, tỷ lệ hộ nghèo còn 0,5%.", "obs status=target level value=45000000000 obs status=target level value=0.5"),
        IS("Huyện đặt mục tiêu trồng 500 ha rừng.", "obs status=target level"),
    };
    RUN(statuses);
}

static void scopes_an_estimate(void **state)
{
    (void)state;
    static const struct example scopes[] = {
        IS("Tổng thu ước đạt 39,2 tỷ đồng; tổng chi đạt 30 tỷ đồng.",
           "obs status=estimate level value=39200000000 obs status=actual level value=30000000000"),
        IS("Tổng thu ước đạt 39,2 tỷ đồng, trong đó thu nội địa 30 tỷ đồng.",
           "obs status=estimate level value=39200000000 obs status=estimate level value=30000000000"),
        IS("Hội nghị tổng kết\n\nƯớc kết quả thực hiện các chỉ tiêu như sau:\n- Sản lượng lúa đạt 500 tấn\n- Diện tích rừng đạt 30 ha\n",
           "obs status=estimate level value=500 obs status=estimate level value=30"),
        IS("Huyện phấn đấu đến năm 2025 tỷ lệ hộ nghèo còn 1%. Năm 2020, tỷ lệ hộ nghèo là 3%.", "obs status=target level value=1 obs status=actual level value=3"),
        IS("Tổng thu đạt 30 tỷ đồng; ước cả năm đạt 39,2 tỷ đồng.", "obs status=actual level value=30000000000 obs status=estimate level value=39200000000"),
    };
    RUN(scopes);
}

static void takes_the_nearest_frame(void **state)
{
    (void)state;
    static const struct example nearest[] = {
        IS("Sản lượng lúa năm 2020 đạt 500 tấn.", "obs " YEAR_2020 " source=clause period_text='năm 2020' level value=500"),
        IS("Năm 2020, sản lượng lúa đạt 500 tấn; diện tích rừng đạt 30 ha.",
           "obs " YEAR_2020 " level obs " YEAR_2020 " source=sentence level value=30"),
        IS("Hội nghị tổng kết\n\nNăm 2020, kinh tế phát triển. Sản lượng lúa đạt 500 tấn.", "obs " YEAR_2020 " source=paragraph level"),
        IS("Hội nghị tổng kết\n\nNăm 2020, kinh tế phát triển.\n\nSản lượng lúa đạt 500 tấn.", "obs " YEAR_2020 " source=carried level"),
        IS("Kết quả phát triển kinh tế năm 2020\n\nSản lượng lúa đạt 500 tấn.", "obs " YEAR_2020 " source=title level"),
        IS("Năm 2020, sản lượng lúa đạt 500 tấn, năm 2021 đạt 520 tấn.",
           "obs " YEAR_2020 " level value=500 obs period=2021-01-01/2021-12-31 source=clause level value=520"),
        IS("Hội nghị tổng kết\n\nNăm 2019, sản lượng lúa đạt 400 tấn.\n\nNăm 2020, kinh tế phát triển. Sản lượng lúa đạt 500 tấn.",
           "obs period=2019-01-01/2019-12-31 level value=400 obs " YEAR_2020 " level value=500"),
        IS("Sản lượng lúa đạt 500 tấn.", "obs period=- source=- level value=500"),
    };
    RUN(nearest);
}

static void reads_the_shapes_of_periods(void **state)
{
    (void)state;
    static const struct example shapes[] = {
        IS("6 tháng đầu năm 2021, sản lượng lúa đạt 500 tấn.", "obs period=2021-01-01/2021-06-30 level"),
        IS("6 tháng cuối năm 2021, sản lượng lúa đạt 500 tấn.", "obs period=2021-07-01/2021-12-31 level"),
        IS("9 tháng năm 2020, sản lượng lúa đạt 500 tấn.", "obs period=2020-01-01/2020-09-30 level"),
        IS("Quý III năm 2020, sản lượng lúa đạt 500 tấn.", "obs period=2020-07-01/2020-09-30 level"),
        IS("Quý I/2021, sản lượng lúa đạt 500 tấn.", "obs period=2021-01-01/2021-03-31 level"),
        IS("Qúy 4 năm 2020, sản lượng lúa đạt 500 tấn.", "obs period=2020-10-01/2020-12-31 level"),
        IS("Tháng 7 năm 2020, sản lượng lúa đạt 500 tấn.", "obs period=2020-07-01/2020-07-31 level"),
        IS("Tháng 2/2020, sản lượng lúa đạt 500 tấn.", "obs period=2020-02-01/2020-02-29 level"),
        IS("Nhiệm kỳ 2015-2020, huyện kết nạp 500 đảng viên.", "obs period=2015-01-01/2020-12-31 level"),
        IS("Giai đoạn 2016-2020, huyện trồng 500 ha rừng.", "obs period=2016-01-01/2020-12-31 level"),
        IS("Giai đoạn 2016 – 2020, huyện trồng 500 ha rừng.", "obs period=2016-01-01/2020-12-31 level"),
        IS("Đến ngày 31/10/2020, huyện trồng 500 ha rừng.", "obs period=2020-01-01/2020-10-31 level"),
        IS("Đến 31/10/2020, huyện trồng 500 ha rừng.", "obs period=2020-01-01/2020-10-31 level"),
        IS("Hết tháng 5 năm 2021, huyện trồng 500 ha rừng.", "obs period=2021-01-01/2021-05-31 level"),
        IS("Lũy kế đến hết tháng 5 năm 2021, huyện trồng 500 ha rừng.", "obs period=2021-01-01/2021-05-31 level"),
        IS("Ngày 15/8/2020, huyện trồng 500 cây.", "obs period=2020-08-15/2020-08-15 level"),
        IS("Tính đến 31/12/2020, huyện trồng 500 ha rừng.", "obs period=2020-01-01/2020-12-31 level"),
        IS("Tính đến hết ngày 30/6/2021, huyện trồng 500 ha rừng.", "obs period=2021-01-01/2021-06-30 level"),
        IS("11 tháng đầu năm 2020, huyện trồng 500 ha rừng.", "obs period=2020-01-01/2020-11-30 level"),
        IS("Từ ngày 15/3 đến ngày 20/4/2021, huyện trồng 500 cây.", "obs period=2021-03-15/2021-04-20 level"),
        IS("Nhiệm kỳ 2015 - 2020, huyện kết nạp 500 đảng viên.", "obs period=2015-01-01/2020-12-31 level"),
        IS("Trong 3 năm 2018-2020, huyện trồng 500 ha rừng.", "obs period=2018-01-01/2020-12-31 level"),
        IS("Trong 5 năm (2016-2020), huyện trồng 500 ha rừng.", "obs period=2016-01-01/2020-12-31 level"),
        IS("Tháng 01 năm 2021, huyện trồng 500 ha rừng.", "obs period=2021-01-01/2021-01-31 level"),
        IS("Quý 2-2021, huyện trồng 500 ha rừng.", "obs period=2021-04-01/2021-06-30 level"),
        IS("Từ năm 2016 đến năm 2020, huyện trồng 500 ha rừng.", "obs period=2016-01-01/2020-12-31 level"),
    };
    RUN(shapes);
}

static void takes_an_unsaid_year_from_the_article(void **state)
{
    (void)state;
    static const struct example years[] = {
        IS("Kết quả phát triển kinh tế năm 2020\n\nQuý III, sản lượng lúa đạt 500 tấn.", "obs period=2020-07-01/2020-09-30 level"),
        IS("Kết quả năm 2020\n\nTrong 9 tháng, sản lượng lúa đạt 500 tấn.", "obs period=2020-01-01/2020-09-30 level"),
        IS("Quý III, sản lượng lúa đạt 500 tấn.", "obs period=- level"),
        IS("Kết quả phát triển kinh tế\n(12/10/2020)\n\nTháng 9, sản lượng lúa đạt 500 tấn.", "obs period=2020-09-01/2020-09-30 level"),
    };
    RUN(years);
}

static void knows_what_is_no_frame(void **state)
{
    (void)state;
    static const struct example none[] = {
        IS("Trước 31/10/2020, phải trồng 500 ha rừng.", "obs period=- level"),
        IS("Sản lượng lúa đạt 500 tấn, tăng 5% so với năm 2019.", "obs period=- level change ratio=1.05"),
        IS("Thực hiện chương trình giai đoạn 2016-2020, huyện trồng 500 ha rừng.", "obs period=- level value=500"),
        IS("Đến nay, huyện trồng 500 ha rừng.", "obs period=- level"),
        IS("Hiện huyện có 500 ha rừng.", "obs period=- level"),
        IS("Hội nghị tổng kết\n\nNăm 2020, kinh tế phát triển. Đến nay, huyện trồng 500 ha rừng.", "obs " YEAR_2020 " level"),
        IS("Trước ngày 31/10/2020, phải trồng 500 ha rừng.", "obs period=- level"),
        IS("Sản lượng lúa đạt 500 tấn, tăng 5% so với cùng kỳ năm 2019.", "obs period=- level change"),
        IS("Sản lượng lúa đạt 500 tấn (năm 2019 đạt 480 tấn).", "obs period=- level value=500 obs period=2019-01-01/2019-12-31 level value=480"),
        IS("Thực hiện Nghị quyết Đại hội nhiệm kỳ 2020-2025, huyện trồng 500 ha rừng.", "obs period=- level"),
    };
    RUN(none);
}

static void tells_a_stock_from_a_flow(void **state)
{
    (void)state;
    static const struct example kinds[] = {
        IS("Năm 2020, huyện kết nạp 35 đảng viên, nâng tổng số đảng viên lên 483.",
           "obs " YEAR_2020 " kind=flow level value=35 obs " YEAR_2020 " kind=stock level value=483"),
    };
    RUN(kinds);
}

static void names_the_place(void **state)
{
    (void)state;
    static const struct example places[] = {
        IS("Huyện Ba Chẽ tổng kết năm 2020\n\nNăm 2020, sản lượng lúa đạt 500 tấn.", "obs place='Huyện Ba Chẽ' place_level=district level"),
        IS("Năm 2020, xã Đồn Đạc trồng 500 ha rừng; xã Thanh Lâm trồng 300 ha rừng.",
           "obs place='xã Đồn Đạc' place_level=commune level value=500 obs place='xã Thanh Lâm' place_level=commune level value=300"),
        IS("Tỉnh Quảng Ninh trồng 500 ha rừng.", "obs place='Tỉnh Quảng Ninh' place_level=province level value=500"),
    };
    RUN(places);
}

static void reads_periods_in_words(void **state)
{
    (void)state;
    static const struct example words[] = {
        IS(DATED "Tháng Bảy, sản lượng lúa đạt 500 tấn.", "obs period=2021-07-01/2021-07-31 level"),
        IS(DATED "Trong tháng Mười Một năm 2020, sản lượng lúa đạt 500 tấn.", "obs period=2020-11-01/2020-11-30 level"),
        IS(DATED "Quý Hai, sản lượng lúa đạt 500 tấn.", "obs period=2021-04-01/2021-06-30 level"),
        IS("Mỗi quý một lần, tổ trồng được 500 cây.", "obs period=- level value=500"),
        IS(DATED "Nửa đầu năm nay, sản lượng lúa đạt 500 tấn.", "obs period=2021-01-01/2021-06-30 level"),
        IS(DATED "Nửa cuối năm 2020, sản lượng lúa đạt 500 tấn.", "obs period=2020-07-01/2020-12-31 level"),
        IS("Tuần 26 (từ ngày 24 đến 30/6/2024), tỉnh ghi nhận 187 ca mắc.", "obs period=2024-06-24/2024-06-30 level"),
        IS("Bản tin giá (tuần từ 9/6 đến 15/6/2025)\n\nGiá lúa ở mức 5.500 đồng/kg.", "obs period=2025-06-09/2025-06-15 level"),
        IS(DATED "Tuần qua (từ 4-10/10), tỉnh ghi nhận 187 ca mắc.", "obs period=2021-10-04/2021-10-10 level"),
        IS("Hội phụ nữ hoàn thành 12/12 chỉ tiêu công tác Hội năm 2023", "obs period=2023-01-01/2023-12-31 level"),
        IS("Năm 2024, thành phố được giao 79 tỷ đồng, gấp 1,9 lần năm 2023. Trong 9 tháng, giải ngân 14 tỷ đồng.",
           "obs level change ratio=1.9 obs period=2024-01-01/2024-09-30 level value=14000000000"),
        IS("Năm 2024, thu ngân sách đạt 4 tỷ đồng; giải ngân đến 30/11 đạt 2 tỷ đồng. Còn 3 chỉ tiêu chưa đạt.",
           "obs level obs period=2024-01-01/2024-11-30 level obs period=2024-01-01/2024-12-31 level value=3"),
        IS(DATED "Sáng nay 8.4, huyện trồng 500 cây.", "obs period=2021-04-08/2021-04-08 level value=500"),
        IS(DATED "Đến 17 giờ ngày 20.9, bão làm 6 người chết.", "obs period=2021-01-01/2021-09-20 level value=6"),
        IS(DATED "Kỳ hạn dưới 6 tháng phổ biến 2,5%.", "obs period=2021-10-12/2021-10-12 level value=2.5"),
        IS(DATED "Thu ngân sách 9 tháng 20,8 tỷ đồng.", "obs period=2021-01-01/2021-09-30 level value=20800000000"),
        IS(DATED "Tại ngày 30/9/2021, tổng dư nợ đạt 500 tỷ đồng.", "obs period=2021-01-01/2021-09-30 level"),
        IS(DATED "Ước tính đến ngày 30-9, huyện trồng 500 ha rừng.", "obs period=2021-01-01/2021-09-30 level"),
    };
    RUN(words);
}

static void runs_from_the_year_s_start_to_the_article(void **state)
{
    (void)state;
    static const struct example cumulative[] = {
        IS(DATED "Từ đầu năm đến nay, huyện trồng 500 ha rừng.", "obs period=2021-01-01/2021-10-12 level"),
        IS(DATED "Ngày 5/10, huyện họp bàn giải pháp 2 tháng cuối năm 2021. Từ đầu năm đến nay, huyện trồng 500 ha rừng.",
           "obs period=2021-01-01/2021-10-05 level"),
        IS(DATED "Đầu năm 2021, diện tích gieo trồng đạt 500 ha.", "obs status=actual period=2021-01-01/2021-10-12 level"),
        IS("date 2021-10 Từ đầu năm đến nay, huyện trồng 500 ha rừng.", "obs period=2021-01-01/2021-10-31 level"),
    };
    RUN(cumulative);
}

static void tells_a_figure_of_the_earlier_period(void **state)
{
    (void)state;
    static const struct example earlier[] = {
        IS(DATED "9 tháng, sản lượng thép tăng 8,5% so với cùng kỳ năm trước (cùng kỳ năm 2020 giảm 0,8%).",
           "obs period=2021-01-01/2021-09-30 change ratio=1.085 obs period=2020-01-01/2020-09-30 level value=0.8 unit=%"),
        IS(DATED "9 tháng, giá thép tăng 6,5% so với cùng kỳ, thấp hơn mức tăng 7,2% của cùng kỳ năm 2020.",
           "obs change ratio=1.065 obs period=2020-01-01/2020-09-30 level value=7.2 unit=%"),
        IS(DATED "9 tháng, giá thép tăng 6,5% so với cùng kỳ, cao hơn mức tăng 6,3% của 6 tháng đầu năm. Giá nhôm tăng 9%.",
           "obs change obs period=2021-01-01/2021-06-30 level value=6.3 obs period=2021-01-01/2021-09-30 change ratio=1.09"),
    };
    RUN(earlier);
}

static void keeps_a_bracket_s_year_to_its_figure(void **state)
{
    (void)state;
    static const struct example brackets[] = {
        IS("Năm 2017, huyện có diện tích 258 km2 với dân số (năm 2016) là 179.889 người. Thu nhập đạt 36 triệu đồng/người.",
           "obs period=2017-01-01/2017-12-31 level obs period=2016-01-01/2016-12-31 level value=179889 "
           "obs period=2017-01-01/2017-12-31 level"),
        IS(DATED "9 tháng qua, tỷ lệ giải ngân đạt 58,33%, thấp hơn so với cùng kỳ năm 2020 (63,86%).",
           "obs period=2021-01-01/2021-09-30 level value=58.33 obs period=2020-01-01/2020-09-30 level value=63.86"),
    };
    static const struct example seasons[] = {
        IS(DATED "Theo kế hoạch của tỉnh, vụ Đông - Xuân 2021-2022, dự kiến xuống giống 11.105 ha.",
           "obs status=target period=2021-01-01/2022-12-31 level"),
        IS(DATED "9 tháng qua, đã tiêm cho 500 trẻ sinh năm 2018 và 400 trẻ khác.",
           "obs period=2021-01-01/2021-09-30 level obs period=2021-01-01/2021-09-30 level"),
    };
    RUN(brackets);
    static const struct example scopes[] = {
        IS("Đại hội Đảng bộ xã Liên Châu nhiệm kỳ 2020-2025\n(28/05/2020)\n\nNhiệm kỳ qua, tổng giá trị sản xuất đạt 832 tỷ đồng.",
           "obs period=2015-01-01/2020-12-31 level"),
        IS("Sơ kết nhiệm kỳ 2020-2025\n(28/05/2023)\n\nTrong nhiệm kỳ qua, tổng giá trị sản xuất đạt 832 tỷ đồng.",
           "obs period=2020-01-01/2025-12-31 level"),
        IS("Nhiệm kỳ 2020-2025, xã đề ra các chỉ tiêu: thu nhập đến năm 2025 đạt 108 triệu đồng; trồng 30 ha rừng.",
           "obs status=target period=2025-01-01/2025-12-31 level obs status=target period=2020-01-01/2025-12-31 level"),
        IS(DATED "Vụ đông xuân 2020-2021 gieo 2.275 ha. Đàn gia súc có 27 nghìn con.",
           "obs period=2020-01-01/2021-12-31 level obs level"),
        IS("9 tháng năm 2021, xuất khẩu đạt 24 tỷ USD.\n\nRiêng tháng 5, xuất khẩu tôm đạt 2 tỷ USD. Xuất khẩu gỗ đạt 6 tỷ USD.\n\n"
           "Xuất khẩu gạo đạt 3 tỷ USD.",
           "obs level value=24000000000 obs period=2021-05-01/2021-05-31 level obs level "
           "obs period=2021-01-01/2021-09-30 level value=3000000000"),
        IS("Nhiệm kỳ 2015-2020, tỷ lệ hộ nghèo năm 2020 còn 2%; năm 2019 xã đạt chuẩn. Có 82% chi bộ hoàn thành nhiệm vụ.",
           "obs period=2020-01-01/2020-12-31 level obs period=2015-01-01/2020-12-31 level value=82"),
        IS("Tháng 5/2022, có 3 xã phấn đấu về đích cuối năm 2022. Huyện tiêm 120 nghìn mũi vắc xin.",
           "obs level obs period=2022-05-01/2022-05-31 level value=120000"),
    };
    RUN(scopes);
    RUN(seasons);
}

static void takes_no_title_from_behind_the_prose(void **state)
{
    (void)state;
    static const struct example heads[] = {
        IS("Theo báo cáo của Ủy ban nhân dân huyện tại hội nghị sáng nay thì đến ngày 30-9-2021 toàn huyện đã gieo trồng "
           "được 77 ngàn ha cây trồng các loại theo đúng khung thời vụ.\n"
           "Trong 3 tháng cuối năm, huyện tập trung chăm sóc cây trồng\nCả huyện có 12 chợ.",
           "obs period=2021-01-01/2021-09-30 level value=77000 obs level value=12"),
    };
    RUN(heads);
}

static void tells_the_targets_that_a_session_sets(void **state)
{
    (void)state;
    static const struct example sessions[] = {
        IS("Kỳ họp thông qua 21 chỉ tiêu năm 2019 như: tổng giá trị sản xuất đạt 2.516 tỷ đồng; tỷ lệ hộ nghèo 5,7%.",
           "obs level value=21 obs status=target period=2019-01-01/2019-12-31 level value=2516000000000 "
           "obs status=target level value=5.7"),
        IS("Nhiều chỉ tiêu HĐND huyện giao đã đạt và vượt như: tổng giá trị sản xuất đạt 2.516 tỷ đồng.",
           "obs status=actual level value=2516000000000"),
        IS("Đại hội thông qua 16 chỉ tiêu. Cụ thể, thu nhập bình quân đạt 70 triệu đồng.",
           "obs level value=16 obs status=target level value=70000000"),
        IS("Nghị quyết đề ra 24 chỉ tiêu năm 2024; trong đó, tốc độ tăng GRDP đạt từ 6,5-7%.",
           "obs level value=24 obs status=target level low=6.5 high=7"),
        IS("Tỉnh đặt mục tiêu tăng trưởng GRDP đạt 8% vào năm 2024 trong hội nghị tổng kết năm 2023.",
           "obs status=target period=2024-01-01/2024-12-31 level value=8"),
        IS("Với sự quyết tâm của cả hệ thống chính trị, thu ngân sách đạt 540 tỷ đồng.", "obs status=actual level"),
        IS("date 2019-12 Các chỉ tiêu của năm 2020 gồm giá trị sản xuất 500 tỷ đồng.", "obs status=target level"),
    };
    RUN(sessions);
}

static void reads_the_terms_of_a_congress(void **state)
{
    (void)state;
#define CONGRESS "Ngày 25/5/2020, Đảng bộ xã Hòa Sơn tổ chức Đại hội lần thứ XI, nhiệm kỳ 2020-2025.\n"
    static const struct example terms[] = {
        IS(CONGRESS "Theo báo cáo tại Đại hội, trong nhiệm kỳ 2015-2020, xã trồng 34 ha chè; đạt chuẩn nông thôn mới vào năm 2018; "
                    "kết nạp 50 đảng viên.",
           "obs period=2015-01-01/2020-12-31 level value=34 obs period=2015-01-01/2020-12-31 level value=50"),
        IS(CONGRESS "Nhiệm kỳ qua, xã trồng 34 ha chè.\nNhiệm kỳ tới, xã phấn đấu trồng 40 ha chè.",
           "obs period=2015-01-01/2020-12-31 level value=34 obs status=target period=2020-01-01/2025-12-31 level value=40"),
        IS("Nhiệm kỳ 2020-2025, xã kết nạp 69 đảng viên.\nVới quyết tâm đổi mới, nhiệm kỳ 2025-2030, Đảng bộ xã phấn đấu kết nạp 80 "
           "đảng viên.",
           "obs period=2020-01-01/2025-12-31 level value=69 obs status=target period=2025-01-01/2030-12-31 level value=80"),
        IS("Nhiệm kỳ 2020-2025, tỷ lệ lao động qua đào tạo đạt 60%, tăng 12% so với năm 2020.",
           "obs level change ratio=1.12 comparison=fixed period=2020-01-01/2020-12-31"),
        IS("Các chỉ tiêu đề ra đều đạt và vượt. Trong đó, xã trồng được 34 ha chè.", "obs status=actual level value=34"),
        IS("Đại hội thông qua nghị quyết với một số chỉ tiêu chủ yếu thu ngân sách đạt 12 tỷ đồng; tỷ lệ hộ nghèo còn 1,5%.",
           "obs status=target level value=12000000000 obs status=target level value=1.5"),
        IS(CONGRESS "5 năm qua, xã trồng 34 ha chè.", "obs period=2015-01-01/2020-12-31 level value=34"),
        IS(CONGRESS "Trong 12345678901234567890123456789012345678901234567890 năm qua, xã trồng 34 ha chè.", "level value=34"),
        IS("Nhiệm kỳ qua, Hội kết nạp 412 hội viên.\nĐó là kết quả của nhiệm kỳ 2018-2023.\nNhiệm kỳ 2023-2028, Hội phấn đấu kết nạp "
           "500 hội viên.",
           "obs period=2018-01-01/2023-12-31 level value=412 obs status=target period=2023-01-01/2028-12-31 level value=500"),
        IS("Trong 2 ngày 14 và 15/8, huyện trồng 500 cây.", "obs level value=500"),
        IS(DATED "Trong tháng 9, giá vàng tăng 2%. Bình quân 9 tháng, giá vàng tăng 5% so với cùng kỳ.",
           "obs level obs period=2021-01-01/2021-09-30 change ratio=1.05"),
    };
    RUN(terms);
}

static void goes_back_from_what_it_looked_back_at(void **state)
{
    (void)state;
    static const struct example recalled[] = {
        /* what an earlier time is told of for a contrast gives no year to what follows */
        IS("Ngân hàng B công bố kết quả quý 2/2024\n\nTheo báo cáo quý 2, thu lãi đạt 210 tỷ đồng; mảng ngoại hối lỗ 8 tỷ đồng, trong "
           "khi quý 2/2023 lãi 21 tỷ đồng. Lợi nhuận quý 2 đạt 95 tỷ đồng.",
           "obs period=2024-04-01/2024-06-30 level obs period=2024-04-01/2024-06-30 level obs period=2023-04-01/2023-06-30 level "
           "obs period=2024-04-01/2024-06-30 level value=95000000000"),
        IS("date 2024-10-05 Sở Lao động cho biết cuối năm 2023 tỷ lệ hộ nghèo là 3,1%; 9 tháng qua, các cấp vận động 12 tỷ đồng. Các "
           "huyện trợ cấp cho 500 đối tượng.",
           "obs level obs period=2024-01-01/2024-09-30 level value=12000000000 obs period=2024-01-01/2024-09-30 level value=500"),
        IS("Năm 2024, xã nuôi 52 ha tôm.\n\nThiệt hại do mặn xâm nhập hồi tháng 3: 12 ha tôm chết. Hộ nghèo cuối năm còn 40 hộ.",
           "obs level obs period=2024-03-01/2024-03-31 level value=12 obs period=2024-01-01/2024-12-31 level value=40"),
        IS("Tính đến ngày 20/9/2023, xã gặt được 300 ha lúa; thôn Đông bị ngập 15 ha do vỡ bờ bao ngày 4/9, thiệt hại 200 triệu đồng.",
           "obs period=2023-01-01/2023-09-20 level obs period=2023-01-01/2023-09-20 level value=15 "
           "obs period=2023-01-01/2023-09-20 level value=200000000"),
        IS("Do mưa lớn ngày 4/9/2023, xã có 15 ha lúa bị ngập.", "obs period=2023-09-04/2023-09-04 level"),
        IS("Sau 6 tháng vận hành bộ máy mới, từ 1/7 đến 20/12/2025, xã tiếp nhận 6.000 hồ sơ; mức độ hài lòng của người dân đạt 96%.",
           "obs period=2025-07-01/2025-12-20 level value=6000 obs period=2025-07-01/2025-12-20 level value=96"),
        IS("Quý I/2024, huyện đón 90 nghìn lượt khách, đông nhất là ngày 12/2 với 9 nghìn lượt; huy động 40 xe điện.",
           "obs period=2024-01-01/2024-03-31 level obs period=2024-02-12/2024-02-12 level obs period=2024-01-01/2024-03-31 level value=40"),
        IS("Nhiệm kỳ 2020-2025 khép lại.\n\nTỷ trọng nông nghiệp giảm từ 36% năm 2020 xuống 31% năm 2024; dịch vụ chiếm 35%.",
           "obs period=2020-01-01/2020-12-31 level obs period=2024-01-01/2024-12-31 level obs period=2024-01-01/2024-12-31 level value=35"),
    };
    RUN(recalled);
}

static void reads_terms_that_no_years_are_said_of(void **state)
{
    (void)state;
    static const struct example terms[] = {
        IS("Nhiệm kỳ 2020-2025, huyện trồng 500 ha rừng.\n\nGiai đoạn 2021-2024, tỷ lệ hộ nghèo còn 3%.\n\nVề xây dựng Đảng, cả nhiệm kỳ "
           "huyện kết nạp 800 đảng viên. Các cấp kiểm tra 40 tổ chức đảng.",
           "obs level obs level obs period=2020-01-01/2025-12-31 level value=800 obs period=2020-01-01/2025-12-31 level value=40"),
        IS("Nhiệm kỳ 2017-2022, huyện kết nạp 300 đoàn viên.\n\n\"Nhiệm kỳ tới, huyện phấn đấu kết nạp 500 đoàn viên\", Bí thư cho hay.\n\n"
           "Cơ sở đoàn có 40 chi đoàn.",
           "obs level obs period=2022-01-01/2027-12-31 status=target level value=500 obs period=2017-01-01/2022-12-31 level value=40"),
        IS("Đại hội nhiệm kỳ 2020-2025 tán thành kết quả nhiệm kỳ 2015-2020.\n\nTrong nhiệm kỳ qua, tỉnh kết nạp 8.793 đảng viên.",
           "obs period=2015-01-01/2020-12-31 level value=8793"),
        IS("Tỉnh cần nỗ lực để đạt mục tiêu tăng trưởng 11% năm 2023.", "obs status=target level value=11"),
        IS("Nhiệm kỳ vừa qua, tốc độ tăng trưởng giai đoạn 2021-2025 đạt 6,7%; thu ngân sách đạt 500 tỷ đồng.",
           "obs period=2021-01-01/2025-12-31 level value=6.7 obs period=2021-01-01/2025-12-31 level value=500000000000"),
        IS("Theo Đề án nhà ở xã hội, giai đoạn 2021-2030 tỉnh được giao 6.500 căn.", "obs period=2021-01-01/2030-12-31 level value=6500"),
        IS("Đóng cửa phiên 28/7/2023, giá lúa đạt 8.000 đồng/kg.", "obs period=2023-07-28/2023-07-28 level"),
        IS("date 2024-10-31 Công an tỉnh báo cáo. So với cùng kỳ năm 2023, số vụ giảm 9%. Tháng 11, công an tỉnh phấn đấu mở 02 đợt cao điểm.",
           "obs change ratio=0.91 obs period=2024-11-01/2024-11-30 status=target level value=2"),
    };
    RUN(terms);
}

static void leaves_a_list_of_targets(void **state)
{
    (void)state;
    static const struct example lists[] = {
        IS("Năm 2023, huyện thu ngân sách 118 tỷ đồng.\n\nHội đồng thống nhất các chỉ tiêu năm 2024 như sau:\n1. Thu ngân sách: 160 tỷ đồng."
           "\n2. Trồng mới 50 ha rừng.\n\nCác tổ đã nêu 54 vụ việc.",
           "obs level obs period=2024-01-01/2024-12-31 status=target level value=160000000000 obs period=2024-01-01/2024-12-31 "
           "status=target level value=50 obs period=2023-01-01/2023-12-31 status=actual level value=54"),
        IS("Đại hội đề ra mục tiêu đến năm 2030: kết nạp 40 đảng viên. Đại hội bầu 15 đồng chí vào Ban Chấp hành.",
           "obs status=target level value=40 obs status=actual level value=15"),
        IS("Chủ tịch huyện yêu cầu:\n(1) đến 30/9 giải ngân tối thiểu 60%;\n(2) đến 31/12 giải ngân đạt 95% kế hoạch.",
           "obs status=target level value=60 obs status=target plan ratio=0.95"),
        IS("Chủ tịch tỉnh yêu cầu các chủ đầu tư giải ngân đạt trên 95% kế hoạch vốn. Đáp ứng yêu cầu, huyện giải ngân đạt 45% kế hoạch.",
           "obs status=target plan ratio=0.95 obs status=actual plan ratio=0.45"),
        IS("Thu ngân sách đạt 285 tỷ đồng, đạt 60% kế hoạch tỉnh giao, đạt 58% kế hoạch huyện giao; trong đó, thu thuế được 24 tỷ đồng.",
           "obs level plan plan obs status=actual level value=24000000000"),
        IS(DATED "Kỳ họp đã thông qua 11 nghị quyết năm 2022 và bầu 2 ủy viên.", "obs status=actual level value=11 obs status=actual level"),
        IS("Năm 2025, chỉ tiêu tỉnh giao là hoàn thành 746 căn, hiện mới được 210 căn.", "obs status=target level value=746 obs status=actual level value=210"),
    };
    RUN(lists);
}

static void takes_the_plan_s_year_for_what_is_aimed_at(void **state)
{
    (void)state;
    static const struct example plans[] = {
        IS("Nghị quyết về kế hoạch phát triển kinh tế - xã hội năm 2023\n\nHội đồng vừa ban hành nghị quyết về kế hoạch năm 2023.\n\n"
           "Các chỉ tiêu chủ yếu:\n- Thu ngân sách đạt 6.109 tỷ đồng trở lên.\n- Tỷ lệ che phủ rừng đạt 39,2%.",
           "obs period=2023-01-01/2023-12-31 status=target level value=6109000000000 obs period=2023-01-01/2023-12-31 status=target level"),
        IS("date 2022-12-15 Hội nghị giao kế hoạch năm 2023. Tỉnh thông qua các chỉ tiêu như: thu ngân sách đạt 3.650 tỷ đồng.",
           "obs period=2023-01-01/2023-12-31 status=target level"),
        IS("date 2022-12-15 Hội nghị bàn nhiệm vụ năm 2020.\n\nTỉnh phấn đấu thu ngân sách đạt 3.650 tỷ đồng.",
           "obs period=2022-12-15/2022-12-15 status=target level"),
        IS("Từ ngày 15/4 - 14/5/2022, toàn quốc xảy ra 925 vụ.", "obs period=2022-04-15/2022-05-14 level"),
    };
    RUN(plans);
}

static void runs_on_in_the_year_that_is_said(void **state)
{
    (void)state;
    static const struct example running[] = {
        IS("date 2021-10-12 Trong ngày 12/10/2021, tỉnh có 137 ca mắc.\n\nTừ ngày 15/4/2021 đến nay, tỉnh có 8.641 ca mắc.\n\nVề tiêm chủng, trong "
           "ngày toàn tỉnh tiêm được 25.318 liều.",
           "obs period=2021-10-12/2021-10-12 level obs period=2021-04-15/2021-10-12 level obs period=2021-10-12/2021-10-12 level value=25318"),
        IS("Từ năm 2021 đến nay, huyện trồng 500 ha rừng.", "obs period=- level"),
        IS("Tháng 10/2024, sản lượng than tăng 32%; lũy kế năm 2024 tăng 11% so với cùng kỳ.",
           "obs level obs period=2024-01-01/2024-10-31 change ratio=1.11 period=2023-01-01/2023-10-31"),
        IS("11 tháng, xuất khẩu đạt 241 tỷ USD. Năm 2017, xuất khẩu đạt 214 tỷ USD. Sau 11 tháng năm 2019, cả nước xuất siêu 9 tỷ USD.",
           "obs period=2019-01-01/2019-11-30 level value=241000000000 obs level obs level"),
        IS("Năm 2024, sản lượng lúa đạt 201 tấn, đạt 49,5% kế hoạch. 6 tháng đầu năm, huyện trồng 50 ha rừng.", "obs level plan period=- obs level"),
        IS("Năm 2023, lợi nhuận đạt 22 tỷ đồng, đạt 39% kế hoạch lợi nhuận năm.", "obs level plan period=2023-01-01/2023-12-31"),
    };
    RUN(running);
}

static void takes_the_earlier_time_as_it_is_said(void **state)
{
    (void)state;
    static const struct example earlier[] = {
        IS("9 tháng năm 2023, diện tích dong riềng là 312 ha, giảm 47 ha so với năm 2022.",
           "obs level change delta=-47 period=2022-01-01/2022-12-31"),
        IS("Ngày 16/2/2024, sầu riêng có giá 150 nghìn đồng/kg, gấp 1,5 lần tháng trước.", "obs level change period=2024-01-01/2024-01-31"),
        IS("Đến ngày 16/2/2024, huyện trồng 15 ha rừng, gấp 1,5 lần tháng trước.", "obs level change period=-"),
        IS("9 tháng năm 2023, diện tích dong riềng là 312 ha, giảm 47 ha so với cùng kỳ năm 2022.",
           "obs level change delta=-47 period=2022-01-01/2022-09-30"),
    };
    RUN(earlier);
}

static void reads_days_that_run_on(void **state)
{
    (void)state;
    static const struct example days[] = {
        IS("Thiệt hại\n\n13/9/2024\n\nBão số 3 từ ngày 7 đến 12/9 làm 5 người chết.", "obs period=2024-09-07/2024-09-12 level"),
        IS("Thiệt hại\n\n13/9/2024\n\nMưa lớn từ đêm 7 đến ngày 12/9 làm 5 người chết.", "obs period=2024-09-07/2024-09-12 level"),
        IS("Kỳ 2 tháng 2/2023, nhập khẩu đạt 13 tỷ USD, giảm 5% so với kỳ 1 tháng 2/2023.",
           "obs period=2023-02-16/2023-02-28 level change comparison=previous_period period=2023-02-01/2023-02-15"),
        IS("Quý III/2025, doanh thu đạt 20 tỷ đồng, trong khi cùng kỳ năm trước chỉ đạt 15,4 tỷ đồng.",
           "obs period=2025-07-01/2025-09-30 level obs period=2024-07-01/2024-09-30 level"),
        IS("Tin\n\n9/9/2026\n\n4 ngày nghỉ lễ (từ 30/8 đến 2/9), tỉnh đón 246.500 lượt khách, gấp 1,4 lần kỳ nghỉ lễ năm 2025.",
           "obs level obs period=2026-08-30/2026-09-02 level change"),
        IS("Cà phê\n\nNiên vụ 2020-2021 (từ 1/10/2020 đến 30/9/2021), xuất khẩu đạt 5 tấn.\n\nNiên vụ 2021-2022, xuất khẩu đạt 6 tấn.",
           "obs period=2020-10-01/2021-09-30 level obs period=2021-10-01/2022-09-30 level"),
    };
    RUN(days);
}

static void keeps_a_time_to_what_it_is_said_of(void **state)
{
    (void)state;
    static const struct example times[] = {
        IS("Năm 2025, xã có 12 chợ. Giải ngân đến ngày 15/12 đạt 34 tỷ đồng.\nĐàn lợn có 500 con.",
           "obs level value=12 obs period=2025-01-01/2025-12-15 level obs period=2025-01-01/2025-12-31 level value=500"),
        IS(DATED "Đến tháng 3, vụ đông xuân 2020 - 2021 gieo 500 ha. Quý I, bán 12 xe.", "obs level obs period=2021-01-01/2021-03-31 level"),
        IS("Tuần 33 (từ ngày 14 - 20/8/2023), cả nước có 4.376 ca. Từ đầu năm, cả nước có 61.248 ca.\nHà Nội trong tuần có 784 ca.",
           "obs period=2023-08-14/2023-08-20 level obs level obs period=2023-08-14/2023-08-20 level value=784"),
        IS("Tính đến ngày 20/11/2023, giải ngân đạt 500 tỷ đồng.\nTrong tháng, tỉnh có 218 ca sốt.",
           "obs level obs period=2023-11-01/2023-11-30 level value=218"),
        IS(DATED "Năm 2022, Hội phấn đấu kết nạp 500 hội viên.\nTại Hội nghị, 5 tập thể và 14 cá nhân được Chủ tịch huyện tặng Giấy khen.",
           "obs status=target level value=500 obs status=actual level value=5 obs status=actual level value=14"),
        IS("Đến ngày 30/9/2025, nguồn vốn đạt 412 tỷ đồng. Dư nợ đạt 387 tỷ đồng, hoàn thành 98,9% kế hoạch tăng trưởng năm 2025. Có 45 tổ.",
           "obs level obs level plan ratio=0.989 obs period=2025-01-01/2025-09-30 level value=45"),
        IS("Báo cáo trình Đại hội nêu rõ, nhiệm kỳ 2020 - 2025, mặc dù khó khăn, có 24/27 chỉ tiêu đạt.",
           "obs period=2020-01-01/2025-12-31 level part=24"),
        IS("Năm 2019, xã có 5 chợ.\nVề giáo dục, năm học 2018-2019 tỷ lệ tốt nghiệp đạt 91%. Tỷ lệ hộ nghèo còn 22%.",
           "obs level obs period=2018-09-01/2019-08-31 level obs period=2019-01-01/2019-12-31 level value=22"),
        IS("Năm 2019, xã có 5 chợ.\nTổng vốn 97 tỷ đồng, đến ngày 25/12 đã giải ngân 88 tỷ đồng.\nToàn xã có 73 hộ.",
           "obs level obs level obs period=2019-01-01/2019-12-25 level obs period=2019-01-01/2019-12-31 level value=73"),
        IS("Năm 2022, xã có 5 chợ.\nChỉ số giá tiêu dùng tháng 12 giảm 0,11% so với tháng trước. Thu ngân sách đạt 6 tỷ đồng.",
           "obs level obs change obs period=2022-01-01/2022-12-31 level value=6000000000"),
        IS("Từ đầu năm đến hết ngày 25/6/2021, tỉnh cấp phép 19 dự án.", "obs period=2021-01-01/2021-06-25 level"),
        IS("Năm 2023, thu 5 tỷ đồng.\nNguyên nhân hụt thu là các dự án đã hoàn thành đầu tư từ năm 2021. Trong 9 tháng, tỉnh kiểm tra 236 đơn vị.",
           "obs level obs period=2023-01-01/2023-09-30 level value=236"),
        IS("Tổng thu ước đạt 500 tỷ đồng.\nTrong đó, thu nội địa 214 tỷ đồng.", "obs status=estimate level obs status=estimate level"),
        IS("Theo Nghị định 116, ngày 07/9/2018 của Chính phủ, huyện đã thành lập 31 tổ vay vốn.", "obs period=- level value=31"),
        IS("Tổng vốn bố trí cho chương trình trong giai đoạn 2021-2025 là 632 tỷ đồng.", "obs period=2021-01-01/2025-12-31 level"),
        IS("Tổng vốn ước đạt 500 tỷ đồng.\nTrong đó, có 12 dự án.", "obs status=estimate level obs status=actual level value=12"),
    };
    RUN(times);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_days_that_run_on),
        cmocka_unit_test(keeps_a_time_to_what_it_is_said_of),
        cmocka_unit_test(reads_the_terms_of_a_congress),
        cmocka_unit_test(goes_on_where_it_was),
        cmocka_unit_test(reads_years_from_where_they_are_said),
        cmocka_unit_test(tells_actual_estimate_and_target),
        cmocka_unit_test(scopes_an_estimate),
        cmocka_unit_test(takes_the_nearest_frame),
        cmocka_unit_test(reads_the_shapes_of_periods),
        cmocka_unit_test(takes_an_unsaid_year_from_the_article),
        cmocka_unit_test(knows_what_is_no_frame),
        cmocka_unit_test(tells_a_stock_from_a_flow),
        cmocka_unit_test(names_the_place),
        cmocka_unit_test(reads_periods_in_words),
        cmocka_unit_test(runs_from_the_year_s_start_to_the_article),
        cmocka_unit_test(tells_a_figure_of_the_earlier_period),
        cmocka_unit_test(keeps_a_bracket_s_year_to_its_figure),
        cmocka_unit_test(takes_no_title_from_behind_the_prose),
        cmocka_unit_test(tells_the_targets_that_a_session_sets),
        cmocka_unit_test(goes_back_from_what_it_looked_back_at),
        cmocka_unit_test(reads_terms_that_no_years_are_said_of),
        cmocka_unit_test(leaves_a_list_of_targets),
        cmocka_unit_test(takes_the_plan_s_year_for_what_is_aimed_at),
        cmocka_unit_test(runs_on_in_the_year_that_is_said),
        cmocka_unit_test(takes_the_earlier_time_as_it_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
