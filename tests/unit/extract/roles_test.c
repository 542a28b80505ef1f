/* Levels, plans, changes and shares, every wording of a ratio, and what follows from figures that stand together:
 * observation contract section 2. */
#include "tests/unit/extract/support.h"

#define REVENUE "Thu ngân sách nhà nước "

static void ties_figures_to_one_observation(void **state)
{
    (void)state;
    static const struct example together[] = {
        IS(REVENUE "trên địa bàn ước đạt 41,5 tỷ đồng, bằng 112% dự toán tỉnh giao, tăng 13% so với cùng kỳ.",
           "obs status=estimate label='Thu ngân sách nhà nước trên địa bàn' level value=41500000000 unit=VND text='41,5 tỷ đồng' "
           "plan ratio=1.12 basis='dự toán' basis_code=budget assigner=tỉnh assigner_level=province text='112%' "
           "change ratio=1.13 basis='cùng kỳ' comparison=year_on_year text='13%'"),
        IS("Sản lượng lúa đạt 12.500 tấn, vượt 4,2% kế hoạch và tăng 300 tấn so với cùng kỳ.",
           "level value=12500 unit=t plan ratio=1.042 basis='kế hoạch' basis_code=plan change delta=300 unit=t"),
        IS("Giá trị xuất khẩu đạt 37,2 triệu USD, tăng 12% so với tháng trước và giảm 5% so với cùng kỳ.",
           "level value=37200000 unit=USD change ratio=1.12 comparison=previous_period "
           "change ratio=0.95 comparison=year_on_year"),
        IS("Kết nạp 252 đảng viên, đạt 105% chỉ tiêu nghị quyết; giải quyết việc làm cho 1.200 lao động, bằng 96% kế hoạch.",
           "level value=252 counted='đảng viên' plan ratio=1.05 level value=1200 counted='lao động' plan ratio=0.96"),
        IS("Sản lượng lúa đạt 500 tấn (đạt 105% KH, tăng 3% so cùng kỳ).", "level value=500 plan ratio=1.05 change ratio=1.03"),
        IS("Sản lượng lúa đạt 500 tấn, tăng 3% so với cùng kỳ, đạt 105% kế hoạch.", "level value=500 plan ratio=1.05 change ratio=1.03"),
        IS("Tổng thu đạt 39,2 tỷ đồng; đạt 113% kế hoạch; tăng 5% so với cùng kỳ.", "level value=39200000000 plan ratio=1.13 change ratio=1.05"),
        IS("Tổng thu đạt 39,2 tỷ đồng, bằng 113% dự toán tỉnh giao, bằng 108% dự toán huyện giao.", "level plan ratio=1.13 assigner_level=province plan ratio=1.08 assigner_level=district"),
        IS("Sản lượng điện và tinh bột lần lượt đạt 1.102 triệu kWh và 61 nghìn tấn, tăng 72,1% và 3,4% so với cùng kỳ.", "level unit=kW.h change ratio=1.721 level unit=t change ratio=1.034"),
        IS("Tổng thu đạt 39,2 tỷ đồng. Con số này tăng 13% so với cùng kỳ.", "level change ratio=1.13"),
    };
    RUN(together);
}

static void takes_a_percentage_that_is_the_indicator_for_a_level(void **state)
{
    (void)state;
    static const struct example levels[] = {
        IS("Tỷ lệ hộ nghèo còn 0,85%.", "obs label='Tỷ lệ hộ nghèo' level value=0.85 unit=% dimension=percentage"),
        IS("Tốc độ tăng trưởng kinh tế đạt 15,1%.", "level value=15.1 unit=%"),
        IS("Tỷ lệ che phủ rừng đạt 72%.", "obs label='Tỷ lệ che phủ rừng' level value=72 unit=%"),
        IS("Nông nghiệp chiếm 35% cơ cấu kinh tế.", "level value=35 unit=%"),
        IS("Tỷ lệ hộ dùng nước sạch là 98,2%, tăng 1,2% so với cùng kỳ.", "level value=98.2 unit=% change ratio=1.012"),
        IS("Tỷ lệ hộ nghèo giảm còn 1,2%.", "level value=1.2 unit=%"),
        IS("Tỷ lệ hộ nghèo giảm xuống còn 1,2%.", "level value=1.2 unit=%"),
        IS("Tỷ lệ che phủ rừng tăng lên 72%.", "level value=72 unit=%"),
        IS("Tỷ lệ đô thị hóa được nâng lên 65%.", "level value=65 unit=%"),
    };
    RUN(levels);
}

static void reads_the_wordings_of_a_plan_ratio(void **state)
{
    (void)state;
    static const struct example plans[] = {
        IS("Sản lượng lúa đạt 500 tấn, đạt 113% kế hoạch.", "level plan ratio=1.13 text='113%'"),
        IS("Sản lượng lúa đạt 500 tấn, bằng 113% kế hoạch.", "level plan ratio=1.13"),
        IS("Sản lượng lúa đạt 500 tấn, vượt 70% kế hoạch.", "level plan ratio=1.7"),
        IS("Sản lượng lúa đạt 500 tấn, hụt 5% kế hoạch.", "level plan ratio=0.95"),
        IS("Sản lượng lúa đạt 500 tấn, gấp 2,14 lần kế hoạch.", "level plan ratio=2.14 text='2,14 lần'"),
        IS("Sản lượng lúa đạt 500 tấn, tăng 13% so với kế hoạch.", "level plan ratio=1.13"),
        IS("Sản lượng lúa đạt 500 tấn, bằng 98% so với kế hoạch.", "level plan ratio=0.98"),
        IS("Sản lượng lúa đạt 500 tấn, đạt 104% chỉ tiêu HĐND huyện giao.",
           "level plan ratio=1.04 basis_code=target assigner_level=district"),
        IS("Sản lượng lúa đạt 500 tấn, bằng 102% mục tiêu.", "level plan ratio=1.02 basis_code=target"),
        IS("Sản lượng lúa đạt 500 tấn, bằng 102% nghị quyết.", "level plan ratio=1.02 basis_code=resolution"),
        IS("Tổng thu đạt 500 tỷ đồng, bằng 102% dự toán Trung ương giao.",
           "level plan ratio=1.02 basis_code=budget assigner='Trung ương' assigner_level=central"),
        IS("Sản lượng lúa đạt 500 tấn, hoàn thành 100% kế hoạch.", "level plan ratio=1"),
        IS("Sản lượng lúa đạt 500 tấn, đạt và vượt kế hoạch.", "level value=500"),
        IS("Sản lượng lúa đạt 500 tấn, vượt 5-7% kế hoạch.", "level plan ratio=1.06 low=1.05 high=1.07 text='5-7%'"),
        IS("Sản lượng lúa đạt 500 tấn, vượt hơn 5% kế hoạch.", "level qualifier=- plan ratio=1.05 qualifier=over"),
        IS("Sản lượng lúa đạt 500 tấn, so với kế hoạch vượt 5%.", "level plan ratio=1.05"),
        IS("Sản lượng lúa đạt 500 tấn, đạt 105%/KH.", "level plan ratio=1.05"),
        IS("Sản lượng lúa đạt 500 tấn, bằng 45% so với kế hoạch năm.", "level plan ratio=0.45"),
        IS("Sản lượng lúa đạt 500 tấn, vượt kế hoạch 5%.", "level plan ratio=1.05"),
        IS("Kết nạp 35 đảng viên, đạt 116,7% chỉ tiêu Nghị quyết Đại hội đề ra.", "level plan ratio=1.167"),
    };
    RUN(plans);
}

