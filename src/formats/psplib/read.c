/* Which of the formats is it, and is what it says a problem that can be scheduled?
 *
 * PSPLIB files begin with a line of stars and name their base data; Patterson's begin with a digit
 * and have nothing but numbers, so that the name's ending must say it too where the choice is open.
 */
#include "engine/level/check.h"
#include "formats/psplib/reader.h"
#include "formats/source.h"

static bool is_library(str text)
{
    return str_has(text, S("jobs (")) || str_starts(text, S("****"));
}

bool psplib_looks_like(str first_bytes, str name)
{
    const str text = str_trim(first_bytes);
    return is_library(text) || str_ends(name, S(".rcp"));
}

err psplib_read(struct arena *mem, struct source source, struct level_problem *ret_problem)
{
    str           text;
    struct tables t = {.mem = mem};
    TRY(source_all(mem, source, PSPLIB_BYTES_MAX, &text));
    struct numbers n = {.rest = text, .line = 1, .what = S("the head")};
    if (is_library(str_sub(text, 0, 4096)))
        TRY(library_read(&n, &t));
    else
        TRY(patterson_read(&n, &t));
    const struct level_problem problem = {
        .n_activities = t.n_activities,
        .n_resources = t.n_resources,
        .n_stocks = t.n_stocks,
        .capacity = t.capacity,
        .stock = t.n_stocks ? t.stock : NULL,
        .mode_first = t.mode_first,
        .mode_duration = t.duration,
        .mode_need = t.need,
        .mode_use = t.n_stocks ? t.use : NULL,
        .succ_first = t.succ_first,
        .succ = t.succ,
    };
    TRY(level_check(mem, &problem));
    *ret_problem = problem;
    return OK;
}
