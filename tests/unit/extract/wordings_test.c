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
           "obs label='mô hình' level obs label='tổng kinh phí' level"),
        IS("Tặng 120 suất quà cho hộ nghèo các xã trong huyện; kinh phí hoạt động đạt 60 triệu đồng.",
           "obs label='Tặng suất quà cho hộ nghèo các xã trong huyện' level obs label='kinh phí hoạt động' level"),
    };
    RUN(sums);
}

static void counts_what_stands_behind_a_heading(void **state)
{
    (void)state;
    static const struct example behind[] = {
        IS("Thủy sản: 8 tàu cá chìm, 5.900 m2 hồ tôm hư hại.", "obs label='tàu cá chìm' level obs label='hồ tôm hư hại' level"),
        IS("* Điện: 112/241 xã, phường mất điện.", "obs label='xã, phường mất điện' level"),
        IS("Giao thông: 5 cầu bị cuốn trôi.", "obs label='cầu bị cuốn trôi' level"),
        IS("Bố Trạch: 18/21 chỉ tiêu đạt và vượt.", "obs label='chỉ tiêu đạt và vượt' level"),
    };
    static const struct example before[] = {
        IS("Tai nạn giao thông: 17 vụ, tăng 3 vụ.", "obs label='Tai nạn giao thông' level change"),
        IS("Diện tích cây công nghiệp dài ngày 42.107 đạt 101% kế hoạch; tổng đàn lợn 5.120, đạt 99% kế hoạch; thu ngân sách tháng 12 đạt 5% kế hoạch.",
           "obs label='Diện tích cây công nghiệp dài ngày' level value=42107 plan ratio=1.01 "
           "obs label='tổng đàn lợn' level value=5120 plan ratio=0.99 obs label='thu ngân sách' plan ratio=0.05"),
        IS("Tổng số hộ nghèo: 35 hộ thoát nghèo.", "obs label='Tổng số hộ nghèo' level"),
        IS("Học sinh giỏi: 45 em đạt giải.", "obs label='Học sinh giỏi' level"),
    };
    RUN(behind);
    RUN(before);
}

static void names_who_is_counted(void **state)
{
    (void)state;
    static const struct example members[] = {
        IS("Đại hội bầu Ban Chấp hành gồm 41 đồng chí.", "obs label='bầu Ban Chấp hành' level"),
        IS("Đội ngũ giáo viên, nhân viên có 462 người.", "obs label='Đội ngũ giáo viên, nhân viên' level"),
        IS("Toàn huyện có 1.200 người.", "obs label='người' level"),
        IS("Huyện có 12 đồng chí được khen thưởng.", "obs label='đồng chí được khen thưởng' level"),
    };
    RUN(members);
}

static void leaves_out_what_only_leads(void **state)
{
    (void)state;
    static const struct example edges[] = {
        IS("Năng suất lúa cả năm 2020 đạt 62 tạ/ha.", "obs label='Năng suất lúa' level"),
        IS("Năng suất lúa cả năm đạt 62 tạ/ha.", "obs label='Năng suất lúa cả năm' level"),
        IS("Lãi suất kỳ hạn từ 12 tháng trở lên 4,8%/năm.", "obs label='Lãi suất kỳ hạn từ 12 tháng trở lên' level"),
        IS("Thuế GTGT vẫn chiếm phần lớn với 45 tỷ đồng.", "obs label='Thuế GTGT' level"),
        IS("Chủ tịch HĐQT cho biết tổng vốn 1.050 tỷ đồng.", "obs label='tổng vốn' level"),
        IS("Ông An cho hay nhiên liệu chiếm 35% giá thành.", "obs label='nhiên liệu' level"),
        IS("Báo cáo của UBND huyện cho thấy 17/21 chỉ tiêu đạt kế hoạch.", "obs label='chỉ tiêu đạt kế hoạch' level"),
        IS("Trên địa bàn huyện xảy ra 2 vụ tai nạn giao thông.", "obs label='xảy ra vụ tai nạn giao thông' level"),
        IS("Tai nạn giao thông xảy ra 2 vụ.", "obs label='Tai nạn giao thông xảy ra vụ' level"),
        IS("Đảng bộ có 316 đảng viên thuộc 58 tổ chức đảng.",
           "obs label='đảng viên' level obs label='tổ chức đảng' level"),
        IS("Dư nợ đạt 450 tỷ đồng, bình quân mỗi hộ vay 38,6 triệu đồng.",
           "obs label='Dư nợ' level obs label='bình quân mỗi hộ vay' level unit='VND/{household}'"),
        IS("Bệnh viện khám cho 12.500 lượt người.", "obs label='khám cho lượt người' level"),
    };
    RUN(edges);
}

