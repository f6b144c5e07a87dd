/* The values of MPX: numbers and money with the file's own signs, dates in many spellings, words in
 * several languages.
 *
 * A date is taken apart into numbers and words; a month by name, a clock by its colon, the rest by
 * the order that the file states. Years of two digits are 1950 to 2049.
 */
#include "formats/mpx/values.h"

#include <ctype.h>
#include <math.h>

enum { NUMBER_MAX = 40, YEAR_PIVOT = 50, NOON_H = 12, ELAPSED_DAY = 24 * HOUR_S };

/* ---- words -------------------------------------------------------------------------------- */

struct word {
    const char *text;
    int         value;
};

static bool find_word(const struct word *words, size_t n, str text, int *to)
{
    for (size_t i = 0; i < n; i++) {
        if (str_eq_nocase(text, str_from(words[i].text))) {
            *to = words[i].value;
            return true;
        }
    }
    return false;
}

bool mpx_is_nothing(str text)
{
    text = str_trim(text);
    return !text.n || str_eq_nocase(text, S("NA")) || str_eq_nocase(text, S("NV")) ||
           str_eq_nocase(text, S("ND")) || str_eq_nocase(text, S("NC")) ||
           str_eq_nocase(text, S("N/A"));
}

static const struct word yes_words[] = {
    {"Yes", 1}, {"No", 0},  {"Ja", 1},  {"Nein", 0}, {"Oui", 1}, {"Non", 0}, {"Si", 1},
    {"Sí", 1},  {"Sim", 1}, {"Não", 0}, {"Nej", 0},  {"Sì", 1},  {"1", 1},   {"0", 0},
};

bool mpx_yes(str text, bool *to)
{
    int v = *to;
    if (!mpx_is_nothing(text) && !find_word(yes_words, COUNT(yes_words), text, &v))
        return false;
    *to = v != 0;
    return true;
}

static const struct word constraint_names[] = {
    {"As Soon As Possible", CONSTRAINT_ASAP},
    {"As Late As Possible", CONSTRAINT_ALAP},
    {"Must Start On", CONSTRAINT_MSO},
    {"Must Finish On", CONSTRAINT_MFO},
    {"Start No Earlier Than", CONSTRAINT_SNET},
    {"Start No Later Than", CONSTRAINT_SNLT},
    {"Finish No Earlier Than", CONSTRAINT_FNET},
    {"Finish No Later Than", CONSTRAINT_FNLT},
    {"So früh wie möglich", CONSTRAINT_ASAP},
    {"So spät wie möglich", CONSTRAINT_ALAP},
    {"Muß anfangen am", CONSTRAINT_MSO},
    {"Muss anfangen am", CONSTRAINT_MSO},
    {"Muß enden am", CONSTRAINT_MFO},
    {"Muss enden am", CONSTRAINT_MFO},
    {"Anfang nicht früher als", CONSTRAINT_SNET},
    {"Anfang nicht später als", CONSTRAINT_SNLT},
    {"Ende nicht früher als", CONSTRAINT_FNET},
    {"Ende nicht später als", CONSTRAINT_FNLT},
    {"Dès que possible", CONSTRAINT_ASAP},
    {"Le plus tard possible", CONSTRAINT_ALAP},
    {"Doit commencer le", CONSTRAINT_MSO},
    {"Doit finir le", CONSTRAINT_MFO},
    {"Début au plus tôt le", CONSTRAINT_SNET},
    {"Début au plus tard le", CONSTRAINT_SNLT},
    {"Fin au plus tôt le", CONSTRAINT_FNET},
    {"Fin au plus tard le", CONSTRAINT_FNLT},
    {"Lo antes posible", CONSTRAINT_ASAP},
    {"Lo más tarde posible", CONSTRAINT_ALAP},
    {"Debe comenzar el", CONSTRAINT_MSO},
    {"Debe finalizar el", CONSTRAINT_MFO},
    {"No comenzar antes del", CONSTRAINT_SNET},
    {"No comenzar después del", CONSTRAINT_SNLT},
    {"No finalizar antes del", CONSTRAINT_FNET},
    {"No finalizar después del", CONSTRAINT_FNLT},
    {"Il più presto possibile", CONSTRAINT_ASAP},
    {"Il più tardi possibile", CONSTRAINT_ALAP},
    {"Deve iniziare il", CONSTRAINT_MSO},
    {"Deve finire il", CONSTRAINT_MFO},
    {"Iniziare non prima del", CONSTRAINT_SNET},
    {"Iniziare non oltre il", CONSTRAINT_SNLT},
    {"Finire non prima del", CONSTRAINT_FNET},
    {"Finire non oltre il", CONSTRAINT_FNLT},
    {"O mais breve possível", CONSTRAINT_ASAP},
    {"O mais tarde possível", CONSTRAINT_ALAP},
    {"Deve iniciar em", CONSTRAINT_MSO},
    {"Deve terminar em", CONSTRAINT_MFO},
    {"Não iniciar antes de", CONSTRAINT_SNET},
    {"Não iniciar depois de", CONSTRAINT_SNLT},
    {"Não terminar antes de", CONSTRAINT_FNET},
    {"Não terminar depois de", CONSTRAINT_FNLT},
    {"Så tidigt som möjligt", CONSTRAINT_ASAP},
    {"Så sent som möjligt", CONSTRAINT_ALAP},
    {"Måste starta den", CONSTRAINT_MSO},
    {"Måste sluta den", CONSTRAINT_MFO},
    {"Starta tidigast den", CONSTRAINT_SNET},
    {"Starta senast den", CONSTRAINT_SNLT},
    {"Sluta tidigast den", CONSTRAINT_FNET},
    {"Sluta senast den", CONSTRAINT_FNLT},
};

