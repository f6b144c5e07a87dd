/* formats/planner/reader.h - what the parts of the Planner reader share while one file is read.
 *
 * Elements are gathered with their place in the file (xml_place) and put into the plan afterwards:
 * a link may name a task that comes later, and a task closes after the tasks in it.
 */
#ifndef FORMATS_PLANNER_READER_H
#define FORMATS_PLANNER_READER_H

#include "base/vec.h"
#include "domain/shifts.h"
#include "formats/builder/builder.h"
#include "formats/planner/planner.h"
#include "formats/xml/xml.h"

enum { PLANNER_CALENDARS_MAX = 500, PLANNER_DAYS_MAX = 50000, PLANNER_NAMES_MAX = 1000 };
enum { PLANNER_WORKING = 0, PLANNER_OFF = 1, PLANNER_AS_BASE = 2 }; /* day types of every file */

struct planner_project {
    struct project p;
    int64_t        calendar;
};

struct planner_type { /* overridden day type of a calendar */
    struct shifts shifts;
    int64_t       type, calendar; /* unique ids */
};

struct planner_day {
    int64_t       id, calendar; /* unique ids of the day type and the calendar */
    day           date;
    str           type;
    int64_t       line;
    struct shifts shifts; /* of a day with intervals of its own */
};

struct planner_calendar {
    struct calendar  c;
    int64_t          uid, week[7]; /* day type by weekday, Sunday first; INT_NONE */
    struct xml_place place;
};

struct planner_constraint {
    str     type;
    instant time;
};

struct planner_task {
    struct item               item;
    struct planner_constraint constraint;
    instant                   start, work_start, end;
    int64_t                   uid, priority;
    int64_t                   work_s, duration_s;
    double                    units; /* of its assignments, 1 = 100 % */
    str                       type, scheduling;
    bool                      has_children;
    struct xml_place          place;
};

struct planner_link {
    struct link link;
    int64_t     pred, task, line; /* unique ids */
    str         type;
};

struct planner_resource {
    struct resource  r;
    int64_t          uid, type, group, calendar;
    double           units, std_rate, ovt_rate;
    struct xml_place place;
};

struct planner_group {
    int64_t uid;
    str     name;
};

struct planner_allocation {
    int64_t task, resource, line;
    double  units;
};

struct planner_property { /* its definition, or a value of a task or resource */
    str     name, type, owner, label, value;
    int64_t of, line; /* order of the element that has it */
};

struct planner_reader {
    struct builder                 b;
    struct planner_project         project;
    VEC(struct planner_calendar *) calendars;
    VEC(struct planner_type)       types;
    VEC(struct planner_day)        days;
    VEC(struct planner_task *)     tasks;
    VEC(struct planner_link)       links;
    VEC(struct planner_resource *) resources;
    VEC(struct planner_group)      groups;
    VEC(struct planner_allocation) allocations;
    VEC(struct planner_property)   properties, values;
    struct map calendar_ids, task_at, resource_ids; /* unique id → id, index, id */
    struct map place_ids, resource_places; /* order of a task's or resource's element → id */
};

extern const struct xml_node planner_calendars_node, planner_tasks_node, planner_resources_node,
    planner_groups_node, planner_allocations_node, planner_properties_node, planner_values_node;
extern const struct xml_type planner_time; /* instant: 20070222T080000Z, local whatever it says */

err planner_build_calendars(struct planner_reader *r);
err planner_build_tasks(struct planner_reader *r);
err planner_build_links(struct planner_reader *r);
err planner_build_resources(struct planner_reader *r);
err planner_build_allocations(struct planner_reader *r);
err planner_build_values(struct planner_reader *r);

/* Not material; resources are in the plan. */
bool planner_works(const struct planner_reader *r, int64_t resource);

#endif
