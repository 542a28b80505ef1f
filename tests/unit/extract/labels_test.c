/* What is measured, in the article's words: observation contract section 7. */
#include "tests/unit/extract/support.h"

static void takes_the_words_before_the_linking_verb(void **state)
{
    (void)state;
    static const struct example before[] = {
        IS("Thành lập 3 HTX, giải quyết việc làm cho nhiều lao động. Tỉnh có tất cả 49 cụm công nghiệp.",
           "obs label='Thành lập HTX' level value=3 counted=HTX obs label='cụm công nghiệp' level value=49"),
        IS("- Nông, lâm nghiệp và thủy sản: Tổng sản lượng cá đạt 223 tấn (trong đó, sản lượng khai thác 166 tấn).",
           "obs label='Tổng sản lượng cá' level value=223 obs label='sản lượng khai thác' level value=166"),
        IS("Tin địa phương.\n\nTôm vẫn là mặt hàng đóng góp nhiều nhất với 2,5 tỷ USD. Khu Đông đứng thứ hai với 2.754 căn.",
           "obs label='Tôm' level value=2500000000 obs label='Khu Đông' level value=2754"),
        IS("17/17 khối đạt khu dân cư tiên tiến. Công an tịch thu 14,5 khối gỗ.",
           "obs label='khối đạt khu dân cư tiên tiến' level part=17 whole=17 obs label='tịch thu gỗ' level value=14.5 unit=m3"),
        IS("Năm 2021, xã phấn đấu giảm 50% số hộ nghèo theo chuẩn của tỉnh.", "obs label='số hộ nghèo theo chuẩn của tỉnh' change ratio=0.5"),
        IS("Tin địa phương.\n\nNăm 2022, tiến độ gieo sạ đạt 75% (cùng kỳ 60,6%).",
           "obs label='tiến độ gieo sạ' level value=75 obs label='tiến độ gieo sạ' period=2021-01-01/2021-12-31 level value=60.6"),
        IS("Tỷ lệ số xã đạt chuẩn nông thôn mới là 25%; tỷ lệ số xã đạt dưới 10 tiêu chí còn 20%.",
           "obs code='rural.communes_standard.rate' level obs level value=10 obs code=- level value=20"),
        IS("Toàn tỉnh đạt 9,5 bác sĩ/vạn dân, tổ chức 70 lớp tập huấn nhằm thảo luận các cách làm hay.",
           "obs label='bác sĩ/vạn dân' level obs label='tổ chức lớp tập huấn' level"),
        IS("Năm 2018, GRDP bình quân đầu người có thể đạt hơn 60 triệu đồng.", "obs label='GRDP bình quân đầu người' level"),
        IS("Năng suất lúa cả năm đạt 52 tạ/ha.", "obs label='Năng suất lúa cả năm' level"),
        IS("Tổng sản lượng lương thực ước đạt 500 tấn.", "obs label='Tổng sản lượng lương thực' level"),
        IS("Tổng chi ngân sách là 30 tỷ đồng.", "obs label='Tổng chi ngân sách' level"),
        IS("Tỷ lệ hộ nghèo còn 1,2%.", "obs label='Tỷ lệ hộ nghèo' level"),
        IS("Tổng đàn gia súc: 1.250 con.", "obs label='Tổng đàn gia súc' level"),
        IS("Số hộ thoát nghèo: 35 hộ.", "obs label='Số hộ thoát nghèo' level"),
        IS("Chỉ số hài lòng của người dân đạt 92%.", "obs label='Chỉ số hài lòng của người dân' level"),
        IS("Tổng sản phẩm trên địa bàn đạt 39,2 tỷ đồng.", "obs label='Tổng sản phẩm trên địa bàn' level"),
    };
    RUN(before);
}

static void joins_verb_and_noun_phrase(void **state)
{
    (void)state;
    static const struct example verbs[] = {
        IS("Trong năm, huyện kết nạp 35 đảng viên mới.", "obs label='kết nạp đảng viên mới' level value=35 counted='đảng viên'"),
        IS("Trong năm, huyện đã hỗ trợ 120 đối tượng gặp khó khăn.", "obs label='hỗ trợ đối tượng gặp khó khăn' level value=120"),
        IS("Trong năm, huyện giải quyết việc làm mới cho 1.200 lao động.", "obs label='giải quyết việc làm mới cho lao động' level value=1200"),
        IS("Huyện đã trồng mới 500 ha rừng.", "obs label='trồng mới rừng' level value=500 unit=har"),
        IS("Công tác Đảng được chú trọng, kết nạp 35 đảng viên.", "obs label='kết nạp đảng viên' level value=35"),
        IS("Huyện đã xóa 120 nhà tạm.", "obs label='xóa nhà tạm' level value=120"),
    };
    RUN(verbs);
}

static void takes_the_noun_phrase_behind_co(void **state)
{
    (void)state;
    static const struct example have[] = {
        IS("Toàn huyện có 25 trường đạt chuẩn quốc gia.", "obs label='trường đạt chuẩn quốc gia' level value=25 counted=trường"),
        IS("Hiện huyện có 12 hợp tác xã.", "obs label='hợp tác xã' level value=12"),
    };
    RUN(have);
}

static void hands_the_head_of_a_list_down(void **state)
{
    (void)state;
    static const struct example heads[] = {
        IS("Tổng giá trị sản xuất công nghiệp đạt 500 tỷ đồng; thương mại - dịch vụ đạt 300 tỷ đồng.",
           "obs label='Tổng giá trị sản xuất công nghiệp' level value=500000000000 "
           "obs label='thương mại - dịch vụ' head='giá trị sản xuất' level value=300000000000"),
    };
    RUN(heads);
}

