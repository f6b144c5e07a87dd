/* engine/simulate/spread.c - distributions: moments, quantiles, tables.
 *
 * The curve of PERT has no closed inverse, so 17 positions of its mode are tabulated by numerical
 * integration; a curve in between takes the nearest table and is bent by two small bumps that
 * leave its ends where they are and put mean and variance right. The others are closed formulas.
 */
#include "engine/simulate/spread.h"

#include <math.h>

/* --- checks and moments ---------------------------------------------------------------------- */

err spread_check(const struct spread *s)
{
    if (!isfinite(s->optimistic) || !isfinite(s->likely) || !isfinite(s->pessimistic))
        return err_make(ERR_INVALID, "An estimate is not a number.");
    if (s->kind != SPREAD_FIXED && s->pessimistic < s->optimistic)
        return err_make(ERR_INVALID, "The pessimistic value is less than the optimistic one.");
    if (s->kind != SPREAD_FIXED && s->kind != SPREAD_UNIFORM &&
        (s->likely < s->optimistic || s->likely > s->pessimistic))
        return err_make(
            ERR_INVALID,
            "The likely value does not lie between the optimistic and pessimistic ones.");
    if (s->kind == SPREAD_LOGNORMAL && (s->optimistic < 0 || s->pessimistic <= 0))
        return err_make(ERR_INVALID, "A lognormal estimate needs values above 0.");
    return OK;
}

bool spread_is_certain(const struct spread *s)
{
    return s->kind == SPREAD_FIXED || s->optimistic == s->pessimistic;
}

double spread_mean(const struct spread *s)
{
    const double o = s->optimistic, m = s->likely, p = s->pessimistic;
    switch ((enum spread_kind)s->kind) {
    case SPREAD_TRIANGULAR: return (o + m + p) / 3;
    case SPREAD_UNIFORM: return (o + p) / 2;
    case SPREAD_PERT:
    case SPREAD_LOGNORMAL:
    case SPREAD_DISCRETE: return (o + 4 * m + p) / 6;
    case SPREAD_FIXED: return m;
    }
    return m;
}

double spread_sd(const struct spread *s)
{
    const double o = s->optimistic, m = s->likely, p = s->pessimistic, mean = spread_mean(s);
    switch ((enum spread_kind)s->kind) {
    case SPREAD_TRIANGULAR: return sqrt((o * o + m * m + p * p - o * m - o * p - m * p) / 18);
    case SPREAD_UNIFORM: return (p - o) / sqrt(12);
    case SPREAD_PERT: return sqrt((mean - o) * (p - mean) / 7);
    case SPREAD_LOGNORMAL: return (p - o) / 6;
    case SPREAD_DISCRETE: return sqrt((o * o + 4 * m * m + p * p) / 6 - mean * mean);
    case SPREAD_FIXED: return 0;
    }
    return 0;
}

/* --- tables ---------------------------------------------------------------------------------- */

enum { GRID = 4096 };

/* Quantiles of Beta(1 + 4 mode, 5 - 4 mode) at p / SPREAD_PIECES. */
static void quantiles_of(double mode, const double *logs, double *cdf, double *quantile)
{
    cdf[0] = 0;
    for (int g = 0; g < GRID; g++)
        cdf[g + 1] = cdf[g] + exp(4 * mode * logs[g] + 4 * (1 - mode) * logs[GRID - 1 - g]);
    for (int p = 0, g = 0; p <= SPREAD_PIECES; p++) {
        const double want = cdf[GRID] * p / SPREAD_PIECES;
        while (g < GRID - 1 && cdf[g + 1] < want)
            g++;
        quantile[p] = (g + (want - cdf[g]) / (cdf[g + 1] - cdf[g])) / GRID;
    }
    quantile[0] = 0;
    quantile[SPREAD_PIECES] = 1;
}

static double bump_of(int which, double v)
{
    return which ? v * (1 - v) * (1 - 2 * v) : v * (1 - v);
}

/* Mean and variance of the pieces, and what the bumps add, by sums over the pieces' inside. */
static void moments_fill(struct spread_tables *t, int mode, const double *quantile)
{
    enum { INSIDE = 8, ALL = SPREAD_PIECES * INSIDE };
    double sum = 0, square = 0, bump[2] = {0, 0}, with[2] = {0, 0};
    for (int i = 0; i < ALL; i++) {
        const double part = (i % INSIDE + 0.5) / INSIDE;
        const double a = quantile[i / INSIDE], v = a + part * (quantile[i / INSIDE + 1] - a);
        sum += v;
        square += v * v;
        for (int k = 0; k < 2; k++) {
            bump[k] += bump_of(k, v);
            with[k] += bump_of(k, v) * v;
        }
    }
    t->mean[mode] = sum / ALL;
    t->variance[mode] = square / ALL - t->mean[mode] * t->mean[mode];
    for (int k = 0; k < 2; k++) {
        t->bump[mode][k][0] = bump[k] / ALL;
        t->bump[mode][k][1] = 2 * (with[k] / ALL - t->mean[mode] * bump[k] / ALL);
    }
}

const struct spread_tables *spread_tables_new(struct arena *mem)
{
    struct spread_tables *t = arena_new(mem, struct spread_tables);
    struct arena          scratch = {0};
    double               *logs = arena_array(&scratch, double, GRID),
           *cdf = arena_array(&scratch, double, GRID + 1);
    double quantile[SPREAD_PIECES + 1];
    for (int g = 0; g < GRID; g++)
        logs[g] = log((g + 0.5) / GRID);
    for (int mode = 0; mode < SPREAD_MODES; mode++) {
        quantiles_of((double)mode / (SPREAD_MODES - 1), logs, cdf, quantile);
        for (int p = 0; p < SPREAD_PIECES; p++) {
            const uint32_t v = (uint32_t)(quantile[p] * 65535 + 0.5);
            const uint32_t next = (uint32_t)(quantile[p + 1] * 65535 + 0.5);
            t->pieces[mode][p] = v << 16 | (next - v);
        }
        moments_fill(t, mode, quantile);
    }
    arena_done(&scratch);
    return t;
}

