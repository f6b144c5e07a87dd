/* engine/simulate/correlate.c - from groups and pairs to factors.
 *
 * Estimates named in pairs are gathered into blocks that hang together, so that a matrix is no
 * larger than it must be. Eigenvalues come from Jacobi's rotations: slow, simple, exact enough, and
 * the blocks are small.
 */
#include "engine/simulate/correlate.h"

#include <math.h>
#include <string.h>

enum { ROUNDS_MAX = 100, SWEEPS_MAX = 30 };

#define AT(m, n, i, k)   ((m)[(size_t)(i) * (size_t)(n) + (size_t)(k)])
#define EIGENVALUE_LEAST 1e-7

/* --- the nearest matrix ---------------------------------------------------------------------- */

/* One rotation that makes a[p][q] zero; v gathers the eigenvectors. */
static void rotate(double *a, double *v, int32_t n, int32_t p, int32_t q)
{
    const double theta = (AT(a, n, q, q) - AT(a, n, p, p)) / (2 * AT(a, n, p, q));
    const double t = (theta < 0 ? -1 : 1) / (fabs(theta) + sqrt(theta * theta + 1));
    const double c = 1 / sqrt(t * t + 1), s = t * c;
    for (int32_t k = 0; k < n; k++) {
        const double x = AT(a, n, k, p), y = AT(a, n, k, q);
        AT(a, n, k, p) = c * x - s * y;
        AT(a, n, k, q) = s * x + c * y;
    }
    for (int32_t k = 0; k < n; k++) {
        const double x = AT(a, n, p, k), y = AT(a, n, q, k);
        AT(a, n, p, k) = c * x - s * y;
        AT(a, n, q, k) = s * x + c * y;
        const double vx = AT(v, n, k, p), vy = AT(v, n, k, q);
        AT(v, n, k, p) = c * vx - s * vy;
        AT(v, n, k, q) = s * vx + c * vy;
    }
}

/* Eigenvalues on the diagonal of a, eigenvectors in the columns of v. */
static void eigen(double *a, double *v, int32_t n)
{
    memset(v, 0, sizeof *v * (size_t)n * (size_t)n);
    for (int32_t i = 0; i < n; i++)
        AT(v, n, i, i) = 1;
    for (int sweep = 0; sweep < SWEEPS_MAX; sweep++) {
        double off = 0;
        for (int32_t p = 0; p < n; p++)
            for (int32_t q = p + 1; q < n; q++) {
                off += fabs(AT(a, n, p, q));
                if (fabs(AT(a, n, p, q)) > 1e-13)
                    rotate(a, v, n, p, q);
            }
        if (off < 1e-10)
            return;
    }
}

struct projection {
    double *a, *v; /* scratch */
    int32_t n;
};

/* Negative eigenvalues become zero (or nearly). */
static void project_positive(struct projection *s, const double *from, double *to)
{
    const int32_t n = s->n;
    memcpy(s->a, from, sizeof *from * (size_t)n * (size_t)n);
    eigen(s->a, s->v, n);
    memset(to, 0, sizeof *to * (size_t)n * (size_t)n);
    for (int32_t e = 0; e < n; e++) {
        const double value = fmax(AT(s->a, n, e, e), EIGENVALUE_LEAST);
        for (int32_t i = 0; i < n; i++)
            for (int32_t k = 0; k < n; k++)
                AT(to, n, i, k) += value * AT(s->v, n, i, e) * AT(s->v, n, k, e);
    }
}

/* Ones on the diagonal again, by scaling: stays positive. */
static void scale_to_ones(double *m, int32_t n)
{
    for (int32_t i = 0; i < n; i++)
        for (int32_t k = 0; k < i; k++)
            AT(m, n, i, k) = AT(m, n, k, i) = AT(m, n, i, k) /
                                              sqrt(AT(m, n, i, i) * AT(m, n, k, k));
    for (int32_t i = 0; i < n; i++)
        AT(m, n, i, i) = 1;
}

