/* Numerals as written, in digits or in words, to exact decimals. Separators are read the Vietnamese way unless the
 * whole article can only be read the English way (observation contract, section 4). Not for deciding whether a
 * numeral counts anything. */
#include "daemon/extract/reading.h"

/* --- digits ------------------------------------------------------------------------------------------------------ */

/* How the separators of one number stand. */
struct separators {
    int dots, commas;
    bool dot_groups;   /* every '.' is followed by exactly three digits */
    bool comma_groups; /* every ',' likewise */
    char last;         /* the last separator, 0 for none */
};

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static struct separators separators_of(const char *bytes, size_t length)
{
    struct separators s = {.dot_groups = true, .comma_groups = true};
    for (size_t i = 0; i < length; i++) {
        if (is_digit(bytes[i]))
            continue;
        size_t run = 0;
        while (i + 1 + run < length && is_digit(bytes[i + 1 + run]))
            run++;
        bool group = run == 3;
        if (bytes[i] == '.') {
            s.dots++;
            s.dot_groups &= group;
        } else {
            s.commas++;
            s.comma_groups &= group;
        }
        s.last = bytes[i];
    }
    return s;
}

/* 1 for a numeral that only English writes, -1 for one that only Vietnamese writes, 0 for both. */
static int vote(const char *bytes, size_t length)
{
    struct separators s = separators_of(bytes, length);
    if (s.commas > 1 && s.comma_groups)
        return 1;
    if (s.dots > 1 && s.dot_groups)
        return -1;
    if (s.dots && s.commas)
        return s.last == '.' ? 1 : -1;
    return 0;
}

bool digits_are_english(const struct reading *r)
{
    bool english = false;
    for (uint32_t i = 0; i < r->tokens.count; i++) {
        if (!is_kind(r, i, TOKEN_NUMBER) || r->use[i] != USE_FREE)
            continue;
        const struct token *token = token_at(r, i);
        int v = vote(r->text.bytes + token->start, token->end - token->start);
        if (v < 0)
            return false;
        english |= v > 0;
    }
    return english;
}

/* Which character is the decimal mark of this number; 0 for none. */
static char decimal_mark(const struct reading *r, const char *bytes, size_t length)
{
    struct separators s = separators_of(bytes, length);
    if (s.dots && s.commas)
        return s.last;
    if (s.commas)
        return s.commas > 1 && s.comma_groups ? 0 : r->english && s.comma_groups ? 0 : ',';
    if (!s.dots)
        return 0;
    bool leading_zero = bytes[0] == '0' && bytes[1] == '.';
    bool first_group = memchr(bytes, '.', length) <= (const void *)(bytes + 3);
    if (r->english && s.dots == 1)
        return '.';
    return s.dot_groups && !leading_zero && first_group ? 0 : '.';
}

/* Most numerals have neither a separator nor more digits than 64 bits hold. */
#define SMALL_DIGITS 18

static bool plain_digits(const char *bytes, size_t length, ind_decimal *ret_value)
{
    uint64_t value = 0;
    if (!length || length > SMALL_DIGITS)
        return false;
    for (size_t i = 0; i < length; i++) {
        if (!is_digit(bytes[i]))
            return false;
        value = value * 10 + (uint64_t)(bytes[i] - '0');
    }
    *ret_value = (ind_decimal){.digits = value, .known = true};
    return true;
}

ind_decimal digits_read(const struct reading *r, const char *bytes, size_t length)
{
    ind_decimal value;
    if (plain_digits(bytes, length, &value))
        return value;
    char mark = decimal_mark(r, bytes, length), plain[2 * IND_DECIMAL_DIGITS + 2];
    const char *point = mark ? memrchr(bytes, mark, length) : NULL;
    size_t count = 0, digits = 0;
    for (size_t i = 0; i < length; i++) {
        bool keep = is_digit(bytes[i]) || bytes + i == point;
        digits += is_digit(bytes[i]) && (digits || bytes[i] != '0');
        if (!keep)
            continue;
        if (digits > IND_DECIMAL_DIGITS || count == sizeof plain - 1)
            return DECIMAL_UNKNOWN;
        plain[count++] = bytes + i == point ? '.' : bytes[i];
    }
    return decimal_parse(plain, count);
}

