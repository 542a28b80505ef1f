/* One cell of a table: where it begins and ends in its row, and whether it states an amount, a unit or a year. What its
 * column makes of it is table_row.c's. */
#include "daemon/extract/phrase.h"
#include "daemon/extract/table.h"

/* So many words may stand behind an amount in its cell. */
#define AMOUNT_WORDS 6

uint32_t table_cells(const struct reading *r, const struct table *table, const struct table_row *row,
                     struct cell ret_cells[static TABLE_COLUMNS])
{
    uint32_t first = row->first, count = 0;
    if (table->flat)
        return flat_cells(r, table->flat, row, ret_cells);
    if (table->barred && is_mark(r, first, '|'))
        first++;
    for (uint32_t i = first; i <= row->end && count < TABLE_COLUMNS; i++) {
        if (i < row->end && !is_mark(r, i, table->mark))
            continue;
        if (i == row->end && first == i && table->mark == '|')
            break;
        ret_cells[count++] = (struct cell){first, i};
        first = i + 1;
    }
    return count;
}

bool cell_is_year(const struct reading *r, struct cell cell)
{
    int64_t year = cell.end == cell.first + 1 ? small_number(r, cell.first) : -1;
    return year >= 1950 && year <= 2100;
}

bool cells_agree(struct reading *r, struct cell a, struct cell b)
{
    ind_text one = text_of(r, a.first, a.end), other = text_of(r, b.first, b.end);
    return one.bytes && other.bytes && one.length == other.length && !memcmp(one.bytes, other.bytes, one.length);
}

/* "(*)", "(1)", "[2]", "**" at a cell's end point to a note below the table. */
struct cell cell_without_notes(const struct reading *r, struct cell cell)
{
    for (uint32_t end = cell.end; end > cell.first + 1; cell.end = end) {
        bool bracket = end > cell.first + 3 && (is_mark(r, end - 1, ')') || is_mark(r, end - 1, ']'));
        bool inside = bracket && (is_mark(r, end - 3, '(') || is_mark(r, end - 3, '[')) &&
                      (is_mark(r, end - 2, '*') || (is_plain_number(r, end - 2) && small_number(r, end - 2) < 20));
        bool stars = bracket && !inside && is_mark(r, end - 2, '*') && is_mark(r, end - 3, '*') &&
                     is_mark(r, end - 4, '(');
        if (inside || stars)
            end -= inside ? 3 : 4;
        else if (is_mark(r, end - 1, '*'))
            end--;
        else
            break;
        if (end == cell.first)
            break;
    }
    return cell;
}

/* A quotation mark or "nt", with dashes around it or not: as in the row above. */
bool cell_repeats(const struct reading *r, struct cell cell)
{
    bool repeats = false;
    for (uint32_t i = cell.first; i < cell.end; i++) {
        bool mark = is_mark(r, i, '"') || is_mark(r, i, '\''), same = token_is(r, i, "nt");
        if (!mark && !same && !is_mark(r, i, '-') && !is_mark(r, i, '/'))
            return false;
        repeats |= mark || same;
    }
    return repeats && cell.end <= cell.first + 4;
}

/* The signs and qualifiers before an amount; *ret_negative for a minus. */
static uint32_t amount_start(const struct reading *r, struct cell cell, struct mention *m, bool *ret_negative)
{
    static const struct {
        const char *sign;
        ind_qualifier qualifier;
    } signs[] = {{">", IND_QUALIFIER_OVER},
                 {"<", IND_QUALIFIER_UNDER},
                 {"≥", IND_QUALIFIER_AT_LEAST},
                 {"≤", IND_QUALIFIER_AT_MOST}};
    uint32_t at = cell.first;
    *ret_negative = false;
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (at < cell.end && token_is(r, at, signs[i].sign)) {
            m->qualifier = signs[i].qualifier;
            return at + 1;
        }
    const struct hit *qualifier = hits_at(&r->hits, at, CLASS_QUALIFIER);
    if (qualifier)
        m->qualifier = qualifier_named(qualifier->entry->value);
    at += qualifier ? qualifier->count : 0;
    bool bracketed = is_mark(r, at, '(') && is_kind(r, at + 1, TOKEN_NUMBER) && is_mark(r, cell.end - 1, ')');
    *ret_negative = is_mark(r, at, '-') || bracketed; /* "(4,2)" is how accountants write -4,2 */
    return at + (*ret_negative || is_mark(r, at, '+'));
}