static void keeps_the_verb_of_a_list(void **state)
{
    (void)state;
    static const struct example lists[] = {
        IS("Trong năm, huyện thành lập mới 35 doanh nghiệp, 5 hợp tác xã.",
           "obs label='thành lập mới doanh nghiệp' level value=35 obs label='thành lập mới hợp tác xã' level value=5"),
        IS("Trong năm, huyện thành lập mới 35 doanh nghiệp và 5 hợp tác xã.",
           "obs label='thành lập mới doanh nghiệp' level value=35 obs label='thành lập mới hợp tác xã' level value=5"),
    };
    RUN(lists);
}

static void gives_the_noun_behind_a_percentage_to_the_label(void **state)
{
    (void)state;
    static const struct example nouns[] = {
        IS("Có 90% chi bộ hoàn thành tốt nhiệm vụ.", "obs label='chi bộ hoàn thành tốt nhiệm vụ' level value=90 unit=% counted=- text='90%'"),
        IS("Có 98% hộ dân sử dụng nước sạch.", "obs label='hộ dân sử dụng nước sạch' level value=98 unit=% counted=-"),
    };
    RUN(nouns);
}

static void drops_connectives_and_frames(void **state)
{
    (void)state;
    static const struct example dropped[] = {
        IS("Nổi bật là thu ngân sách đạt 39,2 tỷ đồng.", "obs label='thu ngân sách' level"),
        IS("Theo đó, thu ngân sách đạt 39,2 tỷ đồng.", "obs label='thu ngân sách' level"),
        IS("Trong đó, thu ngân sách đạt 39,2 tỷ đồng.", "obs label='thu ngân sách' level"),
        IS("Năm 2021, thu ngân sách đạt 39,2 tỷ đồng.", "obs label='thu ngân sách' level"),
        IS("Tổng thu đạt 39,2 tỷ đồng, trong đó thu nội địa đạt 30 tỷ đồng.",
           "obs label='Tổng thu' level value=39200000000 obs label='thu nội địa' level value=30000000000"),
        IS("Cụ thể, thu ngân sách đạt 39,2 tỷ đồng.", "obs label='thu ngân sách' level"),
        IS("Bên cạnh đó, thu ngân sách đạt 39,2 tỷ đồng.", "obs label='thu ngân sách' level"),
        IS("Đến nay, thu ngân sách đạt 39,2 tỷ đồng.", "obs label='thu ngân sách' level"),
        IS("6 tháng đầu năm 2021, thu ngân sách đạt 39,2 tỷ đồng.", "obs label='thu ngân sách' level"),
        IS("Riêng thu nội địa đạt 30 tỷ đồng.", "obs label='thu nội địa' level"),
    };
    RUN(dropped);
}

static void names_what_the_taxonomy_knows(void **state)
{
    (void)state;
    static const struct example codes[] = {
        IS("Năm 2021, thu ngân sách nhà nước đạt 39,2 tỷ đồng.", "obs label='thu ngân sách nhà nước' code='budget.revenue' level"),
        IS("Diện tích lúa là 500 ha, năng suất 60 tạ/ha, sản lượng 3.000 tấn.", /* the crop is shared */
           "obs code='rice.area' level obs code='rice.yield' match=exact level obs code='rice.output' match=exact level"),
        IS("Xuất khẩu gạo đạt 3 tỷ USD; cà phê đạt 2 tỷ USD.",
           "obs code='trade.exports.rice' level obs code='trade.exports.coffee' match=exact level"),
        IS("Tổng doanh thu của Dệt may Sông Thương đạt 12 tỷ đồng.", "obs code='enterprise.revenue' match=exact level"),
        IS("Doanh thu bến bãi đạt 12 tỷ đồng.", "obs code=- level"), /* a word that has no parts */
        IS("Huyện kỷ luật 12 đảng viên, trong đó khiển trách 9 đảng viên.",
           "obs level value=12 obs code='party.members.disciplined' match=narrower level value=9"),
        IS("Năm 2021, số lần họp đột xuất của tổ dân vận là 12 lần.", "obs code=- match=- level value=12"),
        IS("Trong năm, huyện kết nạp 35 đảng viên mới.", "obs label='kết nạp đảng viên mới' code='party.members.admitted' level"),
        IS("Thu ngân sách nhà nước trên địa bàn huyện Lạc Dương đạt 39 tỷ đồng.", "obs code='budget.revenue' match=exact level"),
        IS("Tỷ lệ hộ nghèo toàn tỉnh còn 1,2%.", "obs code='poverty.rate' match=exact level"),
        IS("Có 98% hộ dân dùng nước sạch.", "obs label='hộ dân dùng nước sạch' code='environment.clean_water' match=exact level"),
        IS("Tổng giá trị sản xuất công nghiệp đạt 500 tỷ đồng; thương mại - dịch vụ đạt 300 tỷ đồng.",
           "obs code='industry.value' level obs label='thương mại - dịch vụ' code='services.value' level"),
    };
    RUN(codes);
}

static void tells_a_part_from_the_whole(void **state)
{
    (void)state;
    static const struct example parts[] = {
        IS("Trong năm, huyện kết nạp 35 đảng viên nữ.",
           "obs label='kết nạp đảng viên nữ' code='party.members.admitted' match=narrower level"),
        IS("Tỷ lệ hộ nghèo của đồng bào dân tộc thiểu số còn 12,5%.", "obs code='poverty.rate' match=narrower level"),
        IS("Sản lượng lúa tám thơm đạt 500 tấn.", "obs code='rice.output' match=narrower level"),
        IS("Tỷ lệ hộ nghèo và cận nghèo còn 12,5%.", "obs code=- level"),             /* wider */
        IS("Thu nhập bình quân và chi tiêu đạt 50 triệu đồng.", "obs code=- level"),
        IS("Doanh nghiệp vi phạm là 12 doanh nghiệp.", "obs code=- level"),            /* no more than a noun */
        IS("Kim ngạch xuất khẩu đạt 500 tấn.", "obs code=- level unit=t"),             /* a value is no mass */
        IS("Tỷ lệ hộ nghèo là 1.250 hộ.", "obs code=- level unit=1"),                  /* a rate is no count */
    };
    RUN(parts);
}

