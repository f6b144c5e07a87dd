/* app/simulations.c - one thread that simulates what is due.
 *
 * The thread starts with the first wish. A change makes its project due a second later, so that a
 * row of edits costs one simulation; what runs for an older plan is cancelled. The result holds its
 * plan and an arena of its own, counted by reference.
 */
#include "app/simulations.h"

#include "app/inside.h"
#include "base/heap.h"
#include "domain/item.h"
#include "domain/schedule/simulate.h"

#include <time.h>
#include <unistd.h>

enum { THREADS_MAX = 4, WAIT_S = 60 };

#define SECOND_NS   1000000000LL
#define QUIET_NS    SECOND_NS         /* after a change */
#define INTEREST_NS (300 * SECOND_NS) /* a project that nobody asks for is left alone */

static const struct simulation_wish usual = {.trials = 5000, .seed = 1};

/* --- results --------------------------------------------------------------------------------- */

struct kept_view {
    struct simulation_view view; /* first */
    struct plan_simulation simulated;
    struct arena           mem;
    atomic_int             refs;
};

const struct simulation_view *simulation_view_ref(const struct simulation_view *v)
{
    struct kept_view *k = (struct kept_view *)(uintptr_t)v;
    atomic_fetch_add(&k->refs, 1);
    return v;
}

void simulation_view_unref(const struct simulation_view *v)
{
    struct kept_view *k = (struct kept_view *)(uintptr_t)v;
    if (!v || atomic_fetch_sub(&k->refs, 1) != 1)
        return;
    plan_unref(v->plan);
    arena_done(&k->mem);
    heap_free(k);
}

/* --- dates of other projects ------------------------------------------------------------------ */

static bool dates(void *self, struct id item, instant *ret_start, instant *ret_finish)
{
    struct app        *a = self;
    const struct plan *plan;
    struct id          project;
    if (app_project_of(a, &item_entity, item, &project).code || plans_get(a, project, &plan).code)
        return false;
    const struct item_row *row = plan_row_of(plan, item);
    const bool             is_known = row && row->start != INSTANT_NONE;
    if (is_known) {
        *ret_start = row->start;
        *ret_finish = row->finish;
    }
    plan_unref(plan);
    return is_known;
}

/* --- running ---------------------------------------------------------------------------------- */

static int32_t threads(void)
{
    const long n = sysconf(_SC_NPROCESSORS_ONLN);
    return n < 1 ? 1 : n > THREADS_MAX ? THREADS_MAX : (int32_t)n;
}

static err view_new(struct simulations *s, struct id project, const struct simulation_wish *wish,
                    const struct simulation_view **ret_view)
{
    const struct plan *plan;
    TRY(plans_get(s->app, project, &plan));
    struct kept_view *k = heap_alloc(sizeof *k);
    *k = (struct kept_view){.view = {.plan = plan, .wish = *wish}, .refs = 1};
    k->view.simulated = &k->simulated;
    const struct plan_simulation_options o = {.trials = wish->trials,
                                              .threads = threads(),
                                              .seed = wish->seed,
                                              .correlation = wish->correlation,
                                              .cancelled = &s->cancelled,
                                              .progress = &s->progress};
    const struct plan_outside            outside = {dates, s->app};
    const err e = plan_simulate(&k->mem, plan, &outside, &o, &k->simulated);
    if (e.code)
        simulation_view_unref(&k->view);
    else
        *ret_view = &k->view;
    return e;
}

/* Keeps what came out, unless a newer plan has asked for another run. Under the lock. */
static void run_end(struct simulated_project *p, err e, const struct simulation_view *view)
{
    p->is_running = false;
    p->failed = e;
    if (e.code) {
        (void)snprintf(p->why, sizeof p->why, "%s", e.why);
        p->failed.why = p->why;
        return;
    }
    simulation_view_unref(p->last);
    p->last = view;
}

/* The listener may go at any time, but not while it is called. */
static void tell(struct simulations *s, struct id project, int64_t seq)
{
    pthread_mutex_lock(&s->see_lock);
    if (s->see)
        s->see(s->see_arg, project, seq);
    pthread_mutex_unlock(&s->see_lock);
}

