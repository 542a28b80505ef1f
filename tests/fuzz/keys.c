/* Key files and lists of clients, read as the daemon reads them, from a file in memory, against a second reading of the same
 * rules: what is a key and what is none, how many there are, who is let in. */
#include "daemon/base/check.h"
#include "daemon/base/error.h"
#include "proto/key_file.h"

#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define LARGEST ((size_t)1 << 20)
#define KEYS_MOST 64 /* that the second reading keeps: inputs are short */

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

struct expected {
    size_t count;
    bool broken; /* a line that begins with no key */
    uint8_t keys[KEYS_MOST][KEY_BYTES];
    char first[KEY_TEXT];
};

/* Five characters are a number below 2^32, the highest first. */
static bool decode(const uint8_t text[static 40], uint8_t key[static KEY_BYTES])
{
    static const char digits[] = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#";
    for (int group = 0; group < 8; group++) {
        uint64_t value = 0;
        for (int i = 0; i < 5; i++) {
            const char *digit = text[group * 5 + i] ? strchr(digits, text[group * 5 + i]) : NULL;
            if (!digit)
                return false;
            value = value * 85 + (uint64_t)(digit - digits);
        }
        if (value > UINT32_MAX)
            return false;
        for (int i = 0; i < 4; i++)
            key[group * 4 + i] = (uint8_t)(value >> (24 - 8 * i));
    }
    return true;
}

static bool is_blank(uint8_t byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r';
}

static void expect_line(struct expected *expected, const uint8_t *line, const uint8_t *end)
{
    uint8_t key[KEY_BYTES];
    while (line < end && is_blank(*line))
        line++;
    if (line == end || *line == '#')
        return;
    bool good = end - line >= 40 && (end - line == 40 || is_blank(line[40])) && decode(line, key);
    if (!good || expected->broken) {
        expected->broken = true;
        return;
    }
    if (!expected->count)
        memcpy(expected->first, line, KEY_TEXT - 1);
    if (expected->count < KEYS_MOST)
        memcpy(expected->keys[expected->count], key, KEY_BYTES);
    expected->count++;
}

static struct expected expect(const uint8_t *bytes, size_t length)
{
    struct expected expected = {0};
    const uint8_t *at = bytes, *all = bytes + length;
    while (at < all) {
        const uint8_t *end = memchr(at, '\n', (size_t)(all - at));
        expect_line(&expected, at, end ? end : all);
        at = end ? end + 1 : all;
    }
    return expected;
}

static void check_list(const char *path, const struct expected *expected)
{
    struct key_list list = {.count = 7};
    struct ind_fault fault = {0};
    int code = key_list_read(path, &list, &fault);
    if (expected->broken) {
        CHECK(code == IND_E_INVALID && fault.text[0] && list.count == 7);
        return;
    }
    CHECK(code == IND_OK && list.count == expected->count);
    for (size_t i = 0; i < list.count && i < KEYS_MOST; i++)
        CHECK(key_list_has(&list, expected->keys[i]));
    for (size_t i = 0; i < list.count; i++) {
        CHECK(i == 0 || memcmp(list.keys[i - 1], list.keys[i], KEY_BYTES) <= 0);
        bool known = list.count > KEYS_MOST;
        for (size_t j = 0; j < list.count && !known; j++)
            known = memcmp(list.keys[i], expected->keys[j], KEY_BYTES) == 0;
        CHECK(known);
    }
    key_list_done(&list);
}

static void check_single(const char *path, enum key_kind kind, const struct expected *expected)
{
    char key[KEY_TEXT] = "untouched";
    struct ind_fault fault = {0};
    int code = key_file_read(path, kind, key, &fault);
    if (expected->count == 1 && !expected->broken) {
        CHECK(code == IND_OK && strcmp(key, expected->first) == 0);
        return;
    }
    CHECK(code == IND_E_INVALID && fault.text[0] && strcmp(key, "untouched") == 0);
    CHECK(!expected->count || !strstr(fault.text, expected->first)); /* it may be a secret one */
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    char path[40];
    if (length >= LARGEST / 2)
        return 0;
    int fd = memfd_create("keys", MFD_CLOEXEC);
    CHECK(fd >= 0 && write(fd, bytes, length) == (ssize_t)length && fchmod(fd, 0600) == 0);
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    struct expected expected = expect(bytes, length);
    check_list(path, &expected);
    check_single(path, KEY_SECRET, &expected);
    check_single(path, KEY_PUBLIC, &expected);
    close(fd);
    return 0;
}