/* What a label leaves unsaid stands before it. */
static void shares_what_stands_before(void **state)
{
    (void)state;
    static const struct example shared[] = {
        IS("Huyện có 580 hộ nghèo, trong đó vùng sâu 120 hộ.",
           "obs code='poverty.households' level obs code='poverty.households' match=narrower level value=120"),
        IS("Toàn huyện có tổng số học sinh 2.500 em. Trong đó: mầm non 700 cháu; tiểu học 900 em.",
           "obs code='education.pupils' match=exact level obs code='education.pupils' match=narrower level value=700 "
           "obs code='education.pupils' match=narrower level value=900"),
        IS("Huyện có 580 hộ nghèo, trong đó vùng sâu 120 hộ; vùng cao 90 hộ.", /* may be no part any more */
           "obs code='poverty.households' level obs code='poverty.households' match=narrower level obs code=- level value=90"),
        IS("Huyện có 580 hộ nghèo, trong đó vùng sâu 720 hộ.", /* no part is more than its whole */
           "obs code='poverty.households' level obs code=- level value=720"),
        IS("Xuất khẩu BHYT 5 tỷ đồng, thu BHYT 26 tỷ đồng, thu 106 tỷ đồng.", /* one word may be of anything */
           "obs level obs code='insurance.collected.health' level obs code=- level value=106000000000"),
        IS("Công an khởi tố 12 vụ; tang vật gồm 400 bao thuốc lá.", /* the vessel of other things */
           "obs level value=12 obs code=- level value=400"),
        IS("Thu ngân sách đạt 500 tỷ đồng, trong đó dự án vùng sâu 3 ha.",
           "obs code='budget.revenue' level obs code=- level unit=har"),
        IS("Kim ngạch xuất khẩu nông lâm thủy sản đạt 5 tỷ USD.\n\n- Cà phê: 2 tỷ USD.\n- Gạo: 4 triệu tấn; giá trị 1 tỷ USD.",
           "obs code='trade.exports.farm_products' level obs code='trade.exports.coffee' match=exact level "
           "obs code=- level unit=t obs code='trade.exports.rice' match=exact level"),
        IS("Huyện đón 350.000 lượt khách, doanh thu đạt 80 tỷ đồng.",
           "obs code='tourism.visitors' level obs code='tourism.revenue' match=exact level"),
        IS("Xảy ra 8 vụ tai nạn giao thông, làm 3 người chết.",
           "obs code='traffic.accidents' level obs code='traffic.deaths' match=exact level value=3"),
        IS("Thu nhập bình quân 9,5 triệu đồng/người/tháng.", "obs code='income.worker' match=exact level"), /* the unit says */
        IS("Thu nhập bình quân 62 triệu đồng/người/năm.", "obs code='income.per_capita' match=exact level"),
        IS("Giá trị sản xuất tăng bình quân 10,9%/năm.", "obs code='growth.production_value' match=exact level"),
        IS("Sản lượng clinker đạt 1.684 tấn.", "obs code=- level"),
        IS("Huyện Tam Dương có 242 hộ.", "obs code=- level value=242"),
    };
    RUN(shared);
}

static void leaves_out_who_acts(void **state)
{
    (void)state;
    static const struct example actors[] = {
        IS("Đảng bộ kết nạp thêm được 40 đảng viên.", "obs label='kết nạp thêm đảng viên' level value=40"),
        IS("Tòa án hai cấp tổ chức 87 phiên tòa.", "obs label='tổ chức phiên tòa' level value=87"),
        IS("Bà con đã hiến 6.850m2 đất.", "obs label='hiến đất' level"),
        IS("Kỳ Sơn mới cấy được 310 ha.", "obs label='cấy' level value=310"),
        IS("Công ty TNHH Minh Hà trồng 30 ha chè.", "obs label='trồng chè' level value=30"),
        IS("Nhân dân đóng góp 31,1 tỷ đồng.", "obs label='Nhân dân đóng góp' level"),  /* a source of money */
        IS("Giải ngân vốn đầu tư xây dựng 454 tỷ đồng.", "obs label='Giải ngân vốn đầu tư xây dựng' level"),
        IS("Doanh số cho vay 86,7 tỷ đồng.", "obs label='Doanh số cho vay' level"),
        IS("SHB lãi sau thuế 646 tỷ đồng.", "obs label='lãi sau thuế' level"),
        IS("Công ty ghi nhận doanh thu bán hàng đạt 151 tỷ đồng.", "obs label='doanh thu bán hàng' level"),
        IS("Lúa hè thu xuống giống 820 ha.", "obs label='Lúa hè thu xuống giống' level"), /* the amount is the rice's */
        IS("Ngày hội đã hiến được 336 đơn vị máu.", "obs label='hiến đơn vị máu' level"),
        IS("Quỹ Hỗ trợ nông dân 77 tỷ đồng.", "obs label='Quỹ Hỗ trợ nông dân' level"), /* a name */
    };
    RUN(actors);
}

