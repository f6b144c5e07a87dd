/* app/explain/slip.c - the journal read as an account of one date.
 *
 * A batch that moved the date is one entry; its sort is read off the members that it changed. What
 * came between a frozen date and the first entry, such as edits in the program that a plan was
 * imported from, is told as unexplained and not shared out.
 *
 * Invariant: steps + unexplained = whole, in working time, since working time before a moment is
 * one number for each moment.
 */
#include "app/explain/slip.h"

#include "base/vec.h"
#include "domain/effects.h"
#include "domain/entities.h"
#include "domain/schedule/worktimes.h"

const char *const slip_cause_words[] = {
    "duration",  "logic", "dates",   "progress", "calendar", "resource",
    "levelling", "scope", "options", "outside",  "mixed",    NULL,
};

enum { MARGIN_S = 366 * DAY_S };

struct account {
    struct arena          *mem;
    const struct plan     *plan;
    const struct slip_ask *ask;
    const struct baseline *baseline; /* NULL: not asked for */
    bool                   is_open;  /* the batch that froze the baseline is past */
    VEC(struct slip_step)  steps;
};

/* ---- the sort of a change -------------------------------------------------------------------- */

static const struct {
    const char     *member;
    enum slip_cause cause;
} of_item[] = {
    {"duration_s", SLIP_DURATION},
    {"work_s", SLIP_DURATION},
    {"constraint", SLIP_DATES},
    {"constraint_at", SLIP_DATES},
    {"constraint2", SLIP_DATES},
    {"constraint2_at", SLIP_DATES},
    {"start", SLIP_DATES},
    {"finish", SLIP_DATES},
    {"is_manual", SLIP_DATES},
    {"deadline", SLIP_DATES},
    {"actual_start", SLIP_PROGRESS},
    {"actual_finish", SLIP_PROGRESS},
    {"actual_duration_s", SLIP_PROGRESS},
    {"remaining_duration_s", SLIP_PROGRESS},
    {"percent_complete", SLIP_PROGRESS},
    {"actual_work_s", SLIP_PROGRESS},
    {"remaining_work_s", SLIP_PROGRESS},
    {"stop_at", SLIP_PROGRESS},
    {"resume_at", SLIP_PROGRESS},
    {"expected_finish", SLIP_PROGRESS},
    {"parent", SLIP_LOGIC},
    {"calendar", SLIP_CALENDAR},
    {"ignore_resource_calendar", SLIP_CALENDAR},
    {"levelling_delay_s", SLIP_LEVELLING},
    {"is_active", SLIP_SCOPE},
};

static const struct {
    const char     *entity;
    enum slip_cause cause;
} of_entity[] = {
    {"link", SLIP_LOGIC},          {"calendar", SLIP_CALENDAR},
    {"work_week", SLIP_CALENDAR},  {"calendar_exception", SLIP_CALENDAR},
    {"resource", SLIP_RESOURCE},   {"resource_availability", SLIP_RESOURCE},
    {"assignment", SLIP_RESOURCE}, {"assignment_piece", SLIP_RESOURCE},
};

/* Another sort beside the one known so far makes it mixed; SLIP_CAUSES = nothing known yet. */
static enum slip_cause joined(enum slip_cause known, enum slip_cause next)
{
    return known == SLIP_CAUSES || known == next ? next : SLIP_MIXED;
}

static enum slip_cause cause_of_item(struct arena *mem, const struct operation *op,
                                     enum slip_cause known)
{
    const struct json *after = NULL;
    if (op->op != OPERATION_UPDATE)
        return joined(known, SLIP_SCOPE);
    if (op->after.n && json_parse(mem, op->after, &after).code)
        return known;
    for (size_t k = 0; k < COUNT(of_item); k++)
        if (json_get(after, of_item[k].member))
            known = joined(known, of_item[k].cause);
    return known;
}

static enum slip_cause cause_of_project(struct arena *mem, const struct operation *op,
                                        enum slip_cause known)
{
    const struct json *after = NULL;
    if (op->op != OPERATION_UPDATE || (op->after.n && json_parse(mem, op->after, &after).code))
        return known;
    if (json_get(after, "data_date"))
        return joined(known, SLIP_PROGRESS);
    return joined(known, json_get(after, "calendar") ? SLIP_CALENDAR : SLIP_OPTIONS);
}

