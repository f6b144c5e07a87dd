/* cli/demo.c - loads the demo through the same doors as any other plan.
 *
 * The texts are read by the outline reader and handed to app_import_example; nothing here knows
 * what is in them.
 */
#include "cli/demo.h"

#include "formats/outline/outline.h"

static err import_text(struct app *app, struct arena *mem, const struct embedded_text *t,
                       instant now, struct id *ret_project)
{
    struct outline_options options = {.today = (day)floor_div(now, DAY_S)};
    struct refusal         refusal = {0};
    struct import          read;
    str                    text = {(const char *)t->p, t->n};
    TRY(outline_read(mem, text, options, &read));
    err e = app_import_example(app, mem, read.plan, &refusal, ret_project);
    plan_unref(read.plan);
    return e;
}

static err load(struct app *app, const struct embedded_text *t, instant now, struct id *ret_project)
{
    struct arena mem = {0};
    err          e = import_text(app, &mem, t, now, ret_project);
    arena_done(&mem);
    return e.code ? err_wrap(e, "demo/%s.txt", t->name) : OK;
}

err demo_load(struct app *app, str name, instant now, struct id *ret_project)
{
    for (const struct embedded_text *t = demo_texts; t->name; t++)
        if (str_eq(name, str_from(t->name)))
            return load(app, t, now, ret_project);
    return err_make(ERR_NOT_FOUND, "There is no example named «%.*s».", STR_ARG(name));
}

err demo_load_all(struct app *app, instant now)
{
    struct id project;
    for (const struct embedded_text *t = demo_texts; t->name; t++)
        TRY(load(app, t, now, &project));
    return OK;
}
