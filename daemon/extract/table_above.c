/* What stands above a table and is said of all its rows: the caption that names them, the unit on a line of its own or
 * in a bracket, the period. */
#include "daemon/extract/period.h"
#include "daemon/extract/phrase.h"
#include "daemon/extract/table.h"

/* What stands above a table belongs to it within so many lines. */
#define ABOVE_LINES 3
#define CAPTION_TOKENS 60

/* A line that is a unit is at most so long. */
#define UNIT_LINE_TOKENS 4

/* "(ĐVT: tỷ đồng)", "Đơn vị tính: Triệu đồng". */
static bool read_unit_line(const struct reading *r, struct cell line, struct cell *ret_unit)
{
    for (uint32_t i = line.first; i < line.end; i++) {
        uint32_t cue = column_cue(r, i, "unit"), at = i + cue;
        if (!cue)
            continue;
        at += is_mark(r, at, ':');
        uint32_t end = at;
        while (end < line.end && !is_mark(r, end, ')') && !is_mark(r, end, ';'))
            end++;
        *ret_unit = (struct cell){at, end};
        return is_unit_cell(r, *ret_unit);
    }
    return false;
}

/* "Trồng rừng của các xã (ha)". */
static void read_caption_unit(const struct reading *r, struct table *table)
{
    struct cell *caption = &table->caption;
    uint32_t at = caption->end;
    if (caption->first == caption->end || !is_mark(r, caption->end - 1, ')'))
        return;
    while (at > caption->first && !is_mark(r, at - 1, '('))
        at--;
    struct cell inside = {at, caption->end - 1};
    if (at == caption->first || !is_unit_cell(r, inside) || table->unit_line.first < table->unit_line.end)
        return;
    table->unit_line = inside;
    caption->end = at - 1;
}

ind_period table_period(struct reading *r, const struct frame *frame, ind_period_source source)
{
    return (ind_period){.start = frame->start_date,
                        .end = frame->end_date,
                        .source = source,
                        .text = text_of(r, frame->first, frame->end)};
}

/* "Bảng 1. Kết quả thu ngân sách các huyện năm 2021": without its number and what is said of any table. */
static void trim_caption(const struct reading *r, struct cell *caption)
{
    uint32_t at = caption->first;
    while (at < caption->end) {
        uint32_t count = column_cue(r, at, "caption");
        bool ordering = at > caption->first && !count && (is_kind(r, at, TOKEN_MARK) || is_plain_number(r, at));
        if (!count && !ordering)
            break;
        at += count + ordering;
    }
    caption->first = skip_empty(r, at, caption->end);
    for (uint32_t i = caption->first + 2; i < caption->end; i++)
        if (r->use[i] == USE_TIME)
            caption->end = i;
    caption->end = trim_end(r, caption->first, caption->end, false);
}

/* "Tỷ đồng", "Người" on a line of its own. */
static bool is_unit_line(const struct reading *r, struct cell line)
{
    const struct hit *noun = hits_at(&r->hits, line.first, CLASS_NOUN);
    bool unit = begins(r, line.first, CLASS_UNIT) || begins(r, line.first, CLASS_MULTIPLIER) ||
                is_mark(r, line.first, '%') || (noun && line.first + noun->count == line.end);
    return line.first < line.end && line.end - line.first <= UNIT_LINE_TOKENS && unit && is_unit_cell(r, line);
}

void table_look_above(struct reading *r, struct table *table)
{
    uint32_t end = r->rows.items[table->first_row].first;
    for (uint32_t n = 0; n < ABOVE_LINES && end > 0; n++) {
        end -= is_kind(r, end - 1, TOKEN_BREAK);
        struct cell line = {end, end};
        while (line.first > 0 && !is_kind(r, line.first - 1, TOKEN_BREAK) && line.end - line.first <= CAPTION_TOKENS)
            line.first--;
        if (line.end - line.first > CAPTION_TOKENS)
            return;
        if (table->unit_line.first == table->unit_line.end && read_unit_line(r, line, &table->unit_line)) {
            if (line.end - line.first > 12 && table->caption.first == table->caption.end)
                table->caption = (struct cell){line.first, table->unit_line.first};
        } else if (table->unit_line.first == table->unit_line.end && is_unit_line(r, line)) {
            table->unit_line = line;
        } else if (table->caption.first == table->caption.end) {
            table->caption = line;
        }
        end = line.first;
    }
    const struct frame *frame = frame_within(r, table->caption.first, table->caption.end);
    if (frame)
        table->period = table_period(r, frame, IND_SOURCE_PARAGRAPH);
    read_caption_unit(r, table);
    trim_caption(r, &table->caption);
}
