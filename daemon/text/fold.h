/* One spelling for a Vietnamese word however it was written: lower case, tone mark on the place of the new
 * orthography (hoà = hòa, quý = qúy), y and i alike where they stand for the same sound (tỷ = tỉ, quí = quý),
 * Ð and Ɖ as Đ. For looking words up, never for showing them. Pure; any thread. */
#ifndef TEXT_FOLD_H
#define TEXT_FOLD_H

#include <stdbool.h>
#include <stddef.h>

/* Longer words are not looked up: no table has one. */
#define FOLD_MAX 64

/* Folds `length` bytes of clean text (one token). Returns the length written, or 0 when the result would be
 * longer than FOLD_MAX. ASCII takes a short way. */
size_t fold_word(const char *bytes, size_t length, char ret_folded[static FOLD_MAX]);

/* Whether `length` bytes of clean text are `word`, as many bytes in lower case, but for their capitals. */
bool fold_case_equals(const char *bytes, const char *word, size_t length);

#endif