static void ends_with_the_name(void **state)
{
    (void)state;
    static const struct example ends[] = {
        IS("Thu nhập bình quân đầu người đến nay đạt 38 triệu đồng.", "obs label='Thu nhập bình quân đầu người' level"),
        IS("Tổng đàn bò hiện có 3.120 con.", "obs label='Tổng đàn bò' level value=3120"),
        IS("Mực nước hồ lúc 7 giờ là 55 m.", "obs label='Mực nước hồ' level"),
        IS("Kim ngạch xuất khẩu trong tháng 10 tại đơn vị đạt 8 tỷ USD.", "obs label='Kim ngạch xuất khẩu' level"),
        IS("Giá trị sản xuất công nghiệp quý I năm 2022 (giá so sánh) đạt 45 tỷ đồng.",
           "obs label='Giá trị sản xuất công nghiệp' level"),
        IS("Tỷ lệ che phủ rừng giữ vững 65%.", "obs label='Tỷ lệ che phủ rừng' level"),
        IS("Giá vốn hàng bán tăng mạnh hơn, lên 3.402 tỷ đồng.", "obs label='Giá vốn hàng bán' level"),
        IS("Số người có chứng chỉ là 120 người.", "obs label='Số người có chứng chỉ' level"), /* not "chỉ" */
        IS("Thuế giá trị gia tăng 30 tỷ đồng.", "obs label='Thuế giá trị gia tăng' level"),
        IS("Năng suất lúa bình quân đạt 52 tạ/ha.", "obs label='Năng suất lúa bình quân' level"),
        IS("Tỷ lệ chuyên cần đạt tỷ lệ bao phủ là 95%.", "obs label='Tỷ lệ chuyên cần đạt tỷ lệ bao phủ' level"),
        IS("Trong nhiệm kỳ (2015-2020) huyện kết nạp được 500 đảng viên.", "obs label='kết nạp đảng viên' level value=500"),
    };
    RUN(ends);
}

static void names_what_is_raised(void **state)
{
    (void)state;
    static const struct example raised[] = {
        IS("Huyện kết nạp 15 đảng viên, nâng tổng số đảng viên lên 1.272 đảng viên.",
           "obs level value=15 obs label='tổng số đảng viên' level value=1272"),
        IS("Huyện đưa tỷ lệ hộ nghèo xuống còn 6,7%.", "obs label='tỷ lệ hộ nghèo' level value=6.7"),
        IS("Công ty mở 12 điểm bán, nâng tổng số lên 186 điểm bán.", "obs level value=12 obs label='tổng số điểm bán' level value=186"),
        IS("Lợi nhuận gộp vì thế giảm 23% còn 512 tỷ đồng.", "obs label='Lợi nhuận gộp' level change ratio=0.77"),
    };
    RUN(raised);
}

static void follows_the_noun_phrase(void **state)
{
    (void)state;
    static const struct example tails[] = {
        IS("Có 100% thôn, làng, trường học đều có chi bộ.", "obs label='thôn, làng, trường học đều có chi bộ' level value=100"),
        IS("Có 6 xã đạt 19/19 tiêu chí nông thôn mới.",
           "obs label='xã đạt 19/19 tiêu chí nông thôn mới' level value=6 obs label='đạt tiêu chí nông thôn mới' level value=19"),
        IS("Số xã đạt từ 10 tiêu chí trở lên là 37 xã.", "obs level value=10 obs label='Số xã đạt từ 10 tiêu chí trở lên' level value=37"),
        IS("Cả nước có 5.775 xã (chiếm 70,2%) đạt chuẩn nông thôn mới.",
           "obs label='xã đạt chuẩn nông thôn mới' level value=5775 share ratio=0.702"),
        IS("Số người được tiêm 1 mũi là 9.749 người.", "obs level value=1 obs label='Số người được tiêm 1 mũi' level value=9749"),
        IS("Có 53 tỉnh đã tiêm vắc-xin phòng, chống bệnh sởi.", "obs label='tỉnh đã tiêm vắc-xin phòng, chống bệnh sởi' level value=53"),
        IS("Huyện trao 80 phần quà với tổng trị giá 24 triệu đồng.", "obs level value=80 obs label='trao phần quà tổng trị giá' level"),
        IS("Huyện thu hồi 12 ha đất phục vụ 6 dự án.", "obs label='thu hồi đất' level value=12 obs level value=6"),
        IS("Huyện hoàn thành 16/19 chỉ tiêu HĐND huyện giao.", "obs label='hoàn thành chỉ tiêu' level value=16"),
        IS("Huyện xây dựng 3 chuỗi liên kết theo Nghị định số 98/2018/NĐ-CP.", "obs label='xây dựng chuỗi liên kết' level value=3"),
        IS("Có 71 hộ gia đình với tổng vốn 5 tỷ đồng.", "obs label='hộ gia đình' level value=71 obs label='tổng vốn' level"),
        IS("Huyện kết nạp 40 đảng viên mới đạt 133% kế hoạch.", "obs label='kết nạp đảng viên mới' level value=40 plan ratio=1.33"),
        IS("Đảng viên nữ 31 đồng chí.", "obs label='Đảng viên nữ' level value=31"), /* a classifier adds nothing */
        IS("Trong đó bị thương 79 người.", "obs label='bị thương người' level value=79"),
    };
    RUN(tails);
}

static void shares_the_words_of_a_list(void **state)
{
    (void)state;
    static const struct example lists[] = {
        IS("Xuất khẩu rau quả đạt 1,7 tỷ USD, vượt qua gạo (1,2 tỷ USD), hạt điều (1,5 tỷ USD).",
           "obs label='Xuất khẩu rau quả' level obs label='gạo' level obs label='hạt điều' level"),
        IS("Huyện giải ngân 6 dự án, 5/9 xã hoàn thành chỉ tiêu.",
           "obs label='giải ngân dự án' level value=6 obs label='xã hoàn thành chỉ tiêu' level value=5"),
        IS("Giá cà phê ở Đắk Lắk là 79.800 đồng/kg, tại Gia Lai 79.600 đồng/kg.",
           "obs label='Giá cà phê ở Đắk Lắk' level obs label='Giá cà phê ở Đắk Lắk tại Gia Lai' level"),
        IS("Xã có dân số 81.246 người, 44 khu phố.", "obs label='dân số' level obs label='khu phố' level value=44"),
        IS("Dư nợ cho vay tăng 7,5% đạt 95.891 tỷ đồng.", "obs label='Dư nợ cho vay tăng' level value=7.5 obs label='Dư nợ cho vay' level value=95891000000000"),
        IS("Gạo xuất khẩu đạt 1.600 tấn, trị giá 3 triệu USD.",
           "obs label='Gạo xuất khẩu' level value=1600 obs label='Gạo xuất khẩu trị giá' level value=3000000"),
        IS("Tỷ lệ hộ nghèo còn 5%, bình quân mỗi năm giảm 3%.",
           "obs label='Tỷ lệ hộ nghèo' level value=5 obs label='Tỷ lệ hộ nghèo giảm' level value=3"),
    };
    RUN(lists);
}

