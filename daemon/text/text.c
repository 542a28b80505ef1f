/* Cleaning in one pass. Nearly all text is copied in long stretches; only where a character changes, or one
 * that joins the character before it follows, is a single cluster taken apart and composed anew. */
#include "daemon/text/text.h"

#include <utf8proc.h>

#include "daemon/base/check.h"

/* The most marks on one letter that are kept, as in Unicode's stream-safe format: what follows is no writing,
 * and sorting it would cost more than linear time. */
#define MARKS_MAX 30

/* No character decomposes into more. */
#define PARTS_MAX 8

#define CODES_MAX (MARKS_MAX + 2 * PARTS_MAX)
#define CLUSTER_BYTES (CODES_MAX * 4)
#define SOURCE_MAX ((size_t)INT32_MAX)
#define DROPPED (-1)

/* A letter and the marks on it: canonically decomposed and ordered. */
struct cluster {
    int32_t codes[CODES_MAX];
    uint32_t count;
    uint32_t marks;
    uint32_t start; /* of its bytes in the source */
    uint32_t end;
    uint32_t base_end; /* behind its first character */
    uint32_t base_parts;
};

struct reader {
    struct arena *arena;
    struct ind_fault *fault;
    const unsigned char *source;
    uint32_t length;
    uint32_t at;      /* the next source byte */
    uint32_t placed;  /* behind the source bytes that the clean text ends with */
    unsigned char *clean;
    uint32_t clean_length;
    uint32_t copied_from; /* clean characters from here on are copies of their source */
    size_t room;          /* of clean: always enough for what is left of the source and a NUL */
    LIST_OF(struct text_run) runs;
};

static int full(struct reader *reader)
{
    return fault_set(reader->fault, IND_E_LIMIT, FAULT_NOWHERE, "the text needs more than %zu bytes of memory",
                     reader->arena->limit);
}

/* Two runs may begin at one clean offset: the first tells where the character before ends in the source, the
 * second where the next one begins, and what was dropped lies between. */
static int run_push(struct reader *reader, uint32_t source)
{
    struct text_run *last = reader->runs.count ? &reader->runs.items[reader->runs.count - 1] : NULL;
    if (last && last->clean == reader->clean_length && last->source == source)
        return 0;
    struct text_run *run = LIST_PUSH(reader->arena, &reader->runs);
    if (!run)
        return full(reader);
    *run = (struct text_run){.clean = reader->clean_length, .source = source};
    return 0;
}

/* What comes next is from source offset `start`. */
static int begin_at(struct reader *reader, uint32_t start)
{
    if (start == reader->placed)
        return 0;
    TRY(run_push(reader, reader->placed));
    TRY(run_push(reader, start));
    reader->placed = start;
    return 0;
}

static bool continues(unsigned char byte)
{
    return (byte & 0xC0) == 0x80;
}

/* The length of a three-byte character that stays as it is: U+1E00-1EFF, where the Vietnamese letters are, and
 * the punctuation and currency signs of U+2010-20BF without the spaces and controls among them. */
static uint32_t plain_three(const unsigned char *at, uint32_t left)
{
    if (left < 3 || !continues(at[1]) || !continues(at[2]))
        return 0;
    if (at[0] == 0xE1)
        return at[1] >= 0xB8 && at[1] <= 0xBB ? 3 : 0;
    if (at[0] != 0xE2)
        return 0;
    switch (at[1]) {
    case 0x80: return (at[2] >= 0x90 && at[2] <= 0xA7) || at[2] >= 0xB0 ? 3 : 0;
    case 0x81: return at[2] <= 0x9E || at[2] >= 0xB0 ? 3 : 0;
    case 0x82: return 3;
    default: return 0;
    }
}

/* The length of the character at `at` when it goes into the clean text as it is unless a mark follows; else 0.
 * Of two bytes those are U+00A1-02FF but the soft hyphen. */
