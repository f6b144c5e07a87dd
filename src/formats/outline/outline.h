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

#endif
