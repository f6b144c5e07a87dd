/* engine/replan.h - a network kept calculated while its columns change.
 *
 * The caller changes columns of the network, tells which rows, and runs. Early dates spread from
 * the told tasks to their succs in topological order, late dates and slack from all that moved to
 * their preds, sums up the outline; each stops where a bound that moved decides nothing. The result
 * is that of a full pass, byte for byte. Where much is reached, the rest of the order is calculated
 * in one sweep; when the project's finish moves, all late dates do. A full pass is what it falls
 * back to when dates leave the horizon, tasks are as late as possible, or the network is scheduled
 * from its finish or by the rules of P6. The method: Alpern et al., "Incremental
 * evaluation of computational circuits" (SODA 1990).
 *
 * Rows may come and go: nodes, arcs and the outline are put right in place, and the topological
 * order follows Pearce & Kelly, "A Dynamic Topological Sort Algorithm for Directed Acyclic Graphs"
 * (ACM Journal of Experimental Algorithmics 11, 2006). What does not fit needs a new replan: no
 * room left, the first and the last link of a summary, flags and constraints of a summary, a
 * calendar that no task used, options, a circle.
 *
 * Belongs to one thread at a time.
 */
#ifndef ENGINE_REPLAN_H
#define ENGINE_REPLAN_H

#include "engine/cpm.h"

struct replan;

/* Prepares `net`, which is borrowed and whose columns stay the caller's. Errors of network_prepare.
 * O(tasks + links). The second one leaves room for tasks to come, up to most.tasks, and for their
 * links and assignments; the columns must have that room too. */
err replan_new(struct arena *mem, const struct network *net, struct replan **ret_replan);
err replan_new_with(struct arena *mem, const struct network *net, struct network_size most,
                    struct replan **ret_replan);

/* In all of the following ERR_INVALID as network_check, *ret_fits unset; *ret_fits false: this
 * change needs a new replan. After either the replan is of no use. O(what hangs on the row). */

/* Tell that a task's columns changed, parent and flags too, or that it came: then it is a row not
 * told before, n_tasks being higher. One that goes becomes blank, without parent, links,
 * assignments or children; its row may be used again. Columns of all tasks that change are set
 * before the first is told. Of a summary only its parent may change. */
err replan_task(struct replan *r, int32_t task, bool *ret_fits);

/* Tell that type or lag of a link between leaves changed; that one came, n_links being higher or in
 * a row that was none; that one is about to go: its columns are TASK_NONE before the next run. Cut
 * before tasks are told, add behind. */
err  replan_link(struct replan *r, int32_t link, bool *ret_fits);
err  replan_link_add(struct replan *r, int32_t link, bool *ret_fits);
bool replan_link_cut(struct replan *r, int32_t link);

/* The same of an assignment: numbers and contour changed, but not to or from NET_PIECES. */
err  replan_assignment(struct replan *r, int32_t assignment, bool *ret_fits);
err  replan_assignment_add(struct replan *r, int32_t assignment, bool *ret_fits);
bool replan_assignment_cut(struct replan *r, int32_t assignment);

/* Tell that the rule of one calendar changed. It and those that rest on it are compiled anew; of
 * the project's own one everything hangs. ERR_INVALID as calendar_compile. Some dozen times, then
 * *ret_fits is false: memory is given back by a new replan only. O(days of the horizon + nodes). */
err replan_calendar(struct replan *r, int32_t calendar, bool *ret_fits);

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

/* Checks R3 to R7 of INVARIANTS.md; 0 when they hold, else the number of the first broken one.
 * O(tasks + links). */
int replan_verify(const struct replan *r);

#endif
