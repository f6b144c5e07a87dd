/* formats/estimates.h - three-point estimates of durations, and whatever else a simulation counts,
 * from a list (CSV) of one table or several.
 *
 *     uid,distribution,optimistic,most_likely,pessimistic
 *     12,pert,3d,4d,1.5w
 *     13,uniform,16h,,PT40H0M0S
 *
 * uid is the item's number in its own file; the distribution is triangular, pert, uniform,
 * lognormal or discrete; durations are written as in a plan text ("3d", "16h", "1w 2d", "90m") or
 * as ISO 8601 has them. A day is what it is for the item: the project's day, or 24 hours where its
 * duration is elapsed time. Further tables begin with their own header:
 *
 *     uid,distribution,cost_optimistic,cost_likely,cost_pessimistic   in units of the currency
 *     uid,other_uid,correlation        without other_uid: of all at or below the first
 *     group,uid,correlation            all tasks of one group, with those below them
 *     decision,uid,chance              branches that exclude each other
 *     resource,per_year,optimistic,most_likely,pessimistic   absences, by the resource's name
 *     risk,chance,uid,effect,optimistic,most_likely,pessimistic
 *                                      effect: delay, fallback, or x1.5; a row for each task
 */
#ifndef FORMATS_ESTIMATES_H
#define FORMATS_ESTIMATES_H

#include "domain/plan.h"

enum { ESTIMATES_BYTES_MAX = 64 * 1024 * 1024 };

/* Puts the estimates into the items of the plan, and the other tables as records into it, which
 * nobody else holds; it is to be calculated after. ERR_SYNTAX for no known header or a line with
 * too few or too many fields, ERR_INVALID for what a line says: an unknown or repeated uid, no
 * duration, values out of order; all name the line. Nothing is put then. */
err estimates_read(struct arena *mem, str csv, struct plan *plan, size_t *ret_n);

#endif
