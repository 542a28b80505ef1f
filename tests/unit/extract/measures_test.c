/* Every surface of a unit and what it comes to in the canonical unit, dimension by dimension. units_test.c holds the
 * rules (what is per what, what is counted); here stands the breadth of the table. */
#include "tests/unit/extract/support.h"

static void reads_every_scale_word(void **state)
{
    (void)state;
    static const struct example scales[] = {
        IS("Huyện trao 12 chục suất quà.", "level value=120"),
        IS("Huyện trồng 3 trăm ha rừng.", "level value=300 unit=har"),
        IS("Huyện trồng 3 ngàn ha rừng.", "level value=3000 unit=har"),
        IS("Giá vé là 50k.", "level value=50000 unit=VND"),
        IS("Xã xuất bán 4 vạn con giống.", "level value=40000"),
        IS("Tổng thu đạt 7 tr đồng.", "level value=7000000 unit=VND"),
        IS("Tổng dư nợ đạt 9 triệu tỷ đồng.", "level value=9000000000000000 unit=VND"),
        IS("Sản lượng đạt nửa triệu tấn.", "level value=500000 unit=t"),
        IS("Lớp có hăm lăm học sinh.", "level value=25"),
        IS("Lớp có băm hai học sinh.", "level value=32"),
        IS("Lớp có bốn mươi mốt học sinh.", "level value=41"),
        IS("Lớp có ba mươi nhăm học sinh.", "level value=35"),
        IS("Xã có hai tá xe cứu hộ.", "level value=24"),
    };
    RUN(scales);
}

static void brings_every_area_to_hectares(void **state)
{
    (void)state;
    static const struct example areas[] = {
        IS("Diện tích sàn đạt 4.000 m vuông.", "level value=0.4 unit=har"),
        IS("Diện tích tự nhiên là 12 km².", "level value=1200 unit=har"),
        IS("Diện tích tự nhiên là 12 ki-lô-mét vuông.", "level value=1200 unit=har"),
        IS("Diện tích lúa đạt 35 hécta.", "level value=35 unit=har"),
        IS("Diện tích lúa đạt 35 héc-ta.", "level value=35 unit=har"),
        IS("Diện tích tấm mẫu là 50 dm2.", "level value=0.00005 unit=har"),
        IS("Diện tích tấm mẫu là 500 cm2.", "level value=0.000005 unit=har"),
        IS("Diện tích lúa là 50 sào Nam Bộ.", "level value=5 unit=har"),
        IS("Diện tích lúa là 50 mẫu Bắc Bộ.", "level value=18 unit=har"),
        IS("Diện tích lúa là 50 mẫu Trung Bộ.", "level value=25 unit=har"),
        IS("Diện tích lúa là 50 mẫu Nam Bộ.", "level value=50 unit=har"),
        IS("Diện tích đất ở là 15 thước Bắc Bộ.", "level value=0.036 unit=har"),
        IS("Diện tích lúa là 50 công tầm lớn.", "level value=6.48 unit=har"),
        IS("Diện tích lúa là 50 công tầm nhỏ.", "level value=5 unit=har"),
    };
    RUN(areas);
}

static void lets_the_place_decide_a_regional_unit(void **state)
{
    (void)state;
    static const struct example regions[] = {
        IS("Tỉnh Thái Bình gieo cấy 200 sào lúa.", "level value=7.2 unit=har"),
        IS("Ngày 15/3/2021, tỉnh Quảng Ngãi gieo cấy 200 sào lúa.", "level value=10 unit=har"),
        IS("Tỉnh Nam Định chuyển đổi 20 mẫu ruộng.", "level value=7.2 unit=har"),
        IS("Ngày 15/3/2021, thành phố Cần Thơ gieo sạ 200 công đất.", "level value=20 unit=har"),
        IS("Hợp tác xã chuyển đổi 20 mẫu ruộng.", "level value=20 unit={mau}"),
        IS("Hợp tác xã gieo sạ 200 công đất.", "level value=200 unit={cong}"),
    };
    RUN(regions);
}

