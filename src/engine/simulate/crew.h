/* engine/simulate/crew.h - the same work on several threads, handed out in pieces. */
#ifndef ENGINE_SIMULATE_CREW_H
#define ENGINE_SIMULATE_CREW_H

#include <stdatomic.h>
#include <stdint.h>

/* Calls work(self, member, piece) once for each piece 0 … pieces - 1, on `members` threads of which
 * the caller is number 0; pieces are handed out in order, who gets which is not determined. Returns
 * when all are done. A thread that cannot be started is done without. */
typedef void crew_work(void *self, int member, int32_t piece);
void         crew_run(int members, int32_t pieces, crew_work *work, void *self);

#endif
