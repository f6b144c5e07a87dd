/* http/events.h - server-sent events: a ring of recent events per channel, any number of readers.
 *
 * A channel is a number (a project, say) whose events carry a rising seq. A reader follows some
 * channels and resumes behind the last event it saw; when the ring does not reach back that far it
 * is told so by one reset event and goes on from now. Events are shared by all readers; an idle
 * reader costs its struct alone. Any thread.
 *
 * On the wire: `id: 7:12` (channel and seq; all numbered channels of the reader, separated by
 * commas), `event: NAME`, `data: …`. A comment line keeps silent streams open.
 */
#ifndef HTTP_EVENTS_H
#define HTTP_EVENTS_H

#include "http/message.h"

enum { EVENTS_CHANNELS = 16 }; /* that one reader may follow */

struct events_settings { /* 0 = the usual */
    size_t ring_events;  /* kept per channel; 128 */
    size_t ring_bytes; /* … and at most so many bytes; 16 MiB; an event above half of it becomes a
                          reset */
    size_t  streams;   /* open at once; 10,000 */
    int64_t ping_ms;   /* silence before a comment; 15,000 */
    int64_t stuck_ms;  /* a reader that takes nothing for so long is cut off; 30,000 */
    int64_t forget_ms; /* a channel without readers keeps its ring for so long; 300,000 */
    /* Prints the event ("event: …\ndata: …\n\n") that tells a reader to read the state anew. */
    void (*print_reset)(struct buf *to, int64_t channel, int64_t seq);
};

struct events *events_new(const struct events_settings *settings);
void           events_close(struct events *e); /* all streams must be gone; NULL is fine */

/* From now on events of the channel are kept, if they are not already. Call it before reading the
 * present seq that is handed to events_open, so that none is lost between the two. */
void events_watch(struct events *e, int64_t channel);

/* Whether anybody follows the channel or may resume: if not, an event need not be made. */
bool events_wanted(struct events *e, int64_t channel);

/* `data` is one line without line ends (JSON). A seq not above the last is dropped. */
void events_publish(struct events *e, int64_t channel, int64_t seq, const char *name, str data);

struct events_wish {
    int64_t channel;
    int64_t after;         /* seen up to here; -1 = from now */
    int64_t now;           /* seq of the present state, for a channel without events yet */
    bool    is_unnumbered; /* its events carry no id, and missed ones are not made up for */
};

/* Opens a stream as the reply. `hello` (lines as on the wire, may be absent) is sent first.
 * ERR_BUSY when there are too many streams. */
err events_open(struct events *e, const struct events_wish *wishes, size_t n, str hello,
                struct reply *to);

size_t events_streams(struct events *e);

/* Ends every stream behind its current event, and any that is opened later at once. */
void events_end(struct events *e);

/* Pings, cuts off the stuck, forgets; called about once a second. */
void events_tick(struct events *e, int64_t now_ms);

/* ---- for the connection that carries a stream ------------------------------------------------ */

struct stream_io {
    void (*sleep)(void *arg); /* no more reads until wake; called within stream_read */
    void (*wake)(void *arg);
    void (*kill)(void *arg); /* break the connection */
    void *arg;
};

void stream_attach(struct stream *s, struct stream_io io, int64_t now_ms);

/* Bytes for the reader: 0 = asleep until wake, -1 = end. */
int64_t stream_read(struct stream *s, char *to, size_t max);
void    stream_close(struct stream *s); /* NULL is fine; no call of io follows */

#endif
