/* formats/xml/encoding.h - texts in the single-byte encodings of older programs. */
#ifndef FORMATS_XML_ENCODING_H
#define FORMATS_XML_ENCODING_H

#include "base/str.h"

/* The code point of each byte in an encoding such as windows-1252, by the system's iconv; -1 where
 * there is none. False: it is not known here, or not of one byte a character. */
bool encoding_table(const char *name, int32_t ret_table[256]);

#endif
