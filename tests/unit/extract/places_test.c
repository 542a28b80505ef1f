/* Places: what is a place's name and what only looks like one, whose figure it is, and the official unit it stands for:
 * observation contract section 6; and the regional land units of section 5. */
#include "tests/unit/extract/support.h"

static void takes_names_by_the_lists(void **state)
{
    (void)state;
    static const struct example names[] = {
        IS("Năm 2021, Huyện ủy Tam Dương Nguyễn Thanh Quang trồng 5 ha rừng.", "obs place='Tam Dương' place_code='247' level"),
        IS("Năm 2021, T.X Phổ Yên có 286 hội viên.", "obs place='T.X Phổ Yên' place_code='172' level"),
        IS("Năm 2021, Huyện Hội CCB Vũ Thư có 30 cơ sở Hội.", "obs place='Vũ Thư' place_code='344' level"),
        IS("Năm 2021, Huyện ủy Tam Dương trồng 5 ha rừng.\n\nĐó là huyện Tam Dương.", "obs place='huyện Tam Dương' place_code='247' level"),
        IS("Chủ tịch UBND huyện Lê Minh Chuẩn cho biết, năm 2021 huyện trồng 5 ha rừng.", "obs place=- level"),
        IS("Năm 2019, huyện Đăk R’Lấp trồng 5 ha rừng.", "obs place='huyện Đăk R’Lấp' place_code='666' parent='67' level"),
        IS("Năm 2019, CÔNG AN HUYỆN ĐAK SONG bắt 5 vụ.", "obs place='HUYỆN ĐAK SONG' place_code='665' level"),
        IS("Năm 2020, TP. Quy Nhơn trồng 5 ha rừng.", "obs place='TP. Quy Nhơn' place_level=district place_code='540' level"),
        IS("Năm 2020, trên sàn Hà Nội, chỉ số HNX-Index đạt 231 điểm.", "obs place=- level"),
        IS("Năm 2020, TP.HCM thu 5 tỷ đồng.", "obs place='TP.HCM' place_level=province place_code='79' vintage='2025-03' level"),
        IS("Năm 2020, quận 1 thu 5 tỷ đồng.", "obs place='quận 1' place_code='760' parent='79' level"),
        IS("Năm 2018, thị xã Gia Nghĩa thu 5 tỷ đồng.", "obs place='thị xã Gia Nghĩa' place_code='660' level"), /* a city since */
        IS("Năm 2020, tỉnh Xiêng Khoảng thu 5 tỷ đồng.", "obs place='tỉnh Xiêng Khoảng' place_level=province place_code=- candidates=0 level"),
        IS("Gia đình ông ở thôn 4, xã Ái Thượng, huyện Bá Thước trồng 5 ha rừng năm 2020.", "obs place='thôn 4' place_level=village place_code=- level"),
    };
    RUN(names);
}

static void takes_bare_names_only_where_places_stand(void **state)
{
    (void)state;
    static const struct example bare[] = {
        IS("Hải quan Hải Phòng: Thu ngân sách năm 2020\n\nĐơn vị thu 5 tỷ đồng.", "obs place='Hải Phòng' place_code='31' level"),
        IS("Năm 2024, giá cà phê tại Gia Lai và Lâm Đồng lần lượt là 79.600 đồng/kg và 78.900 đồng/kg.",
           "obs place='Gia Lai' place_code='64' level obs place='Lâm Đồng' place_code='68' level"),
        IS("Năm 2020, chuỗi Long Châu mở 5 nhà thuốc.", "obs place=- level"),
        IS("Năm 2020, Công ty Cổ phần Hòa Bình lãi 5 tỷ đồng.", "obs place=- level"),
        IS("Năm 2020, ông Nguyễn Thái Bình thu 5 tỷ đồng.", "obs place=- level"),
        IS("Học tập phong cách Hồ Chí Minh, năm 2020 huyện Ba Chẽ kết nạp 5 đảng viên.", "obs place='huyện Ba Chẽ' level"),
        IS("Năm 2020, đơn vị thu 5 tỷ đồng.\n\nThái Bình\n\nBình Minh - Thanh Sơn\n\nẢnh: Hà Nam", "obs place=- level"),
        IS("Năm 2020, xe chạy cao tốc Nội Bài - Lào Cai 5 chuyến.", "obs place=- level"),
        IS("Nghệ An: vụ Xuân 2021\n\nDiễn Châu cấy 5 ha lúa. Ngược lại, Kỳ Sơn cấy 3 ha lúa.",
           "obs place='Diễn Châu' place_code='425' level obs place='Kỳ Sơn' place_code='417' level"),
        IS("Xuất khẩu năm 2021\n\nHà Nội (TTXVN 12/5) Theo Bộ Công Thương, xuất khẩu đạt 5 tỷ USD.", "obs place=- level"),
        IS("Xuất khẩu năm 2021\n\nHà Nội, ngày 12/5/2021\n\nXuất khẩu đạt 5 tỷ USD.", "obs place=- level"),
        IS("Xã Hiệp Hòa (Vũ Thư, Thái Bình) năm 2020 trồng 5 ha rừng.", "obs place='Xã Hiệp Hòa' place_code='13204' parent='344' level"),
    };
    RUN(bare);
}