static void brings_every_mass_to_tonnes(void **state)
{
    (void)state;
    static const struct example masses[] = {
        IS("Sản lượng đạt 500 ki-lô-gam.", "level value=0.5 unit=t"),
        IS("Sản lượng đạt 500 kilogam.", "level value=0.5 unit=t"),
        IS("Lượng bụi thu được là 40 mg.", "level value=0.00000004 unit=t"),
        IS("Thu giữ 3 lạng vàng.", "level value=0.0001125 unit=t"),
        IS("Thu giữ 4 cây vàng.", "level value=0.00015 unit=t"),
        IS("Thu giữ 8 phân vàng.", "level value=0.000003 unit=t"),
        IS("Thu giữ 8 ly vàng.", "level value=0.0000003 unit=t"),
        IS("Quỹ nắm giữ 100 ounce vàng.", "level value=0.00311034768 unit=t"),
        IS("Thu giữ 50 carat kim cương.", "level value=0.00001 unit=t"),
        IS("Thu giữ 20 gram ma túy.", "level value=0.00002 unit=t"),
    };
    RUN(masses);
}

static void brings_every_volume_and_length_to_metres(void **state)
{
    (void)state;
    static const struct example sizes[] = {
        IS("Khối lượng đạt 120 m³.", "level value=120 unit=m3"),
        IS("Lượng mẫu thử là 250 ml.", "level value=0.00025 unit=m3"),
        IS("Sản lượng bia đạt 40 hl.", "level value=4 unit=m3"),
        IS("Dung tích xi lanh là 150 cc.", "level value=0.00015 unit=m3"),
        IS("Dung tích bể là 80 dm3.", "level value=0.08 unit=m3"),
        IS("Dung tích bể là 80 cm3.", "level value=0.00008 unit=m3"),
        IS("Sản lượng đạt 1.000 thùng dầu.", "level value=158.987294928 unit=m3"),
        IS("Sản lượng lúa đạt 300 giạ.", "level value=300 unit={gia}"),
        IS("Tuyến kênh dài 7 cây số.", "level value=7000 unit=m"),
        IS("Tuyến kênh dài 7 kilômét.", "level value=7000 unit=m"),
        IS("Tuyến kênh dài 700 md.", "level value=700 unit=m"),
        IS("Tuyến kênh dài 700 mét dài.", "level value=700 unit=m"),
        IS("Độ dày lớp đất là 6 dm.", "level value=0.6 unit=m"),
        IS("Độ dày lớp đất là 6 xen-ti-mét.", "level value=0.06 unit=m"),
        IS("Khoảng cách tới đảo là 20 hải lý.", "level value=37040 unit=m"),
        IS("Chiều dài chặng đua là 10 dặm.", "level value=16093.44 unit=m"),
        IS("Đường kính ống là 10 inch.", "level value=0.254 unit=m"),
    };
    RUN(sizes);
}