static uint32_t plain_length(const unsigned char *at, uint32_t left)
{
    if (at[0] < 0x80)
        return (at[0] >= ' ' && at[0] < 0x7F) || at[0] == '\n' || at[0] == '\t';
    if (at[0] >= 0xE0)
        return plain_three(at, left);
    if (left < 2 || !continues(at[1]) || at[0] < 0xC2 || at[0] > 0xCB)
        return 0;
    return at[0] > 0xC2 || (at[1] > 0xA0 && at[1] != 0xAD) ? 2 : 0;
}

/* Copies all up to the next character that needs a look. */
static int copy_plain(struct reader *reader)
{
    uint32_t at = reader->at, step;
    while (at < reader->length && (step = plain_length(reader->source + at, reader->length - at)))
        at += step;
    uint32_t count = at - reader->at;
    if (!count)
        return 0;
    TRY(begin_at(reader, reader->at));
    memcpy(reader->clean + reader->clean_length, reader->source + reader->at, count);
    reader->clean_length += count;
    reader->at = reader->placed = at;
    return 0;
}

/* Takes back the last copied character: what follows may join it. */
static void step_back(struct reader *reader)
{
    if (reader->clean_length == reader->copied_from)
        return;
    uint32_t before = reader->clean_length;
    do
        reader->clean_length--;
    while (continues(reader->clean[reader->clean_length]));
    reader->at -= before - reader->clean_length;
    reader->placed = reader->at;
}

/* What a character becomes before composition. */
static int32_t plain_form(int32_t code)
{
    if (code == '\n' || code == '\t' || (code >= ' ' && code < 0x7F))
        return code;
    if (code == '\r' || code == 0x2028 || code == 0x2029)
        return '\n';
    if (code < 0xA0)
        return ' ';
    if (code >= 0xFF01 && code <= 0xFF5E)
        return code - 0xFF01 + '!';
    const utf8proc_property_t *property = utf8proc_get_property(code);
    if (property->category == UTF8PROC_CATEGORY_ZS)
        return ' ';
    return property->ignorable ? DROPPED : code;
}

static int not_text(struct reader *reader)
{
    unsigned byte = reader->source[reader->at];
    return byte ? fault_set(reader->fault, IND_E_NOT_TEXT, reader->at, "byte 0x%02X at offset %u is not UTF-8", byte,
                            reader->at)
                : fault_set(reader->fault, IND_E_NOT_TEXT, reader->at, "a NUL byte at offset %u", reader->at);
}

/* The next character in its plain form (or DROPPED) and the offset behind it. */
static int decode(struct reader *reader, int32_t *ret_code, uint32_t *ret_next)
{
    const unsigned char *at = reader->source + reader->at;
    uint32_t left = reader->length - reader->at;
    if (at[0] == '\r' && left > 1 && at[1] == '\n') {
        *ret_code = '\n';
        *ret_next = reader->at + 2;
        return 0;
    }
    int32_t code;
    utf8proc_ssize_t taken = utf8proc_iterate(at, (utf8proc_ssize_t)left, &code);
    if (taken <= 0 || !code)
        return not_text(reader);
    *ret_code = plain_form(code);
    *ret_next = reader->at + (uint32_t)taken;
    return 0;
}

static int combining_class(int32_t code)
{
    return utf8proc_get_property(code)->combining_class;
}

static uint32_t compose(int32_t *codes, uint32_t count)
{
    utf8proc_ssize_t left =
        utf8proc_normalize_utf32(codes, (utf8proc_ssize_t)count, UTF8PROC_COMPOSE | UTF8PROC_STABLE);
    CHECK(left >= 0);
    return (uint32_t)left;
}

/* Hangul vowels and finals, and the few vowel signs of other scripts that are no combining characters but
 * compose all the same. */
static bool may_compose(int32_t code)
{
    utf8proc_category_t category = utf8proc_category(code);
    return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_MC || (code >= 0x1161 && code <= 0x1175) ||
           (code >= 0x11A8 && code <= 0x11C2);
}

