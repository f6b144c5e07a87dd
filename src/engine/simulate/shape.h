/* engine/simulate/shape.h - distributions of one uncertain number by three points.
 *
 * PERT: Beta(1 + 4 (m - o) / (p - o), 1 + 4 (p - m) / (p - o)) over o … p, mean (o + 4 m + p) / 6
 * (Malcolm, Roseboom, Clark & Fazar 1959). Lognormal: the one with the mean (o + 4 m + p) / 6 and
 * the standard deviation (p - o) / 6; it has no upper end. Discrete: o, m and p themselves with the
 * chances 1/6, 4/6, 1/6.
 */
#ifndef ENGINE_SIMULATE_SHAPE_H
#define ENGINE_SIMULATE_SHAPE_H

#include "base/arena.h"
#include "base/err.h"

#include <stdint.h>

enum shape_kind {
    SHAPE_TRIANGULAR,
    SHAPE_PERT,
    SHAPE_UNIFORM, /* the likely value does not matter */
    SHAPE_LOGNORMAL,
    SHAPE_DISCRETE,
    SHAPE_FIXED, /* the likely value */
};

struct shape {
    double  optimistic, likely, pessimistic;
    uint8_t kind; /* enum shape_kind */
};

/* ERR_INVALID when they are no numbers, not in order, negative, or lognormal with a mean of 0. */
err    shape_check(const struct shape *s);
bool   shape_is_certain(const struct shape *s); /* one value only */
double shape_mean(const struct shape *s);
double shape_sd(const struct shape *s);
/* The value that a share u of all does not exceed; 0 < u < 1. For PERT through the tables. */
struct shape_tables;
double shape_quantile(const struct shape_tables *t, const struct shape *s, double u);

/* --- tables of the PERT curve ---------------------------------------------------------------- */

enum { SHAPE_MODES = 33, SHAPE_PIECES = 256 };

/* Inverse distribution functions over 0 … 1 with the mode at i / 32, in straight pieces: the value
 * in the upper, the step to the next in the lower half of a word, in 1/65536. `bump` holds what
 * v (1 - v) and v (1 - v) (1 - 2 v) add to mean and variance, so that a curve between two tables,
 * and the pieces themselves, get their mean and variance right. */
struct shape_tables {
    uint32_t pieces[SHAPE_MODES][SHAPE_PIECES];
    double   mean[SHAPE_MODES], variance[SHAPE_MODES];
    double   bump[SHAPE_MODES][2][2]; /* [of which][mean, variance] */
};
const struct shape_tables *shape_tables_new(struct arena *mem);

/* A shape ready for drawing: value = low + range * curve(u). */
struct shape_drawer {
    double  low, range;
    float   mode;      /* 0 … 1 within the range */
    float   bump[2];   /* corrections of PERT */
    float   mu, sigma; /* of the logarithm */
    int16_t table;
    uint8_t kind;
};
struct shape_drawer shape_drawer_of(const struct shape_tables *t, const struct shape *s);

/* One value from 32 random bits: the plain way, for single draws. */
double shape_draw(const struct shape_tables *t, const struct shape_drawer *d, uint32_t u);

/* --- the normal curve ------------------------------------------------------------------------ */

double normal_share(double z); /* of all that does not exceed z */
double normal_score(double u); /* its inverse (Wichura, AS 241, 1988) */

#endif
