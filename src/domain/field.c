/* domain/field.c - one member of a record by its row.
 *
 * Every access goes through memcpy of the member's own size, so that enums of any underlying type
 * and the strong types of ids are read without breaking the aliasing rules; compilers make one
 * load of it. Text and JSON forms are in meta/field_text.c and meta/record_json.c.
 */
#include "domain/field.h"

#include "domain/meta.h"

#include <assert.h>
#include <math.h>

static_assert(sizeof(enum field_type) == sizeof(int32_t), "enums are 32 bits wide");
static_assert(sizeof(struct id) == sizeof(int64_t), "an id is its number");

static const char *at(const struct field *f, const void *record)
{
    return (const char *)record + f->offset;
}

int64_t field_int(const struct field *f, const void *record)
{
    int32_t narrow;
    int64_t wide;
    bool    flag;
    switch (f->type) {
    case F_BOOL: memcpy(&flag, at(f, record), sizeof flag); return flag;
    case F_DAY:
    case F_ENUM: memcpy(&narrow, at(f, record), sizeof narrow); return narrow;
    case F_ID:
    case F_INT:
    case F_INSTANT:
    case F_SECONDS:
    case F_MONEY: memcpy(&wide, at(f, record), sizeof wide); return wide;
    case F_NUM:
    case F_TEXT: break;
    }
    return 0;
}

void field_int_set(const struct field *f, void *record, int64_t value)
{
    int32_t narrow = (int32_t)value;
    bool    flag = value != 0;
    char   *to = (char *)record + f->offset;
    switch (f->type) {
    case F_BOOL: memcpy(to, &flag, sizeof flag); break;
    case F_DAY:
    case F_ENUM: memcpy(to, &narrow, sizeof narrow); break;
    case F_ID:
    case F_INT:
    case F_INSTANT:
    case F_SECONDS:
    case F_MONEY: memcpy(to, &value, sizeof value); break;
    case F_NUM:
    case F_TEXT: break;
    }
}

double field_num(const struct field *f, const void *record)
{
    double v;
    memcpy(&v, at(f, record), sizeof v);
    return v;
}

void field_num_set(const struct field *f, void *record, double value)
{
    memcpy((char *)record + f->offset, &value, sizeof value);
}

str field_str(const struct field *f, const void *record)
{
    str v;
    memcpy(&v, at(f, record), sizeof v);
    return v;
}

void field_str_set(const struct field *f, void *record, str value)
{
    memcpy((char *)record + f->offset, &value, sizeof value);
}

/* ---- absence ----------------------------------------------------------------------------- */

bool field_may_be_absent(const struct field *f)
{
    switch (f->type) {
    case F_INT:
    case F_NUM:
    case F_SECONDS:
    case F_MONEY: return f->flags & FIELD_OPTIONAL;
    case F_ID:
    case F_TEXT:
    case F_DAY:
    case F_INSTANT: return !(f->flags & FIELD_REQUIRED);
    case F_BOOL:
    case F_ENUM: break;
    }
    return false;
}

/* The stored int64 that means absent; *ret_has is false where there is none. */
static int64_t absent_value(const struct field *f, bool *ret_has)
{
    *ret_has = true;
    switch (f->type) {
    case F_INSTANT:
    case F_SECONDS: return INT64_MIN;
    case F_INT:
    case F_MONEY: *ret_has = f->flags & FIELD_OPTIONAL; return INT_NONE;
    case F_DAY: return DAY_NONE;
    case F_ID: return 0;
    case F_BOOL:
    case F_ENUM:
    case F_NUM:
    case F_TEXT: break;
    }
    *ret_has = false;
    return 0;
}

bool field_is_absent(const struct field *f, const void *record)
{
    bool has;
    if (f->type == F_TEXT)
        return !field_str(f, record).p;
    if (f->type == F_NUM)
        return isnan(field_num(f, record));
    int64_t none = absent_value(f, &has);
    return has && field_int(f, record) == none;
}

void field_clear(const struct field *f, void *record)
{
    bool has;
    if (f->type == F_TEXT) {
        field_str_set(f, record, STR_NONE);
    } else if (f->type == F_NUM) {
        field_num_set(f, record, f->flags & FIELD_OPTIONAL ? NAN : 0);
    } else {
        int64_t none = absent_value(f, &has);
        bool    zero = !has || (f->type == F_SECONDS && !(f->flags & FIELD_OPTIONAL));
        field_int_set(f, record, zero ? 0 : none);
    }
}

bool field_equal(const struct field *f, const void *a, const void *b)
{
    if (f->type == F_TEXT)
        return str_eq(field_str(f, a), field_str(f, b));
    if (f->type != F_NUM)
        return field_int(f, a) == field_int(f, b);
    double x = field_num(f, a), y = field_num(f, b);
    return (isnan(x) && isnan(y)) || !(x < y || x > y || isnan(x) || isnan(y));
}

/* ---- enums ------------------------------------------------------------------------------- */

size_t words_count(const char *const *words)
{
    size_t n = 0;
    while (words[n])
        n++;
    return n;
}

bool words_find(const char *const *words, str word, int64_t *ret_value)
{
    for (int64_t i = 0; words[i]; i++) {
        if (str_eq(str_from(words[i]), word)) {
            *ret_value = i;
            return true;
        }
    }
    return false;
}

const char *field_word(const struct field *f, const void *record)
{
    int64_t v = field_int(f, record);
    return v >= 0 && (size_t)v < words_count(f->words) ? f->words[v] : NULL;
}
