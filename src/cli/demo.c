/* cli/demo.c - loads the demo through the same doors as any other plan.
 *
 * The texts are read by the outline reader; the plan as it was signed is imported, and what
 * happened to it since becomes batches of its past. Nothing here knows what is in the texts.
 */
#include "cli/demo.h"

#include "formats/outline/outline.h"

static err load_steps(struct app *app, struct arena *mem, struct id project,
                      const struct outline_story *story)
{
    const struct plan *was = story->plan;
    for (size_t i = 0; i < story->n; i++) {
        const struct outline_step *s = &story->steps[i];
        TRY(app_example_step(
            app, mem,
            &(struct example_step){
                .project = project, .was = was, .is = s->plan, .why = s->why, .at = s->at}));
        was = s->plan;
    }
    return OK;
}

static err load_story(struct app *app, struct arena *mem, const struct embedded_text *t,
                      instant now, struct id *ret_project)
{
    struct outline_options options = {.today = (day)floor_div(now, DAY_S)};
    struct refusal         refusal = {0};
    struct outline_story   story;
    str                    text = {(const char *)t->p, t->n};
    TRY(outline_read_story(mem, text, options, &story));
    struct import_request signed_plan = {.read = story.plan, .at = story.at};
    err                   e = app_import_example(app, mem, &signed_plan, &refusal, ret_project);
    if (!e.code)
        e = load_steps(app, mem, *ret_project, &story);
    outline_story_done(&story);
    return e;
}

static err load(struct app *app, const struct embedded_text *t, instant now, struct id *ret_project)
{
    struct arena mem = {0};
    err          e = load_story(app, &mem, t, now, ret_project);
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