static void reads_the_wordings_of_a_change(void **state)
{
    (void)state;
    static const struct example changes[] = {
        IS("Sản lượng lúa đạt 500 tấn, gấp 2,14 lần cùng kỳ.", "level change ratio=2.14 text='2,14 lần'"),
        IS("Sản lượng lúa đạt 500 tấn, gấp 2.14 lần cùng kỳ.", "level change ratio=2.14"),
        IS("Sản lượng lúa đạt 500 tấn, gấp đôi cùng kỳ.", "level change ratio=2 text='gấp đôi'"),
        IS("Sản lượng lúa đạt 500 tấn, gấp rưỡi cùng kỳ.", "level change ratio=1.5 text='gấp rưỡi'"),
        IS("Sản lượng lúa đạt 500 tấn, tăng 13% so với cùng kỳ.", "level change ratio=1.13 delta=-"),
        IS("Sản lượng lúa đạt 500 tấn, giảm 5% so với cùng kỳ.", "level change ratio=0.95"),
        IS("Sản lượng lúa đạt 500 tấn, tăng 2,5 lần so với cùng kỳ.", "level change ratio=2.5"),
        IS("Sản lượng lúa đạt 500 tấn, bằng 105% so với cùng kỳ.", "level change ratio=1.05 comparison=year_on_year"),
        IS("Sản lượng lúa đạt 500 tấn, bằng 105% cùng kỳ năm trước.", "level change ratio=1.05 comparison=year_on_year"),
        IS("Toàn huyện có 252 đảng viên, tăng 35 người so với năm trước.", "level value=252 change delta=35 unit=1 ratio=-"),
        IS("Diện tích cày đạt 862 ha, nhanh hơn cùng kỳ 12 ha.", "level value=862 change delta=12 unit=har"),
        IS("Toàn huyện có 252 hộ nghèo, giảm 35 hộ so với năm 2019.", "level value=252 change delta=-35 unit=1"),
        IS("Sản lượng lúa đạt 500 tấn, tăng 20 tấn (4,2%) so với cùng kỳ.", "level change delta=20 unit=t change ratio=1.042"),
        IS("Sản lượng lúa đạt 500 tấn, tăng 13% so với đầu nhiệm kỳ.", "level change ratio=1.13 comparison=term"),
        IS("Sản lượng lúa đạt 500 tấn, tăng 13% so với quý trước.", "level change ratio=1.13 comparison=previous_period"),
        IS("Tổng dư nợ đạt 500 tỷ đồng, tăng 13% so với đầu năm.", "level change ratio=1.13 comparison=period_start"),
        IS("Sản lượng lúa đạt 500 tấn, tăng hơn 19% so với cùng kỳ.", "level qualifier=- change ratio=1.19 qualifier=over"),
        IS("Sản lượng lúa đạt 500 tấn, tăng 5-7% so với cùng kỳ.", "level change ratio=1.06 low=1.05 high=1.07"),
        IS("Sản lượng lúa đạt 500 tấn, giảm 5-7% so với cùng kỳ.", "level change ratio=0.94 low=0.93 high=0.95"),
        /* no reference, but a level beside it */
        IS("Sản lượng lúa đạt 500 tấn, tăng 7,5%.", "level value=500 change ratio=1.075"),
        IS("Sản lượng lúa đạt 500 tấn, so với cùng kỳ tăng 13%.", "level change ratio=1.13 comparison=year_on_year"),
        IS("Sản lượng lúa đạt 500 tấn, tăng 1,13 lần so với cùng kỳ.", "level change ratio=1.13"),
        IS("Sản lượng lúa năm 2020 đạt 500 tấn, gấp 1,25 lần năm 2015.", "level value=500 change ratio=1.25 value=400 derived=true period=2015-01-01/2015-12-31"),
        IS("Sản lượng lúa đạt 500 tấn (tăng 5,5% so với năm 2019).", "level change ratio=1.055"),
        IS("Toàn huyện có 252 hộ nghèo, giảm 48 hộ (giảm 16%) so với cùng kỳ.", "level value=252 change delta=-48 value=300 derived=true change ratio=0.84"),
        IS("Sản lượng lúa đạt 500 tấn, tăng gần 20% so với cùng kỳ.", "level change ratio=1.2 qualifier=nearly"),
        IS("Sản lượng lúa đạt 500 tấn, gấp hơn 2 lần cùng kỳ.", "level change ratio=2 qualifier=over"),
        IS("Sản lượng lúa đạt 500 tấn, gấp 3 lần so với cùng kỳ năm trước.", "level change ratio=3"),
        IS("Xảy ra 12 vụ tai nạn, làm chết 5 người; so với cùng kỳ giảm 3 vụ, giảm 2 người chết.", "level value=12 change delta=-3 level value=5 change delta=-2"),
    };
    RUN(changes);
}

static void tells_percentage_points_from_percent(void **state)
{
    (void)state;
    static const struct example points[] = {
        IS("Tỷ lệ hộ nghèo còn 1,2%, giảm 0,5 điểm phần trăm so với cùng kỳ.",
           "level value=1.2 unit=% change delta=-0.5 unit=[pp] ratio=- text='0,5 điểm phần trăm'"),
        IS("Tỷ lệ hộ nghèo còn 1,2%, giảm 0,5 điểm % so với cùng kỳ.", "level value=1.2 change delta=-0.5 unit=[pp]"),
        IS("Tỷ lệ che phủ rừng đạt 72%, tăng 1,5 điểm phần trăm so với đầu nhiệm kỳ.", "level value=72 change delta=1.5 unit=[pp]"),
        IS("Tỷ lệ hộ nghèo còn 1,2%, giảm 0,5% so với cùng kỳ.", "level value=1.2 change ratio=0.995 delta=-"),
    };
    RUN(points);
}

static void tells_113_from_13_from_70(void **state)
{
    (void)state;
    static const struct example same_figure[] = {
        IS("Tổng thu đạt 113% dự toán.", "obs plan ratio=1.13"),
        IS("Tổng thu tăng 13% so với dự toán.", "obs plan ratio=1.13"),
        IS("Tổng thu vượt 13% dự toán.", "obs plan ratio=1.13"),
        IS("Tổng thu bằng 70% dự toán.", "obs plan ratio=0.7"),
        IS("Tổng thu vượt 70% dự toán.", "obs plan ratio=1.7"),
        IS("Tổng thu giảm 13% so với cùng kỳ.", "obs change ratio=0.87"),
    };
    RUN(same_figure);
}

static void reads_shares_only_beside_a_level(void **state)
{
    (void)state;
    static const struct example shares[] = {
        IS("Có 10/16 chi bộ hoàn thành tốt nhiệm vụ, chiếm 62,5%.",
           "level part=10 whole=16 counted='chi bộ' share ratio=0.625 consistent=true text='62,5%'"),
        IS("Toàn xã có 210 hộ nghèo, chiếm 3,2% số hộ.", "level value=210 share ratio=0.032 consistent=-"),
        IS("Khu vực dịch vụ chiếm 35%.", "level value=35 unit=%"),
        IS("Có 10/16 chi bộ hoàn thành tốt nhiệm vụ, chiếm 72,5%.", "level part=10 whole=16 share ratio=0.725 consistent=false"),
        IS("Có 18/21 chỉ tiêu hoàn thành, đạt 85,7%.", "level part=18 whole=21 share ratio=0.857 consistent=true"),
        IS("Có 24/30 hộ đạt 8 tiêu chí, bằng 80%. Có 11 tổ chức đảng hoàn thành tốt nhiệm vụ, đạt 18,6%. Huyện kết nạp 40 đảng viên, đạt 80%.",
           "obs level share ratio=0.8 obs level obs level share ratio=0.186 obs level plan ratio=0.8"),
        IS("Có 18/21 chỉ tiêu hoàn thành (85,7%).", "level part=18 whole=21 share ratio=0.857 consistent=true"),
        IS("Có 210 hộ nghèo (chiếm 3,2%).", "level value=210 share ratio=0.032"),
        IS("Có 252 đảng viên dự, đạt tỷ lệ 96,9%.", "level value=252 share ratio=0.969"),
    };
    RUN(shares);
}

static void takes_bare_growth_for_a_level_of_growth(void **state)
{
    (void)state;
    static const struct example growth[] = {
        IS("Kinh tế huyện tăng 7,5%.", "level value=7.5 unit=%"),
        IS("Giá trị sản xuất công nghiệp tăng 12,3%.", "level value=12.3 unit=%"),
    };
    RUN(growth);
}

