/* What the words before a figure say beside the indicator: who tells it, what announces it, whose it is, when, and how
 * it moves. Only cuts it off; where the words begin, and who acts, is wording.c's. */
#include "daemon/extract/cuts.h"

#include "daemon/extract/phrase.h"
#include "daemon/extract/wording.h"

/* "tổng nguồn vốn của Phòng giao dịch …", "… tại huyện Bá Thước", "… tại đơn vị": whose it is and where, where at least
 * two words stay; the name of a company is part of the indicator. */
static uint32_t cut_owner(const struct reading *r, uint32_t first, uint32_t end)
{
    for (uint32_t i = first + 2; i + 1 < end; i++) {
        uint32_t flags = token_at(r, i + 1)->flags;
        bool whose = token_is(r, i, "của") && begins_with_actor(r, i + 1) && !(flags & TOKEN_UPPER) &&
                     (flags & TOKEN_CAPITAL || begins(r, i + 1, CLASS_ADMIN));
        bool where = token_is(r, i, "tại") && (flags & TOKEN_CAPITAL || begins(r, i + 1, CLASS_ADMIN) || i + 3 == end);
        if (whose || where)
            return i;
    }
    return end;
}

/* "kim ngạch xuất nhập khẩu trong tháng 10 tại đơn vị", "giá trị sản xuất năm 2020 (giá so sánh)": what follows a time
 * tells no more of what is measured, unless it says what for or where from, or names another indicator. */
static uint32_t cut_time(const struct reading *r, uint32_t first, uint32_t end)
{
    uint32_t time = end, behind = end;
    if (!begins(r, first, CLASS_MEASURE) && !begins(r, first, CLASS_RATE))
        return end;
    for (uint32_t i = first + 2; i < end && !is_mark(r, i, '('); i++) {
        if (begins(r, i, CLASS_MEASURE) && time < end)
            return end;
        if (r->use[i] != USE_TIME || token_is(r, i, "vụ"))
            continue;
        if (time == end)
            time = i;
        behind = i + 1;
    }
    bool goes_on = token_is(r, behind, "từ") || token_is(r, behind, "cho") || token_is(r, behind, "đối");
    return behind < end && !goes_on ? trim_end(r, first, time, false) : end;
}

/* "giá vốn hàng bán tăng mạnh hơn, lên …": how a measure moves is none of its name, but for rates ("tốc độ tăng
 * trưởng"). */
static uint32_t cut_movement(const struct reading *r, uint32_t first, uint32_t end)
{
    const struct hit *measure = hits_at(&r->hits, first, CLASS_MEASURE), *rate = hits_at(&r->hits, first, CLASS_RATE);
    if (!measure || rate)
        return end;
    for (uint32_t i = first + measure->count; i + 1 < end; i++)
        if ((begins(r, i, CLASS_RISE) || begins(r, i, CLASS_FALL)) && begins(r, i + 1, CLASS_DEGREE))
            return i;
    return end;
}

/* "nhóm giáo dục có mức tăng cao nhất là": behind a name, that it has a rise or a fall. */
static uint32_t cut_had_rate(const struct reading *r, uint32_t first, uint32_t end)
{
    for (uint32_t i = first + 2; i + 1 < end; i++) {
        bool rate = token_is(r, i + 1, "mức") || token_is(r, i + 1, "tốc");
        const struct hit *trail = rate ? hits_at(&r->hits, i, CLASS_TRAIL) : NULL;
        if (trail && trail->count > 2 && !token_is(r, i + trail->count, "trưởng"))
            return trim_end(r, first, i, false);
    }
    return end;
}

uint32_t cut_bracket(const struct reading *r, uint32_t first, uint32_t end)
{
    bool aside = false;
    for (uint32_t i = end; end > first && is_mark(r, end - 1, ')') && i-- > first + 1;) {
        aside |= r->use[i] == USE_TIME || is_mark(r, i, ',') || is_mark(r, i, ':');
        if (is_mark(r, i, '('))
            return aside ? trim_end(r, first, i, false) : end;
    }
    return end;
}

/* "đứng thứ hai", "lớn nhất", "dẫn đầu": a rank stands in [first, end). */
static bool tells_rank(const struct reading *r, uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i < end; i++)
        if (token_is(r, i, "nhất") || token_is(r, i, "thứ") || token_is(r, i, "đầu"))
            return true;
    return false;
}

/* "các địa phương có số mắc cao | là Phan Thiết". */
static bool is_much(const struct reading *r, uint32_t at)
{
    return token_is(r, at, "cao") || token_is(r, at, "nhiều") || token_is(r, at, "lớn") || token_is(r, at, "thấp");
}

/* "như vậy", "cũng như", "hầu như": no list begins behind it. */
static bool lists_behind(const struct reading *r, uint32_t as)
{
    return !token_is(r, as + 1, "vậy") && !token_is(r, as + 1, "sau") && !token_is(r, as + 1, "trên") &&
           !token_is(r, as - 1, "cũng") && !token_is(r, as - 1, "hầu") && !token_is(r, as - 1, "gần");
}