static void names_where_it_came_from_and_went(void **state)
{
    (void)state;
    static const struct example moved[] = {
        IS("Tỷ lệ hộ nghèo từ 27,81% năm 2015 giảm còn 9,03% năm 2020.",
           "obs label='Tỷ lệ hộ nghèo' level value=27.81 obs label='Tỷ lệ hộ nghèo' level value=9.03"),
        IS("Thu nhập bình quân đầu người từ 18 triệu đồng năm 2015 lên 42 triệu đồng năm 2020.",
           "obs level value=18000000 unit='VND/{person}' obs level value=42000000 unit='VND/{person}'"),
        IS("Số hộ nghèo giảm từ 1.250 hộ xuống còn 430 hộ.",
           "obs label='Số hộ nghèo' level value=1250 obs label='Số hộ nghèo' level value=430"),
        IS("Huyện phấn đấu giảm tỷ lệ hộ nghèo xuống dưới 3%.", "obs label='tỷ lệ hộ nghèo' level value=3 qualifier=under"),
        IS("Khách du lịch đạt gần 65 nghìn lượt.", "obs label='Khách du lịch' level value=65000"),
        IS("Đàn trâu từ 3.200 con tăng lên 4.100 con.", "obs label='Đàn trâu' level value=3200 obs label='Đàn trâu' level value=4100"),
    };
    RUN(moved);
}

static void shares_what_is_said_of_several_nouns(void **state)
{
    (void)state;
    static const struct example nouns[] = {
        IS("Toàn tỉnh có 200/264 xã và 1 huyện được công nhận đạt chuẩn nông thôn mới (chiếm 75,75% tổng số xã).",
           "obs label='xã được công nhận đạt chuẩn nông thôn mới' level part=200 share ratio=0.7575 "
           "obs label='huyện được công nhận đạt chuẩn nông thôn mới' level value=1"),
        IS("Huyện có 14 doanh nghiệp, 1 hợp tác xã thành lập mới.",
           "obs label='doanh nghiệp thành lập mới' level value=14 obs label='hợp tác xã thành lập mới' level value=1"),
        IS("Công nhận 5 xã và 2 thôn đạt chuẩn nông thôn mới.",
           "obs label='Công nhận xã đạt chuẩn nông thôn mới' level value=5 "
           "obs label='Công nhận thôn đạt chuẩn nông thôn mới' level value=2"),
        IS("Bão làm 3 người chết, 5 người bị thương.", "obs label='Bão làm người chết' level obs label='Bão làm người bị thương' level"),
        IS("Số con nuôi giảm ở đàn trâu (giảm 5,8%) và đàn lợn (giảm 6,5%).", "obs level value=5.8 obs label='đàn lợn giảm' level value=6.5"),
        IS("Sản lượng ngô đạt 65 tấn, giảm 1,7% do diện tích gieo trồng giảm 5,5% so với năm trước.",
           "obs level value=65 change ratio=0.983 obs label='diện tích gieo trồng' change ratio=0.945"),
    };
    RUN(nouns);
}