static void names_whom_a_deed_reached(void **state)
{
    (void)state;
    static const struct example reached[] = {
        IS("Huyện mở 12 lớp tập huấn cho 450 nông dân.", "obs label='mở lớp tập huấn' level obs label='lớp tập huấn cho nông dân' level"),
        IS("Tòa tuyên bồi thường 4 tỷ đồng. Hội hỗ trợ 20 triệu đồng cho 36 hộ nghèo.",
           "obs level obs label='hỗ trợ' level obs label='hỗ trợ cho hộ nghèo' level"),
        IS("Giải quyết việc làm cho 450 lao động.", "obs label='Giải quyết việc làm cho lao động' level"),
    };
    RUN(reached);
}

static void shares_the_label_of_places_and_extremes(void **state)
{
    (void)state;
    static const struct example shared[] = {
        IS("Các địa phương có tỷ lệ giải ngân cao là Lộc Ninh (71,8%), Bù Đốp (70,1%).",
           "obs label='tỷ lệ giải ngân Lộc Ninh' level obs level"),
        IS("Đảng bộ có tỷ lệ kết nạp đảng viên cao như: Đảng bộ Quân sự đạt 61,9%; Đảng bộ Công an đạt 42,8%.",
           "obs label='tỷ lệ kết nạp đảng viên Đảng bộ Quân sự' level obs label='tỷ lệ kết nạp đảng viên Đảng bộ Công an' level"),
        IS("Lượng mưa phổ biến 250 mm, có nơi trên 300 mm.", "obs label='Lượng mưa' level obs label='Lượng mưa' level value=0.3"),
        IS("Giá vải bình quân 35.000 đồng/kg, cá biệt có thời điểm lên tới 55.000 đồng/kg.",
           "obs label='Giá vải bình quân' level obs label='Giá vải bình quân' level value=55000000"),
        IS("Diện tích ngô là 72 ha. Trong đó 50 ha đã thu hoạch.", "obs label='Diện tích ngô' level obs level value=50"),
        IS("Diện tích ngô là 72 ha. Trong đó 50 ha.", "obs label='Diện tích ngô' level obs label='Diện tích ngô' level value=50"),
    };
    RUN(shared);
}

static void takes_a_clause_for_a_sum(void **state)
{
    (void)state;
    static const struct example clauses[] = {
        IS("Hội nhận ủy thác qua ngân hàng với dư nợ 138 tỷ đồng.", "obs label='dư nợ nhận ủy thác qua ngân hàng' level"),
        IS("Sản xuất công nghiệp tiếp tục duy trì, phát triển với tổng giá trị đạt 500 tỷ đồng.",
           "obs label='tổng giá trị Sản xuất công nghiệp' level"),
        IS("Tặng 80 phần quà gồm gạo, mì tôm với tổng trị giá 24 triệu đồng.",
           "obs label='Tặng phần quà' level obs label='Tặng phần quà tổng trị giá' level"),
        IS("Hội cho 2.778 hộ vay vốn với tổng dư nợ 85 tỷ đồng.", "obs level value=2778 obs label='tổng dư nợ' level"),
    };
    RUN(clauses);
}

static void begins_anew_with_a_measure(void **state)
{
    (void)state;
    static const struct example anew[] = {
        IS("Sản xuất công nghiệp khởi sắc, xuất siêu 8 tỷ USD.", "obs label='xuất siêu' level"),
        IS("Một vụ lúa được mùa, năng suất bình quân đạt 60 tạ/ha.", "obs label='năng suất bình quân' level"),
        IS("Tổng giá trị sản xuất (giá so sánh 2010) đạt 7.106 tỷ đồng.", "obs label='Tổng giá trị sản xuất' level"),
        IS("Tổng giá trị sản xuất (giá so sánh 2010) trên địa bàn đạt 7.106 tỷ đồng.",
           "obs label='Tổng giá trị sản xuất (giá so sánh 2010) trên địa bàn' level"),
        IS("Có 4 chỉ tiêu chưa đạt là tỷ lệ hộ nghèo, thu ngân sách.", "obs label='chỉ tiêu chưa đạt' level"),
        IS("225 tổ tại các chi hội tiết kiệm 800 triệu đồng.", "obs level value=225 obs label='tiết kiệm' level"),
        IS("Góp phần giảm tỷ lệ hộ nghèo xuống còn 6%.", "obs label='tỷ lệ hộ nghèo' level"),
    };
    RUN(anew);
}

