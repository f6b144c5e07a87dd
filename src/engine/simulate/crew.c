/* engine/simulate/crew.c - a fork and a join. Pieces come from one counter, so that a slow thread
 * holds nobody up; results must not depend on who did what.
 */
#include "engine/simulate/crew.h"

#include <pthread.h>

enum { MEMBERS_MAX = 64 };

struct crew {
    crew_work      *work;
    void           *self;
    int32_t         pieces;
    _Atomic int32_t next;
};

struct member {
    struct crew *crew;
    int          number;
    pthread_t    thread;
};

static void *member_run(void *arg)
{
    const struct member *m = arg;
    for (;;) {
        const int32_t piece = atomic_fetch_add(&m->crew->next, 1);
        if (piece >= m->crew->pieces)
            return NULL;
        m->crew->work(m->crew->self, m->number, piece);
    }
}

void crew_run(int members, int32_t pieces, crew_work *work, void *self)
{
    struct crew   crew = {.work = work, .self = self, .pieces = pieces};
    struct member all[MEMBERS_MAX];
    int           started = 1;
    const int     most = members < MEMBERS_MAX ? members : MEMBERS_MAX;
    all[0] = (struct member){.crew = &crew};
    while (started < most) {
        all[started] = (struct member){.crew = &crew, .number = started};
        if (pthread_create(&all[started].thread, NULL, member_run, &all[started]) != 0)
            break;
        started++;
    }
    (void)member_run(&all[0]);
    for (int i = 1; i < started; i++)
        (void)pthread_join(all[i].thread, NULL);
}
