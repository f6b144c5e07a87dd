/* PSPLIB's .sm and .mm: sections under headings, rows of numbers below.
 *
 * Headings are found by their words, so that changed blanks and comment lines do no harm. Numbers
 * of a row may go on in the next line.
 */
#include "formats/psplib/reader.h"

/* The number behind the colon of a line such as "jobs (incl. supersource/sink ):  32". */
static err count_in(const struct numbers *n, str line, int32_t max, int32_t *ret_count)
{
    str     head;
    int64_t value;
    str_cut(&line, ':', &head);
    line = str_trim(line);
    size_t end = 0;
    while (end < line.n && line.p[end] != ' ' && line.p[end] != '\t')
        end++;
    if (!str_int(str_sub(line, 0, end), &value) || value < 0)
        return err_make(ERR_SYNTAX, "line %lld: «%.*s» is followed by no number",
                        (long long)n->line - 1, STR_ARG(str_trim(head)));
    if (value > max)
        return err_make(ERR_TOO_LARGE, "line %lld: %lld is more than the %d that are possible",
                        (long long)n->line - 1, (long long)value, max);
    *ret_count = (int32_t)value;
    return OK;
}

static err find_heading(struct numbers *n, str heading)
{
    str line;
    n->what = heading;
    while (numbers_line(n, &line))
        if (str_has(line, heading))
            return OK;
    return err_make(ERR_SYNTAX, "line %lld: the file ends before «%.*s»", (long long)n->line,
                    STR_ARG(heading));
}

/* Passes over lines of words and dashes; the first row begins with a digit. */
static void skip_to_row(struct numbers *n)
{
    struct numbers ahead = *n;
    str            line;
    while (numbers_line(&ahead, &line)) {
        line = str_trim(line);
        if (line.n && line.p[0] >= '0' && line.p[0] <= '9')
            return;
        *n = ahead;
    }
}

static err read_counts(struct numbers *n, struct tables *t)
{
    str     line;
    int32_t doubly = 0;
    t->n_activities = -1;
    t->n_resources = -1;
    while (numbers_line(n, &line)) {
        if (str_has(line, S("jobs (")))
            TRY(count_in(n, line, PSPLIB_ACTIVITIES_MAX, &t->n_activities));
        else if (str_has(line, S("- renewable")))
            TRY(count_in(n, line, PSPLIB_RESOURCES_MAX, &t->n_resources));
        else if (str_has(line, S("- nonrenewable")))
            TRY(count_in(n, line, PSPLIB_RESOURCES_MAX, &t->n_stocks));
        else if (str_has(line, S("- doubly")))
            TRY(count_in(n, line, PSPLIB_RESOURCES_MAX, &doubly));
        else if (str_has(line, S("PRECEDENCE RELATIONS")))
            break;
    }
    if (doubly)
        return err_make(ERR_UNSUPPORTED, "doubly constrained resources are not supported: state "
                                         "them as one renewable and one nonrenewable resource");
    if (t->n_activities < 1)
        return err_make(ERR_SYNTAX, "there is no line «jobs (incl. supersource/sink ):» with a "
                                    "number of jobs");
    if (t->n_resources < 0)
        return err_make(ERR_SYNTAX, "there is no line «- renewable :» with a number of resources");
    return OK;
}

/* Rows must come in order: the formats count, they do not name. */
static err expect_job(struct numbers *n, const struct tables *t, int32_t job)
{
    int32_t number;
    err     e = numbers_next(n, job, job, &number);
    return e.code ? err_wrap(e, "job %d of %d", job, t->n_activities) : OK;
}

static err read_precedence(struct numbers *n, struct tables *t, int32_t *n_modes)
{
    n->what = S("precedence relations");
    skip_to_row(n);
    for (int32_t i = 0; i < t->n_activities; i++) {
        int32_t count, succ;
        TRY(expect_job(n, t, i + 1));
        TRY(numbers_next(n, 1, PSPLIB_MODES_MAX, &n_modes[i]));
        TRY(numbers_next(n, 0, t->n_activities, &count));
        for (int32_t k = 0; k < count; k++) {
            TRY(numbers_next(n, 1, t->n_activities, &succ));
            TRY(tables_succ(t, succ - 1));
        }
        t->succ_first[i + 1] = t->n_succ;
    }
    return OK;
}

static err read_mode(struct numbers *n, struct tables *t, int32_t number)
{
    int32_t duration;
    TRY(numbers_next(n, number, number, &duration));
    TRY(numbers_next(n, 0, PSPLIB_NUMBER_MAX, &duration));
    TRY(tables_mode(t, duration));
    const size_t mode = (size_t)t->n_modes - 1;
    for (size_t r = 0; r < (size_t)t->n_resources; r++)
        TRY(numbers_next(n, 0, PSPLIB_NUMBER_MAX, &t->need[mode * (size_t)t->n_resources + r]));
    for (size_t s = 0; s < (size_t)t->n_stocks; s++)
        TRY(numbers_next(n, 0, PSPLIB_NUMBER_MAX, &t->use[mode * (size_t)t->n_stocks + s]));
    return OK;
}

static err read_requests(struct numbers *n, struct tables *t, const int32_t *n_modes)
{
    TRY(find_heading(n, S("REQUESTS/DURATIONS")));
    n->what = S("durations and requests");
    skip_to_row(n);
    for (int32_t i = 0; i < t->n_activities; i++) {
        TRY(expect_job(n, t, i + 1));
        for (int32_t k = 0; k < n_modes[i]; k++)
            TRY(read_mode(n, t, k + 1));
        t->mode_first[i + 1] = t->n_modes;
    }
    return OK;
}

static err read_availabilities(struct numbers *n, struct tables *t)
{
    TRY(find_heading(n, S("RESOURCEAVAILABILITIES")));
    n->what = S("availabilities");
    skip_to_row(n);
    for (int32_t r = 0; r < t->n_resources; r++)
        TRY(numbers_next(n, 0, PSPLIB_NUMBER_MAX, &t->capacity[r]));
    for (int32_t s = 0; s < t->n_stocks; s++)
        TRY(numbers_next(n, 0, PSPLIB_NUMBER_MAX, &t->stock[s]));
    return OK;
}

err library_read(struct numbers *n, struct tables *t)
{
    TRY(read_counts(n, t));
    TRY(tables_open(t));
    int32_t *n_modes = arena_array(t->mem, int32_t, t->n_activities);
    TRY(read_precedence(n, t, n_modes));
    TRY(read_requests(n, t, n_modes));
    return read_availabilities(n, t);
}