static void names_what_stands_elsewhere(void **state)
{
    (void)state;
    static const struct example elsewhere[] = {
        IS("Miền núi là vùng có tỷ lệ hộ nghèo cao nhất cả nước (10,7%).", "obs label='tỷ lệ hộ nghèo' level value=10.7"),
        IS("Tỷ lệ giải ngân đạt 21,7% kế hoạch, cao hơn mức bình quân của cả nước (14,3%).",
           "obs plan ratio=0.217 obs label='Tỷ lệ giải ngân' level value=14.3"),
        IS("Tỷ lệ hộ nghèo giảm từ 27,4% năm 2015 xuống còn 12,1% năm 2019, bình quân mỗi năm giảm 3,8%.",
           "obs level value=27.4 obs level value=12.1 obs label='Tỷ lệ hộ nghèo giảm' level value=3.8"),
        IS("Vụ đông xuân năm nay toàn tỉnh gieo trồng được 57 ha cây hàng năm.", "obs label='gieo trồng cây hàng năm' level value=57"),
        IS("Giải ngân vốn đầu tư công còn chậm, đến hết tháng 9 mới đạt 41,3% kế hoạch.",
           "obs label='Giải ngân vốn đầu tư công' plan ratio=0.413"),
        IS("Khấu trừ các khoản chi phí, công ty lãi sau thuế 72,4 tỷ đồng.", "obs label='lãi sau thuế' level value=72400000000"),
        IS("Hà Nội thu hút 4,5 tỷ USD; Hải Phòng xếp thứ hai với 2,47 tỷ USD.", "obs label='thu hút' level obs label='thu hút' level value=2470000000"),
        IS("Có 78 đại biểu là các đồng chí Ủy viên.", "obs label='đại biểu' level value=78"),
        IS("Khoảng 80% người dân làm nông nghiệp thì nay ít hơn nhiều.", "obs label='người dân làm nông nghiệp' level value=80"),
        IS("Xuất khẩu gồm: gạo (12 tỷ USD), máy móc, thiết bị (2 tỷ USD), máy móc thiết bị (1 tỷ USD).",
           "obs label='gạo' level obs label='máy móc, thiết bị' level obs label='máy móc thiết bị' level"),
        IS("Bộ giải ngân đạt 95% kế hoạch vốn, hoàn thành 361 km đường cao tốc.",
           "obs plan ratio=0.95 obs label='hoàn thành đường cao tốc' level value=361000"),
        IS("Phát biểu tại hội nghị, Bí thư Huyện ủy yêu cầu các cấp ủy tập trung lãnh đạo thu ngân sách cả năm đạt 55 tỷ đồng.",
           "obs label='thu ngân sách cả năm' status=target level"),
        IS("Năm 2023, trên địa bàn H.Tuy Phong xảy ra 9 vụ cháy. Tại TX. La Gi xảy ra 3 vụ cháy.",
           "obs label='xảy ra vụ cháy' place='H.Tuy Phong' level obs label='xảy ra vụ cháy' place='TX. La Gi' level"),
        IS("Năm 2021, doanh thu đạt 1.763 tỷ đồng; tỷ lệ dân số tham gia BHYT: ước thực hiện 83%; diện tích lúa: đạt 120 ha.",
           "obs label='doanh thu' level obs label='tỷ lệ dân số tham gia BHYT' status=estimate level obs label='diện tích lúa' level"),
        IS("Toàn tỉnh có 20.000 LĐ tìm được việc làm; lao động nông nghiệp tiếp tục giảm (-3%).",
           "obs label='LĐ tìm được việc làm' level value=20000 counted=LĐ obs label='lao động nông nghiệp giảm' level value=3"),
        IS("Giá trị sản phẩm thu được trên 1 ha đất canh tác đạt 108 triệu đồng; bình quân mỗi hộ còn 1,9 thửa, huyện đã quy hoạch vùng lúa.",
           "obs label='Giá trị sản phẩm thu được trên 1 ha đất canh tác' code=agriculture.value.per_hectare level unit=VND/har "
           "obs level counted=thửa"),
        IS("- Cây màu khác: Rau 1.740 ha, năng suất đạt 141 tạ/ha; Khoai lang 286 ha, năng suất đạt 63 tạ/ha.",
           "obs label=Rau level obs label='năng suất Rau' level obs label='Khoai lang' level obs label='năng suất Khoai lang' level"),
        IS("Tiền gửi qua tổ đạt 5,2 tỷ đồng, tăng 5%, bình quân 1,05 triệu đồng/thành viên.",
           "obs label='Tiền gửi qua tổ' level change ratio=1.05 obs label='bình quân Tiền gửi qua tổ' level"),
        IS("Huyện có 58/62 trường mầm non, tiểu học, THCS đạt chuẩn quốc gia, 3/5 trường THPT đạt chuẩn.",
           "obs label='trường mầm non, tiểu học, THCS đạt chuẩn quốc gia' level part=58 obs label='trường THPT đạt chuẩn' level"),
        IS("Tỷ lệ tuyển sinh đầu cấp lớp 1 đạt 99%, lớp 6 đạt 98%, lớp 10 đạt 86%. Tỷ lệ huy động ở các cấp học: nhà trẻ 42%, THCS 96%.",
           "obs level obs label='Tỷ lệ tuyển sinh đầu cấp lớp 6' level value=98 obs label='Tỷ lệ tuyển sinh đầu cấp lớp 10' level "
           "obs label='Tỷ lệ huy động ở các cấp học nhà trẻ' level obs label='Tỷ lệ huy động ở các cấp học THCS' level"),
        IS("Tỷ lệ giáo viên mầm non đạt chuẩn là 89%, tiểu học 90%, THCS 93%.",
           "obs level obs label='Tỷ lệ giáo viên tiểu học đạt chuẩn' level obs label='Tỷ lệ giáo viên THCS đạt chuẩn' level"),
        IS("Cục Hải quan Bà Rịa - Vũng Tàu thu 657 tỷ đồng. Huyện thu 5 tỷ đồng.",
           "obs label='Cục Hải quan Bà Rịa - Vũng Tàu thu' level obs label=thu level"),
        IS("Huyện trồng 50 ha ở xã Tân An. Hỗ trợ 5 tỷ đồng cho người nghèo.",
           "obs label=trồng level obs label='Hỗ trợ cho người nghèo' level"),
        IS("Xã có dân số (năm 2016) là 177.204 người.", "obs label='dân số' level"),
        IS("Toàn phường gieo cấy vụ hè thu 1.236 ha lúa. Tổng mức bán lẻ thực hiện đạt 11 tỷ đồng.",
           "obs label='gieo cấy vụ hè thu lúa' level obs label='Tổng mức bán lẻ' level"),
        IS("Tỷ lệ hộ nghèo đầu nhiệm kỳ là 5%.", "obs code=poverty.rate match=exact level"),
        IS("Đại hội bầu Ban Chấp hành Đảng bộ xã khóa XX, nhiệm kỳ 2020-2025 gồm 15 đồng chí.",
           "obs label='bầu Ban Chấp hành Đảng bộ xã khóa XX' level value=15"),
        IS("Toàn tỉnh có 735 nghìn lao động; trong đó khu vực công nghiệp có 373 nghìn lao động, tăng 3%.",
           "obs label='lao động' level obs label='khu vực công nghiệp lao động' level value=373000 change ratio=1.03"),
        IS("Về sản xuất nông nghiệp toàn huyện trồng được 529 ha ngô ruộng.", "obs label='trồng ngô ruộng' level"),
        IS("Huyện ủy trao Huy hiệu 50, 40 năm tuổi Đảng cho 12 đảng viên. Có 15 đảng viên được nhận Huy hiệu 30 năm tuổi Đảng.",
           "obs label='trao Huy hiệu 50, 40 năm tuổi Đảng cho đảng viên' level value=12 "
           "obs label='đảng viên được nhận Huy hiệu 30 năm tuổi Đảng' level value=15"),
        IS("So với kế hoạch tỉnh giao (8.412 tỷ đồng), tỷ lệ giải ngân đạt 24,5%.",
           "obs label='tỷ lệ giải ngân' plan ratio=0.245 value=8412000000000"),
    };
    RUN(elsewhere);
}