static void leaves_what_a_place_is_held_against(void **state)
{
    (void)state;
    static const struct example sides[] = {
        IS("Huyện Khánh Sơn năm 2020\n\nXã Sơn Bình đạt 17 tiêu chí, các xã còn lại đạt 9 tiêu chí.",
           "obs place='Xã Sơn Bình' level obs place='Huyện Khánh Sơn' level value=9"),
        IS("Tỉnh Kiên Giang năm 2020\n\nPhú Quốc đón 5 triệu lượt khách, chiếm 58% tổng lượt khách toàn tỉnh, doanh thu 17 tỷ đồng.",
           "obs place='Phú Quốc' level share ratio=0.58 obs place='Phú Quốc' level value=17000000000"),
        IS("Huyện Đam Rông năm 2020\n\nCó 12 người làm việc trong tỉnh, 7 người ngoài tỉnh, 5 người đi nước ngoài.",
           "obs place='Huyện Đam Rông' level obs place='Huyện Đam Rông' level obs place='Huyện Đam Rông' level"),
        IS("Năm 2020, các tỉnh Tây Nguyên trồng 5 ha rừng.", "obs place=- level"),
        IS("Tỉnh Bình Phước năm 2020\n\nHuyện Đồng Phú giải ngân 418 tỷ đồng; tiếp đến là Hớn Quản 231 tỷ đồng.",
           "obs place='Huyện Đồng Phú' level obs place='Hớn Quản' level value=231000000000"),
        IS("Huyện Tân Kỳ năm 2017\n\nTại xã Nghĩa Đồng, bà Lài (58 tuổi), xóm 5 phấn khởi. Năng suất của xã đạt 71 tạ/ha.",
           "obs place='xã Nghĩa Đồng' level"),
        IS("Gio Linh, Cam Lộ họp năm 2017\n\n+ Tại huyện Gio Linh: trồng 380 ha rừng.\n\n+ Tại huyện Cam Lộ: trồng 45 ha "
           "rừng.\n\nKỳ họp thông qua 5 nghị quyết.",
           "obs place='huyện Gio Linh' level obs place='huyện Cam Lộ' level obs place='huyện Cam Lộ' level value=5"),
        IS("Huyện Đức Thọ năm 2019\n\nDiễn tập ở 06 xã (Tùng Ảnh, Quang Vĩnh, Liên Minh), 05 xã đạt loại giỏi.",
           "obs level value=6 obs place='Huyện Đức Thọ' level value=5"),
        IS("Chiều 19/8/2025, Đảng bộ xã Nghĩa Hành họp. Xã Nghĩa Hành mời lãnh đạo Đảng bộ tỉnh, các sở của tỉnh. Có 186 đại biểu.",
           "obs place='Xã Nghĩa Hành' place_level=commune level"),
    };
    RUN(sides);
}