static void brings_every_currency_to_its_code(void **state)
{
    (void)state;
    static const struct example currencies[] = {
        IS("Tổng thu đạt 5 tr.đ.", "level value=5000000 unit=VND"),
        IS("Giá vé là 90.000 ₫.", "level value=90000 unit=VND"),
        IS("Tổng vốn vay là 20 triệu JPY.", "level value=20000000 unit=JPY"),
        IS("Tổng vốn vay là 20 triệu yên Nhật.", "level value=20000000 unit=JPY"),
        IS("Doanh thu đạt 6 triệu nhân dân tệ.", "level value=6000000 unit=CNY"),
        IS("Doanh thu đạt 6 tỷ won.", "level value=6000000000 unit=KRW"),
        IS("Tổng viện trợ là 3 tỷ kíp Lào.", "level value=3000000000 unit=LAK"),
        IS("Tổng viện trợ là 300 triệu riel.", "level value=300000000 unit=KHR"),
        IS("Doanh thu đạt 40 triệu baht.", "level value=40000000 unit=THB"),
        IS("Doanh thu đạt 2 triệu bảng Anh.", "level value=2000000 unit=GBP"),
        IS("Doanh thu đạt 2 triệu đô la Úc.", "level value=2000000 unit=AUD"),
        IS("Doanh thu đạt 2 triệu đô la Singapore.", "level value=2000000 unit=SGD"),
        IS("Doanh thu đạt 2 triệu đô la Hồng Kông.", "level value=2000000 unit=HKD"),
        IS("Doanh thu đạt 2 triệu Đài tệ.", "level value=2000000 unit=TWD"),
        IS("Doanh thu đạt 70 triệu rúp.", "level value=70000000 unit=RUB"),
        IS("Doanh thu đạt 2 triệu US$.", "level value=2000000 unit=USD"),
        IS("Lợi nhuận trước thuế âm 12,5 tỷ đồng.", "obs label='Lợi nhuận trước thuế' level value=-12500000000 unit=VND"),
        IS("Tỷ giá mua vào là 23.169 đồng/USD.", "level value=23169 unit=VND/USD"),
        IS("Doanh thu đạt 2 triệu €.", "level value=2000000 unit=EUR"),
    };
    RUN(currencies);
}

static void brings_energy_and_power_to_kilowatts(void **state)
{
    (void)state;
    static const struct example energies[] = {
        IS("Công suất lắp đặt là 800 W.", "level value=0.8 unit=kW"),
        IS("Công suất lắp đặt là 50 kWp.", "level value=50 unit=kW"),
        IS("Công suất lắp đặt là 50 MWp.", "level value=50000 unit=kW"),
        IS("Công suất lắp đặt là 3 GW.", "level value=3000000 unit=kW"),
        IS("Hộ tiêu thụ 120 số điện.", "level value=120 unit=kW.h"),
        IS("Sản lượng điện đạt 7 GWh.", "level value=7000000 unit=kW.h"),
        IS("Sản lượng điện đạt 1,5 tỷ kWh.", "level value=1500000000 unit=kW.h"),
        IS("Công suất trạm biến áp là 250 kVA.", "level value=250 unit=kV.A"),
        IS("Công suất trạm biến áp là 40 MVA.", "level value=40000 unit=kV.A"),
        IS("Điện áp sinh hoạt là 220 V.", "level value=0.22 unit=kV"),
        IS("Khẩu phần ăn đạt 700 kcal.", "level value=700 unit=kcal"),
        IS("Mức tiêu thụ là 900 TOE.", "level value=900 unit={toe}"),
    };
    RUN(energies);
}

static void reads_weather_and_environment(void **state)
{
    (void)state;
    static const struct example weather[] = {
        IS("Nhiệt độ thấp nhất là -2 độ C.", "level value=-2 unit=Cel"),
        IS("Nhiệt độ thấp nhất là âm 3 độ C.", "obs label='Nhiệt độ thấp nhất' level value=-3 unit=Cel text='3 độ C'"),
        IS("Nhiệt độ cao nhất là 38⁰C.", "level value=38 unit=Cel"),
        IS("Nhiệt độ cao nhất là 95 độ F.", "level value=95 unit=[degF]"),
        IS("Tốc độ gió đạt 20 m/s.", "level value=72 unit=km/h"),
        IS("Cường độ mưa đạt 30 mm/giờ.", "level value=30 unit=mm/h"),
        IS("Lưu lượng xả là 500 l/s.", "level value=0.5 unit=m3/s"),
        IS("Lưu lượng xả là 500 m3/giây.", "level value=500 unit=m3/s"),
        IS("Mức ồn đo được là 70 dBA.", "level value=70 unit=dB"),
        IS("Nồng độ bụi mịn là 45 µg/m3.", "level value=0.000000000045 unit=t/m3"),
        IS("Nồng độ bụi là 2 mg/m3.", "level value=0.000000002 unit=t/m3"),
        IS("Hàm lượng amoni là 3 mg/l.", "level value=0.000003 unit=t/m3"),
        IS("Nồng độ khí là 400 ppm.", "level value=400 unit=[ppm]"),
        IS("Tốc độ đường truyền đạt 100 Mbps.", "level value=100 unit=Mbit/s"),
        IS("Dung lượng lưu trữ là 2 TB.", "level value=2000 unit=GBy"),
    };
    RUN(weather);
}

