/* Codes that a label's own words do not give alone: what the text speaks of, what heads a paragraph, parts of a whole,
 * places that share what was told of others, words that change nothing, and words that only look like an indicator. */
#include "examples.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* What narrows an indicator, what doesn't, and who is counted in passing only. */
static void tells_a_part_from_the_whole(void **state)
{
    (void)state;
    static const struct example parts[] = {
        IS("Huyện đã thu hoạch được 31.600 ha lúa Hè Thu.", "obs code='rice.area.harvested' match=narrower level"),
        IS("Thi hành kỷ luật 1 tổ chức đảng bằng hình thức khiển trách.", "obs code='party.organisations.disciplined' match=exact level"),
        IS("Xã kết nạp 75 đảng viên mới trở lên.", "obs code='party.members.admitted' match=exact level"),
        IS("Lượng khách du lịch đến địa phương đạt 1,9 triệu lượt.", "obs code='tourism.visitors' match=exact level"),
        IS("Dự đại hội có 118 đại biểu, đại diện cho 342 đảng viên.", "obs level obs code='party.members' level"),
        IS("Sắp xếp toàn bộ diện tích, dân số của 3 xã.", "obs code=- level"),
        IS("Huyện hỗ trợ sửa chữa 118 nhà ở cho người có công với cách mạng.", "obs code='poverty.houses.built' match=narrower level"),
        IS("Tỉnh tạo việc làm cho 18.000 lao động, trong đó xuất khẩu lao động 1.246 người, chủ yếu ở thị trường Nhật Bản (618 người).",
           "obs code='labour.jobs.created' level obs code='labour.jobs.abroad' level obs code='labour.jobs.abroad' match=narrower level"),
        IS("Huyện kết nạp 40 đảng viên.\n\nBan Chấp hành nhiệm kỳ 2025 - 2030 gồm 27 đồng chí.",
           "obs code='party.members.admitted' level obs code=- level"),
        IS("Công đoàn huyện phát triển mới 246 đoàn viên.", "obs code='union.members.new' level"),
        IS("Đoàn xã kết nạp mới 24 đoàn viên.", "obs code='youth.members.new' level"),
        IS("Toàn ngành xuất siêu 5 tỷ USD.", "obs code='trade.balance' match=narrower level"),
        IS("Đàn lợn (không tính lợn con chưa tách mẹ) có 401.230 con.", "obs code='herd.pigs' match=exact level"),
        IS("Doanh thu hoạt động tài chính đạt 6,4 tỷ đồng.", "obs code=- level"),
        IS("Cán cân thương mại hàng hóa thặng dư 13,27 tỷ USD.", "obs code='trade.balance' match=exact level"),
    };
    RUN(parts);
}

static void needs_the_subject_of_what_says_too_little(void **state)
{
    (void)state;
    static const struct example subjects[] = {
        IS("Toàn tỉnh xảy ra 12 vụ tai nạn giao thông, làm chết 7 người, bị thương 9 người.",
           "obs code='traffic.accidents' level obs code='traffic.deaths' match=exact level obs code='traffic.injured' level"),
        IS("Mưa lũ đã làm 3 người chết, 1 người mất tích.",
           "obs code='disaster.dead' match=exact level obs code='disaster.missing' level"),
        IS("Thiên tai cũng khiến 6 người bị chết.", "obs code='disaster.dead' match=exact level"),
        IS("Tổng vốn huy động xây dựng đường trong 3 năm là 124 tỷ đồng. Tổng vốn huy động đạt 90 tỷ đồng.", "obs code=- level obs code=- level"),
        IS("Tại các ngân hàng, tổng vốn huy động đạt 90 tỷ đồng.", "obs code='bank.deposits' level"),
        IS("Vụ ngộ độc làm chết 2 người.", "obs code=- level"), /* neither traffic nor disaster */
        IS("Tham gia BHXH đạt 25.000 người; BHXH tự nguyện 4.100 người; BHTN 19.300 người.",
           "obs code='insurance.social.members' level obs code='insurance.social.members.voluntary' match=exact level "
           "obs code='insurance.unemployment.members' level"),
        IS("Cơ cấu kinh tế: công nghiệp - xây dựng 48%; dịch vụ 30%.",
           "obs code='structure.industry' match=exact level obs code='structure.services' level"),
        IS("Về nông thôn mới, huyện có 9/12 xã đạt chuẩn, 3 xã nâng cao.",
           "obs code='rural.communes_standard' level obs code='rural.communes_advanced' level"),
        IS("Vốn đầu tư công năm nay là 900 tỷ đồng, đã giải ngân 410 tỷ đồng.",
           "obs code='investment.public' level obs code='investment.public.disbursed' level"),
        IS("Du lịch quý II khởi sắc, tổng doanh thu đạt 1.496 tỷ đồng.", "obs code='tourism.revenue' level"),
        IS("Tỉnh có 41 dự án FDI với tổng vốn đăng ký 595 triệu USD và 558 dự án trong nước với tổng vốn đăng ký 87.513 tỷ đồng.",
           "obs code='investment.fdi.projects' level obs code='investment.fdi.registered' level obs level "
           "obs code='investment.projects.capital' match=narrower level"),
        IS("Công ty mua máy mới, đã giải ngân 160 tỷ đồng.", "obs code=- level"), /* no public money */
        IS("Mưa lũ làm chết 640 con gia cầm.", "obs code=- level"), /* the dead are no herd */
        IS("Về nông thôn mới, tỉnh có 66 xã nâng cao.\n\nHuyện họp.\n\nTrong năm có 4 xã nâng cao chất lượng.",
           "obs code='rural.communes_advanced' level obs code=- level"), /* two paragraphs on it speaks of it no more */
    };
    RUN(subjects);
}

