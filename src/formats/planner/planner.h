/* formats/planner/planner.h - reader of GNOME Planner's files (.planner, XML). */
#ifndef FORMATS_PLANNER_H
#define FORMATS_PLANNER_H

#include "formats/formats.h"

/* Errors as mspdi_read has them. What is kept: docs/formats/planner.md. */
err planner_read(struct arena *mem, struct source source, struct import *ret_import);

#endif
