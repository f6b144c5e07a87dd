/* app/edit/still.c - which members the calculation does not look at.
 *
 * Most edits are of such members, and a plan of 100,000 items is then changed in the time of one
 * record. What is not listed counts as moving; the test changes every listed one and calculates.
 */
#include "app/edit/still.h"

static const struct {
    enum entity_no     no;
    const char *const *members; /* NULL: all of them */
} still[] = {
    {ENTITY_COMMENT, NULL},
    {ENTITY_CUSTOM_FIELD, NULL},
    {ENTITY_CUSTOM_VALUE, NULL},
    {ENTITY_SOURCE_RESULT, NULL},
    {ENTITY_RISK, NULL},
    {ENTITY_RISK_ITEM, NULL},
    {ENTITY_CORRELATION, NULL},
    {ENTITY_BRANCH, NULL},
    {ENTITY_COST_ESTIMATE, NULL},
    {ENTITY_ABSENCE, NULL},
    {ENTITY_RESOURCE_RATE, NULL},
    {ENTITY_BASELINE_ITEM, NULL},
    {ENTITY_BASELINE_ASSIGNMENT, NULL},
    {ENTITY_ITEM,
     (const char *const[]){"title", "body", "state", "priority", "is_estimated", "physical_percent",
                           "can_split", "estimate_optimistic_s", "estimate_likely_s",
                           "estimate_pessimistic_s", "estimate_distribution", "points",
                           "fixed_cost_minor", "fixed_cost_accrual", "hyperlink", "hyperlink_title",
                           "contact", "source_uid", NULL}},
    {ENTITY_RESOURCE,
     (const char *const[]){"title", "initials", "accrual", "code", "group_name", "email",
                           "material_label", "std_rate_minor", "ot_rate_minor", "per_use_minor",
                           "body", "rank", "source_uid", NULL}},
    {ENTITY_PROJECT, (const char *const[]){"code",
                                           "title",
                                           "body",
                                           "method",
                                           "phase",
                                           "priority",
                                           "target_finish",
                                           "currency",
                                           "currency_symbol",
                                           "currency_digits",
                                           "week_start",
                                           "new_items_manual",
                                           "author",
                                           "company",
                                           "manager",
                                           "category",
                                           "keywords",
                                           "source_name",
                                           "archived_at",
                                           NULL}},
};

static bool is_listed(const char *const *members, const char *name)
{
    for (; members && *members; members++)
        if (strcmp(*members, name) == 0)
            return true;
    return !members;
}

bool field_is_still(const struct entity *entity, const struct field *f)
{
    for (size_t i = 0; i < COUNT(still); i++)
        if (still[i].no == entity->no)
            return is_listed(still[i].members, f->name);
    return false;
}

/* Came or went: only those kinds of which nothing counts. */
static bool kind_is_still(const struct entity *entity)
{
    for (size_t i = 0; i < COUNT(still); i++)
        if (still[i].no == entity->no)
            return !still[i].members;
    return entity == &baseline_entity;
}

static bool record_is_still(const struct edit *e, const struct touch *t)
{
    const void *before = plan_get(e->before, t->entity, t->id);
    const void *after = edit_get(e, t->entity, t->id);
    if (!before || !after)
        return kind_is_still(t->entity);
    for (size_t i = 0; i < t->entity->n_fields; i++) {
        const struct field *f = &t->entity->fields[i];
        if (!field_equal(f, before, after) && !field_is_still(t->entity, f))
            return t->entity == &baseline_entity;
    }
    return true;
}

bool edit_is_still(const struct edit *e)
{
    for (size_t i = 0; i < e->touched.n; i++)
        if (!record_is_still(e, &e->touched.v[i]))
            return false;
    return true;
}
