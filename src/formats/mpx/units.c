/* formats/mpx/units.c - the units of durations in the languages of MS Project.
 *
 * A file does not say its language. The letters fit together but for two families: in Italian m is
 * a month (r a minute, o an hour), in the Nordic languages t is an hour, which is a day in German.
 * They are known by letters that no other language has beside them, looked for in all cells that
 * are a number and a unit.
 */
#include "formats/mpx/values.h"

struct unit {
    const char        *word;
    enum duration_unit unit;
    double             times; /* 0 means 1; a year is twelve months */
};

static const struct unit usual[] = {
    {"m", UNIT_MINUTES, 0},
    {"min", UNIT_MINUTES, 0},
    {"mins", UNIT_MINUTES, 0},
    {"minute", UNIT_MINUTES, 0},
    {"minutes", UNIT_MINUTES, 0},
    {"minuten", UNIT_MINUTES, 0},
    {"h", UNIT_HOURS, 0},
    {"hr", UNIT_HOURS, 0},
    {"hrs", UNIT_HOURS, 0},
    {"hour", UNIT_HOURS, 0},
    {"hours", UNIT_HOURS, 0},
    {"std", UNIT_HOURS, 0},
    {"stunde", UNIT_HOURS, 0},
    {"stunden", UNIT_HOURS, 0},
    {"heure", UNIT_HOURS, 0},
    {"heures", UNIT_HOURS, 0},
    {"u", UNIT_HOURS, 0},
    {"d", UNIT_DAYS, 0},
    {"day", UNIT_DAYS, 0},
    {"days", UNIT_DAYS, 0},
    {"t", UNIT_DAYS, 0},
    {"tag", UNIT_DAYS, 0},
    {"tage", UNIT_DAYS, 0},
    {"j", UNIT_DAYS, 0},
    {"jour", UNIT_DAYS, 0},
    {"jours", UNIT_DAYS, 0},
    {"g", UNIT_DAYS, 0},
    {"dia", UNIT_DAYS, 0},
    {"dias", UNIT_DAYS, 0},
    {"día", UNIT_DAYS, 0},
    {"días", UNIT_DAYS, 0},
    {"д", UNIT_DAYS, 0},
    {"дн", UNIT_DAYS, 0},
    {"день", UNIT_DAYS, 0},
    {"дней", UNIT_DAYS, 0},
    {"мин", UNIT_MINUTES, 0},
    {"ч", UNIT_HOURS, 0},
    {"час", UNIT_HOURS, 0},
    {"w", UNIT_WEEKS, 0},
    {"wk", UNIT_WEEKS, 0},
    {"wks", UNIT_WEEKS, 0},
    {"week", UNIT_WEEKS, 0},
    {"weeks", UNIT_WEEKS, 0},
    {"woche", UNIT_WEEKS, 0},
    {"wochen", UNIT_WEEKS, 0},
    {"s", UNIT_WEEKS, 0},
    {"sem", UNIT_WEEKS, 0},
    {"v", UNIT_WEEKS, 0},
    {"н", UNIT_WEEKS, 0},
    {"нед", UNIT_WEEKS, 0},
    {"mo", UNIT_MONTHS, 0},
    {"mon", UNIT_MONTHS, 0},
    {"mons", UNIT_MONTHS, 0},
    {"month", UNIT_MONTHS, 0},
    {"months", UNIT_MONTHS, 0},
    {"monat", UNIT_MONTHS, 0},
    {"monate", UNIT_MONTHS, 0},
    {"ms", UNIT_MONTHS, 0},
    {"mois", UNIT_MONTHS, 0},
    {"mes", UNIT_MONTHS, 0},
    {"mnd", UNIT_MONTHS, 0},
    {"мес", UNIT_MONTHS, 0},
    {"y", UNIT_MONTHS, 12},
    {"a", UNIT_MONTHS, 12},
    {"year", UNIT_MONTHS, 12},
    {"years", UNIT_MONTHS, 12},
    {"em", UNIT_ELAPSED_MINUTES, 0},
    {"fm", UNIT_ELAPSED_MINUTES, 0},
    {"me", UNIT_ELAPSED_MINUTES, 0},
    {"eh", UNIT_ELAPSED_HOURS, 0},
    {"fh", UNIT_ELAPSED_HOURS, 0},
    {"he", UNIT_ELAPSED_HOURS, 0},
    {"ed", UNIT_ELAPSED_DAYS, 0},
    {"ft", UNIT_ELAPSED_DAYS, 0},
    {"ej", UNIT_ELAPSED_DAYS, 0},
    {"je", UNIT_ELAPSED_DAYS, 0},
    {"jé", UNIT_ELAPSED_DAYS, 0},
    {"ew", UNIT_ELAPSED_WEEKS, 0},
    {"fw", UNIT_ELAPSED_WEEKS, 0},
    {"es", UNIT_ELAPSED_WEEKS, 0},
    {"se", UNIT_ELAPSED_WEEKS, 0},
    {"emo", UNIT_ELAPSED_MONTHS, 0},
    {"emon", UNIT_ELAPSED_MONTHS, 0},
    {"fmon", UNIT_ELAPSED_MONTHS, 0},
    {"ems", UNIT_ELAPSED_MONTHS, 0},
    {"mse", UNIT_ELAPSED_MONTHS, 0},
    {"ey", UNIT_ELAPSED_MONTHS, 12},
    {"ea", UNIT_ELAPSED_MONTHS, 12},
};