static void run_one(struct simulations *s, struct simulated_project *p)
{
    const struct simulation_wish  wish = p->wish;
    const struct id               project = p->project;
    const struct simulation_view *view = NULL;
    p->is_running = true;
    p->due_ns = 0;
    atomic_store(&s->cancelled, s->is_stopping);
    atomic_store(&s->progress, 0);
    pthread_mutex_unlock(&s->lock);
    const err e = view_new(s, project, &wish, &view);
    pthread_mutex_lock(&s->lock);
    run_end(p, e, view);
    const int64_t seq = e.code ? 0 : plan_seq(view->plan);
    pthread_mutex_unlock(&s->lock);
    if (!e.code)
        tell(s, project, seq);
    pthread_mutex_lock(&s->lock);
    pthread_cond_broadcast(&s->done);
}

/* The project that is due first; NULL when none is. */
static struct simulated_project *next_due(struct simulations *s)
{
    struct simulated_project *first = NULL;
    for (int i = 0; i < SIMULATIONS_KEPT; i++)
        if (s->projects[i].due_ns && (!first || s->projects[i].due_ns < first->due_ns))
            first = &s->projects[i];
    return first;
}

static void sleep_until(struct simulations *s, pthread_cond_t *cond, int64_t at_ns)
{
    struct timespec until = {(time_t)(at_ns / SECOND_NS), at_ns % SECOND_NS};
    (void)pthread_cond_timedwait(cond, &s->lock, &until);
}

static void *loop(void *arg)
{
    struct simulations *s = arg;
    pthread_mutex_lock(&s->lock);
    while (!s->is_stopping) {
        struct simulated_project *p = next_due(s);
        if (!p)
            pthread_cond_wait(&s->wake, &s->lock);
        else if (p->due_ns > clock_mono_ns())
            sleep_until(s, &s->wake, p->due_ns);
        else
            run_one(s, p);
    }
    pthread_mutex_unlock(&s->lock);
    return NULL;
}

/* --- life --------------------------------------------------------------------------------------
 */

static void cond_init(pthread_cond_t *cond)
{
    pthread_condattr_t monotonic;
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(cond, &monotonic);
    pthread_condattr_destroy(&monotonic);
}

void simulations_init(struct simulations *s, struct app *a)
{
    s->app = a;
    pthread_mutex_init(&s->lock, NULL);
    pthread_mutex_init(&s->see_lock, NULL);
    cond_init(&s->wake);
    cond_init(&s->done);
}

void simulations_stop(struct simulations *s)
{
    pthread_mutex_lock(&s->lock);
    s->is_stopping = true;
    atomic_store(&s->cancelled, true);
    pthread_cond_broadcast(&s->wake);
    pthread_cond_broadcast(&s->done);
    const bool is_started = s->is_started;
    pthread_mutex_unlock(&s->lock);
    if (is_started)
        pthread_join(s->thread, NULL);
    for (int i = 0; i < SIMULATIONS_KEPT; i++)
        simulation_view_unref(s->projects[i].last);
    pthread_cond_destroy(&s->wake);
    pthread_cond_destroy(&s->done);
    pthread_mutex_destroy(&s->lock);
    pthread_mutex_destroy(&s->see_lock);
}

/* --- asking ------------------------------------------------------------------------------------
 */

static struct simulated_project *find(struct simulations *s, struct id project)
{
    for (int i = 0; i < SIMULATIONS_KEPT; i++)
        if (s->projects[i].project.v == project.v)
            return &s->projects[i];
    return NULL;
}

/* Its place, or that of the one that nobody has asked for longest. NULL: all are at work. */
static struct simulated_project *place_of(struct simulations *s, struct id project)
{
    struct simulated_project *p = find(s, project), *oldest = NULL;
    for (int i = 0; !p && i < SIMULATIONS_KEPT; i++)
        if (!s->projects[i].is_running && (!oldest || s->projects[i].asked_ns < oldest->asked_ns))
            oldest = &s->projects[i];
    if (p || !oldest)
        return p;
    simulation_view_unref(oldest->last);
    *oldest = (struct simulated_project){.project = project, .wish = usual};
    return oldest;
}

