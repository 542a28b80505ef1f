/* Units, canonical units, counted nouns and what a figure is per: observation contract section 5, and unit letters that
 * stand inside words. */
#include "tests/unit/extract/support.h"

static void brings_money_to_its_code(void **state)
{
    (void)state;
    static const struct example money[] = {
        IS("Tổng thu đạt 39,2 tỷ đồng.", "level value=39200000000 unit=VND dimension=money written=đồng counted=-"),
        IS("Tổng thu đạt 39,2 tỉ đồng.", "level value=39200000000 unit=VND"),
        IS("Giá trị xuất khẩu đạt 37,2 triệu USD.", "level value=37200000 unit=USD dimension=money"),
        IS("Giá trị xuất khẩu đạt 1,5 tỷ đô la Mỹ.", "level value=1500000000 unit=USD"),
        IS("Tổng vốn vay là 20 triệu euro.", "level value=20000000 unit=EUR"),
        IS("Mức hỗ trợ là 500.000 đồng.", "level value=500000 unit=VND"),
        IS("Mức hỗ trợ là 500 nghìn đồng.", "level value=500000 unit=VND"),
        IS("Tổng kinh phí là 850 trđ.", "level value=850000000 unit=VND"),
        IS("Giá vé là 120.000đ.", "level value=120000 unit=VND"),
        IS("Giá vé là 120.000 VNĐ.", "level value=120000 unit=VND"),
        /* nothing is counted: money */
        IS("Tổng thu ngân sách đạt 39 tỷ.", "level value=39000000000 unit=VND dimension=money"),
        IS("Thu nhập bình quân của hộ đạt 5 triệu.", "level value=5000000 unit=VND"),
        /* the label counts something */
        IS("Dân số toàn tỉnh là 1,3 triệu.", "level value=1300000 unit=1"),
    };
    RUN(money);
}

static void brings_measures_to_their_dimension(void **state)
{
    (void)state;
    static const struct example measures[] = {
        IS("Diện tích đạt 500 ha.", "level value=500 unit=har dimension=area written=ha"),
        IS("Diện tích đạt 500 héc ta.", "level value=500 unit=har"),
        IS("Diện tích sàn đạt 25.000 m2.", "level value=2.5 unit=har"),
        IS("Diện tích sàn đạt 25 m2.", "level value=0.0025 unit=har text='25 m2'"),
        IS("Diện tích sàn đạt 25.000 m².", "level value=2.5 unit=har"),
        IS("Diện tích sàn đạt 25.000 mét vuông.", "level value=2.5 unit=har"),
        IS("Diện tích tự nhiên là 608,6 km2.", "level value=60860 unit=har"),
        IS("Sản lượng đạt 500 tấn.", "level value=500 unit=t dimension=mass"),
        IS("Sản lượng đạt 2 tạ.", "level value=0.2 unit=t text='2 tạ'"),
        IS("Sản lượng đạt 3 yến.", "level value=0.03 unit=t"),
        IS("Thu giữ 250 kg pháo nổ.", "level value=0.25 unit=t"),
        IS("Thu giữ 250 gam ma túy.", "level value=0.00025 unit=t"),
        IS("Tuyến đường dài 12,5 km.", "level value=12500 unit=m dimension=length"),
        IS("Tuyến đường dài 500 m.", "level value=500 unit=m"),
        IS("Mực nước dâng 35 cm.", "level value=0.35 unit=m"),
        IS("Lượng mưa đạt 120 mm.", "level value=0.12 unit=m"),
        IS("Khối lượng nước sạch đạt 500 m3.", "level value=500 unit=m3 dimension=volume"),
        IS("Khối lượng đào đắp đạt 500 mét khối.", "level value=500 unit=m3"),
        IS("Sản lượng sữa đạt 2.500 lít.", "level value=2.5 unit=m3"),
        IS("Sản lượng điện đạt 35 triệu kWh.", "level value=35000000 unit=kW.h dimension=energy"),
        IS("Sản lượng điện đạt 35 MWh.", "level value=35000 unit=kW.h"),
        IS("Tổng công suất đạt 110 MW.", "level value=110000 unit=kW dimension=power"),
        IS("Tỷ lệ hộ nghèo là 2 phần trăm.", "level value=2 unit=% dimension=percentage"),
        IS("Tỷ suất tử vong là 5‰.", "level value=0.5 unit=%"),
        IS("Tỷ suất sinh giảm 0,2%0.", "level value=0.02 unit=%"),
        IS("Nhiệt độ cao nhất là 38 độ C.", "level value=38 unit=Cel"),
        IS("Nhiệt độ cao nhất là 38°C.", "level value=38 unit=Cel"),
        IS("Vận tốc gió đạt 75 km/h.", "level value=75 unit=km/h"),
        IS("Đường dây có điện áp 110 kV.", "level value=110 unit=kV"),
        IS("Lưu lượng xả lũ là 1.200 m3/s.", "level value=1200 unit=m3/s"),
        IS("Thời gian xử lý là 15 ngày.", "level value=15 unit=d dimension=time"),
        IS("Vận tốc gió đạt 75 km/giờ.", "level value=75 unit=km/h"),
        IS("Thu giữ 5 chỉ vàng.", "level value=0.00001875 unit=t"),
        IS("Thu giữ 2 lượng vàng.", "level value=0.000075 unit=t"),
        IS("Thu giữ 500kg pháo.", "level value=0.5 unit=t text=500kg"),
        IS("Đường dây 110kV dài 12km.", "level value=110 unit=kV level value=12000 unit=m"),
        IS("Khối lượng đạt 30 triệu m3.", "level value=30000000 unit=m3"),
        IS("Nhiệt độ cao nhất là 38,5oC.", "level value=38.5 unit=Cel"),
        IS("Khối lượng đạt 120 khối.", "level value=120 unit=m3"),
        IS("Thời gian xử lý là 36 giờ.", "level value=36 unit=h"),
        IS("Thời gian thi công là 18 tháng.", "level value=18 unit=mo"),
    };
    RUN(measures);
}

