/* base/zone.h - IANA time zones, read once from the system's TZif files (RFC 9636) into
 * immutable tables shared by all threads. DST is handled here and in engine/calendar.c, nowhere
 * else.
 */
#ifndef BASE_ZONE_H
#define BASE_ZONE_H

#include "base/day.h"
#include "base/err.h"

struct zone; /* immutable, lives as long as the process */

/* The zone of an IANA name ("Europe/Berlin", "UTC"). ERR_INVALID for an unknown name or one with
 * odd characters ('..', a leading '/'). Any thread; each file is read once. Transitions beyond the
 * file's table follow its POSIX footer up to INSTANT_MAX. */
err zone_get(str name, const struct zone **ret_zone);

const struct zone *zone_utc(void);
str                zone_name(const struct zone *z);

/* Seconds east of Greenwich at an instant. O(log transitions). */
int32_t zone_offset(const struct zone *z, instant t);

/* Local seconds (as if UTC) to an instant. A local time that occurs twice gives the first; one that
 * is skipped gives the moment of the jump. */
instant zone_instant(const struct zone *z, int64_t local);
int64_t zone_local(const struct zone *z, instant t);

/* First change of offset after t, or INSTANT_NONE: compilers of calendars walk zones by it. */
instant zone_next_change(const struct zone *z, instant t);

#endif