static void leaves_out_what_leads_to_a_result(void **state)
{
    (void)state;
    static const struct example results[] = {
        IS("Đợt lũ đầu tháng đã khiến 14 người chết, trong đó Lào Cai 5 người.",
           "obs label='khiến người chết' level value=14 obs label='khiến người chết' level value=5"),
        IS("Giá bán giảm nên công ty ghi nhận lỗ trước thuế 42 tỷ đồng.", "obs label='lỗ trước thuế' level value=42000000000"),
        IS("Giá vốn tăng mạnh, khiến lợi nhuận gộp chỉ còn 61 tỷ đồng.", "obs label='lợi nhuận gộp' level value=61000000000"),
        IS("Ngân hàng TMCP Biển Đông Việt Nam (BDB, mã: BDV) lãi trước thuế 860 tỷ đồng.", "obs label='lãi trước thuế' level value=860000000000"),
        IS("Doanh thu thuần của Tân Phong (TPC Corp, mã chứng khoán: TPC) giảm 21% còn 424 tỷ đồng.",
           "obs label='Doanh thu thuần của Tân Phong' level value=424000000000 change ratio=0.79"),
        IS("Cục Hải quan nước bạn đã chuẩn thuận thêm 63 cơ sở đóng gói.", "obs label='chuẩn thuận thêm cơ sở đóng gói' level value=63"),
        IS("Hội Phụ nữ tổ chức Hội thi “Nuôi heo tiết kiệm” cho 45 chi hội.",
           "obs label='tổ chức Hội thi “Nuôi heo tiết kiệm” cho chi hội' level value=45"),
        IS("Bộ Công Thương đánh giá, xuất khẩu thủy sản là điểm sáng, chiếm 8,5% tổng kim ngạch.",
           "obs label='xuất khẩu thủy sản' level value=8.5"),
        IS("Bình quân đầu người đạt 28,2 triệu đồng/năm.", "obs label='Bình quân đầu người' level"),
        IS("Ngành du lịch đã đạt 83% kế hoạch năm về đón khách quốc tế.", "obs label='đón khách quốc tế' plan ratio=0.83"),
        IS("Tính chung 7 tháng, IIP vẫn ghi nhận giảm 0,7% so với cùng kỳ.", "obs label='IIP' change ratio=0.993"),
    };
    RUN(results);
}

static void names_what_contributes(void **state)
{
    (void)state;
    static const struct example contributions[] = {
        IS("Khu vực dịch vụ tăng 6,9%, đóng góp 2,3 điểm phần trăm vào mức tăng chung.",
           "obs level value=6.9 obs label='Khu vực dịch vụ đóng góp' level value=2.3"),
        IS("Ngành khai khoáng giảm 1,2%, làm giảm 0,2 điểm phần trăm trong mức tăng chung.",
           "obs level value=1.2 obs label='Ngành khai khoáng làm giảm' change delta=-0.2"),
    };
    RUN(contributions);
}

static void takes_the_clause_that_a_comma_ends(void **state)
{
    (void)state;
    static const struct example clauses[] = {
        IS("Số người trong độ tuổi biết chữ mức độ cao, đạt 97,7%.", "obs label='Số người trong độ tuổi biết chữ mức độ' level value=97.7"),
        IS("Riêng tháng 8, xuất khẩu tôm có mức tăng trưởng cao nhất 65,5%, đạt 335 triệu USD.",
           "obs level value=65.5 obs label='xuất khẩu tôm' level value=335000000"),
        IS("Lượng mưa các vùng Việt Bắc, Tây Bắc và đồng bằng Bắc Bộ ở mức 60 mm.",
           "obs label='Lượng mưa các vùng Việt Bắc, Tây Bắc và đồng bằng Bắc Bộ' level"),
        IS("Sản lượng ngô hạt đạt 281 tấn, còn 21,7 ha ngô sinh khối.", "obs level value=281 obs label='ngô sinh khối' level value=21.7"),
        IS("Thiệt hại do bão số 5: 65 người chết và mất tích.", "obs label='người chết và mất tích' level value=65"),
        IS("Đam Rông: 41,6% số trường học đạt chuẩn.", "obs label='số trường học đạt chuẩn' level value=41.6"),
        IS("Nắng hạn làm 8.765 m mặt đường, mái taluy bị hư hỏng.", "obs label='làm mặt đường, mái taluy bị hư hỏng' level"),
        IS("Bình quân mỗi xã đạt 14 tiêu chí và đang tập trung chỉ đạo hai địa phương về đích.", "obs label='Bình quân mỗi xã tiêu chí' level obs level"),
        IS("Tổng đàn trâu, bò có 1.095 con (Bò 970 con, trâu 125 con).", "obs level value=1095 obs label='Bò' level value=970 obs label='trâu' level value=125"),
    };
    RUN(clauses);
}

static void tells_no_amount_from_a_name(void **state)
{
    (void)state;
    static const struct example names[] = {
        IS("Đại hội Đảng bộ xã Tam Xuân 2 lần thứ VII bầu 15 đồng chí.", "obs level value=15"),
        IS("Số giường bệnh bình quân 1 vạn dân là 93,2.", "obs label='Số giường bệnh bình quân 1 vạn dân' level value=93.2"),
        IS("Cảnh sát giao thông tạm giữ hơn 2 nghìn 430 phương tiện.", "obs label='tạm giữ phương tiện' level value=2430"),
        IS("Mưa lũ làm chết 8 người; Cao Bằng 6 người, Tuyên Quang 2 người.",
           "obs level value=8 obs place='Cao Bằng' level value=6 obs place='Tuyên Quang' level value=2"),
        IS("Có 20 hội viên của T.P Sông Công nhận kỷ niệm chương.", "obs label='hội viên của T.P Sông Công nhận kỷ niệm chương' level value=20"),
    };
    RUN(names);
}

