/* `indicatorctl journal check`: the faults of the files, and beside them what messages say of themselves: their seq,
 * the chain of `prev`, epoch, time and schema. A line a fault on stdout, its place first. */
#include <inttypes.h>

#include "daemon/base/error.h"
#include "daemon/journal/heads.h"
#include "daemon/tools/body.h"
#include "daemon/tools/journal.h"
#include "daemon/tools/output.h"
#include "proto/envelope.h"
#include "proto/reader.h"

struct checking {
    struct scan_facts facts;
    struct heads heads; /* of the messages seen */
    uint64_t faults, records, messages;
    bool gaps; /* something was passed over: what `prev` points to may lie there */
};

static void print_fault(void *user, const char *place, const char *reason)
{
    struct checking *checking = user;
    char line[800];
    int length = snprintf(line, sizeof line, "%s: %s", place, reason);
    length = length < (int)sizeof line ? length : (int)sizeof line - 1;
    for (int i = 0; i < length; i++)
        if ((unsigned char)line[i] < ' ')
            line[i] = ' ';
    output_write(line, (size_t)length);
    output_write("\n", 1);
    checking->faults++;
    checking->gaps = true;
}

static void fault_at(struct checking *checking, uint64_t seq, const char *reason)
{
    char place[48];
    bool gaps = checking->gaps;
    snprintf(place, sizeof place, "message %" PRIu64, seq);
    print_fault(checking, place, reason);
    checking->gaps = gaps;
}

/* What the header must say of a message that stands where it does; NULL where it does. */
static const char *wrong_header(const struct checking *checking, uint64_t seq, const ind_header *header,
                                const struct head *head)
{
    if (header->seq != seq)
        return "its header has another seq";
    if (checking->facts.epoch && header->epoch != checking->facts.epoch)
        return "its header has another epoch than the journal";
    if (header->prev >= seq)
        return "its prev is not before it";
    if (checking->gaps ? header->prev < head->seq
                       : head->seq ? header->prev != head->seq : header->prev >= checking->facts.tail)
        return "its prev is not the message before with its topic";
    return NULL;
}

/* Topic "observation/x/" has the schema "indicatord.observation/1". */
static bool has_schema(ind_frame topic, ind_frame body)
{
    ind_text schema = body_text(body, "schema");
    const char *slash = memchr(topic.bytes, '/', topic.length);
    char wanted[300];
    int length = snprintf(wanted, sizeof wanted, "indicatord.%.*s/",
                          (int)(slash ? slash - topic.bytes : (ptrdiff_t)topic.length), topic.bytes);
    return schema.bytes && length > 0 && schema.length > (uint32_t)length &&
           !memcmp(schema.bytes, wanted, (size_t)length);
}

static int check_message(void *user, uint64_t seq, const ind_frames *message, struct ind_fault *fault)
{
    struct checking *checking = user;
    struct ind_fault unreadable = {0};
    ind_header header;
    struct head *head = heads_at(&checking->heads, message->topic.bytes, message->topic.length);
    if (!head)
        return fault_set(fault, IND_E_NOMEM, FAULT_NOWHERE, "out of memory");
    const char *wrong = NULL;
    if (ind_read_header(message->header, &header, &unreadable) < 0 || ind_check_value(message->body, &unreadable) < 0)
        wrong = unreadable.text;
    else
        wrong = wrong_header(checking, seq, &header, head);
    if (!wrong && !has_schema(message->topic, message->body))
        wrong = "its body is not of its topic's schema";
    if (wrong)
        fault_at(checking, seq, wrong);
    head->seq = seq;
    checking->messages++;
    return 0;
}

static int check_record(void *user, const struct rows_row *row, struct ind_fault *fault)
{
    struct checking *checking = user;
    checking->records++;
    return journal_messages(row, check_message, checking, fault);
}

/* The table of topics beside the messages seen; where some were passed over, or more come, it may be ahead of them. */
static void check_topic(void *user, const char *topic, size_t length, uint64_t last)
{
    struct checking *checking = user;
    char place[300];
    const struct head *head = heads_at(&checking->heads, topic, length);
    bool sure = !checking->gaps && !checking->facts.running;
    if (!head || (head->seq <= last && !sure) || (head->seq ? head->seq == last : last < checking->facts.tail))
        return;
    snprintf(place, sizeof place, "topic %.*s", (int)(length < 255 ? length : 255), topic);
    print_fault(checking, place, "the table's last message of it is not the last one there is");
}

int journal_check(struct scan *scan, const struct call *call)
{
    struct checking checking = {.facts = scan_facts(scan)};
    struct ind_fault fault = {0};
    (void)call;
    int code = scan_check(scan, print_fault, check_record, &checking, &fault);
    if (code == 0)
        scan_topics(scan, check_topic, &checking, NULL);
    heads_done(&checking.heads);
    if (code < 0) {
        complain("%s", fault.text);
        return CTL_FAILED;
    }
    char line[160];
    int length =
        snprintf(line, sizeof line,
                 "%" PRIu64 " records, %" PRIu64 " messages, %" PRIu64 " to %" PRIu64 ": %" PRIu64 " faults\n",
                 checking.records, checking.messages, checking.facts.tail, checking.facts.head, checking.faults);
    output_write(line, (size_t)length);
    return checking.faults ? JOURNAL_DAMAGED : CTL_OK;
}