/* "khiến", "nên", but not "trở nên", "tạo nên". */
static bool leads_to_result(const struct reading *r, uint32_t at)
{
    static const char *const before[] = {"trở", "tạo", "gây", "làm", "dựng", "lập", "viết", "đâm", "cho"};
    if (!token_is(r, at, "khiến") && !token_is(r, at, "nên"))
        return false;
    for (size_t i = 0; i < sizeof before / sizeof *before; i++)
        if (token_is(r, at - 1, before[i]))
            return false;
    return true;
}

/* "đưa kim ngạch đạt", "giúp lợi nhuận gộp đạt": what brings a measure there. */
static bool causes(const struct reading *r, uint32_t at)
{
    static const char *const words[] = {"đưa", "giúp", "đẩy", "kéo", "làm"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (token_is(r, at, words[i]))
            return begins(r, at + 1, CLASS_MEASURE) || begins(r, at + 1, CLASS_RATE);
    return false;
}

/* "theo số liệu của Tổng cục Hải quan | tổng kim ngạch", "Tổng cục Thống kê công bố | CPI": behind who tells it. */
static uint32_t cut_source(const struct reading *r, uint32_t first, uint32_t end)
{
    bool told = token_is(r, first, "theo") || token_is(r, first, "của") ||
                (token_is(r, first, "số") && token_is(r, first + 1, "liệu"));
    bool tells = begins_with_actor(r, first);
    for (uint32_t i = end; (told || tells) && i-- > first + 2;) {
        bool names =
            told && (token_at(r, i - 1)->flags | token_at(r, i - 2)->flags) & TOKEN_CAPITAL; /* "Tổng cục Hải quan" */
        bool issues = tells && token_is(r, i - 2, "công") && token_is(r, i - 1, "bố");
        bool measure = (begins(r, i, CLASS_MEASURE) && !begins(r, i - 1, CLASS_MEASURE)) || begins(r, i, CLASS_RATE);
        if ((names && measure) || (issues && (measure || token_at(r, i)->flags & TOKEN_UPPER)))
            return i;
    }
    return first;
}

/* "đứng thứ hai về kim ngạch là | dệt may", "thị trường tiếp nhận nhiều nhất là | Nhật Bản", "các ngành tăng cao như |
 * dịch vụ ăn uống", "chi phí giảm chậm khiến | lợi nhuận gộp": what the words before announce stands behind them. */
static uint32_t cut_announcement(const struct reading *r, uint32_t first, uint32_t end)
{
    if (first + 1 < end && (token_is(r, first, "khiến") || causes(r, first)))
        return first + 1;
    for (uint32_t i = end; i-- > first + 1;) {
        bool reason = token_is(r, i, "việc") && (token_is(r, i - 1, "từ") || token_is(r, i - 1, "ở") ||
                                                 token_is(r, i - 1, "do") || token_is(r, i - 1, "là"));
        if (reason && i + 1 < end) /* "nguyên nhân nằm ở việc | lương thực giảm" */
            return i + 1;
        bool contrast = token_is(r, i - 1, "trong") && token_is(r, i, "khi"); /* "việc nhiều trong khi | xã thiếu" */
        if ((contrast || causes(r, i)) && i + 2 < end) /* "kết quả trên đưa | tổng trị giá" */
            return i + 1;
        bool list = token_is(r, i, "như") && lists_behind(r, i);
        bool follows =
            leads_to_result(r, i) || token_is(r, i, "giúp") || (token_is(r, i, "theo") && token_is(r, i - 1, "kéo"));
        if (follows && i + 1 < end && begins(r, i + 1, CLASS_MEASURE))
            return i + 1;
        if (leads_to_result(r, i)) /* "mưa lũ đã khiến | 51 người chết", "giá giảm nên | công ty lỗ" */
            return i + (i + 1 < end);
        if (i + 1 < end && (list || (token_is(r, i, "là") && (tells_rank(r, first, i) || is_much(r, i - 1)))))
            return skip_empty(r, i + 1, end);
    }
    return first;
}

/* "tiết kiệm 10% chi thường xuyên | với số tiền": behind what a percentage is of; the sum is of the same deed. */
static uint32_t cut_tail_before_sum(const struct reading *r, uint32_t first, uint32_t end)
{
    if (!first || r->use[first - 1] != USE_MENTION || !is_mark(r, first - 1, '%'))
        return first;
    for (uint32_t i = first + 1; i + 1 < end; i++) {
        const struct hit *sum = token_is(r, i, "với") ? hits_at(&r->hits, i + 1, CLASS_WANTING) : NULL;
        if (sum && entry_is(sum->entry, "sum"))
            return i + 1;
    }
    return first;
}

uint32_t cut_lead(const struct reading *r, uint32_t first, uint32_t end)
{
    return cut_announcement(r, cut_source(r, cut_tail_before_sum(r, first, end), end), end);
}

uint32_t cut_trail(const struct reading *r, uint32_t first, uint32_t end)
{
    end = cut_had_rate(r, first, end);
    end = cut_time(r, first, end);
    end = cut_movement(r, first, end);
    return cut_owner(r, first, end);
}
