/* app/plans.c - the cache of plans.
 *
 * A plan whose links lead to other projects needs their dates, and those may need its own. So a
 * load reads the rows of all projects that are reached and not in memory yet, and calculates them
 * round after round until no date that crosses a border changes; then all are published together.
 * What is in memory already is right and is taken as it is, because the writer keeps followers up
 * to date.
 *
 * Only one load runs at a time. A load may be older than what the writer has published meanwhile
 * (its transaction began before): `seq` tells, and it is done again. Least recently used plans are
 * dropped when there are more than `kept`; a reader's reference keeps its plan alive regardless.
 */
#include "app/plans.h"

#include "app/inside.h"
#include "base/vec.h"
#include "domain/effects.h"
#include "domain/entities.h"
#include "domain/schedule.h"

enum { PLANS_KEPT = 64, SCHEDULES_KEPT = 8, ITEMS_KEPT = 200000, ROUNDS_MAX = 1000 };

void plans_init(struct plans *p, size_t kept)
{
    *p = (struct plans){.kept = kept ? kept : PLANS_KEPT};
    map_init(&p->index, &p->mem, 64);
    pthread_mutex_init(&p->lock, NULL);
    pthread_mutex_init(&p->load_lock, NULL);
}

void plans_done(struct plans *p)
{
    for (size_t i = 0; i < p->n; i++) {
        plan_unref(p->all[i]->published);
        plan_unref(p->all[i]->pending);
        schedule_close(p->all[i]->schedule);
    }
    pthread_mutex_destroy(&p->lock);
    pthread_mutex_destroy(&p->load_lock);
    arena_done(&p->mem);
}

/* ---- places; the lock is held ------------------------------------------------------------ */

static struct place *place_of(struct plans *p, struct id project)
{
    int64_t at;
    if (map_get(&p->index, project.v, &at))
        return p->all[at];
    struct place *place = arena_new(&p->mem, struct place);
    place->project = project;
    if (p->n == p->cap) {
        size_t cap = p->cap ? p->cap * 2 : 16;
        p->all = arena_grow(&p->mem, p->all, p->cap * sizeof *p->all, cap * sizeof *p->all);
        p->cap = cap;
    }
    map_put(&p->index, project.v, (int64_t)p->n);
    p->all[p->n++] = place;
    return place;
}

static void drop_oldest(struct plans *p)
{
    struct place *oldest = NULL;
    for (size_t i = 0; i < p->n; i++) {
        struct place *place = p->all[i];
        if (place->published && !place->pending && (!oldest || place->used < oldest->used))
            oldest = place;
    }
    if (!oldest)
        return;
    plan_unref(oldest->published);
    oldest->published = NULL;
    p->n_published--;
}

/* Takes the reference over. */
static void publish(struct plans *p, struct place *place, const struct plan *plan)
{
    p->n_published += !place->published && plan;
    p->n_published -= place->published && !plan;
    plan_unref(place->published);
    place->published = plan;
    place->used = ++p->ticks;
    if (plan)
        place->seq = plan_seq(plan);
    if (p->n_published > p->kept)
        drop_oldest(p);
}

/* asked: it shall stay among those that are used. */
static const struct plan *find(struct plans *p, struct id project, bool asked)
{
    pthread_mutex_lock(&p->lock);
    int64_t            at;
    const struct plan *plan = NULL;
    if (map_get(&p->index, project.v, &at) && p->all[at]->published) {
        if (asked)
            p->all[at]->used = ++p->ticks;
        plan = plan_ref(p->all[at]->published);
    }
    pthread_mutex_unlock(&p->lock);
    return plan;
}

const struct plan *plans_ready(struct plans *p, struct id project)
{
    return find(p, project, false);
}

/* ---- loading ----------------------------------------------------------------------------- */

struct put {
    struct plan         *plan;
    const struct entity *entity;
};

static err put_row(void *arg, const void *record)
{
    struct put *put = arg;
    plan_put(put->plan, put->entity, record);
    return OK;
}

static err load_rows(struct store_tx *tx, struct plan *plan, struct id project)
{
    int64_t seq = 0;
    for (size_t i = 0; i < ENTITY_COUNT; i++) {
        struct put put = {plan, entities[i]};
        if (entity_in_plan(entities[i]))
            TRY(store_each(tx, entities[i], project, put_row, &put));
    }
    if (!plan_project_record(plan))
        return err_make(ERR_NOT_FOUND, "There is no project %lld.", (long long)project.v);
    TRY(store_journal_last(tx, project, &seq));
    plan_seq_set(plan, seq);
    return OK;
}