static void finds_the_place_in_force(void **state)
{
    (void)state;
    static const struct example force[] = {
        IS("Huyện Ba Chẽ tổng kết năm 2020\n\nXã Đồn Đạc trồng 5 ha rừng. Xã còn nuôi 7 con bò.\n\nSản lượng lúa đạt 500 tấn.",
           "obs place='Xã Đồn Đạc' level obs place='Xã Đồn Đạc' level obs place='Huyện Ba Chẽ' level"),
        IS("Huyện Ba Chẽ tổng kết năm 2020\n\nTrồng rừng đạt 5 ha; xã Lương Mông đạt chuẩn nông thôn mới; tỷ lệ hộ nghèo toàn huyện còn 0,85%.",
           "obs place='Huyện Ba Chẽ' level obs place='Huyện Ba Chẽ' level value=0.85"),
        IS("Tỉnh Quảng Ngãi năm 2020\n\nBão làm hỏng 325 ngôi nhà, trong đó huyện Bình Sơn 58 nhà, Mộ Đức 21 nhà; 40 ha lúa bị ngập.",
           "obs place='Tỉnh Quảng Ngãi' level obs place='huyện Bình Sơn' level obs place='Mộ Đức' place_code='533' level obs place='Tỉnh Quảng Ngãi' level"),
        IS("Tỉnh Hòa Bình năm 2023\n\nCó 12 máy bơm ở huyện Lạc Thủy.", "obs place='huyện Lạc Thủy' level"),
        IS("Huyện Hoài Ân năm 2024\n\nĐo đạc tại xã Ân Thạnh, Ân Đức và thị trấn Tăng Bạt Hổ với kinh phí 13,9 tỷ đồng.",
           "obs place='Huyện Hoài Ân' place_code='544' level"),
        IS("Các huyện: Ý Yên, Xuân Trường tổng kết năm 2020\n\nUBND huyện Ý Yên họp.\n\nHuyện trồng 5 ha rừng.\n\n"
           "UBND huyện Xuân Trường cũng họp.\n\nHuyện trồng 7 ha rừng.",
           "obs place='huyện Ý Yên' place_code='360' level value=5 obs place='huyện Xuân Trường' place_code='364' level value=7"),
        IS("Huyện Cư Jút năm 2022\n\nXã Tâm Thắng nhiều nhất với 112 ca, tiếp đến là xã Nam Dong 85 ca. Toàn bộ có 300 ca.",
           "obs place='Xã Tâm Thắng' level obs place='xã Nam Dong' level obs place='Huyện Cư Jút' level"),
        IS("Huyện Ba Chẽ năm 2020\n\nNăm 2020, 4 xã được UBND tỉnh Quảng Ninh công nhận, thu 5 tỷ đồng.", "obs place='Huyện Ba Chẽ' level obs place='Huyện Ba Chẽ' level"),
        IS("BHXH Việt Nam: tháng 5/2017\n\nTrong tháng, toàn ngành thu 5 tỷ đồng.", "obs place='Việt Nam' place_level=country place_code=- level"),
        IS("Năm 2025, FPT Shop có 3.263 cửa hàng trên toàn quốc, doanh thu 5 tỷ đồng.",
           "obs place='toàn quốc' place_level=country level obs place=- level"),
    };
    RUN(force);
}

static void goes_back_to_the_commune_named_last(void **state)
{
    (void)state;
    static const struct example back[] = {
        IS("Ninh Phước (Ninh Thuận): Nông thôn mới năm 2019\n\nLãnh đạo xã Phước Vinh (huyện Ninh Phước) họp.\n\n"
           "Thu nhập bình quân của người dân trong xã đạt 35 triệu đồng/người/năm.\n\nTỷ lệ hộ nghèo của xã còn 4%.",
           "obs place='xã Phước Vinh' level obs place='xã Phước Vinh' level value=4"),
        IS("Huyện Tuyên Hóa năm 2020\n\nĐoàn kiểm tra tại xã Mai Hóa.\n\nHội Phụ nữ xã quản lý 12 tổ vay vốn.\n\nToàn huyện có 90 tổ.",
           "obs place='xã Mai Hóa' level obs place='Huyện Tuyên Hóa' level value=90"),
        IS("Huyện Tuyên Hóa năm 2020\n\nDoanh số cho vay lớn nhất là HPN Thạch Hóa 2 tỷ đồng.", "obs place='Thạch Hóa' level"),
        IS("Huyện Tuyên Hóa năm 2020\n\nMột cán bộ xã cho vay 2 tỷ đồng.", "obs place='Huyện Tuyên Hóa' level"),
        IS("Các huyện đạt chuẩn năm 2017\n\nHuyện Nam Đàn và huyện Duy Tiên đạt chuẩn.\n\nHuyện Nam Đàn có 23 xã.\n\n"
           "Tỷ lệ hộ nghèo của huyện là 3,16%.\n\nHuyện Duy Tiên có 16 xã.\n\nThu nhập bình quân là 38 triệu đồng/người.",
           "obs place='Huyện Nam Đàn' level obs place='Huyện Nam Đàn' level value=3.16 obs place='Huyện Duy Tiên' level obs "
           "place='Huyện Duy Tiên' level value=38000000"),
        IS("Huyện Bù Đốp năm 2020\n\nKỳ họp HĐND huyện Khóa IV thông qua 5 nghị quyết.", "obs place='Huyện Bù Đốp' level"),
        IS("Tổ dân phố 4 phường Phú Lãm có 302 hộ.", "obs level value=302"),
    };
    RUN(back);
}

