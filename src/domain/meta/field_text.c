/* domain/meta/field_text.c - one member as text.
 *
 * For CSV, the command line, initial values and filter literals. field_parse reads what
 * field_text prints. It asks for whole texts and says what it expected; blanks around are a
 * matter of the caller.
 */
#include "domain/meta.h"

static str num_text(struct arena *mem, double v)
{
    struct buf b = {0};
    buf_double(&b, v);
    str text = str_copy(mem, buf_view(&b));
    buf_done(&b);
    return text;
}

str field_text(struct arena *mem, const struct field *f, const void *record)
{
    if (field_is_absent(f, record))
        return S("");
    switch (f->type) {
    case F_TEXT: return field_str(f, record);
    case F_NUM: return num_text(mem, field_num(f, record));
    case F_BOOL: return field_int(f, record) ? S("true") : S("false");
    case F_DAY: return day_text(mem, (day)field_int(f, record));
    case F_INSTANT: return instant_text(mem, field_int(f, record));
    case F_ENUM: return str_from(field_word(f, record));
    case F_ID:
    case F_INT:
    case F_SECONDS:
    case F_MONEY: break;
    }
    return str_fmt(mem, "%lld", (long long)field_int(f, record));
}

static bool bool_parse(str text, int64_t *ret_value)
{
    *ret_value = str_eq(text, S("true")) || str_eq(text, S("1"));
    return *ret_value || str_eq(text, S("false")) || str_eq(text, S("0"));
}

static bool int_parse(const struct field *f, str text, int64_t *ret_value)
{
    day d;
    switch (f->type) {
    case F_BOOL: return bool_parse(text, ret_value);
    case F_DAY:
        if (!day_parse(text, &d))
            return false;
        *ret_value = d;
        return true;
    case F_INSTANT: return instant_parse(text, ret_value);
    case F_ENUM: return words_find(f->words, text, ret_value);
    case F_ID:
    case F_INT:
    case F_SECONDS:
    case F_MONEY: return str_int(text, ret_value);
    case F_NUM:
    case F_TEXT: break;
    }
    return false;
}

static const char *expected(const struct field *f)
{
    switch (f->type) {
    case F_BOOL: return "true or false";
    case F_DAY: return "a date such as 2026-03-02";
    case F_INSTANT: return "a moment such as 2026-03-02T08:00:00Z";
    case F_ENUM: return "one of its words";
    case F_NUM: return "a number";
    case F_ID:
    case F_INT:
    case F_SECONDS:
    case F_MONEY: return "a whole number";
    case F_TEXT: break;
    }
    return "a text";
}

static str words_text(char *space, size_t size, const char *const *words)
{
    size_t n = 0;
    for (size_t i = 0; words[i] && n < size - 1; i++)
        n += (size_t)snprintf(space + n, size - n, "%s%s", i ? ", " : "", words[i]);
    return str_from(space);
}

err field_expected(const struct field *f)
{
    char space[512] = "";
    if (f->type == F_ENUM)
        return err_make(ERR_INVALID, "must be one of %.*s",
                        STR_ARG(words_text(space, sizeof space, f->words)));
    return err_make(ERR_INVALID, "must be %s", expected(f));
}

err field_parse(const struct field *f, void *record, str text)
{
    int64_t whole;
    double  number;
    if (f->type == F_TEXT) {
        field_str_set(f, record, text);
        return OK;
    }
    if (!text.n && field_may_be_absent(f)) {
        field_clear(f, record);
        return OK;
    }
    if (f->type == F_NUM) {
        if (!str_double(text, &number))
            return field_expected(f);
        field_num_set(f, record, number);
        return OK;
    }
    if (!int_parse(f, text, &whole))
        return field_expected(f);
    field_int_set(f, record, whole);
    return OK;
}
