/* What the verbs that speak to a daemon share: its endpoints as options, and where it is by default. */
#ifndef TOOLS_FEED_H
#define TOOLS_FEED_H

/* As the daemon's own defaults (service/config.h); a test holds them together. */
#define FEED_DEFAULT "ipc:///run/indicatord/feed"
#define REPLAY_DEFAULT "ipc:///run/indicatord/replay"

#define FEED_OPTION {"feed", "ENDPOINT", "where the daemon publishes (" FEED_DEFAULT ")", 0}

#endif
