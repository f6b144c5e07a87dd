/* Patterson's format: bare numbers in a fixed order, line ends without meaning.
 *
 * Number of activities and of resources; the capacities; then for each activity its duration, its
 * needs, the number of its successors and the successors.
 */
#include "formats/psplib/reader.h"

static err read_activity(struct numbers *n, struct tables *t, int32_t i)
{
    int32_t duration, count, succ;
    TRY(numbers_next(n, 0, PSPLIB_NUMBER_MAX, &duration));
    TRY(tables_mode(t, duration));
    t->mode_first[i + 1] = t->n_modes;
    for (int32_t r = 0; r < t->n_resources; r++)
        TRY(numbers_next(n, 0, PSPLIB_NUMBER_MAX,
                         &t->need[(size_t)i * (size_t)t->n_resources + (size_t)r]));
    TRY(numbers_next(n, 0, t->n_activities, &count));
    for (int32_t k = 0; k < count; k++) {
        TRY(numbers_next(n, 1, t->n_activities, &succ));
        TRY(tables_succ(t, succ - 1));
    }
    t->succ_first[i + 1] = t->n_succ;
    return OK;
}

err patterson_read(struct numbers *n, struct tables *t)
{
    n->what = S("the numbers of activities and resources");
    TRY(numbers_next(n, 1, PSPLIB_ACTIVITIES_MAX, &t->n_activities));
    TRY(numbers_next(n, 0, PSPLIB_RESOURCES_MAX, &t->n_resources));
    TRY(tables_open(t));
    n->what = S("capacities");
    for (int32_t r = 0; r < t->n_resources; r++)
        TRY(numbers_next(n, 0, PSPLIB_NUMBER_MAX, &t->capacity[r]));
    n->what = S("the activities");
    for (int32_t i = 0; i < t->n_activities; i++) {
        err e = read_activity(n, t, i);
        if (e.code)
            return err_wrap(e, "activity %d of %d", i + 1, t->n_activities);
    }
    return OK;
}
