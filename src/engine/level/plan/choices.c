/* engine/level/plan/choices.c - assignments that several may do.
 *
 * Before the search the network is widened: each further resource that may do an assignment is a
 * row of its own behind the given ones, with that resource's calendar, so that the network is
 * prepared once with all calendars that may be needed. Of the rows of one choice one is on; the
 * parts of the others have no span. While a task is placed, its choices are tried one after the
 * other, each with the others as they are (serial generation with the mode of the earliest finish:
 * Boctor, "Heuristics for scheduling projects with resource restrictions and several
 * resource-duration modes", 1993).
 */
#include "engine/level/plan/generate.h"
#include "engine/order.h"

#include <string.h>

/* --- the widened network ------------------------------------------------------------------------
 */

/* How many may do the assignment; 0: it is no choice. */
static int32_t rivals_of(const struct level_input *in, const struct network *net, int32_t a)
{
    const struct level_choices *c = in->choices;
    const int32_t               n = c ? c->first[a + 1] - c->first[a] : 0;
    const int32_t               task = net->assignments.task[a];
    const bool is_shaped = ASSIGNMENT_COLUMN(net, contour, a, NET_FLAT) == NET_PIECES;
    return task == TASK_NONE || is_shaped || !model_may_move(in, task) ? 0 : n;
}

static int32_t rows_more(const struct level_input *in)
{
    int32_t n = 0;
    for (int32_t a = 0; a < in->net->n_assignments; a++) {
        const int32_t rivals = rivals_of(in, in->net, a);
        n += rivals > 1 ? rivals - 1 : 0;
    }
    return n;
}

#define WIDEN(column)                                                                              \
    do {                                                                                           \
        if (to->column) {                                                                          \
            void *wide_ = arena_alloc(mem, sizeof *to->column * (size_t)(n + more + 1));           \
            memcpy(wide_, to->column, sizeof *to->column *(size_t)n);                              \
            to->column = wide_;                                                                    \
        }                                                                                          \
    } while (0)

static void columns_widen(struct arena *mem, struct network *net, int32_t more)
{
    struct assignment_columns *to = &net->assignments;
    const int32_t              n = net->n_assignments;
    WIDEN(task);
    WIDEN(calendar);
    WIDEN(units);
    WIDEN(work_s);
    WIDEN(overtime_s);
    WIDEN(contour);
    WIDEN(delay_s);
    WIDEN(drives);
    net->n_assignments = n + more;
}

#define COPY(column)                                                                               \
    do {                                                                                           \
        if (to->column)                                                                            \
            to->column[row] = to->column[a];                                                       \
    } while (0)

static void row_copy(struct assignment_columns *to, int32_t a, int32_t row)
{
    COPY(task);
    COPY(calendar);
    COPY(units);
    COPY(work_s);
    COPY(overtime_s);
    COPY(contour);
    COPY(delay_s);
    COPY(drives);
}

struct widening {
    struct network *net;
    int32_t        *resource_of;
    bool           *is_whole;
};

static void row_fill(const struct widening *w, const struct level_choices *c, int32_t k,
                     int32_t row)
{
    w->net->assignments.calendar[row] = c->calendar[k];
    w->resource_of[row] = c->resource[k];
}

void choices_widen(struct arena *mem, const struct level_input *in, struct level_input *ret_wide,
                   struct network *ret_net)
{
    const int32_t more = rows_more(in), n = in->net->n_assignments;
    *ret_wide = *in;
    *ret_net = *in->net;
    ret_wide->net = ret_net;
    if (!in->choices)
        return;
    if (!ret_net->assignments.calendar) {
        ret_net->assignments.calendar = arena_array(mem, int32_t, n + 1);
        for (int32_t a = 0; a < n; a++)
            ret_net->assignments.calendar[a] = CALENDAR_NONE;
    }
    columns_widen(mem, ret_net, more);
    struct widening w = {ret_net, arena_array(mem, int32_t, n + more + 1),
                         arena_array(mem, bool, n + more + 1)};
    memcpy(w.resource_of, in->resource_of, sizeof *w.resource_of * (size_t)n);
    if (in->is_whole)
        memcpy(w.is_whole, in->is_whole, sizeof *w.is_whole * (size_t)n);
    for (int32_t a = 0, row = n; a < n; a++) {
        const int32_t rivals = rivals_of(in, in->net, a);
        for (int32_t k = 0; k < rivals; k++) {
            const int32_t to = k ? row++ : a;
            row_copy(&ret_net->assignments, a, to);
            w.is_whole[to] = w.is_whole[a];
            row_fill(&w, in->choices, in->choices->first[a] + k, to);
        }
    }
    ret_wide->resource_of = w.resource_of;
    ret_wide->is_whole = w.is_whole;
}

/* --- in the model -------------------------------------------------------------------------------
 */

static int32_t part_of(const struct model *m, int32_t at, int32_t assignment)
{
    for (int32_t k = m->p.part_row[at]; k < m->p.part_row[at + 1]; k++)
        if (m->p.parts[k].assignment == assignment)
            return k;
    return -1; /* it drives nothing */
}

