/* formats/outline/head.c - the lines before the first item: project, calendars, resources.
 *
 * A line's first word says what it makes; the words behind it, parted by semicolons, are its
 * members. Lines with an indent belong to the calendar above them.
 */
#include "domain/calendar.h"
#include "domain/resource.h"
#include "formats/outline/reader.h"

static err head_anchor(struct outline_reader *r, str rest)
{
    day anchor;
    if (!day_parse(rest, &anchor))
        return outline_error(r, "«%.*s» is no day.", STR_ARG(rest));
    if (r->options.today != DAY_NONE)
        r->shift_days = (int32_t)floor_div(r->options.today - anchor, 7) * 7;
    return OK;
}

static err project_attribute(struct outline_reader *r, str word, str value)
{
    struct project *p = &r->project;
    int             index;
    if (str_eq(word, S("method")) && (index = outline_word(project_method_words, value)) >= 0)
        p->method = (enum project_method)index;
    else if (str_eq(word, S("phase")) && (index = outline_word(project_phase_words, value)) >= 0)
        p->phase = (enum project_phase)index;
    else if (str_eq(word, S("zone"))) {
        p->zone = value;
        return zone_get(value, &r->zone);
    } else if (str_eq(word, S("currency")))
        p->currency = value;
    else if (str_eq(word, S("start")))
        return outline_time(r, value, p->default_start_s, &p->start);
    else if (str_eq(word, S("finish-target")))
        return outline_time(r, value, p->default_finish_s, &p->target_finish);
    else if (str_eq(word, S("critical")) && str_int(value, &p->critical_slack_limit_days))
        return OK;
    else if (!str_eq(word, S("priority")) || !str_int(value, &p->priority))
        return outline_error(r, "A project has no «%.*s %.*s».", STR_ARG(word), STR_ARG(value));
    return OK;
}

/* Zone first: the other attributes' times are read in it. */
static err project_attributes(struct outline_reader *r, str rest, bool zone_only)
{
    str attribute;
    while (str_cut(&rest, ';', &attribute)) {
        str value = str_trim(attribute), word;
        str_cut(&value, ' ', &word);
        if (str_eq(word, S("zone")) == zone_only)
            TRY(project_attribute(r, word, str_trim(value)));
    }
    return OK;
}

static err head_project(struct outline_reader *r, str rest)
{
    str title;
    str_cut(&rest, ';', &title);
    title = str_trim(title);
    str_cut(&title, ' ', &r->project.code);
    r->project.title = str_trim(title);
    if (r->project.title.n == 0)
        return outline_error(r, "A project needs a code and a title.");
    if (rest.p) {
        TRY(project_attributes(r, rest, true));
        TRY(project_attributes(r, rest, false));
    }
    r->day = (struct outline_day){
        .day_s = r->project.minutes_per_day * MINUTE_S,
        .week_s = r->project.minutes_per_week * MINUTE_S,
        .month_s = r->project.days_per_month * r->project.minutes_per_day * MINUTE_S,
    };
    return OK;
}

/* "week Mon-Fri 08:00-12:00 13:00-17:00", "also Fri 18:00-24:00" */
static err calendar_days(struct outline_reader *r, struct calendar *c, str rest)
{
    unsigned bits;
    str      days;
    str_cut(&rest, ' ', &days);
    if (!outline_weekdays(days, &bits))
        return outline_error(r, "«%.*s» are no weekdays; write Mon-Fri.", STR_ARG(days));
    for (int i = 0; i < 7; i++)
        if (bits & 1u << i)
            calendar_weekday_set(c, i, str_trim(rest));
    return OK;
}

static err head_calendar(struct outline_reader *r, str rest)
{
    struct calendar c;
    str             part;
    entity_init(&calendar_entity, &c);
    c.head.id = (struct id){++r->last_calendar};
    c.head.project = r->project.head.id;
    c.is_base = true;
    for (int i = 0; i < 7; i++)
        calendar_weekday_set(&c, i, S(""));
    str_cut(&rest, ';', &part);
    c.title = str_trim(part);
    while (str_cut(&rest, ';', &part)) {
        str word;
        part = str_trim(part);
        str_cut(&part, ' ', &word);
        if (!str_eq(word, S("week")) && !str_eq(word, S("also")))
            return outline_error(r, "A calendar has no «%.*s».", STR_ARG(word));
        TRY(calendar_days(r, &c, part));
    }
    if (!r->project.calendar.v)
        r->project.calendar = c.head.id;
    strmap_put(&r->calendars, c.title, c.head.id.v);
    plan_put(r->plan, &calendar_entity, &c);
    return OK;
}

