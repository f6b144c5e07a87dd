/* tests/engine/case_p6.h - members of cases that the P6 profile adds.
 *
 *     project … profile=p6 data_date=… [must_finish=…] [lags=pred|succ|project|all_day]
 *             [progress=retained|override|actual] [float=finish|start|least] [critical_by=path]
 *             [expected=yes] [data_date1=… must_finish1=…]      of the second project in the plan
 *     task ID … [kind=resource|start_milestone|finish_milestone|loe|wbs] [constraint=… at=…]
 *             [constraint2=… at2=…] [expected=…] [external_start=…] [external_finish=…] [group=1]
 *
 * Constraints are those of case.h, mandatory_start and mandatory_finish. The project comes first.
 */
#ifndef TESTS_ENGINE_CASE_P6_H
#define TESTS_ENGINE_CASE_P6_H

#include "engine/network.h"

struct case_p6;

/* False: not a member of this profile, or not a value of it. */
bool case_p6_project(struct arena *mem, struct network *net, str name, str value);
bool case_p6_task(struct network *net, int32_t task, str name, str value);

#endif
