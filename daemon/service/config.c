/* The reader of settings, driven by the list in config.h. It knows nothing of what a setting does. */
#include "daemon/service/config.h"

#include "daemon/base/error.h"
#include "daemon/service/log.h"

#include <errno.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum type { TYPE_TEXT, TYPE_PATH, TYPE_FILE, TYPE_LIST, TYPE_DURATION, TYPE_BYTES, TYPE_COUNT, TYPE_FLAG, TYPE_LEVEL };

struct key {
    const char *name;
    enum type type;
    size_t offset;
    const char *initial;
    uint64_t least, most;
    const char *help;
};

static const struct key keys[] = {
#define X(field, name, type, initial, least, most, help) \
    {name, TYPE_##type, offsetof(struct config, field), initial, least, most, help},
    CONFIG_KEYS(X)
#undef X
};
#define KEYS (sizeof keys / sizeof *keys)

static const char *const type_hints[] = {
    [TYPE_TEXT] = "TEXT",        [TYPE_PATH] = "DIR",         [TYPE_FILE] = "FILE",
    [TYPE_LIST] = "ENDPOINT...", [TYPE_DURATION] = "SECONDS", [TYPE_BYTES] = "BYTES",
    [TYPE_COUNT] = "N",          [TYPE_FLAG] = "yes|no",      [TYPE_LEVEL] = "LEVEL",
};

struct suffix {
    const char *text;
    uint64_t factor;
};

static const struct suffix duration_suffixes[] = {
    {"ms", 1},        {"", 1000},       {"s", 1000},        {"min", 60000},
    {"h", 3600000},   {"d", 86400000},  {"days", 86400000}, {NULL, 0},
};
static const struct suffix byte_suffixes[] = {
    {"", 1},           {"B", 1},           {"K", 1ull << 10},   {"KiB", 1ull << 10}, {"M", 1ull << 20},
    {"MiB", 1ull << 20}, {"G", 1ull << 30}, {"GiB", 1ull << 30}, {NULL, 0},
};
static const struct suffix count_suffixes[] = {{"", 1}, {NULL, 0}};

/* One source of settings: the defaults, a file, or the command line. */
struct reading {
    struct config *config;
    const char *file; /* NULL: the command line */
    unsigned line;
    unsigned set_at[KEYS]; /* line or argument that set it, 0 for none */
    struct ind_fault *fault;
};

static void *field_of(const struct reading *reading, const struct key *key)
{
    return (char *)reading->config + key->offset;
}

/* "FILE:LINE: " or "command line: ", in front of every complaint. */
static int complain(const struct reading *reading, int code, const char *text)
{
    if (reading->file)
        return fault_set(reading->fault, code, FAULT_NOWHERE, "%s:%u: %s", reading->file, reading->line, text);
    return fault_set(reading->fault, code, FAULT_NOWHERE, "command line: %s", text);
}

#define COMPLAIN(reading, code, ...)                          \
    ({                                                        \
        char complaint[256];                                  \
        snprintf(complaint, sizeof complaint, __VA_ARGS__);   \
        complain((reading), (code), complaint);               \
    })

/* Edit distance, for names of at most 31 bytes. */
static unsigned distance(const char *a, const char *b)
{
    unsigned row[32];
    size_t width = strlen(b) < 31 ? strlen(b) : 31;
    for (unsigned j = 0; j <= width; j++)
        row[j] = j;
    for (unsigned i = 1; *a; a++, i++) {
        unsigned corner = row[0];
        row[0] = i;
        for (size_t j = 1; j <= width; j++) {
            unsigned change = corner + (*a != b[j - 1]);
            corner = row[j];
            unsigned step = (row[j] < row[j - 1] ? row[j] : row[j - 1]) + 1;
            row[j] = change < step ? change : step;
        }
    }
    return row[width];
}

static const struct key *find_key(const char *name)
{
    for (size_t i = 0; i < KEYS; i++)
        if (strcmp(keys[i].name, name) == 0)
            return &keys[i];
    return NULL;
}

static const char *nearest_key(const char *name)
{
    const struct key *best = keys;
    for (size_t i = 1; i < KEYS; i++)
        if (distance(name, keys[i].name) < distance(name, best->name))
            best = &keys[i];
    return best->name;
}

/* digits [. digits], at most 15 and 6 of them: *ret_whole and the fraction in millionths. Returns what
 * follows, blanks skipped, or NULL where there is no number. */
static const char *read_number(const char *text, uint64_t *ret_whole, uint64_t *ret_millionths)
{
    const char *at = text;
    uint64_t whole = 0, millionths = 0, place = 100000;
    for (; *at >= '0' && *at <= '9' && at - text < 15; at++)
        whole = whole * 10 + (uint64_t)(*at - '0');
    if (at == text)
        return NULL;
    if (*at == '.')
        for (at++; *at >= '0' && *at <= '9' && place; at++, place /= 10)
            millionths += (uint64_t)(*at - '0') * place;
    while (*at == ' ')
        at++;
    *ret_whole = whole;
    *ret_millionths = millionths;
    return at;
}

static const struct suffix *find_suffix(const struct suffix *suffixes, const char *text)
{
    for (; suffixes->text; suffixes++)
        if (strcmp(suffixes->text, text) == 0)
            return suffixes;
    return NULL;
}

static int set_quantity(struct reading *reading, const struct key *key, const struct suffix *suffixes,
                        const char *value)
{
    uint64_t whole, millionths, scaled;
    const char *rest = read_number(value, &whole, &millionths);
    const struct suffix *suffix = rest ? find_suffix(suffixes, rest) : NULL;
    if (!suffix || (millionths && suffix->factor == 1))
        return COMPLAIN(reading, IND_E_INVALID, "%s: \"%.40s\" is not a number%s", key->name, value,
                        key->type == TYPE_DURATION ? " of seconds (2, 0.5, 30min, 12h and 30d are)"
                        : key->type == TYPE_BYTES  ? " of bytes (16777216, 512K and 16MiB are)"
                                                   : " (a whole one is wanted)");
    if (__builtin_mul_overflow(whole, suffix->factor, &scaled) || scaled > key->most ||
        (scaled += millionths * suffix->factor / 1000000) < key->least || scaled > key->most) {
        uint64_t unit = key->type == TYPE_DURATION ? 1000 : 1;
        return COMPLAIN(reading, IND_E_RANGE, "%s: %.40s is out of range: %.10g to %.10g%s are allowed", key->name,
                        value, (double)key->least / (double)unit, (double)key->most / (double)unit,
                        key->type == TYPE_DURATION ? " seconds" : key->type == TYPE_BYTES ? " bytes" : "");
    }
    *(uint64_t *)field_of(reading, key) = scaled;
    return IND_OK;
}

static int set_text(struct reading *reading, const struct key *key, const char *value)
{
    char *copy = strdup(value);
    if (!copy)
        return complain(reading, IND_E_NOMEM, "out of memory");
    char **field = field_of(reading, key);
    free(*field);
    *field = copy;
    return IND_OK;
}

static void clear_list(struct config_list *list)
{
    while (list->count)
        free(list->items[--list->count]);
}

static int add_items(struct reading *reading, const struct key *key, const char *value)
{
    struct config_list *list = field_of(reading, key);
    for (const char *at = value + strspn(value, " \t,"); *at; at += strspn(at, " \t,")) {
        size_t length = strcspn(at, " \t,");
        if (list->count == CONFIG_LIST_MAX)
            return COMPLAIN(reading, IND_E_LIMIT, "%s: at most %d values are allowed", key->name, CONFIG_LIST_MAX);
        char *copy = strndup(at, length);
        if (!copy)
            return complain(reading, IND_E_NOMEM, "out of memory");
        list->items[list->count++] = copy;
        at += length;
    }
    return IND_OK;
}

static int set_flag(struct reading *reading, const struct key *key, const char *value)
{
    static const char *const words[] = {"no", "yes", "false", "true", "off", "on", "0", "1"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(words[i], value) == 0) {
            *(bool *)field_of(reading, key) = i % 2;
            return IND_OK;
        }
    return COMPLAIN(reading, IND_E_INVALID, "%s: \"%.40s\" is neither yes nor no", key->name, value);
}

static int set_level(struct reading *reading, const struct key *key, const char *value)
{
    int level = log_level_of(value);
    if (level < 0)
        return COMPLAIN(reading, IND_E_INVALID, "%s: \"%.40s\" is none of error, warning, info, debug", key->name,
                        value);
    *(int *)field_of(reading, key) = level;
    return IND_OK;
}

static int set_value(struct reading *reading, const struct key *key, const char *value)
{
    switch (key->type) {
    case TYPE_TEXT:
    case TYPE_PATH:
    case TYPE_FILE:
        return set_text(reading, key, value);
    case TYPE_LIST:
        return add_items(reading, key, value);
    case TYPE_DURATION:
        return set_quantity(reading, key, duration_suffixes, value);
    case TYPE_BYTES:
        return set_quantity(reading, key, byte_suffixes, value);
    case TYPE_COUNT:
        return set_quantity(reading, key, count_suffixes, value);
    case TYPE_FLAG:
        return set_flag(reading, key, value);
    case TYPE_LEVEL:
        return set_level(reading, key, value);
    }
    return IND_E_INVALID;
}

/* A setting of this source. What another source put into a list gives way to the first of ours. */
static int apply(struct reading *reading, const struct key *key, const char *value)
{
    unsigned *set_at = &reading->set_at[key - keys];
    if (*set_at && key->type != TYPE_LIST)
        return reading->file
                   ? COMPLAIN(reading, IND_E_INVALID, "%s is set twice, first on line %u", key->name, *set_at)
                   : COMPLAIN(reading, IND_E_INVALID, "--%s stands there twice", key->name);
    if (!*set_at && key->type == TYPE_LIST)
        clear_list(field_of(reading, key));
    *set_at = reading->line;
    return set_value(reading, key, value);
}

static int apply_defaults(struct config *config, struct ind_fault *fault)
{
    struct reading reading = {.config = config, .file = "defaults", .line = 1, .fault = fault};
    for (size_t i = 0; i < KEYS; i++)
        TRY(apply(&reading, &keys[i], keys[i].initial));
    return IND_OK;
}

/* Cuts blanks off both ends, in place. */
static char *trim(char *text)
{
    text += strspn(text, " \t\r\n");
    size_t length = strlen(text);
    while (length && strchr(" \t\r\n", text[length - 1]))
        length--;
    text[length] = 0;
    return text;
}

/* A comment begins at the line's first # or at a # behind a blank: a path may hold one. */
static void cut_comment(char *line)
{
    for (char *at = line; *at; at++)
        if (*at == '#' && (at == line || at[-1] == ' ' || at[-1] == '\t')) {
            *at = 0;
            return;
        }
}

static int read_line(struct reading *reading, char *line)
{
    cut_comment(line);
    line = trim(line);
    if (!*line)
        return IND_OK;
    char *equals = strchr(line, '=');
    if (!equals)
        return COMPLAIN(reading, IND_E_INVALID, "\"%.60s\" is no \"key = value\"", line);
    *equals = 0;
    char *name = trim(line);
    char *value = trim(equals + 1);
    const struct key *key = find_key(name);
    if (!key)
        return COMPLAIN(reading, IND_E_INVALID, "there is no key \"%.40s\"; the nearest is \"%s\"", name,
                        nearest_key(name));
    return apply(reading, key, value);
}

static int read_file(struct config *config, const char *path, struct ind_fault *fault)
{
    struct reading reading = {.config = config, .file = path, .fault = fault};
    FILE *file = fopen(path, "re");
    if (!file)
        return fault_set(fault, errno == ENOENT ? IND_E_NOT_FOUND : IND_E_IO, FAULT_NOWHERE,
                         "the configuration file %s cannot be read: %s", path, strerror(errno));
    char *line = NULL;
    size_t room = 0;
    int code = IND_OK;
    while (code == IND_OK && getline(&line, &room, file) >= 0) {
        reading.line++;
        code = read_line(&reading, line);
    }
    if (code == IND_OK && ferror(file))
        code = fault_set(fault, IND_E_IO, FAULT_NOWHERE, "the configuration file %s cannot be read: %s", path,
                         strerror(errno));
    free(line);
    fclose(file);
    return code;
}

/* One walk over the command line: the first (apply_keys false) finds --config and what is to be done, the
 * second sets the keys, behind the file. */
struct walk {
    struct reading reading;
    int argc;
    char **argv;
    int at;
    bool apply_keys;
    const char *config_file;
    enum config_action action;
};

/* The value of the option at hand: what follows its '=', or the next argument. */
static int option_value(struct walk *walk, const char *inlined, const char *name, const char **ret_value)
{
    if (!inlined && walk->at + 1 >= walk->argc)
        return COMPLAIN(&walk->reading, IND_E_INVALID, "--%s needs a value", name);
    *ret_value = inlined ? inlined : walk->argv[++walk->at];
    return IND_OK;
}

static bool is_action(struct walk *walk, const char *argument)
{
    static const struct {
        const char *text;
        enum config_action action;
    } actions[] = {{"--help", CONFIG_HELP}, {"-h", CONFIG_HELP}, {"--version", CONFIG_VERSION}};
    for (size_t i = 0; i < sizeof actions / sizeof *actions; i++)
        if (strcmp(argument, actions[i].text) == 0) {
            walk->action = actions[i].action;
            return true;
        }
    return false;
}

/* A list option takes every argument up to the next option. */
static int apply_option(struct walk *walk, const struct key *key, const char *value)
{
    if (walk->apply_keys)
        TRY(apply(&walk->reading, key, value));
    while (key->type == TYPE_LIST && walk->at + 1 < walk->argc && walk->argv[walk->at + 1][0] != '-') {
        walk->at++;
        if (walk->apply_keys)
            TRY(apply(&walk->reading, key, walk->argv[walk->at]));
    }
    return IND_OK;
}

static int walk_argument(struct walk *walk)
{
    const char *argument = walk->argv[walk->at];
    walk->reading.line = (unsigned)walk->at;
    if (is_action(walk, argument))
        return IND_OK;
    if (strncmp(argument, "--", 2) != 0 || !argument[2])
        return COMPLAIN(&walk->reading, IND_E_INVALID, "\"%.60s\" is no option; --help lists them", argument);
    char name[32];
    size_t length = strcspn(argument + 2, "=");
    const char *inlined = argument[2 + length] ? argument + 2 + length + 1 : NULL;
    snprintf(name, sizeof name, "%.*s", (int)(length < 31 ? length : 31), argument + 2);
    const struct key *key = find_key(name);
    const char *value = NULL;
    if (!key && strcmp(name, "config") != 0)
        return COMPLAIN(&walk->reading, IND_E_INVALID, "there is no option --%s; the nearest is --%s", name,
                        nearest_key(name));
    TRY(option_value(walk, inlined, name, &value));
    if (key)
        return apply_option(walk, key, value);
    walk->config_file = value;
    return IND_OK;
}

static int walk_all(struct walk *walk)
{
    for (walk->at = 1; walk->at < walk->argc; walk->at++)
        TRY(walk_argument(walk));
    return IND_OK;
}

static int read_sources(int argc, char **argv, struct config *config, enum config_action *ret_action,
                        struct ind_fault *fault)
{
    struct walk walk = {.reading = {.config = config, .fault = fault}, .argc = argc, .argv = argv};
    TRY(apply_defaults(config, fault));
    TRY(walk_all(&walk));
    *ret_action = walk.action;
    if (walk.action != CONFIG_RUN)
        return IND_OK;
    if (walk.config_file)
        TRY(read_file(config, walk.config_file, fault));
    walk.apply_keys = true;
    return walk_all(&walk);
}

int config_read(int argc, char **argv, struct config *ret_config, enum config_action *ret_action,
                struct ind_fault *fault)
{
    struct config config = {0};
    enum config_action action = CONFIG_RUN;
    int code = read_sources(argc, argv, &config, &action, fault);
    if (code < 0) {
        config_done(&config);
        return code;
    }
    *ret_config = config;
    *ret_action = action;
    return IND_OK;
}

void config_done(struct config *config)
{
    if (!config)
        return;
    struct reading reading = {.config = config};
    for (size_t i = 0; i < KEYS; i++) {
        void *field = field_of(&reading, &keys[i]);
        if (keys[i].type == TYPE_LIST)
            clear_list(field);
        if (keys[i].type == TYPE_TEXT || keys[i].type == TYPE_PATH || keys[i].type == TYPE_FILE)
            free(*(char **)field);
    }
    *config = (struct config){0};
}

void config_print_help(void)
{
    puts("usage: indicatord [--config FILE] [--KEY VALUE]...\n\n"
         "Reads Vietnamese local-government news that is dropped into a folder and publishes the indicators in\n"
         "it as a feed. Every key may stand in the file as `key = value`; the command line wins.\n");
    puts("  --config FILE            the configuration file");
    for (size_t i = 0; i < KEYS; i++) {
        char left[64];
        snprintf(left, sizeof left, "--%s %s", keys[i].name, type_hints[keys[i].type]);
        printf("  %-24s %s", left, keys[i].help);
        if (keys[i].initial[0])
            printf(" (%s)", keys[i].initial);
        putchar('\n');
    }
    puts("  --help, --version        print this, or the version, and end");
}
