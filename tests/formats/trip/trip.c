/* tests/formats/trip/trip.c - there and back: what was written is read again as the same plan. */
#include "formats/trip/trip.h"

#include "domain/field.h"
#include "formats/plan_file.h"
#include "formats/source.h"

#include <criterion/criterion.h>
#include <string.h>

void trip_go(struct trip *t, trip_write_fn *write, const char *ending)
{
    struct buf to;
    err        e = plan_calculate(t->first.plan, NULL);
    cr_assert_eq(e.code, ERR_NONE, "%s", e.why);
    buf_init(&to, 0);
    e = write(&t->mem, t->first.plan, &to, &t->report);
    cr_assert_eq(e.code, ERR_NONE, "%s", e.why);
    t->text = str_copy(&t->mem, buf_view(&to));
    buf_done(&to);
    const str title = plan_project_record(t->first.plan)->title; /* several: named by the file */
    e = plan_file_read(
        &t->mem,
        source_memory(&t->mem, str_fmt(&t->mem, "%.*s.%s", STR_ARG(title), ending), t->text),
        &t->second);
    cr_assert_eq(e.code, ERR_NONE, "%s", e.why);
    e = plan_calculate(t->second.plan, NULL);
    cr_assert_eq(e.code, ERR_NONE, "%s", e.why);
}

void trip_done(struct trip *t)
{
    plan_unref(t->first.plan);
    plan_unref(t->second.plan);
    arena_done(&t->mem);
}

void trip_same_records(struct trip *t, str name, const struct entity *e)
{
    const struct plan *a = t->first.plan, *b = t->second.plan;
    cr_expect_eq(plan_count(b, e), plan_count(a, e), "%.*s: %zu %s became %zu", STR_ARG(name),
                 plan_count(a, e), e->plural, plan_count(b, e));
    for (size_t s = 0; s < plan_slots(a, e) && s < plan_slots(b, e); s++) {
        const void *x = plan_at(a, e, s), *y = plan_at(b, e, s);
        for (size_t i = 0; x && y && i < e->n_fields; i++) {
            const struct field *f = &e->fields[i];
            if (strcmp(f->name, "source_uid") == 0 || strcmp(f->name, "source_name") == 0 ||
                f->flags & FIELD_READONLY || field_equal(f, x, y))
                continue;
            const str before = field_text(&t->mem, f, x), after = field_text(&t->mem, f, y);
            cr_expect(false, "%.*s: %s %zu: %s was \"%.*s\", is \"%.*s\"", STR_ARG(name), e->name,
                      s + 1, f->name, STR_ARG(before), STR_ARG(after));
            return;
        }
    }
}

static const struct item_row *row_of(const struct plan *plan, int64_t uid, bool is_summary)
{
    for (size_t s = 0; s < plan_slots(plan, &item_entity); s++) {
        const struct item *i = plan_at(plan, &item_entity, s);
        if (i && i->source_uid == uid && (i->kind == ITEM_SUMMARY) == is_summary)
            return plan_row(plan, s);
    }
    return NULL;
}

void trip_same_dates(struct trip *t, str name)
{
    const struct plan *a = t->first.plan;
    for (size_t s = 0; s < plan_slots(a, &item_entity);
         s += 1 + plan_slots(a, &item_entity) / 500) {
        const struct item     *i = plan_at(a, &item_entity, s);
        const struct item_row *x = plan_row(a, s), *y;
        if (!i || i->is_external)
            continue;
        y = row_of(t->second.plan, i->source_uid, i->kind == ITEM_SUMMARY);
        cr_assert_not_null(y, "%.*s: item %zu is gone", STR_ARG(name), s + 1);
        cr_expect(x->start == y->start && x->finish == y->finish &&
                      x->early_start == y->early_start && x->late_finish == y->late_finish &&
                      x->total_slack_s == y->total_slack_s && x->free_slack_s == y->free_slack_s &&
                      x->critical == y->critical,
                  "%.*s: item %zu is calculated differently", STR_ARG(name), s + 1);
    }
}

bool trip_is_told(const struct trip *t, const char *what)
{
    for (size_t i = 0; i < t->report.n_dropped; i++)
        if (str_has(t->report.dropped[i].what, str_from(what)))
            return true;
    return false;
}