/* The two bumps that bring mean and variance of the table to those of the curve. */
static void bumps_solve(const struct spread_tables *t, double mode, struct spread_drawer *d)
{
    const double mean = (1 + 4 * mode) / 6, variance = mean * (1 - mean) / 7;
    const double(*b)[2] = t->bump[d->table];
    const double dm = mean - t->mean[d->table], dv = variance - t->variance[d->table];
    const double det = b[0][0] * b[1][1] - b[1][0] * b[0][1];
    d->bump[0] = (float)((dm * b[1][1] - dv * b[1][0]) / det);
    d->bump[1] = (float)((dv * b[0][0] - dm * b[0][1]) / det);
}

struct spread_drawer spread_drawer_of(const struct spread_tables *t, const struct spread *s)
{
    struct spread_drawer d = {
        .low = s->optimistic, .range = s->pessimistic - s->optimistic, .kind = s->kind};
    if (spread_is_certain(s))
        return (struct spread_drawer){.low = s->likely, .kind = SPREAD_FIXED};
    const double mode = (s->likely - s->optimistic) / d.range;
    d.mode = (float)mode;
    d.seconds = (float)d.range;
    d.from_s = d.low > 0 && d.low < INT32_MAX / 2 ? (int32_t)(d.low + 0.5) : 0;
    if (d.kind == SPREAD_PERT) {
        d.table = (int16_t)lround(mode * (SPREAD_MODES - 1));
        bumps_solve(t, mode, &d);
    } else if (d.kind == SPREAD_LOGNORMAL) {
        const double mean = spread_mean(s), share = spread_sd(s) / mean;
        const double variance = log(1 + share * share);
        d.mu = (float)(log(mean) - variance / 2);
        d.sigma = (float)sqrt(variance);
    }
    return d;
}

/* --- drawing --------------------------------------------------------------------------------- */

static double pert_curve(const struct spread_tables *t, const struct spread_drawer *d, double u)
{
    const int      at = u >= 1 ? SPREAD_PIECES - 1 : (int)(u * SPREAD_PIECES);
    const uint32_t piece = t->pieces[d->table][at];
    const double   v = ((piece >> 16) + (piece & 0xffff) * (u * SPREAD_PIECES - at)) / 65535;
    return v + v * (1 - v) * ((double)d->bump[0] + (double)d->bump[1] * (1 - 2 * v));
}

static double triangular_curve(double mode, double u)
{
    return u < mode ? sqrt(u * mode) : 1 - sqrt((1 - u) * (1 - mode));
}

static double drawn(const struct spread_tables *t, const struct spread_drawer *d, double u)
{
    switch ((enum spread_kind)d->kind) {
    case SPREAD_TRIANGULAR: return d->low + d->range * triangular_curve((double)d->mode, u);
    case SPREAD_PERT: return d->low + d->range * pert_curve(t, d, u);
    case SPREAD_UNIFORM: return d->low + d->range * u;
    case SPREAD_LOGNORMAL: return exp((double)d->mu + (double)d->sigma * normal_score(u));
    case SPREAD_DISCRETE:
        return d->low + d->range * (u < 1.0 / 6 ? 0 : u < 5.0 / 6 ? (double)d->mode : 1);
    case SPREAD_FIXED: return d->low;
    }
    return d->low;
}

double spread_draw(const struct spread_tables *t, const struct spread_drawer *d, uint32_t u)
{
    return drawn(t, d, (u + 0.5) * 0x1p-32);
}

double spread_quantile(const struct spread_tables *t, const struct spread *s, double u)
{
    const struct spread_drawer d = spread_drawer_of(t, s);
    return drawn(t, &d, u);
}

/* --- the normal curve ------------------------------------------------------------------------ */

double normal_share(double z)
{
    return erfc(-z / sqrt(2)) / 2;
}

static double polynomial(const double *c, int n, double x)
{
    double v = c[n - 1];
    for (int i = n - 2; i >= 0; i--)
        v = v * x + c[i];
    return v;
}

/* Wichura, "Algorithm AS 241: the percentage points of the normal distribution" (1988), PPND7. */
double normal_score(double u)
{
    static const double a[] = {3.3871327179, 50.434271938, 159.29113202, 59.109374720};
    static const double b[] = {1, 17.895169469, 78.757757664, 67.187563600};
    static const double c[] = {1.4234372777, 2.7568153900, 1.3067284816, 0.17023821103};
    static const double d[] = {1, 0.73700164250, 0.12021132975};
    static const double e[] = {6.6579051150, 3.0812263860, 0.42868294337, 0.017337203997};
    static const double f[] = {1, 0.24197894225, 0.012258202635};
    const double        q = u - 0.5;
    if (fabs(q) <= 0.425) {
        const double r = 0.180625 - q * q;
        return q * polynomial(a, 4, r) / polynomial(b, 4, r);
    }
    double r = sqrt(-log(q < 0 ? u : 1 - u));
    r = r <= 5 ? polynomial(c, 4, r - 1.6) / polynomial(d, 3, r - 1.6)
               : polynomial(e, 4, r - 5) / polynomial(f, 3, r - 5);
    return q < 0 ? -r : r;
}
