/* formats/pmxml/reader.h - what the parts of the PMXML reader share while one file is read. */
#ifndef FORMATS_PMXML_READER_H
#define FORMATS_PMXML_READER_H

#include "formats/pmxml/tables.h"
#include "formats/xer/build.h"
#include "formats/xer/clndr.h"
#include "formats/xml/xml.h"

/* A node and the table it fills. */
struct pmxml_node {
    struct xml_node           node; /* first: xml_place gives it back */
    const struct pmxml_table *table;
    size_t                    xer; /* index of the table in the file */
};

/* A user field or code whose owner is not complete yet. */
struct pmxml_pending {
    int64_t outer; /* order of the owner's element */
    bool    is_code;
    str     type, code, text, number, date;
};

struct pmxml_reader {
    struct arena             *mem;
    struct import_report     *report;
    struct xer_file          *file;
    struct pmxml_node         nodes[PMXML_ELEMENTS];
    struct clndr              calendar; /* being read */
    VEC(struct pmxml_pending) pending;
    VEC(int64_t)              baselines; /* of projects: project, its baseline, … */
    size_t                    tasks_before, wbs_before, links_before; /* rows before this project */
    int64_t                   with_dates;  /* activities of this project that say a time */
    size_t                    n_baselines; /* baseline projects so far */
};

/* Nodes of calendars; `calendar` of the reader is filled while one is read. */
extern const struct xml_row pmxml_calendar_rows[];
enum { PMXML_CALENDAR_ROWS = 2 };

/* Prints clndr_data as those elements. */
void pmxml_calendar_print(struct xml_out *out, struct arena *mem, str clndr_data);

/* Nodes of UDF and Code. */
extern const struct xml_node pmxml_field_node, pmxml_code_node;

#endif