static void says_whose_capital_is_registered(void **state)
{
    (void)state;
    static const struct example registered[] = {
        IS("Có 410 doanh nghiệp thành lập mới, vốn đăng ký 3.100 tỷ đồng; thu hút 12 dự án mới, số vốn đăng ký 1.200 tỷ đồng.",
           "obs code='enterprise.new' level obs code='enterprise.new.capital' match=exact level "
           "obs level obs code='investment.projects.capital' match=exact level"),
        IS("Thu hút 12 dự án FDI, trong đó có 5 dự án mới, tổng vốn đăng ký 41 triệu USD.",
           "obs level obs level obs code='investment.fdi.registered' level"),
    };
    RUN(registered);
}

static void gives_none_where_another_thing_is_told(void **state)
{
    (void)state;
    static const struct example others[] = {
        IS("Toàn quốc có 4.100 ca sốt xuất huyết, 12 ca tử vong.", "obs code='health.dengue.cases' level obs code=- level"),
        IS("Tổng số khách hàng là 4.100 hộ.", "obs code=- level"), /* customers are no guests */
        IS("Tổng số học sinh bỏ học là 41 em.", "obs code=- level"),
        IS("Sản lượng cá tra xuất khẩu đạt 4.100 tấn.", "obs code=- level"), /* sold, not grown */
        IS("Diện tích lúa được bảo hiểm là 41 ha.", "obs code=- level"),
        IS("Kiểm lâm phát hiện, xử lý 23 vụ vi phạm Luật Lâm nghiệp.", "obs code='forest.violations' match=exact level"),
        IS("Buôn lậu giảm. Trong tháng phát hiện, xử lý 23 vụ vi phạm.", "obs code='market.violations' match=exact level"),
        IS("Mưa lũ đi qua. Huyện trồng nhiều cây: ngô 9.600 ha.", "obs code=- level"), /* planted, not damaged */
        IS("Giá trị sản xuất đạt 900 tỷ đồng. Tháng 4 đạt 41 tỷ đồng, trong đó khai khoáng 9 tỷ đồng.",
           "obs level obs code=production.value match=exact level obs code=production.value match=narrower level"),
        IS("Lượng nước thải giảm 21% so với cùng kỳ.", "obs code=- change"), /* no rate that is treated */
        IS("Bệnh viện tiếp nhận 15 ý kiến phản ánh.", "obs code=- level"),
        IS("Thành phố có 1.140 doanh nghiệp (DN) thành lập mới.", "obs code='enterprise.new' match=exact level"), /* not all there are */
        IS("Ngân hàng cho vay với 114 hộ dân, 103 doanh nghiệp và 10 hợp tác xã còn dư nợ.",
           "obs code=- level obs code=- level obs code=- level"),
        IS("Vụ cháy gây thiệt hại về tài sản khoảng 41 triệu đồng.", "obs code=- level"),
    };
    RUN(others);
}

