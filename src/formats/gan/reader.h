/* formats/gan/reader.h - what the parts of the GanttProject reader share while one file is read.
 *
 * The file counts in whole days. Here a working day is 08:00-12:00 13:00-17:00 and a duration of n
 * days is n times eight hours, so that days in the file and days in the plan are the same.
 */
#ifndef FORMATS_GAN_READER_H
#define FORMATS_GAN_READER_H

#include "base/vec.h"
#include "domain/shifts.h"
#include "formats/builder/builder.h"
#include "formats/gan/gan.h"
#include "formats/xml/xml.h"

enum { GAN_DAY_S = 8 * HOUR_S, GAN_START_S = 8 * HOUR_S, GAN_NAMES_MAX = 1000 };

struct gan_project {
    struct project p;
    int64_t        off[7]; /* 1 = day off; Sunday first */
    bool           all_days_work;
};

struct gan_date { /* exception of the calendar */
    str     type, title, year;
    int64_t month, mday, line;
};

struct gan_task {
    struct item      item;
    int64_t          id, duration, priority, third_kind;
    day              start, third;
    double           cost;
    bool             calculated, has_children;
    int64_t          strong; /* links that lead here and set the date */
    str              web;
    struct xml_place place;
};

struct gan_link {
    struct link link;
    int64_t     pred, succ, lag_days, line;
    str         hardness;
};

struct gan_property { /* of tasks or of resources */
    str     id, name, type, origin;
    bool    of_resource;
    int64_t line;
};

struct gan_value {
    str     property, value;
    int64_t owner, line; /* id in the file */
    bool    of_resource;
};

struct gan_resource {
    struct resource r;
    int64_t         uid, line;
    double          rate;
    str             role, phone;
};

struct gan_allocation {
    int64_t task, resource, line;
    double  load;
};

struct gan_vacation {
    int64_t resource, line;
    day     from, to;
};

struct gan_baseline {
    str name;
};

struct gan_old_task { /* in a baseline */
    int64_t task, duration, baseline, line;
    day     start;
};

struct gan_reader {
    struct builder             b;
    struct gan_project         project;
    VEC(struct gan_date)       dates;
    VEC(struct gan_task *)     tasks;
    VEC(struct gan_link)       links;
    VEC(struct gan_property)   properties;
    VEC(struct gan_value)      values;
    VEC(struct gan_resource *) resources;
    VEC(struct gan_allocation) allocations;
    VEC(struct gan_vacation)   vacations;
    VEC(struct gan_baseline)   baselines;
    VEC(struct gan_old_task)   old_tasks;
    struct strmap              roles; /* id → index in role_names */
    VEC(str)                   role_names;
    struct map task_at, resource_at, place_ids; /* id → index; order of a task element → id */
    struct map exceptions;                      /* day → 1 works, 0 does not */
    struct map yearly;                          /* month * 32 + day → 1 works, 0 does not */
    struct id  calendar, moments;               /* the plan's, and that of milestones */
    int64_t    days_counted;
};

extern const struct xml_node gan_calendars_node, gan_tasks_node, gan_resources_node,
    gan_allocations_node, gan_vacations_node, gan_roles_node, gan_previous_node;
extern const struct xml_type gan_day_type; /* day: 2026-03-02 */

err gan_build_calendar(struct gan_reader *r);
err gan_build_tasks(struct gan_reader *r);
err gan_build_links(struct gan_reader *r);
err gan_build_resources(struct gan_reader *r);
err gan_build_values(struct gan_reader *r);
err gan_build_baselines(struct gan_reader *r);

/* Milestones stand at the begin of a day: they have a calendar of their own. */
err gan_moments_calendar(struct gan_reader *r);

/* The last working day of a span; DAY_NONE when it cannot be told. */
day gan_last_day(struct gan_reader *r, day start, int64_t days);

/* Index of a task or resource by its id in the file; -1 when there is none. */
int64_t gan_at(const struct map *m, int64_t id);

#endif
