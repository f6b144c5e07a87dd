/* The values that any XML format shares: texts, numbers, flags and numbered words.
 *
 * Each type is a pair of small functions. Numbers are read more generously than they are printed:
 * programs write "12.0" where a whole number stands in the schema.
 */
#include "formats/xml/xml.h"

#include <math.h>

static bool text_read(const struct xml_row *row, void *units, str text, void *to)
{
    (void)row, (void)units;
    *(str *)to = text;
    return true;
}

static bool text_print(const struct xml_row *row, const void *units, const void *from,
                       struct buf *to)
{
    (void)row, (void)units;
    const str *s = from;
    if (!s->p)
        return false;
    xml_print_text(to, *s);
    return true;
}

const struct xml_type xml_text = {"a text", text_read, text_print, true};
const struct xml_type xml_word = {"a text", text_read, text_print, false};

static bool int_read(const struct xml_row *row, void *units, str text, void *to)
{
    (void)row, (void)units;
    double d = 0;
    if (str_int(text, to))
        return true;
    if (!str_double(text, &d) || fabs(d) > 9e15)
        return false;
    *(int64_t *)to = (int64_t)llround(d);
    return true;
}

static bool int_print(const struct xml_row *row, const void *units, const void *from,
                      struct buf *to)
{
    (void)row, (void)units;
    int64_t v = *(const int64_t *)from;
    if (v == INT_NONE)
        return false;
    buf_int(to, v);
    return true;
}

const struct xml_type xml_int = {"a whole number", int_read, int_print, false};

static bool num_read(const struct xml_row *row, void *units, str text, void *to)
{
    (void)row, (void)units;
    return str_double(text, to);
}

static bool num_print(const struct xml_row *row, const void *units, const void *from,
                      struct buf *to)
{
    (void)row, (void)units;
    double v = *(const double *)from;
    if (!isfinite(v))
        return false;
    buf_double(to, v);
    return true;
}

const struct xml_type xml_num = {"a number", num_read, num_print, false};

static bool bool_read(const struct xml_row *row, void *units, str text, void *to)
{
    (void)row, (void)units;
    bool yes = str_eq(text, S("1")) || str_eq(text, S("-1")) || str_eq_nocase(text, S("true"));
    if (!yes && !str_eq(text, S("0")) && !str_eq_nocase(text, S("false")))
        return false;
    *(bool *)to = yes;
    return true;
}

static bool bool_print(const struct xml_row *row, const void *units, const void *from,
                       struct buf *to)
{
    (void)row, (void)units;
    buf_char(to, *(const bool *)from ? '1' : '0');
    return true;
}

const struct xml_type xml_bool = {"0 or 1", bool_read, bool_print, false};

static bool enum_read(const struct xml_row *row, void *units, str text, void *to)
{
    (void)units;
    int64_t n = 0;
    if (!str_int(text, &n) || n < 0 || n >= row->n_numbers || row->numbers[n] < 0)
        return false;
    unsigned v = (unsigned)row->numbers[n];
    memcpy(to, &v, sizeof v);
    return true;
}

static bool enum_print(const struct xml_row *row, const void *units, const void *from,
                       struct buf *to)
{
    (void)units;
    unsigned v = 0;
    memcpy(&v, from, sizeof v);
    for (uint32_t n = 0; n < row->n_numbers; n++) {
        if (row->numbers[n] >= 0 && (unsigned)row->numbers[n] == v) {
            buf_int(to, n);
            return true;
        }
    }
    return false;
}

const struct xml_type xml_enum = {"one of the numbers of this element", enum_read, enum_print,
                                  false};
