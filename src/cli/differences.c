/* cli/differences.c - differences and reasons as text, CSV and JSON.
 *
 * Times are local to the plan, items are told by the file's own numbers. What has no reason says so
 * and is counted like a reason.
 */
#include "cli/differences.h"

#include "base/zone.h"
#include "domain/compare/reasons.h"
#include "domain/project.h"
#include "formats/csv.h"

struct view {
    struct cli        *cli;
    const struct plan *plan;
    const struct zone *zone;
    struct reasons     all;
};

static err view_open(struct cli *cli, const struct import *import, struct view *v)
{
    *v = (struct view){.cli = cli, .plan = import->plan};
    TRY(zone_get(plan_project_record(import->plan)->zone, &v->zone));
    return reasons_find(cli->mem, import->plan, &import->stored, &v->all);
}

static str time_text(const struct view *v, instant t)
{
    return local_text(v->cli->mem, zone_local(v->zone, t));
}

static str value_text(const struct view *v, enum compare_what what, int64_t value)
{
    if (value == INT_NONE)
        return S("none");
    if (what < COMPARE_TOTAL_SLACK)
        return time_text(v, value);
    return what == COMPARE_CRITICAL ? (value ? S("yes") : S("no"))
                                    : str_fmt(v->cli->mem, "%lld s", (long long)value);
}

static str why_text(const struct view *v, const struct reasoned *r)
{
    return reason_text(v->cli->mem, v->plan, v->zone, r);
}

/* The file's number of an item; INT_NONE when there is none. */
static int64_t uid_of(const struct view *v, struct id item)
{
    const struct item *i = item.v ? plan_get(v->plan, &item_entity, item) : NULL;
    return i ? i->source_uid : INT_NONE;
}

/* ---- text --------------------------------------------------------------------------------- */

static void text_line(const struct view *v, const struct reasoned *r)
{
    const struct difference *d = &r->what;
    buf_fmt(v->cli->out, "uid %lld %.*s: %s is %.*s, the file says %.*s - %.*s\n",
            (long long)d->item->source_uid, STR_ARG(d->item->title), compare_words[d->what],
            STR_ARG(value_text(v, d->what, d->calculated)),
            STR_ARG(value_text(v, d->what, d->stored)), STR_ARG(why_text(v, r)));
}

err differences_text(struct cli *cli, const struct import *import)
{
    struct view              v;
    const struct comparison *c = &v.all.counts;
    TRY(view_open(cli, import, &v));
    for (size_t i = 0; i < v.all.n; i++)
        text_line(&v, &v.all.v[i]);
    buf_fmt(cli->out, "%zu of %zu tasks as stored; different:", c->items - c->differing, c->items);
    for (enum compare_what k = 0; k < COMPARE_COUNT; k++)
        buf_fmt(cli->out, "%s %s %zu", k ? "," : "", compare_words[k], c->different[k]);
    buf_fmt(cli->out, "\nreasons of %zu differences with %zu roots:", v.all.n, v.all.roots);
    for (enum reason k = 0; k < REASON_COUNT; k++)
        if (v.all.by[k] || k == REASON_NONE)
            buf_fmt(cli->out, "%s %s %zu", k ? "," : "", reason_words[k], v.all.by[k]);
    buf_char(cli->out, '\n');
    return OK;
}

/* ---- CSV ---------------------------------------------------------------------------------- */

static str csv_value(const struct view *v, enum compare_what what, int64_t value)
{
    if (value == INT_NONE)
        return STR_NONE;
    return what < COMPARE_TOTAL_SLACK ? time_text(v, value)
                                      : str_fmt(v->cli->mem, "%lld", (long long)value);
}

static void csv_int(struct buf *to, int64_t value)
{
    buf_char(to, ',');
    if (value != INT_NONE)
        buf_int(to, value);
}

