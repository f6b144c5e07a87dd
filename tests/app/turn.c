/* A command that runs a function of a test. */
#include "app/turn.h"

struct test_command {
    struct command command;
    struct fix    *fix;
    err (*work)(struct turn *turn, struct fix *f);
};

static err run(struct command *command, struct turn *turn)
{
    struct test_command *c = (struct test_command *)command;
    return c->work(turn, c->fix);
}

err in_turn(struct fix *f, bool keep, err (*work)(struct turn *turn, struct fix *f))
{
    struct test_command c = {.command = {.run = run, .is_dry = !keep}, .fix = f, .work = work};
    return writer_do(f->app, &c.command);
}

struct edit edit_in(struct turn *turn, struct fix *f)
{
    struct edit e;
    f->refusal = (struct refusal){0};
    problems_init(&f->refusal.problems, &f->mem);
    must(edit_open(&e, turn, f->project, &f->refusal));
    return e;
}