static void names_what_an_amount_is_of(void **state)
{
    (void)state;
    static const struct example amounts[] = {
        IS("Công ty mẹ đạt 75 tỷ đồng doanh thu và 2 tỷ đồng lợi nhuận trước thuế.",
           "obs label='doanh thu' level obs label='lợi nhuận trước thuế' level"),
        IS("Doanh thu của chi nhánh đạt 29 tỷ đồng tổng doanh thu và 1 tỷ đồng lợi nhuận.", "obs level obs label='lợi nhuận' level"),
        IS("Tổng công ty đã thực hiện 704 chuyến bay.", "obs label='thực hiện chuyến bay' level value=704"),
        IS("Xã vận động xây dựng 16 căn nhà đại đoàn kết trị giá 2 tỷ đồng.",
           "obs level value=16 obs label='vận động xây dựng căn nhà trị giá' level value=2000000000"),
        IS("Quỹ hỗ trợ xây mới 59 căn nhà (2,3 tỷ đồng); sửa chữa 27 căn nhà (319 triệu đồng).",
           "obs level obs label='hỗ trợ xây mới căn nhà' level obs level obs label='sửa chữa căn nhà' level"),
        IS("Sửa chữa 118 căn nhà; hỗ trợ hộ nghèo, hộ cận nghèo và học sinh hiếu học với tổng số tiền 2,8 tỷ đồng.",
           "obs level obs label='hỗ trợ hộ nghèo, hộ cận nghèo và học sinh hiếu học tổng số tiền' level"),
        IS("Tổng doanh thu và lợi nhuận trước thuế cao nhất từ trước tới nay, lần lượt đạt 101 tỷ đồng và 3 tỷ đồng.",
           "obs label='Tổng doanh thu' level obs label='lợi nhuận trước thuế' level"),
        IS("Số lao động sang Nhật Bản vượt mốc 15.000 người (đạt 16.282 người).",
           "obs level value=15000 obs label='Số lao động sang Nhật Bản' level value=16282"),
        IS("Khu kinh tế thu hút 59 dự án với số vốn đăng ký mới và tăng thêm đạt 8,3 tỷ USD.",
           "obs level value=59 obs label='số vốn đăng ký mới và tăng thêm' level value=8300000000"),
        IS("Viện kiểm sát đình chỉ 12 vụ.", "obs label='đình chỉ vụ' level value=12"),
    };
    RUN(amounts);
}

static void finds_what_words_point_at(void **state)
{
    (void)state;
    static const struct example pointed[] = {
        IS("Năm 2020, tỷ lệ hộ nghèo còn 7%. Tỷ lệ này giảm còn 5% trong năm 2021.",
           "obs label='tỷ lệ hộ nghèo' level value=7 obs label='tỷ lệ hộ nghèo' level value=5"),
        IS("Doanh thu đạt 5 tỷ đồng. Con số này ở cùng kỳ năm trước là 2 tỷ đồng.", "obs level obs label='Doanh thu' level value=2000000000"),
        IS("Cả năm, đơn vị thu 12 tỷ đồng. Trong số này có 5 tỷ đồng tiền thuế.", "obs label='thu' level obs label='tiền thuế' level"),
        IS("Tỉ lệ hộ nghèo giảm từ gần 8% năm 2010 xuống còn 1,5% năm 2015.",
           "obs label='Tỉ lệ hộ nghèo' level value=8 obs label='Tỉ lệ hộ nghèo' level value=1.5"),
        IS("Sản xuất xăng dầu (không gồm sản phẩm phụ) dự kiến cả năm đạt 6,7 triệu tấn.",
           "obs label='Sản xuất xăng dầu (không gồm sản phẩm phụ)' status=target level"),
        IS("Về doanh thu tháng 6, tổng công ty ghi nhận 2.526 tỷ đồng.", "obs label='doanh thu' level"),
        IS("Huyện có các vùng trồng tập trung như: 185 ha cao su.", "obs label='cao su' level value=185"),
        IS("Năm nay, tập đoàn đặt mục tiêu 900.000 tỷ doanh thu.", "obs label='doanh thu' status=target level value=900000000000000 unit=VND"),
        IS("Trường lớp khang trang với tỷ lệ phòng học kiên cố, cao tầng đạt 90%.", "obs label='tỷ lệ phòng học kiên cố, cao tầng' level value=90"),
        IS("Thị phần thép xây dựng và ống thép của hãng đứng đầu với lần lượt là 36,5% và 29,2%.",
           "obs level value=36.5 obs label='Thị phần thép xây dựng và ống thép của hãng' level value=29.2"),
        IS("Trong tháng, xuất khẩu giày, dép đạt 1 tỷ USD.", "obs label='xuất khẩu giày, dép' level"),
        IS("Tại 1 số địa phương, 63% công dân nhập ngũ tốt nghiệp THPT.", "obs level value=63"),
    };
    RUN(pointed);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_what_stands_elsewhere),
        cmocka_unit_test(leaves_out_what_leads_to_a_result),
        cmocka_unit_test(names_what_contributes),
        cmocka_unit_test(takes_the_clause_that_a_comma_ends),
        cmocka_unit_test(tells_no_amount_from_a_name),
        cmocka_unit_test(names_what_an_amount_is_of),
        cmocka_unit_test(finds_what_words_point_at),
        cmocka_unit_test(shares_what_is_said_of_several_nouns),
        cmocka_unit_test(takes_the_words_before_the_linking_verb),
        cmocka_unit_test(joins_verb_and_noun_phrase),
        cmocka_unit_test(takes_the_noun_phrase_behind_co),
        cmocka_unit_test(hands_the_head_of_a_list_down),
        cmocka_unit_test(keeps_the_verb_of_a_list),
        cmocka_unit_test(gives_the_noun_behind_a_percentage_to_the_label),
        cmocka_unit_test(drops_connectives_and_frames),
        cmocka_unit_test(names_what_the_taxonomy_knows),
        cmocka_unit_test(tells_a_part_from_the_whole),
        cmocka_unit_test(shares_what_stands_before),
        cmocka_unit_test(leaves_out_who_acts),
        cmocka_unit_test(ends_with_the_name),
        cmocka_unit_test(names_what_is_raised),
        cmocka_unit_test(follows_the_noun_phrase),
        cmocka_unit_test(shares_the_words_of_a_list),
        cmocka_unit_test(names_where_it_came_from_and_went),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