static void goes_on_comparing_bare_growth(void **state)
{
    (void)state;
#define INDUSTRY "Chỉ số sản xuất công nghiệp 8 tháng tăng 9% so với cùng kỳ"
    static const struct example growth[] = {
        IS(INDUSTRY ", trong đó khai khoáng giảm 4%; chế biến tăng 11%.",
           "obs change ratio=1.09 obs label='khai khoáng' change ratio=0.96 basis='cùng kỳ' obs label='chế biến' change "
           "ratio=1.11 basis='cùng kỳ'"),
        IS("Tin\n\nTrong tháng xảy ra 5 vụ tai nạn, làm 1 người chết. So với tháng trước, giảm 2 vụ, 3 người chết.",
           "obs level value=5 change delta=-2 obs level value=1 change delta=-3"),
        IS("Giá cả\n\nCó 9 nhóm tăng giá so với tháng trước, gồm:\n\n- Nhóm giao thông tăng 0,49% do giá xăng tăng 1,32%.\n\n- Nhóm giáo dục tăng 0,06%.",
           "obs level value=9 obs change ratio=1.0049 comparison=previous_period obs change ratio=1.0132 "
           "obs change ratio=1.0006 comparison=previous_period"),
        IS("Tin\n\nNăm 2019, IIP tăng 9,3% so với cùng kỳ năm trước (cùng kỳ năm 2018 tăng 10,1%). Trong đó, khai khoáng tăng 0,9%.",
           "obs change ratio=1.093 obs level value=10.1 obs change ratio=1.009 comparison=year_on_year"),
        IS(INDUSTRY ". Trong đó, khai khoáng giảm 4%. Chế biến tăng 11%.",
           "obs change obs change ratio=0.96 basis='cùng kỳ' obs change ratio=1.11 basis='cùng kỳ'"),
        IS("Vận tải đạt 52 triệu lượt khách, tăng 5% so với cùng kỳ. Trong đó, hàng không tăng 41%, đường sắt tăng 38%.",
           "level change obs change ratio=1.41 basis='cùng kỳ' obs change ratio=1.38"),
        /* two comparisons: a change, but nobody says against which */
        IS("CPI tháng 5 giảm 0,2% so với tháng trước, tăng 3% so với cùng kỳ. Nhóm giáo dục tăng 2,4%.",
           "obs change change obs label='Nhóm giáo dục' change ratio=1.024 comparison=previous_period"),
        /* compared in words alone */
        IS("Nhiều nơi có sản lượng tăng cao so với tháng trước. An Hải tăng 26%; Tân Lộc tăng 8%.",
           "obs change ratio=1.26 basis='tháng trước' obs change ratio=1.08 basis='tháng trước'"),
        IS("CPI giảm 0,2% so với cùng kỳ. Có 9 nhóm tăng giá so với tháng trước. Nhóm giáo dục tăng 2,4%.",
           "obs change obs level value=9 obs change ratio=1.024 basis='tháng trước'"),
        /* another time: only the same time of the year before holds for it */
        IS(INDUSTRY "; lũy kế 9 tháng tăng 6%.", "obs change obs change ratio=1.06 basis='cùng kỳ'"),
        IS("CPI tháng 5 giảm 0,2% so với tháng trước; bình quân 5 tháng tăng 2%.", "obs change level value=2 unit=%"),
        /* what says its own comparison, is aimed at or limits one item holds for nothing else */
        IS(INDUSTRY "; phấn đấu cả năm chế biến tăng 12%.", "obs change level value=12 unit=%"),
        IS("Thu ngân sách đạt 90 tỷ đồng, nhưng thu phí giảm 6% so với năm 2019; công nghiệp tăng 12%.",
           "level obs change level value=12 unit=%"),
        IS(INDUSTRY ".\n\nGiá trị xây dựng tăng 8%.", "obs change level value=8 unit=%"),
    };
#undef INDUSTRY
    RUN(growth);
}

/* … into the next paragraph, and from the end of its list. */
static void goes_on_comparing_further(void **state)
{
    (void)state;
    static const struct example further[] = {
        IS("Tin địa phương.\n\nNăm 2022, IIP tăng 13% so với cùng kỳ.\n\nKhai khoáng tăng 5%; dệt giảm 2%.",
           "obs change ratio=1.13 obs change ratio=1.05 comparison=year_on_year obs change ratio=0.98 comparison=year_on_year"),
        IS("Tin địa phương.\n\nNăm 2022, IIP tăng 13% so với cùng kỳ.\n\nNông nghiệp: chăn nuôi tăng 5%.", "obs change obs level value=5"),
        IS("Tin địa phương.\n\nTháng 5/2022, CPI tăng 0,3% so với tháng trước và tăng 4% so với cùng kỳ.\n\nVàng tăng 5%.",
           "obs change change obs change ratio=1.05 comparison=-"),
        IS("Tin địa phương.\n\nTháng 5/2022, CPI tăng 0,3% so với tháng trước và tăng 4% so với cùng kỳ.\n\nNhóm giao thông tăng 5%.",
           "obs change change obs change ratio=1.05 comparison=previous_period"),
        IS("Tin địa phương.\n\nSản lượng thép tăng 12%, xi măng tăng 4% và gạch tăng 3,2% so với cùng kỳ năm 2019.",
           "obs change ratio=1.12 comparison=year_on_year obs change ratio=1.04 comparison=year_on_year obs change ratio=1.032"),
        IS("Tin địa phương.\n\nIIP của Bắc Ninh (tăng 19,6%); Hà Nam (tăng 12%); Hải Dương giảm 3% so với cùng kỳ.",
           "obs change ratio=1.196 obs label='Hà Nam' change ratio=1.12 obs change ratio=0.97"),
        IS("Tin địa phương.\n\nMặt hàng tăng là nhựa (gần 62%), giày (12%); giảm là cao su (gần 40%) so với cùng kỳ.",
           "obs change ratio=1.62 obs change ratio=1.12 obs change ratio=0.6"),
        IS("Tin địa phương.\n\nThu tăng 5% so với cùng kỳ.\n\nChi phí thấp hơn 15% lương cơ sở.", "obs change obs level value=15"),
        IS("Tỉnh phấn đấu tỷ lệ khám phá án đạt trên 80%; kéo giảm từ 5-10% số vụ tai nạn giao thông.",
           "obs level value=80 obs label='số vụ tai nạn giao thông' change ratio=0.925"),
        IS("Chỉ số công nghiệp 9 tháng năm 2016 tăng trên 7,6%\n\nNăm 2016, IIP 9 tháng tăng 7,62% so với cùng kỳ.",
           "obs change ratio=1.076 comparison=year_on_year obs change ratio=1.0762"),
        IS("GDP 6 tháng tăng 4,94%\n\nNăm 2013, GDP 6 tháng tăng 4,94% so với cùng kỳ.", "obs level value=4.94 obs change"),
        IS("Tin địa phương.\n\nThu tăng 5% so với cùng kỳ. Do giá vốn tăng nhanh hơn (12,1%) nên lãi chỉ còn 96 tỷ đồng.",
           "obs change obs label='giá vốn' change ratio=1.121 obs level"),
        IS("Xảy ra 12 vụ, làm chết 17 người, giảm 5 vụ và 4 người chết so với cùng kỳ.",
           "level value=12 change delta=-5 level value=17 change delta=-4"),
    };
    RUN(further);
}

/* What tells which are counted, what is lacking, and the plans of parts. */
static void tells_thresholds_from_plans(void **state)
{
    (void)state;
    static const struct example thresholds[] = {
        IS("Toàn tỉnh có 14 chủ đầu tư giải ngân đạt trên 30% kế hoạch.",
           "obs label='chủ đầu tư giải ngân đạt trên 30% kế hoạch' level value=14 obs plan ratio=0.3"),
        IS("Xã trồng 5.000 cây đạt trên 100% kế hoạch.", "obs level value=5000 plan ratio=1"),
        IS("Phường còn thiếu 6 công chức so với biên chế được giao.", "obs level value=6"),
        IS("Dự toán thu ngân sách là 520 tỷ đồng, dự toán chi 598 tỷ đồng.",
           "obs status=target level value=520000000000 obs status=target level value=598000000000"),
        IS("Vốn chương trình mục tiêu quốc gia giải ngân được 312 tỷ đồng, đạt 41,7% kế hoạch, trong đó chương trình nông thôn mới "
           "đạt 48,2%, giảm nghèo bền vững đạt 44,6%.",
           "obs label='Vốn chương trình mục tiêu quốc gia giải ngân' level plan ratio=0.417 obs plan ratio=0.482 "
           "obs label='giảm nghèo bền vững' plan ratio=0.446"),
        IS("Tỷ lệ hộ nghèo từ 31,48% năm 2010 giảm xuống còn 12,05% vào cuối năm 2014.", "level value=31.48 level value=12.05"),
        IS("Tỷ lệ hộ nghèo còn 2,24%, giảm 0,76% so với năm 2018, tương ứng còn 6.120 hộ nghèo.",
           "obs level value=2.24 change ratio=0.9924 obs level value=6120"),
        IS("Một số khoản không đạt như thu thuế môi trường (đạt 91,5% dự toán), thu tiền thuê đất (đạt 86,2% dự toán).",
           "obs label='thu thuế môi trường' plan ratio=0.915 obs label='thu tiền thuê đất' plan ratio=0.862"),
        IS("Thu ngân sách bình quân đạt 132 tỷ đồng, tăng bình quân hằng năm 11,4%.", "obs level value=132000000000 change ratio=1.114"),
        IS("Tỷ lệ hộ nghèo giảm bình quân hằng năm từ 0,3 - 0,5%.", "obs level value=0.4"),
        IS("Hội xây dựng 73 mái ấm tình thương với 3,2 tỷ đồng, tăng 21 căn so với nhiệm kỳ trước.",
           "obs level value=73 change delta=21 obs level value=3200000000"),
        IS("Năm 2018, tỷ lệ giải ngân của tỉnh đạt 60% kế hoạch; dẫn đầu là huyện Lương Sơn đạt 78,3% kế hoạch.",
           "obs label='tỷ lệ giải ngân' plan ratio=0.6 obs label='tỷ lệ giải ngân' place='huyện Lương Sơn' plan ratio=0.783"),
        IS("Tỉnh phấn đấu kéo giảm từ 5-10% số vụ tai nạn trong năm 2020.",
           "obs change ratio=0.925 comparison=year_on_year period=2019-01-01/2019-12-31"),
        IS("Tỷ lệ trẻ tiêm chủng đầy đủ 8 loại vắc xin đạt 78,6%, phấn đấu đạt trên 95%.",
           "obs level value=8 obs level value=78.6 obs status=target level value=95"),
        IS("Tỷ lệ nợ xấu đạt 1,6%, so với mức 1,9% hồi đầu năm.", "obs level obs label='Tỷ lệ nợ xấu' level value=1.9"),
        IS("Huyện thực hiện thắng lợi mục tiêu cả năm: tốc độ tăng giá trị sản xuất đạt 14,2%; thu nhập bình quân 62 triệu đồng.",
           "obs status=target level obs status=target level"),
        IS("HĐND thông qua dự toán năm 2019 với tổng thu ngân sách là 785 tỷ đồng, trong đó thu tiền sử dụng đất 120 tỷ đồng; tổng chi 860 tỷ đồng.",
           "obs status=target level obs status=target level obs status=target level"),
        IS("Theo báo cáo của Sở, tổng kế hoạch vốn năm 2023 là 35 tỷ đồng, trong đó vốn ODA 5 tỷ đồng. Tỉnh đã giải ngân 20 tỷ đồng.",
           "obs status=target level value=35000000000 obs status=target level value=5000000000 obs status=actual level"),
    };
    RUN(thresholds);
}