static const struct unit italian[] = {
    {"r", UNIT_MINUTES, 0},          {"o", UNIT_HOURS, 0},
    {"ore", UNIT_HOURS, 0},          {"giorni", UNIT_DAYS, 0},
    {"m", UNIT_MONTHS, 0},           {"tr", UNIT_ELAPSED_MINUTES, 0},
    {"to", UNIT_ELAPSED_HOURS, 0},   {"tg", UNIT_ELAPSED_DAYS, 0},
    {"ts", UNIT_ELAPSED_WEEKS, 0},   {"tm", UNIT_ELAPSED_MONTHS, 0},
    {"ta", UNIT_ELAPSED_MONTHS, 12},
};

static const struct unit nordic[] = {
    {"t", UNIT_HOURS, 0},
    {"u", UNIT_WEEKS, 0},
    {"et", UNIT_ELAPSED_HOURS, 0},
};

static const struct unit *find(const struct unit *of, size_t n, str word)
{
    for (size_t i = 0; i < n; i++)
        if (str_eq_nocase(word, str_from(of[i].word)))
            return &of[i];
    return NULL;
}

bool mpx_unit(const struct mpx_format *f, str word, enum duration_unit *ret_unit, double *ret_times)
{
    const struct unit *u = f->tongue == MPX_ITALIAN  ? find(italian, COUNT(italian), word)
                           : f->tongue == MPX_NORDIC ? find(nordic, COUNT(nordic), word)
                                                     : NULL;
    u = u ? u : find(usual, COUNT(usual), word);
    if (!u)
        return false;
    *ret_unit = u->unit;
    *ret_times = u->times > 0 ? u->times : 1;
    return true;
}

/* The letter of a cell such as "1,5t" or "2 g?"; 0 when it is anything else. */
static char letter_of(str cell)
{
    size_t n = 0;
    cell = str_trim(cell);
    while (n < cell.n && strchr("0123456789.,- ", cell.p[n]))
        n++;
    str unit = str_sub(cell, n, cell.n);
    if (str_ends(unit, S("?")))
        unit = str_sub(unit, 0, unit.n - 1);
    return n && unit.n == 1 ? (char)(unit.p[0] | 0x20) : 0;
}

enum mpx_tongue mpx_tongue_of(str text, char separator)
{
    bool has[256] = {0};
    str  line, cell;
    while (str_cut(&text, '\n', &line)) {
        line = str_trim(line);
        while (str_cut(&line, separator, &cell))
            has[(unsigned char)letter_of(cell)] = true;
    }
    if ((has['g'] || has['o'] || has['r']) && !has['d'] && !has['h'] && !has['j'])
        return MPX_ITALIAN;
    return has['t'] && has['d'] ? MPX_NORDIC : MPX_USUAL;
}
