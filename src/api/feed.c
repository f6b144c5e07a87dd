/* api/feed.c - from the writer's commits to the open pages.
 *
 * The writer only puts a reference into a queue, and only when somebody follows the
 * project or the list; a thread of its own prints the event, once. Who begins to follow is watched
 * for first and reads the published plan then, so a change that found nobody is in what it reads.
 * Channel 0 tells that the list of projects changed; a project's channel is its id; jobs share a
 * few channels below zero, for few run at once.
 */
#include "api/parts.h"

#include "app/jobs/level.h"
#include "app/simulation.h"

#include "base/vec.h"

#include <pthread.h>

enum { CHANNEL_PROJECTS = 0, JOB_CHANNELS = 64 };

struct feed {
    struct arena               home;
    struct app                *app;
    struct events             *events;
    pthread_mutex_t            lock;
    pthread_cond_t             more;
    pthread_t                  thread;
    VEC(const struct change *) queue;
    size_t                     taken;
    bool                       is_over;
    pthread_mutex_t            list_lock; /* of channel 0, which two threads write */
    int64_t                    list_seq;
    int64_t                    job_seq[JOB_CHANNELS]; /* under the same lock */
};

static bool is_followed(const struct feed *f, const struct change *c)
{
    return c->after && events_wanted(f->events, c->project.v);
}

static void publish_change(struct feed *f, struct arena *mem, const struct change *c)
{
    if (!is_followed(f, c))
        return;
    bool            can_undo = false, can_redo = false;
    struct buf      b = {0};
    struct json_out o;
    if (c->batch)
        app_undo_state(f->app, c->project, c->batch->client, &can_undo, &can_redo);
    jo_init(&o, &b);
    change_json(&o, mem, c, can_undo, can_redo);
    events_publish(f->events, c->project.v, c->seq, "change", buf_view(&b));
    buf_done(&b);
}

static const char *list_change(const struct change *c)
{
    if (!c->before)
        return "created";
    if (!c->after)
        return "deleted";
    bool is_changed = plan_project_record(c->before) != plan_project_record(c->after);
    return is_changed ? "changed" : NULL;
}

static bool is_listed(const struct feed *f, const struct change *c)
{
    return list_change(c) && events_wanted(f->events, CHANNEL_PROJECTS);
}

static void publish_to_all(struct feed *f, const char *name, str text)
{
    pthread_mutex_lock(&f->list_lock);
    events_publish(f->events, CHANNEL_PROJECTS, ++f->list_seq, name, text);
    pthread_mutex_unlock(&f->list_lock);
}

static void publish_list(struct feed *f, struct arena *mem, const struct change *c)
{
    if (!is_listed(f, c))
        return;
    str text = str_fmt(mem, "{\"project\":%lld,\"what\":\"%s\"}", (long long)c->project.v,
                       list_change(c));
    publish_to_all(f, "project", text);
}

/* Waits for the next change; NULL at the end. */
static const struct change *next_change(struct feed *f)
{
    const struct change *c = NULL;
    pthread_mutex_lock(&f->lock);
    while (f->taken == f->queue.n && !f->is_over)
        pthread_cond_wait(&f->more, &f->lock);
    if (f->taken < f->queue.n)
        c = f->queue.v[f->taken++];
    if (f->taken == f->queue.n)
        f->taken = f->queue.n = 0;
    pthread_mutex_unlock(&f->lock);
    return c;
}

static void *publish(void *arg)
{
    struct feed         *f = arg;
    struct arena         mem = {0};
    const struct change *c;
    while ((c = next_change(f)) != NULL) {
        publish_change(f, &mem, c);
        publish_list(f, &mem, c);
        change_unref(c);
        arena_reset(&mem);
    }
    arena_done(&mem);
    return NULL;
}

static void hear(void *arg, const struct change *change)
{
    struct feed *f = arg;
    if (!is_followed(f, change) && !is_listed(f, change))
        return;
    pthread_mutex_lock(&f->lock);
    vec_push(&f->home, &f->queue, change_ref(change));
    pthread_cond_signal(&f->more);
    pthread_mutex_unlock(&f->lock);
}

/* On the simulating thread. */
static void hear_simulation(void *arg, struct id project, int64_t seq)
{
    struct feed *f = arg;
    struct arena mem = {0};
    if (events_wanted(f->events, CHANNEL_PROJECTS))
        publish_to_all(
            f, "simulation",
            str_fmt(&mem, "{\"project\":%lld,\"seq\":%lld}", (long long)project.v, (long long)seq));
    arena_done(&mem);
}

/* ---- jobs ------------------------------------------------------------------------------------ */

static int64_t job_channel(int64_t job)
{
    return -1 - job % JOB_CHANNELS;
}

struct events_wish feed_job_wish(struct feed *f, int64_t job)
{
    events_watch(f->events, job_channel(job));
    pthread_mutex_lock(&f->list_lock);
    const int64_t now = f->job_seq[job % JOB_CHANNELS];
    pthread_mutex_unlock(&f->list_lock);
    return (struct events_wish){
        .channel = job_channel(job), .after = -1, .now = now, .is_unnumbered = true};
}

/* On the thread of jobs. */
static void hear_level(void *arg, struct id project, int64_t id)
{
    struct feed      *f = arg;
    struct level_job *job;
    struct arena      mem = {0};
    struct buf        b = {0};
    struct json_out   o;
    if (!events_wanted(f->events, job_channel(id)) || app_level_get(f->app, project, id, &job).code)
        return;
    jo_init(&o, &b);
    level_progress_json(&o, f->app, &mem, job);
    level_job_unref(job);
    pthread_mutex_lock(&f->list_lock);
    events_publish(f->events, job_channel(id), ++f->job_seq[id % JOB_CHANNELS], "levelling",
                   buf_view(&b));
    pthread_mutex_unlock(&f->list_lock);
    buf_done(&b);
    arena_done(&mem);
}

struct feed *feed_open(struct app *app, struct events *events)
{
    struct arena home = {0};
    struct feed *f = arena_new(&home, struct feed);
    f->home = home;
    f->app = app;
    f->events = events;
    pthread_mutex_init(&f->lock, NULL);
    pthread_mutex_init(&f->list_lock, NULL);
    pthread_cond_init(&f->more, NULL);
    if (pthread_create(&f->thread, NULL, publish, f) != 0)
        abort(); /* at start only: the machine has no thread left */
    app_listen(app, hear, f);
    app_listen_simulations(app, hear_simulation, f);
    app_listen_levels(app, hear_level, f);
    return f;
}

void feed_close(struct feed *f)
{
    if (!f)
        return;
    app_listen(f->app, NULL, NULL);
    app_listen_simulations(f->app, NULL, NULL);
    app_listen_levels(f->app, NULL, NULL);
    pthread_mutex_lock(&f->lock);
    f->is_over = true;
    pthread_cond_signal(&f->more);
    pthread_mutex_unlock(&f->lock);
    pthread_join(f->thread, NULL);
    pthread_cond_destroy(&f->more);
    pthread_mutex_destroy(&f->lock);
    pthread_mutex_destroy(&f->list_lock);
    struct arena home = f->home;
    arena_done(&home);
}
