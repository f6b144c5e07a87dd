/* engine/simulate/flat.h - the fast way: sixteen trials at once, where all time is one calendar's.
 *
 * A network is flat when every task that is to be placed counts on one calendar and is ruled by
 * links, the project's start, "start no earlier than" and deadlines only. Then a date is a number:
 * the working time before it; adding is adding, the latest of several is the largest. What comes
 * out is what trial.h gives, date for date.
 */
#ifndef ENGINE_SIMULATE_FLAT_H
#define ENGINE_SIMULATE_FLAT_H

#include "engine/simulate/tally.h"

struct flat;

/* A summary: extremes of early start, early finish, late start, late finish. */
struct flat_summary {
    int32_t task, above; /* above: its place, or -1 */
    int32_t ceiling;     /* its deadline */
    bool    has_ceiling;
};

/* NULL when the network is not flat, or too long for 32 bits of seconds. `planned` is the ordinary
 * calculation of the network. */
const struct flat *flat_new(struct arena *mem, const struct draws *d,
                            const struct cpm_result *planned);

/* What one thread works in, and counts in. */
struct flat_room;
struct flat_room *flat_room_new(struct arena *mem, const struct flat *f);

/* Where a block's results go. */
struct flat_sink {
    instant                  *finish; /* of the project, by trial of the block */
    struct sample            *sample; /* NULL: not kept, but counted in bins */
    const struct tally_range *ranges; /* of working time, by task: see flat_range */
    struct tally             *tally;
    int32_t                   first, n; /* trial of lane 0; lanes that count */
};
void flat_run(const struct flat *f, struct flat_room *room, const struct draw_block *draws,
              const struct flat_sink *sink);

/* Adds what the thread has counted to the tally's bins, and forgets it. */
void flat_flush(const struct flat *f, struct flat_room *room, struct tally *tally);

/* A task's finish as working time, for bins, and back. */
int64_t flat_work(const struct flat *f, instant finish);
instant flat_finish(const struct flat *f, int64_t work);

#endif