double correlation_repair(struct arena *mem, double *matrix, int32_t n)
{
    const size_t      all = (size_t)n * (size_t)n;
    struct projection s = {arena_array(mem, double, all), arena_array(mem, double, all), n};
    double           *y = arena_array(mem, double, all), *x = arena_array(mem, double, all);
    double           *r = arena_array(mem, double, all), *shift = arena_array(mem, double, all);
    memcpy(y, matrix, sizeof *y * all);
    for (int round = 0; round < ROUNDS_MAX; round++) {
        double change = 0;
        for (size_t i = 0; i < all; i++)
            r[i] = y[i] - shift[i];
        project_positive(&s, r, x);
        for (size_t i = 0; i < all; i++)
            shift[i] = x[i] - r[i];
        for (int32_t i = 0; i < n; i++)
            for (int32_t k = 0; k < n; k++) {
                const double next = i == k ? 1 : AT(x, n, i, k);
                change = fmax(change, fabs(next - AT(y, n, i, k)));
                AT(y, n, i, k) = next;
            }
        if (change < 1e-6)
            break;
    }
    project_positive(&s, y, x);
    scale_to_ones(x, n);
    double most = 0;
    for (size_t i = 0; i < all; i++) {
        most = fmax(most, fabs(x[i] - matrix[i]));
        matrix[i] = x[i];
    }
    return most;
}

bool correlation_factor(const double *matrix, int32_t n, float *ret_lower)
{
    double l[CORRELATION_MEMBERS_MAX * (CORRELATION_MEMBERS_MAX + 1) / 2];
    for (int32_t i = 0; i < n; i++)
        for (int32_t k = 0; k <= i; k++) {
            double *row = l + i * (i + 1) / 2, *other = l + k * (k + 1) / 2;
            double  sum = AT(matrix, n, i, k);
            for (int32_t j = 0; j < k; j++)
                sum -= row[j] * other[j];
            if (i == k && sum < 1e-9)
                return false;
            row[k] = i == k ? sqrt(sum) : sum / other[k];
        }
    for (int32_t i = 0; i < n * (n + 1) / 2; i++)
        ret_lower[i] = (float)l[i];
    return true;
}

/* --- groups and blocks ----------------------------------------------------------------------- */

static err input_check(const struct simulation *s)
{
    for (int32_t g = 0; g < s->n_groups; g++)
        if (!(s->groups[g] >= 0 && s->groups[g] <= 1))
            return err_make(ERR_INVALID, "The correlation of a group must lie between 0 and 1.");
    for (int32_t i = 0; i < s->n_estimates; i++)
        if (s->estimates[i].group < -1 || s->estimates[i].group >= s->n_groups)
            return err_make(ERR_INVALID, "Estimate %d: there is no such group.", i);
    for (int32_t i = 0; i < s->n_pairs; i++) {
        const struct simulation_pair *p = &s->pairs[i];
        if (p->a < 0 || p->a >= s->n_estimates || p->b < 0 || p->b >= s->n_estimates ||
            p->a == p->b)
            return err_make(ERR_INVALID, "Pair %d does not name two estimates.", i);
        if (!(p->correlation >= -1 && p->correlation <= 1))
            return err_make(ERR_INVALID, "A correlation must lie between -1 and 1.");
    }
    return OK;
}

static int32_t root_of(int32_t *up, int32_t i)
{
    while (up[i] != i)
        i = up[i] = up[up[i]];
    return i;
}

