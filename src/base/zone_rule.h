/* base/zone_rule.h - the rule of a TZif footer (POSIX TZ with the extension of RFC 9636, 3.3.1);
 * for zone.c alone. */
#ifndef BASE_ZONE_RULE_H
#define BASE_ZONE_RULE_H

#include "base/day.h"

struct zone_rule_date {
    enum zone_rule_kind { RULE_MONTH_WEEK, RULE_JULIAN, RULE_DAY_OF_YEAR } kind;
    int     month, week, weekday; /* RULE_MONTH_WEEK: week 5 = last; weekday 0 = Sunday */
    int     number; /* RULE_JULIAN 1–365 without 29 February; RULE_DAY_OF_YEAR 0–365 */
    int32_t time_s; /* local time of the change, −167 h … 167 h */
};

struct zone_rule {
    int32_t               standard, daylight; /* seconds east */
    bool                  has_daylight;
    struct zone_rule_date begins, ends; /* of daylight time */
};

/* "CET-1CEST,M3.5.0,M10.5.0/3"; false when it is not understood. */
bool zone_rule_parse(str text, struct zone_rule *ret_rule);

struct zone_change {
    instant at;
    int32_t offset; /* from then on */
};

/* The two changes of a year in order of time; only for a rule with daylight time. */
void zone_rule_year(const struct zone_rule *rule, int year, struct zone_change ret_changes[2]);

#endif