static void keeps_a_proportion_without_a_level(void **state)
{
    (void)state;
    static const struct example proportions[] = {
        IS("Giải ngân đạt 100% kế hoạch vốn.", "obs plan ratio=1 basis_code=plan"),
        IS("Công tác giảm nghèo đạt 134% kế hoạch thành phố giao.", "obs label='Công tác giảm nghèo' plan ratio=1.34"),
        IS("Số vụ tai nạn giao thông giảm 12% so với cùng kỳ.", "obs label='Số vụ tai nạn giao thông' change ratio=0.88"),
        IS("Số vụ cháy giảm 12 vụ so với cùng kỳ.", "obs change delta=-12 unit=1"),
        IS("Giải ngân đạt 100% kế hoạch vốn, tăng 5% so với cùng kỳ.", "obs plan ratio=1 change ratio=1.05"),
        IS("Có 12 dự án, giải ngân đạt 80% kế hoạch vốn.", "level value=12 obs plan ratio=0.8"),
    };
    RUN(proportions);
}

static void derives_the_plan_that_a_ratio_implies(void **state)
{
    (void)state;
    static const struct example derived[] = {
        IS(REVENUE "ước đạt 39,2 tỷ đồng, bằng 113% dự toán tỉnh giao, tăng 13% so với cùng kỳ.",
           "level value=39200000000 plan ratio=1.13 value=34690265486.7 unit=VND derived=true value_low=34493392070.5 "
           "value_high=34888888888.9 value_span=- consistent=- change ratio=1.13 value=34690265486.7 derived=true"),
        IS("Sản lượng lúa đạt 500 tấn, bằng 125% kế hoạch.", "level plan ratio=1.25 value=400 unit=t derived=true"),
        IS("Sản lượng lúa đạt 500 tấn, giảm 20% so với cùng kỳ.", "level change ratio=0.8 value=625 derived=true"),
        IS("Giải ngân đạt 80% kế hoạch vốn.", "obs plan ratio=0.8 value=- derived=false"),
    };
    RUN(derived);
}

static void reads_plans_that_the_text_states(void **state)
{
    (void)state;
    static const struct example stated[] = {
        IS("Trồng rừng: kế hoạch 500 ha, thực hiện 520 ha.",
           "level value=520 unit=har text='520 ha' plan ratio=1.04 value=500 unit=har derived=false text='500 ha'"),
        IS("Diện tích trồng rừng đạt 520/500 ha.",
           "level value=520 unit=har text='520' part=- whole=- plan ratio=1.04 value=500 unit=har derived=false text='500 ha'"),
        IS("Diện tích trồng rừng đạt 520 ha/KH 500 ha.",
           "level value=520 unit=har text='520 ha' plan ratio=1.04 value=500 unit=har derived=false text='500 ha'"),
        IS("Tỷ lệ lao động qua đào tạo đạt 42,1%/KH 41,5%.",
           "level value=42.1 unit=% plan value=41.5 unit=% derived=false text='41,5%' ratio=1.01445783133"),
        IS("Diện tích trồng rừng đạt 520 ha (kế hoạch 500 ha).", "level value=520 plan ratio=1.04 value=500 derived=false"),
        IS("Giải ngân đạt 66,7% chỉ tiêu Bộ giao (67.000 tỷ đồng).",
           "obs plan ratio=0.667 value=67000000000000 unit=VND derived=false text='66,7%'"),
        IS("Tổng thu đạt 44.700 tỷ đồng, bằng 66,7% dự toán giao (67.000 tỷ đồng).",
           "level value=44700000000000 plan ratio=0.667 value=67000000000000 derived=false text='66,7%' consistent=true"),
        IS("Tổng thu đạt 50.000 tỷ đồng, bằng 66,7% dự toán giao (67.000 tỷ đồng).",
           "level value=50000000000000 plan ratio=0.667 value=67000000000000 derived=false consistent=false"),
        IS("Có 18/21 chỉ tiêu đạt kế hoạch.", "level part=18 whole=21"),
        IS("Diện tích trồng rừng đạt 520 ha/500 ha kế hoạch.", "level value=520 plan ratio=1.04 value=500 derived=false"),
        IS("Kết nạp 35/30 đảng viên theo kế hoạch.", "level value=35 plan ratio=1.16666666667 value=30 derived=false"),
        IS("Tổng thu đạt 520/500 tỷ đồng, đạt 104% kế hoạch.", "level value=520000000000 plan ratio=1.04 value=500000000000 derived=false consistent=true"),
        IS("Dự toán 500 tỷ đồng, thực hiện 520 tỷ đồng.", "level value=520000000000 plan ratio=1.04 value=500000000000 derived=false basis_code=budget"),
        IS("Chỉ tiêu giao 30 đảng viên, kết quả kết nạp được 35 đảng viên.", "level value=35 plan value=30 derived=false basis_code=target"),
    };
    RUN(stated);
}

static void takes_a_lone_plan_for_a_target(void **state)
{
    (void)state;
    static const struct example targets[] = {
        IS("Kế hoạch trồng rừng năm 2022 là 500 ha.", "obs status=target level value=500 unit=har"),
        IS("Dự toán thu ngân sách năm 2022 là 39,2 tỷ đồng.", "obs status=target level value=39200000000 unit=VND"),
    };
    RUN(targets);
}

static void gives_a_plan_its_own_period(void **state)
{
    (void)state;
    static const struct example periods[] = {
        IS("5 tháng đầu năm 2021, thu ngân sách đạt 39,2 tỷ đồng, bằng 45% kế hoạch năm.",
           "obs period=2021-01-01/2021-05-31 level value=39200000000 plan ratio=0.45 period=2021-01-01/2021-12-31"),
        IS("5 tháng đầu năm 2021, thu ngân sách đạt 39,2 tỷ đồng, bằng 45% kế hoạch.",
           "obs period=2021-01-01/2021-05-31 level plan ratio=0.45 period=-"),
        IS("Năm 2020, huyện kết nạp 252 đảng viên, đạt 25% chỉ tiêu nhiệm kỳ 2020-2025.",
           "obs period=2020-01-01/2020-12-31 level plan ratio=0.25 period=2020-01-01/2025-12-31"),
    };
    RUN(periods);
}