static void narrows_to_what_stands_outside_of_the_label(void **state)
{
    (void)state;
    static const struct example narrowed[] = {
        IS("Trên lĩnh vực đường sắt, tai nạn giao thông xảy ra 41 vụ, làm chết 7 người.",
           "obs code='traffic.accidents' match=narrower level obs code='traffic.deaths' match=narrower level"),
        IS("Tai nạn giao thông xảy ra 410 vụ, làm chết 70 người; đường sắt xảy ra 41 vụ, làm chết 7 người.",
           "obs code='traffic.accidents' match=exact level obs code='traffic.deaths' match=exact level "
           "obs code='traffic.accidents' match=narrower level obs code='traffic.deaths' match=narrower level"),
        IS("Tai nạn giao thông trên đường bộ, đường sắt và đường thủy làm chết 7 người.",
           "obs code='traffic.deaths' match=exact level"), /* all of them */
        IS("Xuất khẩu của khu vực FDI đạt 41 tỷ USD, chiếm 76%; nhập khẩu 23 tỷ USD.",
           "obs code='trade.exports' match=narrower level share obs code='trade.imports' match=narrower level"),
        IS("Kim ngạch xuất khẩu đạt 41 tỷ USD, trong đó khu vực FDI đạt 23 tỷ USD; kim ngạch nhập khẩu đạt 40 tỷ USD.",
           "obs code='trade.exports' match=exact level obs code='trade.exports' match=narrower level "
           "obs code='trade.imports' match=exact level"), /* of all again */
        IS("Xuất khẩu của Việt Nam sang thị trường ASEAN đạt 41 tỷ USD.", "obs code='trade.exports' match=narrower level"),
        IS("Tỉnh có 12 dự án FDI. Dẫn đầu là Hà Lan có 5 dự án.",
           "obs code='investment.fdi.projects' match=exact level obs code='investment.fdi.projects' match=narrower level"),
        IS("Đối với nhóm hàng dệt may, kim ngạch xuất khẩu đạt 41 tỷ USD.", "obs code='trade.exports.garments' match=exact level"),
        IS("Riêng đối với mặt hàng khoáng sản, kim ngạch xuất khẩu đạt 3 tỷ USD.", "obs code='trade.exports' match=narrower level"),
        IS("Đối với tỉnh Nghệ An, tổng kim ngạch xuất khẩu đạt 3 tỷ USD.", "obs code='trade.exports' match=exact level"),
        IS("Tỷ lệ hộ nghèo còn cao, trên 53%.", "obs code='poverty.rate' match=exact level"), /* how it stands is no part */
        IS("Huyện giảm tỷ lệ hộ nghèo từ 6,3% xuống còn 2,4%.", "obs code='poverty.rate' level obs code='poverty.rate' level"),
        IS("Huyện giảm tỷ lệ hộ nghèo từ 0,4% trở lên.", "obs code='poverty.rate.reduction' level"),
        IS("Cảng hàng không khai thác 410 chuyến bay, vận chuyển 41.000 lượt khách.",
           "obs level obs code='transport.passengers' match=exact level"), /* a port's name is no mode */
    };
    RUN(narrowed);
}

