/* cli/demo.h - the projects a new data folder begins with: the texts of demo/ in the program. */
#ifndef CLI_DEMO_H
#define CLI_DEMO_H

#include "app/app.h"

struct embedded_text {
    const char          *name; /* NULL ends the list */
    const unsigned char *p;
    size_t               n;
};
extern const struct embedded_text demo_texts[]; /* made by tools/embed-text */

/* Makes a project of the named text ("erp"), its dates moved to the week of `now`.
 * ERR_NOT_FOUND: no such text. */
err demo_load(struct app *app, str name, instant now, struct id *ret_project);

/* All of them. */
err demo_load_all(struct app *app, instant now);

#endif