bool mpx_constraint(str text, enum constraint_kind *to)
{
    int v = 0;
    if (mpx_is_nothing(text))
        return true;
    if (!find_word(constraint_names, COUNT(constraint_names), text, &v))
        return false;
    *to = (enum constraint_kind)v;
    return true;
}

static const struct word priority_names[] = {
    {"Lowest", 100},    {"Very Low", 200},      {"Lower", 300},      {"Low", 400},
    {"Medium", 500},    {"High", 600},          {"Higher", 700},     {"Very High", 800},
    {"Highest", 900},   {"Do Not Level", 1000}, {"Niedrigste", 100}, {"Sehr niedrig", 200},
    {"Niedriger", 300}, {"Niedrig", 400},       {"Mittel", 500},     {"Hoch", 600},
    {"Höher", 700},     {"Sehr hoch", 800},     {"Höchste", 900},    {"Nicht abgleichen", 1000},
};

bool mpx_priority(str text, int64_t *to)
{
    int v = 0;
    if (mpx_is_nothing(text) || str_int(text, to))
        return true;
    if (!find_word(priority_names, COUNT(priority_names), text, &v))
        return false;
    *to = v;
    return true;
}

static const struct word accrual_names[] = {
    {"Start", ACCRUAL_START},  {"End", ACCRUAL_END},  {"Prorated", ACCRUAL_PRORATED},
    {"Anfang", ACCRUAL_START}, {"Ende", ACCRUAL_END}, {"Anteilig", ACCRUAL_PRORATED},
};

bool mpx_accrual(str text, enum accrual *to)
{
    int v = 0;
    if (mpx_is_nothing(text))
        return true;
    if (!find_word(accrual_names, COUNT(accrual_names), text, &v))
        return false;
    *to = (enum accrual)v;
    return true;
}

