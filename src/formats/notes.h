/* formats/notes.h - notes of other programs as plain text. */
#ifndef FORMATS_NOTES_H
#define FORMATS_NOTES_H

#include "base/str.h"

/* RTF and HTML lose their marks and keep paragraphs as lines; other text comes back as it is. */
str notes_text(struct arena *mem, str notes);

#endif
