/* domain/meta.c - walking the rows of entities, and what is done to whole records.
 *
 * Initial values, copies, comparison, checks. The idea: a record is bytes, a row says where a
 * member lies and of which type it is, and nothing here knows any entity by name but the list of
 * them all. Members of one value are in field.c.
 */
#include "domain/meta.h"

#include "domain/entities.h"

#include "base/heap.h"

#include <math.h>
#include <stdatomic.h>

const struct field record_fields[RECORD_FIELDS] = {
    {FIELD(struct record, id), .flags = FIELD_READONLY, .doc = "Stable number of the record."},
    {FIELD(struct record, project), .flags = FIELD_READONLY, .refers = "project",
     .doc = "Project that it belongs to."},
    {FIELD(struct record, rev), .flags = FIELD_READONLY,
     .doc = "1 at first, one more with every change."},
    {FIELD_AS(struct record, created_at, F_INSTANT), .flags = FIELD_READONLY,
     .doc = "When it was made."},
    {FIELD_AS(struct record, updated_at, F_INSTANT), .flags = FIELD_READONLY,
     .doc = "When it was changed last."},
};

const struct entity *const entities[] = {
    [ENTITY_USER] = &user_entity,
    [ENTITY_PROJECT] = &project_entity,
    [ENTITY_CALENDAR] = &calendar_entity,
    [ENTITY_WORK_WEEK] = &work_week_entity,
    [ENTITY_CALENDAR_EXCEPTION] = &calendar_exception_entity,
    [ENTITY_RESOURCE] = &resource_entity,
    [ENTITY_RESOURCE_RATE] = &resource_rate_entity,
    [ENTITY_RESOURCE_AVAILABILITY] = &resource_availability_entity,
    [ENTITY_ITEM] = &item_entity,
    [ENTITY_LINK] = &link_entity,
    [ENTITY_ASSIGNMENT] = &assignment_entity,
    [ENTITY_ASSIGNMENT_PIECE] = &assignment_piece_entity,
    [ENTITY_BASELINE] = &baseline_entity,
    [ENTITY_BASELINE_ITEM] = &baseline_item_entity,
    [ENTITY_BASELINE_ASSIGNMENT] = &baseline_assignment_entity,
    [ENTITY_COMMENT] = &comment_entity,
    [ENTITY_CUSTOM_FIELD] = &custom_field_entity,
    [ENTITY_CUSTOM_VALUE] = &custom_value_entity,
    [ENTITY_SOURCE_RESULT] = &source_result_entity,
    [ENTITY_RISK] = &risk_entity,
    [ENTITY_RISK_ITEM] = &risk_item_entity,
    [ENTITY_CORRELATION] = &correlation_entity,
    [ENTITY_BRANCH] = &branch_entity,
    [ENTITY_COST_ESTIMATE] = &cost_estimate_entity,
    [ENTITY_ABSENCE] = &absence_entity,
    [ENTITY_BATCH] = &batch_entity,
    [ENTITY_OPERATION] = &operation_entity,
    [ENTITY_COUNT] = NULL,
};

/* ---- walking ----------------------------------------------------------------------------- */

static size_t head_fields(const struct entity *e)
{
    return e->no == ENTITY_COUNT ? 0 : RECORD_FIELDS;
}

size_t entity_fields(const struct entity *e)
{
    return head_fields(e) + e->n_fields;
}

const struct field *entity_field(const struct entity *e, size_t i)
{
    size_t head = head_fields(e);
    return i < head ? &record_fields[i] : &e->fields[i - head];
}

const struct field *entity_find(const struct entity *e, str name)
{
    for (size_t i = 0; i < entity_fields(e); i++)
        if (str_eq(str_from(entity_field(e, i)->name), name))
            return entity_field(e, i);
    return NULL;
}

bool entity_in_plan(const struct entity *e)
{
    return e->no > ENTITY_USER && e->no < ENTITY_BATCH;
}

const struct entity *entity_named(str name)
{
    for (int i = 0; i < ENTITY_COUNT; i++)
        if (str_eq(str_from(entities[i]->name), name))
            return entities[i];
    return NULL;
}

const struct entity *entity_plural(str name)
{
    for (int i = 0; i < ENTITY_COUNT; i++)
        if (str_eq(str_from(entities[i]->plural), name))
            return entities[i];
    return NULL;
}

/* ---- one record -------------------------------------------------------------------------- */

/* Rows state initial values as JSON: a number, true, or a text without escapes. */
static void field_init(const struct field *f, void *record)
{
    str text = str_from(f->initial);
    if (!text.p) {
        field_clear(f, record);
        return;
    }
    if (text.p[0] == '"')
        text = str_sub(text, 1, text.n - 1);
    err_drop(field_parse(f, record, text));
}

static void init_by_rows(const struct entity *e, void *record)
{
    memset(record, 0, e->size);
    for (size_t i = 0; i < entity_fields(e); i++)
        field_init(entity_field(e, i), record);
}