/* English, German, French, Spanish, Italian, Portuguese. */
static const struct word link_names[] = {
    {"FS", LINK_FS}, {"EA", LINK_FS}, {"FD", LINK_FS}, {"FC", LINK_FS}, {"FI", LINK_FS},
    {"TI", LINK_FS}, {"SS", LINK_SS}, {"AA", LINK_SS}, {"DD", LINK_SS}, {"CC", LINK_SS},
    {"II", LINK_SS}, {"FF", LINK_FF}, {"EE", LINK_FF}, {"TT", LINK_FF}, {"SF", LINK_SF},
    {"AE", LINK_SF}, {"DF", LINK_SF}, {"CF", LINK_SF}, {"IF", LINK_SF}, {"IT", LINK_SF},
};

bool mpx_link_type(str text, enum link_type *to)
{
    int v = 0;
    if (!find_word(link_names, COUNT(link_names), text, &v))
        return false;
    *to = (enum link_type)v;
    return true;
}

/* ---- numbers ------------------------------------------------------------------------------ */

bool mpx_int(str text, int64_t *to)
{
    text = str_trim(text);
    return mpx_is_nothing(text) || str_int(text, to);
}

static bool is_digit_at(str text, size_t at)
{
    return at < text.n && isdigit((unsigned char)text.p[at]);
}

/* Digits, signs and separators as a plain number; a currency before them is passed over, what
 * stands behind goes to *ret_rest. "(1.00)" is negative. */
static bool plain_number(const struct mpx_format *f, str text, double *to, str *ret_rest)
{
    char   digits[NUMBER_MAX];
    size_t n = 0, i = 0;
    bool   is_negative = false;
    for (; i < text.n && !is_digit_at(text, i); i++) {
        is_negative |= text.p[i] == '-' || text.p[i] == '(';
        if (text.p[i] == f->decimal && is_digit_at(text, i + 1))
            break;
    }
    for (; i < text.n && n < NUMBER_MAX; i++) {
        unsigned char c = (unsigned char)text.p[i];
        bool          is_blank = text.p[i] == f->thousands || c == 0xA0; /* also in two bytes */
        if (isdigit(c))
            digits[n++] = text.p[i];
        else if (text.p[i] == f->decimal)
            digits[n++] = '.';
        else if (!is_blank)
            break;
    }
    *ret_rest = str_trim(str_sub(text, i, text.n));
    if (!n || n == NUMBER_MAX || !str_double((str){digits, n}, to))
        return false;
    *to = is_negative ? -*to : *to;
    return true;
}

bool mpx_number(const struct mpx_format *f, str text, double *to)
{
    str rest;
    return mpx_is_nothing(text) ||
           (plain_number(f, text, to, &rest) && (!rest.n || str_eq(rest, S("%"))));
}

bool mpx_units(const struct mpx_format *f, str text, double *to)
{
    bool is_percent = str_ends(str_trim(text), S("%"));
    if (!mpx_number(f, text, to))
        return false;
    *to = is_percent ? *to / 100 : *to;
    return true;
}

static double minor_units(const struct mpx_format *f)
{
    return pow(10, (double)f->currency_digits);
}

bool mpx_money(const struct mpx_format *f, str text, int64_t *to)
{
    double v = 0;
    str    rest;
    if (mpx_is_nothing(text))
        return true;
    if (!plain_number(f, text, &v, &rest) || fabs(v) > 1e12)
        return false;
    *to = llround(v * minor_units(f));
    return true;
}

/* ---- durations ---------------------------------------------------------------------------- */

static double unit_s(const struct mpx_format *f, enum duration_unit u)
{
    switch (u) {
    case UNIT_MINUTES:
    case UNIT_ELAPSED_MINUTES: return MINUTE_S;
    case UNIT_HOURS:
    case UNIT_ELAPSED_HOURS: return HOUR_S;
    case UNIT_DAYS: return f->minutes_per_day * MINUTE_S;
    case UNIT_WEEKS: return f->minutes_per_week * MINUTE_S;
    case UNIT_MONTHS: return (double)f->days_per_month * f->minutes_per_day * MINUTE_S;
    case UNIT_ELAPSED_DAYS: return ELAPSED_DAY;
    case UNIT_ELAPSED_WEEKS: return 7.0 * ELAPSED_DAY;
    case UNIT_ELAPSED_MONTHS: return 30.0 * ELAPSED_DAY;
    }
    return 1;
}