static void choices_find(struct model *m)
{
    const int32_t n = m->from->net->n_assignments;
    int32_t      *key = arena_array(m->mem, int32_t, n + 1), *row, *items;
    const int32_t more = m->net.n_assignments - n;
    for (int32_t a = 0; a < n; a++) {
        const int32_t task = m->net.assignments.task[a];
        const bool    is_choice = rivals_of(m->in, &m->net, a) > 0 && m->p.place[task] >= 0;
        key[a] = is_choice ? m->p.place[task] : m->p.n_nodes;
        m->n_choices += is_choice;
    }
    order_rows(m->mem, (struct order_keys){key, n, m->p.n_nodes + 1}, &row, &items);
    m->choices = arena_array(m->mem, struct choice, m->n_choices + 1);
    m->choice_row = arena_copy(m->mem, row, sizeof *row * (size_t)(m->p.n_nodes + 1));
    m->rivals = arena_array(m->mem, int32_t, m->n_choices + more + 1);
    m->rival_parts = arena_array(m->mem, int32_t, m->n_choices + more + 1);
    m->rival_spans = arena_array(m->mem, int64_t, m->n_choices + more + 1);
    m->is_off = arena_array(m->mem, bool, m->net.n_assignments + 1);
    int32_t *behind = arena_array(m->mem, int32_t, n + 1); /* first further row of each */
    for (int32_t a = 0, at = n; a < n; a++) {
        const int32_t rivals = rivals_of(m->in, &m->net, a);
        behind[a] = at;
        at += rivals > 1 ? rivals - 1 : 0;
    }
    int32_t first = 0;
    for (int32_t i = 0; i < m->n_choices; i++) {
        const int32_t a = items[i], rivals = rivals_of(m->in, &m->net, a);
        m->choices[i] = (struct choice){key[a], a, first, rivals};
        for (int32_t k = 0; k < rivals; k++)
            m->rivals[first++] = k ? behind[a] + k - 1 : a;
    }
}

void choices_ready(struct model *m)
{
    if (!m->in->choices)
        return;
    if (!m->choice_row)
        choices_find(m);
    for (int32_t i = 0; i < m->n_choices; i++) {
        const struct choice *c = &m->choices[i];
        for (int32_t k = c->first; k < c->first + c->n; k++) {
            m->rival_parts[k] = part_of(m, c->at, m->rivals[k]);
            m->rival_spans[k] = m->rival_parts[k] < 0 ? 0 : m->c->spans[m->rival_parts[k]];
        }
        choice_set(m, i, 0);
    }
}

void choice_set(struct model *m, int32_t choice, int32_t rival)
{
    const struct choice *c = &m->choices[choice];
    for (int32_t k = c->first; k < c->first + c->n; k++) {
        const bool is_on = k == c->first + rival;
        m->is_off[m->rivals[k]] = !is_on;
        if (m->rival_parts[k] >= 0)
            m->c->spans[m->rival_parts[k]] = is_on ? m->rival_spans[k] : 0;
    }
}

void choices_set(struct model *m, const int32_t *chosen)
{
    for (int32_t i = 0; i < m->n_choices; i++)
        choice_set(m, i, chosen[i]);
}

const struct demand *demands_of(const struct model *m, int32_t at, int32_t *ret_n)
{
    const int32_t from = m->demand_row[at], to = m->demand_row[at + 1];
    *ret_n = to - from;
    if (!m->choice_row || m->choice_row[at] == m->choice_row[at + 1])
        return m->demands + from;
    int32_t n = 0;
    for (int32_t k = from; k < to; k++)
        if (!m->is_off[m->demands[k].assignment])
            m->active[n++] = m->demands[k];
    demands_need(m, m->active, n);
    *ret_n = n;
    return m->active;
}

/* --- choosing -----------------------------------------------------------------------------------
 */

/* What every trial of a place changes. */
struct ends {
    instant finish, first, lowest, highest;
};

static struct ends ends_of(const struct cpm *c)
{
    return (struct ends){c->finish, c->first, c->lowest, c->highest};
}

static void ends_back(struct cpm *c, struct ends e)
{
    c->finish = e.finish;
    c->first = e.first;
    c->lowest = e.lowest;
    c->highest = e.highest;
}

static void find(struct generator *g, int32_t at, struct search *s)
{
    struct plain x;
    s->g = g;
    s->m = g->m;
    s->at = at;
    s->demands = demands_of(g->m, at, &s->n_demands);
    search_find(s, model_is_plain(g->m, at, &x) ? &x : NULL);
}

/* How good it is that a rival does it: is there enough of all at any time, then the finish, then
 * who had it, then what it has done. */
struct worth {
    bool    is_short;
    instant finish;
    bool    is_other;
    double  taken;
};

static bool is_less(struct worth a, struct worth b)
{
    if (a.is_short != b.is_short)
        return b.is_short;
    if (a.finish != b.finish)
        return a.finish < b.finish;
    return a.is_other != b.is_other ? b.is_other : a.taken < b.taken;
}

static void choose(struct generator *g, int32_t choice, struct schedule_of *to)
{
    struct model        *m = g->m;
    const struct choice *c = &m->choices[choice];
    const struct ends    ends = ends_of(m->c);
    struct worth         best = {true, INSTANT_BEYOND, true, 0};
    struct search        s;
    to->chosen[choice] = 0;
    for (int32_t k = 0; k < c->n; k++) {
        const int32_t r = m->in->resource_of[m->rivals[c->first + k]];
        choice_set(m, choice, k);
        find(g, c->at, &s);
        ends_back(m->c, ends);
        const struct worth x = {!demands_need(m, m->active, s.n_demands), s.dates.finish,
                                r != m->from->resource_of[c->assignment], g->taken[r]};
        if (!s.is_outside && is_less(x, best)) {
            best = x;
            to->chosen[choice] = k;
        }
    }
    choice_set(m, choice, to->chosen[choice]);
}

void choices_place(struct generator *g, int32_t at, struct schedule_of *to)
{
    struct search s;
    for (int32_t i = g->m->choice_row[at]; i < g->m->choice_row[at + 1]; i++)
        choose(g, i, to);
    find(g, at, &s);
    search_settle(&s, to);
    for (int32_t k = 0; k < s.n_demands; k++)
        if (s.demands[k].w)
            g->taken[s.demands[k].resource] += (double)s.demands[k].units *
                                               (double)s.demands[k].length_s;
}
