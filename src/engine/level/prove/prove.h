/* engine/level/prove/prove.h - lower bounds by refutation: "no schedule is as short as C".
 *
 * Starting with C = the bound known so far, the prover looks for a schedule of makespan C at most.
 * When it has shown that there is none, C + 1 is the new bound (destructive improvement: Klein,
 * Scholl 1999); a schedule that it finds is a shortest one. The search is lazy clause generation
 * (Ohrimenko, Stuckey, Codish 2009; for this problem Schutt, Feydy, Stuckey, Wallace 2011).
 *
 * Pure and repeatable: it counts its work itself and stops when told; same problem, same calls,
 * same answers. Where activities have a choice of modes it proves with the least that each takes.
 */
#ifndef ENGINE_LEVEL_PROVE_PROVE_H
#define ENGINE_LEVEL_PROVE_PROVE_H

#include "base/arena.h"
#include "engine/level/problem.h"

#include <stdbool.h>

struct prover;

/* A prover for a problem that level_check lets pass, of which a schedule of `upper` periods is
 * known and none of less than `lower` can exist. All of it lives in mem. NULL when the problem is
 * too large for it: more than PROVE_ACTIVITIES, or PROVE_PLACES possible starts. */
enum { PROVE_ACTIVITIES = 2000, PROVE_PLACES = 500 * 1000 };
struct prover *prover_new(struct arena *mem, const struct level_problem *p, int32_t lower,
                          int32_t upper);

/* Works on for about `work` steps (some 10 ns each), or until nothing is left to do. False: there
 * is nothing more to do. */
bool prover_run(struct prover *s, int64_t work);

/* No schedule is shorter; never falls. */
int32_t prover_lower(const struct prover *s);

/* The starts of a schedule whose makespan is prover_lower(), by activity; NULL until one is found.
 */
const int32_t *prover_starts(const struct prover *s);

/* A schedule of `upper` periods was found elsewhere: longer ones need not be refuted. */
void prover_found(struct prover *s, int32_t upper);

#endif
