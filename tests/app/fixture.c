/* An app to test with: time stands still, one user, one project. */
#include "app/fixture.h"

#include "app/inside.h"

#include <ftw.h>
#include <stdarg.h>
#include <stdlib.h>
#include <unistd.h>

void fix_on(struct fix *f, struct store *s)
{
    struct app_settings settings = {
        .store = s, .clock = clock_fixed(&f->now), .user_name = S("Planner")};
    f->now = NOW;
    must(app_open(&settings, &f->app));
}

void fix_init(struct fix *f)
{
    struct store      *s;
    const struct json *set;
    memset(f, 0, sizeof *f);
    must(store_sqlite_memory(&s));
    fix_on(f, s);
    must(json_parse(&f->mem, S("{\"title\":\"Migration\",\"code\":\"MIG\"}"), &set));
    must(app_project_create(f->app, &f->mem, &(struct project_request){.set = set}, &f->refusal,
                            &f->project));
}

void fix_project(struct fix *f, const char *title)
{
    const struct json *set;
    must(json_parse(&f->mem, str_fmt(&f->mem, "{\"title\":\"%s\"}", title), &set));
    must(app_project_create(f->app, &f->mem, &(struct project_request){.set = set}, &f->refusal,
                            &f->project));
}

const char *test_folder_new(void)
{
    static char folder[64];
    /* Hundreds of commits: in memory if there is such a place. */
    const char *place = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp";
    snprintf(folder, sizeof folder, "%s/gantline-test-XXXXXX", place);
    cr_assert(mkdtemp(folder));
    return folder;
}

static int drop_one(const char *path, const struct stat *st, int kind, struct FTW *at)
{
    (void)st;
    (void)kind;
    (void)at;
    return remove(path);
}

void test_folder_drop(const char *folder)
{
    nftw(folder, drop_one, 16, FTW_DEPTH | FTW_PHYS);
}

static void no_finding(void *arg, str finding)
{
    (void)arg;
    cr_assert_fail("%.*s", STR_ARG(finding));
}

static void same_records(const struct plan *memory, const struct plan *stored)
{
    for (size_t no = 0; no < ENTITY_COUNT; no++) {
        const struct entity *e = entities[no];
        if (!entity_in_plan(e))
            continue;
        cr_assert_eq(plan_count(memory, e), plan_count(stored, e), "%s", e->name);
        for (size_t s = 0; s < plan_slots(stored, e); s++) {
            const struct record *a = plan_at(stored, e, s), *b = plan_get(memory, e, a->id);
            cr_assert(b && entity_equal(e, a, b), "%s %lld", e->name, (long long)a->id.v);
            cr_assert_eq(a->rev, b->rev, "%s %lld", e->name, (long long)a->id.v);
            cr_assert_eq(a->updated_at, b->updated_at);
        }
    }
}

/* What is in memory is what the store holds, revs and all. */
static void check_store(struct fix *f)
{
    struct store_tx   *tx;
    struct plan       *stored;
    const struct plan *memory;
    if (app_plan(f->app, f->project, &memory).code)
        return; /* deleted */
    must(store_begin(f->app->store, STORE_READ, &tx));
    must(plan_load(tx, f->project, &stored));
    store_rollback(tx);
    same_records(memory, stored);
    plan_unref(stored);
    plan_unref(memory);
}

void fix_done(struct fix *f)
{
    check_store(f);
    must(app_check(f->app, no_finding, NULL));
    arena_done(&f->mem); /* plans go with it */
    app_close(f->app);
}

/* ---- operations -------------------------------------------------------------------------- */

static struct op op_of(const struct json *o)
{
    str       word = json_text(json_get(o, "op"));
    struct op op = {.entity = entity_named(json_text(json_get(o, "entity"))),
                    .rev = json_int(json_get(o, "rev")),
                    .set = json_get(o, "set")};
    op.kind = str_eq(word, S("create"))   ? OP_CREATE
              : str_eq(word, S("update")) ? OP_UPDATE
                                          : OP_DELETE;
    op.id = json_int(json_get(o, op.kind == OP_CREATE ? "temp" : "id"));
    cr_assert(op.entity);
    return op;
}

struct batch_request fix_request(struct fix *f, const char *operations)
{
    const struct json *list;
    must(json_parse(&f->mem, str_from(operations), &list));
    struct op *ops = arena_array(&f->mem, struct op, json_count(list));
    for (size_t i = 0; i < json_count(list); i++)
        ops[i] = op_of(json_at(list, i));
    return (struct batch_request){.project = f->project, .ops = ops, .n_ops = json_count(list)};
}

const struct change *fix_try(struct fix *f, const char *operations)
{
    struct batch_request r = fix_request(f, operations);
    const struct change *c = NULL;
    f->failed = app_apply(f->app, &f->mem, &r, &f->refusal, &c);
    return c;
}

