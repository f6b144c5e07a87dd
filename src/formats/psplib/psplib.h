/* formats/psplib/psplib.h - project scheduling problems as the libraries keep them.
 *
 * PSPLIB (Kolisch, Sprecher, "PSPLIB - a project scheduling problem library", 1996): .sm with one
 * mode an activity, .mm with several and with stocks. Patterson's format (.rcp; Patterson 1984):
 * bare numbers. Both count activities from 1 and include the dummies at the two ends.
 */
#ifndef FORMATS_PSPLIB_PSPLIB_H
#define FORMATS_PSPLIB_PSPLIB_H

#include "engine/level/problem.h"
#include "formats/formats.h"

enum {
    PSPLIB_BYTES_MAX = 64 * 1024 * 1024,
    PSPLIB_ACTIVITIES_MAX = 50 * 1000,
    PSPLIB_RESOURCES_MAX = 100, /* of each kind */
    PSPLIB_MODES_MAX = 100,     /* an activity */
    PSPLIB_NUMBER_MAX = 1000 * 1000,
};

/* Do the first bytes (some hundred are enough) look like one of these files? Bare numbers do only
 * when the name ends in .rcp. */
bool psplib_looks_like(str first_bytes, str name);

/* ERR_SYNTAX with the line for a broken file, ERR_UNSUPPORTED for doubly constrained resources,
 * ERR_TOO_LARGE beyond the limits above, ERR_CYCLE and ERR_INVALID as level_check. mem owns all. */
err psplib_read(struct arena *mem, struct source source, struct level_problem *ret_problem);

#endif
