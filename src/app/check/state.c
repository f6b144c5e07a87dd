/* app/check/state.c - do the records stand where the journal left them.
 *
 * The tables of records hold only the present; who changes one past the program leaves the journal
 * behind. Its lines are read from the newest on: the first that names a member of a record says
 * what must stand there, older ones of the same member are history, and behind the line that made
 * or deleted the record lies nothing of interest.
 */
#include "app/check/state.h"

#include "app/edit/edit.h"
#include "base/map.h"
#include "base/vec.h"
#include "domain/list/columns.h"

enum { SHOWN_MOST = 80 };

struct told { /* of one record */
    bool is_over;
    bool fields[COLUMNS_MAX];
};

struct state {
    const struct plan *plan;
    void (*see)(void *arg, str finding);
    void            *arg;
    struct arena     mem, line; /* what is known; one line of the journal */
    struct map       places[ENTITY_COUNT];
    VEC(struct told) told;
};

/* Where in `told` the record stands; *ret_is_new when no line named it yet. */
static size_t place_of(struct state *s, const struct entity *e, struct id id, bool *ret_is_new)
{
    struct map *map = &s->places[e->no];
    int64_t     at = map_or(map, id.v, -1);
    *ret_is_new = at < 0;
    if (at >= 0)
        return (size_t)at;
    map_put(map, id.v, (int64_t)s->told.n);
    vec_push(&s->mem, &s->told, (struct told){0});
    return s->told.n - 1;
}

/* ---- findings -------------------------------------------------------------------------------- */

static void find(struct state *s, const struct entity *e, const struct operation *o, str what)
{
    const struct project *p = plan_project_record(s->plan);
    s->see(s->arg,
           str_fmt(&s->line, "Project «%.*s», %s %lld: %.*s", STR_ARG(p ? p->title : S("?")),
                   e->name, (long long)o->record.v, STR_ARG(what)));
}

static str shown(struct state *s, const struct field *f, const void *record)
{
    struct buf      text = {0};
    struct json_out o;
    jo_init(&o, &text);
    field_json(&o, f, record);
    str copy = str_copy(&s->line, str_sub(buf_view(&text), 0, SHOWN_MOST));
    buf_done(&text);
    return copy;
}

/* ---- one line of the journal ------------------------------------------------------------------
 */

static void check_field(struct state *s, const struct entity *e, const struct operation *o,
                        const struct field *f, const union any_record *meant)
{
    const void *present = plan_get(s->plan, e, o->record);
    if (field_equal(f, present, meant))
        return;
    find(s, e, o,
         str_fmt(&s->line, "%s is %.*s, but batch %lld of the journal made it %.*s.", f->name,
                 STR_ARG(shown(s, f, present)), (long long)o->seq, STR_ARG(shown(s, f, meant))));
}

/* Members that the line names, and of a new record those that it leaves absent. */
static err check_fields(struct state *s, const struct entity *e, const struct operation *o,
                        struct told *told)
{
    const struct json *after;
    union any_record   meant;
    TRY(json_parse(&s->line, o->after, &after));
    for (size_t i = 0; i < entity_fields(e) && i < COLUMNS_MAX; i++) {
        const struct field *f = entity_field(e, i);
        const struct json  *value = json_get(after, f->name);
        bool                is_left = o->op == OPERATION_CREATE && field_may_be_absent(f);
        if (told->fields[i] || f->offset < sizeof(struct record) || (f->flags & FIELD_COMPUTED) ||
            !(value || is_left))
            continue;
        told->fields[i] = true;
        memset(&meant, 0, sizeof meant);
        field_clear(f, &meant);
        if (value)
            TRY(field_patch(f, &meant, value));
        check_field(s, e, o, f, &meant);
    }
    return OK;
}

static err check_line(struct state *s, const struct operation *o)
{
    const struct entity *e = entity_named(o->entity);
    if (!e || !entity_in_plan(e))
        return OK; /* an entity of another version */
    bool         is_new;
    size_t       place = place_of(s, e, o->record, &is_new);
    struct told *told = &s->told.v[place];
    bool         is_there = plan_get(s->plan, e, o->record) != NULL;
    if (told->is_over)
        return OK;
    told->is_over = o->op != OPERATION_UPDATE || !is_there;
    if (o->op == OPERATION_DELETE && is_there && is_new)
        find(s, e, o,
             str_fmt(&s->line, "it is there, but batch %lld of the journal deleted it.",
                     (long long)o->seq));
    if (o->op == OPERATION_DELETE)
        return OK;
    if (is_there)
        return check_fields(s, e, o, told);
    find(s, e, o,
         str_fmt(&s->line, "it is not there, but batch %lld of the journal %s it.",
                 (long long)o->seq, o->op == OPERATION_CREATE ? "made" : "changed"));
    return OK;
}

static err see_entry(void *arg, const struct journal_entry *entry)
{
    struct state *s = arg;
    for (size_t i = entry->n_operations; i-- > 0;) {
        arena_reset(&s->line);
        TRY(check_line(s, &entry->operations[i]));
    }
    return OK;
}

err state_check(struct app *a, const struct plan *plan, void (*see)(void *arg, str finding),
                void *arg)
{
    struct state         s = {.plan = plan, .see = see, .arg = arg};
    struct journal_query all = {.project = plan_project(plan)};
    for (size_t i = 0; i < ENTITY_COUNT; i++)
        map_init(&s.places[i], &s.mem, 0);
    err e = app_journal(a, &all, see_entry, &s);
    arena_done(&s.line);
    arena_done(&s.mem);
    return e;
}
