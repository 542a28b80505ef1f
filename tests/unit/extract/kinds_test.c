/* Kinds of text other than a district's report: markets and commodities, banks, courts, sport, weather, power, health
 * services, a statistics office. What in them is a figure and what only says which one, how long, how large or per what:
 * observation contract sections 3 to 5. */
#include "tests/unit/extract/support.h"

static void leaves_out_how_long_a_deposit_runs(void **state)
{
    (void)state;
    static const struct example terms[] = {
        IS("Kỳ hạn 12 tháng, lãi suất là 5,1%/năm.", "level value=5.1 unit=%/a left text='12 tháng' rule=numbers:term"),
        IS("Tin\nChủ nhật, 09/04/2023 | 16:42:10 318 lượt xem\n\nXã có 12 chợ. Video đạt 300 lượt xem.", "level value=12 level value=300"),
        IS("Lãi suất kỳ hạn dưới 24 tháng ở mức 4,8%/năm.", "level value=4.8 unit=%/a"),
        IS("Lãi suất các kỳ hạn từ 12 đến 36 tháng là 5,5%/năm.", "level value=5.5 unit=%/a"),
        IS("Lãi suất qua đêm là 0,3%/năm, 1 tuần 0,5%/năm, 2 tuần 0,7%/năm.",
           "level value=0.3 level value=0.5 level value=0.7"),
        IS("Kho bạc gọi thầu trái phiếu kỳ hạn 5 năm, 10 năm và 15 năm.", ""),
        /* measured, not named */
        IS("Kỳ hạn bình quân của trái phiếu là 9,8 năm.", "level value=9.8 unit=a"),
    };
    RUN(terms);
}

static void leaves_out_how_large_one_piece_is(void **state)
{
    (void)state;
    static const struct example sizes[] = {
        IS("Gas tăng lên 455.000 đồng/bình 12 kg.", "level value=455000 unit=VND/{cylinder} left text='12 kg' rule=numbers:size"),
        IS("Mỗi hộ nhận một bao 50kg.", ""),
        IS("Cước container 40 feet là 3.900 USD/FEU.", "level value=3900 unit=USD/{FEU}"),
        IS("Cá loại 0,8-1 kg/con có giá 31.000 đồng/kg.", "level value=31000000 unit=VND/t"),
        IS("Cô giành huy chương ở hạng 52 kg.", ""),
        IS("Cô giành huy chương ở hạng cân -52 kg.", ""),
        IS("Hợp tác xã tiêu biểu\n\n1 An Giang trồng 60 ha lúa.\n\n2 Bà Rịa - Vũng Tàu có 16 tàu.",
           "level value=60 level value=16 left text='1' rule=numbers:list left text='2'"),
        IS("5 Bà mẹ Việt Nam anh hùng được tặng quà.", "level value=5"),
        IS("Gạch lát có khổ 40x40 cm.", "left rule=numbers:sides"),
        IS("Đội về nhất nội dung 4x400m.", "left rule=numbers:sides"),
        IS("Đường dây 500/220kV đi qua ba huyện.", "level value=3 counted=huyện"),
        IS("Gạo 25% tấm có giá 480 USD/tấn.", "level value=480 unit=USD/t left text='25% tấm' rule=numbers:grade"),
        IS("Nhẫn tròn trơn 9999 có giá 76 triệu đồng/lượng.", "level unit=VND/t left text=9999 rule=numbers:grade"),
        IS("Vàng 18K có giá 50 triệu đồng/lượng.", "level unit=VND/t left text=18K rule=patterns:gold"),
        /* amounts, though such a word ends before them */
        IS("Nhà máy cấp trung bình 21.000 m3/ngày.", "level value=21000 unit=m3/d"),
        IS("Xưởng đóng gói 15 tấn hạt điều.", "level value=15 unit=t"),
        IS("Xe thu gom rác các loại 40 tấn.", "level value=40 unit=t"),
    };
    RUN(sizes);
}

