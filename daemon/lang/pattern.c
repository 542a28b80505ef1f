/* All rows become (?|(?:row 0)(*MARK:0)|(?:row 1)(*MARK:1)…): groups count from 1 in each row, and the mark says
 * which one matched. Each row is first compiled alone, so that its own fault is named. */
#define PCRE2_CODE_UNIT_WIDTH 8
#include "daemon/lang/pattern.h"

#include <pcre2.h>

#include "daemon/base/buffer.h"

#define GROUPS 4
#define OFFSETS (GROUPS + 1)
#define MATCH_LIMIT 20000
#define DEPTH_LIMIT 500
#define HEAP_LIMIT_KIB 256

struct pattern_set {
    struct arena *arena;
    LIST_OF(struct pattern_row) rows;
    pcre2_code *code; /* NULL where there are no patterns */
    bool jit;
    bool extended; /* rows of more than one file */
};

struct pattern_worker {
    const struct pattern_set *set;
    pcre2_match_context *context;
    pcre2_match_data *data;
};

int pattern_set_new(struct pattern_set **ret_set, struct arena *arena)
{
    struct pattern_set *set = ARENA_NEW(arena, struct pattern_set);
    if (!set)
        return IND_E_LIMIT;
    set->arena = arena;
    *ret_set = set;
    return IND_OK;
}

void pattern_set_free(struct pattern_set *set)
{
    if (set)
        pcre2_code_free(set->code);
}

bool pattern_set_is_jit(const struct pattern_set *set)
{
    return set->jit;
}

const struct pattern_row *pattern_set_row(const struct pattern_set *set, uint32_t index)
{
    return index < set->rows.count ? &set->rows.items[index] : NULL;
}

static bool named(const char *name, const char *bytes, size_t length)
{
    return strlen(name) == length && !memcmp(name, bytes, length);
}

static struct pattern_row *find(const struct pattern_set *set, const char *bytes, size_t length)
{
    for (uint32_t i = 0; i < set->rows.count; i++)
        if (named(set->rows.items[i].name, bytes, length))
            return &set->rows.items[i];
    return NULL;
}

const struct pattern_row *pattern_set_find(const struct pattern_set *set, ind_text name)
{
    return find(set, name.bytes, name.length);
}

static bool is_part(const struct pattern_row *row)
{
    return !strcmp(row->kind, "part");
}

/* The length of the part's name in "{name}…", 0 when it is no part but a quantifier like {2,4}. */
static size_t part_length(const char *brace)
{
    if (brace[1] < 'a' || brace[1] > 'z')
        return 0;
    return strcspn(brace + 1, "}");
}

/* Appends the pattern with its parts in place. A part holds no parts, so that this ends. */
static int expand(const struct pattern_set *set, const char *pattern, struct buffer *buffer, struct ind_fault *fault)
{
    for (const char *at = pattern; *at;) {
        size_t plain = strcspn(at, "{");
        buffer_append(buffer, at, plain);
        at += plain;
        size_t length = *at ? part_length(at) : 0;
        const struct pattern_row *part = length ? find(set, at + 1, length) : NULL;
        if (length && (!part || !is_part(part)))
            return fault_set(fault, IND_E_INVALID, FAULT_NOWHERE, "there is no part '%.*s'", (int)length, at + 1);
        if (part)
            buffer_text(buffer, part->pattern);
        else if (*at)
            buffer_byte(buffer, *at);
        at += part ? length + 2 : *at != '\0';
    }
    return IND_OK;
}

static int append_row(const struct pattern_set *set, const struct pattern_row *row, uint32_t index,
                      struct buffer *buffer, struct ind_fault *fault)
{
    buffer_text(buffer, "(?:");
    TRY(expand(set, row->pattern, buffer, fault));
    buffer_print(buffer, ")(*MARK:%u)", index);
    return IND_OK;
}

static int compile(struct buffer *buffer, pcre2_code **ret_code, struct ind_fault *fault)
{
    const char *text = buffer_string(buffer);
    if (!text)
        return IND_E_NOMEM;
    const uint32_t options = PCRE2_ANCHORED | PCRE2_NEVER_UTF | PCRE2_NEVER_UCP | PCRE2_NEVER_BACKSLASH_C;
    int code;
    PCRE2_SIZE at;
    *ret_code = pcre2_compile((PCRE2_SPTR)text, buffer->length, options, &code, &at, NULL);
    if (*ret_code)
        return IND_OK;
    PCRE2_UCHAR reason[160] = {0};
    pcre2_get_error_message(code, reason, sizeof reason);
    return fault_set(fault, IND_E_INVALID, at, "%s", (const char *)reason);
}