static bool percent_unit(str unit, struct mpx_span *to)
{
    to->is_elapsed_percent = str_eq_nocase(unit, S("e%")) || str_eq_nocase(unit, S("f%"));
    to->is_percent = str_eq(unit, S("%")) || to->is_elapsed_percent;
    return to->is_percent;
}

bool mpx_span_read(const struct mpx_format *f, str text, struct mpx_span *to)
{
    double v = 0, times = 1;
    str    rest;
    if (mpx_is_nothing(text))
        return true;
    if (!plain_number(f, text, &v, &rest))
        return false;
    to->unit = UNIT_DAYS;
    to->is_estimated = str_ends(rest, S("?"));
    if (to->is_estimated)
        rest = str_trim(str_sub(rest, 0, rest.n - 1));
    if (percent_unit(rest, to)) {
        to->percent = v;
        to->s = 0;
        return true;
    }
    if (rest.n && !mpx_unit(f, rest, &to->unit, &times))
        return false;
    v *= times * unit_s(f, to->unit);
    if (fabs(v) > 1e12)
        return false;
    to->s = llround(v);
    return true;
}

bool mpx_rate(const struct mpx_format *f, str text, int64_t *to)
{
    str                amount;
    double             v = 0, hours = 1, times = 1;
    enum duration_unit unit = UNIT_HOURS;
    if (mpx_is_nothing(text) || !str_cut(&text, '/', &amount))
        return true;
    str rest;
    if (!plain_number(f, amount, &v, &rest) || fabs(v) > 1e12)
        return false;
    if (text.n && !mpx_unit(f, str_trim(text), &unit, &times))
        return false;
    hours = times * unit_s(f, unit) / HOUR_S;
    *to = hours > 0 ? llround(v * minor_units(f) / hours) : 0;
    return true;
}

/* ---- dates -------------------------------------------------------------------------------- */

static const struct word month_names[] = {
    {"jan", 1},  {"feb", 2},  {"mar", 3},  {"mär", 3},  {"apr", 4},  {"may", 5},
    {"mai", 5},  {"jun", 6},  {"jul", 7},  {"aug", 8},  {"sep", 9},  {"oct", 10},
    {"okt", 10}, {"nov", 11}, {"dec", 12}, {"dez", 12}, {"fév", 2},  {"fev", 2},
    {"avr", 4},  {"juin", 6}, {"juil", 7}, {"aoû", 8},  {"aou", 8},  {"déc", 12},
    {"ene", 1},  {"abr", 4},  {"ago", 8},  {"dic", 12}, {"gen", 1},  {"mag", 5},
    {"giu", 6},  {"lug", 7},  {"set", 9},  {"ott", 10}, {"out", 10}, {"maj", 5},
};

struct date_parts {
    int     numbers[3], n, month; /* month by name; 0 = none */
    int64_t clock;                /* INT_NONE = none */
};

/* Full names and short ones of months begin alike. Days of the week do not matter; one that is
 * called like a month (French "mar.") stands before it, or beside a date in numbers. */
static void take_word(struct date_parts *d, str word)
{
    for (size_t i = 0; i < COUNT(month_names); i++) {
        str name = str_from(month_names[i].text);
        if (word.n >= name.n && str_eq_nocase(str_sub(word, 0, name.n), name))
            d->month = month_names[i].value;
    }
}

static bool is_letter(char c)
{
    return isalpha((unsigned char)c) || (unsigned char)c >= 0x80;
}