static void names_what_a_list_announces(void **state)
{
    (void)state;
    static const struct example announced[] = {
        IS("Đứng thứ hai về kim ngạch xuất khẩu là hàng dệt may đạt 21 tỷ USD.", "obs label='hàng dệt may' level"),
        IS("Tiếp đến là gạo đạt 3 tỷ USD.", "obs label='gạo' level"),
        IS("Thị trường nhận nhiều lao động nhất là Nhật Bản 540 người, Hàn Quốc 109 người.",
           "obs label='Nhật Bản' level obs label='Hàn Quốc' level"),
        IS("Một số nhóm có chỉ số giá tăng cao như dịch vụ ăn uống tăng 3,5%.", "obs label='dịch vụ ăn uống tăng' level"),
        IS("Khách đến nhiều nhất là Pháp (9%), Anh (8%), Đức (6%).",
           "obs label='Pháp' level obs label='Anh' level obs label='Đức' level"),
        IS("Chủ yếu sang Đài Loan (602 người), Nhật Bản (377 người).", "obs label='sang Đài Loan' level obs label='Nhật Bản' level"),
        IS("Xuất khẩu than tăng 3% hay gạo tăng 7% so với tháng trước.", "obs change obs label='gạo' change"),
        IS("Các tuyến đường bị sạt lở 412 vị trí với khối lượng đất, đá khoảng 186 m3.", "obs level obs label='khối lượng đất, đá' level"),
        IS("Xã tiết kiệm 10% chi thường xuyên với số tiền 5,4 tỷ đồng.", "obs level obs label='tiết kiệm chi thường xuyên số tiền' level"),
        IS("Đơn vị phấn đấu thu trên 900 tỷ đồng để cả năm 2021 thu nội địa đạt 3.500 tỷ đồng.",
           "obs label='thu' level value=900000000000 obs label='thu nội địa' level"),
        IS("Khối lượng việc lớn trong khi phường còn thiếu 6 công chức.", "obs label='phường còn thiếu công chức' level"),
        IS("Kết quả trên đưa tổng trị giá xuất khẩu đạt 342 tỷ USD.", "obs label='tổng trị giá xuất khẩu' level"),
        IS("(HQ Online) - Tổng trị giá xuất khẩu trong tháng 7/2023 (từ ngày 1 đến ngày 15/7/2023) đạt 25 tỷ USD.",
           "obs label='Tổng trị giá xuất khẩu' level"),
        IS("Sở Y tế giải ngân 12% kế hoạch; huyện Ba Chẽ giải ngân 30% kế hoạch.", "obs label='Sở Y tế giải ngân' plan obs label='giải ngân' plan"),
        IS("Về nông nghiệp, 4.918 ha lúa, 2.157 ha ngô bị ngập úng.", "obs label='lúa bị ngập úng' level obs label='ngô bị ngập úng' level"),
        IS("Có 1.240 con gia súc, 68.500 con gia cầm bị chết.", "obs label='con gia súc bị chết' level obs label='con gia cầm bị chết' level"),
        IS("Có 1.268 nhà bị tốc mái (xã Chợ Mới 312 nhà, xã Na Rì 247 nhà).",
           "obs label='nhà bị tốc mái' level obs label='nhà bị tốc mái' place='xã Chợ Mới' level obs label='nhà bị tốc mái' level"),
        IS("Tại hội nghị, 12 tập thể và 35 cá nhân đã được tặng Giấy khen.",
           "obs label='tập thể đã được tặng Giấy khen' level obs label='cá nhân đã được tặng Giấy khen' level"),
        IS("Xã kết nạp từ 75 đảng viên mới trở lên.", "obs label='kết nạp đảng viên mới' level value=75 qualifier=at_least"),
    };
    RUN(announced);
}

