/* api/findings/lint.c - how a plan is made, by the rules of domain/lint/, with the operations that
 * mend what they find.
 *
 * A fix is printed as an operation that a client can send as it is, so that mending goes the way of
 * every other edit and can be undone.
 */
#include "domain/lint/lint.h"
#include "api/parts.h"

enum { HITS_PRINTED = 1000 }; /* of one rule; `count` tells all */

static void print_id(struct json_out *o, const char *name, struct id id)
{
    jo_name(o, name);
    if (id.v)
        jo_int(o, id.v);
    else
        jo_null(o);
}

static void print_fix(struct json_out *o, const struct plan *plan, const struct lint_hit *hit)
{
    const struct entity *e = hit->fix == FIX_BASELINE ? &baseline_entity
                             : hit->fix == FIX_NO_LAG ? &link_entity
                                                      : &item_entity;
    jo_name(o, "fix");
    if (hit->fix == FIX_NONE) {
        jo_null(o);
        return;
    }
    jo_object(o);
    jo_name(o, "op");
    jo_z(o, hit->fix == FIX_BASELINE ? "create" : "update");
    jo_name(o, "entity");
    jo_z(o, e->name);
    print_id(o, "id", hit->fix == FIX_NO_LAG ? hit->link : hit->item);
    jo_name(o, "set");
    jo_object(o);
    (void)lint_fix_json(plan, hit, o);
    jo_object_end(o);
    jo_object_end(o);
}

static void print_hit(struct json_out *o, const struct plan *plan, const struct lint_hit *hit)
{
    jo_object(o);
    print_id(o, "item", hit->item);
    print_id(o, "link", hit->link);
    print_fix(o, plan, hit);
    jo_object_end(o);
}

static void print_rule(struct json_out *o, const struct plan *plan, enum lint_rule rule,
                       const struct lint_finding *f)
{
    const struct lint_about *about = &lint_rules[rule];
    jo_object(o);
    jo_name(o, "rule");
    jo_z(o, about->word);
    jo_name(o, "source");
    jo_z(o, about->source);
    jo_name(o, "state");
    jo_z(o, lint_state_words[f->state]);
    jo_name(o, "why");
    jo_str(o, f->why ? str_from(f->why) : STR_NONE);
    jo_name(o, "count");
    jo_int(o, (int64_t)f->n);
    jo_name(o, "of");
    jo_int(o, (int64_t)f->of);
    jo_name(o, "value");
    jo_double(o, f->value);
    jo_name(o, "limit");
    jo_double(o, about->limit);
    jo_name(o, "measure");
    jo_z(o, about->at_least ? "index" : about->is_share ? "share" : "count");
    jo_name(o, "items");
    jo_array(o);
    for (size_t i = 0; i < f->n && i < HITS_PRINTED; i++)
        print_hit(o, plan, &f->hits[i]);
    jo_array_end(o);
    jo_object_end(o);
}

static err lint_read(struct request *q, struct reply *to)
{
    const struct plan *plan;
    struct lint        lint;
    TRY(app_plan(api_of(q)->s.app, id_of(q, 0), &plan));
    reply_etag(to, "%lld", (long long)plan_seq(plan));
    err e = request_has(q, to->etag) ? OK : lint_run(q->mem, plan, &lint);
    if (!e.code && !request_has(q, to->etag)) {
        struct json_out *o = reply_json(to);
        jo_object(o);
        jo_name(o, "seq");
        jo_int(o, plan_seq(plan));
        jo_name(o, "bad");
        jo_int(o, (int64_t)lint.bad);
        jo_name(o, "rules");
        jo_array(o);
        for (enum lint_rule k = 0; k < LINT_COUNT; k++)
            print_rule(o, plan, k, &lint.v[k]);
        jo_array_end(o);
        jo_object_end(o);
    }
    plan_unref(plan);
    return e;
}

const struct route lint_routes[] = {
    {HTTP_GET, "/api/v1/projects/{id}/lint", "lint_read",
     "How the plan is made, by the rules of DCMA and GAO, with operations that mend it.", lint_read,
     .flags = ROUTE_WAITS, .out = &shape_lint},
};
const size_t lint_routes_n = COUNT(lint_routes);