static void completes_words_that_leave_something_out(void **state)
{
    (void)state;
    static const struct example completed[] = {
        IS("Cơ cấu kinh tế chuyển dịch tích cực: khu vực dịch vụ chiếm 41%, công nghiệp - xây dựng 35%.",
           "obs code='structure.services' level obs code='structure.industry' level"),
        IS("Số người tham gia BHXH tự nguyện ngày càng tăng: 41.000 người.",
           "obs code='insurance.social.members.voluntary' match=exact level"),
        IS("Giá trị sản xuất nông nghiệp đạt 230 triệu đồng/ha/năm.", "obs code='agriculture.value.per_hectare' level"),
        IS("Xuất khẩu tăng. Điện thoại các loại và linh kiện đạt 41 tỷ USD. Nhập khẩu đạt 90 tỷ USD, trong đó điện thoại và linh kiện 7 tỷ USD.",
           "obs code='trade.exports' match=narrower level obs code='trade.imports' match=exact level "
           "obs code='trade.imports' match=narrower level"),
        IS("Cà phê xuất khẩu 1,58 triệu tấn, kim ngạch 2,99 tỷ USD.",
           "obs code=- level obs code='trade.exports.coffee' match=exact level"),
        IS("Vụ đông xuân 2021, toàn tỉnh xuống giống 41.000 ha, trong đó các địa phương phía Bắc xuống giống 9.000 ha.",
           "obs code='rice.winter_spring.area' match=exact level obs code='rice.winter_spring.area' match=narrower level"),
        IS("Huyện duy trì tỷ lệ che phủ rừng 62%.", "obs code='forest.coverage' match=exact level"),
        IS("Sản lượng tiêu thụ đường đạt 41.000 tấn.", "obs code=- level"), /* no pepper, "tiêu" */
        IS("Sản lượng khai thác dầu đạt 41.000 tấn.", "obs code='product.crude_oil.output' level"), /* no fish */
    };
    RUN(completed);
}

static void takes_the_season_in_force(void **state)
{
    (void)state;
    static const struct example seasons[] = {
        IS("Vụ xuân 2021, toàn huyện gieo cấy 5.400 ha lúa, năng suất 66 tạ/ha, sản lượng 36.000 tấn.",
           "obs code='rice.winter_spring.area' match=exact level obs code='rice.winter_spring.yield' level "
           "obs code='rice.winter_spring.output' level"),
        IS("Vụ mùa 2022, tỉnh gieo cấy 75.000 ha lúa; sản lượng lúa cả năm 900.000 tấn.",
           "obs code='rice.main.area' level obs code='rice.output' match=exact level"),
        IS("Vụ đông, huyện gieo trồng 1.200 ha.", "obs code='crops.winter.area' level"),
        IS("Diện tích lúa đạt 410 ha, tăng 2 ha so với vụ mùa trước; năng suất lúa 51 tạ/ha.",
           "obs code='rice.area' level change obs code='rice.yield' match=exact level"),
        IS("Diện tích lúa đạt 410 ha (vụ xuân 210 ha, vụ mùa 200 ha); diện tích rau đạt 90 ha (vụ đông 41 ha).",
           "obs code='rice.area' level obs code='rice.winter_spring.area' level obs code='rice.main.area' level "
           "obs code='vegetables.area' level obs code=- level"),
        IS("Vụ hè thu kết thúc.\n\nDiện tích lúa đạt 410 ha.", "obs code='rice.area' level"), /* a paragraph long */
    };
    RUN(seasons);
}

static void takes_what_the_sentence_tells(void **state)
{
    (void)state;
    static const struct example sentences[] = {
        IS("Năm 2023, huyện giảm tỷ lệ hộ nghèo 1,2%.", "obs code='poverty.rate.reduction' match=exact level"),
        IS("Năm 2023, huyện giảm tỷ lệ hộ nghèo xuống còn 1,2%.", "obs code='poverty.rate' match=exact level"),
        IS("Xuất khẩu nông sản tháng 6 đạt 3 tỷ USD, nâng tổng giá trị xuất khẩu 6 tháng lên 17 tỷ USD.",
           "obs code='trade.exports.farm_products' level obs code='trade.exports.farm_products' level"),
        IS("Đơn vị làm thủ tục cho 410 tờ khai xuất nhập khẩu, tổng kim ngạch 41 triệu USD.", "obs level obs code='trade.total' level"),
        IS("Diện tích rau đạt 90 ha. Đến nay lúa đã thu hoạch xong, năng suất đạt 71 tạ/ha.",
           "obs code='vegetables.area' level obs code='rice.yield' level"),
        IS("Nhập khẩu đạt 9 tỷ USD. Hoa Kỳ là thị trường xuất khẩu lớn nhất, đạt 13 tỷ USD.",
           "obs code='trade.imports' level obs code=- level"),
        IS("Huyện tạo việc làm cho 41 lao động đi làm việc ở nước ngoài.", "obs code='labour.jobs.abroad' level"),
    };
    RUN(sentences);
}

