/* What is said behind the last noun of a list is said of the one before it, too. */
#include "daemon/extract/predicate.h"

#include "daemon/extract/phrase.h"
#include "daemon/extract/plan_amount.h"
#include "daemon/extract/wording.h"

/* Of what kind they are that are counted is told in no more tokens. */
#define KIND_TOKENS 2

/* "12 tập thể và 35 cá nhân | có thành tích xuất sắc", "… | đã được khen thưởng". */
static bool tells_what_was_done(const struct reading *r, uint32_t at)
{
    return token_is(r, at, "đã") || (token_is(r, at, "có") && token_is(r, at + 1, "thành"));
}

/* "200 xã và 1 huyện được công nhận đạt chuẩn": what is said of the last of several nouns is said of the one before,
 * too. */
static void lend_to_count(const struct reading *r, struct mention *before, const struct mention *m)
{
    static const char *const said[] = {"được", "đạt", "thành", "bị", "hoàn", "tham", "đăng", "đang", "nhận"};
    bool joined = before->sentence == m->sentence && before->end + 1 == m->left &&
                  (is_mark(r, before->end, ',') || token_is(r, before->end, "và"));
    bool predicate = before > r->mentions.items && is_predicated(r, (uint32_t)(before - r->mentions.items) - 1);
    bool bare = is_count(before) && !predicate && before->tail_end <= before->counted_end &&
                (before->label_first >= before->label_end || before->verb_first >= before->verb_end);
    bool apart = m->label_first >= m->label_end && before->label_first < before->label_end &&
                 token_is(r, m->counted_end, "bị"); /* "sập 21 nhà, 34 hộ bị ngập" */
    if (!joined || !bare || apart || (m->parts && !before->parts) || before->role != IND_ROLE_LEVEL || !is_count(m) ||
        m->tail_end <= m->counted_end)
        return;
    bool deed = before->label_first < before->label_end || before->verb_first < before->verb_end;
    bool done = !deed && tells_what_was_done(r, m->counted_end);
    for (size_t i = 0; i < sizeof said / sizeof *said; i++)
        if (done || token_is(r, m->counted_end, said[i])) {
            if (before->label_first >= before->label_end) {
                before->label_first = before->verb_first;
                before->label_end = before->verb_end;
            }
            before->verb_first = before->counted_first;
            before->verb_end = before->counted_end;
            before->tail_first = m->counted_end;
            before->tail_end = m->tail_end;
            return;
        }
}

/* Where "hoàn thành", "được", "đạt" say something of the noun that [first, end) begins with; `end` for nowhere. */
static uint32_t find_predicate(const struct reading *r, uint32_t first, uint32_t end)
{
    uint32_t at = first;
    while (at < end && !token_is(r, at, "hoàn") && !token_is(r, at, "được") && !token_is(r, at, "đạt"))
        at++;
    return at;
}

/* "92,6% chi bộ và 89,1% đảng viên hoàn thành tốt nhiệm vụ": the same of percentages, whose nouns are tails. */
static void lend_to_percentage(const struct reading *r, struct mention *before, const struct mention *m)
{
    bool pair = is_percent(before) && is_percent(m) && before->role == IND_ROLE_LEVEL && m->role == IND_ROLE_LEVEL &&
                before->sentence == m->sentence && before->verb_first >= before->verb_end &&
                before->tail_first < before->tail_end && before->tail_first == before->end &&
                before->tail_end + 1 == m->left && token_is(r, before->tail_end, "và") &&
                find_predicate(r, before->tail_first, before->tail_end) == before->tail_end;
    uint32_t at = pair ? find_predicate(r, m->tail_first, m->tail_end) : m->tail_end;
    if (at >= m->tail_end || at == m->tail_first)
        return;
    before->verb_first = before->tail_first;
    before->verb_end = before->tail_end;
    before->tail_first = at;
    before->tail_end = m->tail_end;
}

/* Where "bị" says something of the noun that [first, end) begins with; `end` for nowhere. */
static uint32_t find_suffering(const struct reading *r, uint32_t first, uint32_t end)
{
    uint32_t at = first;
    while (at < end && !is_suffering(r, at))
        at++;
    return at;
}

/* "4.918 ha lúa, 2.157 ha ngô, rau màu bị ngập", "1.240 con gia súc, 68.500 con gia cầm bị chết": the same of amounts of
 * one unit. */
static void lend_to_amount(const struct reading *r, struct mention *before, const struct mention *m)
{
    bool named = before->tail_first < before->tail_end && before->label_first >= before->label_end &&
                 before->verb_first >= before->verb_end;
    bool kinds = before->tail_end <= before->counted_end + KIND_TOKENS && /* "con | gia súc", not "nhà | sập hoàn toàn" */
                 token_at(r, before->counted_first)->symbol == token_at(r, m->counted_first)->symbol;
    bool same = same_unit(before, m) && (!is_count(m) || kinds);
    bool pair = before->role == IND_ROLE_LEVEL && m->role == IND_ROLE_LEVEL && before->sentence == m->sentence &&
                same && named && before->tail_end + 1 == m->left &&
                (is_mark(r, before->tail_end, ',') || token_is(r, before->tail_end, "và"));
    uint32_t at = pair ? find_suffering(r, m->tail_first, m->tail_end) : m->tail_end;
    if (at >= m->tail_end || at == m->tail_first ||
        find_suffering(r, before->tail_first, before->tail_end) < before->tail_end)
        return;
    before->verb_first = before->tail_first;
    before->verb_end = before->tail_end;
    before->tail_first = at;
    before->tail_end = m->tail_end;
}

void lend_predicate(const struct reading *r, struct mention *before, const struct mention *m)
{
    lend_to_count(r, before, m);
    lend_to_percentage(r, before, m);
    lend_to_amount(r, before, m);
}