static void names_markets_and_what_was_recorded(void **state)
{
    (void)state;
    static const struct example named[] = {
        IS("Năm 2023, 5.200 lao động đi làm việc ở nước ngoài, trong đó Nhật Bản 2.600 lao động, Hàn Quốc 900 lao động.",
           "obs level value=5200 obs label='Nhật Bản lao động' level value=2600 obs label='Hàn Quốc lao động' level value=900"),
        IS("Công ty ghi nhận 12 tỷ đồng tiền lãi từ liên doanh.",
           "obs label='ghi nhận tiền lãi từ liên doanh' level value=12000000000"),
        IS("Doanh thu ghi nhận 12 tỷ đồng.", "obs label='Doanh thu' level value=12000000000"),
        IS("Lợi nhuận đạt 12 tỷ đồng, giảm sút 22% so với cùng kỳ.", "obs label='Lợi nhuận' level change ratio=0.78"),
    };
    RUN(named);
}

static void shares_what_was_measured_elsewhere_or_over_another_time(void **state)
{
    (void)state;
    static const struct example elsewhere[] = {
        IS("Toàn tỉnh giải ngân 500 tỷ đồng. Huyện Lộc Ninh dẫn đầu với 218 tỷ đồng, tiếp đến là Bù Đốp 131 tỷ đồng.",
           "obs label='giải ngân' level obs label='giải ngân' level value=218000000000 "
           "obs label='giải ngân' level value=131000000000"),
        IS("Toàn huyện ghi nhận 486 ca mắc sởi. Xã Lộc Ninh nhiều nhất với 112 ca, tiếp đến là thị trấn Bù Đốp 97 ca.",
           "obs level value=486 obs label='ghi nhận ca mắc sởi' level value=112 obs label='ghi nhận ca mắc sởi' level value=97"),
        IS("Diện tích thu hồi 96 ha. Trong đó:\n- Huyện Cam Lộ: 38 ha.\n- Huyện Gio Linh: 41 ha.",
           "obs level value=96 obs label='Diện tích thu hồi' level value=38 obs label='Diện tích thu hồi' level value=41"),
        IS("Kim ngạch xuất khẩu đạt 500 triệu USD. Nhật Bản 41 triệu USD.", "obs level obs label='Nhật Bản' level"),
        IS("Doanh thu tháng 5 đạt 22 tỷ đồng. Lũy kế 5 tháng đạt 109 tỷ đồng.",
           "obs label='Doanh thu' level obs label='Doanh thu' level value=109000000000"),
        IS("Trong tháng giải quyết việc làm cho 210 lao động, lũy kế từ đầu năm là 2.870 lao động.",
           "obs level value=210 obs label='giải quyết việc làm cho lao động' level value=2870"),
        IS("Doanh thu đạt 22 tỷ đồng. Thuế đạt 3 tỷ đồng.", "obs label='Doanh thu' level obs label='Thuế' level"),
    };
    RUN(elsewhere);
}

static void reads_who_acts_apart_from_what(void **state)
{
    (void)state;
    static const struct example actors[] = {
        IS("Lũy kế 9 tháng, công ty đạt 368 tỷ đồng doanh thu thuần.", "obs label='doanh thu thuần' level"),
        IS("Cấp nước Bến Lức: 98% hộ dân được dùng nước sạch.", "obs label='hộ dân được dùng nước sạch' level"),
        IS("Phấn đấu tăng trưởng GRDP đạt 8% trở lên.", "obs label='tăng trưởng GRDP' level"),
        IS("Khu vực có vốn đầu tư nước ngoài đạt 13 tỷ USD.", "obs label='Khu vực có vốn đầu tư nước ngoài' level"),
        IS("Bà con tự nguyện hiến 8.000 m2 đất để mở đường.", "obs label='hiến đất' level"),
        IS("Chi phí giảm chậm khiến lợi nhuận gộp chỉ còn 163 tỷ đồng.", "obs label='lợi nhuận gộp' level"),
        IS("Nợ đọng xây dựng cơ bản còn lớn (87 tỷ đồng).", "obs label='Nợ đọng xây dựng cơ bản' level"),
        IS("Tổng dư nợ 25 chương trình tín dụng đạt 387 tỷ đồng.", 
           "obs level value=25 obs label='Tổng dư nợ 25 chương trình tín dụng' level"),
        IS("Đã có 80% đơn vị xã, phường thực hiện tốt.", "obs label='đơn vị xã, phường thực hiện tốt' level"),
    };
    RUN(actors);
}