/* Work that follows the duration of its item is no cause of its own. */
static enum slip_cause cause_of_assignment(struct arena *mem, const struct operation *op,
                                           enum slip_cause known)
{
    static const char *const causes[] = {"resource", "units", "delay_s", "contour"};
    const struct json       *after = NULL;
    if (op->op != OPERATION_UPDATE)
        return joined(known, SLIP_RESOURCE);
    if (op->after.n && json_parse(mem, op->after, &after).code)
        return known;
    if (json_get(after, "levelling_delay_s"))
        return joined(known, SLIP_LEVELLING);
    for (size_t k = 0; k < COUNT(causes); k++)
        if (json_get(after, causes[k]))
            return joined(known, SLIP_RESOURCE);
    return known;
}

static enum slip_cause cause_of(struct arena *mem, const struct operation *op,
                                enum slip_cause known)
{
    if (str_eq(op->entity, S("item")))
        return cause_of_item(mem, op, known);
    if (str_eq(op->entity, S("project")))
        return cause_of_project(mem, op, known);
    if (str_eq(op->entity, S("assignment")))
        return cause_of_assignment(mem, op, known);
    for (size_t k = 0; k < COUNT(of_entity); k++)
        if (str_eq(op->entity, str_from(of_entity[k].entity)))
            return joined(known, of_entity[k].cause);
    return known;
}

static enum slip_cause cause_of_entry(struct arena *mem, const struct journal_entry *entry)
{
    enum slip_cause cause = SLIP_CAUSES;
    for (size_t k = 0; k < entry->n_operations; k++)
        cause = cause_of(mem, &entry->operations[k], cause);
    if (cause == SLIP_CAUSES)
        return entry->n_operations ? SLIP_RESOURCE : SLIP_OUTSIDE;
    return cause;
}

/* ---- entries of the account ------------------------------------------------------------------ */

/* Whether the entry moved what is asked for, and from where to where. */
static err move_of(const struct account *x, const struct journal_entry *entry, bool *ret_is_moved,
                   struct effect *ret_move)
{
    struct effect *v = NULL;
    size_t         n = 0;
    *ret_move = (struct effect){.finish_before = entry->batch->finish_before,
                                .finish_after = entry->batch->finish_after};
    if (x->ask->item.v) {
        *ret_is_moved = false;
        if (entry->effects.n)
            TRY(effects_unpack(x->mem, entry->effects, &v, &n));
        for (size_t k = 0; k < n; k++)
            if (v[k].item.v == x->ask->item.v) {
                *ret_move = v[k];
                *ret_is_moved = true;
            }
    }
    *ret_is_moved = (!x->ask->item.v || *ret_is_moved) &&
                    ret_move->finish_before != ret_move->finish_after;
    return OK;
}

/* Whether the baseline came with this entry: by an operation, or with the plan that was imported.
 */
static bool freezes(const struct account *x, const struct journal_entry *entry)
{
    if (!entry->n_operations)
        return entry->batch->at == x->baseline->head.created_at;
    for (size_t k = 0; k < entry->n_operations; k++) {
        const struct operation *op = &entry->operations[k];
        if (op->op == OPERATION_CREATE && str_eq(op->entity, S("baseline")) &&
            op->record.v == x->baseline->head.id.v)
            return true;
    }
    return false;
}

static err see(void *arg, const struct journal_entry *entry)
{
    struct account     *x = arg;
    const struct batch *b = entry->batch;
    struct effect       move;
    bool                is_moved;
    if (!x->is_open && b->at <= x->baseline->head.created_at) {
        x->is_open = freezes(x, entry); /* the batch that froze it is not among the steps */
        return OK;
    }
    x->is_open = true;
    TRY(move_of(x, entry, &is_moved, &move));
    if (!is_moved || move.finish_after == INSTANT_NONE)
        return OK;
    const struct slip_step step = {.seq = b->seq,
                                   .operations = (int64_t)entry->n_operations,
                                   .user = b->user,
                                   .at = b->at,
                                   .note = str_copy(x->mem, b->note),
                                   .cause = cause_of_entry(x->mem, entry),
                                   .before = move.finish_before,
                                   .after = move.finish_after};
    vec_push(x->mem, &x->steps, step);
    return OK;
}

/* ---- then and now ---------------------------------------------------------------------------- */