static void leaves_a_company_and_customs_to_themselves(void **state)
{
    (void)state;
    static const struct example own[] = {
        IS("Doanh thu thuần đạt 900 tỷ đồng, lợi nhuận sau thuế 41 tỷ đồng, nộp ngân sách 12 tỷ đồng.",
           "obs code='enterprise.revenue' level obs code='enterprise.profit.net' level obs code=- level"),
        IS("Lãi sau thuế của công ty đạt 41 tỷ đồng; kim ngạch xuất khẩu đạt 9 triệu USD.",
           "obs code='enterprise.profit.net' level obs code=- level"),
        IS("Sản xuất thép thô của Tập đoàn Sông Thương đạt 41.000 tấn.", "obs code=- level"),
        IS("Tập đoàn Sông Thương sản xuất 41.000 tấn thép thô.", "obs code=- level"),
        IS("Tập đoàn Sông Thương họp. Trong tháng 5, tập đoàn sản xuất 41.000 tấn thép thô; cả năm, Sông Thương đã sản xuất 90.000 tấn thép thô.",
           "obs code=- level obs code=- level"),
        IS("Tổng công ty hàng không Sông Thương (Thuong Air) họp. Thuong Air cũng đã vận chuyển 41.000 tấn hàng hóa.",
           "obs code=- level"),
        IS("Các công ty sản xuất 41.000 tấn xi măng.", "obs code='product.cement.output' level"), /* the place's */
        IS("Có 41 hợp tác xã có dư nợ 110 tỷ đồng.", "obs level obs code='bank.loans' match=narrower level"),
        IS("Chi cục Hải quan thu ngân sách đạt 900 tỷ đồng.", "obs code=- level"),
        IS("Cục Hải quan tỉnh Hà Tĩnh đã thu ngân sách nhà nước 900 tỷ đồng.", "obs code=- level"),
        IS("Tổng thu ngân sách nhà nước từ hoạt động xuất nhập khẩu đạt 900 tỷ đồng.",
           "obs code='budget.revenue.trade' match=exact level"),
    };
    RUN(own);
}

static void takes_what_heads_a_paragraph(void **state)
{
    (void)state;
    static const struct example heads[] = {
        IS("– Cây ngô: Diện tích 300 ha; năng suất 45 tạ/ha.",
           "obs code='maize.area' match=exact level obs code='maize.yield' match=exact level"),
        IS("Huyện Ba Tơ: Diện tích lúa 300 ha.", "obs code='rice.area' match=exact level"),
        IS("Báo Quảng Nam: Doanh thu đạt 12 tỷ đồng.", "obs code='enterprise.revenue' level"),
    };
    RUN(heads);
}

