/* Frames are read one behind the other. Behind the first that is not whole only their salts are compared: they say
 * whether a frame is of this log or one left over from before it was begun anew. */
#include "daemon/journal/frames.h"

#include "daemon/base/error.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#define HEADER 32
#define FRAME_HEADER 24
#define MAGIC 0x377f0682u /* or one more: check sums of big-endian words */

struct log {
    FILE *file;
    size_t page;
    bool big;
    uint32_t salts[2], sums[2];
    unsigned char *bytes; /* of one frame */
};

static uint32_t word(const unsigned char *at, bool big)
{
    return big ? (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3]
               : (uint32_t)at[3] << 24 | (uint32_t)at[2] << 16 | (uint32_t)at[1] << 8 | at[0];
}

/* Takes a multiple of eight bytes into the sums. */
static void add(struct log *log, const unsigned char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i += 8) {
        log->sums[0] += word(bytes + i, log->big) + log->sums[1];
        log->sums[1] += word(bytes + i + 4, log->big) + log->sums[0];
    }
}

static bool holds(const struct log *log, const unsigned char *sums)
{
    return log->sums[0] == word(sums, true) && log->sums[1] == word(sums + 4, true);
}

/* 1 where the header is whole, 0 where it is not but says how long its pages are, -1 where nothing can be known. */
static int read_header(struct log *log)
{
    unsigned char header[HEADER];
    if (fread(header, 1, sizeof header, log->file) != sizeof header)
        return -1;
    uint32_t magic = word(header, true);
    log->page = word(header + 8, true);
    if (log->page < 512 || log->page > 65536 || (log->page & (log->page - 1)))
        log->page = 4096;
    log->big = magic & 1;
    log->salts[0] = word(header + 16, true);
    log->salts[1] = word(header + 20, true);
    add(log, header, HEADER - 8);
    return (magic & ~1u) == MAGIC && holds(log, header + HEADER - 8);
}

static bool is_ours(const struct log *log)
{
    return word(log->bytes + 8, true) == log->salts[0] && word(log->bytes + 12, true) == log->salts[1];
}

static bool is_whole(struct log *log)
{
    if (!is_ours(log))
        return false;
    add(log, log->bytes, 8);
    add(log, log->bytes + FRAME_HEADER, log->page);
    return holds(log, log->bytes + 16);
}

/* A commit is durable before the next is begun: so a frame behind the commit that the first broken one belongs to shows
 * that this one was whole once. */
static void look(struct log *log, bool whole, struct frames_look *ret_look)
{
    struct frames_look seen = {0};
    bool committed = false, certain = false;
    while (fread(log->bytes, 1, FRAME_HEADER + log->page, log->file) == FRAME_HEADER + log->page) {
        seen.frames++;
        whole = whole && is_whole(log);
        if (whole) {
            seen.whole++;
            continue;
        }
        if (!is_ours(log))
            continue;
        certain |= committed;
        committed |= word(log->bytes + 4, true) != 0;
        seen.lost = seen.frames - seen.whole;
    }
    if (!certain)
        seen.lost = 0;
    seen.lost_bytes = seen.lost * log->page;
    *ret_look = seen;
}

int frames_look(const char *directory, struct frames_look *ret_look, struct ind_fault *fault)
{
    struct log log = {0};
    char *path = NULL;
    *ret_look = (struct frames_look){0};
    if (asprintf(&path, "%s/journal.db-wal", directory) < 0)
        return fault_set(fault, IND_E_NOMEM, FAULT_NOWHERE, "%s: out of memory", directory);
    log.file = fopen(path, "re");
    int code = log.file || errno == ENOENT
                   ? IND_OK
                   : fault_set(fault, IND_E_IO, FAULT_NOWHERE, "%s: %s", path, strerrordesc_np(errno));
    int header = log.file ? read_header(&log) : -1;
    if (header >= 0 && !(log.bytes = malloc(FRAME_HEADER + log.page)))
        code = fault_set(fault, IND_E_NOMEM, FAULT_NOWHERE, "%s: out of memory", path);
    if (log.bytes)
        look(&log, header == 1, ret_look);
    if (log.file)
        fclose(log.file);
    free(log.bytes);
    free(path);
    return code;
}
