/* domain/lint/lint.c - the rules' table, one pass over the plan, and the verdicts.
 *
 * The files beside this one gather hits; what they come to is decided here, from the table alone.
 */
#include "domain/lint/lint.h"

#include "base/json.h"
#include "domain/lint/inspect.h"

#include <math.h>

const char *const lint_fix_words[] = {"none", "no_lag", "soft", "automatic", "baseline", NULL};
const char *const lint_state_words[] = {"ok", "bad", "unknown", NULL};

const struct lint_about lint_rules[LINT_COUNT] = {
    [LINT_LOGIC] = {"logic", "DCMA 1", "Unfinished items lack a predecessor or a successor.", 0.05,
                    true, false},
    [LINT_LEADS] = {"leads", "DCMA 2", "Links have a negative lag.", 0, true, false},
    [LINT_LAGS] = {"lags", "DCMA 3", "Links have a lag, which hides work or waiting.", 0.05, true,
                   false},
    [LINT_TYPES] = {"types", "DCMA 4", "Links are not finish-to-start.", 0.10, true, false},
    [LINT_CONSTRAINTS] = {"constraints", "DCMA 5", "Constraints hold items against their links.",
                          0.05, true, false},
    [LINT_HIGH_FLOAT] = {"high_float", "DCMA 6", "Items have more than 44 days of total slack.",
                         0.05, true, false},
    [LINT_NO_FLOAT] = {"negative_float", "DCMA 7", "Items are later than their late dates.", 0,
                       true, false},
    [LINT_DURATION] = {"duration", "DCMA 8", "Items have more than 44 days of work left.", 0.05,
                       true, false},
    [LINT_DATES] = {"dates", "DCMA 9", "Work is planned before the data date, or done behind it.",
                    0, true, false},
    [LINT_RESOURCES] = {"resources", "DCMA 10", "Work of a day or more has no resource.", 0, true,
                        false},
    [LINT_MISSED] = {"missed", "DCMA 11", "Items did not finish when the baseline says.", 0.05,
                     true, false},
    [LINT_DELAY] = {"delay", "DCMA 12", "A long delay of critical work does not move the finish.",
                    0, false, false},
    [LINT_CPLI] = {"cpli", "DCMA 13",
                   "What is left is too long for the promised finish (critical path length index).",
                   0.95, false, true},
    [LINT_BEI] = {"bei", "DCMA 14",
                  "Fewer items are finished than the baseline says (baseline execution index).",
                  0.95, false, true},
    [LINT_TITLES] = {"titles", "GAO 1", "Items of one summary have the same title.", 0, true,
                     false},
    [LINT_SUMMARY_LINKS] = {"summary_links", "GAO 2", "Links begin or end at summaries.", 0, true,
                            false},
    [LINT_DANGLING] = {"dangling", "GAO 2",
                       "Starts are bound by no link, or finishes bind nothing.", 0, true, false},
    [LINT_MANUAL] = {"manual", "GAO 2", "Dates are set by hand; links do not move them.", 0, true,
                     false},
    [LINT_CHAIN] = {"chain", "GAO 6",
                    "The last finish does not follow over links from where work stands now.", 0,
                    false, false},
    [LINT_SEQUENCE] = {"sequence", "GAO 9", "Items have begun before what they follow.", 0, true,
                       false},
    [LINT_STATUS] = {"status", "GAO 9", "There is progress, but no data date.", 0, false, false},
    [LINT_BASELINE] = {"baseline", "GAO 10", "There is no baseline to measure against.", 0, false,
                       false},
};

/* ---- what the rules share ----------------------------------------------------------------- */

void inspect_hit(struct inspect *in, enum lint_rule rule, struct lint_hit hit)
{
    vec_push(in->mem, &in->hits[rule], hit);
}

void inspect_item_hit(struct inspect *in, enum lint_rule rule, uint32_t slot, enum lint_fix fix)
{
    inspect_hit(in, rule, (struct lint_hit){inspect_item(in, slot)->head.id, {0}, fix});
}

uint32_t inspect_slot(const struct inspect *in, struct id item)
{
    size_t slot;
    return item.v && plan_slot(in->plan, &item_entity, item, &slot) ? (uint32_t)slot : SLOT_NONE;
}

bool inspect_counts(const struct inspect *in, uint32_t slot)
{
    const struct item *i = inspect_item(in, slot);
    return i && !i->is_blank && i->is_active && !i->is_external &&
           i->activity_type != ACTIVITY_LEVEL_OF_EFFORT && i->activity_type != ACTIVITY_WBS_SUMMARY;
}

bool inspect_is_leaf(const struct inspect *in, uint32_t slot)
{
    return inspect_counts(in, slot) && !in->outline->is_summary[slot];
}

bool inspect_is_done(const struct item *i)
{
    return i->actual_finish != INSTANT_NONE || i->percent_complete >= 100;
}