/* "yearly Christmas 12-24": a day off of the calendar above. */
static err head_yearly(struct outline_reader *r, str rest)
{
    struct calendar_exception x;
    int64_t                   month, mday;
    str                       date = str_sub(rest, rest.n < 5 ? 0 : rest.n - 5, rest.n);
    if (!r->last_calendar || !str_int(str_sub(date, 0, 2), &month) ||
        !str_int(str_sub(date, 3, 5), &mday) || month < 1 || month > 12 || mday < 1 || mday > 31)
        return outline_error(r, "A day off ends with its date: «yearly Christmas 12-24».");
    entity_init(&calendar_exception_entity, &x);
    x.head.id = (struct id){++r->last_id[ID_EXCEPTION]};
    x.head.project = r->project.head.id;
    x.calendar = (struct id){r->last_calendar};
    x.title = str_trim(str_sub(rest, 0, rest.n - 5));
    x.kind = EXCEPTION_YEARLY_DAY;
    x.from = day_from(2020, 1, 1);
    x.to = day_from(2049, 12, 31);
    x.period = 1;
    x.month = month;
    x.month_day = mday;
    x.shifts = S("");
    plan_put(r->plan, &calendar_exception_entity, &x);
    return OK;
}

static err resource_attribute(struct outline_reader *r, struct resource *x, str word, str value)
{
    double  rate;
    int     index;
    int64_t calendar;
    if (str_eq(word, S("kind")) && (index = outline_word(resource_kind_words, value)) >= 0)
        x->kind = (enum resource_kind)index;
    else if (str_eq(word, S("rate")) && str_double(value, &rate))
        x->std_rate_minor = (int64_t)(rate * 100 + 0.5);
    else if (str_eq(word, S("cal")) && strmap_get(&r->calendars, value, &calendar))
        x->calendar = (struct id){calendar};
    else if (!str_eq(word, S("max")) || !outline_share(value, &x->max_units))
        return outline_error(r, "A resource has no «%.*s %.*s».", STR_ARG(word), STR_ARG(value));
    return OK;
}

static err head_resource(struct outline_reader *r, str rest)
{
    struct resource x;
    str             part;
    entity_init(&resource_entity, &x);
    x.head.id = (struct id){++r->last_resource};
    x.head.project = r->project.head.id;
    x.kind = RESOURCE_ROLE;
    x.rank = r->last_resource * RANK_GAP;
    str_cut(&rest, ';', &part);
    x.title = str_trim(part);
    while (str_cut(&rest, ';', &part)) {
        str value = str_trim(part), word;
        str_cut(&value, ' ', &word);
        TRY(resource_attribute(r, &x, word, str_trim(value)));
    }
    strmap_put(&r->resources, x.title, x.head.id.v);
    plan_put(r->plan, &resource_entity, &x);
    return OK;
}

static err head_about(struct outline_reader *r, str rest)
{
    r->project.body = rest;
    return OK;
}

static const struct {
    const char *word;
    err (*read)(struct outline_reader *r, str rest);
} head_words[] = {
    {"anchor", head_anchor},     {"project", head_project}, {"about", head_about},
    {"calendar", head_calendar}, {"yearly", head_yearly},   {"resource", head_resource},
};

err outline_head_line(struct outline_reader *r, str line, bool *ret_was_head)
{
    str rest = str_trim(line), word;
    str_cut(&rest, ' ', &word);
    for (size_t i = 0; i < COUNT(head_words); i++) {
        if (!str_eq(word, str_from(head_words[i].word)))
            continue;
        *ret_was_head = true;
        return head_words[i].read(r, str_trim(rest));
    }
    if (!r->project.title.p)
        return err_make(ERR_UNSUPPORTED,
                        "This is no outline of a plan: line %d comes before the "
                        "«project» line.",
                        r->line);
    return OK;
}
