/* formats/pmxml/pmxml.h - project files of Primavera P6 in XML (PMXML). */
#ifndef FORMATS_PMXML_H
#define FORMATS_PMXML_H

#include "formats/formats.h"

/* See formats.h for the errors; the plan's profile is P6's. Both root elements are known,
 * APIBusinessObjects and BusinessObjects of version 6. */
err pmxml_read(struct arena *mem, struct source source, struct import *ret_import);

/* Prints the plan as PMXML (version 8.4). The plan must be calculated. */
err pmxml_write(struct arena *mem, const struct plan *plan, struct buf *to,
                struct import_report *ret_report);

#endif