static void multiplies_what_stands_so_many_times(void **state)
{
    (void)state;
    static const struct example products[] = {
        IS("Trạm biến áp có công suất 2x40 MVA.", "level value=80000 unit=kV.A text='2x40 MVA'"),
        IS("Nhà máy có công suất 4 x 300 MW.", "level value=1200000 unit=kW text='4 x 300 MW'"),
        IS("Nhà máy có công suất 3×150MW.", "level value=450000 unit=kW"),
        IS("Nhà máy có công suất 2X600MW.", "level value=1200000 unit=kW"),
        IS("Cửa hàng bán 3 tá bút.", "level value=36 counted=bút text='3 tá bút'"),
        IS("Cửa hàng bán ba tá trứng.", "level value=36 counted=trứng"),
        IS("Tỉnh cấp 287 văn bằng cho học viên.", "level value=287 counted='văn bằng'"), /* no "bằng" that links */
        IS("Cục cấp 15 bằng sáng chế.", "level value=15 counted='bằng sáng chế'"),
    };
    RUN(products);
}

static void reads_halves(void **state)
{
    (void)state;
    static const struct example halves[] = {
        IS("Tiền thưởng là nửa triệu đồng.", "level value=500000 unit=VND"),
        IS("Công ty lãi hơn nửa tỷ đồng.", "level value=500000000 unit=VND qualifier=over"),
        IS("Cửa hàng bán nửa tấn gạo.", "level value=0.5 unit=t"),
        IS("Cửa hàng bán hai tấn rưỡi gạo.", "level value=2.5 unit=t text='hai tấn rưỡi'"),
        IS("Ruộng nhà ông rộng 3 ha rưỡi.", "level value=3.5 unit=har"),
        IS("Nửa đầu năm 2024, thị trường ổn định.", ""),
        IS("Nửa tháng qua, thị trường ổn định.", ""),
    };
    RUN(halves);
}

static void joins_durations(void **state)
{
    (void)state;
    static const struct example durations[] = {
        IS("Bị cáo lĩnh án 8 năm 3 tháng tù.", "level value=99 unit=mo text='8 năm 3 tháng'"),
        IS("Anh về đích sau 3 phút 42 giây.", "level value=222 unit=s"),
        IS("Bị cáo lĩnh án 30 tháng tù.", "level value=30 unit=mo"),
    };
    RUN(durations);
}

static void reads_what_a_rate_is_per(void **state)
{
    (void)state;
    static const struct example rates[] = {
        IS("Cứ 10.000 dân có 9,5 bác sĩ.", "level value=0.00095 unit=/{person} counted='bác sĩ' left rule=numbers:base"),
        IS("Bình quân 1 vạn dân có 28 giường bệnh.", "level value=0.0028 unit=/{person}"),
        IS("Số ca mắc/100.000 dân đứng thứ hai cả nước.", "left rule=numbers:base"),
        IS("Số ca tử vong trên 1 triệu dân giảm dần.", "left rule=numbers:base"),
        IS("Thành phố có trên 1 triệu dân.", "level value=1000000 counted=dân qualifier=over"),
        IS("Tỷ số tử vong mẹ là 44 ca/100.000 trẻ đẻ sống.", "level value=0.00044 unit=/{live_birth}"),
        IS("Tỷ giá hôm nay: 1 USD đổi 24.900 đồng.", "level value=24900 unit=VND/USD"),
        IS("Tỷ giá hôm nay: 1 euro = 1,09 USD.", "level value=1.09 unit=USD/EUR"),
        IS("100 yên đổi 17.200 đồng.", "level value=172 unit=VND/JPY"),
        IS("Giá điện là 2.204 đồng một kWh.", "level value=2204 unit=VND/kW.h"),
        IS("Lương bình quân là 9 triệu đồng một tháng.", "level value=9000000 unit=VND/mo"),
        IS("Giá bán 1 lít xăng là 21.300 đồng/lít.", "level value=21300000 unit=VND/m3"),
    };
    RUN(rates);
}

static void reads_prices_of_commodities(void **state)
{
    (void)state;
    static const struct example prices[] = {
        IS("Giá arabica đạt 200 US cent/pound.", "level value=4409.2452437 unit=USD/t"),
        IS("Giá đường đạt 20 cent/lb.", "level value=440.92452437 unit=USD/t"),
        IS("Giá ngô đạt 4,5 USD/giạ.", "level value=4.5 unit=USD/{gia}"),
        IS("Giá mủ nước đạt 310 đồng/độ TSC.", "level value=310 unit=VND/{degree}"),
        IS("Startup này gọi vốn được 3 triệu đô.", "level value=3000000 unit=USD"),
        IS("Lúa IR 50404 giá 6.900 đồng/kg.", "level value=6900000 unit=VND/t"),
        IS("Thanh khoản đạt 21,4 triệu đơn vị, thanh khoản khớp lệnh 12.600 đơn vị.",
           "level value=21400000 level value=12600"),
        IS("Thị trường có 214 mã tăng và 98 mã đứng giá.", "level value=214 counted=mã level value=98 counted=mã"),
    };
    RUN(prices);
}

