/* formats/outline/reader.h - what the parts of the outline reader share while one text is read. */
#ifndef FORMATS_OUTLINE_READER_H
#define FORMATS_OUTLINE_READER_H

#include "base/map.h"
#include "base/vec.h"
#include "base/zone.h"
#include "domain/project.h"
#include "formats/outline/outline.h"
#include "formats/outline/words.h"

/* An item that has been read; its links wait until all items are known. */
struct outline_item {
    int64_t id;
    int64_t parent; /* index in items, -1 = top */
    int64_t before; /* index of the sibling before, -1 = first */
    str     links;  /* "rfp1+2d, prev"; absent = none */
    int     line;
};

struct outline_reader {
    struct arena          *mem;
    struct plan           *plan;
    struct project         project;
    const struct zone     *zone;
    struct outline_day     day;
    struct outline_options options;
    int32_t                shift_days; /* added to every date */
    int                    line;
    struct strmap          names; /* of items: key and outline number → index in items */
    struct strmap          resources, calendars; /* title → id */
    int64_t                last_id[4];           /* given out: item, link, assignment, exception */
    int64_t                last_resource, last_calendar;
    int64_t at_level[OUTLINE_LEVELS]; /* index of the item last seen at that level, -1 */
    int64_t number[OUTLINE_LEVELS];   /* its place among its siblings */
    VEC(struct outline_item) items;
    VEC(str)                 after; /* baseline, slip and progress lines, in order */
    VEC(struct outline_step) steps; /* their plans, each without its own line */
};
enum { ID_ITEM, ID_LINK, ID_ASSIGNMENT, ID_EXCEPTION };

/* ERR_SYNTAX: "line 12: …". */
__attribute__((format(printf, 2, 3))) err outline_error(const struct outline_reader *r,
                                                        const char                  *fmt, ...);

/* "2026-06-26T17:00" or "2026-06-26" (then at default_s of the day), shifted, in the project's
 * zone. */
err outline_time(const struct outline_reader *r, str text, int64_t default_s, instant *ret_time);

/* One line of each part of a text. */
err outline_head_line(struct outline_reader *r, str line, bool *ret_was_head);
err outline_item_line(struct outline_reader *r, str line, int level);
err outline_links(struct outline_reader *r); /* after the last item */

/* The id of the item that a name stands for, seen from `from` ("prev" counts from it). */
err outline_find(const struct outline_reader *r, const struct outline_item *from, str name,
                 int64_t *ret_id);

/* baseline, slip, progress: what happened to the plan since it was signed. A slip or progress
 * leaves the plan as it was in r->steps and goes on in a fork. */
err outline_life(struct outline_reader *r, str line);

#endif