static void keeps_to_its_own_clause(void **state)
{
    (void)state;
    static const struct example own[] = {
        IS("Chốt phiên, VN-Index giảm 1,6 điểm (-0,13%) xuống 1.273 điểm.",
           "obs label='VN-Index' level value=1273 change change"),
        IS("HNX-Index tăng 0,24%, đạt 302 điểm; UPCoM-Index tăng 0,13 điểm lên 93 điểm.",
           "obs label='HNX-Index' level change obs label='UPCoM-Index' level change"),
        IS("Chỉ đạo gieo trồng 1.200 ha cây vụ đông; đôn đốc thu ngân sách, phấn đấu đạt trên 80% dự toán.",
           "obs level value=1200 obs label='đôn đốc thu ngân sách' plan"),
        IS("Chỉ số IIP giảm 5% so với tháng trước (do trùng kỳ nghỉ Tết dài 9 ngày) và tăng 2% so với cùng kỳ.",
           "obs label='Chỉ số IIP' change obs level value=9 obs label='Chỉ số IIP' change"),
        IS("Cán cân thương mại hàng hóa ước xuất siêu 16 tỷ USD.", "obs label='xuất siêu' level"),
        IS("Xã tập trung giảm hộ nghèo (hiện còn 9,8%).", "obs label='hộ nghèo' level"),
        IS("Thu giữ 2.735 viên ma túy cùng 3 khẩu súng.", "obs level obs label='Thu giữ khẩu súng' level"),
        IS("Trong tổng số 23 chỉ tiêu HĐND huyện giao có 8 chỉ tiêu vượt.", "obs label='tổng số chỉ tiêu' level obs level value=8"),
        IS("Nhóm do ngân sách đóng có 33 triệu người.", "obs label='Nhóm do ngân sách đóng' level"),
    };
    RUN(own);
}

static void counts_what_a_name_belongs_to(void **state)
{
    (void)state;
    static const struct example named[] = {
        IS("Để xảy ra nhiều vụ vi phạm như: Mường Tè 47 vụ, Sìn Hồ 39 vụ.",
           "obs label='vụ vi phạm' level value=47 obs label='vụ vi phạm' level value=39"),
        IS("Có 954 lượt dự án với tổng vốn đăng ký tăng thêm 6,5 tỷ USD.", "obs level obs label='tổng vốn đăng ký tăng thêm' level"),
        IS("Cả nước có 402 ca mắc sốt xuất huyết tại 33 tỉnh, giảm 21% so với tuần trước.",
           "obs label='ca mắc sốt xuất huyết' level change obs level value=33"),
        IS("Gà: 2.431 con (chăn nuôi nhỏ lẻ: 630 con, chăn nuôi tập trung: 1.801 con).",
           "obs label='Gà' level obs label='chăn nuôi nhỏ lẻ' level obs label='chăn nuôi tập trung' level"),
    };
    RUN(named);
}

static void reads_reports_of_damage(void **state)
{
    (void)state;
    static const struct example damage[] = {
        IS("Mưa lũ làm 124 nhà bị đổ (Hà Giang: 38 nhà; Lai Châu: 55 nhà).",
           "obs label='Mưa lũ làm nhà bị đổ' level value=124 obs label='Mưa lũ làm nhà bị đổ' level value=38 "
           "obs label='Mưa lũ làm nhà bị đổ' level value=55"),
        IS("Số nhà sập đổ là 108 (Trà Vinh 22 nhà, Kiên Giang 2 nhà).",
           "obs label='Số nhà sập đổ' level value=108 obs label='Số nhà sập đổ' level value=22 "
           "obs label='Số nhà sập đổ' level value=2"),
        IS("Thiệt hại về nông nghiệp: 717 ha lúa bị ngập úng.", "obs label='lúa bị ngập úng' level"),
        IS("Mưa làm sập 21 ngôi nhà, 34 hộ dân bị ngập.",
           "obs label='Mưa làm sập ngôi nhà' level obs label='hộ dân bị ngập' level"),
        IS("Có 334 nhà bị hư hỏng. Trong đó, Điện Biên là nơi chịu thiệt hại lớn nhất với 142 nhà, tiếp đến là Lai Châu 97 nhà.",
           "obs level obs label='nhà bị hư hỏng' level value=142 obs label='nhà bị hư hỏng' level value=97"),
    };
    RUN(damage);
}

