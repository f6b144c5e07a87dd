/* engine/prepare_time.c - which calendars a network needs, over which years, and what drives its
 * tasks.
 *
 * A slot is a compiled calendar: the given ones, a default one behind them, then one for each pair
 * of a task's and a resource's calendar that meet. The horizon is guessed generously from the dates
 * given and the longest path in working seconds; a pass that leaves it asks for a wider one.
 */
#include "engine/prepare_time.h"

#include "base/map.h"
#include "engine/effort.h"
#include "engine/replan/row.h"

#include <stdlib.h>
#include <string.h>

enum { SLOTS_MAX = UINT16_MAX };

#define YEAR_S ((int64_t)366 * DAY_S)

struct slots {
    struct arena *mem;
    struct map    pairs;
    int32_t       cap;
};

int32_t prepared_slot(const struct prepared *p, int32_t calendar)
{
    const int32_t project = p->net->options.calendar;
    return calendar != CALENDAR_NONE  ? calendar
           : project != CALENDAR_NONE ? project
                                      : p->net->n_calendars;
}

static uint16_t slot_of(struct prepared *p, int32_t calendar)
{
    const int32_t slot = prepared_slot(p, calendar);
    p->slot_used[slot] = true;
    return (uint16_t)slot;
}

static uint16_t slot_of_pair(struct slots *s, struct prepared *p, uint16_t task, uint16_t resource)
{
    const int64_t key = (int64_t)task << 16 | resource;
    int64_t       slot;
    if (map_get(&s->pairs, key, &slot))
        return (uint16_t)slot;
    const int32_t used = p->n_slots - p->net->n_calendars - 1;
    if (used == s->cap) {
        const int32_t cap = s->cap ? s->cap * 2 : 16;
        p->slot_pair = arena_grow(s->mem, p->slot_pair, (size_t)s->cap * sizeof *p->slot_pair,
                                  (size_t)cap * sizeof *p->slot_pair);
        s->cap = cap;
    }
    p->slot_pair[used][0] = task;
    p->slot_pair[used][1] = resource;
    map_put(&s->pairs, key, p->n_slots);
    return (uint16_t)p->n_slots++;
}

/* --- parts --------------------------------------------------------------------------------- */

bool prepared_drives(const struct prepared *p, int32_t i)
{
    const struct network *net = p->net;
    const int32_t         task = net->assignments.task[i];
    if (task == TASK_NONE)
        return false;
    const bool is_split = ASSIGNMENT_COLUMN(net, contour, i, NET_FLAT) == NET_PIECES;
    if (net->p6 && (!net->p6->kind || net->p6->kind[task] != P6_RESOURCE_DEPENDENT))
        return false;
    return ASSIGNMENT_COLUMN(net, drives, i, true) && p->place[task] >= 0 &&
           !task_is(net, task, TASK_ELAPSED | TASK_MANUAL | TASK_EXTERNAL) &&
           (is_split || !task_is(net, task, TASK_FIXED_DURATION));
}

/* The two calendars that meet in an assignment; *ret_resource is CALENDAR_NONE when one decides. */
static int32_t calendars_of(const struct network *net, int32_t i, int32_t *ret_resource)
{
    const int32_t task = net->assignments.task[i];
    const int32_t resource = ASSIGNMENT_COLUMN(net, calendar, i, CALENDAR_NONE);
    const int32_t own = TASK_COLUMN(net, calendar, task, CALENDAR_NONE);
    *ret_resource = CALENDAR_NONE;
    if (resource == CALENDAR_NONE ||
        (own != CALENDAR_NONE && task_is(net, task, TASK_OWN_CALENDAR)))
        return own;
    if (own == CALENDAR_NONE || own == resource || net->p6)
        return resource;
    *ret_resource = resource;
    return own;
}

static uint16_t slot_of_assignment(struct slots *s, struct prepared *p, int32_t i)
{
    int32_t        resource;
    const uint16_t own = slot_of(p, calendars_of(p->net, i, &resource));
    return resource == CALENDAR_NONE ? own : slot_of_pair(s, p, own, slot_of(p, resource));
}

static void parts_find(struct slots *s, struct prepared *p)
{
    const struct network *net = p->net;
    int32_t              *key = arena_array(s->mem, int32_t, net->n_assignments);
    int32_t              *row, *items;
    for (int32_t i = 0; i < net->n_assignments; i++)
        key[i] = prepared_drives(p, i) ? p->place[net->assignments.task[i]] : p->n_nodes;
    order_rows(s->mem, (struct order_keys){key, net->n_assignments, p->n_nodes + 1}, &row, &items);
    p->part_row = row;
    p->part_end = row + 1;
    p->n_parts = row[p->n_nodes];
    p->parts = arena_array(s->mem, struct part, p->n_parts + 1);
    for (int32_t k = 0; k < p->n_parts; k++)
        p->parts[k] = (struct part){items[k], slot_of_assignment(s, p, items[k])};
}