static void leaves_out_ranks_scores_and_days(void **state)
{
    (void)state;
    static const struct example places[] = {
        IS("Tỉnh xếp thứ 12/63 tỉnh, thành phố.", ""),
        IS("Việt Nam đứng thứ 26/230 quốc gia và vùng lãnh thổ.", ""),
        IS("Tỷ số chung cuộc là 3 - 1 nghiêng về đội khách.", "left rule=numbers:score"),
        IS("Đội nhà thắng 2-0 trước đội khách.", ""),
        IS("Phiên giao dịch 11-12 diễn ra sôi động.", ""),
        IS("Trẻ từ 12-17 tuổi được tiêm 35.000 liều.", "level value=35000 left text=12-17 rule=numbers:age"),
        IS("So với 5-7 năm trước, thị trường đã khác.", ""),
        /* an amount in the same words */
        IS("Tỷ số giới tính là 109 bé trai.", "level value=109"),
    };
    RUN(places);
}

static void tells_words_that_numbers_follow_from_their_like(void **state)
{
    (void)state;
    static const struct example names[] = {
        IS("Dự án cung cấp 240 nền đất.", "level value=240 counted='nền đất'"),
        IS("Tiêm phòng 12.500 con gia súc.", "level value=12500 counted=con"),
        IS("Tổng đàn vật nuôi các loại 45.000 con.", "level value=45000"),
        IS("Ở cấp Trung ương 6 hộ được khen.", "level value=6 counted=hộ"),
        IS("Thực hiện Nghị quyết Trung ương 6 về đất đai.", ""),
        IS("Doanh nghiệp mới 54/KH 75 doanh nghiệp.", "level value=54 plan value=75"),
        IS("Hotline: 1900 66xx", ""),
        IS("Điện thoại iPhone 15 Pro có giá 28 triệu đồng.", "level value=28000000 left text=15 rule=numbers:code"),
        IS("Lúa OM 18 tươi 8.600 đồng/kg.", "level value=8600000 unit=VND/t left text=18 rule=numbers:code"),
        IS("Xã Ea Kly 5 hộ thoát nghèo.", "level value=5 counted=hộ"),
        IS("Chỉ số PAR INDEX xếp 9/63 tỉnh, thành phố.", "left text=9/63 rule=numbers:rank"),
        IS("GRDP năm 2024 của tỉnh xếp thứ 19/63 tỉnh, 4/14 tỉnh miền Trung.", "left text=19/63 left text=4/14 rule=numbers:rank"),
        IS("Có 538 hộ đạt tiêu chí 5 không, 3 sạch.", "level value=538 counted=hộ left text='5 không, 3 sạch' rule=patterns:campaign"),
        IS("Đảng bộ xã Quế Xuân 1 họp bàn 12 nội dung.", "level value=12 left text=1 rule=numbers:place"),
    };
    RUN(names);
}

