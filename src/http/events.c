/* http/events.c - rings and readers of server-sent events.
 *
 * One mutex guards the hub; under it nothing is longer than a copy into a socket buffer. A reader
 * is a position per channel, nothing is queued for it: what it gets next is looked up in the rings
 * when its connection can write. A reader that finds nothing falls asleep under the same mutex
 * under which events are published, so that no wake is lost.
 *
 * Invariants: 1. a ring holds the events after `base` up to `last`, in order; 2. a reader's seq is
 * at least `base`, or it is closed at its next read (it was too slow); 3. asleep readers have
 * nothing to read.
 */
#include "http/events.h"

#include "base/clock.h"
#include "base/map.h"
#include "base/vec.h"

#include <pthread.h>

struct event {
    int64_t       seq;
    struct bytes *text; /* "event: …\ndata: …\n\n" */
};

struct channel {
    int64_t        id;
    bool           is_live;
    int64_t        base, last; /* -1 = not known yet */
    struct event  *ring;       /* settings.ring_events places */
    size_t         first, n, bytes;
    struct follow *readers;
    int64_t        left_ms; /* when the last reader went */
};

struct follow {
    struct channel *channel;
    struct stream  *stream;
    struct follow  *prev, *next; /* in the channel */
    int64_t         seq;
    bool            reset_due, is_unnumbered;
};

struct stream {
    struct events   *hub;
    struct stream   *prev, *next; /* in the hub */
    str              head;        /* what goes out before `text` */
    struct bytes    *text;        /* what is being sent */
    size_t           sent;        /* of head and text together */
    char            *line;        /* LINE_PER bytes for each channel */
    bool             asleep, ping_due;
    int64_t          read_ms; /* last read */
    struct stream_io io;
    size_t           n_follows;
    struct follow    follows[];
};

enum { LINE_PER = 42 }; /* "-9223372036854775808:" twice */

struct events {
    struct arena           home;
    struct events_settings s;
    pthread_mutex_t        lock;
    struct map             by_id; /* channel id → index */
    VEC(struct channel *)  channels;
    struct stream         *streams;
    size_t                 n_streams;
    bool                   ending;
};

static int64_t now_ms(void)
{
    return clock_mono_ns() / 1000000;
}

static void print_reset(struct buf *to, int64_t channel, int64_t seq)
{
    buf_fmt(to, "event: reset\ndata: {\"channel\":%lld,\"seq\":%lld}\n\n", (long long)channel,
            (long long)seq);
}

struct events *events_new(const struct events_settings *settings)
{
    struct arena            home = {0};
    struct events          *e = arena_new(&home, struct events);
    struct events_settings *s = &e->s;
    *s = *settings;
    s->ring_events = s->ring_events ? s->ring_events : 128;
    s->ring_bytes = s->ring_bytes ? s->ring_bytes : (size_t)16 << 20;
    s->streams = s->streams ? s->streams : 10000;
    s->ping_ms = s->ping_ms ? s->ping_ms : 15000;
    s->stuck_ms = s->stuck_ms ? s->stuck_ms : 30000;
    s->forget_ms = s->forget_ms ? s->forget_ms : 300000;
    s->print_reset = s->print_reset ? s->print_reset : print_reset;
    pthread_mutex_init(&e->lock, NULL);
    e->home = home;
    map_init(&e->by_id, &e->home, 64);
    return e;
}

/* ---- channels ------------------------------------------------------------------------------ */

static struct event *ring_at(struct events *e, struct channel *c, size_t i)
{
    return &c->ring[(c->first + i) % e->s.ring_events];
}

static void ring_drop(struct events *e, struct channel *c)
{
    struct event *oldest = ring_at(e, c, 0);
    c->base = oldest->seq;
    c->bytes -= bytes_plain(oldest->text).n;
    bytes_unref(oldest->text);
    c->first = (c->first + 1) % e->s.ring_events;
    c->n--;
}

static void ring_clear(struct events *e, struct channel *c)
{
    while (c->n)
        ring_drop(e, c);
}

static struct channel *channel_of(struct events *e, int64_t id)
{
    int64_t at = map_or(&e->by_id, id, -1);
    if (at >= 0)
        return e->channels.v[at];
    struct channel *c = arena_new(&e->home, struct channel);
    c->id = id;
    c->ring = arena_array(&e->home, struct event, e->s.ring_events);
    vec_push(&e->home, &e->channels, c);
    map_put(&e->by_id, id, (int64_t)e->channels.n - 1);
    return c;
}

static struct channel *channel_watch(struct events *e, int64_t id)
{
    struct channel *c = channel_of(e, id);
    if (!c->is_live) {
        c->is_live = true;
        c->base = c->last = -1;
    }
    c->left_ms = now_ms();
    return c;
}

void events_watch(struct events *e, int64_t channel)
{
    pthread_mutex_lock(&e->lock);
    channel_watch(e, channel);
    pthread_mutex_unlock(&e->lock);
}

