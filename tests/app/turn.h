/* tests/app/turn.h - running a piece of a test as the writer, who makes edits. */
#ifndef TESTS_APP_TURN_H
#define TESTS_APP_TURN_H

#include "app/edit/edit.h"
#include "app/fixture.h"

/* Runs `work` as a command; `keep` false: as a dry run, which leaves nothing. Returns what it
 * returned. */
err in_turn(struct fix *f, bool keep, err (*work)(struct turn *turn, struct fix *f));

/* An edit of f->project in that turn, with f->refusal. */
struct edit edit_in(struct turn *turn, struct fix *f);

#endif