static ind_decimal token_digits(const struct reading *r, uint32_t at)
{
    const struct token *token = token_at(r, at);
    return digits_read(r, r->text.bytes + token->start, token->end - token->start);
}

static bool is_group(const struct reading *r, uint32_t at)
{
    return is_plain_number(r, at) && token_at(r, at)->end - token_at(r, at)->start == 3;
}

/* The last group with a decimal part: "250,5" of "1 250,5 tỷ". */
static bool is_last_group(const struct reading *r, uint32_t at)
{
    if (!is_kind(r, at, TOKEN_NUMBER) || r->english)
        return false;
    const struct token *token = token_at(r, at);
    const char *bytes = r->text.bytes + token->start;
    uint32_t length = token->end - token->start;
    bool shaped = length > 4 && bytes[3] == ',';
    for (uint32_t i = 0; shaped && i < length; i++)
        shaped = i == 3 || is_digit(bytes[i]);
    return shaped;
}

/* "12. 797 ha" and "12 797 ha": groups that white space tore apart, where something is counted behind them. */
static uint32_t torn_groups(const struct reading *r, uint32_t at, ind_decimal *value)
{
    const struct token *token = token_at(r, at);
    if (!is_plain_number(r, at) || token->end - token->start > 3)
        return at + 1;
    ind_decimal joined = *value;
    uint32_t end = at + 1;
    for (;;) {
        uint32_t next = end + (is_mark(r, end, '.') && is_tight(r, end));
        if (!is_group(r, next) || is_tight(r, next))
            break;
        joined = decimal_add(decimal_shift(joined, 3), token_digits(r, next));
        joined.exponent = 0;
        end = next + 1;
    }
    if (is_last_group(r, end) && !is_tight(r, end))
        joined = decimal_add(decimal_shift(joined, 3), token_digits(r, end++));
    bool counted = begins(r, end, CLASS_UNIT) || begins(r, end, CLASS_NOUN) || begins(r, end, CLASS_MULTIPLIER);
    if (end == at + 1 || !counted || !joined.known)
        return at + 1;
    *value = joined;
    return end;
}

/* --- words ------------------------------------------------------------------------------------------------------- */

static const struct entry *number_at(const struct reading *r, uint32_t at, const char *kind, uint32_t *ret_end)
{
    if (!begins(r, at, CLASS_NUMBER))
        return NULL;
    for (uint32_t h = hits_from(&r->hits, at); h < hits_from(&r->hits, at + 1); h++) {
        const struct hit *hit = &r->hits.items[h];
        if (hit->entry->cls == CLASS_NUMBER && entry_is(hit->entry, kind)) {
            *ret_end = at + hit->count;
            return hit->entry;
        }
    }
    return NULL;
}

static int64_t word_digit(const struct reading *r, uint32_t at, const char *kind, uint32_t *ret_end)
{
    const struct entry *entry = number_at(r, at, kind, ret_end);
    return entry ? (int64_t)entry->number.digits * (entry->number.exponent == 1 ? 10 : 1) : -1;
}

/* "mười hai", "hai mươi tư", "ba chục", "năm": up to 99; -1 for none. */
static int64_t below_hundred(const struct reading *r, uint32_t at, uint32_t *ret_end)
{
    uint32_t end, next;
    int64_t units;
    if (number_at(r, at, "ten", &end)) {
        units = word_digit(r, end, "unit", &next);
        if (units < 0)
            units = word_digit(r, end, "unit_after_ten", &next);
        *ret_end = units > 0 ? next : end;
        return 10 + (units > 0 ? units : 0);
    }
    int64_t tens = word_digit(r, at, "unit", &end);
    if (tens < 0)
        return -1;
    *ret_end = end;
    if (!number_at(r, end, "tens", &next))
        return tens;
    *ret_end = next;
    units = word_digit(r, next, "unit", &end);
    if (units < 0)
        units = word_digit(r, next, "unit_after_ten", &end);
    if (units > 0)
        *ret_end = end;
    return tens * 10 + (units > 0 ? units : 0);
}

