/* http/wire/watchdog.c - keeps deadlines.
 *
 * libmicrohttpd's own time-outs count from the last byte, so that a client sending one byte a
 * second would keep a connection for ever. Here each phase has a moment at which the socket is shut
 * down. The thread looks four times a second; the list's mutex is held while it does, and a
 * connection leaves the list before its socket is closed, so that no other socket can be hit.
 */
#include "http/wire/wire.h"

#include "base/clock.h"

#include <sys/socket.h>

enum { LOOK_MS = 250, TICK_MS = 1000 };

int64_t wire_now_ms(void)
{
    return clock_mono_ns() / 1000000;
}

void wire_deadline(struct connection *c, int64_t ms_from_now)
{
    c->deadline_ms = ms_from_now ? wire_now_ms() + ms_from_now : 0;
}

void wire_break(struct connection *c)
{
    shutdown(c->fd, SHUT_RDWR);
}

void wire_list_add(struct connection *c)
{
    struct server *s = c->server;
    pthread_mutex_lock(&s->list_lock);
    c->next = s->list;
    if (c->next)
        c->next->prev = c;
    s->list = c;
    pthread_mutex_unlock(&s->list_lock);
}

void wire_list_remove(struct connection *c)
{
    struct server *s = c->server;
    pthread_mutex_lock(&s->list_lock);
    if (c->prev)
        c->prev->next = c->next;
    else
        s->list = c->next;
    if (c->next)
        c->next->prev = c->prev;
    pthread_mutex_unlock(&s->list_lock);
}

static void look(struct server *s, int64_t now)
{
    pthread_mutex_lock(&s->list_lock);
    for (struct connection *c = s->list; c; c = c->next) {
        int64_t deadline = c->deadline_ms;
        if (deadline && now >= deadline) {
            c->deadline_ms = 0;
            wire_break(c);
        }
    }
    pthread_mutex_unlock(&s->list_lock);
}

static void *watch(void *arg)
{
    struct server *s = arg;
    int64_t        ticked = wire_now_ms();
    pthread_mutex_lock(&s->queue_lock);
    while (!s->queue_over) {
        struct timespec until;
        clock_gettime(CLOCK_REALTIME, &until);
        until.tv_nsec += LOOK_MS * 1000000L;
        until.tv_sec += until.tv_nsec / 1000000000L;
        until.tv_nsec %= 1000000000L;
        pthread_cond_timedwait(&s->watch_over, &s->queue_lock, &until);
        pthread_mutex_unlock(&s->queue_lock);
        int64_t now = wire_now_ms();
        look(s, now);
        if (s->s.events && now - ticked >= TICK_MS) {
            events_tick(s->s.events, now);
            ticked = now;
        }
        pthread_mutex_lock(&s->queue_lock);
    }
    pthread_mutex_unlock(&s->queue_lock);
    return NULL;
}

err wire_watchdog_start(struct server *s)
{
    if (pthread_create(&s->watchdog, NULL, watch, s) != 0)
        return err_make(ERR_IO, "A thread cannot be started.");
    s->has_watchdog = true;
    return OK;
}

void wire_watchdog_stop(struct server *s)
{
    pthread_mutex_lock(&s->queue_lock);
    s->queue_over = true;
    pthread_cond_broadcast(&s->watch_over);
    pthread_mutex_unlock(&s->queue_lock);
    if (s->has_watchdog)
        pthread_join(s->watchdog, NULL);
    s->has_watchdog = false;
}
