/* tests/engine/simulate/plan.h - small plans to simulate, made by hand or from a seed. */
#ifndef TESTS_ENGINE_SIMULATE_PLAN_H
#define TESTS_ENGINE_SIMULATE_PLAN_H

#include "engine/random_net.h"
#include "engine/simulate/simulate.h"

enum { DAY_OF_WORK = 8 * HOUR_S, TRIALS = 20000 };

extern struct arena test_mem; /* of the test that runs; `finish` empties it */
void                finish(void);

/* Tasks of ten days round the clock, or on the usual week, with room for links. */
struct plan_of {
    struct network             net;
    struct calendar_rule       calendar;
    struct simulation_estimate estimates[64];
    struct simulation          s;
    struct simulation_result   r;
};

struct plan_of             *plan_new(int32_t tasks, bool is_office);
void                        link_to(struct plan_of *p, int32_t pred, int32_t succ);
struct simulation_estimate *estimate(struct plan_of *p, int32_t task, struct spread spread);
struct spread               days(uint8_t kind, double o, double m, double most);

/* The plan's simulation; that it runs; that it is refused with a sentence that holds `part`. */
err  run(struct plan_of *p);
void runs(struct plan_of *p);
void refuses(struct plan_of *p, const char *part);

void is_near(double got, double want, double within, const char *what);

/* 40 trials of a random network; estimates of every task, `spread` wide. `is_flat`: one calendar,
 * only what can be told in its time. False: a circle. */
struct random_plan {
    const struct mix *mix;
    uint64_t          seed;
    double            spread;
    bool              is_flat;
};
bool random_plan(struct plan_of *p, struct random_plan of);

extern const struct mix mix_everything, mix_plain;

#endif
