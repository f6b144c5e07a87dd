/* domain/compare/reasons.c - reasons of all differences: states first, then a verdict for each
 * root, then what each difference comes to.
 *
 * A verdict belongs to an item and a direction; slack and critical follow from dates and are judged
 * one by one. What nothing proves stays not explained.
 */
#include "domain/compare/reasons.h"

#include "base/vec.h"
#include "domain/compare/inquiry.h"

const char *const reason_words[] = {
    "not_explained", "follows",     "own_value",   "edited",     "other_file", "levelled",
    "manual",        "breaks_link", "duration",    "constraint", "stale_late", "contradicts_itself",
    "rounded",       "same_moment", "unsupported", NULL};

/* ---- the inquiry -------------------------------------------------------------------------- */

static void mark_different(void *arg, const struct difference *d)
{
    struct inquiry *q = arg;
    q->differs[inquiry_slot(q, d->item->head.id)] |= 1U << d->what;
}

/* Links by the slot where they end, and by the slot where they begin. */
static void links_index(struct inquiry *q)
{
    for (int out = 0; out < 2; out++) {
        uint32_t *row = q->row[out] = arena_array(q->mem, uint32_t, q->n + 2);
        size_t    slots = plan_slots(q->plan, &link_entity);
        q->links[out] = arena_array(q->mem, const struct link *, slots + 1);
        for (int filling = 0; filling < 2; filling++) {
            for (size_t s = 0; s < slots; s++) {
                const struct link *l = plan_at(q->plan, &link_entity, s);
                uint32_t           at = l ? inquiry_slot(q, out ? l->pred : l->succ) : NODE_NONE;
                if (at == NODE_NONE)
                    continue;
                if (filling)
                    q->links[out][row[at]++] = l;
                else
                    row[at + 1]++;
            }
            for (uint32_t k = 0; k < q->n && !filling; k++)
                row[k + 1] += row[k];
        }
        memmove(row + 1, row, (q->n + 1) * sizeof *row); /* filling moved each to its end */
        row[0] = 0;
    }
}

/* The span of all dates, calculated and stored, a month wider. */
static void widen(instant t, instant *from, instant *to)
{
    if (t == INSTANT_NONE)
        return;
    *from = t < *from ? t : *from;
    *to = t > *to ? t : *to;
}

static err times_open(struct inquiry *q)
{
    instant from = q->project->start == INSTANT_NONE ? 0 : q->project->start, to = from;
    for (uint32_t s = 0; s < q->n; s++) {
        for (enum compare_what k = 0; plan_row(q->plan, s) && k < COMPARE_TOTAL_SLACK; k++) {
            widen(inquiry_stored(q, s, k), &from, &to);
            widen(inquiry_calculated(q, s, k), &from, &to);
        }
    }
    return schedule_times_new(q->mem, q->plan, from - 31 * DAY_S, to + 31 * DAY_S, &q->times);
}

static void find_last_finish(struct inquiry *q)
{
    q->last_finish = INSTANT_NONE;
    q->last_slot = NODE_NONE;
    for (uint32_t s = 0; s < q->n; s++) {
        bool counts = inquiry_counts(q, s) &&
                      (!q->outline->is_summary[s] || inquiry_item(q, s)->is_manual);
        int64_t t = counts ? inquiry_stored(q, s, COMPARE_FINISH) : INT_NONE;
        if (t != INT_NONE && (q->last_slot == NODE_NONE || t > q->last_finish)) {
            q->last_finish = t;
            q->last_slot = s;
        }
    }
}

static err inquiry_open(struct inquiry *q)
{
    q->project = plan_project_record(q->plan);
    q->outline = plan_outline_tree(q->plan);
    if (!q->project || !q->outline)
        return err_make(ERR_INVALID, "The plan is not calculated.");
    q->n = (uint32_t)plan_slots(q->plan, &item_entity);
    q->position = arena_array(q->mem, uint32_t, q->n + 1);
    q->differs = arena_array(q->mem, uint32_t, q->n + 1);
    q->state = arena_array(q->mem, uint8_t, 2 * q->n + 2);
    q->from = arena_array(q->mem, uint32_t, 2 * q->n + 2);
    q->verdict = arena_array(q->mem, struct reasoned, 2 * q->n + 2);
    memset(q->from, 0xff, (2 * q->n + 2) * sizeof *q->from);
    for (uint32_t k = 0; k < q->outline->n; k++)
        q->position[q->outline->order[k]] = k;
    links_index(q);
    find_last_finish(q);
    return times_open(q);
}

