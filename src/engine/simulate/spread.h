/* engine/simulate/spread.h - distributions of one uncertain number by three points.
 *
 * PERT: Beta(1 + 4 (m - o) / (p - o), 1 + 4 (p - m) / (p - o)) over o … p, mean (o + 4 m + p) / 6
 * (Malcolm, Roseboom, Clark & Fazar 1959). Lognormal: the one with the mean (o + 4 m + p) / 6 and
 * the standard deviation (p - o) / 6; it has no upper end. Discrete: o, m and p themselves with the
 * chances 1/6, 4/6, 1/6.
 */
#ifndef ENGINE_SIMULATE_SPREAD_H
#define ENGINE_SIMULATE_SPREAD_H

#include "base/arena.h"
#include "base/err.h"

#include <stdint.h>

enum spread_kind {
    SPREAD_TRIANGULAR,
    SPREAD_PERT,
    SPREAD_UNIFORM, /* the likely value does not matter */
    SPREAD_LOGNORMAL,
    SPREAD_DISCRETE,
    SPREAD_FIXED, /* the likely value */
};

struct spread {
    double  optimistic, likely, pessimistic;
    uint8_t kind; /* enum spread_kind */
};

/* ERR_INVALID when they are no numbers, not in order, negative, or lognormal with a mean of 0. */
err    spread_check(const struct spread *s);
bool   spread_is_certain(const struct spread *s); /* one value only */
double spread_mean(const struct spread *s);
double spread_sd(const struct spread *s);
/* The value that a share u of all does not exceed; 0 < u < 1. For PERT through the tables. */
struct spread_tables;
double spread_quantile(const struct spread_tables *t, const struct spread *s, double u);

/* --- tables of the PERT curve ---------------------------------------------------------------- */

enum { SPREAD_MODES = 17, SPREAD_PIECES = 256 };

/* Inverse distribution functions over 0 … 1 with the mode at i / 16, in straight pieces: the value
 * in the upper, the step to the next in the lower half of a word, in 1/65536. `bump` holds what
 * v (1 - v) and v (1 - v) (1 - 2 v) add to mean and variance, so that a curve between two tables,
 * and the pieces themselves, get their mean and variance right. */
struct spread_tables {
    uint32_t pieces[SPREAD_MODES][SPREAD_PIECES];
    double   mean[SPREAD_MODES], variance[SPREAD_MODES];
    double   bump[SPREAD_MODES][2][2]; /* [of which][mean, variance] */
};
const struct spread_tables *spread_tables_new(struct arena *mem);

/* A spread ready for drawing: value = low + range * curve(u). */
struct spread_drawer {
    double  low, range;
    float   mode;      /* 0 … 1 within the range */
    float   bump[2];   /* corrections of PERT */
    float   mu, sigma; /* of the logarithm */
    float   seconds;   /* `range` and `low` of a duration */
    int32_t from_s;
    int16_t table;
    uint8_t kind;
};
struct spread_drawer spread_drawer_of(const struct spread_tables *t, const struct spread *s);

/* One value from 32 random bits: the plain way, for single draws. */
double spread_draw(const struct spread_tables *t, const struct spread_drawer *d, uint32_t u);

/* --- the normal curve ------------------------------------------------------------------------ */

double normal_share(double z); /* of all that does not exceed z */
double normal_score(double u); /* its inverse (Wichura, AS 241, 1988) */

#endif
