/* app/projects.h - making a whole project in one turn, for app_project_create and app_import. */
#ifndef APP_PROJECTS_H
#define APP_PROJECTS_H

#include "app/change.h"
#include "app/inside.h"

/* Writes all records of a plan whose ids are final, and its first batch, and adds the change to the
 * turn. The plan is calculated here. */
err project_write(struct turn *turn, struct plan *plan, str note);

/* The title or code made unlike those of all projects: " (2)", " (3)", … behind it. STR_NONE stays.
 */
err project_unlike(struct turn *turn, str text, bool is_code, str *ret_text);

/* Head of a new record. */
void record_new(struct turn *turn, struct record *head, struct id project);

#endif
