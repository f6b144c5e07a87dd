/* domain/field.h - one member of a record, read, written, compared and printed by its row.
 *
 * A record is passed as the address of its struct. What is done to whole records: domain/meta.h.
 */
#ifndef DOMAIN_FIELD_H
#define DOMAIN_FIELD_H

#include "base/day.h"
#include "base/err.h"
#include "base/json.h"

#define INT_NONE INT64_MIN /* F_INT and F_MONEY with FIELD_OPTIONAL */

struct id {
    int64_t v; /* 0 = absent */
};

enum field_type {
    F_ID,
    F_INT,
    F_NUM,
    F_TEXT,
    F_BOOL,
    F_DAY,
    F_ENUM,
    F_INSTANT,
    F_SECONDS,
    F_MONEY
};

enum field_flags {
    FIELD_REQUIRED = 1 << 0, /* may not be absent; text not blank */
    FIELD_READONLY = 1 << 1, /* set by the server only */
    FIELD_LONG = 1 << 2,     /* Markdown, many lines: in lists only when asked for or required */
    FIELD_COMPUTED = 1 << 3, /* calculated, printed with the record, never stored */
    FIELD_ELAPSED = 1 << 4,  /* seconds that count around the clock */
    FIELD_OPTIONAL = 1 << 5, /* a number, duration or amount that may be absent, and is at first */
};

struct field {
    const char        *name; /* = JSON member = SQL column */
    enum field_type    type;
    uint32_t           offset;
    uint32_t           flags;
    const char *const *words;    /* F_ENUM: NULL-terminated, index = value */
    const char        *refers;   /* F_ID: entity name */
    double             min, max; /* numbers; both 0 = any. Texts: max bytes, 0 = the usual limit */
    const char *initial; /* JSON text of the value of a new record; NULL = absent, 0 or false */
    const char *doc;     /* one sentence: meaning, unit, when absent */
};

/* The C type decides; instants, seconds and money are int64_t and say so by FIELD_AS. */
#define FIELD(owner, member)        FIELD_AS(owner, member, FIELD_TYPE(((owner *)0)->member))
#define FIELD_AS(owner, member, as) .name = #member, .type = (as), .offset = offsetof(owner, member)
/* clang-format off */
#define FIELD_TYPE(value)                                                                          \
    _Generic((value), struct id: F_ID, int64_t: F_INT, double: F_NUM, str: F_TEXT, bool: F_BOOL,   \
             day: F_DAY, default: F_ENUM)
/* clang-format on */

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* ---- values ------------------------------------------------------------------------------ */

bool field_is_absent(const struct field *f, const void *record);
bool field_may_be_absent(const struct field *f); /* by type and flags */
bool field_equal(const struct field *f, const void *a, const void *b);

/* Absent; 0, false or the first word where a value is always there. */
void field_clear(const struct field *f, void *record);

/* Everything but F_NUM and F_TEXT as an int64; absent values as they are stored, a day as
 * DAY_NONE. */
int64_t field_int(const struct field *f, const void *record);
double  field_num(const struct field *f, const void *record); /* F_NUM only */
str     field_str(const struct field *f, const void *record); /* F_TEXT only; borrowed */
void    field_int_set(const struct field *f, void *record, int64_t value);
void    field_num_set(const struct field *f, void *record, double value);
void    field_str_set(const struct field *f, void *record, str value);

/* ---- enums ------------------------------------------------------------------------------- */

size_t      words_count(const char *const *words);
bool        words_find(const char *const *words, str word, int64_t *ret_value);
const char *field_word(const struct field *f, const void *record); /* F_ENUM */

/* ---- text -------------------------------------------------------------------------------- */

/* For CSV and the command line: RFC 3339, "true", words, shortest decimals; absent gives "". */
str field_text(struct arena *mem, const struct field *f, const void *record);

/* ERR_INVALID "must be a whole number", "must be one of …". */
err field_expected(const struct field *f);

/* The other way round; "" is absent, but for texts. ERR_INVALID says what was expected. Texts are
 * borrowed. */
err field_parse(const struct field *f, void *record, str text);

/* ---- JSON: the value alone, without its name ----------------------------------------------- */

/* As in records: RFC 3339 moments and days, true and false. */
void field_json(struct json_out *o, const struct field *f, const void *record);

/* As in columns: moments in seconds, days since 1970-01-01, 0 and 1. */
void field_column(struct json_out *o, const struct field *f, const void *record);

/* Takes the form of records; ERR_INVALID says what was expected. */
err field_patch(const struct field *f, void *record, const struct json *value);

#endif