static void knows_regional_land_units_where_the_region_is_said(void **state)
{
    (void)state;
    static const struct example land[] = {
        IS("Diện tích gieo cấy là 100 sào Bắc Bộ.", "level value=3.6 unit=har dimension=area"),
        IS("Diện tích gieo cấy là 100 sào Trung Bộ.", "level value=5 unit=har"),
        IS("Diện tích gieo cấy là 100 sào.", "level value=100 unit={sao} dimension=area"),
        KNOWN("mẫu of land", "Diện tích gieo cấy là 100 mẫu.", "level value=100 unit={mau} dimension=area"),
        IS("Diện tích gieo cấy là 100 công đất.", "level value=100 unit={cong} dimension=area"),
    };
    RUN(land);
}

static void reads_what_a_figure_is_per(void **state)
{
    (void)state;
    static const struct example rates[] = {
        IS("Năng suất lúa đạt 124,46 tạ/ha.", "level value=12.446 unit=t/har written='tạ/ha'"),
        IS("Năng suất lúa đạt 60 tạ / ha.", "level value=6 unit=t/har"),
        IS("Thu nhập bình quân đạt 47 triệu đồng/người/năm.", "level value=47000000 unit=VND/{person}/a"),
        IS("Thu nhập bình quân đạt 4,5 triệu đồng/người/tháng.", "level value=4500000 unit=VND/{person}/mo"),
        IS("Mật độ dân số là 350 người/km2.", "level value=3.5 unit={person}/har"),
        IS("Giá trị sản xuất đạt 120 triệu đồng/ha.", "level value=120000000 unit=VND/har"),
        IS("Giá trị sản xuất đạt 120 triệu đồng mỗi ha.", "level value=120000000 unit=VND/har"),
        IS("Giá lợn hơi là 25.000 đồng/kg.", "level value=25000000 unit=VND/t"),
        IS("Giá đất là 5 triệu đồng/m2.", "level value=50000000000 unit=VND/har"),
        IS("Tỷ lệ đạt 9,5 bác sĩ/vạn dân.", "level value=0.00095 unit=/{person}"),
        IS("Tỷ lệ đạt 28 giường bệnh/10.000 dân.", "level value=0.0028 unit=/{person}"),
        IS("Tỷ lệ đạt 15 ca/1.000 dân.", "level value=0.015 unit=/{person}"),
        IS("Công suất đạt 5.000 m3/ngày.", "level value=5000 unit=m3/d"),
        IS("Công suất đạt 500 tấn/năm.", "level value=500 unit=t/a"),
        IS("Mức hỗ trợ là 2 triệu đồng/hộ.", "level value=2000000 unit=VND/{household}"),
        IS("Mức giảm đạt 1,5%/năm.", "level value=1.5 unit=%/a"),
        IS("Tiền công là 50.000 đồng/giờ.", "level value=50000 unit=VND/h"),
        IS("Giá trị đạt 120 triệu đồng/ha/năm.", "level value=120000000 unit=VND/har/a"),
        IS("Thu nhập bình quân đầu người đạt 47 triệu đồng/năm.", "level value=47000000 unit=VND/{person}/a"),
        IS("Thu nhập bình quân đầu người đạt 47 triệu đồng.", "level value=47000000 unit=VND/{person}"),
        IS("Giá điện là 2.000 đồng/kWh.", "level value=2000 unit=VND/kW.h"),
        IS("Công suất đạt 150 nghìn m3/ngày đêm.", "level value=150000 unit=m3/d"),
        IS("Định mức là 60 lít/người/ngày.", "level value=0.06 unit=m3/{person}/d"),
        IS("Giá xuất khẩu là 450 USD/tấn.", "level value=450 unit=USD/t"),
        IS("Năng suất ước đạt 6,5 tấn mỗi ha.", "level value=6.5 unit=t/har"),
        IS("Bình quân 2,5 người/hộ.", "level value=2.5 unit={person}/{household}"),
    };
    RUN(rates);
}