static bool same_wish(const struct simulation_wish *a, const struct simulation_wish *b)
{
    return a->trials == b->trials && a->seed == b->seed && a->correlation == b->correlation;
}

static bool is_fresh(const struct simulated_project *p, int64_t seq)
{
    return p->last && plan_seq(p->last->plan) >= seq && same_wish(&p->last->wish, &p->wish);
}

static void thread_ready(struct simulations *s)
{
    if (!s->is_started && !s->is_stopping)
        s->is_started = pthread_create(&s->thread, NULL, loop, s) == 0;
    pthread_cond_signal(&s->wake);
}

static void due_now(struct simulations *s, struct simulated_project *p)
{
    if (p->is_running && !is_fresh(p, 0))
        atomic_store(&s->cancelled, true);
    p->due_ns = clock_mono_ns();
    p->failed = OK;
    thread_ready(s);
}

static void wait_for(struct simulations *s, struct id project, int64_t seq)
{
    const int64_t end = clock_mono_ns() + WAIT_S * SECOND_NS;
    for (;;) {
        const struct simulated_project *p = find(s, project);
        if (!p || is_fresh(p, seq) || s->is_stopping || clock_mono_ns() > end ||
            (p->failed.code && !p->due_ns && !p->is_running))
            return;
        sleep_until(s, &s->done, end);
    }
}

static void status_fill(struct simulations *s, struct id project, int64_t seq, struct arena *mem,
                        struct simulation_status *ret)
{
    const struct simulated_project *p = find(s, project);
    *ret = (struct simulation_status){0};
    if (!p)
        return;
    ret->is_running = p->is_running || p->due_ns;
    if (p->is_running)
        ret->progress = (double)atomic_load(&s->progress) / p->wish.trials;
    ret->is_fresh = is_fresh(p, seq);
    ret->wish = p->wish;
    ret->last = p->last ? simulation_view_ref(p->last) : NULL;
    if (p->failed.code && p->failed.code != ERR_TIMEOUT)
        ret->failure = str_copy(mem, str_from(p->why));
}

err app_simulation(struct app *a, struct arena *mem, const struct simulation_ask *ask,
                   struct simulation_status *ret_status)
{
    struct simulations *s = &a->simulations;
    const struct plan  *plan;
    TRY(plans_get(a, ask->project, &plan));
    const int64_t seq = plan_seq(plan);
    plan_unref(plan);
    pthread_mutex_lock(&s->lock);
    struct simulated_project *p = place_of(s, ask->project);
    if (p) {
        p->asked_ns = clock_mono_ns();
        if (ask->wish)
            p->wish = *ask->wish;
        if (!is_fresh(p, seq) && !p->due_ns && !(p->is_running && !ask->wish))
            due_now(s, p);
        if (ask->waits)
            wait_for(s, ask->project, seq);
        status_fill(s, ask->project, seq, mem, ret_status);
    }
    pthread_mutex_unlock(&s->lock);
    return p ? OK : err_make(ERR_BUSY, "Too many projects are being simulated, try again.");
}

void simulations_hear(struct simulations *s, const struct change *change)
{
    pthread_mutex_lock(&s->lock);
    struct simulated_project *p = find(s, change->project);
    if (p && p->project.v && clock_mono_ns() - p->asked_ns < INTEREST_NS && change->after) {
        if (p->is_running)
            atomic_store(&s->cancelled, true);
        p->due_ns = clock_mono_ns() + QUIET_NS;
        pthread_cond_signal(&s->wake);
    }
    pthread_mutex_unlock(&s->lock);
}

void app_listen_simulations(struct app *a, void (*see)(void *arg, struct id project, int64_t seq),
                            void       *arg)
{
    pthread_mutex_lock(&a->simulations.see_lock);
    a->simulations.see = see;
    a->simulations.see_arg = arg;
    pthread_mutex_unlock(&a->simulations.see_lock);
}
