/* domain/meta.h - entities described by rows: the one place where a field is declared.
 *
 * A plain struct per entity, and beside it one `static const struct field` row per member, in the
 * same file. JSON, CSV, SQL, checks, audit differences, filters, OpenAPI, CLI help and TypeScript
 * types are functions over these rows. Every entity struct begins with `struct record head`,
 * whose five members (id, project, rev, created_at, updated_at) are described once.
 *
 * Absence: id.v == 0, INSTANT_NONE, DAY_NONE, str.p == NULL; with FIELD_OPTIONAL also DURATION_NONE,
 * INT_NONE and NaN. A bool and an enum are never absent.
 */
#ifndef DOMAIN_META_H
#define DOMAIN_META_H

#include "base/day.h"
#include "base/err.h"
#include "base/json.h"
#include "domain/problems.h"

#define INT_NONE INT64_MIN /* F_INT and F_MONEY with FIELD_OPTIONAL */

struct id {
    int64_t v; /* 0 = absent */
};

struct record {
    struct id id;
    struct id project; /* 0 for project and user */
    int64_t   rev;     /* 1 when created, +1 with every change */
    instant   created_at, updated_at;
};

enum field_type { F_ID, F_INT, F_NUM, F_TEXT, F_BOOL, F_DAY, F_ENUM, F_INSTANT, F_SECONDS, F_MONEY };

enum field_flags {
    FIELD_REQUIRED = 1 << 0, /* may not be absent; text not blank */
    FIELD_READONLY = 1 << 1, /* set by the server only */
    FIELD_LONG     = 1 << 2, /* Markdown or free text of many lines: left out of lists unless asked for */
    FIELD_COMPUTED = 1 << 3, /* calculated, printed with the record, never stored */
    FIELD_ELAPSED  = 1 << 4, /* seconds that count around the clock */
    FIELD_OPTIONAL = 1 << 5, /* a number, duration or amount that may be absent, and is at first */
};

struct field {
    const char            *name; /* = JSON member = SQL column */
    enum field_type        type;
    uint32_t               offset;
    uint32_t               flags;
    const char *const     *words; /* F_ENUM: NULL-terminated, index = value */
    const char            *refers; /* F_ID: entity name */
    double                 min, max; /* numbers; both 0 = any. Texts: max = bytes, 0 = the usual limit */
    const char            *initial; /* JSON text of the value of a new record; NULL = absent, 0 or false */
    const char            *doc;  /* one sentence: meaning, unit, when absent */
};

/* The C type decides; instants, seconds and money are int64_t and say so: FIELD_AS(…, F_INSTANT). */
#define FIELD(owner, member) FIELD_AS(owner, member, FIELD_TYPE(((owner *)0)->member))
#define FIELD_AS(owner, member, as) .name = #member, .type = (as), .offset = offsetof(owner, member)
#define FIELD_TYPE(value)                                                                          \
    _Generic((value), struct id: F_ID, int64_t: F_INT, double: F_NUM, str: F_TEXT, bool: F_BOOL,   \
             day: F_DAY, default: F_ENUM)

/* In an order in which what is referred to comes first (but for a project's calendar). */
enum entity_no {
    ENTITY_USER,
    ENTITY_PROJECT,
    ENTITY_CALENDAR,
    ENTITY_WORK_WEEK,
    ENTITY_CALENDAR_EXCEPTION,
    ENTITY_RESOURCE,
    ENTITY_RESOURCE_RATE,
    ENTITY_RESOURCE_AVAILABILITY,
    ENTITY_ITEM,
    ENTITY_LINK,
    ENTITY_ASSIGNMENT,
    ENTITY_ASSIGNMENT_PIECE,
    ENTITY_BASELINE,
    ENTITY_BASELINE_ITEM,
    ENTITY_BASELINE_ASSIGNMENT,
    ENTITY_COMMENT,
    ENTITY_CUSTOM_FIELD,
    ENTITY_CUSTOM_VALUE,
    ENTITY_BATCH,
    ENTITY_OPERATION,
    ENTITY_COUNT,
};

struct entity {
    const char         *name;   /* "calendar_exception": table, JSON name, file name */
    const char         *plural; /* "calendar_exceptions": path and member of lists */
    enum entity_no      no;     /* its place in entities[] */
    size_t              size;
    size_t              n_fields;
    const struct field *fields;
    const char         *doc;
    /* Rules inside one record; adds what is wrong to `to`. May be NULL. */
    void (*check)(const void *record, struct problems *to);
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* ---- walking ----------------------------------------------------------------------------- */

enum { RECORD_FIELDS = 5 };
extern const struct field record_fields[RECORD_FIELDS];

/* All fields: the head's (item_row has none), then the entity's own. */
size_t              entity_fields(const struct entity *e);
const struct field *entity_field(const struct entity *e, size_t i);
const struct field *entity_find(const struct entity *e, str name); /* NULL when there is none */

/* Every entity by its number; NULL-terminated. */
extern const struct entity *const entities[];
bool entity_in_plan(const struct entity *e); /* all but user, batch and operation */
const struct entity *entity_named(str name);  /* by name; NULL when there is none */
const struct entity *entity_plural(str name); /* by plural */

/* ---- one record -------------------------------------------------------------------------- */

/* Fills in the initial values; head is zeroed, its instants absent. */
void entity_init(const struct entity *e, void *record);
bool entity_equal(const struct entity *e, const void *a, const void *b); /* all but rev and updated_at */
void entity_copy(struct arena *mem, const struct entity *e, void *to, const void *from); /* texts too */

/* ---- checks --------------------------------------------------------------------------------- */

/* Ranges, words, required members, then e->check. */
void entity_check(const struct entity *e, const void *record, struct problems *to);

/* ---- JSON -------------------------------------------------------------------------------- */

/* Sets the members named in `object`; unknown, read-only and ill-typed ones become problems, and so does
 * null for what may not be absent. Texts are borrowed from the document. Negative ids pass: they
 * stand for records of the same batch, and entity_check refuses what is left of them. */
void entity_patch(const struct entity *e, void *record, const struct json *object,
                  struct problems *to);

void entity_json_members(struct json_out *o, const struct entity *e,
                         const void *record); /* inside an open object */

#include "domain/field.h"

#endif