int32_t prepared_part_slot(const struct prepared *p, int32_t assignment)
{
    int32_t       resource;
    const int32_t own = prepared_slot(p, calendars_of(p->net, assignment, &resource));
    if (resource == CALENDAR_NONE)
        return p->slot_used[own] ? own : -1;
    const int32_t other = prepared_slot(p, resource), n = p->net->n_calendars + 1;
    for (int32_t slot = n; slot < p->n_slots; slot++)
        if (p->slot_pair[slot - n][0] == own && p->slot_pair[slot - n][1] == other)
            return slot;
    return -1;
}

/* Pieces of each assignment by start, those with work only. */
static void pieces_find(struct slots *s, struct prepared *p)
{
    const struct network *net = p->net;
    if (!net->n_pieces)
        return;
    int32_t *key = arena_array(s->mem, int32_t, net->n_pieces);
    for (int32_t i = 0; i < net->n_pieces; i++)
        key[i] = net->pieces.work_s[i] > 0 ? net->pieces.assignment[i] : net->n_assignments;
    order_rows(s->mem, (struct order_keys){key, net->n_pieces, net->n_assignments + 1},
               &p->piece_row, &p->pieces);
}

/* --- horizon ------------------------------------------------------------------------------- */

static void date_widen(struct horizon *h, const instant *column, int32_t i)
{
    if (!column || column[i] == INSTANT_NONE)
        return;
    h->from = column[i] < h->from ? column[i] : h->from;
    h->to = column[i] > h->to ? column[i] : h->to;
}

static struct horizon dates_given(const struct network *net)
{
    const struct task_columns *t = &net->tasks;
    const instant             *given[] = {t->constraint_at, t->deadline, t->start, t->finish};
    const instant             *actual[] = {t->actual_start, t->actual_finish, t->stop, t->resume};
    struct horizon             h = {INT64_MAX, INT64_MIN};
    date_widen(&h, &net->options.start, 0);
    date_widen(&h, &net->options.finish, 0);
    for (int c = 0; c < 4; c++)
        for (int32_t i = 0; i < net->n_tasks; i++) {
            date_widen(&h, given[c], i);
            date_widen(&h, actual[c], i);
        }
    for (int32_t i = 0; i < net->n_pieces; i++) {
        date_widen(&h, net->pieces.start, i);
        date_widen(&h, net->pieces.finish, i);
    }
    return h;
}

static int64_t longest_part(const struct prepared *p, int32_t at)
{
    const struct network *net = p->net;
    const struct node    *node = &p->nodes[at];
    int64_t               most = 0;
    if (node->kind != NODE_LEAF)
        return 0;
    if (net->tasks.duration_s[node->task] > 0)
        most = net->tasks.duration_s[node->task];
    for (int32_t k = p->part_row[at]; k < p->part_end[at]; k++) {
        const int32_t a = p->parts[k].assignment;
        const int64_t span = effort_span(net, a) + ASSIGNMENT_COLUMN(net, delay_s, a, 0);
        most = span > most ? span : most;
    }
    const int64_t delay = TASK_COLUMN(net, levelling_delay_s, node->task, 0);
    return most + (delay > 0 ? delay : 0);
}

/* Seconds of work on the longest path, lags included as if they were work. */
static int64_t longest_path(struct arena *mem, const struct prepared *p)
{
    int64_t *reach = arena_array(mem, int64_t, p->n_nodes);
    int64_t  most = 0;
    for (int32_t at = 0; at < p->n_nodes; at++) {
        int64_t begin = 0;
        for (int32_t k = p->pred_row[at]; k < p->pred_end[at]; k++) {
            const struct arc *a = &p->preds[k];
            const int64_t     lag = a->kind == ARC_RARE ? LINK_COLUMN(p->net, lag_s, a->lag_s, 0)
                                                        : a->lag_s;
            const int64_t     reached = reach[a->node] + (lag > 0 ? lag : 0);
            begin = reached > begin ? reached : begin;
        }
        reach[at] = begin + longest_part(p, at);
        most = reach[at] > most ? reach[at] : most;
    }
    return most;
}

