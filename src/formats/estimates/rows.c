/* formats/estimates/rows.c - rows of durations, costs, correlations, branches, absences, risks.
 *
 * A row is a record, or two for a risk; the rules of the records themselves are those of the
 * domain. What stands in several rows - the chance of a risk - is taken from the first.
 */
#include "formats/estimates/rows.h"

#include "domain/resource.h"
#include "domain/risk.h"
#include "domain/uncertain/uncertain.h"
#include "formats/outline/words.h"

static void *record_new(const struct estimates_reader *r, const struct entity *e)
{
    void *record = arena_alloc(r->mem, e->size);
    entity_init(e, record);
    return record;
}

/* --- durations and costs --------------------------------------------------------------------- */

static err order_check(const struct estimates_reader *r, const struct item *i)
{
    const int64_t o = i->estimate_optimistic_s, m = i->estimate_likely_s,
                  p = i->estimate_pessimistic_s;
    if (p < o || (m != DURATION_NONE && (m < o || m > p)))
        return err_make(
            ERR_INVALID,
            "Line %lld of the estimates: optimistic, most_likely and pessimistic must not "
            "get smaller.",
            r->line);
    if (i->estimate_distribution == ESTIMATE_LOGNORMAL && p == 0)
        return err_make(
            ERR_INVALID,
            "Line %lld of the estimates: a lognormal estimate needs a duration above 0.", r->line);
    return OK;
}

static err duration_row(struct estimates_reader *r, const str *f)
{
    const struct item *of;
    size_t             slot;
    TRY(estimates_item(r, f[0], &of));
    (void)plan_slot(r->plan, &item_entity, of->head.id, &slot);
    if (r->estimated[slot])
        return estimates_error(r, ERR_INVALID, "has an estimate already", f[0]);
    r->estimated[slot] = true;
    if (!f[2].n && !f[3].n && !f[4].n) /* a task without an estimate */
        return OK;
    struct item *item = arena_new(r->mem, struct item);
    *item = *of;
    TRY(estimates_distribution(r, f[1], &item->estimate_distribution));
    TRY(estimates_duration(r, item, f[2], &item->estimate_optimistic_s));
    item->estimate_likely_s = DURATION_NONE;
    if (f[3].n || item->estimate_distribution != ESTIMATE_UNIFORM)
        TRY(estimates_duration(r, item, f[3], &item->estimate_likely_s));
    TRY(estimates_duration(r, item, f[4], &item->estimate_pessimistic_s));
    TRY(order_check(r, item));
    r->puts[r->n++] = (struct estimates_put){&item_entity, item};
    r->n_estimates++;
    return OK;
}

static err cost_row(struct estimates_reader *r, const str *f)
{
    struct cost_estimate *c = record_new(r, &cost_estimate_entity);
    const struct item    *of;
    TRY(estimates_item(r, f[0], &of));
    c->item = of->head.id;
    TRY(estimates_distribution(r, f[1], &c->distribution));
    TRY(estimates_money(r, f[2], &c->optimistic_minor));
    TRY(estimates_money(r, f[3], &c->likely_minor));
    TRY(estimates_money(r, f[4], &c->pessimistic_minor));
    return estimates_add(r, &cost_estimate_entity, c);
}

/* --- what goes together ---------------------------------------------------------------------- */

static err pair_row(struct estimates_reader *r, const str *f)
{
    struct correlation *c = record_new(r, &correlation_entity);
    const struct item  *of;
    TRY(estimates_item(r, f[0], &of));
    c->item = of->head.id;
    if (f[1].n) {
        TRY(estimates_item(r, f[1], &of));
        c->other_item = of->head.id;
    }
    TRY(estimates_share(r, f[2], -1, &c->value));
    return estimates_add(r, &correlation_entity, c);
}

static err group_row(struct estimates_reader *r, const str *f)
{
    struct correlation *c = record_new(r, &correlation_entity);
    const struct item  *of;
    c->group_name = f[0].n ? f[0] : STR_NONE;
    TRY(estimates_item(r, f[1], &of));
    c->item = of->head.id;
    TRY(estimates_share(r, f[2], 0, &c->value));
    return estimates_add(r, &correlation_entity, c);
}

/* --- branches and absences ------------------------------------------------------------------- */