static void gives_a_change_the_earlier_period(void **state)
{
    (void)state;
    static const struct example periods[] = {
        IS("Năm 2020, thu ngân sách đạt 39,2 tỷ đồng, tăng 13% so với cùng kỳ.",
           "obs period=2020-01-01/2020-12-31 level change period=2019-01-01/2019-12-31 source=clause"),
        IS("6 tháng đầu năm 2020, thu ngân sách đạt 39,2 tỷ đồng, tăng 13% so với cùng kỳ năm 2019.",
           "obs period=2020-01-01/2020-06-30 level change period=2019-01-01/2019-06-30"),
        IS("Tháng 2 năm 2021, thu ngân sách đạt 39,2 tỷ đồng, tăng 13% so với cùng kỳ.",
           "obs period=2021-02-01/2021-02-28 level change period=2020-02-01/2020-02-29"),
        IS("Năm 2020, thu ngân sách đạt 39,2 tỷ đồng, tăng 13% so với năm 2018.",
           "obs period=2020-01-01/2020-12-31 level change period=2018-01-01/2018-12-31"),
        IS("Tháng 1/2021, thu ngân sách đạt 39,2 tỷ đồng, tăng 13% so với tháng trước.",
           "obs level change period=2020-12-01/2020-12-31"),
        IS("Quý II/2021, thu ngân sách đạt 39,2 tỷ đồng, tăng 13% so với quý trước.",
           "obs level change period=2021-01-01/2021-03-31"),
        IS("9 tháng năm 2021, thu ngân sách đạt 39,2 tỷ đồng, tăng 13% so với tháng trước.", "obs level change period=-"),
        IS("Quý III/2017, lợi nhuận đạt 3.217 tỷ đồng, tăng 5,66% so với quý III năm trước.",
           "obs level change period=2016-07-01/2016-09-30"),
        IS("Năm 2020, so với cùng kỳ năm trước, doanh thu tăng gần gấp đôi.", "obs change ratio=2 comparison=year_on_year"),
        IS("Năm 2021, thu ngân sách đạt 39,2 tỷ đồng, gấp rưỡi năm 2019.",
           "obs level change ratio=1.5 period=2019-01-01/2019-12-31"),
        IS("Năm 2022, tỉnh thu 12 tỷ đồng, giảm 7,2% so với ước thực hiện năm 2021.",
           "obs level change ratio=0.928 period=2021-01-01/2021-12-31"),
        IS("Tòa án thụ lý 1.240 vụ, giảm 62 vụ = 4,8% so với năm 2019.",
           "level value=1240 change delta=-62 basis='năm 2019' change ratio=0.952 basis='năm 2019'"),
        IS("Sàn có 120 mã tăng vượt 2%.", "level value=120 change ratio=1.02"),
        IS("Năm 2021, thu ngân sách tăng 38% (tương đương 1.435 tỷ đồng) so với cùng kỳ năm 2020.",
           "obs change ratio=1.38 period=2020-01-01/2020-12-31 change delta=1435000000000 period=2020-01-01/2020-12-31"),
        IS("Năm 2021, xảy ra 40 vụ, làm chết 9 người; so với cùng kỳ giảm 23 vụ (17%), giảm 14 người chết.",
           "obs level change period=2020-01-01/2020-12-31 change period=2020-01-01/2020-12-31 "
           "obs level change period=2020-01-01/2020-12-31"),
        IS("Từ ngày 15/12/2020 đến ngày 14/6/2021, xảy ra 40 vụ, giảm 2 vụ so với cùng kỳ năm 2020.",
           "obs level change period=2019-12-15/2020-06-14"),
        IS("CPI tháng 9/2023 tăng 1,08% so với tháng trước; so với tháng 12/2022 tăng 3,12% và so với cùng kỳ năm trước tăng 3,66%.",
           "obs change ratio=1.0108 period=2023-08-01/2023-08-31 change ratio=1.0312 period=2022-12-01/2022-12-31 "
           "change ratio=1.0366 period=2022-09-01/2022-09-30"),
    };
    RUN(periods);
}

static void hangs_each_change_where_it_belongs(void **state)
{
    (void)state;
    static const struct example changes[] = {
        IS("Toàn tỉnh xảy ra 340 vụ, làm chết 92 người; so với cùng kỳ giảm 80 vụ (-19,05%), giảm 9 người chết (-8,91%).",
           "level value=340 change delta=-80 change ratio=0.8095 level value=92 change delta=-9 change ratio=0.9109"),
        IS("Tội phạm giảm sâu (giảm 22,55%) so với cùng kỳ năm 2024.", "obs change ratio=0.7745 comparison=year_on_year"),
        IS("Chỉ số tiêu thụ so với tháng trước và cùng kỳ tăng lần lượt 5,4% và 17,2%.",
           "obs change ratio=1.054 comparison=previous_period change ratio=1.172 comparison=year_on_year"),
        IS("Chỉ số tiêu thụ tăng 5,4% và 17,2% so với tháng trước và cùng kỳ năm trước.",
           "obs change ratio=1.054 comparison=previous_period change ratio=1.172 comparison=year_on_year"),
        IS("Một số mặt hàng tăng so với cùng kỳ năm trước như ti vi tăng 36,6%; thép tăng 25,2%.",
           "obs change ratio=1.366 comparison=year_on_year obs change ratio=1.252 comparison=year_on_year"),
        IS("Xuất khẩu lao động 65 người, đạt 118% kế hoạch. Toàn huyện giảm được 210 hộ nghèo.",
           "level value=65 plan ratio=1.18 obs change delta=-210"),
        IS("Năm 2019, huyện đề ra 13 chỉ tiêu trên các lĩnh vực, trong đó giảm 6% tỷ lệ hộ nghèo.",
           "level value=13 level value=6 unit=%"),
        IS("Năm 2019, huyện đề ra 13 chỉ tiêu, trong đó hoàn thành thêm một số tiêu chí nông thôn mới; giảm 6%.",
           "level value=13 level value=6 unit=%"),
        IS("Tháng 5, gạo tăng 47% về lượng, tăng hơn 55% về giá trị so với tháng 4.",
           "obs change ratio=1.47 basis='tháng 4' change ratio=1.55 basis='tháng 4'"),
        IS("Thủy sản và rau quả tăng lần lượt là 12% và 18% so với cùng kỳ.", "obs change ratio=1.12 obs change ratio=1.18"),
        IS("Giá trị sản xuất tăng bình quân hơn 5,5%/năm.", "level value=5.5 unit=%/a qualifier=over"),
        IS("Tỷ lệ hộ nghèo giảm từ 36,06 xuống 31,44%.", "level value=36.06 unit=% level value=31.44 unit=%"),
        IS("Giá trị sản xuất theo giá so sánh tăng 4,0%.", "level value=4 unit=%"),
        IS("Tháng 7/2021, chỉ số sản xuất tăng 5% so với tháng 6.", "obs change ratio=1.05 comparison=previous_period"),
        IS("Tốc độ tăng trưởng đạt 7,5% so với cùng kỳ.", "level value=7.5 unit=%"),
        IS("Tổng dư nợ là 2.758 tỷ đồng/98.081 hộ vay/2.592 tổ, tăng 132 tỷ đồng (+5,04%) so với đầu năm, đạt 99% kế hoạch.",
           "level value=2758000000000 plan ratio=0.99 change delta=132000000000 change ratio=1.0504 "
           "level value=98081 level value=2592"),
        IS("Tổng dư nợ đạt 3.569 tỷ đồng, với 85.579 khách hàng, tăng 478 tỷ đồng so với năm 2018.",
           "level value=3569000000000 change delta=478000000000 level value=85579"),
    };
    RUN(changes);
}

