/* What the verbs that speak to a daemon share: its endpoints as options, and where it is by default. */
#ifndef TOOLS_FEED_H
#define TOOLS_FEED_H

/* As the daemon's own defaults (service/config.h); a test holds them together. */
#define FEED_DEFAULT "ipc:///run/indicatord/feed"
#define REPLAY_DEFAULT "ipc:///run/indicatord/replay"

#define FEED_OPTION {"feed", "ENDPOINT", "where the daemon publishes (" FEED_DEFAULT ")", 0}

/* Rows of a verb's options, and what they are for the client (indicatord/feed_client.h). */
#define KEY_OPTIONS                                                                           \
    {"server-key", "FILE", "CURVE: the daemon's public key, where it asks for keys", 0},      \
    {"key", "FILE", "CURVE: the own secret key ('indicatorctl keygen' makes one)", 0}
#define KEYS_OF(call) \
    .server_key_file = call_value((call), "server-key", NULL), .secret_key_file = call_value((call), "key", NULL)

#endif
