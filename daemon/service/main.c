/* indicatord: the command line, the settings, one sentence and a status where something stands in the way. */
#include "daemon/service/config.h"
#include "daemon/service/daemon.h"
#include "daemon/service/log.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>

#define EXIT_USAGE 2 /* the settings are wrong: a restart would not help */
#define MOST_DESCRIPTORS 65536

/* A connection is a descriptor, and the usual 1,024 are few. Where it fails, what there is must do. */
static void raise_descriptors(void)
{
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) < 0 || limit.rlim_cur >= MOST_DESCRIPTORS)
        return;
    limit.rlim_cur = limit.rlim_max < MOST_DESCRIPTORS ? limit.rlim_max : MOST_DESCRIPTORS;
    setrlimit(RLIMIT_NOFILE, &limit);
}

static int run(const struct config *config)
{
    struct ind_fault fault = {0};
    log_init((enum log_level)config->log_level);
    if (daemon_run(config, &fault) == IND_OK)
        return EXIT_SUCCESS;
    log_error("%s", fault.text);
    return EXIT_FAILURE;
}

int main(int argc, char **argv)
{
    struct config config;
    enum config_action action;
    struct ind_fault fault = {0};
    umask(0027);
    signal(SIGPIPE, SIG_IGN);
    raise_descriptors();
    log_init(LEVEL_INFO);
    int code = config_read(argc, argv, &config, &action, &fault);
    if (code < 0) {
        log_error("%s", fault.text);
        return code == IND_E_NOMEM ? EXIT_FAILURE : EXIT_USAGE;
    }
    int status = EXIT_SUCCESS;
    switch (action) {
    case CONFIG_RUN:
        status = run(&config);
        break;
    case CONFIG_HELP:
        config_print_help();
        break;
    case CONFIG_VERSION:
        puts("indicatord " IND_VERSION);
        break;
    }
    config_done(&config);
    return status;
}