static const char *format(struct fix *f, const char *fmt, va_list args)
{
    char *text = arena_alloc(&f->mem, 4096);
    vsnprintf(text, 4096, fmt, args);
    return text;
}

int64_t fix_do(struct fix *f, const char *operations, ...)
{
    va_list args;
    va_start(args, operations);
    const char *text = format(f, operations, args);
    va_end(args);
    const struct change *c = fix_try(f, text);
    cr_assert_eq(f->failed.code, ERR_NONE, "%s: %s", text, f->failed.why);
    int64_t id = c->n_created ? c->ids[0] : 0;
    change_unref(c);
    return id;
}

void fix_refused(struct fix *f, enum err_code code, const char *word, const char *operations, ...)
{
    va_list args;
    va_start(args, operations);
    const char *text = format(f, operations, args);
    va_end(args);
    const struct change *c = fix_try(f, text);
    cr_assert_null(c, "not refused: %s", text);
    cr_assert_eq(f->failed.code, code, "%s: %d %s", text, f->failed.code, f->failed.why);
    bool told = strstr(f->failed.why, word);
    for (size_t i = 0; i < f->refusal.problems.n; i++)
        told |= str_has(f->refusal.problems.v[i].message, str_from(word)) ||
                str_eq(f->refusal.problems.v[i].field, str_from(word));
    cr_assert(told, "%s: %s", word, f->failed.why);
}

int64_t fix_item(struct fix *f, const char *title, int days)
{
    return fix_do(f,
                  "[{\"op\":\"create\",\"entity\":\"item\",\"temp\":-1,\"set\":{\"title\":\"%s\","
                  "\"duration_s\":%d}}]",
                  title, days * 28800);
}

int64_t fix_link(struct fix *f, int64_t pred, int64_t succ)
{
    return fix_do(f,
                  "[{\"op\":\"create\",\"entity\":\"link\",\"temp\":-1,\"set\":{\"pred\":%lld,"
                  "\"succ\":%lld}}]",
                  (long long)pred, (long long)succ);
}

static int64_t take_back(struct fix *f, bool redo)
{
    struct undo_request  r = {.project = f->project, .redo = redo};
    const struct change *c = NULL;
    f->failed = app_undo(f->app, &f->mem, &r, &f->refusal, &c);
    int64_t seq = c ? c->seq : 0;
    change_unref(c);
    return seq;
}

int64_t fix_undo(struct fix *f)
{
    return take_back(f, false);
}

int64_t fix_redo(struct fix *f)
{
    return take_back(f, true);
}

/* ---- looking ----------------------------------------------------------------------------- */

static void drop_plan(void *plan)
{
    plan_unref(plan);
}

const struct plan *fix_plan(struct fix *f)
{
    const struct plan *plan;
    must(app_plan(f->app, f->project, &plan));
    arena_defer(&f->mem, drop_plan, (void *)(uintptr_t)plan);
    return plan;
}

const struct item *fix_get_item(struct fix *f, int64_t id)
{
    return plan_get(fix_plan(f), &item_entity, (struct id){id});
}

const struct item_row *fix_row(struct fix *f, int64_t id)
{
    const struct item_row *row = plan_row_of(fix_plan(f), (struct id){id});
    cr_assert(row);
    return row;
}

const char *fix_start(struct fix *f, int64_t id)
{
    return instant_text(&f->mem, fix_row(f, id)->start).p;
}

const char *fix_finish(struct fix *f, int64_t id)
{
    return instant_text(&f->mem, fix_row(f, id)->finish).p;
}

static void record_text(struct buf *to, const struct entity *e, const void *record)
{
    struct arena mem = {0};
    buf_fmt(to, "%s", e->name);
    for (size_t i = 0; i < entity_fields(e); i++) {
        const struct field *f = entity_field(e, i);
        bool                kept = f->offset == offsetof(struct record, rev) ||
                    f->offset == offsetof(struct record, updated_at);
        str text = kept ? STR_NONE : field_text(&mem, f, record);
        if (text.n)
            buf_fmt(to, " %s=%.*s", f->name, STR_ARG(text));
    }
    buf_char(to, '\n');
    arena_done(&mem);
}

str plan_text(struct arena *mem, const struct plan *plan)
{
    struct buf text = {0};
    for (size_t no = 0; no < ENTITY_COUNT; no++)
        for (size_t s = 0; entity_in_plan(entities[no]) && s < plan_slots(plan, entities[no]);
             s++) {
            const void *r = plan_at(plan, entities[no], s);
            if (r)
                record_text(&text, entities[no], r);
        }
    const uint32_t *slots;
    size_t          n = plan_outline(plan, &slots);
    for (size_t i = 0; i < n; i++) {
        const struct item_row *row = plan_row(plan, slots[i]);
        buf_fmt(&text, "row %lld %lld %lld\n", (long long)row->start, (long long)row->finish,
                (long long)row->total_slack_s);
    }
    str copy = str_copy(mem, buf_view(&text));
    buf_done(&text);
    return copy;
}