static void finds_the_subject_before_a_comma(void **state)
{
    (void)state;
    static const struct example before[] = {
        IS("Các nhóm hàng đều tăng nên kim ngạch tăng, đạt 24 tỷ USD.", "obs label='kim ngạch' level"),
        IS("Bên cạnh rau quả, xuất khẩu cà phê đạt kỷ lục, với 4,6 tỷ USD.", "obs label='xuất khẩu cà phê' level"),
        IS("Sản lượng thịt hơi xuất chuồng tăng khá so với cùng kỳ, tăng 7,73%.", "obs label='Sản lượng thịt hơi xuất chuồng' change"),
        IS("Do giá trị sản xuất giảm sâu nên tổng thu ngân sách chỉ đạt 44 tỷ đồng.", "obs label='tổng thu ngân sách' level"),
        IS("So với tháng trước, Philippines giảm 49%, đạt 86 tấn; Gana giảm 74% về lượng, đạt 10 tấn.",
           "obs label='Philippines' level change obs label='Gana' level change"),
        IS("Đàn bò năm 2015 là 348 con đến năm 2017 là 406 con.", "obs label='Đàn bò' level obs label='Đàn bò' level value=406"),
        IS("Dự hội nghị có các sở, ngành của tỉnh cùng 249 đại biểu.", "obs label='đại biểu' level"),
        IS("Mô hình được thực hiện tại 10 huyện.", "obs label='Mô hình được thực hiện tại huyện' level"),
    };
    RUN(before);
}

static void says_an_amount_once_more(void **state)
{
    (void)state;
    static const struct example once[] = {
        IS("Doanh thu đạt 49.681 tỷ đồng (khoảng 2,15 tỷ USD), tăng 30% so với cùng kỳ và đạt 73% kế hoạch.",
           "obs label='Doanh thu' level value=49681000000000 plan change obs label='Doanh thu' level value=2150000000"),
        IS("Khách quốc tế tăng khá so với cùng kỳ, đạt 352 nghìn lượt người.", "obs label='Khách quốc tế' level"),
        IS("Tỉnh ước đón 8,3 triệu lượt khách du lịch.", "obs label='đón lượt khách du lịch' level"),
        IS("Số khách đến bằng đường hàng không là 5,2 triệu lượt.", "obs label='Số khách đến bằng đường hàng không' level"),
        IS("Khách nội địa đạt 64 nghìn lượt khách.", "obs label='Khách nội địa' level"),
        IS("Xuất khẩu hàng hóa đạt kim ngạch 666 triệu USD.", "obs label='Xuất khẩu hàng hóa đạt kim ngạch' level"),
        IS("Thị xã đầu tư 47 tỷ đồng xây mới 52 phòng học.",
           "obs label='đầu tư xây mới phòng học' level obs label='xây mới phòng học' level value=52"),
    };
    RUN(once);
}

static void looks_past_what_is_inserted(void **state)
{
    (void)state;
    static const struct example past[] = {
        IS("Toàn tỉnh có 240/240 xã (trước sắp xếp) đạt chuẩn nông thôn mới.", "obs label='xã đạt chuẩn nông thôn mới' level"),
        IS("Thuế giá trị gia tăng 52 tỷ đồng (103% dự toán); lệ phí trước bạ 41 tỷ đồng (121%).",
           "obs level plan obs label='lệ phí trước bạ' level plan"),
        IS("Tổng hợp từ các cuộc tiếp xúc, có 64 ý kiến của cử tri.", "obs label='ý kiến của cử tri' level"),
        IS("Đàn lợn có 78 nghìn con, bằng 81% so với cùng kỳ (do tiêu hủy 5 nghìn con lợn bị dịch).",
           "obs level change obs level value=5000"),
        IS("Năng suất lúa đạt 66 tạ/ha, cao hơn vụ xuân năm trước 0,4 tạ/ha.", "obs label='Năng suất lúa' level change"),
        IS("Huyện gieo trồng 2.150 ha ngô, năng suất 48 tạ/ha; 1.062 ha lạc, năng suất 27 tạ/ha.",
           "obs label='gieo trồng ngô' level obs label='năng suất' level obs label='gieo trồng lạc' level obs level"),
        IS("Hội duy trì 130 tổ hợp tác với 2.324 thành viên.", "obs level obs label='thành viên tổ hợp tác' level"),
        IS("Có 8 chỉ tiêu vượt, 11 chỉ tiêu đạt từ 75% trở lên.",
           "obs level value=8 obs label='chỉ tiêu đạt từ 75% trở lên' level obs level value=75"),
        IS("Toàn tỉnh giải ngân 500 tỷ đồng.\n\nHuyện Lộc Ninh dẫn đầu với 218 tỷ đồng.",
           "obs level obs label='giải ngân' level value=218000000000"),
    };
    RUN(past);
}