static err find_baseline(struct account *x)
{
    x->is_open = x->ask->baseline < 0;
    if (x->is_open)
        return OK;
    for (size_t s = 0; s < plan_slots(x->plan, &baseline_entity) && !x->baseline; s++) {
        const struct baseline *b = plan_at(x->plan, &baseline_entity, s);
        if (b && b->number == x->ask->baseline)
            x->baseline = b;
    }
    return x->baseline ? OK
                       : err_make(ERR_NOT_FOUND, "The plan has no baseline %lld.",
                                  (long long)x->ask->baseline);
}

/* The finish that the baseline froze: of the item, or the last of all. */
static instant frozen_finish(const struct account *x)
{
    instant last = INSTANT_NONE;
    for (size_t s = 0; s < plan_slots(x->plan, &baseline_item_entity); s++) {
        const struct baseline_item *b = plan_at(x->plan, &baseline_item_entity, s);
        if (!b || b->baseline.v != x->baseline->head.id.v || b->finish == INSTANT_NONE)
            continue;
        if (x->ask->item.v ? b->item.v == x->ask->item.v : last == INSTANT_NONE || b->finish > last)
            last = b->finish;
    }
    return last;
}

static err finish_now(const struct account *x, instant *ret_finish)
{
    *ret_finish = plan_finish(x->plan);
    if (!x->ask->item.v)
        return OK;
    const struct item_row *row = plan_row_of(x->plan, x->ask->item);
    if (!row)
        return err_make(ERR_NOT_FOUND, "There is no item %lld in this project.",
                        (long long)x->ask->item.v);
    *ret_finish = row->finish;
    return OK;
}

/* Where the account begins: the frozen date, else where the first step found it. */
static instant finish_then(const struct account *x, instant now)
{
    if (x->baseline)
        return frozen_finish(x);
    for (size_t k = 0; k < x->steps.n; k++)
        if (x->steps.v[k].before != INSTANT_NONE)
            return x->steps.v[k].before;
    return now;
}

static void widen(struct horizon *span, instant t)
{
    if (t == INSTANT_NONE)
        return;
    span->from = t - MARGIN_S < span->from ? t - MARGIN_S : span->from;
    span->to = t + MARGIN_S > span->to ? t + MARGIN_S : span->to;
}

static int64_t between(const struct worktime *w, instant a, instant b)
{
    return a == INSTANT_NONE || b == INSTANT_NONE ? 0 : worktime_between(w, a, b);
}

static err add_up(struct account *x, struct slip *to)
{
    struct worktimes times;
    struct horizon   span = {INSTANT_MAX, INSTANT_MIN};
    widen(&span, plan_start(x->plan));
    widen(&span, to->before);
    widen(&span, to->after);
    for (size_t k = 0; k < x->steps.n; k++) {
        widen(&span, x->steps.v[k].before);
        widen(&span, x->steps.v[k].after);
    }
    if (span.from >= span.to)
        return OK; /* an empty plan */
    TRY(worktimes_of(x->mem, x->plan, span, &times));
    const struct worktime *w = worktimes_get(&times, (struct id){0});
    to->moved_s = to->unexplained_s = between(w, to->before, to->after);
    for (size_t k = 0; k < x->steps.n; k++) {
        struct slip_step *step = &x->steps.v[k];
        step->moved_s = between(w, step->before, step->after);
        to->causes[step->cause].moved_s += step->moved_s;
        to->causes[step->cause].steps++;
        to->unexplained_s -= step->moved_s;
    }
    return OK;
}

static err account_of(struct app *a, struct account *x, struct slip *ret_slip)
{
    struct slip                slip = {0};
    const struct journal_query query = {
        .project = x->ask->project, .after = x->ask->after, .oldest_first = true};
    TRY(find_baseline(x));
    TRY(finish_now(x, &slip.after));
    TRY(app_journal(a, &query, see, x));
    slip.before = finish_then(x, slip.after);
    TRY(add_up(x, &slip));
    slip.steps = x->steps.v;
    slip.n = x->steps.n;
    *ret_slip = slip;
    return OK;
}

err app_slip(struct app *a, struct arena *mem, const struct slip_ask *ask, struct slip *ret_slip)
{
    struct account x = {.mem = mem, .ask = ask};
    TRY(app_plan(a, ask->project, &x.plan));
    err e = account_of(a, &x, ret_slip);
    plan_unref(x.plan);
    return e;
}
