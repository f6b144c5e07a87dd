/* Improving one schedule window by window: a neighbourhood search with time windows.
 *
 * Of a schedule that lies left (each activity as early as its list let it) and its justification
 * against the right end, the activities before a window stay left, those behind it are put right,
 * one period earlier than they were. Those within must then fit between: if they do, the whole is a
 * period shorter. They are placed by the serial scheme, most urgent first; one that comes too late
 * is moved forward in the order and the window is tried again (squeaky wheel optimization: Joslin,
 * Clements 1999; windows of the time axis: Palpant, Artigues, Michelon 2004). Without the period
 * less the same step goes to another schedule as long as the first, so that the search moves on.
 * Each placed activity counts as its share of a schedule; modes stay as they are. Not for problems
 * with lags: there a link may lead across the window.
 */
#include "engine/level/hunt.h"

#include <string.h>

enum { TRIES = 24, SET_MOST = 48 };

struct window {
    int32_t *start;  /* by activity: where it lies, forwards */
    int32_t *right;  /* by activity: its start against the right end */
    int32_t *latest; /* by activity of the set */
    int32_t *finish; /* n + 1; forwards; of those placed */
    uint8_t *is_set;
    int32_t  set[SET_MOST]; /* in the order in which they are placed */
    int32_t  n_set;
    int32_t  from, to, end; /* the window, and when all must be finished */
};

static int32_t duration_of(const struct hunt *h, const struct one *o, int32_t i)
{
    return h->machine.duration[o->mode[i]];
}

static void count_placed(struct hunt *h, int64_t placed)
{
    h->placed += placed;
    h->schedules += h->placed / h->n;
    h->placed %= h->n;
    hunt_counted(h);
}

/* Those that overlap [from, to) into the set, in the order of their starts; false if too many. */
static bool choose(struct hunt *h, const struct one *o, struct window *w)
{
    const int32_t wish = 6 + dice_below(&h->dice, 40);
    const int32_t length = 1 + (int32_t)((int64_t)o->span * dice_below(&h->dice, wish) / h->n);
    w->from = dice_below(&h->dice, o->span);
    w->to = w->from + length;
    w->n_set = 0;
    memset(w->is_set, 0, (size_t)h->n);
    for (int32_t k = h->n - 1; k >= 0; k--) { /* list: latest finish first */
        const int32_t i = o->list[k];
        if (o->finish[i] <= w->from || w->start[i] >= w->to)
            continue;
        if (w->n_set == SET_MOST)
            return false;
        w->set[w->n_set++] = i;
        w->is_set[i] = 1;
    }
    return w->n_set > 1;
}

/* Puts the others down: before the window left, behind it right, `less` periods earlier. */
static void put_others(struct hunt *h, const struct one *o, struct window *w, int32_t less)
{
    w->end = o->span - less;
    level_clear(&h->machine);
    for (int32_t i = 0; i < h->n; i++) {
        if (w->is_set[i])
            continue;
        const int32_t start = o->finish[i] <= w->from ? w->start[i] : w->right[i] - less;
        w->finish[i] = start + duration_of(h, o, i);
        level_take(&h->machine, o->mode[i], start);
    }
}

/* Latest starts of the set, from its end: successors come behind in the order. */
static void latest_fill(const struct hunt *h, const struct one *o, struct window *w)
{
    const struct level_side *next = &h->machine.side[LEVEL_BACKWARD];
    for (int32_t k = w->n_set - 1; k >= 0; k--) {
        const int32_t i = w->set[k];
        int32_t       latest = w->end;
        for (int32_t x = next->pred_first[i]; x < next->pred_first[i + 1]; x++) {
            const int32_t j = next->pred[x];
            if (j == h->n)
                continue;
            const int32_t by = w->is_set[j] ? w->latest[j] : w->finish[j] - duration_of(h, o, j);
            latest = by < latest ? by : latest;
        }
        w->latest[i] = latest - duration_of(h, o, i);
    }
}

static bool follows(const struct hunt *h, int32_t i, int32_t pred)
{
    const struct level_side *side = &h->machine.side[LEVEL_FORWARD];
    bool                     found = false;
    for (int32_t x = side->pred_first[i]; x < side->pred_first[i + 1]; x++)
        found |= side->pred[x] == pred;
    return found;
}

/* Moves the one at `at` forward by up to `far` places; those it must stay behind stop it. */
static void advance(const struct hunt *h, struct window *w, int32_t at, int32_t far)
{
    const int32_t i = w->set[at];
    for (; at > 0 && far > 0 && !follows(h, i, w->set[at - 1]); at--, far--)
        w->set[at] = w->set[at - 1];
    w->set[at] = i;
}

static void order_by_latest(const struct hunt *h, struct window *w)
{
    for (int32_t k = 1; k < w->n_set; k++) {
        int32_t far = 0;
        while (far < k && w->latest[w->set[k - 1 - far]] > w->latest[w->set[k]])
            far++;
        advance(h, w, k, far);
    }
}

static void order_at_random(struct hunt *h, struct window *w)
{
    for (int32_t k = 1; k < w->n_set; k++)
        advance(h, w, k, dice_below(&h->dice, k + 1));
}