/* New records as bytes, made once and kept: readers of large files ask 100,000 times. */
static _Atomic(void *) images[ENTITY_COUNT];

static const void *image_of(const struct entity *e)
{
    void *image = atomic_load_explicit(&images[e->no], memory_order_acquire), *other = NULL;
    if (image)
        return image;
    image = heap_alloc(e->size);
    init_by_rows(e, image);
    if (atomic_compare_exchange_strong(&images[e->no], &other, image))
        return image;
    heap_free(image); /* another thread was first */
    return other;
}

void entity_init(const struct entity *e, void *record)
{
    if (entities[e->no] == e)
        memcpy(record, image_of(e), e->size);
    else
        init_by_rows(e, record);
}

static bool is_bookkeeping(const struct field *f)
{
    return f == &record_fields[2] || f == &record_fields[4]; /* rev, updated_at */
}

bool entity_equal(const struct entity *e, const void *a, const void *b)
{
    for (size_t i = 0; i < entity_fields(e); i++) {
        const struct field *f = entity_field(e, i);
        if (!is_bookkeeping(f) && !(f->flags & FIELD_COMPUTED) && !field_equal(f, a, b))
            return false;
    }
    return true;
}

void entity_copy(struct arena *mem, const struct entity *e, void *to, const void *from)
{
    memcpy(to, from, e->size);
    for (size_t i = 0; i < e->n_fields; i++)
        if (e->fields[i].type == F_TEXT)
            field_str_set(&e->fields[i], to, str_copy(mem, field_str(&e->fields[i], from)));
}

/* ---- checks ------------------------------------------------------------------------------ */

enum { TEXT_MAX = 4000, LONG_TEXT_MAX = 1000000 };
static const double SECONDS_MAX = 1e12, AMOUNT_MAX = 1e15;

static void text_check(const struct field *f, str text, struct problems *to)
{
    size_t limit = f->max > 0 ? (size_t)f->max : f->flags & FIELD_LONG ? LONG_TEXT_MAX : TEXT_MAX;
    if ((f->flags & FIELD_REQUIRED) && !str_trim(text).n)
        problems_add(to, f->name, "must not be empty");
    if (text.n > limit)
        problems_add(to, f->name, "must not be longer than %zu bytes", limit);
    if (!str_is_utf8(text))
        problems_add(to, f->name, "must be UTF-8 text without zero bytes");
    for (size_t i = 0; i < text.n; i++) {
        unsigned char c = (unsigned char)text.p[i];
        if (c < ' ' && c != '\n' && c != '\t' && c != '\r') {
            problems_add(to, f->name, "must not hold control characters");
            return;
        }
    }
}

/* Limits of a number: the row's, or what keeps sums far from overflow. */
static void number_limits(const struct field *f, double *ret_min, double *ret_max)
{
    *ret_min = f->min;
    *ret_max = f->max;
    if (f->min < 0 || f->min > 0 || f->max < 0 || f->max > 0)
        return;
    *ret_max = f->type == F_SECONDS ? SECONDS_MAX : f->type == F_MONEY ? AMOUNT_MAX : INFINITY;
    *ret_min = -*ret_max;
}

static void number_check(const struct field *f, double value, struct problems *to)
{
    double min, max;
    number_limits(f, &min, &max);
    if (value < min || value > max)
        problems_add(to, f->name, "must be between %.15g and %.15g", min, max);
}

static void instant_check(const struct field *f, int64_t at, struct problems *to)
{
    if (at < INSTANT_MIN || at > INSTANT_MAX)
        problems_add(to, f->name, "must be a date from 1900 to 2199");
}

static void present_check(const struct field *f, const void *record, struct problems *to)
{
    switch (f->type) {
    case F_TEXT: text_check(f, field_str(f, record), to); break;
    case F_NUM: number_check(f, field_num(f, record), to); break;
    case F_INT:
    case F_SECONDS:
    case F_MONEY: number_check(f, (double)field_int(f, record), to); break;
    case F_INSTANT: instant_check(f, field_int(f, record), to); break;
    case F_DAY: instant_check(f, field_int(f, record) * DAY_S, to); break;
    case F_ENUM:
        if (!field_word(f, record))
            problems_add(to, f->name, "is not one of its words");
        break;
    case F_ID:
        if (field_int(f, record) < 0)
            problems_add(to, f->name, "refers to a record that is not there");
        break;
    case F_BOOL: break;
    }
}

void entity_check(const struct entity *e, const void *record, struct problems *to)
{
    for (size_t i = 0; i < e->n_fields; i++) {
        const struct field *f = &e->fields[i];
        if (!field_is_absent(f, record))
            present_check(f, record, to);
        else if (!field_may_be_absent(f))
            problems_add(to, f->name, "must not be empty");
    }
    if (e->check)
        e->check(record, to);
}