static void csv_line(const struct view *v, const struct reasoned *r)
{
    const struct difference *d = &r->what;
    struct buf              *to = v->cli->out;
    buf_int(to, d->item->source_uid);
    buf_char(to, ',');
    csv_text(to, d->item->title);
    buf_fmt(to, ",%s,%.*s,%.*s,%s", compare_words[d->what],
            STR_ARG(csv_value(v, d->what, d->calculated)),
            STR_ARG(csv_value(v, d->what, d->stored)), reason_words[r->reason]);
    csv_int(to, uid_of(v, r->cause));
    csv_int(to, uid_of(v, r->root));
    buf_char(to, ',');
    csv_text(to, why_text(v, r));
    buf_char(to, '\n');
}

err differences_csv(struct cli *cli, const struct import *import)
{
    struct view v;
    TRY(view_open(cli, import, &v));
    buf_z(cli->out, "uid,name,field,calculated,stored,reason,cause,root,text\n");
    for (size_t i = 0; i < v.all.n; i++)
        csv_line(&v, &v.all.v[i]);
    return OK;
}

/* ---- JSON --------------------------------------------------------------------------------- */

static void number(struct json_out *o, const char *name, int64_t value)
{
    jo_name(o, name);
    if (value == INT_NONE)
        jo_null(o);
    else
        jo_int(o, value);
}

static void value_json(struct json_out *o, const struct view *v, const char *name,
                       enum compare_what what, int64_t value)
{
    if (what >= COMPARE_TOTAL_SLACK && what != COMPARE_CRITICAL) {
        number(o, name, value);
        return;
    }
    jo_name(o, name);
    if (value == INT_NONE)
        jo_null(o);
    else if (what == COMPARE_CRITICAL)
        jo_bool(o, value != 0);
    else
        jo_str(o, time_text(v, value));
}

static void json_fact(struct json_out *o, const struct view *v, const struct fact *f)
{
    jo_object(o);
    number(o, "uid", uid_of(v, f->item));
    jo_name(o, "field");
    jo_z(o, f->field);
    jo_name(o, "value");
    if (f->value == INT_NONE)
        jo_str(o, f->text);
    else if (f->is_span)
        jo_int(o, f->value);
    else
        jo_str(o, time_text(v, f->value));
    jo_object_end(o);
}

static void json_difference(struct json_out *o, const struct view *v, const struct reasoned *r)
{
    const struct difference *d = &r->what;
    jo_object(o);
    number(o, "uid", d->item->source_uid);
    jo_name(o, "name");
    jo_str(o, d->item->title);
    jo_name(o, "field");
    jo_z(o, compare_words[d->what]);
    value_json(o, v, "calculated", d->what, d->calculated);
    value_json(o, v, "stored", d->what, d->stored);
    jo_name(o, "reason");
    jo_z(o, reason_words[r->reason]);
    jo_name(o, "text");
    jo_str(o, why_text(v, r));
    number(o, "cause", uid_of(v, r->cause));
    number(o, "root", uid_of(v, r->root));
    jo_name(o, "evidence");
    jo_array(o);
    for (size_t k = 0; k < r->n_facts; k++)
        json_fact(o, v, &r->facts[k]);
    jo_array_end(o);
    jo_object_end(o);
}

static void json_summary(struct json_out *o, const struct view *v)
{
    const struct comparison *c = &v->all.counts;
    jo_name(o, "summary");
    jo_object(o);
    number(o, "tasks", (int64_t)c->items);
    number(o, "differing", (int64_t)c->differing);
    for (enum compare_what k = 0; k < COMPARE_COUNT; k++)
        number(o, compare_words[k], (int64_t)c->different[k]);
    number(o, "roots", (int64_t)v->all.roots);
    jo_name(o, "reasons");
    jo_object(o);
    for (enum reason k = 0; k < REASON_COUNT; k++)
        number(o, reason_words[k], (int64_t)v->all.by[k]);
    jo_object_end(o);
    jo_object_end(o);
}

err differences_json(struct cli *cli, const struct import *import, struct json_out *o)
{
    struct view v;
    TRY(view_open(cli, import, &v));
    jo_name(o, "differences");
    jo_array(o);
    for (size_t i = 0; i < v.all.n; i++)
        json_difference(o, &v, &v.all.v[i]);
    jo_array_end(o);
    json_summary(o, &v);
    return OK;
}