/* Up to 999: "năm trăm năm mươi lăm", "hai trăm lẻ ba". */
static int64_t below_thousand(const struct reading *r, uint32_t at, uint32_t *ret_end)
{
    uint32_t end, next;
    int64_t first = below_hundred(r, at, &end);
    if (first < 0)
        return -1;
    *ret_end = end;
    if (!number_at(r, end, "hundred", &next))
        return first;
    *ret_end = next;
    uint32_t behind_zero;
    if (number_at(r, next, "zero_link", &behind_zero))
        next = behind_zero;
    int64_t rest = below_hundred(r, next, &end);
    if (rest > 0)
        *ret_end = end;
    return first * 100 + (rest > 0 ? rest : 0);
}

/* --- both, with multipliers --------------------------------------------------------------------------------------- */

/* "3.475" at the end of a line and "nghìn lượt" on the next: over the break, where the line only wraps. */
static uint32_t over_wrap(const struct reading *r, uint32_t at)
{
    bool wrapped =
        is_kind(r, at, TOKEN_BREAK) && at + 1 < r->tokens.count && r->sentence_of[at - 1] == r->sentence_of[at + 1];
    return wrapped && begins(r, at + 1, CLASS_MULTIPLIER) ? at + 1 : at;
}

/* "2x63 MVA", "3 x 450 MW": so many of one size, where the unit behind adds up. Sides ("60x60 cm") do not. */
static bool is_product(const struct reading *r, uint32_t at)
{
    static const char *const dimensions[] = {"power", "apparent power", "energy", "mass", "volume"};
    const struct hit *unit = hits_at(&r->hits, at + 2, CLASS_UNIT);
    bool times = (is_mark(r, at, 'x') || token_is(r, at, "x")) && is_kind(r, at + 1, TOKEN_NUMBER);
    for (size_t i = 0; times && unit && i < sizeof dimensions / sizeof *dimensions; i++)
        if (strcmp(unit->entry->dimension, dimensions[i]) == 0)
            return true;
    return false;
}

/* "nửa triệu đồng", "nửa tấn": a half of what follows; "nửa tháng", "nửa đầu" are no amounts. */
static bool half_of(const struct reading *r, uint32_t at)
{
    if (!token_is(r, at, "nửa"))
        return false;
    const struct hit *unit = hits_at(&r->hits, at + 1, CLASS_UNIT);
    return begins(r, at + 1, CLASS_MULTIPLIER) || (unit && strcmp(unit->entry->dimension, "time") != 0);
}

/* One "394 tỷ" of "394 tỷ 581 triệu": digits or words without a multiplier. */
static bool simple_numeral(const struct reading *r, uint32_t at, struct numeral *n)
{
    if (is_kind(r, at, TOKEN_NUMBER)) {
        n->value = token_digits(r, at);
        n->end = over_wrap(r, n->value.known ? torn_groups(r, at, &n->value) : at + 1);
        n->half = decimal_half_step(n->value);
        if (n->end == at + 1 && is_product(r, n->end)) {
            ind_decimal size = token_digits(r, n->end + 1);
            n->half = decimal_multiply(n->value, decimal_half_step(size));
            n->value = decimal_multiply(n->value, size);
            n->end += 2;
        }
        return true;
    }
    if (half_of(r, at)) {
        *n = (struct numeral){.end = at + 1, .value = decimal_of(5, -1), .half = decimal_of(5, -2), .word = true};
        return true;
    }
    int64_t words = below_thousand(r, at, &n->end);
    if (words < 0)
        return false;
    n->word = true;
    n->value = decimal_of(words, 0);
    n->half = decimal_of(5, -1);
    return true;
}

static const struct hit *multiplier_at(const struct reading *r, uint32_t at)
{
    const struct hit *hit = hits_at(&r->hits, at, CLASS_MULTIPLIER);
    if (!hit)
        return NULL;
    const struct hit *noun = hits_at(&r->hits, at, CLASS_NOUN), *rate = hits_at(&r->hits, at, CLASS_RATE);
    if (rate && rate->count > hit->count) /* "cuối năm tỷ lệ hộ nghèo" */
        return NULL;
    return noun && noun->count > hit->count ? NULL : hit;
}