/* Blocks, their members in order of estimate, and everybody's place. */
static err blocks_find(struct arena *mem, const struct simulation *s, struct correlation *c)
{
    int32_t *up = arena_array(mem, int32_t, s->n_estimates),
            *size = arena_array(mem, int32_t, s->n_estimates);
    for (int32_t i = 0; i < s->n_estimates; i++)
        up[i] = i;
    for (int32_t i = 0; i < s->n_pairs; i++)
        up[root_of(up, s->pairs[i].a)] = root_of(up, s->pairs[i].b);
    for (int32_t i = 0; i < s->n_estimates; i++)
        size[root_of(up, i)]++;
    c->blocks = arena_array(mem, struct correlation_block, s->n_pairs + 1);
    for (int32_t i = 0; i < s->n_estimates; i++) {
        const int32_t root = root_of(up, i);
        if (size[root] > CORRELATION_MEMBERS_MAX)
            return err_make(ERR_TOO_LARGE,
                            "More than %d estimates hang together by pairs; use a group.",
                            CORRELATION_MEMBERS_MAX);
        if (size[root] == 1)
            continue;
        if (c->block_of[root] < 0) {
            c->block_of[root] = c->n_blocks++;
            c->blocks[c->block_of[root]].estimates = arena_array(mem, int32_t, size[root]);
        }
        struct correlation_block *b = &c->blocks[c->block_of[root]];
        c->block_of[i] = c->block_of[root];
        c->row_of[i] = b->n;
        b->estimates[b->n++] = i;
    }
    return OK;
}

/* What the own scores must have, so that the pair has r in all. */
static double residual(const struct correlation *c, const struct simulation_pair *p)
{
    const bool   together = c->group[p->a] >= 0 && c->group[p->a] == c->group[p->b];
    const double shared = together ? (double)c->common[p->a] * (double)c->common[p->b] : 0;
    const double own = (double)c->own[p->a] * (double)c->own[p->b];
    const double r = own > 0 ? (p->correlation - shared) / own : 0;
    return fmax(-1, fmin(1, r));
}

static void block_fill(struct arena *mem, const struct simulation *s, struct correlation *c,
                       int32_t at)
{
    struct correlation_block *b = &c->blocks[at];
    double                   *m = arena_array(mem, double, (size_t)b->n *(size_t)b->n);
    for (int32_t i = 0; i < b->n; i++)
        AT(m, b->n, i, i) = 1;
    for (int32_t i = 0; i < s->n_pairs; i++) {
        const struct simulation_pair *p = &s->pairs[i];
        if (c->block_of[p->a] == at)
            AT(m, b->n, c->row_of[p->a], c->row_of[p->b]) = AT(m, b->n, c->row_of[p->b],
                                                               c->row_of[p->a]) = residual(c, p);
    }
    b->lower = arena_array(mem, float, b->n *(b->n + 1) / 2);
    if (correlation_factor(m, b->n, b->lower))
        return;
    c->repaired = fmax(c->repaired, correlation_repair(mem, m, b->n));
    (void)correlation_factor(m, b->n, b->lower);
}

err correlation_new(struct arena *mem, const struct simulation *s,
                    const struct correlation **ret_correlation)
{
    TRY(input_check(s));
    const int32_t       n = s->n_estimates;
    struct correlation *c = arena_new(mem, struct correlation);
    int32_t            *group = arena_array(mem, int32_t, n + 1);
    c->common = arena_array(mem, float, n + 1);
    c->own = arena_array(mem, float, n + 1);
    c->block_of = arena_array(mem, int32_t, n + 1);
    c->row_of = arena_array(mem, int32_t, n + 1);
    c->group = group;
    for (int32_t i = 0; i < n; i++) {
        const double r = s->estimates[i].group >= 0 ? s->groups[s->estimates[i].group] : 0;
        group[i] = r > 0 ? s->estimates[i].group : -1;
        c->common[i] = (float)sqrt(r);
        c->own[i] = (float)sqrt(1 - r);
        c->block_of[i] = c->row_of[i] = -1;
        c->is_any |= r > 0;
    }
    TRY(blocks_find(mem, s, c));
    c->is_any |= c->n_blocks > 0;
    for (int32_t b = 0; b < c->n_blocks; b++) {
        if (b)
            c->blocks[b].first = c->blocks[b - 1].first + c->blocks[b - 1].n;
        block_fill(mem, s, c, b);
    }
    *ret_correlation = c;
    return OK;
}
