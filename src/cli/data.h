/* cli/data.h - commands on a data folder: opening it, naming a project, saying what a change did.
 */
#ifndef CLI_DATA_H
#define CLI_DATA_H

#include "app/app.h"
#include "cli/cli.h"

/* The row that every such command has. */
#define CLI_DATA                                                                                   \
    {                                                                                              \
        "--data", "DIR", "Folder of the data.", true                                               \
    }

/* Opens --data; data_close(NULL) is fine. ERR_BUSY says that a server has it. A folder without data
 * is refused unless `may_create`. */
err  data_open(struct cli *cli, bool may_create, struct app **ret_app);
void data_close(struct app *app);

/* A project by its number, code or title (in that order). ERR_NOT_FOUND, ERR_INVALID for a title
 * that several have. */
err data_project(struct app *app, struct arena *mem, str name, struct id *ret_project);
/* Its plan; the caller unrefs. */
err data_plan(struct app *app, struct arena *mem, str name, const struct plan **ret_plan);

/* "12": ERR_INVALID for another text. */
err data_id(str text, struct id *ret_id);

/* The refusal's findings as one sentence. */
err data_refused(err e, const struct refusal *refusal);

/* Members as "title=New task" into the JSON of an operation. ERR_INVALID names an unknown member.
 */
err data_set(struct arena *mem, const struct entity *e, const char *const *pairs, size_t n,
             const struct json **ret_set);

/* Applies one operation and prints what it did. */
err data_apply(struct cli *cli, struct app *app, struct id project, struct op op);
err data_print_change(struct cli *cli, const struct change *change);

#endif
