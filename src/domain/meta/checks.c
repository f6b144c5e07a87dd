/* domain/meta/checks.c - rules that several entities share.
 *
 * Each adds at most one sentence about one field. They know values only, never other records.
 */
#include "domain/meta/checks.h"

#include "base/zone.h"
#include "domain/shifts.h"

void check_shifts(str text, const char *field, struct problems *to)
{
    struct shifts shifts;
    err           e = shifts_parse(text, &shifts);
    if (e.code)
        problems_add(to, field, "%s", e.why);
}

void check_zone(str name, const char *field, struct problems *to)
{
    const struct zone *zone;
    if (!name.p)
        return;
    err e = zone_get(name, &zone);
    if (e.code)
        problems_add(to, field, "%s", e.why);
}

void check_order(instant earlier, instant later, const char *later_field, const char *earlier_field,
                 struct problems *to)
{
    if (earlier != INSTANT_NONE && later != INSTANT_NONE && later < earlier)
        problems_add(to, later_field, "must not be before %s", earlier_field);
}

void check_days(day from, day till, struct problems *to)
{
    if (from != DAY_NONE && till != DAY_NONE && till < from)
        problems_add(to, "to", "must not be before from");
}
