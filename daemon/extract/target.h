/* Where a sentence aims at something, for status.c. Pure; token numbers are the reading's. Nothing is allocated, and
 * nothing fails. */
#ifndef EXTRACT_TARGET_H
#define EXTRACT_TARGET_H

#include "daemon/extract/reading.h"

/* The cue of class target with this value that begins at `at` and is meant: not "hoàn thành mục tiêu", "chương trình mục
 * tiêu", "Kế hoạch số 86"; NULL for none. */
const struct hit *target_at(const struct reading *r, uint32_t at, const char *value);

/* "Một số chỉ tiêu … đều vượt kế hoạch": the targets that the sentence names have been met. */
bool tells_met(const struct reading *r, const struct sentence *s);

/* "Mục tiêu năm 2021: …", "Dự toán thu …": a heading of targets opens the sentence. */
bool opens_with_heading(const struct reading *r, const struct sentence *s);

/* "Theo báo cáo của Sở, tổng kế hoạch vốn năm 2023 là …", "HĐND thông qua dự toán năm 2019 với tổng thu là …; tổng chi …":
 * the token where a plan begins that the sentence tells; NONE for none. */
uint32_t find_plan_told(const struct reading *r, const struct sentence *s);

/* "Kỳ họp thông qua 21 chỉ tiêu năm 2019 như": the tokens [first, end) decide about targets, none of which is met yet. */
bool sets_targets(const struct reading *r, uint32_t first, uint32_t end);

#endif