static void keeps_the_place_that_opens_a_paragraph(void **state)
{
    (void)state;
    static const struct example kept[] = {
        IS("Tỉnh Hà Tĩnh đẩy mạnh trồng rừng năm 2023\n\nHuyện Can Lộc: Năm 2023, huyện trồng 57 ha rừng. Độ che phủ rừng đạt 40%.",
           "obs place='Huyện Can Lộc' level obs place='Huyện Can Lộc' level"),
        IS("Nửa năm ở xã Phước Giang\n\nXã Phước Giang được lập năm 2025 trên cơ sở sáp nhập 3 xã cũ của huyện Nghĩa Hành, có 24.615 người.",
           "obs level obs place='Xã Phước Giang' level"),
        IS("Huyện Nho Quan năm 2020\n\nNho Quan là một huyện miền núi của tỉnh Ninh Bình, có 26 xã.", "obs place='Huyện Nho Quan' level"),
        IS("Năm 2024, cả nước đưa 158 lao động đi làm việc ở nước ngoài.\n\nTổng số nợ là 5 tỷ đồng.",
           "obs place='cả nước' level obs place='cả nước' level"),
        IS("Sở Xây dựng Đà Nẵng cho biết, quý III/2024 giá căn hộ là 68 triệu đồng/m2.\n\nTrong quý có 2.116 giao dịch.",
           "obs place='Đà Nẵng' place_code='48' level obs place='Đà Nẵng' level"),
        IS("Năm 2024, lực lượng quản lý thị trường cả nước đã kiểm tra 5.182 vụ.", "obs place='cả nước' level"),
        IS("Năm 2022, tỉnh Nghệ An trồng 60 ha rừng; trong đó Đô Lương 70 ha, Yên Thành 65 ha.",
           "obs level obs place='Đô Lương' place_code='427' level obs place='Yên Thành' level"),
        IS("Năm 2023, tỉnh Quảng Nam có 5 dự án: Núi Thành 2 dự án.", "obs level obs place='Núi Thành' place_code='517' level"),
        IS("Năm 2020, mưa lũ làm 124 nhà bị sập (Hà Giang: 38 nhà; Lai Châu: 86 nhà); 597 nhà bị tốc mái.",
           "obs place=- level obs place='Hà Giang' place_code='02' level obs place='Lai Châu' level obs place=- level"),
        IS("Mưa lũ làm 6 nhà bị sập (Hà Giang 2 nhà, Lào Cai 4 nhà).", "obs level obs place_code='02' level obs place_code='10' level"), /* Hà Giang tells the list */
        IS("Mưa lũ làm 6 nhà bị sập (Hà Giang cũ 2 nhà, Lào Cai 4 nhà).", "obs level obs level obs place='Lào Cai' place_code=- level"),
        IS("Năm 2020, nặng nhất là các tỉnh: Sơn La 48 nhà.", "obs place='Sơn La' level"),
        IS("Năm 2024, riêng huyện nghèo còn 24,86% hộ nghèo.", "obs place=- level"),
    };
    RUN(kept);
}

