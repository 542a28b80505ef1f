/* Printing contradictions. Words of articles are cleaned for the terminal; JSON escapes by itself. */
#include "daemon/tools/check_report.h"

#include "daemon/tools/explain_words.h"
#include "daemon/tools/grid.h"
#include "proto/bodies.h"
#include "proto/pieces.h"

static const char *kind_name(enum contradiction_kind kind)
{
    static const char *const names[] = {
        [CONTRADICTION_PLAN] = "plan", [CONTRADICTION_SHARE] = "share", [CONTRADICTION_CHANGE] = "change",
        [CONTRADICTION_PART] = "part", [CONTRADICTION_SUM] = "sum",     [CONTRADICTION_VALUE] = "value",
        [CONTRADICTION_GROWTH] = "growth",
    };
    return names[kind];
}

static void put_clean(struct buffer *out, ind_text text)
{
    if (text.bytes)
        text_clean(out, text.bytes, text.length);
}

static void put_file(struct buffer *out, const struct checkup *checkup, uint32_t file)
{
    const char *name = checkup->files[file];
    struct buffer escaped;
    buffer_init(&escaped);
    ind_escape_name(&escaped, name, strlen(name));
    text_clean(out, escaped.length ? escaped.bytes : "", escaped.length);
    out->failed |= escaped.failed;
    buffer_done(&escaped);
}

/* "thu ngân sách nhà nước (budget.revenue) · 2020 · huyện Ba Chẽ · estimate" */
static void put_subject(struct buffer *out, const struct contradiction *c)
{
    put_clean(out, c->indicator);
    if (c->code.bytes) {
        buffer_text(out, " (");
        put_clean(out, c->code);
        buffer_byte(out, ')');
    }
    if (c->period.start.year) {
        buffer_text(out, " · ");
        words_period(out, &c->period);
    }
    if (c->place.bytes) {
        buffer_text(out, " · ");
        put_clean(out, c->place);
    }
    buffer_print(out, " · %s\n", word_status(c->status));
}

static void put_side(struct buffer *out, const struct checkup *checkup, const struct side *side)
{
    buffer_text(out, "  ");
    put_file(out, checkup, side->file);
    buffer_print(out, ":%u: “", side->span.start);
    put_clean(out, side->text);
    buffer_text(out, "”");
    if (side->value.length) {
        buffer_text(out, " = ");
        put_clean(out, side->value);
    }
    buffer_byte(out, '\n');
}

/* The sentence, behind the last of the figures that stand in it. */
static void put_sentence(struct buffer *out, const struct contradiction *c, uint32_t at)
{
    const struct side *side = &c->sides[at], *next = at + 1 < c->side_count ? side + 1 : NULL;
    if (next && next->file == side->file && same_words(next->sentence, side->sentence))
        return;
    buffer_text(out, "      ");
    put_clean(out, side->sentence);
    buffer_byte(out, '\n');
}

void report_text(struct buffer *out, const struct checkup *checkup, const struct contradiction *c)
{
    buffer_print(out, "%s: ", kind_name(c->kind));
    put_clean(out, c->reason);
    buffer_text(out, "\n  ");
    put_subject(out, c);
    for (uint32_t i = 0; i < c->side_count; i++) {
        put_side(out, checkup, &c->sides[i]);
        put_sentence(out, c, i);
    }
    buffer_byte(out, '\n');
}

static void json_side(struct ind_writer *writer, const struct checkup *checkup, const struct side *side)
{
    const char *name = checkup->files[side->file];
    ind_write_map(writer, 6);
    ind_put_escaped(writer, "file", (ind_text){name, (uint32_t)strlen(name)});
    ind_put_natural(writer, "offset", side->span.start);
    ind_put_span(writer, "span", side->span);
    ind_put_text(writer, "text", side->text);
    ind_put_text(writer, "value", side->value);
    ind_put_text(writer, "sentence", side->sentence);
    ind_write_end(writer);
}

void report_json(struct buffer *out, const struct checkup *checkup, const struct contradiction *c)
{
    struct ind_writer writer = ind_json_writer(out);
    ind_write_map(&writer, 9);
    ind_put_name(&writer, "schema", "indicatord.contradiction/1");
    ind_put_name(&writer, "kind", kind_name(c->kind));
    ind_put_text(&writer, "reason", c->reason);
    ind_put_text(&writer, "indicator", c->indicator);
    ind_put_text(&writer, "code", c->code);
    ind_put_text(&writer, "place", c->place);
    ind_put_period(&writer, "period", &c->period);
    ind_put_name(&writer, "status", word_status(c->status));
    ind_write_key(&writer, "sides");
    ind_write_array(&writer, c->side_count);
    for (uint32_t i = 0; i < c->side_count; i++)
        json_side(&writer, checkup, &c->sides[i]);
    ind_write_end(&writer);
    ind_write_end(&writer);
    buffer_byte(out, '\n');
}