static void names_parts_by_their_own_rows(void **state)
{
    (void)state;
    static const struct example parts[] = {
        IS("Tổng giá trị sản xuất đạt 9.800 tỷ đồng; trong đó nông - lâm - thủy sản 4.200 tỷ đồng, công nghiệp - xây dựng 3.000 tỷ đồng.",
           "obs code='production.value' level obs code='agriculture.value' match=exact level "
           "obs code='industry.construction.value' match=exact level"),
        IS("Toàn tỉnh gieo trồng 900 ha lúa. Trong đó, vụ hè thu 400 ha; vụ mùa 100 ha.",
           "obs code='rice.area' level obs code='rice.summer_autumn.area' level obs code='rice.main.area' level"),
        IS("Xuất khẩu đạt 900 triệu USD, gồm may mặc 66 triệu USD; dầu FO 82 triệu USD.",
           "obs code='trade.exports' level obs code='trade.exports.garments' level obs code='trade.exports' match=narrower level"),
        IS("Năng suất lúa vụ xuân đạt 55 tạ/ha; vụ hè thu đạt 50 tạ/ha.",
           "obs code='rice.winter_spring.yield' level obs code='rice.summer_autumn.yield' match=exact level"),
        IS("Sản lượng lúa 900 tấn. Vườn cây 410 ha, trong đó khoai tây 90 ha.",
           "obs code='rice.output' level obs code=- level obs code=- level"), /* parts of what stands before, named or not */
        IS("Cả nước có 4.100 ca sốt xuất huyết, trong đó có 12 ca tử vong.", "obs code='health.dengue.cases' level obs code=- level"),
        IS("Kim ngạch xuất khẩu đạt 900 triệu USD, trong đó nhóm hàng thủy sản 49 triệu USD, dệt may 71 triệu USD.",
           "obs code='trade.exports' level obs code='trade.exports.seafood' match=exact level "
           "obs code='trade.exports.garments' match=exact level"),
        IS("Dịch làm chết 900 con lợn. Tiêu hủy lợn mắc bệnh 410 con, trọng lượng 18 tấn, trong đó lợn nái 12 con.",
           "obs level obs code='livestock.culled' level obs level obs code='livestock.culled' match=narrower level"),
        IS("Kim ngạch xuất khẩu đạt 150 tỷ USD, trong đó khu vực trong nước 40 tỷ USD; khu vực nước ngoài 110 tỷ USD.",
           "obs code='trade.exports' level obs code='trade.exports' match=narrower level "
           "obs code='trade.exports' match=narrower level"),
        IS("Chỉ số sản xuất công nghiệp tăng 4% so với cùng kỳ; trong đó khai khoáng tăng 2%; sản xuất và phân phối điện tăng 3%.",
           "obs code='industry.index' change obs code='industry.index.mining' change "
           "obs code='industry.index' match=narrower change"),
        IS("Tổng mức bán lẻ hàng hóa và doanh thu dịch vụ đạt 410 tỷ đồng, trong đó dịch vụ 12 tỷ đồng.",
           "obs code='retail.total' level obs code='retail.total' match=narrower level"), /* no row of its own */
        IS("Nông nghiệp tăng 3,2%, lâm nghiệp tăng 3,9%.", "obs code='agriculture.growth' level obs code=- level"),
        IS("Đảng bộ kết nạp 140 đảng viên, trong đó đoàn viên thanh niên 49 đồng chí.",
           "obs code='party.members.admitted' level obs code='party.members.admitted' match=narrower level"),
    };
    RUN(parts);
}

static void shares_a_label_between_places(void **state)
{
    (void)state;
    static const struct example places[] = {
        IS("Thu ngân sách tỉnh Gia Lai đạt 900 tỷ đồng, trong đó huyện Ia Grai 35 tỷ đồng, huyện Chư Sê 40 tỷ đồng.",
           "obs code='budget.revenue.local' level obs code='budget.revenue.local' level value=35000000000 "
           "obs code='budget.revenue.local' level value=40000000000"),
        IS("Thu ngân sách các huyện năm nay như sau:\n\n- Ba Tơ: 35 tỷ đồng\n\n- Mộ Đức: 40 tỷ đồng",
           "obs code='budget.revenue' level obs code='budget.revenue' level"),
        IS("Năm 2023, tỷ lệ giải ngân vốn đầu tư công cao có Long An (71,8%), Thanh Hóa (70,1%).",
           "obs code='investment.public.disbursed' level obs code='investment.public.disbursed' level"),
        IS("Năm 2023, đoàn đi qua Long An (71,8%).", "obs code=- level"),
        IS("Bão làm 36 người bị thương (Lào Cai 2, Yên Bái 9).",
           "obs level value=36 obs level value=2 obs level value=9"),
        IS("Có 158 lao động đi làm việc ở nước ngoài, trong đó Nhật Bản 71 lao động.",
           "obs code='labour.jobs.abroad' level obs code='labour.jobs.abroad' match=narrower level"), /* no unit of ours */
        IS("Diện tích sản xuất theo tiêu chuẩn VietGAP 290 ha; GlobalGAP 82 ha.",
           "obs code='crops.vietgap.area' level obs code=- level"), /* another name is no place */
    };
    RUN(places);
}

