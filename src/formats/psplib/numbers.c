/* Numbers out of lines, and the growing tables they go into.
 *
 * A number ends at a blank or a line end; anything else in its place is an error that names the
 * line and what was being read.
 */
#include "formats/psplib/reader.h"

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

err numbers_error(const struct numbers *n, const char *problem)
{
    return err_make(ERR_SYNTAX, "line %lld: %s while reading %.*s", (long long)n->line, problem,
                    STR_ARG(n->what));
}

static void skip(struct numbers *n, bool over_lines)
{
    while (n->rest.n && (is_blank(*n->rest.p) || (over_lines && *n->rest.p == '\n'))) {
        n->line += *n->rest.p == '\n';
        n->rest = str_sub(n->rest, 1, n->rest.n);
    }
}

bool numbers_in_line(const struct numbers *n)
{
    struct numbers ahead = *n;
    skip(&ahead, false);
    return ahead.rest.n && *ahead.rest.p != '\n';
}

bool numbers_line(struct numbers *n, str *ret_line)
{
    size_t end = 0;
    if (!n->rest.n)
        return false;
    while (end < n->rest.n && n->rest.p[end] != '\n')
        end++;
    *ret_line = str_sub(n->rest, 0, end);
    n->line += end < n->rest.n;
    n->rest = str_sub(n->rest, end + 1, n->rest.n);
    return true;
}

err numbers_next(struct numbers *n, int32_t min, int32_t max, int32_t *ret_value)
{
    size_t  end = 0;
    int64_t value;
    skip(n, true);
    if (!n->rest.n)
        return numbers_error(n, "the file ends");
    while (end < n->rest.n && !is_blank(n->rest.p[end]) && n->rest.p[end] != '\n')
        end++;
    const str word = str_sub(n->rest, 0, end);
    if (!str_int(word, &value) || value < min || value > max)
        return err_make(ERR_SYNTAX,
                        "line %lld: «%.*s» stands where %.*s are read: a whole number "
                        "from %d to %d is needed",
                        (long long)n->line, (int)(word.n < 40 ? word.n : 40), word.p,
                        STR_ARG(n->what), min, max);
    n->rest = str_sub(n->rest, end, n->rest.n);
    *ret_value = (int32_t)value;
    return OK;
}

/* ---- tables ---------------------------------------------------------------------------------- */

static err too_large(void)
{
    return err_make(ERR_TOO_LARGE, "the problem is too large for the memory there is");
}

err tables_open(struct tables *t)
{
    t->capacity = arena_try(t->mem, (size_t)t->n_resources + 1, sizeof *t->capacity);
    t->stock = arena_try(t->mem, (size_t)t->n_stocks + 1, sizeof *t->stock);
    t->mode_first = arena_try(t->mem, (size_t)t->n_activities + 1, sizeof *t->mode_first);
    t->succ_first = arena_try(t->mem, (size_t)t->n_activities + 1, sizeof *t->succ_first);
    return t->capacity && t->stock && t->mode_first && t->succ_first ? OK : too_large();
}

/* The array with room for `cap` rows; NULL when there is no memory. */
static int32_t *grown(struct arena *mem, const int32_t *old, size_t n, size_t cap)
{
    int32_t *bigger = arena_try(mem, cap, sizeof *bigger);
    for (size_t k = 0; bigger && k < n; k++)
        bigger[k] = old[k];
    return bigger;
}

err tables_mode(struct tables *t, int32_t duration)
{
    const size_t resources = (size_t)t->n_resources, stocks = (size_t)t->n_stocks;
    if (t->n_modes == t->cap_modes) {
        const size_t n = (size_t)t->n_modes, cap = 2 * n + 64;
        t->duration = grown(t->mem, t->duration, n, cap);
        t->need = grown(t->mem, t->need, n * resources, cap * resources + 1);
        t->use = grown(t->mem, t->use, n * stocks, cap * stocks + 1);
        if (!t->duration || !t->need || !t->use)
            return too_large();
        t->cap_modes = (int32_t)cap;
    }
    t->duration[t->n_modes++] = duration;
    return OK;
}

err tables_succ(struct tables *t, int32_t succ)
{
    if (t->n_succ == t->cap_succ) {
        const size_t n = (size_t)t->n_succ, cap = 2 * n + 256;
        t->succ = grown(t->mem, t->succ, n, cap);
        if (!t->succ)
            return too_large();
        t->cap_succ = (int32_t)cap;
    }
    t->succ[t->n_succ++] = succ;
    return OK;
}
