/* formats/plan_file.h - a plan out of a file of any kind that is understood. */
#ifndef FORMATS_PLAN_FILE_H
#define FORMATS_PLAN_FILE_H

#include "formats/formats.h"

enum { PLAN_TEXT_MAX = 16 * 1024 * 1024 };

/* The first bytes tell: XML is MS Project's (MSPDI), Primavera's (PMXML), GanttProject's or GNOME
 * Planner's by its root element, "MPX" begins MPX, "ERMHDR" Primavera's XER, anything else is plan
 * text (formats/outline). gzip is taken off before (formats/source.h). Errors as those readers have
 * them; all lives in mem. */
err plan_file_read(struct arena *mem, struct source source, struct import *ret_import);

#endif
