/* engine/simulate/wide.h - the loops that must be fast, compiled for each width of registers.
 *
 * wide_loops.inc holds them once; wide_any.c, wide_256.c and wide_512.c are the same loops for any
 * machine, for AVX2 and for AVX-512. All give the same numbers. Inside engine/simulate only.
 */
#ifndef ENGINE_SIMULATE_WIDE_H
#define ENGINE_SIMULATE_WIDE_H

#include "engine/simulate/flat.h"
#include "engine/simulate/mixed.h"

enum { LATEST = INT32_MAX / 2 };

struct flat_node {
    int32_t task, summary; /* summary: its place among those, or -1 */
    int32_t varied;        /* -1: `duration` always */
    int32_t duration;
    int32_t floor, ceiling; /* of work at the start; at the late finish */
    int32_t plain_end;      /* preds up to here: finish to start without a lag */
    int32_t plain_succ;     /* succs likewise */
    bool    has_deadline, is_moment;
};

struct flat_arc {
    int32_t node;
    int32_t lag;
    uint8_t type;
};

struct flat {
    const struct draws    *d;
    const struct worktime *w;
    struct flat_node      *nodes;
    const int32_t         *pred_row, *succ_row;
    struct flat_arc       *preds, *succs;
    struct flat_summary   *summaries; /* deepest first */
    int32_t                n_nodes, n_summaries, n_tasks, start, slack;
    instant                start_at;
};

struct flat_room {
    lanes_i32 *finish;            /* by node; backward: the late start */
    lanes_i32 *summary;           /* four each */
    uint16_t (*bins)[TALLY_BINS]; /* by task */
    int32_t n_counted;
};

/* One width. */
struct wide {
    /* Stratified bits of one variable, for the few that are drawn alone. */
    void (*bits)(const struct simulation *s, int32_t block, int32_t variable, lanes_u32 *ret_bits);
    void (*estimates)(const struct draws *d, int32_t block, struct draw_block *to);
    /* room->finish of all nodes, and behind them of the project. */
    void (*forward)(const struct flat *f, struct flat_room *room, const struct draw_block *draws);
    void (*backward)(const struct flat *f, struct flat_room *room, const struct draw_block *draws,
                     const struct flat_sink *sink);
    /* Of a mixed network: room->dates, end and bad; late dates and who is critical; counts. */
    void (*mixed_forward)(const struct mixed *m, struct mixed_room *room,
                          const struct draw_block *draws, bool all_dates);
    void (*mixed_backward)(const struct mixed *m, struct mixed_room *room,
                           const struct draw_block *draws);
    void (*mixed_count)(const struct mixed *m, struct mixed_room *room,
                        const struct flat_sink *sink);
};
extern const struct wide wide_any, wide_256, wide_512;

/* The widest that this machine has. */
const struct wide *wide_best(void);

#endif
