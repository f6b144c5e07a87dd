/* tests/http/toy.h - a server with a toy table of routes, for the tests of http alone. */
#ifndef TESTS_HTTP_TOY_H
#define TESTS_HTTP_TOY_H

#include "http/client.h"
#include "http/server.h"

struct toy {
    struct arena   mem;
    struct server *server;
    struct events *events;
    int            port;
};

/* Starts it; numbers of `settings` that are set win. */
void          toy_start(struct toy *t, struct server_settings settings);
void          toy_stop(struct toy *t);
struct answer toy_ask(struct toy *t, const char *method, const char *path, const char *headers,
                      const char *body);
/* Sends the bytes as they are and reads one reply. */
struct answer toy_raw(struct toy *t, const char *bytes, size_t n);

#endif