bool events_wanted(struct events *e, int64_t channel)
{
    pthread_mutex_lock(&e->lock);
    int64_t at = map_or(&e->by_id, channel, -1);
    bool    is_wanted = at >= 0 && e->channels.v[at]->is_live;
    pthread_mutex_unlock(&e->lock);
    return is_wanted;
}

static void stream_wake(struct stream *s)
{
    if (!s->asleep)
        return;
    s->asleep = false;
    s->io.wake(s->io.arg);
}

static struct bytes *reset_text(struct events *e, int64_t channel, int64_t seq)
{
    struct buf b = {0};
    e->s.print_reset(&b, channel, seq);
    return bytes_take(&b);
}

static struct bytes *event_text(const char *name, str data)
{
    struct buf b = {0};
    buf_fmt(&b, "event: %s\ndata: ", name);
    buf_str(&b, data);
    buf_z(&b, "\n\n");
    return bytes_take(&b);
}

static void ring_add(struct events *e, struct channel *c, struct event event)
{
    size_t size = bytes_plain(event.text).n;
    if (c->last < 0 || event.seq != c->last + 1) {
        ring_clear(e, c);
        c->base = event.seq - 1;
    }
    while (c->n && (c->n == e->s.ring_events || c->bytes + size > e->s.ring_bytes))
        ring_drop(e, c);
    c->n++;
    *ring_at(e, c, c->n - 1) = event;
    c->bytes += size;
    c->last = event.seq;
}

void events_publish(struct events *e, int64_t channel, int64_t seq, const char *name, str data)
{
    bool         fits = data.n <= e->s.ring_bytes / 2;
    struct event event = {seq, fits ? event_text(name, data) : reset_text(e, channel, seq)};
    pthread_mutex_lock(&e->lock);
    struct channel *c = channel_of(e, channel);
    if (c->is_live && seq > c->last) {
        ring_add(e, c, event);
        event.text = NULL;
        for (struct follow *f = c->readers; f; f = f->next)
            stream_wake(f->stream);
    }
    pthread_mutex_unlock(&e->lock);
    bytes_unref(event.text);
}

/* ---- streams ------------------------------------------------------------------------------- */

static void follow_start(struct events *e, struct follow *f, const struct events_wish *wish)
{
    struct channel *c = channel_watch(e, wish->channel);
    if (c->base < 0)
        c->base = c->last = wish->now;
    bool is_reachable = wish->after >= c->base && wish->after <= c->last;
    f->channel = c;
    f->seq = is_reachable ? wish->after : c->last;
    f->reset_due = !is_reachable && wish->after >= 0;
    f->is_unnumbered = wish->is_unnumbered;
    f->next = c->readers;
    if (f->next)
        f->next->prev = f;
    c->readers = f;
}

static void follow_stop(struct follow *f)
{
    if (f->prev)
        f->prev->next = f->next;
    else
        f->channel->readers = f->next;
    if (f->next)
        f->next->prev = f->prev;
    f->channel->left_ms = now_ms();
}

err events_open(struct events *e, const struct events_wish *wishes, size_t n, str hello,
                struct reply *to)
{
    size_t         follows_n = n < EVENTS_CHANNELS ? n : EVENTS_CHANNELS;
    struct stream *s = arena_alloc(to->mem, sizeof *s + follows_n * sizeof *s->follows);
    s->line = arena_alloc(to->mem, LINE_PER * (follows_n + 1));
    s->hub = e;
    s->head = hello;
    pthread_mutex_lock(&e->lock);
    bool has_room = e->n_streams < e->s.streams && !e->ending;
    for (size_t i = 0; has_room && i < follows_n; i++) {
        s->follows[i].stream = s;
        follow_start(e, &s->follows[i], &wishes[i]);
        s->n_follows = i + 1;
    }
    if (has_room) {
        e->n_streams++;
        s->next = e->streams;
        if (s->next)
            s->next->prev = s;
        e->streams = s;
    }
    pthread_mutex_unlock(&e->lock);
    if (!has_room)
        return err_make(ERR_BUSY, "There are too many open event streams.");
    to->stream = s;
    to->type = "text/event-stream";
    return OK;
}

void stream_attach(struct stream *s, struct stream_io io, int64_t now)
{
    s->io = io;
    s->read_ms = now;
}

void stream_close(struct stream *s)
{
    if (!s)
        return;
    struct events *e = s->hub;
    pthread_mutex_lock(&e->lock);
    for (size_t i = 0; i < s->n_follows; i++)
        follow_stop(&s->follows[i]);
    if (s->prev)
        s->prev->next = s->next;
    else
        e->streams = s->next;
    if (s->next)
        s->next->prev = s->prev;
    e->n_streams--;
    bytes_unref(s->text);
    s->text = NULL;
    pthread_mutex_unlock(&e->lock);
}

