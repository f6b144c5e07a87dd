/* The prover beside the search, where time ends it.
 *
 * Whenever the search reports, the prover works for about as long as the search did since then: so
 * a second gives half to each, until one of them ends both. A bound that meets the schedule ends
 * the search, and so does a schedule that the prover finds, as it is a shortest one. The exchange
 * of schedules into steps of the prover is fixed: the turns depend on no clock.
 */
#include "engine/level/hunt.h"
#include "engine/level/prove/prove.h"

enum { STEPS = 5, ACTIVITIES = 4 }; /* STEPS of the prover take as long as ACTIVITIES placed */

static void take_over(struct hunt *h, const int32_t *starts)
{
    for (int32_t i = 0; i < h->n; i++)
        h->best.finish[i] = starts[i] + h->machine.duration[h->best.mode[i]];
    h->best.span = prover_lower(h->prover);
}

void proof_turn(struct hunt *h)
{
    if (h->is_over)
        return;
    if (!h->is_proving) {
        h->is_proving = true;
        h->prover = prover_new(h->proofs, h->problem, h->lower_bound, h->best.span);
    }
    if (!h->prover)
        return;
    prover_found(h->prover, h->best.span);
    const int64_t schedules = h->schedules - h->proved_at;
    const bool    goes_on = prover_run(h->prover, schedules * h->n * STEPS / ACTIVITIES);
    h->proved_at = h->schedules;
    h->lower_bound = prover_lower(h->prover);
    if (prover_starts(h->prover))
        take_over(h, prover_starts(h->prover));
    if (!goes_on)
        h->prover = NULL;
    h->is_over = h->is_over || h->best.span <= h->lower_bound;
}