/* ---- verdicts ----------------------------------------------------------------------------- */

static void node_verdict(struct inquiry *q, uint32_t slot, enum side side)
{
    uint32_t         node = 2 * slot + side;
    struct reasoned *r = &q->verdict[node];
    if (!(q->differs[slot] & SIDE_BITS(side)))
        return;
    if (q->outline->is_summary[slot])
        above_verdict(q, slot, side, r);
    else if (q->state[node] == STATE_FOLLOWS && q->from[node] != NODE_NONE)
        verdict_from(q, slot, side, q->from[node]);
    else if (side == SIDE_EARLY)
        early_verdict(q, slot, r);
    else
        late_verdict(q, slot, r);
    if (r->reason == REASON_NONE)
        unsupported_verdict(q, slot, r);
}

/* The end of the chain of causes, by node; a chain without end ends where it is met again. */
static uint32_t *find_roots(const struct inquiry *q)
{
    const uint32_t open = NODE_NONE - 1;
    uint32_t      *root = arena_array(q->mem, uint32_t, 2 * q->n + 2);
    uint32_t      *path = arena_array(q->mem, uint32_t, 2 * q->n + 2);
    memset(root, 0xff, (2 * q->n + 2) * sizeof *root);
    for (uint32_t start = 0; start < 2 * q->n; start++) {
        uint32_t length = 0, at = start;
        while (root[at] == NODE_NONE && q->from[at] != NODE_NONE) {
            root[at] = open;
            path[length++] = at;
            at = q->from[at];
        }
        uint32_t end = root[at] == NODE_NONE || root[at] == open ? at : root[at];
        root[at] = end;
        while (length)
            root[path[--length]] = end;
    }
    return root;
}

/* ---- differences -------------------------------------------------------------------------- */

struct gather {
    struct inquiry      *q;
    const uint32_t      *root;
    VEC(struct reasoned) all;
};

static void gather_one(void *arg, const struct difference *d)
{
    struct gather  *g = arg;
    struct inquiry *q = g->q;
    uint32_t        slot = inquiry_slot(q, d->item->head.id);
    struct reasoned r = {0};
    uint32_t        node = 2 * slot + (d->what >= COMPARE_LATE_START);
    if (d->what < COMPARE_TOTAL_SLACK)
        r = q->verdict[node];
    const struct reasoned *root = &q->verdict[g->root[node]];
    if (r.reason == REASON_FOLLOWS && root->reason == REASON_UNSUPPORTED)
        r = *root;
    r.what = *d;
    r.root = inquiry_item(q, g->root[node] / 2)->head.id;
    if (d->what >= COMPARE_TOTAL_SLACK) {
        slack_verdict(q, slot, d->what, &r);
        if (r.reason != REASON_OWN && r.reason != REASON_FOLLOWS)
            r.root = d->item->head.id;
        else if (r.reason == REASON_FOLLOWS && r.root.v == d->item->head.id.v)
            r.root = r.cause;
    }
    vec_push(q->mem, &g->all, r);
}

static void count(struct inquiry *q, struct reasons *to)
{
    bool *is_root = arena_array(q->mem, bool, q->n + 1);
    for (size_t i = 0; i < to->n; i++) {
        uint32_t slot = inquiry_slot(q, to->v[i].root);
        to->by[to->v[i].reason]++;
        to->roots += !is_root[slot];
        is_root[slot] = true;
    }
}

err reasons_find(struct arena *mem, const struct plan *plan, const struct stored_results *stored,
                 struct reasons *ret_reasons)
{
    struct inquiry q = {.mem = mem, .plan = plan, .stored = stored};
    struct gather  g = {.q = &q};
    struct reasons found = {0};
    TRY(inquiry_open(&q));
    compare_stored(plan, stored, mark_different, &q, &found.counts);
    inquiry_sides(&q);
    for (uint32_t k = q.outline->n; k-- > 0;) { /* parts before what is above them */
        node_verdict(&q, q.outline->order[k], SIDE_EARLY);
        node_verdict(&q, q.outline->order[k], SIDE_LATE);
    }
    g.root = find_roots(&q);
    compare_stored(plan, stored, gather_one, &g, &found.counts);
    found.v = g.all.v;
    found.n = g.all.n;
    count(&q, &found);
    *ret_reasons = found;
    return OK;
}