/* "08:00", "8:00 am": from `at` on; how far it goes in *ret_end. */
static bool clock_at(str text, size_t at, int64_t *ret_s, size_t *ret_end)
{
    int    hour = 0, minute = 0;
    size_t i = at;
    for (; i < text.n && i < at + 2 && isdigit((unsigned char)text.p[i]); i++)
        hour = hour * 10 + text.p[i] - '0';
    if (i == at || i >= text.n || text.p[i] != ':')
        return false;
    size_t from = ++i;
    for (; i < text.n && i < from + 2 && isdigit((unsigned char)text.p[i]); i++)
        minute = minute * 10 + text.p[i] - '0';
    str  tail = str_trim(str_sub(text, i, text.n));
    bool pm = str_starts(tail, S("p")) || str_starts(tail, S("P"));
    bool am = str_starts(tail, S("a")) || str_starts(tail, S("A"));
    if (i == from || hour > 24 || minute > 59 || ((am || pm) && (hour < 1 || hour > NOON_H)))
        return false;
    if (am || pm)
        hour = hour % NOON_H + (pm ? NOON_H : 0);
    *ret_s = hour * HOUR_S + minute * MINUTE_S;
    *ret_end = am || pm ? text.n : i;
    return *ret_s <= DAY_S;
}

bool mpx_clock(str text, int64_t *ret_s)
{
    size_t end = 0;
    text = str_trim(text);
    return clock_at(text, 0, ret_s, &end) && end == text.n;
}

static bool take_number(struct date_parts *d, str text, size_t *at)
{
    int v = 0;
    for (; *at < text.n && isdigit((unsigned char)text.p[*at]); ++*at) {
        v = v * 10 + text.p[*at] - '0';
        if (v > 9999)
            return false;
    }
    if (d->n == 3)
        return false;
    d->numbers[d->n++] = v;
    return true;
}

static bool take_apart(str text, struct date_parts *d)
{
    for (size_t at = 0; at < text.n;) {
        size_t from = at;
        if (isdigit((unsigned char)text.p[at])) {
            if (clock_at(text, at, &d->clock, &at))
                continue;
            if (!take_number(d, text, &at))
                return false;
        } else if (is_letter(text.p[at])) {
            while (at < text.n && is_letter(text.p[at]))
                at++;
            take_word(d, str_sub(text, from, at));
        } else {
            at++;
        }
    }
    return true;
}

static int full_year(int y)
{
    return y >= 100 ? y : y < YEAR_PIVOT ? 2000 + y : 1900 + y;
}

static bool date_of(const struct mpx_format *f, const struct date_parts *d, struct civil *to)
{
    static const int places[][3] = {{2, 0, 1}, {2, 1, 0}, {0, 1, 2}}; /* year, month, day */
    const int       *place = places[f->date_order];
    if (d->month && d->n == 2) {
        bool year_first = d->numbers[0] > 31;
        *to = (struct civil){.year = full_year(d->numbers[!year_first]),
                             .month = d->month,
                             .day = d->numbers[year_first]};
        return true;
    }
    if (d->n != 3)
        return false;
    *to = (struct civil){.year = full_year(d->numbers[place[0]]),
                         .month = d->numbers[place[1]],
                         .day = d->numbers[place[2]]};
    return true;
}

bool mpx_moment_read(const struct mpx_format *f, str text, struct mpx_moment *to)
{
    struct date_parts d = {.clock = INT_NONE};
    struct civil      c;
    if (mpx_is_nothing(text))
        return true;
    if (!take_apart(text, &d) || !date_of(f, &d, &c))
        return false;
    if (c.year < 1900 || c.year > 2199 || c.month < 1 || c.month > 12 ||
        !day_is_valid(c.year, c.month, c.day))
        return false;
    to->at = civil_seconds(c);
    to->has_time = d.clock != INT_NONE;
    to->at += to->has_time ? d.clock : 0;
    return to->at <= INSTANT_MAX;
}
