/* engine/simulate/trial.h - one trial by the ordinary passes of the engine: every rule holds. */
#ifndef ENGINE_SIMULATE_TRIAL_H
#define ENGINE_SIMULATE_TRIAL_H

#include "engine/simulate/draw.h"

/* A calculator with durations of its own; belongs to one thread at a time. */
struct trial;
struct trial *trial_new(struct arena *mem, const struct draws *d);

/* The network with the durations of one lane of the block; NULL: as planned. The rows are the
 * trial's, until its next run. Errors of cpm_pass. */
err trial_run(struct trial *t, const struct draw_block *block, int lane,
              struct cpm_result *ret_result);

/* For single nodes: the calculator, and one variable's duration in it, as drawn for the lane. */
struct cpm *trial_cpm(struct trial *t);
void        trial_vary(struct trial *t, int32_t varied, const struct draw_block *block, int lane);

#endif
