/* formats/builder/levels.h - how deep an outline is that is told by levels, row by row.
 *
 * A row lies below the nearest one before it with a smaller level, so levels may jump. Readers ask
 * while they read: what is too deep is refused at its first row, before the rest costs memory.
 */
#ifndef FORMATS_LEVELS_H
#define FORMATS_LEVELS_H

#include "base/err.h"

#include <stddef.h>
#include <stdint.h>

enum { LEVELS_MAX = 256 };

struct levels {
    int64_t open[LEVELS_MAX];
    size_t  n; /* depth of the last row */
};

/* The next row. ERR_TOO_LARGE with the line when it lies deeper than LEVELS_MAX. */
err levels_step(struct levels *l, int64_t level, int64_t line);

#endif