static void tells_the_articles_own(void **state)
{
    (void)state;
    static const struct example own[] = {
        IS("Chỉ tiêu năm 2022 của huyện Đại Lộc, tỉnh Quảng Nam\n\nThu nội địa: 319 tỷ đồng.", "obs place='huyện Đại Lộc' place_code='506' parent='49' level"),
        IS("Tổng kết năm 2020\n\nCục Thống kê tỉnh Hưng Yên cho biết thu ngân sách tốt.\n\nThu đạt 5 tỷ đồng.", "obs place='tỉnh Hưng Yên' place_code='33' level"),
        IS("Hội đồng nhân dân huyện họp năm 2020\n\nThu ngân sách đạt 117 tỷ đồng.", "obs place=- level"),
        IS("Hội nghị năm 2020\n\nToàn huyện trồng 5 ha rừng. Các xã Thanh Sơn, Đồn Đạc đạt chuẩn; xã Lương Mông đạt chuẩn nâng cao.",
           "obs place='huyện' place_code='202' vintage='2025-03' parent='22' candidates=1 level"),
        IS("Huyện Ba Chẽ năm 2020\n\nToàn tỉnh có 5 ha rừng.", "obs place='tỉnh' place_level=province place_code='22' level"),
        IS("Báo cáo năm 2020\n\nLong An đạt 71 tỷ đồng, Lào Cai đạt 68 tỷ đồng, Hà Nội đạt 41 tỷ đồng.\n\nCông ty thu 5 tỷ đồng.",
           "obs place='Long An' level obs place='Lào Cai' level obs place='Hà Nội' level obs place=- level"),
    };
    RUN(own);
}

static void reads_articles_of_towns_and_communes(void **state)
{
    (void)state;
    static const struct example towns[] = {
        IS("Đông Triều: Thu ngân sách năm 2022\n\nTổng thu đạt 1.200 tỷ đồng. Phường Mạo Khê thu 50 tỷ đồng.",
           "obs place='Đông Triều' place_code='205' level obs place='Phường Mạo Khê' place_code='07069' level"),
        IS("Mạnh Dũng: Thu ngân sách năm 2022\n\nTổng thu đạt 5 tỷ đồng.", "obs place=- level"),
        IS("Hà Nội tiêm vắc xin năm 2021\n\nQuận Ba Đình tiêm 200 liều, huyện Sóc Sơn tiêm 250 liều. Thành phố sẽ tiêm thêm 1.000 liều.",
           "obs place='Quận Ba Đình' place_code='001' level obs place='huyện Sóc Sơn' place_code='016' level obs place='Hà Nội' place_code='01' level"),
        IS("Thành ủy Sa Đéc họp năm 2018\n\nThành phố trồng 5 ha rừng.", "obs place='Sa Đéc' place_code='867' level"),
        IS("Làm giàu năm 2024\n\nBác nông dân xã Tân Viên, huyện An Lão (Hải Phòng) lãi 35 triệu đồng.\n\nÔng Tuyến có 60 mẫu ruộng.",
           "obs place='xã Tân Viên' place_code='11665' level obs place='xã Tân Viên' level value=21.6 unit=har"),
        IS("UBND xã Xuân Lộc, tỉnh Đồng Nai ngày 20/12/2025 thu 45 tỷ đồng.", /* a phường in the list */
           "obs place='xã Xuân Lộc' place_code='26425' vintage='2026-07' level"),
        IS("BHXH huyện Krông Nô năm 2021\n\nAgribank Chi nhánh Đắk Nông cho vay 500 tỷ đồng. Đơn vị thu 5 tỷ đồng.",
           "obs place='Đắk Nông' place_code='67' level obs place='huyện Krông Nô' place_code='664' level"),
        IS("Tháng 7/2024, kim ngạch đạt 5 tỷ USD. Tỷ lệ xã đạt chuẩn là 80%.", "obs place=- level obs place=- level"),
    };
    RUN(towns);
}