static bool cluster_joins(const struct cluster *cluster, int32_t code)
{
    if (combining_class(code))
        return true;
    if (!may_compose(code))
        return false;
    int32_t alone[CODES_MAX], joined[CODES_MAX + 1];
    memcpy(alone, cluster->codes, cluster->count * sizeof *alone);
    memcpy(joined, cluster->codes, cluster->count * sizeof *joined);
    joined[cluster->count] = code;
    return compose(joined, cluster->count + 1) == compose(alone, cluster->count);
}

/* Marks go behind those of a class as low or lower. */
static void cluster_insert(struct cluster *cluster, int32_t code)
{
    int class = combining_class(code);
    if (class && cluster->marks == MARKS_MAX)
        return;
    CHECK(cluster->count < CODES_MAX);
    uint32_t at = cluster->count++;
    cluster->marks += class != 0;
    for (; class && at && combining_class(cluster->codes[at - 1]) > class; at--)
        cluster->codes[at] = cluster->codes[at - 1];
    cluster->codes[at] = code;
}

/* False when the character begins a cluster of its own. */
static bool cluster_take(struct cluster *cluster, int32_t code)
{
    int32_t parts[PARTS_MAX];
    int boundary = 0;
    utf8proc_ssize_t count =
        utf8proc_decompose_char(code, parts, PARTS_MAX, UTF8PROC_DECOMPOSE | UTF8PROC_STABLE, &boundary);
    CHECK(count > 0 && count <= PARTS_MAX);
    if (cluster->count && !cluster_joins(cluster, parts[0]))
        return false;
    if (!cluster->count)
        cluster->base_parts = (uint32_t)count;
    for (utf8proc_ssize_t i = 0; i < count; i++)
        cluster_insert(cluster, parts[i]);
    return true;
}

static int reserve(struct reader *reader, uint32_t more)
{
    size_t need = (size_t)reader->clean_length + more + (reader->length - reader->at) + 1;
    if (need <= reader->room)
        return 0;
    size_t room = need + need / 2;
    unsigned char *clean = need <= SOURCE_MAX ? arena_raw(reader->arena, room) : NULL;
    if (!clean)
        return full(reader);
    memcpy(clean, reader->clean, reader->clean_length);
    reader->clean = clean;
    reader->room = room;
    return 0;
}

/* Puts composed characters behind the clean text as what the source bytes [start, end) say. */
static int place(struct reader *reader, const int32_t *codes, uint32_t count, uint32_t start, uint32_t end)
{
    unsigned char bytes[CLUSTER_BYTES];
    uint32_t length = 0;
    for (uint32_t i = 0; i < count; i++)
        length += (uint32_t)utf8proc_encode_char(codes[i], bytes + length);
    TRY(reserve(reader, length));
    TRY(begin_at(reader, start));
    memcpy(reader->clean + reader->clean_length, bytes, length);
    reader->clean_length += length;
    reader->copied_from = reader->clean_length;
    reader->placed = end;
    return length == end - start ? 0 : run_push(reader, end);
}

/* Where the marks do not change the character under them, it keeps its own place: a full-width digit or a
 * no-break space with a mark behind it. */
static int cluster_place(struct reader *reader, struct cluster *cluster)
{
    int32_t base = cluster->codes[0];
    uint32_t count = compose(cluster->codes, cluster->count);
    bool apart = cluster->base_parts == 1 && count > 1 && cluster->codes[0] == base && !combining_class(base);
    if (!apart)
        return place(reader, cluster->codes, count, cluster->start, cluster->end);
    TRY(place(reader, cluster->codes, 1, cluster->start, cluster->base_end));
    return place(reader, cluster->codes + 1, count - 1, cluster->base_end, cluster->end);
}

/* One character with all that joins it, past what is dropped between and behind. */
static int read_cluster(struct reader *reader)
{
    struct cluster cluster = {.count = 0};
    step_back(reader);
    while (reader->at < reader->length) {
        int32_t code = DROPPED;
        uint32_t next = reader->length;
        TRY(decode(reader, &code, &next));
        if (code != DROPPED) {
            bool first = !cluster.count;
            if (!cluster_take(&cluster, code))
                break;
            cluster.end = next;
            if (first) {
                cluster.start = reader->at;
                cluster.base_end = next;
            }
        }
        reader->at = next;
    }
    return cluster.count ? cluster_place(reader, &cluster) : 0;
}

