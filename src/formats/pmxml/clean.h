/* formats/pmxml/clean.h - bytes as P6 writes them into bytes that are XML. */
#ifndef FORMATS_PMXML_CLEAN_H
#define FORMATS_PMXML_CLEAN_H

#include "formats/formats.h"

struct cleaned {
    int64_t left_out;   /* control characters and references to them, such as &#0; */
    int64_t misspelled; /* bytes that are no UTF-8 in a file of UTF-8: read as '?' */
    bool    is_old;     /* the root element is BusinessObjects */
};

/* P6 copies notes into its files as they are, with the NUL at their end and bytes of other code
 * pages; XML allows neither. UTF-16 and declared code pages pass as they are. `ret_source` lives as
 * long as mem; *counts is complete when it has ended, is_old after this call. */
err clean_source(struct arena *mem, struct source inner, struct cleaned *counts,
                 struct source *ret_source);

#endif
