/* One schedule bettered by sweeping over it, from one end to the other and back.
 *
 * What the sweep has passed lies left, each activity as early as it can; what it has not reached
 * lies as late as the sweep before left it. Some in between are in hand (hunt.h): if they fit
 * with all that lies left one period later, the right part may move and the whole is a period
 * shorter (dig.c). If not, they are tried in another order; where that fits, the schedule is
 * another one of the same length. Then the first of them are put left for good and the next are
 * taken in hand, so that a whole sweep costs one pass beyond its trials. Backwards the same, as the
 * machine has both directions.
 * Time windows: Palpant, Artigues, Michelon 2004; a part between a left and a right schedule:
 * Debels, Vanhoucke 2007. Each activity placed counts as its share of a schedule, looking ahead
 * does not. Modes stay as they are. Not for problems with lags: there a link may lead across the
 * window.
 *
 * Invariants: (1) all together keep to the problem at any moment within `span`, those in hand at
 * the finishes last known; hence those in hand, put left in the order of their starts, never come
 * later than that. (2) `later` holds those left one period later, and those right; it is asked only
 * where the former end before the latter begin.
 */
#include "engine/level/hunt.h"

#include <string.h>

enum { HAND_LEAST = 6, HAND_SPREAD = 12, DIG_MOST = 60 };
static const double moved_part = 0.3; /* of those in hand, in another order */

struct sweep {
    struct hunt         *h;
    int                  direction;
    int32_t              span;
    int32_t             *finish; /* n + 1, in the periods of the direction */
    int32_t             *mode;   /* by activity */
    int32_t             *order;  /* of all, by start; from `next` on they lie right */
    int32_t             *left;   /* those put left, in that order */
    int32_t              next, n_left;
    int32_t              left_end; /* when the last of them is finished */
    struct level_machine later;
    struct window        hand;
    int8_t              *place;  /* by activity: where in hand; -1 */
    int64_t              placed; /* activities, not yet counted */
};

static int32_t duration_of(const struct sweep *s, int32_t i)
{
    return s->later.duration[s->mode[i]];
}

static int32_t start_of(const struct sweep *s, int32_t i)
{
    return s->finish[i] - duration_of(s, i);
}

static void take(struct level_machine *m, const struct sweep *s, int32_t i, int32_t later)
{
    level_take(m, s->mode[i], start_of(s, i) + later);
}

static void take_up(struct level_machine *m, const struct sweep *s, int32_t i)
{
    level_give_back(m, s->mode[i], start_of(s, i));
}

/* ---- what is in hand ------------------------------------------------------------------------- */

static void hand_add(struct sweep *s, int32_t i)
{
    s->hand.activity[s->hand.n] = i;
    s->hand.mode[s->hand.n++] = s->mode[i];
}

static void hand_sort(struct sweep *s)
{
    int32_t *v = s->hand.activity;
    for (int32_t k = 1; k < s->hand.n; k++) {
        const int32_t i = v[k], start = start_of(s, i);
        int32_t       at = k;
        for (; at > 0 && start_of(s, v[at - 1]) > start; at--)
            v[at] = v[at - 1];
        v[at] = i;
    }
    for (int32_t k = 0; k < s->hand.n; k++)
        s->hand.mode[k] = s->mode[v[k]];
}

/* At least one more, up to `wish`. */
static void hand_draw(struct sweep *s, int32_t wish)
{
    do {
        if (s->next == s->h->n || s->hand.n == WINDOW_MOST)
            return;
        const int32_t i = s->order[s->next++];
        take_up(&s->h->machine, s, i);
        take_up(&s->later, s, i);
        hand_add(s, i);
    } while (s->hand.n < wish);
}

static void before_fill(struct sweep *s, int32_t k)
{
    const struct level_side *side = &s->later.side[s->direction];
    const int32_t            i = s->hand.activity[k];
    int32_t                  release = 0;
    s->hand.preds[k] = 0;
    for (int32_t x = side->pred_first[i]; x < side->pred_first[i + 1]; x++) {
        const int32_t j = side->pred[x];
        if (j < s->h->n && s->place[j] >= 0)
            s->hand.preds[k] |= 1ULL << s->place[j];
        else if (s->finish[j] > release)
            release = s->finish[j];
    }
    s->hand.release[k] = release;
}

static void behind_fill(struct sweep *s, int32_t k)
{
    const struct level_side *side = &s->later.side[!s->direction];
    const int32_t            i = s->hand.activity[k];
    int32_t                  latest = s->span;
    for (int32_t x = side->pred_first[i]; x < side->pred_first[i + 1]; x++) {
        const int32_t j = side->pred[x];
        if (j == s->h->n)
            continue;
        const int32_t by = s->place[j] >= 0 ? s->hand.latest[s->place[j]] : start_of(s, j);
        latest = by < latest ? by : latest;
    }
    s->hand.latest[k] = latest - duration_of(s, i);
}

