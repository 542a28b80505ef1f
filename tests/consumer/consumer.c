/* A consumer of the feed in C, whole: subscribes, has its gaps filled, prints one line an observation.
 *   consumer PUBLISH_ENDPOINT REPLAY_ENDPOINT [TOPIC_PREFIX]      e.g. observation/budget. */
#include <indicatord/feed_client.h>

#include <stdio.h>

/* The text at the path of an observation's body, "-" for null. */
static void print_text(const ind_feed_message *message, const char *path, const char *behind)
{
    ind_value value;
    if (ind_feed_field(message->frames.body, path, &value) == 0 && value.kind == IND_VALUE_TEXT)
        printf("%.*s%s", (int)value.text.length, value.text.bytes, behind);
    else
        printf("-%s", behind);
}

static void print_observation(const ind_feed_message *message)
{
    print_text(message, "place.text", "\t");
    print_text(message, "period.code", "\t");
    print_text(message, "indicator.text", "\t");
    print_text(message, "level.value", " ");
    print_text(message, "level.unit", "\n");
    fflush(stdout);
}

int main(int count, char **arguments)
{
    if (count < 3) {
        fprintf(stderr, "usage: %s PUBLISH_ENDPOINT REPLAY_ENDPOINT [TOPIC_PREFIX]\n", arguments[0]);
        return 2;
    }
    const char *topic = count > 3 ? arguments[3] : IND_TOPIC_OBSERVATION;
    ind_feed_options options = {
        .publish = arguments[1], .replay = arguments[2], .topics = &topic, .topic_count = 1, .heal = true};
    ind_feed_client *client = NULL;
    struct ind_fault fault = {0};
    ind_feed_message message;
    int code = ind_feed_client_new(&client, &options, &fault);
    while (code == 0) {
        code = ind_feed_next(client, -1, &message, &fault);
        if (code == 0 && message.kind == IND_FEED_OBSERVATION)
            print_observation(&message);
        else if (code == 0 && message.kind == IND_FEED_GAP)
            fprintf(stderr, "messages %llu to %llu are lost\n", (unsigned long long)message.from,
                    (unsigned long long)message.to);
    }
    fprintf(stderr, "%s\n", fault.text);
    ind_feed_client_free(client);
    return 1;
}