static err branch_row(struct estimates_reader *r, const str *f)
{
    struct branch     *b = record_new(r, &branch_entity);
    const struct item *of;
    b->decision = f[0];
    TRY(estimates_item(r, f[1], &of));
    b->item = of->head.id;
    TRY(estimates_share(r, f[2], 0, &b->probability));
    return estimates_add(r, &branch_entity, b);
}

static err resource_find(const struct estimates_reader *r, str title, struct id *ret_resource)
{
    int64_t id;
    if (!strmap_get(&r->resources, title, &id))
        return estimates_error(r, ERR_INVALID, "is the name of no resource in the plan", title);
    ret_resource->v = id;
    return OK;
}

static err absence_row(struct estimates_reader *r, const str *f)
{
    struct absence *a = record_new(r, &absence_entity);
    TRY(resource_find(r, f[0], &a->resource));
    TRY(estimates_number(r, f[1], &a->per_year));
    TRY(estimates_duration(r, NULL, f[2], &a->optimistic_s));
    if (f[3].n)
        TRY(estimates_duration(r, NULL, f[3], &a->likely_s));
    TRY(estimates_duration(r, NULL, f[4], &a->pessimistic_s));
    return estimates_add(r, &absence_entity, a);
}

/* --- risks ----------------------------------------------------------------------------------- */

static const struct risk *risk_named(const struct estimates_reader *r, str title)
{
    int64_t at;
    return strmap_get(&r->risks, title, &at) ? r->puts[at].record : NULL;
}

static err risk_new(struct estimates_reader *r, const str *f, const struct risk **ret_risk)
{
    struct risk *risk = record_new(r, &risk_entity);
    risk->title = f[0];
    TRY(estimates_share(r, f[1], 0, &risk->probability));
    int64_t *const to[] = {&risk->impact_optimistic_s, &risk->impact_likely_s,
                           &risk->impact_pessimistic_s};
    for (size_t k = 0; k < COUNT(to); k++)
        if (f[4 + k].n)
            TRY(estimates_duration(r, NULL, f[4 + k], to[k]));
    strmap_put(&r->risks, risk->title, (int64_t)r->n);
    *ret_risk = risk;
    return estimates_add(r, &risk_entity, risk);
}

/* "delay", "fallback", or "x1.5" for a factor. */
static err effect_read(const struct estimates_reader *r, str word, struct risk_item *to)
{
    const int at = outline_word(risk_effect_words, word);
    if (word.n > 1 && (word.p[0] == 'x' || word.p[0] == 'X') &&
        str_double(str_sub(word, 1, word.n), &to->factor)) {
        to->effect = EFFECT_FACTOR;
        return OK;
    }
    if (at != EFFECT_DELAY && at != EFFECT_FALLBACK)
        return estimates_error(r, ERR_INVALID,
                               "is no effect; write delay, fallback, or x1.5 for a factor", word);
    to->effect = (enum risk_effect)at;
    return OK;
}

static err risk_row(struct estimates_reader *r, const str *f)
{
    const struct risk *risk = risk_named(r, f[0]);
    struct risk_item  *touched = record_new(r, &risk_item_entity);
    const struct item *of;
    if (!risk)
        TRY(risk_new(r, f, &risk));
    touched->risk = risk->head.id;
    TRY(estimates_item(r, f[2], &of));
    touched->item = of->head.id;
    TRY(effect_read(r, f[3], touched));
    return estimates_add(r, &risk_item_entity, touched);
}

/* --- tables ---------------------------------------------------------------------------------- */

const struct estimates_table estimates_tables[] = {
    {{"uid", "distribution", "optimistic", "most_likely", "pessimistic"}, 5, duration_row},
    {{"uid", "distribution", "cost_optimistic", "cost_likely", "cost_pessimistic"}, 5, cost_row},
    {{"uid", "other_uid", "correlation"}, 3, pair_row},
    {{"group", "uid", "correlation"}, 3, group_row},
    {{"decision", "uid", "chance"}, 3, branch_row},
    {{"resource", "per_year", "optimistic", "most_likely", "pessimistic"}, 5, absence_row},
    {{"risk", "chance", "uid", "effect", "optimistic", "most_likely", "pessimistic"}, 7, risk_row},
};
const int estimates_tables_n = (int)COUNT(estimates_tables);
