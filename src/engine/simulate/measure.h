/* engine/simulate/measure.h - from columns and counts to what a person asks for. */
#ifndef ENGINE_SIMULATE_MEASURE_H
#define ENGINE_SIMULATE_MEASURE_H

#include "engine/simulate/mixed.h"

/* What the measures are taken from. */
struct measured {
    const struct draws       *d;
    const struct sample      *sample;
    const struct tally       *tally;  /* of all trials */
    const struct tally_range *ranges; /* by task; NULL: the sample is all there is */
    const struct flat        *flat;   /* or */
    const struct mixed       *mixed;  /* what the bins hold; both NULL: instants */
    const instant            *finish; /* of the project, by trial */
    double                   *ranks;  /* of the sample's finishes, less their mean */
    double                    rank_square, finish_mean, working_sd_s;
    struct simulation_item   *items;
    struct simulation_swing  *swings; /* by varied, then by event */
    int32_t                   trials;
};

/* Ranks of the sample's finishes; before the others. */
void measure_ranks(struct arena *mem, struct measured *m);
/* One task; any thread. `room` holds the sample's trials twice. */
void measure_item(const struct measured *m, int32_t task, int64_t *room);
void measure_event(const struct measured *m, int32_t event);
/* The widest swings first, at most SIMULATION_SWINGS_MAX; returns how many there are. */
int32_t measure_swings(const struct measured *m, struct simulation_swing *ret_swings);

#endif
