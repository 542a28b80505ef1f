/* Reading a verb's command line from its option table. */
#include "daemon/tools/options.h"

#include <getopt.h>

#include "daemon/base/buffer.h"
#include "daemon/base/check.h"
#include "daemon/tools/output.h"

enum { MOST_OPTIONS = 24, HELP = 256 };

static size_t option_count(const struct verb *verb)
{
    size_t count = 0;
    while (verb->options[count].name)
        count++;
    CHECK(count < MOST_OPTIONS);
    return count;
}

/* getopt_long's two tables: `val` is the row's index, so that a short and a long name meet in one place. */
static void build_getopt(const struct verb *verb, struct option *longs, char *shorts)
{
    size_t count = option_count(verb);
    *shorts++ = ':';
    *shorts++ = 'h';
    for (size_t i = 0; i < count; i++) {
        const struct option_row *row = &verb->options[i];
        longs[i] = (struct option){row->name, row->value ? required_argument : no_argument, NULL, HELP + 1 + (int)i};
        if (!row->letter)
            continue;
        *shorts++ = row->letter;
        if (row->value)
            *shorts++ = ':';
    }
    longs[count] = (struct option){"help", no_argument, NULL, HELP};
    longs[count + 1] = (struct option){0};
    *shorts = '\0';
}

static const struct option_row *row_of(const struct verb *verb, int found)
{
    if (found > HELP)
        return &verb->options[found - HELP - 1];
    for (const struct option_row *row = verb->options; row->name; row++)
        if (row->letter == found)
            return row;
    return NULL;
}

/* Whether `value` is one of the words of "a|b|c". */
static bool one_of(const char *words, const char *value)
{
    size_t length = strlen(value);
    for (const char *word = words; word; word = strchr(word, '|')) {
        word += *word == '|';
        if (strcspn(word, "|") == length && !strncmp(word, value, length))
            return true;
    }
    return false;
}

static int keep(struct call *call, const struct option_row *row, const char *value)
{
    if (row->value && strchr(row->value, '|') && !one_of(row->value, value)) {
        complain("--%s can't be '%s': give one of %s", row->name, value, row->value);
        return CTL_USAGE;
    }
    call->given[call->given_count++] = (struct given){row, value};
    return 0;
}

static int refuse(const struct verb *verb, int found, char **argv)
{
    const char *word = argv[optind - 1];
    if (found == ':')
        complain("%s needs a value: see 'indicatorctl %s --help'", word, verb->name);
    else if (optopt > 0 && optopt < HELP)
        complain("there is no option -%c: see 'indicatorctl %s --help'", optopt, verb->name);
    else
        complain("%s is no option, or takes no value: see 'indicatorctl %s --help'", word, verb->name);
    return CTL_USAGE;
}

static int check_arguments(const struct call *call)
{
    const struct verb *verb = call->verb;
    if (call->argument_count < verb->least)
        complain("%s needs %s: see 'indicatorctl %s --help'", verb->name, verb->arguments, verb->name);
    else if (verb->most >= 0 && call->argument_count > verb->most)
        complain("%s does not take '%s': see 'indicatorctl %s --help'", verb->name, call->arguments[verb->most],
                 verb->name);
    else
        return 0;
    return CTL_USAGE;
}

static int read_options(struct call *call, int argc, char **argv)
{
    struct option longs[MOST_OPTIONS + 2];
    char shorts[2 * MOST_OPTIONS + 3];
    build_getopt(call->verb, longs, shorts);
    optind = 0; /* glibc: begin anew, forget the word in hand */
    opterr = 0;
    int found;
    while ((found = getopt_long(argc, argv, shorts, longs, NULL)) != -1) {
        if (found == HELP || found == 'h') {
            call->help = true;
            return 0;
        }
        const struct option_row *row = found == '?' || found == ':' ? NULL : row_of(call->verb, found);
        int code = row ? keep(call, row, optarg) : refuse(call->verb, found, argv);
        if (code)
            return code;
    }
    call->arguments = argv + optind;
    call->argument_count = argc - optind;
    return check_arguments(call);
}

int call_read(struct call *call, const struct verb *verb, int argc, char **argv)
{
    *call = (struct call){.verb = verb, .given = calloc((size_t)argc, sizeof *call->given)};
    if (!call->given) {
        complain("out of memory");
        return CTL_FAILED;
    }
    return read_options(call, argc, argv);
}

void call_done(struct call *call)
{
    free(call->given);
    call->given = NULL;
}

const char *call_each(const struct call *call, const char *name, size_t at)
{
    for (size_t i = 0; i < call->given_count; i++)
        if (!strcmp(call->given[i].option->name, name) && at-- == 0)
            return call->given[i].value ? call->given[i].value : "";
    return NULL;
}

const char *call_value(const struct call *call, const char *name, const char *fallback)
{
    const char *value = fallback;
    for (size_t i = 0; i < call->given_count; i++)
        if (!strcmp(call->given[i].option->name, name))
            value = call->given[i].value;
    return value;
}

bool call_has(const struct call *call, const char *name)
{
    return call_each(call, name, 0) != NULL;
}

bool read_number(const char *text, uint64_t *ret_number)
{
    uint64_t number = 0;
    for (const char *at = text; *at; at++)
        if (*at < '0' || *at > '9' || __builtin_mul_overflow(number, 10, &number) ||
            __builtin_add_overflow(number, (uint64_t)(*at - '0'), &number))
            return false;
    *ret_number = number;
    return *text != '\0';
}

int call_number(const struct call *call, const char *name, uint64_t least, uint64_t most, uint64_t fallback,
                uint64_t *ret_number)
{
    const char *text = call_value(call, name, NULL);
    uint64_t number = fallback;
    if (text && (!read_number(text, &number) || number < least || number > most)) {
        complain("--%s can't be '%s': give a whole number from %llu to %llu", name, text,
                 (unsigned long long)least, (unsigned long long)most);
        return CTL_USAGE;
    }
    *ret_number = number;
    return 0;
}

static void option_usage(const struct option_row *row)
{
    char left[64];
    snprintf(left, sizeof left, "%c%c%s--%s%s%s", row->letter ? '-' : ' ', row->letter ? row->letter : ' ',
             row->letter ? ", " : "  ", row->name, row->value ? " " : "", row->value ? row->value : "");
    printf("  %-30s %s\n", left, row->help);
}

void verb_usage(const struct verb *verb)
{
    printf("usage: indicatorctl %s %s%s%s\n\n%s\n\n", verb->name, verb->options->name ? "[OPTION…]" : "",
           *verb->arguments ? " " : "", verb->arguments, verb->summary);
    for (const struct option_row *row = verb->options; row->name; row++)
        option_usage(row);
    option_usage(&(struct option_row){"help", NULL, "print this and end", 'h'});
}
