/* tests/app/random.h - operations at random, sensible and not. */
#ifndef TESTS_APP_RANDOM_H
#define TESTS_APP_RANDOM_H

#include "app/fixture.h"

/* One operation as JSON about items, links, resources, assignments and baselines that are there, or
 * not. */
const char *random_operation(struct fix *f, uint64_t *seed);

#endif
