/* formats/gan/gan.h - reader of GanttProject's files (.gan, XML). */
#ifndef FORMATS_GAN_H
#define FORMATS_GAN_H

#include "formats/formats.h"

/* Errors as mspdi_read has them. Unique ids are those of the file plus 1, because GanttProject's
 * first task has the number 0. What is kept: docs/formats/gan.md. */
err gan_read(struct arena *mem, struct source source, struct import *ret_import);

#endif
