/* formats/xer/build.h - a plan out of the tables of P6, whichever file they were read from. */
#ifndef FORMATS_XER_BUILD_H
#define FORMATS_XER_BUILD_H

#include "formats/xer/table.h"

/* Tables that only the PMXML reader fills: tops of the WBS of several projects, as PROJWBS; far
 * ends of links in projects that are only named. */
#define XER_TOP      "PROJWBS of projects"
#define XER_EXTERNAL "TASK of other projects"

/* What roles work by that activities depend on; made here, in no file. */
#define XER_ROLE_CALENDAR "Roles"

/* The plan of the tables, in the P6 profile. `out` brings the report, begun, and comes back in
 * ret_import. Everything lives in mem. */
err xer_build(struct arena *mem, const struct xer_file *file, str source_name, struct import *out,
              struct import *ret_import);

/* What the XER writer prints of a calculated plan, with the columns that only PMXML has: the name
 * and notes of a project, and top_wbs_id, the top of its WBS where that is no item of the plan. */
err xer_print(struct arena *mem, const struct plan *plan, struct xer_file *ret_file,
              struct import_report *ret_report);

#endif
