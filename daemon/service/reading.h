/* From a claimed file to the messages that tell of it: what a worker thread does with one work. Decides
 * between an article, a duplicate and a rejection; neither journals nor files anything. */
#ifndef SERVICE_READING_H
#define SERVICE_READING_H

#include "daemon/journal/reader.h"
#include "daemon/service/work.h"

/* A file whose reading took the daemon down so often is rejected. */
#define READING_CRASHES 3

/* What all workers share, unchanging while they run. */
struct reading_rules {
    const ind_tables *tables;
    const char *state;         /* the journal's directory, for the ledger of what was seen */
    uint64_t memory;           /* bytes one article may take */
    uint64_t max_observations;
    uint64_t settle_ms;
    bool delete_done;
};

/* One thread's own tools. */
struct reading_desk {
    const struct reading_rules *rules;
    ind_extractor *extractor;
    struct reader *ledger;
    struct buffer known_marks;
};

/* Errors: IND_E_NOMEM, those of reader_new. On failure nothing is held. */
int reading_desk_init(struct reading_desk *desk, const struct reading_rules *rules, struct ind_fault *fault);
void reading_desk_done(struct reading_desk *desk); /* a zeroed desk is fine */

/* Reads the work's file and puts its messages together. Fate WORK_OPEN: ready to be committed. WORK_LATER
 * (with due_ms) and WORK_GONE as work.h says. Faults are logged. */
void reading_work(struct reading_desk *desk, struct work *work);

/* Makes a work that was read the duplicate of `original` after all: another of the same text was committed
 * first. False when out of memory: the work has fate WORK_LATER then. */
bool reading_make_duplicate(const struct reading_rules *rules, struct work *work, const char *original);

/* The JSON that lies beside a rejected file, for a claim that was committed before the daemon died. */
void reading_write_reason(struct work *work, const struct journal_claim *claim);

#endif
