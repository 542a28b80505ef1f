/* A claim that the journal has committed goes to its place; of any other nothing was durable, so it goes the whole way
 * again. */
#include "daemon/service/recover.h"

#include "daemon/base/error.h"
#include "daemon/service/log.h"
#include "daemon/service/reading.h"

#include <stdlib.h>

struct recovering {
    struct journal *journal;
    struct work_list *works;
    struct buffer claims; /* WORK_CLAIM bytes each */
    struct ind_fault *fault;
};

static int recover_committed(struct work *work, const struct journal_claim *claim, struct ind_fault *fault)
{
    TRY(file_resume(work->file, claim->moved_to, fault));
    if (claim->outcome == JOURNAL_REJECTED)
        reading_write_reason(work, claim);
    work->fate = WORK_FILE;
    return IND_OK;
}

static int recover_one(struct recovering *recovering, struct work *work)
{
    struct journal_claim claim;
    char name[WORK_CLAIM] = {0};
    TRY(journal_claim(recovering->journal, file_claim(work->file), &claim, recovering->fault));
    snprintf(name, sizeof name, "%s", file_claim(work->file));
    buffer_append(&recovering->claims, name, sizeof name);
    if (claim.committed)
        return recover_committed(work, &claim, recovering->fault);
    work->crashes = claim.attempts;
    work->alone = true;
    return IND_OK;
}

static int on_claim(void *user, struct file *file)
{
    struct recovering *recovering = user;
    struct work *work = work_new(file);
    if (!work) {
        file_free(file);
        return fault_set(recovering->fault, IND_E_NOMEM, FAULT_NOWHERE, "out of memory");
    }
    int code = recover_one(recovering, work);
    if (code < 0) {
        work_free(work);
        return code;
    }
    work_list_push(recovering->works, work);
    return IND_OK;
}

/* The journal may forget every claim whose file is no longer in .work/. */
static int keep_claims(struct recovering *recovering)
{
    size_t count = recovering->claims.length / WORK_CLAIM;
    const char **claims = calloc(count + 1, sizeof *claims);
    if (!claims || recovering->claims.failed) {
        free(claims);
        return fault_set(recovering->fault, IND_E_NOMEM, FAULT_NOWHERE, "out of memory");
    }
    for (size_t i = 0; i < count; i++)
        claims[i] = recovering->claims.bytes + i * WORK_CLAIM;
    int code = journal_claims_keep(recovering->journal, claims, count, recovering->fault);
    free(claims);
    return code;
}

int recover_claims(struct inbox *inbox, struct journal *journal, struct work_list *ret_works, struct ind_fault *fault)
{
    struct recovering recovering = {.journal = journal, .works = ret_works, .fault = fault};
    int code = inbox_recover(inbox, on_claim, &recovering, fault);
    if (code == IND_OK)
        code = keep_claims(&recovering);
    if (code == IND_OK && recovering.claims.length)
        log_info("%zu files of the last run are taken up again", recovering.claims.length / WORK_CLAIM);
    for (struct work *work; code < 0 && (work = work_list_take(ret_works));)
        work_free(work);
    buffer_done(&recovering.claims);
    return code;
}