/* Places the set; gives back how many could be before one came too late, and takes them up again.
 */
static int32_t place(struct hunt *h, const struct one *o, struct window *w)
{
    struct level_machine *m = &h->machine;
    int32_t               k = 0;
    for (; k < w->n_set; k++) {
        const int32_t i = w->set[k], mode = o->mode[i];
        const int32_t earliest = level_earliest(&m->side[LEVEL_FORWARD], i, w->finish);
        if (earliest > w->latest[i])
            break;
        const int32_t start = level_find(m, mode, earliest);
        if (start > w->latest[i])
            break;
        level_take(m, mode, start);
        w->finish[i] = start + m->duration[mode];
    }
    for (int32_t x = 0; x < k; x++)
        level_give_back(m, o->mode[w->set[x]],
                        w->finish[w->set[x]] - m->duration[o->mode[w->set[x]]]);
    return k;
}

static bool fit(struct hunt *h, const struct one *o, struct window *w, int tries)
{
    bool    is_fit = false;
    int64_t placed = h->n / 4; /* putting the others down is cheaper than placing them */
    int64_t most = INT64_MAX;
    if (h->options->schedules) /* one is kept for the schedule that may come of it */
        most = (h->options->schedules - h->schedules - 1) * h->n - h->placed;
    for (int k = 0; k < tries && !is_fit && placed + w->n_set < most; k++) {
        const int32_t at = place(h, o, w);
        placed += at + 1;
        is_fit = at == w->n_set;
        if (!is_fit && at > 0)
            advance(h, w, at, 1 + dice_below(&h->dice, at));
        else if (!is_fit)
            break;
    }
    count_placed(h, placed);
    return is_fit;
}

/* The schedule in w->finish becomes o, run forwards once more in the order of its starts. */
static void take_over(struct hunt *h, struct one *o, const struct window *w)
{
    int32_t *reversed = h->list;
    for (int32_t i = 0; i < h->n; i++) {
        o->finish[i] = w->end - (w->finish[i] - duration_of(h, o, i));
        reversed[i] = h->machine.topo[h->n - 1 - i];
    }
    const struct level_pass as_if = {.direction = LEVEL_BACKWARD, .list = reversed};
    level_turn(&h->machine, &as_if, o->finish, o->list);
    memcpy(h->list, o->list, (size_t)h->n * sizeof *h->list);
    hunt_try(h, LEVEL_FORWARD, h->list, o);
}

/* Justifies o against the right end and back; fills where its activities lie. */
static void justify(struct hunt *h, struct one *o, struct one *right, struct window *w)
{
    for (int32_t before = INT32_MAX; o->span < before && !h->is_over;) {
        before = o->span;
        memcpy(h->list, o->list, (size_t)h->n * sizeof *h->list);
        hunt_try(h, LEVEL_BACKWARD, h->list, right);
        if (right->span < o->span && !h->is_over) {
            memcpy(h->list, right->list, (size_t)h->n * sizeof *h->list);
            hunt_try(h, LEVEL_FORWARD, h->list, o);
        }
    }
    for (int32_t i = 0; i < h->n; i++) {
        w->start[i] = o->finish[i] - duration_of(h, o, i);
        w->right[i] = o->span - right->finish[i];
    }
}

void windows(struct hunt *h, const struct one *from, int64_t budget)
{
    const struct arena_mark mark = arena_mark(h->mem);
    const int64_t           end = h->schedules + budget;
    const int32_t           n = h->n;
    struct window           w = {.start = arena_array(h->mem, int32_t, n),
                                 .right = arena_array(h->mem, int32_t, n),
                                 .latest = arena_array(h->mem, int32_t, n),
                                 .finish = arena_array(h->mem, int32_t, n + 1),
                                 .is_set = arena_array(h->mem, uint8_t, n)};
    struct one              o = one_new(h->mem, n, NULL), right = one_new(h->mem, n, NULL);
    const bool              has_choice = h->has_choice;
    h->has_choice = false; /* the modes stay as they are */
    memcpy(o.mode, from->mode, (size_t)n * sizeof *o.mode);
    memcpy(right.mode, from->mode, (size_t)n * sizeof *o.mode);
    memcpy(w.finish, from->finish, (size_t)n * sizeof *w.finish);
    w.finish[n] = INT32_MIN / 2;
    w.end = from->span;
    take_over(h, &o, &w);
    justify(h, &o, &right, &w);
    while (!h->is_over && h->schedules < end) {
        const int32_t less = dice_below(&h->dice, 2) != 0;
        if (!choose(h, &o, &w)) {
            count_placed(h, 1 + n / 8); /* looking costs too, and must end */
            continue;
        }
        put_others(h, &o, &w, less);
        latest_fill(h, &o, &w);
        if (less)
            order_by_latest(h, &w);
        else
            order_at_random(h, &w);
        if (fit(h, &o, &w, TRIES)) {
            take_over(h, &o, &w);
            justify(h, &o, &right, &w);
        }
    }
    h->has_choice = has_choice;
    arena_rewind(h->mem, mark);
}