static void takes_a_level_behind_its_plan_ratio(void **state)
{
    (void)state;
    static const struct example levels[] = {
        IS("Giải ngân đạt 46,7% kế hoạch, tương đương gần 253.000 tỷ đồng.",
           "obs label='Giải ngân' level value=253000000000000 plan ratio=0.467"),
        IS("Giải ngân đạt 46,7% kế hoạch (tương đương 253.000 tỷ đồng), tăng 5% so với cùng kỳ.",
           "level value=253000000000000 plan ratio=0.467 change ratio=1.05"),
        IS("Tốc độ tăng trưởng đạt 5,71% (kế hoạch năm 2023 là 7,5%).",
           "level value=5.71 plan period=2023-01-01/2023-12-31 value=7.5 derived=false"),
        IS("Tốc độ tăng trưởng đạt 16,76% vượt KH là 16,5%.", "level value=16.76 plan value=16.5"),
        IS("Tỷ lệ an toàn vốn đạt 12,2%, cao hơn mức tối thiểu 8%.", "level value=12.2 obs level value=8 qualifier=at_least"),
        IS("Tỷ lệ nợ xấu tăng từ 2,05% hồi đầu năm lên 2,23%.", "obs label='Tỷ lệ nợ xấu' level value=2.05 obs label='Tỷ lệ nợ xấu' level value=2.23"),
        IS("Tốc độ tăng trưởng bình quân là 14,94%, chỉ tiêu đại hội là 13-15%.", "level value=14.94 plan value=14 low=0.996 high=1.14923076923"),
        IS("Thực hiện 520 ha, kế hoạch 500 ha; trồng mới 30 ha.", "level value=520 plan value=500 ratio=1.04 level value=30"),
        IS("Kế hoạch 500 ha, thực hiện 520 ha; trồng mới 30 ha.", "level value=520 plan value=500 ratio=1.04 level value=30"),
        IS("Giá trị sản xuất nông nghiệp đạt 41% kế hoạch; giá trị sản xuất công nghiệp đạt 39%.",
           "obs plan ratio=0.41 obs plan ratio=0.39"),
        IS("Thương mại đạt 41% so kế hoạch, tăng 10,6%.", "obs plan ratio=0.41 change ratio=1.106"),
        IS("Nông dân đã xuống giống trên 80% diện tích so với kế hoạch.", "obs plan ratio=0.8 qualifier=over"),
        IS("Chi đầu tư là 823 tỷ đồng, ước đạt 48,2% và tăng 18,2%; chi thường xuyên đạt 27,3% và giảm 3%.",
           "obs level value=823000000000 plan ratio=0.482 change ratio=1.182 obs plan ratio=0.273 change ratio=0.97"),
        IS("Cây lương thực có 71.838 ha (đạt 57,47%); cây có củ có 19.604 ha (81,24%).",
           "level plan ratio=0.5747 level plan ratio=0.8124"),
        IS("Tổng thu ngân sách đạt 654 tỷ đồng, vượt 51% so với tỉnh giao.",
           "level plan ratio=1.51 basis_code=plan assigner='tỉnh' assigner_level=province"),
        IS("Có 12 địa phương có tỷ lệ giải ngân đạt trên 45%.", "level value=12 level value=45 qualifier=over"),
        IS("Thu ngân sách đạt 45 tỷ đồng, vượt 5 tỷ đồng so với dự toán tỉnh giao.",
           "obs level value=45000000000 plan ratio=1.125 value=40000000000 text='5 tỷ đồng' assigner='tỉnh'"),
        IS("Sản lượng đạt 450 tấn, thiếu 50 tấn so với kế hoạch.", "obs level value=450 plan ratio=0.9 value=500"),
        IS("Kết nạp 120 đảng viên (vượt 20 đảng viên so với chỉ tiêu).", "obs level value=120 plan ratio=1.2 value=100"),
        IS("Tỷ lệ hộ nghèo còn 3,2%, thấp hơn 0,8 điểm phần trăm so với kế hoạch.", "obs level value=3.2 plan ratio=0.8 value=4"),
        IS("Thu nhập bình quân đạt 52 triệu đồng/năm, tăng 2 triệu đồng so với Nghị quyết.",
           "obs level value=52000000 plan ratio=1.04 value=50000000"),
        IS("Toàn huyện vượt 12 lao động so với chỉ tiêu.", "obs level value=12"),
        IS("Hộ nghèo giảm còn 5,3%, thấp hơn so kế hoạch đề ra gần 2%.", "obs level value=5.3 plan ratio=0.98 qualifier=nearly"),
        IS("Thu ngân sách đạt 50 tỷ đồng, tăng so với dự toán tỉnh giao 12%.", "obs level plan ratio=1.12 assigner='tỉnh'"),
        IS("Thu ngân sách đạt 50 tỷ đồng, cao hơn dự toán 5 tỷ đồng.", "obs level plan value=45000000000"),
        IS("Trồng 232 ha mía; đạt 95% kế hoạch trồng rừng; đạt 80% chỉ tiêu kết nạp đảng viên.",
           "obs level value=232 obs label='trồng rừng' plan ratio=0.95 obs label='kết nạp đảng viên' plan ratio=0.8"),
        IS("Tội phạm về trật tự xã hội giảm sâu (giảm 22,5%) so với cùng kỳ.", "obs label='Tội phạm về trật tự xã hội' change ratio=0.775"),
    };
    RUN(levels);
}

static void takes_no_figure_for_a_part_of_a_time(void **state)
{
    (void)state;
    static const struct example times[] = {
        IS("5 năm qua tốc độ tăng trưởng bình quân đạt 10,66%.", "level value=10.66 unit=%"),
        IS("Thu nhập đạt 41 triệu đồng, tăng 10 triệu đồng so với cách đây 5 năm.", "level change delta=10000000"),
        IS("Ba tháng gần đây, huyện trồng 500 ha rừng.", "level value=500"),
    };
    RUN(times);
}

static void ties_what_a_figure_names_itself(void **state)
{
    (void)state;
    static const struct example named[] = {
        IS("Doanh thu đạt 918 tỷ đồng và lợi nhuận đạt 341 tỷ đồng. Công ty thực hiện 75% mục tiêu doanh thu và vượt 6% mục tiêu lợi nhuận.",
           "obs level value=918000000000 plan ratio=0.75 obs level value=341000000000 plan ratio=1.06"),
        IS("Doanh thu 918 tỷ đồng và lợi nhuận 341 tỷ đồng, lần lượt tăng 33% và gấp 2,4 lần so với cùng kỳ.",
           "obs level value=918000000000 change ratio=1.33 comparison=year_on_year obs level value=341000000000 change ratio=2.4"),
        IS("Tai nạn xảy ra 17 vụ, làm chết 11 người; so với cùng kỳ, số vụ giảm 4 vụ, số người chết tăng 2 người.",
           "obs level value=17 change delta=-4 obs level value=11 change delta=2"),
        IS("Năng suất đạt 66,8 tạ/ha, cao hơn vụ xuân năm 2020 1,7 tạ/ha.", "obs level value=6.68 change delta=0.17"),
        IS("Nhóm nhiên liệu ước giảm 12,4%, đạt 1,9 tỷ USD.", "obs label='Nhóm nhiên liệu' level value=1900000000 change ratio=0.876"),
        IS("Khách quốc tế đạt 71 nghìn lượt, dẫn đầu là thị trường Pháp (9,8%).", "obs level value=71000 obs level value=9.8"),
        IS("Thị xã giải ngân 264 tỷ đồng, đạt 29,7% do thiếu nguồn thu.", "obs level value=264000000000 plan ratio=0.297"),
        IS("Lợi nhuận đạt âm 13,5 tỷ đồng/KH 7-8 tỷ đồng.",
           "obs level value=-13500000000 plan low=-1.92857142857 high=-1.6875"),
        IS("Giá vàng giảm 0,94%, giá đô la Mỹ tăng 1,88% so với tháng trước.",
           "obs label='Giá vàng' change ratio=0.9906 obs label='giá đô la Mỹ' change ratio=1.0188"),
        IS("Bình quân có 92,6% chi bộ và 89,1% đảng viên hoàn thành tốt nhiệm vụ.",
           "obs label='chi bộ hoàn thành tốt nhiệm vụ' level value=92.6 obs label='đảng viên hoàn thành tốt nhiệm vụ' level value=89.1"),
        IS("Có 80% cán bộ được bồi dưỡng kỹ năng số và 85% hồ sơ được xử lý trực tuyến.",
           "obs label='cán bộ được bồi dưỡng kỹ năng số' level value=80 obs label='hồ sơ được xử lý trực tuyến' level value=85"),
    };
    RUN(named);
}