bool inspect_is_begun(const struct item *i)
{
    return i->actual_start != INSTANT_NONE || i->percent_complete > 0 || inspect_is_done(i);
}

bool inspect_is_moment(const struct inspect *in, uint32_t slot)
{
    return plan_row(in->plan, slot)->duration_s <= 0;
}

int64_t inspect_day_s(const struct inspect *in, const struct item *i)
{
    return duration_unit_is_elapsed(i->duration_unit) ? DAY_S
                                                      : in->project->minutes_per_day * MINUTE_S;
}

uint32_t inspect_last_leaf(const struct inspect *in)
{
    uint32_t best = SLOT_NONE;
    for (uint32_t k = 0; k < in->outline->n; k++) {
        uint32_t s = in->outline->order[k];
        if (inspect_is_leaf(in, s) && !inspect_is_done(inspect_item(in, s)) &&
            (best == SLOT_NONE || plan_row(in->plan, s)->finish > plan_row(in->plan, best)->finish))
            best = s;
    }
    return best;
}

/* ---- verdicts ----------------------------------------------------------------------------- */

static struct lint_finding verdict(const struct inspect *in, enum lint_rule rule)
{
    const struct lint_about *about = &lint_rules[rule];
    struct lint_finding      f = {.n = in->hits[rule].n,
                                  .of = in->of[rule],
                                  .hits = in->hits[rule].v,
                                  .why = in->why[rule],
                                  .value = NAN};
    if (f.why) {
        f.state = LINT_UNKNOWN;
        return f;
    }
    f.value = about->at_least   ? in->value[rule]
              : about->is_share ? (f.of ? (double)f.n / (double)f.of : 0)
                                : (double)f.n;
    f.state = (about->at_least ? f.value < about->limit : f.value > about->limit) ? LINT_BAD
                                                                                  : LINT_OK;
    return f;
}

err lint_run(struct arena *mem, const struct plan *plan, struct lint *ret_lint)
{
    struct inspect in = {.mem = mem, .plan = plan, .project = plan_project_record(plan)};
    in.outline = plan_outline_tree(plan);
    if (!in.project || !in.outline)
        return err_make(ERR_INVALID, "The plan is not calculated.");
    in.n = (uint32_t)plan_slots(plan, &item_entity);
    in.links = arena_array(mem, struct links_of, in.n + 1);
    in.resource = arena_array(mem, bool, in.n + 1);
    inspect_links(&in);
    inspect_items(&in);
    inspect_delay(&in);
    inspect_progress(&in);
    *ret_lint = (struct lint){0};
    for (enum lint_rule k = 0; k < LINT_COUNT; k++) {
        ret_lint->v[k] = verdict(&in, k);
        ret_lint->bad += ret_lint->v[k].state == LINT_BAD;
    }
    return OK;
}

/* ---- fixes -------------------------------------------------------------------------------- */

static void set_word(struct json_out *o, const char *name, const char *word)
{
    jo_name(o, name);
    jo_z(o, word);
}

/* Starts stay no earlier than the date; a promised finish becomes a deadline, which moves nothing.
 */
static void soften(const struct item *i, struct json_out *o)
{
    bool is_finish = i->constraint == CONSTRAINT_MFO || i->constraint == CONSTRAINT_FNLT ||
                     i->constraint == CONSTRAINT_MANDATORY_FINISH;
    bool is_start = i->constraint == CONSTRAINT_MSO || i->constraint == CONSTRAINT_MANDATORY_START;
    set_word(o, "constraint", constraint_words[is_start ? CONSTRAINT_SNET : CONSTRAINT_ASAP]);
    if (!is_start) {
        jo_name(o, "constraint_at");
        jo_null(o);
    }
    if (is_finish && i->deadline == INSTANT_NONE) {
        struct arena mem = {0};
        jo_name(o, "deadline");
        jo_str(o, instant_text(&mem, i->constraint_at));
        arena_done(&mem);
    }
}

bool lint_fix_json(const struct plan *plan, const struct lint_hit *hit, struct json_out *o)
{
    const struct item *i = plan_get(plan, &item_entity, hit->item);
    switch (hit->fix) {
    case FIX_NONE: return false;
    case FIX_NO_LAG:
        jo_name(o, "lag_s");
        jo_int(o, 0);
        set_word(o, "lag_kind", lag_kind_words[LAG_WORKING]);
        jo_name(o, "lag_percent");
        jo_int(o, 0);
        return true;
    case FIX_SOFT: soften(i, o); return true;
    case FIX_AUTOMATIC:
        jo_name(o, "is_manual");
        jo_bool(o, false);
        return true;
    case FIX_BASELINE:
        jo_name(o, "number");
        jo_int(o, 0);
        return true;
    }
    return false;
}