static void names_groups_whole(void **state)
{
    (void)state;
    static const struct example groups[] = {
        IS("Nhóm nhà ở và vật liệu xây dựng tăng 0,46%.", "obs label='Nhóm nhà ở và vật liệu xây dựng tăng' level"),
        IS("Nhóm giao thông giảm 1,2%; ngành xây dựng tăng 7,1%.",
           "obs label='Nhóm giao thông giảm' level obs label='ngành xây dựng tăng' level"),
        IS("Nhóm giáo dục có mức tăng cao nhất là 2,5%.", "obs label='Nhóm giáo dục' level"),
        IS("Nhóm thuốc và dịch vụ y tế tăng mạnh nhất (+10,07%).", "obs label='Nhóm thuốc và dịch vụ y tế' level"),
        IS("Khách đến từ châu Á chiếm tỷ trọng lớn nhất với 81% tổng số khách.",
           "obs label='Khách đến từ châu Á' level"),
        IS("Khách đường bộ tăng cao nhất với 25%, đạt 1,7 triệu lượt người.",
           "obs level value=25 obs label='Khách đường bộ tăng cao nhất' level value=1700000"),
    };
    RUN(groups);
}

static void leaves_out_who_tells_and_why(void **state)
{
    (void)state;
    static const struct example told[] = {
        IS("Tổng cục Thống kê công bố CPI tháng 7/2024 tăng 0,48% so với tháng trước.", "obs label='CPI' change"),
        IS("Theo số liệu sơ bộ của Cục Hải quan Hà Nội tổng kim ngạch đạt 35 tỷ USD.", "obs label='tổng kim ngạch' level"),
        IS("Nguyên nhân nằm ở việc lương thực giảm 0,62% so với tháng trước.", "obs label='lương thực' change"),
        IS("Chi phí giảm giúp lợi nhuận gộp đạt 5.270 tỷ đồng.", "obs label='lợi nhuận gộp' level"),
        IS("Kết quả này đưa kim ngạch xuất khẩu đạt 233 tỷ USD.", "obs label='kim ngạch xuất khẩu' level"),
        IS("Diện tích gieo cấy giảm nhưng năng suất lúa đạt 60 tạ/ha.", "obs label='năng suất lúa' level"),
        IS("Tỷ lệ đảng viên hoàn thành tốt nhiệm vụ đạt 97%.", "obs label='Tỷ lệ đảng viên hoàn thành tốt nhiệm vụ' level"),
        IS("Singapore với 6,2 tỷ USD đứng đầu danh sách nhà đầu tư.", "obs label='Singapore' level"),
        IS("HNX-Index giảm 0,19 điểm, lùi về mức 61,33 điểm.", "obs label='HNX-Index' level value=61.33 change"),
    };
    RUN(told);
}

