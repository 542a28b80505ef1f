/* Labels that are parts of a whole which was told before them: "GRDP tăng 7%, trong đó khu vực dịch vụ …". Whether a label
 * is one at all is code.c's. */
#include "daemon/extract/part.h"

#include "daemon/extract/named.h"
#include "daemon/extract/phrase.h"
#include "daemon/extract/shared.h"

/* The label begins by saying what is measured or done, rather than to what. */
bool is_deed_or_measure(const struct reading *r, uint32_t at)
{
    return begins(r, at, CLASS_MEASURE) || begins(r, at, CLASS_RATE) || begins(r, at, CLASS_VERB);
}

bool is_of_sector(const struct taxon *taxon, const char *sector)
{
    return strncmp(taxon->code, sector, strlen(sector)) == 0;
}

/* "tổng vốn đầu tư công …, gồm vốn ngân sách tỉnh …": the measure is the whole's, too. */
static bool says_word(const struct reading *r, const struct label *label, uint32_t at)
{
    struct words words = words_of(r, label);
    for (uint32_t i = 0; i < words.count; i++)
        if (token_at(r, words.at[i])->symbol == token_at(r, at)->symbol)
            return true;
    return false;
}

bool may_be_part(const struct mention *m, const struct mention *whole, const struct reading *r)
{
    return measures_same(r, m, whole) && decimal_compare(m->value, whole->value) <= 0;
}

/* "GRDP tăng 7%, trong đó khu vực dịch vụ tăng 8%", "CPI tăng 0,3%, trong đó nhóm giáo dục tăng 2%": a growth and a
 * price of its own. Those of the town and of the country are parts. */
static bool tells_own(const struct reading *r, const struct taxon *taxon, const struct words *words)
{
    bool area = words_have(r, words, "thành") || words_have(r, words, "nông");
    return is_of_sector(taxon, "gdp.") || is_of_sector(taxon, "grdp.") || (is_of_sector(taxon, "price.") && !area);
}

/* "đưa 158.588 lao động đi làm việc ở nước ngoài, trong đó Nhật Bản 71.518 người": a part, in the unit of its whole.
 * Behind a semicolon only what the list hands its head down to goes on with it. */
const struct taxon *part_of_whole(const struct reading *r, const struct mention *m, const struct words *words,
                                  const struct topic *topic)
{
    const struct taxon *parted = topic->parted && may_be_part(m, topic->parts_of, r) ? topic->parted : NULL;
    if (topic->other && !measures_same(r, m, topic->parts_of) &&
        may_be_part(m, topic->other_of, r)) /* "1.863 con, nặng 98 tấn, trong đó nái 302 con" */
        parted = topic->other;
    if (m->role == IND_ROLE_CHANGE) /* "IIP tăng 4%; trong đó sản xuất điện tăng 2%; dệt tăng 3%", not points of it */
        return is_percent(m) && topic->parted && !tells_own(r, topic->parted, words) ? topic->parted : NULL;
    bool ended = topic->resumed && m->head_first >= m->head_end;
    if (!parted || ended || m->role != IND_ROLE_LEVEL || words_have(r, words, "chết") || words_have(r, words, "vong"))
        return NULL; /* the dead are counted apart */
    uint32_t first = words->at[0];
    return !is_deed_or_measure(r, first) || says_word(r, &topic->parts_label, first) ? parted : NULL;
}

/* "xuất khẩu lao động 1.246 người, …, thị trường Nhật Bản (618 người)": a country's part of what was told last. */
const struct taxon *part_abroad(const struct reading *r, const struct mention *m, const struct words *words,
                                const struct topic *topic)
{
    uint32_t at = words->at[0], name = token_is(r, at, "thị") && token_is(r, at + 1, "trường") ? at + 2 : at;
    bool part = topic->whole && begins(r, name, CLASS_ABROAD) && topic->whole->sentence == m->sentence &&
                may_be_part(m, topic->whole, r);
    return part ? topic->taxon : NULL;
}

bool moves(const struct reading *r, uint32_t at)
{
    return begins(r, at, CLASS_FALL) || begins(r, at, CLASS_RISE);
}

/* "giá trị sản xuất nông nghiệp …, trong đó ngành dịch vụ …": those services are the farms'. What all have together has
 * parts of every kind. */
bool part_leaves_sector(const struct taxon *taxon, const struct topic *topic)
{
    return topic->parted && is_of_sector(topic->parted, "agriculture.") && !is_of_sector(taxon, "agriculture.");
}

/* "tổng giá trị sản xuất …, trong đó nông lâm thủy sản …": a part with a row of its own. What is done to some is no
 * such part: "kết nạp 140 đảng viên, trong đó đoàn viên thanh niên 49". */
const struct taxon *part_named(const struct reading *r, const struct mention *m, const struct words *words,
                               const struct topic *topic)
{
    struct words whole = words_of(r, &topic->parts_label);
    if (!whole.count || (words->count == 1 && moves(r, words->at[0])) || is_deed_or_measure(r, words->at[0]) ||
        (is_count(m) && begins(r, whole.at[0], CLASS_VERB)))
        return NULL;
    bool ignored;
    struct words all = words_joined(&whole, 0, whole.count, words, true);
    const struct taxon *taxon = named_by(r, m, &all, topic, &ignored);
    if (!taxon)
        taxon = shared_by(r, m, words, &whole, true, topic);
    return taxon && part_leaves_sector(taxon, topic) ? NULL : taxon;
}
