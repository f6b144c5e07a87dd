/* engine/replan.h - a network kept calculated while its columns change.
 *
 * The caller changes columns of the network, tells which rows, and runs. Early dates spread from
 * the told tasks to their succs in topological order, late dates and slack from all that was looked
 * at to their preds, sums up the outline; each stops where nothing changes any more. The result is
 * that of a full pass, byte for byte. A full pass is what it falls back to when more than a quarter
 * of the nodes is reached, dates leave the horizon, tasks are as late as possible, or the network
 * is scheduled from its finish or by the rules of P6; when the project's finish moves, all late
 * dates do, and only the backward pass is full. The method: Alpern et al., "Incremental evaluation
 * of computational circuits" (SODA 1990), with the order fixed beforehand.
 *
 * Belongs to one thread at a time. What needs a new preparation (outline, flags, rows that come or
 * go, calendars, options) needs a new replan.
 */
#ifndef ENGINE_REPLAN_H
#define ENGINE_REPLAN_H

#include "engine/cpm.h"

struct replan;

/* Prepares `net`, which is borrowed and whose columns stay the caller's. Errors of network_prepare.
 * O(tasks + links). */
err replan_new(struct arena *mem, const struct network *net, struct replan **ret_replan);

/* Tell that a row's columns changed: of a leaf all but parent and flags; of a link between leaves
 * type and lag; of an assignment numbers and contour, but not to or from NET_PIECES. ERR_INVALID as
 * network_check, *ret_fits unset; *ret_fits false: this change needs a new replan. After either the
 * replan is of no use. O(links of the row). */
err replan_task(struct replan *r, int32_t task, bool *ret_fits);
err replan_link(struct replan *r, int32_t link, bool *ret_fits);
err replan_assignment(struct replan *r, int32_t assignment, bool *ret_fits);

struct replan_result {
    struct cpm_result cpm;
    bool              is_whole; /* any row may have changed */
    const int32_t    *changed;  /* else: tasks whose rows did, in no order */
    int32_t           n_changed;
    int32_t           n_looked; /* nodes calculated, for benches */
};

/* The first run is a full pass. Rows and list are overwritten by the next. Errors of cpm_pass;
 * then the replan is of no use. */
err replan_run(struct replan *r, struct replan_result *ret_result);

#endif