/* Sorts, and tells how those in hand hang together with the others. */
static void hand_relate(struct sweep *s)
{
    hand_sort(s);
    for (int32_t k = 0; k < s->hand.n; k++)
        s->place[s->hand.activity[k]] = (int8_t)k;
    for (int32_t k = 0; k < s->hand.n; k++)
        before_fill(s, k);
    for (int32_t k = s->hand.n - 1; k >= 0; k--)
        behind_fill(s, k);
    for (int32_t k = 0; k < s->hand.n; k++)
        s->place[s->hand.activity[k]] = -1;
}

/* ---- a period shorter ------------------------------------------------------------------------ */

static int32_t right_begin(const struct sweep *s)
{
    return s->next == s->h->n ? s->span + 1 : start_of(s, s->order[s->next]);
}

/* All but those in hand. */
static void put_down(struct sweep *s)
{
    level_clear(&s->h->machine);
    level_clear(&s->later);
    for (int32_t x = 0; x < s->n_left; x++) {
        take(&s->h->machine, s, s->left[x], 0);
        take(&s->later, s, s->left[x], 1);
    }
    for (int32_t x = s->next; x < s->h->n; x++) {
        take(&s->h->machine, s, s->order[x], 0);
        take(&s->later, s, s->order[x], 0);
    }
}

static void offer(const struct sweep *s)
{
    hunt_offer(s->h, s->direction,
               &(struct one){.finish = s->finish, .mode = s->mode, .span = s->span});
}

static bool shorten(struct sweep *s, int64_t most)
{
    struct window_effort effort = {.most = most < DIG_MOST ? most : DIG_MOST};
    int32_t              start[WINDOW_MOST];
    if (s->left_end >= right_begin(s))
        return false;
    const bool is_fit = window_dig(&s->later, &s->hand, &effort, start);
    s->placed += effort.placed;
    if (!is_fit)
        return false;
    s->span--;
    for (int32_t k = 0; k < s->hand.n; k++) {
        const int32_t i = s->hand.activity[k];
        s->finish[i] = start[k] - 1 + duration_of(s, i);
    }
    for (int32_t x = s->next; x < s->h->n; x++)
        s->finish[s->order[x]]--;
    offer(s);
    put_down(s);
    hand_sort(s);
    return true;
}

/* ---- another order --------------------------------------------------------------------------- */

/* Places in hand in a random order, predecessors first. */
static void shuffle(struct sweep *s, int32_t *ret_order)
{
    struct dice *dice = &s->h->dice;
    for (int32_t k = 0; k < s->hand.n; k++) {
        const bool moves = k > 0 && dice_unit(dice) < moved_part;
        int32_t    far = moves ? 1 + dice_below(dice, k) : 0, at = k;
        for (; at > 0 && far > 0 && !(s->hand.preds[k] >> ret_order[at - 1] & 1); at--, far--)
            ret_order[at] = ret_order[at - 1];
        ret_order[at] = k;
    }
}

/* Tries to put those in hand left in this order; takes them up again. */
static bool try_order(struct sweep *s, const int32_t *order, int32_t *ret_finish)
{
    struct level_machine *m = &s->h->machine;
    int32_t               x = 0;
    for (; x < s->hand.n; x++) {
        const int32_t k = order[x], mode = s->hand.mode[k];
        int32_t       t = s->hand.release[k];
        for (uint64_t preds = s->hand.preds[k]; preds; preds &= preds - 1) {
            const int32_t by = ret_finish[__builtin_ctzll(preds)];
            t = by > t ? by : t;
        }
        if (t <= s->hand.latest[k])
            t = level_find(m, mode, t);
        s->placed++;
        if (t > s->hand.latest[k])
            break;
        level_take(m, mode, t);
        ret_finish[k] = t + m->duration[mode];
    }
    const bool is_fit = x == s->hand.n;
    while (x-- > 0) {
        const int32_t mode = s->hand.mode[order[x]];
        level_give_back(m, mode, ret_finish[order[x]] - m->duration[mode]);
    }
    return is_fit;
}

static bool reorder(struct sweep *s)
{
    int32_t order[WINDOW_MOST], finish[WINDOW_MOST];
    shuffle(s, order);
    if (!try_order(s, order, finish))
        return false;
    for (int32_t k = 0; k < s->hand.n; k++)
        s->finish[s->hand.activity[k]] = finish[k];
    hand_sort(s);
    return true;
}

/* ---- going on -------------------------------------------------------------------------------- */

static bool waits_for(const struct sweep *s, int32_t i, uint64_t places)
{
    const struct level_side *side = &s->later.side[s->direction];
    bool                     found = false;
    for (; places; places &= places - 1)
        for (int32_t x = side->pred_first[i]; x < side->pred_first[i + 1]; x++)
            found |= side->pred[x] == s->hand.activity[__builtin_ctzll(places)];
    return found;
}

