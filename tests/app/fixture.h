/* tests/app/fixture.h - an app on a store in memory, and short ways to ask it for things. */
#ifndef TESTS_APP_FIXTURE_H
#define TESTS_APP_FIXTURE_H

#include "app/app.h"
#include "domain/entities.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

/* Monday 2 March 2026, 10:00 UTC. */
enum { NOW = 1772445600 };

struct fix {
    struct app    *app;
    struct arena   mem;
    instant        now;
    struct id      project;
    struct refusal refusal; /* of the last call */
    err            failed;  /* of the last call */
};

#define must(call)                                                                                 \
    do {                                                                                           \
        err must_ = (call);                                                                        \
        cr_assert_eq(must_.code, ERR_NONE, "%s: %s", #call, must_.why);                            \
    } while (0)

/* With a project "Migration" that starts on 2 March 2026, 08:00 UTC. fix_done checks the store. */
void fix_init(struct fix *f);
void fix_on(struct fix *f, struct store *s); /* on a store of the caller's; the app takes it over */
void fix_done(struct fix *f);

/* Another project, which is the one that is asked from now on. */
void fix_project(struct fix *f, const char *title);

/* A folder of its own, dropped with all in it. */
const char *test_folder_new(void);
void        test_folder_drop(const char *folder);

/* Applies `[{"op":"create","entity":"item","temp":-1,"set":{…}}, …]`. NULL when refused: see
 * f->failed. */
const struct change *fix_try(struct fix *f, const char *operations);
/* The same, must succeed; gives the id of the first record made, 0 if none, and forgets the change.
 */
int64_t fix_do(struct fix *f, const char *operations, ...) __attribute__((format(printf, 2, 3)));
/* Must be refused with the code; a problem or the sentence holds `word`. */
void fix_refused(struct fix *f, enum err_code code, const char *word, const char *operations, ...)
    __attribute__((format(printf, 4, 5)));

/* Parsed operations, for who fills the rest of the request. */
struct batch_request fix_request(struct fix *f, const char *operations);

int64_t fix_item(struct fix *f, const char *title, int days); /* a new item of so many days */
int64_t fix_link(struct fix *f, int64_t pred, int64_t succ);

/* One undo or redo of any batch of the user; the seq of the new batch, 0 when refused. */
int64_t fix_undo(struct fix *f);
int64_t fix_redo(struct fix *f);

/* Borrowed until fix_done. */
const struct plan     *fix_plan(struct fix *f);
const struct item     *fix_get_item(struct fix *f, int64_t id);
const struct item_row *fix_row(struct fix *f, int64_t id);
/* "2026-03-02T08:00:00Z" */
const char *fix_start(struct fix *f, int64_t id);
const char *fix_finish(struct fix *f, int64_t id);

/* All records of a plan as text, without rev and updated_at: equal plans, equal texts. */
str plan_text(struct arena *mem, const struct plan *plan);

#endif