err plan_load(struct store_tx *tx, struct id project, struct plan **ret_plan)
{
    struct plan *plan = plan_new(project);
    err          e = load_rows(tx, plan, project);
    if (e.code)
        plan_unref(plan);
    else
        *ret_plan = plan;
    return e;
}

/* Plans being loaded together. */
struct load {
    struct app              *app;
    struct store_tx         *tx;
    struct arena             mem;
    VEC(struct plan *)       fresh;
    VEC(const struct plan *) known; /* in memory already; counted */
    struct map               homes; /* item of another project → that project, 0 = unknown */
};

static const struct plan *load_has(const struct load *l, struct id project)
{
    for (size_t i = 0; i < l->fresh.n; i++)
        if (plan_project(l->fresh.v[i]).v == project.v)
            return l->fresh.v[i];
    for (size_t i = 0; i < l->known.n; i++)
        if (plan_project(l->known.v[i]).v == project.v)
            return l->known.v[i];
    return NULL;
}

static bool load_dates(void *self, struct id item, instant *ret_start, instant *ret_finish)
{
    struct load           *l = self;
    const struct plan     *plan = load_has(l, (struct id){map_or(&l->homes, item.v, 0)});
    const struct item_row *row = plan ? plan_row_of(plan, item) : NULL;
    if (!row)
        return false;
    *ret_start = row->start;
    *ret_finish = row->finish;
    return true;
}

static err load_one(struct load *l, struct id project)
{
    struct plan       *plan = NULL;
    const struct plan *known = find(&l->app->plans, project, true);
    if (known) {
        vec_push(&l->mem, &l->known, known);
        return OK;
    }
    TRY(plan_load(l->tx, project, &plan));
    vec_push(&l->mem, &l->fresh, plan);
    return OK;
}

/* Notes where the item lives, and sees to it that this project is loaded. */
static err reach(struct load *l, struct id item)
{
    struct item other;
    int64_t     home;
    if (map_get(&l->homes, item.v, &home))
        return OK;
    err e = store_get(l->tx, &item_entity, item, &l->mem, &other);
    if (e.code && e.code != ERR_NOT_FOUND)
        return e;
    home = e.code ? 0 : other.head.project.v;
    map_put(&l->homes, item.v, home);
    return !home || load_has(l, (struct id){home}) ? OK : load_one(l, (struct id){home});
}

static err reach_all(struct load *l, const struct plan *plan)
{
    for (size_t s = 0; s < plan_slots(plan, &link_entity); s++) {
        const struct link *link = plan_at(plan, &link_entity, s);
        if (link && !plan_get(plan, &item_entity, link->pred))
            TRY(reach(l, link->pred));
    }
    return OK;
}

/* Once is enough unless borders are crossed: then until nothing that may cross one moves. */
static err calculate_all(struct load *l)
{
    struct plan_outside outside = {load_dates, l};
    bool                moved = true;
    for (int round = 0; moved && round < ROUNDS_MAX; round++) {
        moved = false;
        for (size_t i = 0; i < l->fresh.n; i++) {
            struct plan   *old = plan_fork(l->fresh.v[i]);
            struct effect *effects;
            size_t         n = 0;
            err            e = plan_calculate(l->fresh.v[i], &outside);
            if (!e.code && l->homes.n)
                effects_between(&l->mem, old, l->fresh.v[i], &effects, &n);
            plan_unref(old);
            if (e.code)
                return e;
            moved |= n > 0;
        }
    }
    return OK;
}

static err load_all(struct load *l, struct id project)
{
    TRY(load_one(l, project));
    for (size_t i = 0; i < l->fresh.n; i++)
        TRY(reach_all(l, l->fresh.v[i]));
    return calculate_all(l);
}

/* False when the writer has published something newer meanwhile. */
static bool publish_all(struct load *l)
{
    struct plans *p = &l->app->plans;
    bool          current = true;
    pthread_mutex_lock(&p->lock);
    for (size_t i = 0; i < l->fresh.n; i++)
        current &= plan_seq(l->fresh.v[i]) >= place_of(p, plan_project(l->fresh.v[i]))->seq;
    for (size_t i = 0; current && i < l->fresh.n; i++)
        publish(p, place_of(p, plan_project(l->fresh.v[i])), plan_ref(l->fresh.v[i]));
    pthread_mutex_unlock(&p->lock);
    return current;
}

static err load_in(struct load *l, struct id project, const struct plan **ret_plan)
{
    const struct plan *plan = find(&l->app->plans, project,
                                   true); /* somebody may have been faster */
    if (!plan) {
        map_init(&l->homes, &l->mem, 16);
        TRY(load_all(l, project));
        if (publish_all(l))
            plan = plan_ref(load_has(l, project));
    }
    *ret_plan = plan;
    return OK;
}