static void reads_how_prices_and_indices_moved(void **state)
{
    (void)state;
    static const struct example moves[] = {
        IS("Dầu Brent mất 1,3 USD, còn 81,2 USD/thùng.", "level unit=USD/m3 change delta=-1.3 unit=USD"),
        IS("Giá robusta đạt 4.100 USD/tấn, mất 65 USD/tấn.", "level value=4100 change delta=-65 unit=USD/t"),
        IS("Chỉ số đạt 1.250 điểm, nhích 3,2 điểm.", "level value=1250 change delta=3.2"),
        IS("Cơn lũ làm ba xã mất 12 người.", "level value=3 level value=12 counted=người"),
        IS("Chỉ số giảm với mức giảm 4,1 điểm, còn 228 điểm.", "level value=228 change delta=-4.1"),
        IS("Giá thuê đạt 45 USD/m2, tương đương mức tăng 2% so với quý trước.", "level unit=USD/har change ratio=1.02"),
        IS("Ngân hàng nâng lãi suất 0,5 điểm phần trăm lên 6%.", "level value=6 change delta=0.5 unit=[pp]"),
        IS("Ngân hàng hạ giá mua vào 15 đồng, còn 24.310 đồng/USD.", "level unit=VND/USD change delta=-15 unit=VND"),
        IS("Doanh thu đạt 45 tỷ đồng, tăng 13%, tương đương 5,2 tỷ đồng so với cùng kỳ.",
           "level value=45000000000 change ratio=1.13 change delta=5200000000"),
        IS("Vốn đăng ký đạt 45 tỷ đồng, tương đương 1,8 triệu USD.", "level unit=VND level unit=USD"),
        IS("Doanh thu gấp 2 lần cùng kỳ (12 tỷ đồng).", "obs change ratio=2 level value=12000000000"),
        IS("Giá bán tăng từ 5 - 8% so với quý trước.", "obs change low=1.05 high=1.08"),
        IS("Tỷ lệ nợ xấu tăng lên 2,2% từ mức 0,9% hồi đầu năm.", "level value=2.2 level value=0.9 qualifier=-"),
        IS("Doanh số đạt 19.000 xe, giảm gần một nửa so với tháng trước.",
           "level value=19000 change ratio=0.5 qualifier=nearly text='một nửa'"),
        IS("Doanh số đạt 19.000 xe, chỉ bằng một nửa so với cùng kỳ.", "level value=19000 change ratio=0.5"),
        IS("Một nửa số hộ đã thoát nghèo.", ""),
    };
    RUN(moves);
}

static void tells_how_long_lives_are_from_ages(void **state)
{
    (void)state;
    static const struct example lives[] = {
        IS("Tuổi thọ trung bình là 74,1 tuổi, trong đó nữ 76,8 tuổi.", "level value=74.1 unit=a level value=76.8 unit=a"),
        IS("Ông Nguyễn Văn Bình, 46 tuổi, phấn khởi.", ""),
        IS("Tổng tỷ suất sinh là 2,05 con/phụ nữ.", "level value=2.05 unit=/{woman}"),
        IS("Tỷ số giới tính khi sinh là 111 bé trai/100 bé gái.", "level value=1.11 unit=/{girl}"),
    };
    RUN(lives);
}

static void counts_what_the_words_before_say(void **state)
{
    (void)state;
    static const struct example counts[] = {
        IS("Số hợp đồng khai thác mới 312.000; phí thu đạt 5 tỷ đồng.", "level value=312000 unit=1 level unit=VND"),
        IS("Hội nghị diễn ra ở phòng họp lớn 302.", ""),
        IS("Có 5 xã đạt chuẩn, trong đó xã loại giỏi 2020.", "level value=5"),
        IS("Có 5 xã đạt chuẩn, trong đó xã vùng núi 18.", "level value=5"),
    };
    RUN(counts);
}

static void dates_what_a_session_closed_at(void **state)
{
    (void)state;
    static const struct example sessions[] = {
        IS("Quý III/2023, công ty dự kiến doanh thu 300 tỷ đồng. Đóng cửa phiên 28/7, giá cổ phiếu đạt 24.300 đồng.",
           "obs status=target level obs period=2023-07-28/2023-07-28 status=actual level value=24300"),
        IS("Phiên 14/3/2024, chỉ số đạt 1.264 điểm.", "obs period=2024-03-14/2024-03-14 level value=1264"),
        IS("Mỗi phiên 20 triệu cổ phiếu được khớp.", "level value=20000000 counted='cổ phiếu'"),
    };
    RUN(sessions);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(leaves_out_how_long_a_deposit_runs),
        cmocka_unit_test(leaves_out_how_large_one_piece_is),
        cmocka_unit_test(multiplies_what_stands_so_many_times),
        cmocka_unit_test(reads_halves),
        cmocka_unit_test(joins_durations),
        cmocka_unit_test(reads_what_a_rate_is_per),
        cmocka_unit_test(reads_prices_of_commodities),
        cmocka_unit_test(leaves_out_ranks_scores_and_days),
        cmocka_unit_test(reads_how_prices_and_indices_moved),
        cmocka_unit_test(tells_how_long_lives_are_from_ages),
        cmocka_unit_test(counts_what_the_words_before_say),
        cmocka_unit_test(dates_what_a_session_closed_at),
        cmocka_unit_test(tells_words_that_numbers_follow_from_their_like),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
