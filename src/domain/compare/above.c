/* domain/compare/above.c - a summary's dates from those of its parts.
 *
 * Its starts are the earliest of the parts, its finishes the latest. Where the stored value is that
 * of a part which differs, the summary follows it. Where the stored values of all parts leave
 * another value, the file contradicts itself.
 */
#include "domain/compare/inquiry.h"

enum { SAME_S = 60 };

struct parts {
    uint32_t most;     /* the part whose stored value should be the summary's */
    int64_t  value;    /* of it */
    bool     complete; /* every part that counts has a stored value */
};

static bool is_finish(enum compare_what what)
{
    return what == COMPARE_FINISH || what == COMPARE_EARLY_FINISH || what == COMPARE_LATE_FINISH;
}

static struct parts look_below(const struct inquiry *q, uint32_t slot, enum compare_what what)
{
    struct parts p = {.most = NODE_NONE, .complete = true};
    for (uint32_t k = q->position[slot] + 1; k < q->outline->n; k++) {
        uint32_t s = q->outline->order[k];
        if (q->outline->level[s] <= q->outline->level[slot])
            break;
        if (q->outline->parent[s] != slot || !inquiry_counts(q, s))
            continue;
        int64_t t = inquiry_stored(q, s, what);
        if (t == INT_NONE) {
            p.complete = false;
        } else if (p.most == NODE_NONE || (is_finish(what) ? t > p.value : t < p.value)) {
            p.most = s;
            p.value = t;
        }
    }
    return p;
}

void above_verdict(struct inquiry *q, uint32_t slot, enum side side, struct reasoned *r)
{
    if (inquiry_is_edited(q, slot)) {
        r->reason = REASON_EDITED;
        return;
    }
    for (enum compare_what k = 0; k < COMPARE_TOTAL_SLACK; k++) {
        if (!(q->differs[slot] & SIDE_BITS(side) & 1U << k))
            continue;
        struct parts p = look_below(q, slot, k);
        int64_t      own = inquiry_stored(q, slot, k);
        bool         same = p.most != NODE_NONE && llabs(p.value - own) < SAME_S;
        if (same && (q->differs[p.most] & 1U << k)) {
            verdict_from(q, slot, side, 2 * p.most + side);
            return;
        }
        if (!same && p.most != NODE_NONE && p.complete && !inquiry_item(q, slot)->is_manual) {
            r->reason = inquiry_same_moment(q, slot, side) ? REASON_SAME_MOMENT : REASON_ITSELF;
            r->cause = inquiry_item(q, p.most)->head.id;
            verdict_stored(q, r, slot, k);
            verdict_stored(q, r, p.most, k);
            return;
        }
    }
    if (inquiry_same_moment(q, slot, side))
        r->reason = REASON_SAME_MOMENT;
}