static void passes_over_what_changes_nothing(void **state)
{
    (void)state;
    static const struct example asides[] = {
        IS("Tỷ lệ che phủ rừng (kể cả cây phân tán) đạt 41%.", "obs code='forest.coverage' match=exact level"),
        IS("Tổng sản lượng lúa (chưa kể lúa nương) đạt 41 tấn.", "obs code='rice.output' match=narrower level"),
        IS("Giá trị sản xuất công nghiệp theo giá so sánh đạt 41 tỷ đồng.", "obs code='industry.value' match=exact level"),
        IS("Tổng vốn đầu tư toàn xã hội trên địa bàn huyện đạt 41 tỷ đồng.", "obs code='investment.total' match=exact level"),
        IS("Giá trị sản xuất công nghiệp huyện Ba Vì đạt 41 tỷ đồng.", "obs code='industry.value' match=exact level"),
        IS("Có 24 đơn vị cấp huyện được Thủ tướng Chính phủ quyết định công nhận đạt chuẩn nông thôn mới.",
           "obs code='rural.districts_standard' match=exact level"),
        IS("Năm nay Hội kết nạp 500 hội viên trở lên.", "obs code='association.members.new' match=exact level"),
        IS("Dư nợ cho vay đạt 512 tỷ đồng; tài sản bảo đảm 203 tỷ đồng.", "obs code='bank.loans' level obs code=- level"),
        IS("Kim ngạch nhập khẩu đạt 2 tỷ USD, đưa tổng kim ngạch xuất khẩu 7 tháng lên 4,78 tỷ USD.",
           "obs level obs code='trade.exports' match=exact level"),
        IS("Tỷ lệ lao động đã qua đào tạo của toàn tỉnh đạt 68%.", "obs code='labour.trained' match=exact level"),
        IS("Đào tạo nghề được 14.000 người (cao đẳng 1.700 người, trung cấp 11.300 người).",
           "obs code='labour.vocational' level obs code='labour.training.college' level "
           "obs code='labour.training.vocational_secondary' match=exact level"),
        IS("Kim ngạch xuất khẩu hàng hóa của cả nước đạt 41 tỷ USD.", "obs code='trade.exports' match=exact level"),
        IS("Tổng tài sản của công ty đạt 41 tỷ đồng.", "obs code='enterprise.assets' match=exact level"),
        IS("Tỷ lệ che phủ rừng toàn tỉnh hiện đạt 41%.", "obs code='forest.coverage' match=exact level"),
        IS("Sáu tháng, tổng lượng khách đến Huế đạt 41.000 lượt.", "obs code='tourism.visitors' match=exact level"),
        IS("Nhân dân hiến 4.100 m2 đất để mở rộng đường liên thôn.", "obs code='rural.land_donated' match=exact level"),
        IS("Tổng dư nợ của NHCSXH huyện đạt 41 tỷ đồng.", "obs code='bank.policy.loans' match=exact level"),
        IS("Dư nợ cho vay ký quỹ là 120 tỷ đồng.", "obs code=- match=- level"), /* a row that says: no indicator */
    };
    RUN(asides);
}

