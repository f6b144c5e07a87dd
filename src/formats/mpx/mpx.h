/* formats/mpx/mpx.h - reader of MPX, the text format of MS Project 4 to 98. */
#ifndef FORMATS_MPX_H
#define FORMATS_MPX_H

#include "formats/formats.h"

/* ERR_SYNTAX with the line for broken input, ERR_TOO_LARGE beyond limits. What is kept, and which
 * languages are understood: docs/formats/mpx.md. */
err mpx_read(struct arena *mem, struct source source, struct import *ret_import);

#endif
