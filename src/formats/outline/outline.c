/* formats/outline/outline.c - reads a plan written as text.
 *
 * The text is walked line by line. Head lines (project, calendars, resources) come first, then one
 * line per item, then what happened to the plan since (baseline, slip, progress). Links wait until
 * every item is known, so that a line may name one further down. Nothing is guessed: an unknown
 * word is an error with its line.
 */
#include "formats/outline/outline.h"

#include "domain/calendar.h"
#include "domain/item.h"
#include "formats/outline/reader.h"

#include <stdarg.h>

err outline_error(const struct outline_reader *r, const char *fmt, ...)
{
    char    text[256];
    va_list args;
    va_start(args, fmt);
    vsnprintf(text, sizeof text, fmt, args);
    va_end(args);
    return err_make(ERR_SYNTAX, "Line %d: %s", r->line, text);
}

err outline_time(const struct outline_reader *r, str text, int64_t default_s, instant *ret_time)
{
    int64_t local;
    bool    has_time;
    str     whole = str_trim(text);
    if (whole.n == 16) /* without seconds */
        whole = str_fmt(r->mem, "%.*s:00", STR_ARG(whole));
    if (!local_parse(whole, &local, &has_time))
        return outline_error(r, "«%.*s» is no date; write 2026-06-26 or 2026-06-26T17:00.",
                             STR_ARG(text));
    local += (int64_t)r->shift_days * DAY_S + (has_time ? 0 : default_s);
    *ret_time = zone_instant(r->zone, local);
    return OK;
}

static int indent_of(str line)
{
    size_t n = 0;
    while (n < line.n && line.p[n] == ' ')
        n++;
    return (int)(n / 2);
}

static bool is_life(str line)
{
    return str_starts(line, S("baseline ")) || str_starts(line, S("slip ")) ||
           str_starts(line, S("progress "));
}

static err read_line(struct outline_reader *r, str line)
{
    str  text = str_trim(line);
    bool was_head = false;
    if (text.n == 0 || text.p[0] == '#')
        return OK;
    if (is_life(line)) {
        vec_push(r->mem, &r->after, text);
        return OK;
    }
    if (r->items.n == 0)
        TRY(outline_head_line(r, line, &was_head));
    if (was_head)
        return OK;
    return outline_item_line(r, text, indent_of(line));
}

static err read_lines(struct outline_reader *r, str text)
{
    str rest = text, line;
    while (str_cut(&rest, '\n', &line)) {
        r->line++;
        TRY(read_line(r, line));
    }
    TRY(outline_links(r));
    for (size_t i = 0; i < r->after.n; i++)
        TRY(outline_life(r, r->after.v[i]));
    return OK;
}

static void reader_init(struct outline_reader *r, struct arena *mem, struct outline_options options)
{
    *r = (struct outline_reader){
        .mem = mem,
        .plan = plan_new((struct id){1}),
        .zone = zone_utc(),
        .options = options,
    };
    entity_init(&project_entity, &r->project);
    r->project.head.id = (struct id){1};
    strmap_init(&r->names, mem, 64);
    strmap_init(&r->resources, mem, 16);
    strmap_init(&r->calendars, mem, 8);
    for (int i = 0; i < OUTLINE_LEVELS; i++)
        r->at_level[i] = -1;
}

static void steps_unref(struct outline_reader *r)
{
    for (size_t i = 0; i < r->steps.n; i++)
        plan_unref(r->steps.v[i].plan);
}

/* Plan text is written by people: whatever is not to be seen is an accident. */
static err refuse_control_characters(str text)
{
    int64_t line = 1;
    for (size_t i = 0; i < text.n; i++) {
        const unsigned char c = (unsigned char)text.p[i];
        line += c == '\n';
        if (c < ' ' && c != '\n' && c != '\t' && c != '\r')
            return err_make(ERR_SYNTAX, "Line %lld: a control character; take it out",
                            (long long)line);
    }
    return OK;
}

/* On success r->plan is the last plan, r->steps hold those before. */
static err read_text(struct outline_reader *r, str text)
{
    if (!str_is_utf8(text))
        return err_make(ERR_UNSUPPORTED, "The plan text is not UTF-8.");
    TRY(refuse_control_characters(text));
    err e = read_lines(r, text);
    if (!e.code && r->project.title.p == NULL)
        e = err_make(ERR_UNSUPPORTED, "This is no outline of a plan: it has no «project» line.");
    if (!e.code)
        plan_put(r->plan, &project_entity, &r->project);
    return e;
}

err outline_read(struct arena *mem, str text, struct outline_options options,
                 struct import *ret_import)
{
    struct outline_reader r;
    reader_init(&r, mem, options);
    err e = read_text(&r, text);
    steps_unref(&r);
    if (e.code)
        plan_unref(r.plan);
    else
        *ret_import = (struct import){.plan = r.plan, .report = {.mem = mem}};
    return e;
}

/* A step is read with the plan before it; told with the one after. */
static struct outline_story story_of(struct outline_reader *r)
{
    struct outline_story story = {.plan = r->plan, .at = r->project.start, .steps = r->steps.v};
    story.n = r->steps.n;
    for (size_t i = r->steps.n; i-- > 0;) {
        struct plan *before = r->steps.v[i].plan;
        r->steps.v[i].plan = story.plan;
        story.plan = before;
    }
    return story;
}

err outline_read_story(struct arena *mem, str text, struct outline_options options,
                       struct outline_story *ret_story)
{
    struct outline_reader r;
    reader_init(&r, mem, options);
    err e = read_text(&r, text);
    if (!e.code) {
        *ret_story = story_of(&r);
        return OK;
    }
    steps_unref(&r);
    plan_unref(r.plan);
    return e;
}

void outline_story_done(struct outline_story *story)
{
    plan_unref(story->plan);
    for (size_t i = 0; i < story->n; i++)
        plan_unref(story->steps[i].plan);
    *story = (struct outline_story){0};
}
