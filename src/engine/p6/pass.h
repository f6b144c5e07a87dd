/* engine/p6/pass.h - what the passes of the P6 profile share. Inside engine/p6 only. */
#ifndef ENGINE_P6_PASS_H
#define ENGINE_P6_PASS_H

#include "engine/p6/calculate.h"
#include "engine/pass.h"

enum p6_state { P6_NOT_STARTED, P6_STARTED, P6_FINISHED };

struct p6_node {
    int64_t remaining_s; /* working seconds left */
    int32_t group;
    uint8_t kind, state;
    bool    counts;  /* takes part in the passes */
    bool    on_path; /* on the longest path */
};

struct p6 {
    struct cpm           *c;
    const struct p6_plan *in;
    struct p6_node       *nodes;    /* by position */
    instant              *finishes; /* by group: where late dates begin */
};

#define P6_COLUMN(s, column, i, otherwise) ((s)->in->column ? (s)->in->column[i] : (otherwise))

static inline int32_t p6_task(const struct p6 *s, int32_t at)
{
    return s->c->p->nodes[at].task;
}

static inline const struct worktime *p6_time(const struct p6 *s, int32_t at)
{
    return s->c->worktimes[s->c->p->nodes[at].slot];
}

static inline instant p6_data_date(const struct p6 *s, int32_t at)
{
    return s->in->groups[s->nodes[at].group].data_date;
}

/* The date of one of its two constraints when that is of the kind, else absent. */
instant p6_constraint(const struct p6 *s, int32_t at, int kind);
bool    p6_is_late(const struct p6 *s, int32_t at); /* as late as possible, and not begun */

/* To the nearest minute. */
instant p6_round(instant t);

/* --- lags (lag.c) -------------------------------------------------------------------------- */

/* One link between two positions, seen from either end. */
struct p6_link {
    const struct arc *arc;
    int32_t           pred, succ;
};

/* Whether it binds at all: both ends take part, and progress has not overridden it. */
bool p6_link_counts(const struct p6 *s, struct p6_link l);
/* t moved by what is left of the lag. */
instant p6_lag_add(const struct p6 *s, struct p6_link l, instant t);
instant p6_lag_sub(const struct p6 *s, struct p6_link l, instant t);
/* The bound that the pred's early dates put on the succ. */
instant p6_link_bound(const struct p6 *s, struct p6_link l);

/* --- places (place.c) ------------------------------------------------------------------------ */

struct placed p6_place_from(const struct p6 *s, int32_t at, instant start);
struct placed p6_place_until(const struct p6 *s, int32_t at, instant finish);

/* --- passes ----------------------------------------------------------------------------------- */

void p6_forward(struct p6 *s);
void p6_backward(struct p6 *s);
void p6_place_late(struct p6 *s); /* as late as possible, within free float */
void p6_rows(struct p6 *s);       /* rows of all that takes part: dates, floats, critical */
void p6_spans(struct p6 *s);      /* rows of levels of effort */
void p6_wbs_hide(struct p6 *s);   /* WBS summaries take no part in the roll-up … */
void p6_wbs_show(struct p6 *s);   /* … and take its result */

#endif