static void reads_times_as_the_text_counts_them(void **state)
{
    (void)state;
    static const struct example times[] = {
        IS("Thời gian phản ứng là 45 giây.", "level value=45 unit=s"),
        IS("Thời gian chờ khám là 25 phút.", "level value=25 unit=min"),
        IS("Thời gian xử lý là 6 tiếng đồng hồ.", "level value=6 unit=h"),
        IS("Thời gian thi công là 3 tuần.", "level value=21 unit=d"),
        IS("Thời hạn cho vay là 15 năm.", "level value=15 unit=a"),
    };
    RUN(times);
}

static void composes_rates(void **state)
{
    (void)state;
    static const struct example rates[] = {
        IS("Năng suất đạt 650 kg/ha.", "level value=0.65 unit=t/har"),
        IS("Năng suất đạt 300 kg/sào Bắc Bộ.", "level unit=t/har"),
        IS("Năng suất đạt 300 kg/sào Trung Bộ.", "level value=6 unit=t/har"),
        IS("Năng suất đạt 300 kg/sào.", "level value=0.3 unit=t/{sao}"),
        IS("Thu nhập bình quân đạt 9 triệu đồng/tháng.", "level value=9000000 unit=VND/mo"),
        IS("Tổng sản phẩm đạt 4.300 USD/người.", "level value=4300 unit=USD/{person}"),
        IS("Giá xăng là 23.000 đồng/lít.", "level value=23000000 unit=VND/m3"),
        IS("Diện tích nhà ở đạt 27 m2 sàn/người.", "level value=0.0027 unit=har/{person}"),
        IS("Mức sử dụng là 120 lít/người/ngày đêm.", "level value=0.12 unit=m3/{person}/d"),
        IS("Mức tiêu thụ là 9 kg/người/năm.", "level value=0.009 unit=t/{person}/a"),
        IS("Mức phát thải là 800 tấn/ngày.", "level value=800 unit=t/d"),
        IS("Mật độ trồng là 1.600 cây/ha.", "level value=1600 unit=/har dimension=rate counted=cây"),
        IS("Mật độ thả là 400 con/ha.", "level value=400 unit=/har counted=con"),
        IS("Lượng khách đạt 900 lượt/ngày.", "level value=900 unit=/d counted=lượt"),
        IS("Năng suất đạt 6,2 tấn trên mỗi ha.", "level value=6.2 unit=t/har"),
        IS("Lãi thu được là 80 triệu đồng trên mỗi ha.", "level value=80000000 unit=VND/har"),
        IS("Tỷ lệ đạt 32 giường bệnh trên vạn dân.", "level value=0.0032 unit=/{person}"),
        IS("Tỷ lệ đạt 11 bác sĩ trên một vạn dân.", "level value=0.0011 unit=/{person}"),
        IS("Số ca mắc là 42 ca/100.000 dân.", "level value=0.00042 unit=/{person}"),
    };
    RUN(rates);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_every_scale_word),
        cmocka_unit_test(brings_every_area_to_hectares),
        cmocka_unit_test(lets_the_place_decide_a_regional_unit),
        cmocka_unit_test(brings_every_mass_to_tonnes),
        cmocka_unit_test(brings_every_volume_and_length_to_metres),
        cmocka_unit_test(brings_every_currency_to_its_code),
        cmocka_unit_test(brings_energy_and_power_to_kilowatts),
        cmocka_unit_test(reads_weather_and_environment),
        cmocka_unit_test(reads_times_as_the_text_counts_them),
        cmocka_unit_test(composes_rates),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
