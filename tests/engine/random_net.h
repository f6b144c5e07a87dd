/* tests/engine/random_net.h - random networks from a seed. */
#ifndef TESTS_ENGINE_RANDOM_NET_H
#define TESTS_ENGINE_RANDOM_NET_H

#include "engine/network.h"

/* How much of each rule a network has, in per cent of its rows. */
struct mix {
    uint32_t summaries, constraints, manual, begun, assigned, delayed, milestones;
    bool     finish_links, backwards;
};

#define RANDOM_MONDAY ((instant)1772438400) /* 2026-03-02 08:00 */

bool    random_chance(uint64_t *seed, uint32_t per_cent);
instant random_moment(uint64_t *seed); /* within 60 days */

/* Calendars are shared by all networks; tasks, links and assignments live in mem. */
struct network random_network(struct arena *mem, int32_t n, const struct mix *mix, uint64_t *seed);

#endif