static void chooses_the_list_by_the_time(void **state)
{
    (void)state;
    static const struct example vintages[] = {
        IS("Tỉnh Bắc Ninh họp (08:00 20/10/2025)\n\nTỉnh thu 5 tỷ đồng.", "obs place='Tỉnh Bắc Ninh' place_code='24' vintage='2026-07' level"),
        IS("Tỉnh Bắc Ninh họp (08:00 30/06/2025)\n\nTỉnh thu 5 tỷ đồng.", "obs place='Tỉnh Bắc Ninh' place_code='27' vintage='2025-03' level"),
        IS("Tỉnh Bắc Ninh trồng 5 ha rừng trong năm 2019.", "obs place='Tỉnh Bắc Ninh' place_code='27' vintage='2025-03' level"),
        IS("Tỉnh Bắc Ninh có huyện Gia Bình. Tỉnh Bắc Ninh thu 5 tỷ đồng.", "obs place='Tỉnh Bắc Ninh' place_code='27' vintage='2025-03' level"),
        IS("Tỉnh Bắc Ninh thu 5 tỷ đồng.", "obs place='Tỉnh Bắc Ninh' place_code=- vintage=- candidates=2 level"),
        IS("Tỉnh Bình Định thu 5 tỷ đồng.", "obs place='Tỉnh Bình Định' place_code='52' vintage='2025-03' level"),
        /* what was is still spoken of */
        IS("Nhìn lại huyện Ba Chẽ (08:00 20/10/2025)\n\nHuyện thu 5 tỷ đồng.", "obs place='huyện Ba Chẽ' place_code='202' vintage='2025-03' level"),
        IS("Phường Kinh Bắc (tỉnh Bắc Ninh) trong tháng 9/2025 thu 5 tỷ đồng.", "obs place='Phường Kinh Bắc' place_code='09187' vintage='2026-07' parent='24' level"),
    };
    RUN(vintages);
}

static void resolves_namesakes_by_what_else_is_named(void **state)
{
    (void)state;
    static const struct example namesakes[] = {
        IS("Năm 2020, xã Thanh Sơn trồng 5 ha rừng.", "obs place='xã Thanh Sơn' place_code=- vintage=- parent=- candidates=13 level"),
        IS("Năm 2020, xã Thanh Sơn (huyện Ba Chẽ) trồng 5 ha rừng.", "obs place='xã Thanh Sơn' place_code='06973' parent='202' candidates=1 level"),
        IS("Huyện Sơn Động năm 2020\n\nXã Thanh Sơn trồng 5 ha rừng.", "obs place='Xã Thanh Sơn' place_code=- candidates=13 level"),
        IS("Tỉnh Quảng Ninh năm 2020\n\nXã Thanh Sơn trồng 5 ha rừng.", "obs place='Xã Thanh Sơn' place_code='06973' level"),
        IS("Tỉnh Tiền Giang năm 2020\n\nHuyện Châu Thành trồng 5 ha rừng.", "obs place='Huyện Châu Thành' place_code='821' level"),
        IS("Năm 2020, huyện Châu Thành trồng 5 ha rừng.", "obs place='huyện Châu Thành' place_code=- candidates=10 level"),
        IS("Năm 2020, thành phố Cao Lãnh và huyện Cao Lãnh lần lượt trồng 5 ha rừng và 7 ha rừng.",
           "obs place='thành phố Cao Lãnh' place_code='866' level obs place='huyện Cao Lãnh' place_code='873' level"),
        IS("Năm 2020, xã Thanh Sơn trồng 5 ha rừng.\n\nĐó là xã Thanh Sơn, huyện Ba Chẽ.", "obs place='xã Thanh Sơn' place_code='06973' level"),
    };
    RUN(namesakes);
}