static void put_left(struct sweep *s, int32_t i)
{
    take(&s->later, s, i, 1);
    s->left[s->n_left++] = i;
    s->left_end = s->finish[i] > s->left_end ? s->finish[i] : s->left_end;
}

/* Puts up to `most` in hand left for good: those that end before the right part begins, so that
 * `later` may be asked, and the first in any case when no more can be held. */
static void settle(struct sweep *s, int32_t most)
{
    struct level_machine    *m = &s->h->machine;
    const struct level_side *side = &m->side[s->direction];
    const int32_t            n = s->hand.n, begin = right_begin(s);
    uint64_t                 stays = 0; /* of those looked at */
    int32_t                  k = 0;
    for (; k < n && most > 0; k++) {
        const int32_t i = s->hand.activity[k];
        const int32_t t = level_find(m, s->mode[i], level_earliest(side, i, s->finish));
        s->finish[i] = t + duration_of(s, i);
        take(m, s, i, 0);
        s->placed++;
        if ((s->finish[i] < begin || (k == 0 && n == WINDOW_MOST)) && !waits_for(s, i, stays)) {
            put_left(s, i);
            most--;
        } else {
            stays |= 1ULL << k;
        }
    }
    s->hand.n = 0;
    for (int32_t x = 0; x < n; x++) {
        const int32_t i = s->hand.activity[x];
        const bool    is_down = x < k, does_stay = !is_down || stays >> x & 1;
        if (is_down && does_stay)
            take_up(m, s, i);
        if (does_stay)
            hand_add(s, i);
    }
}

static void count(struct sweep *s)
{
    struct hunt *h = s->h;
    h->placed += s->placed;
    s->placed = 0;
    h->schedules += h->placed / h->n;
    h->placed %= h->n;
    hunt_counted(h);
}

/* Activities that may still be placed before `end`, or the last schedule, is reached. */
static int64_t effort_left(const struct sweep *s, int64_t end)
{
    const struct hunt *h = s->h;
    const int64_t      most = h->options->schedules, last = most && most < end ? most : end;
    return h->is_over ? 0 : (last - h->schedules) * h->n - h->placed;
}

/* False when it was ended by `end`: the sweep is left where it stands. */
static bool sweep_once(struct sweep *s, int64_t end)
{
    struct dice *dice = &s->h->dice;
    s->next = s->n_left = s->left_end = s->hand.n = 0;
    put_down(s);
    while (s->n_left < s->h->n) {
        hand_draw(s, HAND_LEAST + dice_below(dice, HAND_SPREAD));
        hand_relate(s);
        const int64_t most = effort_left(s, end) - 2 * s->hand.n; /* to reorder, and to settle */
        if (most <= 0)
            return false;
        if (!shorten(s, most))
            (void)reorder(s);
        const bool is_last = s->next == s->h->n;
        settle(s, is_last ? s->hand.n : 1 + dice_below(dice, s->hand.n));
        count(s);
    }
    if (s->left_end < s->span) {
        s->span = s->left_end;
        offer(s);
    }
    return true;
}

static void turn_round(struct sweep *s)
{
    const struct level_pass pass = {.direction = s->direction, .list = s->left, .mode = s->mode};
    level_turn(&s->h->machine, &pass, s->finish, s->order);
    for (int32_t i = 0; i < s->h->n; i++)
        s->finish[i] = s->span - start_of(s, i);
    s->direction = !s->direction;
}

static void begin(struct sweep *s, const struct one *from)
{
    const size_t bytes = (size_t)s->h->n * sizeof(int32_t);
    level_machine_copy(s->h->mem, &s->h->machine, &s->later);
    s->finish = arena_array(s->h->mem, int32_t, s->h->n + 1);
    s->mode = arena_copy(s->h->mem, from->mode, bytes);
    s->order = arena_array(s->h->mem, int32_t, s->h->n);
    s->left = arena_copy(s->h->mem, s->h->machine.topo, bytes);
    s->place = arena_array(s->h->mem, int8_t, s->h->n);
    memcpy(s->finish, from->finish, bytes);
    memset(s->place, -1, (size_t)s->h->n);
    s->finish[s->h->n] = INT32_MIN / 2;
    s->span = from->span;
    s->direction = LEVEL_FORWARD;
    turn_round(s);
}

void sweeps(struct hunt *h, const struct one *from, int64_t budget)
{
    const struct arena_mark mark = arena_mark(h->mem);
    const int64_t           end = h->schedules + budget;
    struct sweep            s = {.h = h};
    begin(&s, from);
    while (sweep_once(&s, end))
        turn_round(&s);
    arena_rewind(h->mem, mark);
}