static void compares_a_list_with_what_heads_it(void **state)
{
    (void)state;
    static const struct example lists[] = {
        IS("Tin địa phương.\n\nChâu Á (chiếm 67,2% tổng kim ngạch) tăng 12% so với cùng kỳ; châu Mỹ (chiếm 20,1%) tăng 29%.",
           "obs label='Châu Á' level value=67.2 obs label='Châu Á' change ratio=1.12 obs label='châu Mỹ' level value=20.1 "
           "obs label='châu Mỹ' change ratio=1.29"),
        IS("Xảy ra 8 vụ, làm chết 7 người, bị thương 3 người; so với tháng trước giảm 4 vụ (18%), giảm 2 người chết (18%), tăng 1 người bị "
           "thương (8%); so với cùng kỳ tăng 2 vụ.",
           "obs level value=8 change delta=-4 change ratio=0.82 change delta=2 obs level value=7 change delta=-2 change ratio=0.82 "
           "obs level value=3 change delta=1 change ratio=1.08"),
        IS("IIP tháng 8/2023 tăng 12% so với cùng kỳ, trong đó khai khoáng giảm 11%; chế biến, chế tạo tăng 13%; cung cấp nước, thu gom, xử lý "
           "rác thải tăng 1%.",
           "obs change ratio=1.12 obs change ratio=0.89 basis='cùng kỳ' obs change ratio=1.13 basis='cùng kỳ' obs change ratio=1.01 "
           "basis='cùng kỳ'"),
        IS("Xảy ra 8 vụ, làm chết 7 người, bị thương 3 người; so với cùng kỳ giảm 1 vụ, tăng 2 người chết, giảm 50% số người bị thương.",
           "obs level value=8 change delta=-1 obs level value=7 change delta=2 obs level value=3 change ratio=0.5 basis='cùng kỳ'"),
        IS("Sản phẩm chủ yếu: xi măng 5,9 triệu tấn, bằng 88,7%; quần áo 61 triệu cái, giảm 9,4%; giày 3 triệu đôi, tăng 1,8%.",
           "level value=5900000 change ratio=0.887 level change ratio=0.906 level change ratio=1.018"),
        IS("Thu ngân sách đạt 41 tỷ đồng, bằng 112%, tăng 13% so với cùng kỳ; chi 30 tỷ đồng.",
           "level value=41000000000 plan ratio=1.12 change ratio=1.13 level value=30000000000"),
        IS("Ba nhóm đều tăng so với cùng kỳ, cụ thể như sau: chế biến (6%), điện (5%), cấp nước (4%).",
           "obs level value=3 obs label='chế biến' change ratio=1.06 basis='cùng kỳ' obs change ratio=1.05 obs change ratio=1.04"),
        IS("Lượng khách giảm mạnh ở một số nơi như An Hải (12%), Tân Lộc (9%).", "obs label='An Hải' level value=12 obs level value=9"),
        IS("GDP 6 tháng tăng 7,1% so với cùng kỳ. Trong đó, quý I tăng 7,5% và quý II tăng 6,8%.",
           "obs change ratio=1.071 obs change ratio=1.075 basis='cùng kỳ' obs change ratio=1.068 basis='cùng kỳ'"),
        IS("Cả nước gieo cấy 1.905 ha lúa, bằng 99,9% cùng kỳ năm trước. Trong đó, miền Bắc đạt 172 ha, bằng 98,7%.",
           "level value=1905 change ratio=0.999 level value=172 change ratio=0.987 basis='cùng kỳ năm trước'"),
        IS("So với tháng 12/2022, CPI tháng 9/2023 tăng 3,12% và so với cùng kỳ năm trước tăng 3,66%.",
           "obs change ratio=1.0312 basis='tháng 12/2022' change ratio=1.0366 basis='cùng kỳ năm trước'"),
        IS("Quý I/2024, môi giới thu 95 tỷ đồng, lãi 20 tỷ đồng, lần lượt gấp 2,9 lần và 3 lần so với quý I/2023.",
           "level change ratio=2.9 period=2023-01-01/2023-03-31 level change ratio=3 period=2023-01-01/2023-03-31"),
        IS("Diện tích gieo trồng đạt 114.334 ha, tăng 0,74% so với cùng kỳ năm trước (bằng 837,2 ha).",
           "level value=114334 change ratio=1.0074 change delta=837.2 basis='cùng kỳ năm trước'"),
        IS("Đàn lợn có 537.600 con, tăng 1,11%, bằng 5.900 con so với cùng kỳ.",
           "level value=537600 change ratio=1.0111 basis='cùng kỳ' change delta=5900 basis='cùng kỳ'"),
        IS("Thu ngân sách đạt 1.672 tỷ đồng, tăng 86,4% tức tăng thêm 775 tỷ đồng so với quý I/2018.",
           "level change ratio=1.864 basis='quý I/2018' change delta=775000000000 basis='quý I/2018'"),
    };
    RUN(lists);
}

static void tells_by_how_much_from_at_what(void **state)
{
    (void)state;
    static const struct example moves[] = {
        IS("Ngành dệt có mức tăng cao nhất, với 12,8% so với cùng kỳ.", "obs change ratio=1.128"),
        IS("Chỉ số giá có mức tăng 0,46% so với tháng 5.", "obs change ratio=1.0046"),
        IS("Xuất khẩu linh kiện vẫn tăng khá với 26,6% so với cùng kỳ.", "obs change ratio=1.266"),
        IS("Tốc độ tăng trưởng (GRDP) của tỉnh đạt 6,5% so với cùng kỳ.", "obs level value=6.5 unit=%"),
        IS("Năm 2017, dệt tăng 9% so với năm trước, thấp hơn so với mức tăng 9,5% cùng kỳ năm trước.",
           "obs period=2017-01-01/2017-12-31 change ratio=1.09 obs period=2016-01-01/2016-12-31 level value=9.5"),
        IS("Quý I/2017, biên lợi nhuận đạt 44%, tăng so với 37% của cùng kỳ năm trước.",
           "obs period=2017-01-01/2017-03-31 level value=44 obs period=2016-01-01/2016-03-31 level value=37"),
        IS("Quý I/2017, vốn là 1.071 tỷ đồng (so với 79 tỷ đồng cùng kỳ năm trước).",
           "obs period=2017-01-01/2017-03-31 level obs period=2016-01-01/2016-03-31 level value=79000000000"),
        IS("Khu vực dịch vụ tăng 6,6%, đóng góp 49,8%.", "level value=6.6 level value=49.8"),
    };
    RUN(moves);
}

static void hangs_on_what_is_told_and_not_on_what_tells_which(void **state)
{
    (void)state;
    static const struct example links[] = {
        IS("Có 8.700 doanh nghiệp có vốn dưới 10 tỷ đồng, chiếm 93% và tăng 21% so với cùng kỳ.",
           "level value=8700 change ratio=1.21 share ratio=0.93 basis=- level value=10000000000"),
        IS("Có 7.491 thí sinh đỗ/8.292 thí sinh dự thi, đạt 90,34%.", "level value=7491 share ratio=0.9034 level value=8292"),
        IS("Có 19/19 hội làm ủy thác, có 79% số hội không có nợ quá hạn.", "level value=19 level value=79 unit=%"),
        IS("Xuất khẩu đạt 44 tỷ đồng, chiếm 76% tổng mức và tăng 10% so với cùng kỳ.",
           "level value=44000000000 change ratio=1.1 share ratio=0.76 basis='tổng mức'"),
        IS("Sản lượng thịt đạt 452 tấn (tương đương 309 tấn thịt xẻ), tăng 5% so với cùng kỳ.",
           "level value=452 change ratio=1.05 level value=309"),
        IS("Dư nợ đạt 103 tỷ đồng, tăng 34 tỷ đồng so với đầu nhiệm kỳ, tỷ lệ tăng 49%, với 2.794 hộ còn dư nợ.",
           "level change delta=34000000000 change ratio=1.49 basis='đầu nhiệm kỳ' level value=2794"),
        IS("Tỷ lệ bao phủ đạt 91%, tăng 7 điểm % so với năm 2019 và 14 điểm % so với cùng kỳ.",
           "level value=91 change delta=7 unit=[pp] basis='năm 2019' change delta=14 unit=[pp] basis='cùng kỳ'"),
        IS("Xuất khẩu 4,7 triệu tấn gạo, đạt 2 tỷ USD, giảm 8% số lượng, giảm 11% về giá trị.",
           "level value=4700000 change ratio=0.92 level value=2000000000 change ratio=0.89"),
        IS("Xuất khẩu đạt 2 tỷ USD, tăng 300 triệu USD so với dự báo năm 2010.",
           "level change delta=300000000 basis='dự báo năm 2010' comparison=fixed"),
        IS("Vốn điều chỉnh và góp vốn tăng mạnh lần lượt là 45,4% và 51,6%.", "level value=45.4 level value=51.6"),
        IS("Tỷ lệ đỗ đạt 88%, tăng hơn năm ngoái đến 5%.", "level value=88 change ratio=1.05 basis='năm ngoái'"),
        IS("Khách quốc tế chỉ đạt 28% so với cùng kỳ với trên 3.000 lượt.", "level value=3000 change ratio=0.28"),
        IS("Thu thuế đạt 102% (4,9 tỷ/4,8 tỷ).",
           "level value=4900000000 plan ratio=1.02 text='102%' value=4800000000 derived=false"),
        IS("Có 12 doanh nghiệp mới với vốn 139 tỷ đồng và 112 lao động, tăng 1% về số doanh nghiệp, giảm 2% về vốn và tăng 9% về số "
           "lao động so với tháng trước.",
           "level value=12 change ratio=1.01 basis='tháng trước' level change ratio=0.98 basis='tháng trước' level change ratio=1.09"),
        IS("Có 10.839 doanh nghiệp mới với số vốn là 99 tỷ đồng. Con số này tăng 20% về số doanh nghiệp và tăng 9% về số vốn.",
           "level value=10839 change ratio=1.2 level value=99000000000 change ratio=1.09"),
    };
    RUN(links);
}

