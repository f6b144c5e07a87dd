/* formats/outline/words.c - reads the small words of an outline.
 *
 * Each function takes a whole word and says whether it is one; none keeps state, none touches the
 * plan. Messages with line numbers are the caller's business.
 */
#include "formats/outline/words.h"

#include <math.h>

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Digits with at most one point, off the front of *rest. */
static bool take_number(str *rest, double *ret_value)
{
    size_t n = 0;
    while (n < rest->n && (is_digit(rest->p[n]) || rest->p[n] == '.'))
        n++;
    if (n == 0 || !str_double(str_sub(*rest, 0, n), ret_value))
        return false;
    *rest = str_sub(*rest, n, rest->n);
    return true;
}

struct unit_word {
    const char        *word;
    enum duration_unit unit;
};
static const struct unit_word unit_words[] = {
    {"m", UNIT_MINUTES},        {"h", UNIT_HOURS},
    {"d", UNIT_DAYS},           {"w", UNIT_WEEKS},
    {"mo", UNIT_MONTHS},        {"em", UNIT_ELAPSED_MINUTES},
    {"eh", UNIT_ELAPSED_HOURS}, {"ed", UNIT_ELAPSED_DAYS},
    {"ew", UNIT_ELAPSED_WEEKS}, {"emo", UNIT_ELAPSED_MONTHS},
};

static bool take_unit(str *rest, enum duration_unit *ret_unit)
{
    size_t n = 0;
    while (n < rest->n && rest->p[n] >= 'a' && rest->p[n] <= 'z')
        n++;
    str word = str_sub(*rest, 0, n);
    for (size_t i = 0; i < COUNT(unit_words); i++) {
        if (str_eq(word, str_from(unit_words[i].word))) {
            *ret_unit = unit_words[i].unit;
            *rest = str_sub(*rest, n, rest->n);
            return true;
        }
    }
    return false;
}

static int64_t unit_seconds(enum duration_unit unit, const struct outline_day *d)
{
    switch (unit) {
    case UNIT_MINUTES:
    case UNIT_ELAPSED_MINUTES: return MINUTE_S;
    case UNIT_HOURS:
    case UNIT_ELAPSED_HOURS: return HOUR_S;
    case UNIT_DAYS: return d->day_s;
    case UNIT_WEEKS: return d->week_s;
    case UNIT_MONTHS: return d->month_s;
    case UNIT_ELAPSED_DAYS: return DAY_S;
    case UNIT_ELAPSED_WEEKS: return 7 * DAY_S;
    case UNIT_ELAPSED_MONTHS: return 30 * DAY_S;
    }
    return DAY_S;
}

bool outline_duration(str text, const struct outline_day *d, int64_t *ret_s,
                      enum duration_unit *ret_unit)
{
    str                rest = str_trim(text);
    double             total = 0;
    enum duration_unit first = UNIT_DAYS;
    for (int parts = 0; rest.n > 0; parts++) {
        double             amount;
        enum duration_unit unit = UNIT_DAYS;
        if (!take_number(&rest, &amount) || (!take_unit(&rest, &unit) && amount != 0))
            return false;
        if (parts == 0)
            first = unit;
        total += amount * (double)unit_seconds(unit, d);
        rest = str_trim(rest);
    }
    if (text.n == 0 || total > 1e10)
        return false;
    *ret_s = (int64_t)llround(total);
    *ret_unit = first;
    return true;
}

static size_t find_any(str s, const char *chars)
{
    size_t i = 0;
    while (i < s.n && !strchr(chars, s.p[i]))
        i++;
    return i;
}

static bool parse_lag(str lag, bool negative, const struct outline_day *d,
                      struct outline_link *link)
{
    double percent;
    if (str_ends(lag, S("%"))) {
        if (!str_double(str_sub(lag, 0, lag.n - 1), &percent))
            return false;
        link->lag_kind = LAG_PERCENT;
        link->lag_percent = negative ? -percent : percent;
        return true;
    }
    if (!outline_duration(lag, d, &link->lag_s, &link->lag_unit))
        return false;
    link->lag_kind = duration_unit_is_elapsed(link->lag_unit) ? LAG_ELAPSED : LAG_WORKING;
    if (negative)
        link->lag_s = -link->lag_s;
    return true;
}

bool outline_link_parse(str text, const struct outline_day *d, struct outline_link *ret_link)
{
    struct outline_link link = {.lag_unit = UNIT_DAYS};
    str                 rest = str_trim(text);
    size_t              end = find_any(rest, "!+-");
    link.name = str_sub(rest, 0, end);
    rest = str_sub(rest, end, rest.n);
    if (rest.n > 0 && rest.p[0] == '!') {
        static const char *const types[] = {"FS", "SS", "FF", "SF", NULL};
        int                      type = outline_word(types, str_sub(rest, 1, 3));
        if (type < 0)
            return false;
        link.type = (enum link_type)type;
        rest = str_sub(rest, 3, rest.n);
    }
    if (rest.n > 0) {
        bool has_sign = rest.p[0] == '+' || rest.p[0] == '-';
        if (!has_sign || !parse_lag(str_sub(rest, 1, rest.n), rest.p[0] == '-', d, &link))
            return false;
    }
    if (link.name.n == 0)
        return false;
    *ret_link = link;
    return true;
}

int outline_prev(str name)
{
    int64_t n;
    if (str_eq(name, S("prev")))
        return 1;
    if (!str_starts(name, S("prev")) || !str_int(str_sub(name, 4, name.n), &n) || n < 1 || n > 99)
        return 0;
    return (int)n;
}

bool outline_weekdays(str text, unsigned *ret_bits)
{
    static const char *const days[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", NULL};
    str                      from = text, to = text;
    size_t                   dash = find_any(text, "-");
    if (dash < text.n) {
        from = str_sub(text, 0, dash);
        to = str_sub(text, dash + 1, text.n);
    }
    int first = outline_word(days, from), last = outline_word(days, to);
    if (first < 0 || last < 0)
        return false;
    unsigned bits = 0;
    for (int i = first;; i = (i + 1) % 7) {
        bits |= 1u << i;
        if (i == last)
            break;
    }
    *ret_bits = bits;
    return true;
}

int outline_word(const char *const *words, str word)
{
    for (int i = 0; words[i]; i++)
        if (str_eq(word, str_from(words[i])))
            return i;
    return -1;
}

bool outline_share(str text, double *ret_share)
{
    double value;
    bool   percent = str_ends(text, S("%"));
    if (!str_double(percent ? str_sub(text, 0, text.n - 1) : text, &value) || value < 0)
        return false;
    *ret_share = percent ? value / 100 : value;
    return true;
}
