/* engine/simulate/correlate.h - correlated draws: factors of groups, matrices of pairs.
 *
 * Normal scores are correlated and turned back into shares (a Gaussian copula). A group has one
 * common factor: score = sqrt(r) common + sqrt(1 - r) own, which costs nothing however large the
 * group is. Estimates named in pairs get a matrix for their own scores, so that group and pair
 * together give what the pair asks. A matrix that cannot be one of correlations is replaced by the
 * nearest that is (Higham, "Computing the nearest correlation matrix", 2002: alternating
 * projections with Dykstra's correction).
 */
#ifndef ENGINE_SIMULATE_CORRELATE_H
#define ENGINE_SIMULATE_CORRELATE_H

#include "engine/simulate/simulate.h"

enum { CORRELATION_MEMBERS_MAX = 200 }; /* estimates that hang together by pairs */

/* Estimates that hang together by pairs; `lower` is the Cholesky factor, rows 0 … n - 1 packed. */
struct correlation_block {
    int32_t  n, first; /* first: members of the blocks before */
    int32_t *estimates;
    float   *lower;
};

struct correlation {
    const int32_t            *group;             /* by estimate; -1 */
    float                    *common, *own;      /* weights, by estimate */
    int32_t                  *block_of, *row_of; /* by estimate; -1: in no pair */
    struct correlation_block *blocks;
    int32_t                   n_blocks;
    bool                      is_any;
    double                    repaired; /* largest change of an entry */
};

/* ERR_INVALID: a group or estimate that is not there, a correlation outside -1 … 1 (groups: 0 … 1);
 * ERR_TOO_LARGE: more than CORRELATION_MEMBERS_MAX hang together. */
err correlation_new(struct arena *mem, const struct simulation *s,
                    const struct correlation **ret_correlation);

/* The nearest correlation matrix, in place; n * n, symmetric with 1 on the diagonal. Returns the
 * largest change of an entry. O(n^3) a round, at most 100 rounds. */
double correlation_repair(struct arena *mem, double *matrix, int32_t n);

/* Lower factor of the matrix, packed by rows; false when it is not positive definite. */
bool correlation_factor(const double *matrix, int32_t n, float *ret_lower);

#endif