static void leaves_the_brackets_their_own_figures(void **state)
{
    (void)state;
#define GOODS "Năm 2018, bán lẻ đạt 90 tỷ đồng, tăng 11% so với cùng kỳ"
    static const struct example brackets[] = {
        IS(GOODS " (cùng kỳ năm 2017 tăng 8%).", "level change ratio=1.11 obs level value=8 unit=%"),
        IS("Đến 31/8/2020, giải ngân 22 tỷ đồng, đạt 47% kế hoạch (cùng kỳ năm 2019 đạt 41%).",
           "level plan ratio=0.47 obs period=2019-01-01/2019-08-31 level value=41 unit=%"),
        IS("Năm 2018, đàn gia cầm có 6,5 triệu con, tăng 2% so với cùng kỳ (trong đó có 4,4 triệu con gà).",
           "level change ratio=1.02 obs period=2018-01-01/2018-12-31 level value=4400000"),
        IS(GOODS " (siêu thị khoảng 12 tỷ đồng).", "level change obs period=2018-01-01/2018-12-31 level value=12000000000"),
        IS("Xuất khẩu đạt 152 tỷ USD, tăng 23%, tương ứng tăng 29 tỷ USD, so với cùng kỳ.",
           "level change ratio=1.23 basis='cùng kỳ' change delta=29000000000 basis='cùng kỳ'"),
    };
#undef GOODS
    RUN(brackets);
}

static void reads_what_stands_behind_a_bracket(void **state)
{
    (void)state;
    static const struct example brackets[] = {
        IS("Thu ngân sách đạt 181 tỷ đồng (gần 52%) so với dự toán tỉnh giao.", "level value=181000000000 plan ratio=0.52 basis='dự toán'"),
        IS("9 tháng năm 2023, tổng chi đạt 1.037 tỷ đồng, tăng 81% so với cùng kỳ (là 573 tỷ đồng).",
           "obs period=2023-01-01/2023-09-30 level change ratio=1.81 obs period=2022-01-01/2022-09-30 level value=573000000000"),
        IS("Thu ngân sách đạt 340 tỷ đồng, bằng 95% kịch bản.", "level value=340000000000 plan ratio=0.95"),
        IS("Xuất khẩu hoàn thành 91,8% so với mục tiêu đề ra (đạt 263 tỷ USD).", "obs plan ratio=0.918 value=263000000000 derived=false"),
        IS("Tỉnh dự kiến tăng trưởng giá trị sản xuất công nghiệp 9,5% so với năm 2022.", "obs change ratio=1.095"),
    };
    RUN(brackets);
}

static void finds_the_level_that_a_figure_names(void **state)
{
    (void)state;
    static const struct example named[] = {
        IS("Năm 2023, cả tỉnh có 61 ca mắc, 15 ca tử vong. So với cùng kỳ năm trước (163 ca mắc, 63 ca tử vong), số mắc giảm 62,5%, "
           "tử vong giảm 48 trường hợp.",
           "level value=61 change ratio=0.375 basis='cùng kỳ năm trước' level value=15 change delta=-48 basis='cùng kỳ năm trước' "
           "obs period=2022-01-01/2022-12-31 level value=163 obs period=2022-01-01/2022-12-31 level value=63"),
        IS("Công ty có doanh thu 550 tỷ đồng, lợi nhuận sau thuế 22 tỷ đồng, thực hiện 42% kế hoạch doanh thu và 39% kế hoạch lợi nhuận năm.",
           "level value=550000000000 plan ratio=0.42 level value=22000000000 plan ratio=0.39"),
        IS("Tỉnh xuất khẩu 235 tấn hồ tiêu, kim ngạch 1,2 tỷ USD; so với cùng kỳ lượng giảm 4,3% song kim ngạch tăng 46,9%.",
           "level value=235 change ratio=0.957 level value=1200000000 change ratio=1.469 basis='cùng kỳ'"),
        IS("Xảy ra 2 vụ, làm 3 người bị thương; so với kỳ nghỉ lễ năm trước tăng 1 vụ, giảm 2 người bị thương.",
           "level value=2 change delta=1 level value=3 change delta=-2"),
        IS("Tỷ lệ bao phủ BHYT 91,8%, chưa đạt kế hoạch (93%).", "level value=91.8 plan value=93 derived=false"),
        IS("Xảy ra 9 vụ, làm chết 5 người; so với tháng trước số vụ tăng 2 vụ.", "level value=9 change delta=2 level value=5"),
        IS("Có 2.254 dự án với số vốn 10 tỷ USD, tăng 66% về số dự án và tăng 43% về số vốn.",
           "level value=2254 change ratio=1.66 level value=10000000000 change ratio=1.43"),
        IS("Toàn tỉnh có 2.415 ca mắc tại 148/184 xã của 15/15 huyện, tăng 3,6 lần so với cùng kỳ.",
           "level value=2415 change ratio=3.6 level part=148 level part=15"),
        IS("Quỹ đã phân bổ 16 tỷ đồng làm nhà tình nghĩa.", "obs status=actual level value=16000000000"),
        IS("Quỹ được phân bổ 16 tỷ đồng.", "obs status=actual level value=16000000000"),
        IS("Còn 14 bộ chưa phân bổ vốn và 1 địa phương giải ngân đạt 20%.", "level value=14 level value=1 level value=20 unit=%"),
        IS("Cả nước có 11 tỉnh tăng trên 20%.", "level value=11 level value=20 unit=%"),
        IS("Có 35 doanh nghiệp, tăng 20%.", "level value=35 change ratio=1.2"),
        IS("Lợi nhuận gấp 2 lần cùng kỳ, đạt 6 tỷ đồng.", "obs level value=6000000000 change ratio=2"),
        IS("Lợi nhuận gấp đôi so với cùng kỳ và đạt 8 tỷ đồng.", "obs level value=8000000000 change ratio=2"),
        IS("Doanh thu tài chính tăng gấp ba cùng kỳ, lên gần 2 tỷ đồng.", "obs level value=2000000000 change ratio=3"),
        IS("Lợi nhuận tăng 50% và đạt 9 tỷ đồng.", "obs level value=9000000000 change ratio=1.5"),
        IS("Hội mở 45 lớp với 8.740 lượt người, tăng 6 lớp và 1.215 lượt người so với năm 2017.",
           "level value=45 change delta=6 level value=8740 change delta=1215"),
        IS("Cả nước xảy ra 5.703 vụ tai nạn, làm chết 3.314 người, bị thương 3.677 người. So với cùng kỳ, số vụ giảm 7%, số người chết "
           "tăng 3%, số người bị thương giảm 13%.",
           "level value=5703 change ratio=0.93 level value=3314 change ratio=1.03 level value=3677 change ratio=0.87"),
        IS("Sản lượng gấp hai mươi so với năm 2010.", "obs change ratio=20"),
        IS("Xảy ra 4.733 vụ tai nạn giao thông; so với cùng kỳ số vụ tai nạn giảm 800 vụ.", "level value=4733 change delta=-800"),
        IS("Dư nợ đạt 412 tỷ đồng của 17 chương trình, hoàn thành 99% kế hoạch.", "level value=412000000000 plan ratio=0.99 level value=17"),
    };
    RUN(named);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ties_what_a_figure_names_itself),
        cmocka_unit_test(ties_figures_to_one_observation),
        cmocka_unit_test(takes_a_percentage_that_is_the_indicator_for_a_level),
        cmocka_unit_test(reads_the_wordings_of_a_plan_ratio),
        cmocka_unit_test(reads_the_wordings_of_a_change),
        cmocka_unit_test(tells_percentage_points_from_percent),
        cmocka_unit_test(tells_113_from_13_from_70),
        cmocka_unit_test(reads_shares_only_beside_a_level),
        cmocka_unit_test(takes_bare_growth_for_a_level_of_growth),
        cmocka_unit_test(goes_on_comparing_bare_growth),
        cmocka_unit_test(goes_on_comparing_further),
        cmocka_unit_test(tells_thresholds_from_plans),
        cmocka_unit_test(keeps_a_proportion_without_a_level),
        cmocka_unit_test(derives_the_plan_that_a_ratio_implies),
        cmocka_unit_test(reads_plans_that_the_text_states),
        cmocka_unit_test(takes_a_lone_plan_for_a_target),
        cmocka_unit_test(gives_a_plan_its_own_period),
        cmocka_unit_test(gives_a_change_the_earlier_period),
        cmocka_unit_test(hangs_each_change_where_it_belongs),
        cmocka_unit_test(takes_a_level_behind_its_plan_ratio),
        cmocka_unit_test(takes_no_figure_for_a_part_of_a_time),
        cmocka_unit_test(compares_a_list_with_what_heads_it),
        cmocka_unit_test(tells_by_how_much_from_at_what),
        cmocka_unit_test(hangs_on_what_is_told_and_not_on_what_tells_which),
        cmocka_unit_test(leaves_the_brackets_their_own_figures),
        cmocka_unit_test(reads_what_stands_behind_a_bracket),
        cmocka_unit_test(finds_the_level_that_a_figure_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
