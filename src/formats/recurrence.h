/* formats/recurrence.h - does a calendar exception fall on a day?
 *
 * For readers and writers that compare an exception with its days spelled out. Scheduling has its
 * own, faster walk in the engine.
 */
#ifndef FORMATS_RECURRENCE_H
#define FORMATS_RECURRENCE_H

#include "domain/calendar.h"

/* By kind, period, from and to; `occurrences` is not looked at, since `to` is the last one's day.
 */
bool recurrence_covers(const struct calendar_exception *x, day d);

/* How many days it falls on from `from` to `to`, at most 999, in the first eleven years. O(days).
 */
int64_t recurrence_count(const struct calendar_exception *x);

#endif