static void counts_nouns(void **state)
{
    (void)state;
    static const struct example counts[] = {
        IS("Toàn huyện có 252 đảng viên.", "level value=252 unit=1 dimension=count counted='đảng viên' text='252 đảng viên'"),
        IS("Thành lập mới 35 doanh nghiệp.", "level value=35 unit=1 counted='doanh nghiệp'"),
        IS("Sáp nhập 6 thôn, xóm.", "level value=6 unit=1 counted='thôn, xóm' text='6 thôn, xóm'"),
        IS("Thành lập 4 chi bộ đảng.", "level value=4 unit=1 counted='chi bộ' text='4 chi bộ'"),
        IS("Trao 45 suất quà.", "level value=45 unit=1"),
        /* a symbol that nobody knows is no guess */
        IS("Chỉ số đo được là 35 XQZ.", "level value=35 unit=1 dimension=unknown counted=XQZ"),
        IS("Toàn xã có 30 con trâu, 120 con bò.", "level value=30 level value=120"),
        IS("Trồng 12.000 cây keo.", "level value=12000 unit=1"),
    };
    RUN(counts);
}

static void never_finds_unit_letters_inside_words(void **state)
{
    (void)state;
    static const struct example letters[] = {
        IS("Sản lượng tăng gấp 2,14 lần cùng kỳ.", "obs change ratio=2.14 text='2,14 lần'"),
        IS("Có 5 máy cày mới.", "level value=5 unit=1"),
        IS("Có 5 gà giống mới.", "level value=5 unit=1"),
        IS("Trồng 12 hàng cây.", "level value=12 unit=1"),
        IS("Khen thưởng 15 tập thể.", "level value=15 unit=1"),
        IS("Có 12 tấm gương tiêu biểu.", "level value=12 unit=1"),
    };
    RUN(letters);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(brings_money_to_its_code),
        cmocka_unit_test(brings_measures_to_their_dimension),
        cmocka_unit_test(knows_regional_land_units_where_the_region_is_said),
        cmocka_unit_test(reads_what_a_figure_is_per),
        cmocka_unit_test(counts_nouns),
        cmocka_unit_test(never_finds_unit_letters_inside_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