/* Applies "nghìn tỷ", "triệu", "rưỡi" behind the numeral. */
static void apply_multipliers(const struct reading *r, struct numeral *n)
{
    const struct hit *hit;
    n->scale = decimal_of(1, 0);
    if (!begins(r, n->end, CLASS_MULTIPLIER))
        return;
    while ((hit = multiplier_at(r, n->end))) {
        n->scale = decimal_multiply(n->scale, hit->entry->number);
        n->end += hit->count;
        n->scaled = true;
    }
    n->value = decimal_multiply(n->value, n->scale);
    n->half = decimal_multiply(n->half, n->scale);
    uint32_t end;
    const struct entry *half = n->scaled ? number_at(r, n->end, "half", &end) : NULL;
    if (half && !token_is(r, end, "đầu") && !token_is(r, end, "cuối")) { /* "lỗ 5.168 tỷ nửa đầu năm" */
        n->value = decimal_add(n->value, decimal_multiply(n->scale, decimal_of(5, -1)));
        n->half = decimal_multiply(n->scale, decimal_of(5, -2));
        n->end = end;
    }
}

/* "2 tỷ 5": the digit counts tenths of the scale before it, where nothing is counted by the digit itself. */
static bool is_tenths(const struct reading *r, const struct numeral *n)
{
    return is_plain_number(r, n->end) && token_at(r, n->end)->end - token_at(r, n->end)->start == 1 &&
           !begins(r, n->end + 1, CLASS_MULTIPLIER) && !begins(r, n->end + 1, CLASS_NOUN) &&
           !is_mark(r, n->end + 1, '%') && !is_mark(r, n->end + 1, '/');
}

/* "năm nghìn năm trăm năm mươi lăm": the last part has no scale of its own. A single digit is no such part:
 * "hai triệu năm 2020". */
static bool is_word_tail(const struct numeral *n, const struct numeral *tail)
{
    return n->word && tail->word && !tail->scaled && decimal_compare(tail->value, decimal_of(9, 0)) > 0 &&
           decimal_compare(tail->value, n->scale) < 0;
}

/* "16 nghìn 300 trường hợp", "2 nghìn 430 phương tiện": three digits behind thousands, and what both count. */
static bool is_digit_tail(const struct reading *r, const struct numeral *n, const struct numeral *tail)
{
    return !n->word && !tail->word && !tail->scaled && is_group(r, n->end) && tail->end == n->end + 1 &&
           decimal_compare(n->scale, decimal_of(1000, 0)) == 0 &&
           (begins(r, tail->end, CLASS_NOUN) || begins(r, tail->end, CLASS_UNIT));
}

/* "1 nghìn 127 tỷ" is 1127 tỷ: the second part counts the units of the first one's scale, and gives the scale. */
static bool is_thousands_of(const struct numeral *n, const struct numeral *more)
{
    if (!more->scaled || decimal_compare(more->scale, n->scale) <= 0)
        return false;
    ind_decimal count = decimal_divide(more->value, more->scale);
    return count.known && decimal_compare(count, n->scale) < 0;
}

bool numeral_at(const struct reading *r, uint32_t at, struct numeral *ret_numeral)
{
    struct numeral n = {0};
    if (at >= r->tokens.count || !simple_numeral(r, at, &n))
        return false;
    apply_multipliers(r, &n);
    while (n.scaled) {
        struct numeral more = {0};
        if (is_tenths(r, &n)) {
            n.value = decimal_add(n.value, decimal_multiply(token_digits(r, n.end), decimal_shift(n.scale, -1)));
            n.half = decimal_multiply(n.scale, decimal_of(5, -2));
            n.end++;
            break;
        }
        if (!simple_numeral(r, n.end, &more) || !more.value.known)
            break;
        apply_multipliers(r, &more);
        if (!more.value.known || !more.scale.known || !n.value.known || !n.scale.known)
            break;
        if (is_word_tail(&n, &more) || is_digit_tail(r, &n, &more)) {
            n.value = decimal_add(n.value, more.value);
            n.half = more.half;
            n.end = more.end;
            break;
        }
        if (is_thousands_of(&n, &more)) {
            n.value = decimal_multiply(decimal_add(n.value, decimal_divide(more.value, more.scale)), more.scale);
            n.half = more.half;
            n.scale = more.scale;
            n.end = more.end;
            break;
        }
        if (!more.scaled || decimal_compare(more.scale, n.scale) >= 0)
            break;
        n.value = decimal_add(n.value, more.value);
        n.half = more.half;
        n.scale = more.scale;
        n.end = more.end;
    }
    *ret_numeral = n;
    return true;
}