/* A week has 40 working hours of 168; holidays and four-day weeks are covered by the rest. */
static struct horizon horizon_guess(struct arena *mem, const struct prepared *p)
{
    struct horizon h = dates_given(p->net);
    const int64_t  path = longest_path(mem, p);
    const int64_t  room = path < (INSTANT_MAX - INSTANT_MIN) / 6 ? path * 6
                                                                 : INSTANT_MAX - INSTANT_MIN;
    h.to += YEAR_S + room;
    h.from -= YEAR_S + (p->net->options.from_finish ? room : 0);
    h.from = h.from < INSTANT_MIN ? INSTANT_MIN : h.from;
    h.to = h.to > INSTANT_MAX ? INSTANT_MAX : h.to;
    return h;
}

/* --- worktimes ------------------------------------------------------------------------------ */

static const struct calendar_rule *rules_with_default(struct arena *mem, const struct network *net)
{
    const int32_t         n = net->n_calendars;
    struct calendar_rule *rules = arena_array(mem, struct calendar_rule, n + 1);
    if (n)
        memcpy(rules, net->calendars, sizeof *rules * (size_t)n);
    rules[n] = calendar_rule_plain(S("Standard"), CALENDAR_NONE);
    return rules;
}

/* Where both work; where they never do, the task's alone. */
static const struct worktime *pair_worktime(struct arena *mem, const int32_t pair[2],
                                            const struct worktime *const *w)
{
    const struct worktime *both = worktime_intersect(mem, w[pair[0]], w[pair[1]]);
    return both->total == 0 ? w[pair[0]] : both;
}

err prepared_worktimes(struct arena *mem, const struct prepared *p, struct horizon horizon,
                       const struct worktime ***ret_worktimes)
{
    const int32_t             n = p->net->n_calendars;
    const struct worktime   **w = arena_array(mem, const struct worktime *, p->n_slots);
    const struct calendar_set set = {rules_with_default(mem, p->net), n + 1, p->slot_used, horizon};
    TRY(calendar_compile(mem, &set, w));
    for (int32_t i = n + 1; i < p->n_slots; i++)
        w[i] = pair_worktime(mem, p->slot_pair[i - n - 1], w);
    *ret_worktimes = w;
    return OK;
}

/* Calendars that rest on `calendar`, itself among them. */
static bool rests_on(const struct network *net, int32_t at, int32_t calendar)
{
    int32_t steps = 0;
    while (at != CALENDAR_NONE && at < net->n_calendars && at != calendar &&
           steps++ < CALENDAR_CHAIN_MAX)
        at = net->calendars[at].base;
    return at == calendar;
}

err prepared_recompile(struct arena *mem, const struct prepared *p, struct horizon horizon,
                       int32_t calendar, const struct worktime **io_worktimes)
{
    const int32_t           n = p->net->n_calendars;
    bool                   *used = arena_array(mem, bool, n + 1);
    const struct worktime **w = arena_array(mem, const struct worktime *, n + 1);
    for (int32_t i = 0; i < n; i++)
        used[i] = p->slot_used[i] && rests_on(p->net, i, calendar);
    const struct calendar_set set = {rules_with_default(mem, p->net), n + 1, used, horizon};
    TRY(calendar_compile(mem, &set, w));
    for (int32_t i = 0; i < n; i++)
        io_worktimes[i] = used[i] ? w[i] : io_worktimes[i];
    for (int32_t i = n + 1; i < p->n_slots; i++) {
        const int32_t *pair = p->slot_pair[i - n - 1];
        if (used[pair[0]] || used[pair[1]])
            io_worktimes[i] = pair_worktime(mem, pair, io_worktimes);
    }
    return OK;
}

err prepare_time(struct arena *mem, struct prepared *p)
{
    const struct network *net = p->net;
    struct slots          s = {.mem = mem};
    if ((int64_t)net->n_calendars + net->n_assignments + 1 > SLOTS_MAX &&
        net->n_calendars + 1 > SLOTS_MAX)
        return err_make(ERR_TOO_LARGE, "More than %d calendars in one plan.", SLOTS_MAX - 1);
    map_init(&s.pairs, mem, 16);
    p->n_slots = net->n_calendars + 1;
    p->slot_used = arena_array(mem, bool, p->n_slots);
    slot_of(p, CALENDAR_NONE);
    for (int32_t at = 0; at < p->n_nodes; at++)
        p->nodes[at].slot = slot_of(p,
                                    TASK_COLUMN(net, calendar, p->nodes[at].task, CALENDAR_NONE));
    parts_find(&s, p);
    pieces_find(&s, p);
    if (p->n_slots > SLOTS_MAX)
        return err_make(ERR_TOO_LARGE, "More than %d calendars in one plan.", SLOTS_MAX - 1);
    p->horizon = horizon_guess(mem, p);
    return prepared_worktimes(mem, p, p->horizon, &p->worktimes);
}
