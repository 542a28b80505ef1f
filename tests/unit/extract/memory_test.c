/* What a long article of ordinary prose takes: a quarter of the largest one must do with a quarter of the memory that an
 * article has by default, and a chunk of the arena, which is no smaller for a part. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <indicatord/extract.h>

#include <string.h>

#define MIB ((size_t)1 << 20)
#define DEFAULT_MEMORY (208 * MIB)
#define LARGEST (16 * MIB)
#define CHUNK (4 * MIB)

/* As reports of a district are written: a figure every 300 bytes or so. */
static const char *const paragraphs[] = {
    "Sáng nay, Ban Thường vụ Huyện ủy Bình Sơn họp phiên thường kỳ để nghe và cho ý kiến về tình hình phát triển kinh tế, "
    "bảo đảm quốc phòng, an ninh trên địa bàn. Năm 2020, thu ngân sách nhà nước ước đạt 98,7 tỷ đồng, bằng 121% dự toán "
    "tỉnh giao. Các đại biểu đề nghị tiếp tục rà soát những nguồn thu còn tiềm năng, chống thất thu và nuôi dưỡng nguồn thu "
    "lâu dài, nhất là ở các xã có làng nghề.\n",
    "Theo đồng chí Bí thư Huyện ủy, kết quả đó có được là nhờ sự vào cuộc của cả hệ thống chính trị và sự đồng thuận của "
    "người dân. Tuy vậy, việc giải phóng mặt bằng ở một vài công trình còn chậm, cán bộ ở cơ sở chưa thật sự sâu sát. Toàn "
    "huyện còn 312 hộ nghèo, chủ yếu ở các thôn vùng cao, nơi đường đi lại khó khăn và đất sản xuất ít.\n",
    "Buổi chiều, đoàn công tác đi thăm mô hình trồng rau an toàn của Hợp tác xã Thanh Hà. Ông Nguyễn Văn Bình, giám đốc hợp "
    "tác xã, cho biết bà con đã quen với cách ghi chép từng công đoạn, từ lúc gieo hạt đến khi thu hoạch. Diện tích rau vụ "
    "đông của xã đạt 45,2 ha, tăng 12% so với cùng kỳ. Rau làm ra đến đâu, thương lái đến mua hết đến đó.\n",
};

static char *prose(size_t length)
{
    char *text = test_malloc(length);
    memset(text, '\n', length);
    size_t at = 0, each;
    for (size_t i = 0; at + (each = strlen(paragraphs[i % 3])) <= length; i++, at += each)
        memcpy(text + at, paragraphs[i % 3], each);
    return text;
}

static void read_part(const ind_tables *tables, size_t part)
{
    size_t length = LARGEST / part;
    char *text = prose(length);
    ind_extractor *extractor = NULL;
    assert_int_equal(ind_extractor_new(&extractor, tables, DEFAULT_MEMORY / part + CHUNK), 0);
    ind_extractor_set_observations(extractor, (uint32_t)(length / 100));
    const ind_source source = {.name = "prose.txt", .bytes = text, .length = length};
    const ind_result *result = NULL;
    struct ind_fault fault = {0};
    if (ind_extract(extractor, &source, &result, &fault) < 0)
        fail_msg("1/%zu of the largest article: %s", part, fault.text);
    assert_in_range(result->count, length / 500, length / 200);
    ind_extractor_free(extractor);
    test_free(text);
}

static void test_long_prose_is_read_in_its_share(void **state)
{
    (void)state;
    ind_tables *tables = NULL;
    assert_int_equal(ind_tables_new(&tables, NULL, 0, NULL), 0);
    read_part(tables, 4);
    ind_tables_free(tables);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_long_prose_is_read_in_its_share)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
