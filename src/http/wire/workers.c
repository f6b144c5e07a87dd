/* http/wire/workers.c - threads for requests that wait or take long.
 *
 * The connection is suspended while it is queued or runs here, so its network thread serves others.
 * A worker resumes it when the reply is made.
 */
#include "http/wire/wire.h"

static struct connection *next_job(struct server *s)
{
    pthread_mutex_lock(&s->queue_lock);
    while (!s->queue_first && !s->queue_over)
        pthread_cond_wait(&s->queue_more, &s->queue_lock);
    struct connection *c = s->queue_first;
    if (c) {
        s->queue_first = c->queued;
        if (!s->queue_first)
            s->queue_last = NULL;
        s->queue_n--;
    }
    pthread_mutex_unlock(&s->queue_lock);
    return c;
}

static void *work(void *arg)
{
    struct server     *s = arg;
    struct connection *c;
    while ((c = next_job(s)) != NULL) {
        wire_run(c);
        c->phase = PHASE_READY;
        MHD_resume_connection(c->mhd);
    }
    return NULL;
}

bool wire_hand_over(struct connection *c)
{
    struct server *s = c->server;
    pthread_mutex_lock(&s->queue_lock);
    bool has_room = s->queue_n < s->s.waiting;
    if (has_room) {
        c->phase = PHASE_RUN;
        c->queued = NULL;
        MHD_suspend_connection(c->mhd);
        if (s->queue_last)
            s->queue_last->queued = c;
        else
            s->queue_first = c;
        s->queue_last = c;
        s->queue_n++;
        pthread_cond_signal(&s->queue_more);
    }
    pthread_mutex_unlock(&s->queue_lock);
    return has_room;
}

err wire_workers_start(struct server *s)
{
    s->workers = arena_array(&s->home, pthread_t, s->s.workers);
    for (unsigned i = 0; i < s->s.workers; i++, s->n_workers++)
        if (pthread_create(&s->workers[i], NULL, work, s) != 0)
            return err_make(ERR_IO, "A thread cannot be started.");
    return OK;
}

void wire_workers_stop(struct server *s)
{
    pthread_mutex_lock(&s->queue_lock);
    s->queue_over = true;
    pthread_cond_broadcast(&s->queue_more);
    pthread_mutex_unlock(&s->queue_lock);
    for (unsigned i = 0; i < s->n_workers; i++)
        pthread_join(s->workers[i], NULL);
    s->n_workers = 0;
}