static int refuse_shape(const pcre2_code *code, struct ind_fault *fault)
{
    uint32_t groups = 0, empty = 0;
    pcre2_pattern_info(code, PCRE2_INFO_CAPTURECOUNT, &groups);
    pcre2_pattern_info(code, PCRE2_INFO_MATCHEMPTY, &empty);
    if (groups > GROUPS)
        return fault_set(fault, IND_E_INVALID, FAULT_NOWHERE, "more than %d groups", GROUPS);
    if (empty)
        return fault_set(fault, IND_E_INVALID, FAULT_NOWHERE, "it may match nothing at all");
    return IND_OK;
}

/* Compiles the row by itself, bare or wrapped as it will be among the others. */
static int try_row(const struct pattern_set *set, const struct pattern_row *row, bool wrapped, struct ind_fault *fault)
{
    struct buffer buffer;
    buffer_init(&buffer);
    pcre2_code *code = NULL;
    buffer_text(&buffer, wrapped ? "(?|" : "");
    int result = wrapped ? append_row(set, row, 0, &buffer, fault) : expand(set, row->pattern, &buffer, fault);
    buffer_text(&buffer, wrapped ? ")" : "");
    if (result == IND_OK)
        result = compile(&buffer, &code, fault);
    if (result == IND_OK && !is_part(row))
        result = refuse_shape(code, fault);
    pcre2_code_free(code);
    buffer_done(&buffer);
    return result;
}

/* Bare, for what only the wrapping would balance; wrapped, for what would swallow it. */
static int check_row(const struct pattern_set *set, const struct pattern_row *row, struct ind_fault *fault)
{
    TRY(try_row(set, row, false, fault));
    return try_row(set, row, true, fault);
}

static bool uses_parts(const char *pattern)
{
    for (const char *brace = pattern; (brace = strchr(brace, '{')); brace++)
        if (part_length(brace))
            return true;
    return false;
}

static const char *rule_of(struct arena *arena, ind_text name)
{
    static const char prefix[] = "patterns:";
    size_t length = sizeof prefix - 1;
    char *rule = arena_alloc(arena, length + name.length + 1);
    if (!rule)
        return NULL;
    memcpy(rule, prefix, length);
    memcpy(rule + length, name.bytes, name.length);
    return rule;
}

int pattern_set_put(struct pattern_set *set, const struct pattern_fields *fields, struct ind_fault *fault)
{
    struct pattern_row row = {
        .kind = arena_copy(set->arena, fields->kind.bytes, fields->kind.length),
        .name = arena_copy(set->arena, fields->name.bytes, fields->name.length),
        .pattern = arena_copy(set->arena, fields->pattern.bytes, fields->pattern.length),
        .rule = rule_of(set->arena, fields->name),
        .origin = fields->origin,
    };
    if (!row.kind || !row.name || !row.pattern || !row.rule)
        return IND_E_LIMIT;
    TRY(check_row(set, &row, fault));
    if (is_part(&row) && uses_parts(row.pattern))
        return fault_set(fault, IND_E_INVALID, FAULT_NOWHERE, "a part must not be made of parts");
    struct pattern_row *place = find(set, fields->name.bytes, fields->name.length);
    if (!place)
        place = LIST_PUSH(set->arena, &set->rows);
    if (!place)
        return IND_E_LIMIT;
    *place = row;
    return IND_OK;
}

/* Says which row it is that no longer compiles: a part that it uses has been replaced. */
static int check_rows(const struct pattern_set *set, struct ind_fault *fault)
{
    for (uint32_t i = 0; i < set->rows.count; i++) {
        struct ind_fault reason = {.at = FAULT_NOWHERE};
        int code = check_row(set, &set->rows.items[i], &reason);
        if (code == IND_E_INVALID)
            return fault_set(fault, code, FAULT_NOWHERE, "patterns.tsv: with the parts in force, '%s' fails: %s",
                             set->rows.items[i].name, reason.text);
        TRY(code);
    }
    return IND_OK;
}

