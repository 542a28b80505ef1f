/* The settings of one daemon: one list of keys drives the configuration file, the command line and --help
 * (a test holds the manual and the packaged file against that). Says what was asked for, not whether the world agrees
 * (that a folder exists, a port is free).
 *
 * A file has `key = value` lines and `#` comments; a list key may stand on several lines or hold several
 * values, separated by blanks or commas. The command line has `--key VALUE` or `--key=VALUE` and wins. */
#ifndef SERVICE_CONFIG_H
#define SERVICE_CONFIG_H

#include <indicatord/error.h>

#include <stdbool.h>
#include <stdint.h>

#define CONFIG_LIST_MAX 16

struct config_list {
    char *items[CONFIG_LIST_MAX];
    uint32_t count;
};

/* How a value is written and kept. DURATION in milliseconds, written "2", "0.5 s", "30min", "12h", "30d";
 * BYTES written "16777216", "512K", "16MiB", "2G". PATH, FILE and TEXT are "" where they are unset. */
typedef char *config_TEXT;
typedef char *config_PATH; /* of a folder */
typedef char *config_FILE;
typedef struct config_list config_LIST;
typedef uint64_t config_DURATION;
typedef uint64_t config_BYTES;
typedef uint64_t config_COUNT;
typedef bool config_FLAG;
typedef int config_LEVEL; /* enum log_level */

#define CONFIG_SECOND 1000ull
#define CONFIG_DAY (86400ull * CONFIG_SECOND)
#define CONFIG_MIB (1ull << 20)

/* field, key, type, default, least, most, what it is for */
#define CONFIG_KEYS(X)                                                                                                 \
    X(inbox, "inbox", PATH, "/var/lib/indicatord/inbox", 0, 0, "the folder that articles are dropped into")            \
    X(state, "state", PATH, "/var/lib/indicatord/state", 0, 0, "the folder of the journal; one daemon each")           \
    X(feed, "feed", LIST, "ipc:///run/indicatord/feed", 0, 0, "where the messages are published (PUB)")                \
    X(replay, "replay", TEXT, "ipc:///run/indicatord/replay", 0, 0, "where replays and status are asked for (ROUTER)") \
    X(stream, "stream", TEXT, "", 0, 0, "the name of this feed in every header; the host's name where unset")          \
    X(tables, "tables", PATH, "", 0, 0, "a folder of *.tsv files that extend the built-in tables")                     \
    X(settle, "settle", DURATION, "2s", 0, 3600 * CONFIG_SECOND, "how long a file must be still before it is taken")   \
    X(rescan, "rescan", DURATION, "30s", 100, CONFIG_DAY, "how often the whole inbox is read anew")                    \
    X(max_file, "max-file", BYTES, "16MiB", 1, 1024 * CONFIG_MIB, "a larger file is rejected")                         \
    X(max_observations, "max-observations", COUNT, "10000", 1, 1000000, "an article with more is rejected")            \
    X(memory, "memory", BYTES, "208MiB", CONFIG_MIB, 16384 * CONFIG_MIB, "what one article may take while it is read") \
    X(workers, "workers", COUNT, "0", 0, 64, "threads that extract; 0: as many as there are processors, 4 at most")    \
    X(in_flight, "in-flight", COUNT, "64", 1, 4096, "files that are claimed at one time; the rest waits in the inbox") \
    X(keep_done, "keep-done", DURATION, "30d", 0, 36500 * CONFIG_DAY,                                                  \
      "how long filed articles stay in done/; 0: for ever")                                                            \
    X(delete_done, "delete-done", FLAG, "no", 0, 1, "delete an article instead of filing it under done/")              \
    X(retention_days, "retention-days", COUNT, "30", 0, 36500, "messages older than this leave the journal; 0: never") \
    X(retention_bytes, "retention-bytes", BYTES, "8GiB", 0, 1ull << 50,                                                \
      "the oldest messages leave a larger journal; 0: never")                                                          \
    X(remember_days, "remember-days", COUNT, "365", 0, 36500,                                                          \
      "how long articles are known after their messages left; 0: for ever")                                            \
    X(min_free, "min-free", BYTES, "1GiB", 0, 1ull << 50,                                                              \
      "nothing is claimed while the disk has less room than that ...")                                                 \
    X(min_free_percent, "min-free-percent", COUNT, "5", 0, 99, "... or less of its size than that, in percent")        \
    X(group_wait, "group-wait", DURATION, "5ms", 0, CONFIG_SECOND,                                                     \
      "how long a commit waits for articles that are being read")                                                      \
    X(feed_queue, "feed-queue", COUNT, "20000", 1, 10000000,                                                           \
      "messages kept for a slow subscriber before it loses some")                                                      \
    X(zmtp_heartbeat, "zmtp-heartbeat", DURATION, "0", 0, 3600 * CONFIG_SECOND,                                        \
      "how often connections are asked for a sign of life; 0: never")                                                  \
    X(curve_server_key, "curve-server-key", FILE, "", 0, 0, "the daemon's secret key: with it clients need keys, too") \
    X(curve_clients, "curve-clients", FILE, "", 0, 0, "the public keys of the clients that may connect, one a line")   \
    X(log_level, "log-level", LEVEL, "info", 0, 0, "error, warning, info or debug")

struct config {
#define X(field, key, type, initial, least, most, help) config_##type field;
    CONFIG_KEYS(X)
#undef X
};

enum config_action { CONFIG_RUN, CONFIG_HELP, CONFIG_VERSION };

/* Reads the command line and the file that its --config names. On success the caller owns *ret_config and
 * gives it to config_done; with CONFIG_HELP and CONFIG_VERSION it holds the defaults only. The fault is
 * one sentence that names the file and line, or the option, and what would be right.
 * Errors: IND_E_INVALID, IND_E_RANGE, IND_E_IO, IND_E_NOT_FOUND, IND_E_NOMEM. */
int config_read(int argc, char **argv, struct config *ret_config, enum config_action *ret_action,
                struct ind_fault *fault);

/* NULL and a zeroed config are fine. */
void config_done(struct config *config);

/* The options and their defaults, to stdout. */
void config_print_help(void);

#endif
