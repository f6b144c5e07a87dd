/* Stored results beside calculated ones, value by value.
 *
 * What a file leaves out is not compared: converters leave out zeros, and nothing can be said then.
 */
#include "domain/compare/compare.h"

const char *const compare_words[] = {"start",      "finish",      "early_start",   "early_finish",
                                     "late_start", "late_finish", "total_slack_s", "free_slack_s",
                                     "critical",   NULL};

enum { SAME_S = 60 };

static void stored_values(const struct stored_dates *s, int64_t to[COMPARE_COUNT])
{
    const int64_t v[COMPARE_COUNT] = {
        s->start,         s->finish,       s->early_start,
        s->early_finish,  s->late_start,   s->late_finish,
        s->total_slack_s, s->free_slack_s, s->has_critical ? s->critical : INT_NONE,
    };
    memcpy(to, v, sizeof v);
}

static void calculated_values(const struct item_row *r, int64_t to[COMPARE_COUNT])
{
    const int64_t v[COMPARE_COUNT] = {
        r->start,       r->finish,        r->early_start,  r->early_finish, r->late_start,
        r->late_finish, r->total_slack_s, r->free_slack_s, r->critical,
    };
    memcpy(to, v, sizeof v);
}

/* Of a file without times of day the day counts; a plan read from one has no zone. */
static bool is_same(enum compare_what what, bool by_day, int64_t a, int64_t b)
{
    if (what == COMPARE_CRITICAL || b == INT64_MIN)
        return a == b;
    if (by_day && what < COMPARE_TOTAL_SLACK && a % DAY_S == 0)
        return a == floor_div(b, DAY_S) * DAY_S;
    return a > b ? a - b < SAME_S : b - a < SAME_S;
}

struct walk {
    difference_fn     *see;
    void              *arg;
    struct comparison *result;
};

static void compare_item(struct walk *w, const struct item *item, const struct stored_dates *s,
                         const struct item_row *row)
{
    int64_t stored[COMPARE_COUNT], calculated[COMPARE_COUNT];
    bool    differs = false;
    stored_values(s, stored);
    calculated_values(row, calculated);
    w->result->items++;
    for (enum compare_what k = 0; k < COMPARE_COUNT; k++) {
        if (stored[k] == INT_NONE)
            continue;
        w->result->compared[k]++;
        if (is_same(k, s->by_day, stored[k], calculated[k]))
            continue;
        differs = true;
        w->result->different[k]++;
        if (w->see)
            w->see(w->arg, &(struct difference){item, k, stored[k], calculated[k]});
    }
    w->result->differing += differs;
}

void compare_stored(const struct plan *plan, const struct stored_results *stored,
                    difference_fn *see, void *arg, struct comparison *ret_comparison)
{
    const uint32_t *slots = NULL;
    size_t          n = plan_outline(plan, &slots);
    struct walk     w = {see, arg, ret_comparison};
    *ret_comparison = (struct comparison){0};
    for (size_t i = 0; i < n; i++) {
        const struct item *item = plan_at(plan, &item_entity, slots[i]);
        if (!item->is_blank && slots[i] < stored->n && stored->v[slots[i]].uid != INT_NONE)
            compare_item(&w, item, &stored->v[slots[i]], plan_row(plan, slots[i]));
    }
}