static void goes_on_with_the_growth_before(void **state)
{
    (void)state;
    static const struct example growth[] = {
        IS("GRDP 6 tháng đầu năm tăng 7,1%. Trong đó, quý I tăng 7,45% và quý II tăng 6,79%.",
           "obs label='GRDP tăng' level obs label='GRDP tăng' level value=7.45 obs label='GRDP tăng' level value=6.79"),
        IS("Tổng mức bán lẻ đạt 97 nghìn tỷ đồng, tăng 11% so với cùng kỳ; nếu loại trừ yếu tố giá thì tăng 8%.",
           "obs label='Tổng mức bán lẻ' level change obs label='Tổng mức bán lẻ' change ratio=1.08"),
        IS("Khu vực nông nghiệp tăng 3,39%, góp 9,7% vào mức tăng chung.",
           "obs label='Khu vực nông nghiệp tăng' level obs label='Khu vực nông nghiệp góp' level value=9.7"),
        IS("Ngành xây dựng tăng 6,1%, thấp hơn tốc độ tăng 8,6% của cùng kỳ, đóng góp 0,3 điểm phần trăm.",
           "obs label='Ngành xây dựng tăng' level obs label='Ngành xây dựng tăng' level value=8.6 "
           "obs label='Ngành xây dựng đóng góp' level"),
        IS("Tổng giá trị sản xuất đạt 36 tỷ đồng, tốc độ tăng trưởng đạt 1,34%.", "obs level obs label='tốc độ tăng trưởng' level"),
        IS("Về sử dụng GDP, tiêu dùng cuối cùng tăng 7%.", "obs label='tiêu dùng cuối cùng tăng' level"),
        IS("Trong tháng, tôm chiếm 61% tỷ trọng với 157 triệu USD.", "obs label='tôm' level obs label='tôm' level value=157000000"),
        IS("Mức vay bình quân 1 dự án đạt 475 triệu đồng.", "obs level value=475000000 left text=1 rule=numbers:base"),
    };
    RUN(growth);
}

static void leaves_lapses_and_quoted_names_out(void **state)
{
    (void)state;
    static const struct example names[] = {
        IS("Tổng thu ngân sách 5 năm trên địa bàn đạt 18,6 tỷ đồng.", "obs label='Tổng thu ngân sách' level left rule=numbers:lapse"),
        IS("Chỉ trong 2 ngày, tổng thiệt hại đạt 71 tỷ đồng.", "obs label='tổng thiệt hại' level left rule=numbers:lapse"),
        IS("Qua 12 năm thực hiện, Quỹ có 71 tỷ đồng.", "obs level left rule=numbers:lapse"),
        IS("Huyện phát động phong trào “3 giảm, 3 tăng” và trồng 500 ha lúa.",
           "obs label='trồng lúa' level left rule=numbers:quoted left rule=numbers:quoted"),
        IS("Huyện hưởng ứng chiến dịch “500 km đường”.", "left text=500 rule=numbers:quoted"),
        IS("Thời gian thực hiện là 5 năm.", "obs level value=5 unit=a"),
        IS("Bà nói “thu nhập được 12 triệu đồng”.", "obs level value=12000000"),
    };
    RUN(names);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cuts_no_word_in_two),
        cmocka_unit_test(keeps_whom_a_deed_concerns),
        cmocka_unit_test(completes_a_measure_by_its_heading),
        cmocka_unit_test(heads_the_items_of_a_measure),
        cmocka_unit_test(tells_what_a_sum_was_spent_on),
        cmocka_unit_test(takes_a_clause_for_a_sum),
        cmocka_unit_test(begins_anew_with_a_measure),
        cmocka_unit_test(counts_what_stands_behind_a_heading),
        cmocka_unit_test(names_who_is_counted),
        cmocka_unit_test(leaves_out_what_only_leads),
        cmocka_unit_test(names_whom_a_deed_reached),
        cmocka_unit_test(shares_the_label_of_places_and_extremes),
        cmocka_unit_test(names_what_a_list_announces),
        cmocka_unit_test(shares_what_was_measured_elsewhere_or_over_another_time),
        cmocka_unit_test(reads_who_acts_apart_from_what),
        cmocka_unit_test(names_markets_and_what_was_recorded),
        cmocka_unit_test(keeps_to_its_own_clause),
        cmocka_unit_test(counts_what_a_name_belongs_to),
        cmocka_unit_test(says_an_amount_once_more),
        cmocka_unit_test(looks_past_what_is_inserted),
        cmocka_unit_test(reads_reports_of_damage),
        cmocka_unit_test(finds_the_subject_before_a_comma),
        cmocka_unit_test(names_groups_whole),
        cmocka_unit_test(leaves_out_who_tells_and_why),
        cmocka_unit_test(goes_on_with_the_growth_before),
        cmocka_unit_test(leaves_lapses_and_quoted_names_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