static int append_rows(const struct pattern_set *set, struct buffer *buffer, struct ind_fault *fault)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < set->rows.count; i++) {
        if (is_part(&set->rows.items[i]))
            continue;
        buffer_text(buffer, count++ ? "|" : "(?|");
        TRY(append_row(set, &set->rows.items[i], i, buffer, fault));
    }
    if (count)
        buffer_byte(buffer, ')');
    return IND_OK;
}

int pattern_set_compile(struct pattern_set *set, struct ind_fault *fault)
{
    TRY(check_rows(set, fault));
    for (uint32_t i = 1; i < set->rows.count; i++)
        set->extended |= set->rows.items[i].origin.source != set->rows.items[0].origin.source;
    struct buffer buffer;
    buffer_init(&buffer);
    int result = append_rows(set, &buffer, fault);
    if (result == IND_OK && (buffer.length || buffer.failed))
        result = compile(&buffer, &set->code, fault);
    buffer_done(&buffer);
    /* Refused under MemoryDenyWriteExecute and the like: pcre2_match then interprets by itself. */
    if (result == IND_OK && set->code)
        set->jit = pcre2_jit_compile(set->code, PCRE2_JIT_COMPLETE) == 0;
    return result;
}

int pattern_set_worker(const struct pattern_set *set, struct pattern_worker **ret_worker)
{
    struct pattern_worker *worker = calloc(1, sizeof *worker);
    if (!worker)
        return IND_E_NOMEM;
    worker->set = set;
    worker->context = pcre2_match_context_create(NULL);
    worker->data = pcre2_match_data_create(OFFSETS, NULL);
    if (!worker->context || !worker->data) {
        pattern_worker_free(worker);
        return IND_E_NOMEM;
    }
    pcre2_set_match_limit(worker->context, MATCH_LIMIT);
    pcre2_set_depth_limit(worker->context, DEPTH_LIMIT);
    pcre2_set_heap_limit(worker->context, HEAP_LIMIT_KIB);
    *ret_worker = worker;
    return IND_OK;
}

void pattern_worker_free(struct pattern_worker *worker)
{
    if (!worker)
        return;
    pcre2_match_data_free(worker->data);
    pcre2_match_context_free(worker->context);
    free(worker);
}

/* The row that a mark names; NULL for a mark that is none of ours. */
static const struct pattern_row *marked_row(const struct pattern_worker *worker)
{
    const unsigned char *mark = pcre2_get_mark(worker->data);
    if (!mark)
        return NULL;
    uint32_t index = 0;
    for (; *mark >= '0' && *mark <= '9' && index <= worker->set->rows.count; mark++)
        index = index * 10 + (uint32_t)(*mark - '0');
    return *mark ? NULL : pattern_set_row(worker->set, index);
}

static void take_groups(const struct pattern_worker *worker, int pairs, struct pattern_match *ret_match)
{
    const PCRE2_SIZE *offsets = pcre2_get_ovector_pointer(worker->data);
    for (int i = 1; i <= GROUPS; i++) {
        bool caught = i < pairs && offsets[2 * i] != PCRE2_UNSET;
        ret_match->group[i - 1] = caught ? (ind_span){(uint32_t)offsets[2 * i], (uint32_t)offsets[2 * i + 1]}
                                         : (ind_span){0, 0};
    }
    ret_match->end = (uint32_t)offsets[1];
}

bool pattern_is_extended(const struct pattern_worker *worker)
{
    return worker->set->extended;
}

bool pattern_at(struct pattern_worker *worker, const struct text *text, uint32_t at, struct pattern_match *ret_match)
{
    if (!worker->set->code || at >= text->length)
        return false;
    uint32_t length = text->length - at > PATTERN_WINDOW ? at + PATTERN_WINDOW : text->length;
    int pairs = pcre2_match(worker->set->code, (PCRE2_SPTR)text->bytes, length, at, PCRE2_NOTEMPTY, worker->data,
                            worker->context);
    const struct pattern_row *row = pairs > 0 ? marked_row(worker) : NULL;
    if (!row)
        return false;
    take_groups(worker, pairs, ret_match);
    ret_match->kind = row->kind;
    ret_match->rule = row->rule;
    return true;
}
