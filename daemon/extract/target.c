/* Where a sentence aims at something: cues of class target that are meant, headings of targets, plans that it tells. */
#include "daemon/extract/target.h"

/* "mục tiêu cả năm năm 2017" leads to the colon of its list in no more tokens. */
#define LIST_HEAD_TOKENS 8

/* Who says what a sentence tells is named in no more tokens. */
#define SOURCE_TOKENS 20

/* "với sự quyết tâm của cả hệ thống": no aim. */
static bool is_resolve_noun(const struct reading *r, uint32_t before)
{
    static const char *const words[] = {"sự", "bằng", "Bằng", "với", "thần", "chí", "lòng", "và"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (token_is(r, before, words[i]))
            return true;
    return false;
}

/* "hoàn thành mục tiêu", "chương trình mục tiêu", "đạt chỉ tiêu": the target is met or a name. */
static bool is_disarmed(const struct reading *r, uint32_t at)
{
    return hits_before(&r->hits, at, CLASS_EQUAL) || hits_before(&r->hits, at, CLASS_EXCEED) ||
           (at && token_is(r, at, "quyết") && is_resolve_noun(r, at - 1)) ||
           (at && (token_is(r, at - 1, "trình") || token_is(r, at - 1, "các") || token_is(r, at - 1, "những") ||
                   token_is(r, at - 1, "nhiều")));
}

/* "xây dựng Kế hoạch số 86/KH-BTV": a paper that was written. */
static bool is_document(const struct reading *r, uint32_t behind)
{
    return token_is(r, behind, "số") && is_kind(r, behind + 1, TOKEN_NUMBER);
}

const struct hit *target_at(const struct reading *r, uint32_t at, const char *value)
{
    const struct hit *hit = hits_at(&r->hits, at, CLASS_TARGET);
    return hit && entry_is(hit->entry, value) && !is_disarmed(r, at) && !is_document(r, at + hit->count) &&
                   r->use[at] != USE_MENTION
               ? hit
               : NULL;
}

/* "Một số chỉ tiêu như thu ngân sách, trồng rừng đều vượt kế hoạch, …": they have been met. */
bool tells_met(const struct reading *r, const struct sentence *s)
{
    bool met = false;
    for (uint32_t i = s->first; i + 1 < s->end; i++) /* "Riêng chỉ tiêu xuất khẩu chỉ đạt 94,3% kế hoạch" */
        if ((token_is(r, i, "chỉ") || token_is(r, i, "mới")) && token_is(r, i + 1, "đạt"))
            return true;
    for (uint32_t i = s->classes & CLASS_BIT(EXCEED) ? s->first : s->end; i < s->end && !is_mark(r, i, ':'); i++)
        met |= begins(r, i, CLASS_EXCEED) && i > s->first && token_is(r, i - 1, "đều");
    return met;
}

/* "Theo báo cáo của Sở Kế hoạch và Đầu tư, | tổng kế hoạch vốn …": behind who says it; the sentence's begin for nobody. */
static uint32_t behind_source(const struct reading *r, const struct sentence *s)
{
    uint32_t end = s->first + SOURCE_TOKENS < s->end ? s->first + SOURCE_TOKENS : s->end;
    for (uint32_t i = is_mark(r, s->first, '(') ? s->first : end; i < end; i++) /* "(QT) - Năm 2013, …" */
        if (is_mark(r, i, ')'))
            return i + 1;
    for (uint32_t i = token_is(r, s->first, "theo") ? s->first : end; i < end; i++)
        if (is_mark(r, i, ','))
            return i + 1;
    return s->first;
}

/* Words before a heading's cue that say nothing of it: connectives, time, numbers of lists. */
static bool is_passable(const struct reading *r, uint32_t at)
{
    return !is_kind(r, at, TOKEN_WORD) || r->use[at] == USE_TIME || begins(r, at, CLASS_CONNECTIVE) ||
           begins(r, at, CLASS_TIME_POINT) || token_is(r, at, "những") || token_is(r, at, "các") ||
           token_is(r, at, "một") || token_is(r, at, "số");
}

/* A heading cue opens the sentence. */
bool opens_with_heading(const struct reading *r, const struct sentence *s)
{
    uint32_t i = s->first;
    for (uint32_t n = 0; i < s->end && n < 6; n++, i++) {
        if (target_at(r, i, "heading") || target_at(r, i, "opening"))
            return true;
        if (!is_passable(r, i))
            return false;
    }
    return false;
}

/* "thực hiện thắng lợi mục tiêu cả năm: tốc độ tăng …; thu ngân sách …": what is aimed at stands behind the colon. */
static bool heads_list(const struct reading *r, uint32_t at, uint32_t end)
{
    bool aim = token_is(r, at, "mục") && target_at(r, at, "heading") && !target_at(r, at, "strong");
    for (uint32_t i = at; aim && i < end && i < at + LIST_HEAD_TOKENS; i++)
        if (is_mark(r, i, ':'))
            return true;
    return false;
}

/* "Theo báo cáo của Sở, tổng kế hoạch vốn năm 2023 là …", "HĐND thông qua dự toán năm 2019 với tổng thu là …; tổng chi …":
 * where a plan and its parts begin that the sentence tells; NONE for nowhere. */
uint32_t find_plan_told(const struct reading *r, const struct sentence *s)
{
    if (!(s->classes & CLASS_BIT(TARGET)))
        return NONE;
    uint32_t i = behind_source(r, s);
    while (i < s->end && is_passable(r, i) && !target_at(r, i, "sum"))
        i++;
    if (i < s->end && target_at(r, i, "sum"))
        return i;
    for (i = s->first; i < s->end && !target_at(r, i, "budget") && !heads_list(r, i, s->end);)
        i++;
    return i < s->end ? i : NONE;
}

static bool decides(const struct reading *r, uint32_t at)
{
    return begins(r, at, CLASS_ASSIGN) || (token_is(r, at, "xác") && token_is(r, at + 1, "định")) ||
           (token_is(r, at, "thống") && token_is(r, at + 1, "nhất")) ||
           (token_is(r, at, "quyết") && token_is(r, at + 1, "nghị"));
}

/* "Kỳ họp thông qua 21 chỉ tiêu năm 2019 như": a decision about targets, none of which is met yet. */
bool sets_targets(const struct reading *r, uint32_t first, uint32_t end)
{
    bool set = false, named = false;
    for (uint32_t i = first; i < end; i++) {
        const struct hit *target = hits_at(&r->hits, i, CLASS_TARGET);
        bool held_against = i > first && (r->use[i - 1] == USE_MENTION || begins(r, i - 1, CLASS_AGAINST));
        bool basis = held_against && r->use[i] == USE_FREE; /* "đạt 58% kế hoạch" */
        named |= set && !basis && target && (entry_is(target->entry, "heading") || entry_is(target->entry, "strong"));
        set |= decides(r, i);
        if (set && (begins(r, i, CLASS_EQUAL) || begins(r, i, CLASS_EXCEED) || begins(r, i, CLASS_ACHIEVED)) &&
            !begins(r, i, CLASS_VERB)) /* "thực hiện" */
            return false;
    }
    return named;
}
