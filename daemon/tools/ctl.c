/* indicatorctl: finds the verb and hands it its command line. What a verb does is in a file of its own. */
#include <signal.h>

#include "daemon/tools/output.h"
#include "daemon/tools/verbs.h"

static const struct verb *const verbs[] = {&extract_verb, &text_verb,    &explain_verb,   &check_verb, &subscribe_verb,
                                           &status_verb,  &journal_verb, &reextract_verb, &keygen_verb};

enum { VERBS = sizeof verbs / sizeof *verbs };

static void usage(void)
{
    puts(
        "usage: indicatorctl VERB [OPTION…] [ARGUMENT…]\n\n"
        "Indicators of Vietnamese local-government news: extracted from files, or read from the feed of indicatord.\n");
    for (size_t i = 0; i < VERBS; i++)
        printf("  %-11s %s\n", verbs[i]->name, verbs[i]->summary);
    puts("\n'indicatorctl VERB --help' tells a verb's options; 'indicatorctl --version' the version. See "
         "indicatorctl(1).");
}

static const struct verb *find(const char *name)
{
    for (size_t i = 0; i < VERBS; i++)
        if (!strcmp(verbs[i]->name, name))
            return verbs[i];
    return NULL;
}

static int run(const struct verb *verb, int argc, char **argv)
{
    struct call call;
    int status = call_read(&call, verb, argc, argv);
    if (!status && call.help)
        verb_usage(verb);
    else if (!status)
        status = verb->run(&call);
    call_done(&call);
    return status;
}

static bool is(const char *word, const char *letter, const char *name)
{
    return !strcmp(word, letter) || !strcmp(word, name);
}

int main(int argc, char **argv)
{
    signal(SIGPIPE, SIG_IGN); /* a reader that went away is an error of a write, seen in output.c */
    const char *word = argc > 1 ? argv[1] : "";
    const struct verb *verb = find(word);
    int status = CTL_OK;
    if (verb)
        status = run(verb, argc - 1, argv + 1);
    else if (is(word, "-h", "--help") || !strcmp(word, "help"))
        usage();
    else if (is(word, "-V", "--version"))
        puts("indicatorctl " IND_VERSION);
    else {
        if (*word)
            complain("there is no verb '%s': see 'indicatorctl --help'", word);
        else
            complain("a verb is missing: see 'indicatorctl --help'");
        status = CTL_USAGE;
    }
    return output_finish(status);
}
