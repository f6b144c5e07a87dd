/* formats/outline/outline.h - a plan as text: one line per item, indented by its level.
 *
 * Made to be written by hand and to read well in a diff; the demo is written in it. The grammar
 * stands in docs/formats/outline.md. Times are local to the project's zone.
 */
#ifndef FORMATS_OUTLINE_H
#define FORMATS_OUTLINE_H

#include "formats/formats.h"

enum { OUTLINE_LEVELS = 16 };

struct outline_options {
    day today; /* `anchor` moves to this day's week, and all dates with it; DAY_NONE: they stay */
};

/* ERR_SYNTAX with the number of the line. With `baseline`, `slip` or `progress` lines the plan has
 * been calculated. Everything lives in mem; the caller unrefs ret_import->plan. */
err outline_read(struct arena *mem, str text, struct outline_options options,
                 struct import *ret_import);

/* One `slip` or `progress` line. */
struct outline_step {
    str          why;
    instant      at;   /* the day it tells, else that of the step before */
    struct plan *plan; /* after it */
};

/* The plan as it was signed, and what happened to it since. */
struct outline_story {
    struct plan               *plan; /* before the first step */
    instant                    at;   /* the project's start */
    const struct outline_step *steps;
    size_t                     n;
};

/* The same text as a story; its last plan is that of outline_read. Ended by outline_story_done. */
err  outline_read_story(struct arena *mem, str text, struct outline_options options,
                        struct outline_story *ret_story);
void outline_story_done(struct outline_story *story);

#endif