static err load(struct app *a, struct id project, const struct plan **ret_plan)
{
    struct load l = {.app = a};
    TRY(store_begin(a->store, STORE_READ, &l.tx));
    pthread_mutex_lock(&a->plans.load_lock);
    err e = load_in(&l, project, ret_plan);
    pthread_mutex_unlock(&a->plans.load_lock);
    store_rollback(l.tx);
    for (size_t i = 0; i < l.fresh.n; i++)
        plan_unref(l.fresh.v[i]);
    for (size_t i = 0; i < l.known.n; i++)
        plan_unref(l.known.v[i]);
    arena_done(&l.mem);
    return e;
}

/* ---- asking ------------------------------------------------------------------------------ */

err plans_get(struct app *a, struct id project, const struct plan **ret_plan)
{
    const struct plan *plan = find(&a->plans, project, true);
    while (!plan)
        TRY(load(a, project, &plan));
    *ret_plan = plan;
    return OK;
}

err plans_working(struct app *a, struct id project, const struct plan **ret_plan)
{
    pthread_mutex_lock(&a->plans.lock);
    int64_t             at;
    bool                is_known = map_get(&a->plans.index, project.v, &at);
    const struct place *place = is_known ? a->plans.all[at] : NULL;
    const struct plan  *plan = place && place->pending ? plan_ref(place->pending) : NULL;
    bool                gone = place && place->is_pending_gone;
    pthread_mutex_unlock(&a->plans.lock);
    if (gone)
        return err_make(ERR_NOT_FOUND, "There is no project %lld.", (long long)project.v);
    if (!plan)
        return plans_get(a, project, ret_plan);
    *ret_plan = plan;
    return OK;
}

static void schedule_end(struct plans *p, struct place *place)
{
    p->n_schedules -= place->schedule != NULL;
    schedule_close(place->schedule);
    place->schedule = NULL;
}

static struct place *oldest_schedule(const struct plans *p, size_t *ret_items)
{
    struct place *oldest = NULL;
    *ret_items = 0;
    for (size_t i = 0; i < p->n; i++) {
        struct place *place = p->all[i];
        if (!place->schedule)
            continue;
        const struct plan *plan = schedule_plan(place->schedule);
        *ret_items += plan ? plan_count(plan, &item_entity) : 0;
        if (!oldest || place->scheduled < oldest->scheduled)
            oldest = place;
    }
    return oldest;
}

/* About 1.2 KiB an item. The one asked for last always stays. */
static void schedules_trim(struct plans *p)
{
    size_t        items;
    struct place *oldest = oldest_schedule(p, &items);
    while (p->n_schedules > 1 && (p->n_schedules > SCHEDULES_KEPT || items > ITEMS_KEPT)) {
        schedule_end(p, oldest);
        oldest = oldest_schedule(p, &items);
    }
}

struct schedule *plans_schedule(struct app *a, struct id project)
{
    struct plans *p = &a->plans;
    pthread_mutex_lock(&p->lock);
    struct place *place = place_of(p, project);
    place->scheduled = ++p->ticks;
    if (!place->schedule) {
        place->schedule = schedule_new();
        p->n_schedules++;
        schedules_trim(p);
    }
    struct schedule *schedule = place->schedule;
    pthread_mutex_unlock(&p->lock);
    return schedule;
}

void plans_pend(struct app *a, struct id project, const struct plan *plan)
{
    pthread_mutex_lock(&a->plans.lock);
    struct place *place = place_of(&a->plans, project);
    plan_unref(place->pending);
    place->pending = plan ? plan_ref(plan) : NULL;
    place->is_pending_gone = !plan;
    pthread_mutex_unlock(&a->plans.lock);
}

void plans_settle(struct app *a, bool keep)
{
    struct plans *p = &a->plans;
    pthread_mutex_lock(&p->lock);
    for (size_t i = 0; i < p->n; i++) {
        struct place      *place = p->all[i];
        const struct plan *pending = place->pending;
        place->pending = NULL;
        if (keep && pending)
            publish(p, place, pending);
        else
            plan_unref(pending);
        if (keep && place->is_pending_gone) {
            publish(p, place, NULL);
            place->seq = INT64_MAX; /* no load from an older moment brings it back */
        }
        place->is_pending_gone = false;
        if (!place->published)
            schedule_end(p, place);
    }
    pthread_mutex_unlock(&p->lock);
}