/* "id: 7:12,9:3": where the reader stands once it has this event. */
static void id_line(struct stream *s)
{
    struct buf b = {0};
    for (size_t i = 0; i < s->n_follows; i++) {
        const struct follow *f = &s->follows[i];
        if (!f->is_unnumbered)
            buf_fmt(&b, "%s%lld:%lld", b.n ? "," : "id: ", (long long)f->channel->id,
                    (long long)f->seq);
    }
    buf_char(&b, '\n');
    memcpy(s->line, b.p, b.n);
    s->head = (str){s->line, b.n};
    buf_done(&b);
}

static bool take_reset(struct stream *s, struct follow *f)
{
    if (!f->reset_due)
        return false;
    f->reset_due = false;
    id_line(s);
    s->text = reset_text(s->hub, f->channel->id, f->seq);
    return true;
}

/* The next event behind the reader's position; seqs in a ring have no gaps. */
static bool take_event(struct stream *s, struct follow *f)
{
    struct channel *c = f->channel;
    if (f->seq >= c->last || c->n == 0)
        return false;
    struct event *event = ring_at(s->hub, c, (size_t)(f->seq - c->base));
    f->seq = event->seq;
    if (!f->is_unnumbered)
        id_line(s);
    s->text = bytes_ref(event->text);
    return true;
}

static bool is_too_slow(const struct stream *s)
{
    for (size_t i = 0; i < s->n_follows; i++)
        if (s->follows[i].seq < s->follows[i].channel->base)
            return true;
    return false;
}

/* Puts the next thing to say into head and text; false when there is none. */
static bool take_next(struct stream *s)
{
    bytes_unref(s->text);
    s->text = NULL;
    s->head = STR_NONE;
    s->sent = 0;
    for (size_t i = 0; i < s->n_follows; i++)
        if (take_reset(s, &s->follows[i]) || take_event(s, &s->follows[i]))
            return true;
    if (s->ping_due)
        s->head = S(": ping\n\n");
    s->ping_due = false;
    return s->head.n > 0;
}

/* Copies what is left of head and text; the bytes copied. */
static size_t copy_some(struct stream *s, char *to, size_t max)
{
    str    text = s->text ? bytes_plain(s->text) : (str){"", 0};
    size_t done = 0;
    while (done < max && s->sent < s->head.n + text.n) {
        bool   in_head = s->sent < s->head.n;
        str    from = in_head ? str_sub(s->head, s->sent, s->head.n)
                              : str_sub(text, s->sent - s->head.n, text.n);
        size_t n = from.n < max - done ? from.n : max - done;
        memcpy(to + done, from.p, n);
        done += n;
        s->sent += n;
    }
    return done;
}

int64_t stream_read(struct stream *s, char *to, size_t max)
{
    struct events *e = s->hub;
    size_t         n = 0, some;
    pthread_mutex_lock(&e->lock);
    s->read_ms = now_ms();
    do {
        some = copy_some(s, to + n, max - n);
        n += some;
    } while (n < max && !e->ending && !is_too_slow(s) && take_next(s));
    bool is_over = n == 0 && (e->ending || is_too_slow(s));
    if (n == 0 && !is_over) {
        s->asleep = true;
        s->io.sleep(s->io.arg);
    }
    pthread_mutex_unlock(&e->lock);
    return is_over ? -1 : (int64_t)n;
}

size_t events_streams(struct events *e)
{
    pthread_mutex_lock(&e->lock);
    size_t n = e->n_streams;
    pthread_mutex_unlock(&e->lock);
    return n;
}

/* ---- time and end -------------------------------------------------------------------------- */

static void stream_tick(struct stream *s, int64_t now)
{
    int64_t silent = now - s->read_ms;
    if (s->asleep && silent >= s->hub->s.ping_ms) {
        s->ping_due = true;
        stream_wake(s);
    } else if (!s->asleep && silent >= s->hub->s.stuck_ms && s->io.kill) {
        s->io.kill(s->io.arg);
    }
}

void events_tick(struct events *e, int64_t now)
{
    pthread_mutex_lock(&e->lock);
    for (struct stream *s = e->streams; s; s = s->next)
        stream_tick(s, now);
    for (size_t i = 0; i < e->channels.n; i++) {
        struct channel *c = e->channels.v[i];
        if (c->is_live && !c->readers && now - c->left_ms >= e->s.forget_ms) {
            ring_clear(e, c);
            c->is_live = false;
        }
    }
    pthread_mutex_unlock(&e->lock);
}

void events_end(struct events *e)
{
    pthread_mutex_lock(&e->lock);
    e->ending = true;
    for (struct stream *s = e->streams; s; s = s->next)
        stream_wake(s);
    pthread_mutex_unlock(&e->lock);
}

void events_close(struct events *e)
{
    if (!e)
        return;
    for (size_t i = 0; i < e->channels.n; i++)
        ring_clear(e, e->channels.v[i]);
    pthread_mutex_destroy(&e->lock);
    struct arena home = e->home;
    arena_done(&home);
}
