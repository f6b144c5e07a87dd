/* engine/p6/calculate.h - the calculation by the rules of Primavera P6. Called by cpm.c. */
#ifndef ENGINE_P6_CALCULATE_H
#define ENGINE_P6_CALCULATE_H

#include "engine/network.h"

struct cpm;

/* All rows of a network that has a p6 plan; bounds of dates as pass.h says. */
void p6_calculate(struct cpm *c);

/* ERR_INVALID when a column of the plan is out of range; names no row. */
err p6_check(const struct network *net);

/* Whether the rules of P6 hold in the rows: 0, or the number in INVARIANTS.md and the row. */
struct cpm_result;
struct prepared;
int p6_verify(const struct prepared *p, const struct cpm_result *result, int32_t *ret_row);

#endif