static void is_strict_where_more_is_told(void **state)
{
    (void)state;
    static const struct example strict[] = {
        IS("Xuất khẩu gạo sang Trung Quốc đạt 41 triệu USD.", "obs code='trade.exports.rice' match=narrower level"),
        IS("Xuất khẩu thủy sản tăng mạnh. Kim ngạch xuất khẩu 9 tháng đạt 6 tỷ USD.",
           "obs code='trade.exports.seafood' match=exact level"),
        IS("Chỉ số sản xuất công nghiệp tăng ở 41 địa phương.", "obs code=- level"), /* an index counts no things */
        IS("Toàn quốc xảy ra 41 vụ cháy, làm chết 7 người; có 12 vụ tai nạn giao thông, làm chết 9 người.",
           "obs code='fires.count' level obs code=- level obs code='traffic.accidents' level obs code='traffic.deaths' level"),
        IS("Tòa án thụ lý 900 vụ. Đối với án dân sự, tòa thụ lý 410 vụ.",
           "obs code='justice.cases_accepted' match=exact level obs code='justice.cases_accepted' match=narrower level"),
        IS("Tỉnh công nhận 41 sản phẩm OCOP, trong đó có 9 sản phẩm OCOP 4 sao.",
           "obs code='rural.ocop' match=exact level obs code='rural.ocop' match=narrower level"),
        IS("Khách Hàn Quốc đạt 41.000 lượt.", "obs code='tourism.visitors.international' match=narrower level"),
        IS("Doanh số cho vay của NHCSXH đạt 495 tỷ đồng; trong đó, cho vay hộ nghèo 92 tỷ đồng.",
           "obs code='bank.turnover.lending' level obs code='bank.turnover.lending' match=narrower level"),
        IS("Toàn huyện có thêm 2 trường đạt chuẩn quốc gia, nâng tổng số lên 24 trường.",
           "obs code='education.schools_standard' level obs code='education.schools_standard' level"),
        IS("Trong năm, huyện kết nạp 4 đảng viên, nâng tổng số đảng viên lên 41 đảng viên.",
           "obs code='party.members.admitted' level obs code='party.members' level"),
        IS("Sản lượng ngô đạt 65 nghìn tấn, giảm 1% do diện tích gieo trồng giảm 5% so với cùng kỳ.",
           "obs code='maize.output' level change obs code='maize.area' change"),
        IS("Sản lượng lương thực có hạt đạt 41 nghìn tấn; khai thác hải sản đạt tổng sản lượng 46 nghìn tấn.",
           "obs code='food.output' level obs code=- level"), /* the sea's, not the field's */
        IS("Huyện tặng giấy khen cho 15 cá nhân có thành tích trong công tác ủy thác vốn cho lượt hộ nghèo vay vốn.",
           "obs code='honours.certificates' match=narrower level"), /* what they did is no figure of loans */
        IS("Hiệp hội Hồ tiêu họp. Tổng kim ngạch xuất khẩu đạt 485 triệu USD, tiêu đen 417 triệu USD.",
           "obs code='trade.exports.pepper' match=exact level obs code='trade.exports.pepper' match=narrower level"),
        IS("Giá trị sản xuất nông nghiệp đạt 23 tỷ đồng, trong đó chăn nuôi đạt 9 tỷ đồng, dịch vụ đạt 2 tỷ đồng.",
           "obs code='agriculture.value.farming' level obs code='agriculture.value.livestock' level "
           "obs code='agriculture.value.farming' match=narrower level"), /* those that serve farms */
        IS("Tình hình:\n\n- Dư nợ cho vay 41 tỷ đồng, trong đó hộ sản xuất 12 tỷ đồng.\n\n- Quỹ khuyến học 3 tỷ đồng.",
           "obs code='bank.loans' level obs code='bank.loans' match=narrower level obs code=- level"),
        IS("Trong tháng, phát hiện 41 vụ vi phạm Luật Lâm nghiệp, thu nộp ngân sách 2 tỷ đồng.",
           "obs code='forest.violations' level obs code=- level"), /* no revenue of the place */
        IS("Tổng số lao động Việt Nam đi làm việc ở nước ngoài là 410 người. Trong đó, thị trường Đài Loan có 23 người, Nhật Bản có 14 lao động.",
           "obs code='labour.jobs.abroad' match=exact level obs code='labour.jobs.abroad' match=narrower level "
           "obs code='labour.jobs.abroad' match=narrower level"),
        IS("Lợi nhuận sau thuế của ngân hàng này đạt 41 tỷ đồng.", "obs code='enterprise.profit.net' match=exact level"),
        IS("Lợi nhuận sau thuế của các doanh nghiệp FDI đạt 41 tỷ đồng.", "obs code='enterprise.profit.net' match=narrower level"),
        IS("CPI tháng 5 tăng 0,3% so với tháng trước, trong đó khu vực thành thị tăng 0,2%; nhóm giáo dục tăng 2%.",
           "obs code='price.cpi' match=exact change obs code='price.cpi' match=narrower change obs code=- change"),
        IS("GRDP tăng 7%, trong đó khu vực dịch vụ tăng 8% so với cùng kỳ.", "obs change obs code=- change"),
    };
    RUN(strict);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tells_a_part_from_the_whole),
        cmocka_unit_test(needs_the_subject_of_what_says_too_little),
        cmocka_unit_test(says_whose_capital_is_registered),
        cmocka_unit_test(gives_none_where_another_thing_is_told),
        cmocka_unit_test(narrows_to_what_stands_outside_of_the_label),
        cmocka_unit_test(completes_words_that_leave_something_out),
        cmocka_unit_test(takes_the_season_in_force),
        cmocka_unit_test(takes_what_the_sentence_tells),
        cmocka_unit_test(leaves_a_company_and_customs_to_themselves),
        cmocka_unit_test(takes_what_heads_a_paragraph),
        cmocka_unit_test(names_parts_by_their_own_rows),
        cmocka_unit_test(shares_a_label_between_places),
        cmocka_unit_test(passes_over_what_changes_nothing),
        cmocka_unit_test(is_strict_where_more_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
