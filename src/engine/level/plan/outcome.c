/* engine/level/plan/outcome.c - a schedule as changes of the plan that was given.
 *
 * Delays by task, who does each assignment, and the pieces of those that are interrupted; and the
 * given input with these in its columns, so that an ordinary calculation has the last word.
 */
#include "engine/level/plan/generate.h"

#include <string.h>

struct outcome {
    struct model             *m;
    const struct schedule_of *s;
    const struct level_input *given;
    struct level_output      *out;
    struct network           *net; /* of the input that is made */
};

static void delays_fill(const struct outcome *o)
{
    const struct model *m = o->m;
    int64_t            *delay_s = o->out->delay_s;
    for (int32_t i = 0; i < m->net.n_tasks; i++)
        delay_s[i] = m->given[i];
    for (int32_t at = 0; at < m->p.n_nodes; at++)
        if (m->flags[at] & MODEL_MOVABLE)
            delay_s[m->p.nodes[at].task] = o->s->delay_s[at];
    o->net->tasks.levelling_delay_s = delay_s;
}

/* --- who does what ------------------------------------------------------------------------------
 */

/* Of a row of the widened network the assignment it stands for. */
static int32_t assignment_of(const struct outcome *o, int32_t row)
{
    const struct model *m = o->m;
    const int32_t       task = m->net.assignments.task[row], at = m->p.place[task];
    if (row < o->given->net->n_assignments)
        return row;
    for (int32_t i = m->choice_row[at]; i < m->choice_row[at + 1]; i++)
        for (int32_t k = m->choices[i].first; k < m->choices[i].first + m->choices[i].n; k++)
            if (m->rivals[k] == row)
                return m->choices[i].assignment;
    return -1;
}

static void done_by_fill(const struct outcome *o)
{
    const struct model *m = o->m;
    const int32_t       n = o->given->net->n_assignments;
    memcpy(o->out->done_by, o->given->resource_of, sizeof *o->out->done_by * (size_t)n);
    if (!m->n_choices)
        return;
    int32_t *calendar = arena_array(m->mem, int32_t, n + 1);
    for (int32_t a = 0; a < n; a++)
        calendar[a] = ASSIGNMENT_COLUMN(o->given->net, calendar, a, CALENDAR_NONE);
    for (int32_t i = 0; i < m->n_choices; i++) {
        const struct choice *c = &m->choices[i];
        const int32_t        row = m->rivals[c->first + o->s->chosen[i]];
        o->out->done_by[c->assignment] = m->in->resource_of[row];
        calendar[c->assignment] = m->net.assignments.calendar[row];
    }
    o->net->assignments.calendar = calendar;
}

/* --- pieces -------------------------------------------------------------------------------------
 */

typedef VEC(struct level_piece) piece_list;

static void pieces_of(const struct outcome *o, const struct cut *cuts, size_t n_cuts,
                      piece_list *to)
{
    const struct model  *m = o->m;
    int32_t              n;
    const struct demand *demands = demands_of(m, cuts[0].at, &n);
    for (int32_t i = 0; i < n; i++) {
        const struct demand *d = &demands[i];
        int64_t              done = 0;
        for (size_t k = 0; k < n_cuts && done < d->span_s; k++) {
            const int64_t length = min_of(cuts[k].length_s, d->span_s - done);
            vec_push(m->mem, to,
                     (struct level_piece){assignment_of(o, d->assignment),
                                          worktime_start_at(d->w, cuts[k].begin),
                                          worktime_finish_at(d->w, cuts[k].begin + length),
                                          length * d->units / LEVEL_UNIT});
            done += length;
        }
    }
}

static void contours_set(const struct outcome *o)
{
    const int32_t n = o->given->net->n_assignments;
    uint8_t      *contour = arena_array(o->m->mem, uint8_t, n + 1);
    for (int32_t a = 0; a < n; a++)
        contour[a] = ASSIGNMENT_COLUMN(o->given->net, contour, a, NET_FLAT);
    for (int32_t k = 0; k < o->out->n_pieces; k++)
        contour[o->out->pieces[k].assignment] = NET_PIECES;
    o->net->assignments.contour = contour;
}

/* Behind the pieces that were there. */
static void pieces_add(const struct outcome *o)
{
    struct piece_columns      *to = &o->net->pieces;
    const struct piece_columns from = o->given->net->pieces;
    struct arena              *mem = o->m->mem;
    const int32_t              n = o->given->net->n_pieces, more = o->out->n_pieces;
    to->assignment = arena_array(mem, int32_t, n + more + 1);
    to->start = arena_array(mem, instant, n + more + 1);
    to->finish = arena_array(mem, instant, n + more + 1);
    to->work_s = arena_array(mem, int64_t, n + more + 1);
    for (int32_t k = 0; k < n; k++) {
        to->assignment[k] = from.assignment[k];
        to->start[k] = from.start[k];
        to->finish[k] = from.finish[k];
        to->work_s[k] = from.work_s[k];
    }
    for (int32_t k = 0; k < more; k++) {
        const struct level_piece *x = &o->out->pieces[k];
        to->assignment[n + k] = x->assignment;
        to->start[n + k] = x->start;
        to->finish[n + k] = x->finish;
        to->work_s[n + k] = x->work_s;
    }
    o->net->n_pieces = n + more;
}

static void pieces_fill(const struct outcome *o)
{
    piece_list        found = {0};
    const struct cut *v = o->s->cuts.v;
    for (size_t k = 0, n; k < o->s->cuts.n; k += n) {
        for (n = 1; k + n < o->s->cuts.n && v[k + n].at == v[k].at; n++) {
        }
        pieces_of(o, v + k, n, &found);
    }
    o->out->pieces = found.v;
    o->out->n_pieces = (int32_t)found.n;
    if (found.n) {
        contours_set(o);
        pieces_add(o);
    }
}

void outcome_fill(struct model *m, const struct schedule_of *s, const struct level_input *given,
                  struct level_output *out, struct level_input *ret_after)
{
    struct outcome o = {m, s, given, out, arena_new(m->mem, struct network)};
    *o.net = *given->net;
    choices_set(m, s->chosen);
    delays_fill(&o);
    done_by_fill(&o);
    pieces_fill(&o);
    *ret_after = *given;
    ret_after->net = o.net;
    ret_after->resource_of = out->done_by;
}
