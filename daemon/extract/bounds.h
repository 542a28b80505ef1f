/* How far a frame goes: to one figure, its bracket, its clause, its sentence, its paragraph or on from there. Which of
 * the frames in reach is a figure's is frame.c's. */
#ifndef EXTRACT_BOUNDS_H
#define EXTRACT_BOUNDS_H

#include "daemon/extract/period.h"

/* Its dates may be known and it sets a period, here or elsewhere. */
bool frame_is_usable(const struct frame *f);

/* Holds beyond its sentence; beyond its paragraph, too, unless `same_paragraph` is asked about. */
bool frame_carries(const struct reading *r, const struct frame *f, bool same_paragraph);

/* "Năm 2024, …; giải ngân đến 30/11 đạt 61%": within a later item of a list. */
bool frame_is_late_item(const struct reading *r, uint32_t index);

/* Sets attached, aside, measured, preceded, trails and the bracket of every frame, once mentions have their roles. */
void bounds_mark(struct reading *r);

#endif
