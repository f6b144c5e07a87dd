/* formats/csv.h - one cell of CSV; whole lists are printed by csv_write (formats/formats.h). */
#ifndef FORMATS_CSV_H
#define FORMATS_CSV_H

#include "base/buf.h"

/* Quoted where RFC 4180 wants it. A text that a spreadsheet would run as a formula (= + - @, a tab
 * or a line end in front) gets an apostrophe before it. */
void csv_text(struct buf *to, str text);

#endif