static void converts_land_units_where_the_region_is_known(void **state)
{
    (void)state;
    static const struct example land[] = {
        IS("Năm 2020, huyện Lạc Thủy (Hòa Bình) cấy 1.250 sào lúa.", "level value=45 unit=har dimension=area"),
        IS("Năm 2020, tỉnh Nghệ An cấy 100 sào lúa.", "level value=5 unit=har"),
        IS("Năm 2020, tỉnh Đắk Lắk cấy 100 sào lúa.", "level value=100 unit={sao} dimension=area"),
        IS("Năm 2020, nông dân cấy 100 sào lúa.", "level value=100 unit={sao}"),
        IS("Năm 2020, tỉnh Đồng Tháp cấy 100 công đất.", "level value=10 unit=har"),
        IS("Năm 2020, tỉnh Nghệ An cấy 100 công đất.", "level value=100 unit={cong}"),
        IS("Năm 2020, huyện Quỳnh Phụ (Thái Bình) cấy 30 mẫu ruộng, năng suất 2,5 tạ/sào.", "level value=10.8 unit=har level value=6.94444444444 unit=t/har"),
        IS("Năm 2020, tại thôn 3, huyện Quỳnh Phụ, lãi 3,6 triệu đồng/sào.", "level value=100000000 unit=VND/har"),
        IS("Năm 2020, tỉnh Đồng Tháp lãi 5 triệu đồng/công.", "level value=5000000 unit=VND/{cong}"), /* or a day's work */
        IS("Năm 2020, tỉnh Nghệ An cấy 100 sào lúa, tăng 20 sào so với năm 2019.", "level value=5 unit=har change delta=1 unit=har value=4"),
        IS("Tỉnh Thái Nguyên có 100 sào chè.", "obs place_code=- level value='3.6' unit=har"), /* of either list */
        IS("Xã An Bình có 100 sào chè.", "obs level value=100 unit='{sao}'"),
    };
    RUN(land);
}

static void takes_no_holder_for_a_place(void **state)
{
    (void)state;
    static const struct example holders[] = {
        IS("UBND tỉnh Bình Phước họp.\n\nChánh Văn phòng UBND tỉnh Phạm Thanh Hoàng chủ trì họp báo với hơn 40 phóng viên.",
           "obs place='tỉnh Bình Phước' level"),
        IS("Xã Sơn Phú xây dựng 3 khu dân cư NTM kiểu mẫu và 60 vườn mẫu.", "obs place='Xã Sơn Phú' level obs place='Xã Sơn Phú' level"),
        IS("Năm 2021, kim ngạch xuất khẩu của cả nước đạt 336 tỷ USD.", "obs place='cả nước' level"),
        IS("Tháng 2/2026, Việt Nam xuất khẩu 14.870 tấn hồ tiêu.", "obs place='Việt Nam' level"),
        IS("Năm 2021, nhập khẩu của Việt Nam đạt 332 tỷ USD.", "obs place='Việt Nam' level"),
    };
    RUN(holders);
}

static void keeps_a_place_to_what_it_is_said_of(void **state)
{
    (void)state;
    static const struct example places[] = {
        IS("Xã Cẩm Khê được thành lập trên cơ sở hợp nhất các xã Minh Tân, Phong Thịnh, hiện có 88 chi bộ. Toàn xã có 12 chợ.",
           "obs place='Xã Cẩm Khê' level value=88 obs place='Xã Cẩm Khê' level value=12"),
        IS("Huyện Đức Thọ có 5 xã (xã Tùng Ảnh, xã Trung Lễ, xã Liên Minh), 12 thôn đạt loại giỏi.",
           "obs place='Huyện Đức Thọ' level value=5 obs place='Huyện Đức Thọ' level value=12"),
        IS("Cả nước có 2 tỉnh giảm (tỉnh Trà Vinh giảm 25%; tỉnh Hà Tĩnh giảm 15%). Có 500 doanh nghiệp.",
           "obs level obs place='tỉnh Trà Vinh' level obs place='tỉnh Hà Tĩnh' level obs place='Cả nước' level value=500"),
    };
    RUN(places);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(takes_no_holder_for_a_place),
        cmocka_unit_test(keeps_a_place_to_what_it_is_said_of),
        cmocka_unit_test(takes_names_by_the_lists),
        cmocka_unit_test(takes_bare_names_only_where_places_stand),
        cmocka_unit_test(leaves_what_a_place_is_held_against),
        cmocka_unit_test(finds_the_place_in_force),
        cmocka_unit_test(goes_back_to_the_commune_named_last),
        cmocka_unit_test(keeps_the_place_that_opens_a_paragraph),
        cmocka_unit_test(tells_the_articles_own),
        cmocka_unit_test(reads_articles_of_towns_and_communes),
        cmocka_unit_test(chooses_the_list_by_the_time),
        cmocka_unit_test(resolves_namesakes_by_what_else_is_named),
        cmocka_unit_test(converts_land_units_where_the_region_is_known),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