/* "7-8", "18/21": what may follow the first number. */
static void read_second(const struct reading *r, struct cell cell, struct mention *m)
{
    struct numeral second;
    uint32_t at = m->number_end;
    bool range = is_mark(r, at, '-'), slash = is_mark(r, at, '/');
    if ((!range && !slash) || at + 1 >= cell.end || !is_kind(r, at + 1, TOKEN_NUMBER) ||
        !numeral_at(r, at + 1, &second) || !second.value.known)
        return;
    if (range && decimal_compare(m->value, second.value) < 0) {
        m->range = true;
        m->low = m->value;
        m->high = second.value;
        m->value = decimal_midpoint(m->low, m->high);
    } else if (slash && decimal_compare(m->value, second.value) <= 0 && !decimal_is_zero(second.value)) {
        m->parts = true;
        m->part = m->value;
        m->whole = second.value;
    } else {
        return;
    }
    m->number_end = second.end;
}

/* "98,7 tỷ đồng", "102%", "45 (ước)"; no "08:15", no "6 tháng 2022". */
static bool may_follow(const struct reading *r, uint32_t at)
{
    bool word = is_kind(r, at, TOKEN_WORD) && !begins(r, at, CLASS_TIME_UNIT);
    return word || is_mark(r, at, '%') || is_mark(r, at, '(') || is_mark(r, at, '*') || begins(r, at, CLASS_UNIT);
}

bool cell_amount(const struct reading *r, struct cell cell, struct mention *ret_m, struct cell *ret_rest)
{
    struct numeral n;
    struct mention m = mention_at(r, cell.first);
    bool negative;
    if (cell.first >= cell.end)
        return false;
    cell = cell_without_notes(r, cell);
    uint32_t at = amount_start(r, cell, &m, &negative);
    if (at >= cell.end || !is_kind(r, at, TOKEN_NUMBER) || !numeral_at(r, at, &n) || !n.value.known)
        return false;
    m.first = m.left = at;
    m.value = negative ? decimal_negate(n.value) : n.value;
    m.half = n.half;
    m.number_end = m.end = n.end;
    read_second(r, cell, &m);
    m.end = m.number_end;
    uint32_t end = cell.end;
    if (end > m.end && is_mark(r, end - 1, ')') && is_mark(r, cell.first, '('))
        end--;
    *ret_m = m;
    *ret_rest = (struct cell){m.end, end};
    return ret_rest->first == end || (end <= m.end + AMOUNT_WORDS && may_follow(r, ret_rest->first));
}

uint32_t column_cue(const struct reading *r, uint32_t at, const char *value)
{
    if (!begins(r, at, CLASS_COLUMN))
        return 0;
    for (uint32_t h = hits_from(&r->hits, at); h < hits_from(&r->hits, at + 1); h++)
        if (r->hits.items[h].entry->cls == CLASS_COLUMN && entry_is(r->hits.items[h].entry, value))
            return r->hits.items[h].count;
    return 0;
}

/* "tỷ đồng", "1.000 con", "%": a multiplier or a number that multiplies, then a unit or a noun. */
bool is_unit_cell(const struct reading *r, struct cell cell)
{
    static const enum entry_class classes[] = {CLASS_UNIT, CLASS_MULTIPLIER, CLASS_NOUN};
    struct numeral n;
    uint32_t at = cell.first;
    if (at < cell.end && is_kind(r, at, TOKEN_NUMBER) && numeral_at(r, at, &n) && n.end < cell.end)
        at = n.end;
    for (size_t i = 0; at < cell.end && i < sizeof classes / sizeof *classes; i++)
        if (begins(r, at, classes[i]))
            return true;
    return false;
}
