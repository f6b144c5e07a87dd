/* formats/builder/levels.c - the stack of levels that are open.
 *
 * Each row is pushed once and popped once: O(rows) in all.
 */
#include "formats/builder/levels.h"

err levels_step(struct levels *l, int64_t level, int64_t line)
{
    while (l->n && l->open[l->n - 1] >= level)
        l->n--;
    if (l->n == LEVELS_MAX)
        return err_make(ERR_TOO_LARGE, "Line %lld: the outline is deeper than %d levels",
                        (long long)line, LEVELS_MAX);
    l->open[l->n++] = level;
    return OK;
}
