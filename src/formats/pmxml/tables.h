/* formats/pmxml/tables.h - the elements of PMXML as rows of the tables of XER.
 *
 * Both files are made from the same database, so every element that matters has a table there, and
 * every child of it a column: "Activity/RemainingDuration" is TASK/remain_drtn_hr_cnt. Values are
 * the same but for words ("Task Dependent" is TT_Task), flags (1 is Y) and fractions.
 */
#ifndef FORMATS_PMXML_TABLES_H
#define FORMATS_PMXML_TABLES_H

#include "base/str.h"

#include <stddef.h>

enum { PMXML_COLUMNS_MAX = 64 };

struct pmxml_word {
    const char *pmxml, *xer;
};

enum pmxml_kind {
    PMXML_KEPT,     /* as it is */
    PMXML_TIME,     /* as it is; written with T and seconds */
    PMXML_FLAG,     /* 0 1 false true: N, Y */
    PMXML_FRACTION, /* 0.25: 25 */
    PMXML_WORD,     /* by `words`; another one stays as it is */
};

/* Of several columns with one XER name the first that says something counts, and the first is
 * written. xer "": for the reader
 * alone. */
struct pmxml_column {
    const char              *element, *xer;
    enum pmxml_kind          kind;
    const struct pmxml_word *words; /* ended by NULL */
};

enum pmxml_element {
    PMXML_ROOT,
    PMXML_PROJECT,
    PMXML_BASELINE,
    PMXML_CALENDAR,
    PMXML_WBS,
    PMXML_ACTIVITY,
    PMXML_RELATIONSHIP,
    PMXML_ASSIGNMENT,
    PMXML_RESOURCE,
    PMXML_RESOURCE_RATE,
    PMXML_ROLE,
    PMXML_ROLE_RATE,
    PMXML_ROLE_LIMIT,
    PMXML_CODE_TYPE,
    PMXML_CODE_VALUE,
    PMXML_FIELD_TYPE,
    PMXML_ACTIVITY_NOTE,
    PMXML_PROJECT_NOTE,
    PMXML_EXPENSE,
    PMXML_OPTIONS,
    PMXML_ELEMENTS
};

struct pmxml_table {
    const char                *element, *xer;
    const struct pmxml_column *columns;
    size_t                     n;
    const char *silent; /* elements without meaning here: results, or matters of the P6 database */
    const char *lost;   /* elements that a plan has no place for: counted; NULL: none */
    uint32_t    children;              /* bits of the elements that may stand in it */
    bool        has_fields, has_codes; /* UDF, Code below it */
};

/* By enum pmxml_element. PMXML_BASELINE has the columns of a project. */
extern const struct pmxml_table pmxml_tables[PMXML_ELEMENTS];

/* Index of the column of that element; asserts that there is one. */
size_t pmxml_column_at(const struct pmxml_table *t, const char *element);

#endif