static bool is_blank(const unsigned char *bytes, uint32_t length)
{
    for (uint32_t i = 0; i < length; i++)
        if (bytes[i] != ' ' && bytes[i] != '\n' && bytes[i] != '\t')
            return false;
    return true;
}

static int reader_init(struct reader *reader, const char *bytes, size_t length)
{
    if (length > SOURCE_MAX)
        return fault_set(reader->fault, IND_E_LIMIT, FAULT_NOWHERE, "%zu bytes are too many for one text", length);
    reader->source = (const unsigned char *)bytes;
    reader->length = (uint32_t)length;
    reader->room = length + 1;
    reader->clean = arena_raw(reader->arena, reader->room);
    return reader->clean ? run_push(reader, 0) : full(reader);
}

int text_read(struct arena *arena, const char *bytes, size_t length, struct text *ret_text, struct ind_fault *fault)
{
    struct reader reader = {.arena = arena, .fault = fault};
    TRY(reader_init(&reader, bytes, length));
    while (reader.at < reader.length) {
        TRY(copy_plain(&reader));
        if (reader.at < reader.length)
            TRY(read_cluster(&reader));
    }
    if (is_blank(reader.clean, reader.clean_length))
        return fault_set(fault, IND_E_EMPTY, FAULT_NOWHERE, "there is no text in it");
    reader.clean[reader.clean_length] = '\0';
    *ret_text = (struct text){.bytes = (const char *)reader.clean,
                              .length = reader.clean_length,
                              .runs = reader.runs.items,
                              .run_count = reader.runs.count};
    return 0;
}

/* How many runs begin before `clean`, or at it when `with` says so. */
static uint32_t runs_until(const struct text *text, uint32_t clean, bool with)
{
    uint32_t low = 0, high = text->run_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (text->runs[middle].clean < clean || (with && text->runs[middle].clean == clean))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Inside a cluster that grew, offsets stop at its end. */
static uint32_t follow_run(const struct text *text, uint32_t run, uint32_t clean)
{
    uint32_t source = text->runs[run].source + (clean - text->runs[run].clean);
    if (run + 1 < text->run_count && source > text->runs[run + 1].source)
        return text->runs[run + 1].source;
    return source;
}

uint32_t text_source_start(const struct text *text, uint32_t clean)
{
    return follow_run(text, runs_until(text, clean, true) - 1, clean);
}

uint32_t text_source_end(const struct text *text, uint32_t clean_end)
{
    uint32_t run = runs_until(text, clean_end, false);
    if (run < text->run_count && text->runs[run].clean == clean_end)
        return text->runs[run].source;
    return follow_run(text, run - 1, clean_end);
}

/* The clean offset of the first byte that comes from `source` or from behind it, looked for from run *run on. */
static uint32_t clean_from(const struct text *text, uint32_t source, uint32_t *run)
{
    while (*run + 1 < text->run_count && text->runs[*run + 1].source <= source)
        ++*run;
    uint32_t clean = text->runs[*run].clean + (source - text->runs[*run].source);
    uint32_t end = *run + 1 < text->run_count ? text->runs[*run + 1].clean : text->length;
    return clean < end ? clean : end;
}

int text_carry_lines(struct arena *arena, const struct text_line *lines, uint32_t count, struct text *text)
{
    struct text_line *carried = ARENA_ARRAY(arena, struct text_line, count);
    if (!carried)
        return IND_E_LIMIT;
    uint32_t run = 0;
    for (uint32_t i = 0; i < count; i++)
        carried[i] = (struct text_line){clean_from(text, lines[i].start, &run), lines[i].kind};
    text->lines = carried;
    text->line_count = count;
    return IND_OK;
}
