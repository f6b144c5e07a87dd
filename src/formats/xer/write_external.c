/* formats/xer/write_external.c - items of other plans, which only PMXML can name.
 *
 * Their reference is "project\number", as the PMXML reader makes it and MSPDI has it too; the
 * number stays where no activity has it.
 */
#include "formats/xer/build.h"
#include "formats/xer/writer.h"

/* The parts of a reference; the number is 0 where there is none. */
static str project_of(str ref, int64_t *ret_number)
{
    size_t n = ref.n;
    while (n > 0 && ref.p[n - 1] != '\\')
        n--;
    *ret_number = 0;
    if (!n)
        return ref;
    if (!str_int(str_sub(ref, n, ref.n), ret_number) || *ret_number < 0 || *ret_number > INT32_MAX)
        *ret_number = 0;
    return str_sub(ref, 0, n - 1);
}

static const struct item *external_at(const struct xer_writer *w, size_t slot)
{
    const struct item *i = plan_at(w->plan, &item_entity, slot);
    return i && i->is_external && !i->is_blank ? i : NULL;
}

void xer_external_uids(struct xer_writer *w)
{
    const size_t n = plan_slots(w->plan, &item_entity);
    struct map   used;
    int64_t      next = 1, uid;
    map_init(&used, w->mem, 64);
    for (size_t s = 0; s < n; s++) {
        const struct item *i = plan_at(w->plan, &item_entity, s);
        if (!i || !map_get(&w->task_uids, i->head.id.v, &uid))
            continue;
        map_put(&used, uid, 1);
        next = uid >= next ? uid + 1 : next;
    }
    for (size_t s = 0; s < n; s++) {
        const struct item *i = external_at(w, s);
        if (!i)
            continue;
        (void)project_of(i->external_ref, &uid);
        if (!uid || map_get(&used, uid, &(int64_t){0}))
            uid = next;
        map_put(&used, uid, 1);
        next = uid >= next ? uid + 1 : next;
        map_put(&w->external_uids, i->head.id.v, uid);
    }
}

void xer_write_externals(struct xer_writer *w)
{
    static const char *const kept[] = {"rank",         "title", "is_external",
                                       "external_ref", "kind",  NULL};
    int64_t                  number;
    xer_put_table(w, XER_EXTERNAL, "task_id ref task_name");
    for (size_t s = 0; s < plan_slots(w->plan, &item_entity); s++) {
        const struct item *i = external_at(w, s);
        if (!i)
            continue;
        const str project = project_of(i->external_ref, &number);
        xer_put_row(w);
        xer_put_int(w, map_or(&w->external_uids, i->head.id.v, 0));
        xer_put_text(w, project.n ? project : S("External"));
        xer_put_text(w, i->title);
        xer_put_end(w);
        xer_lost(w, &item_entity, i, kept);
    }
}
