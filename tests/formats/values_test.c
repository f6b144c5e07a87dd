/* tests/formats/values_test.c - MSPDI's own values. */
#include "formats/mspdi/values.h"

#include <criterion/criterion.h>
#include <math.h>

static const struct mspdi_units cents = {.default_start_s = 28800,
                                         .default_finish_s = 61200,
                                         .currency_digits = 2,
                                         .minutes_per_day = 480};

static struct mspdi_units units(void)
{
    struct mspdi_units u = cents;
    u.zone = zone_utc();
    return u;
}

Test(values, formats)
{
    cr_assert_eq(mspdi_unit(7), UNIT_DAYS);
    cr_assert_eq(mspdi_unit(39), UNIT_DAYS);
    cr_assert_eq(mspdi_unit(12), UNIT_ELAPSED_MONTHS);
    cr_assert_eq(mspdi_unit(53), UNIT_DAYS);
    cr_assert(mspdi_format_is_estimated(35) && !mspdi_format_is_estimated(7));
    cr_assert_not(mspdi_format_is_estimated(53));
    cr_assert(mspdi_format_is_none(53) && mspdi_format_is_none(21) && !mspdi_format_is_none(7));
    for (int64_t f = 3; f <= 12; f++) {
        cr_assert_eq(mspdi_format(mspdi_unit(f), false), f);
        cr_assert_eq(mspdi_format(mspdi_unit(f), true), f + 32);
    }
}

Test(values, open_spans)
{
    instant first = civil_seconds((struct civil){1984, 1, 1, 0, 0, 0});
    instant last = civil_seconds((struct civil){2049, 12, 31, 23, 59, 0});
    cr_assert_eq(mspdi_open_from(first), INSTANT_NONE);
    cr_assert_eq(mspdi_open_from(first + 2 * DAY_S), first + 2 * DAY_S);
    cr_assert_eq(mspdi_open_to(last), INSTANT_NONE);
    cr_assert_eq(mspdi_open_to(first), first);
    cr_assert_eq(mspdi_open_to(INSTANT_NONE), INSTANT_NONE);
}

static void reads(const struct xml_type *type, const char *text, int64_t expected)
{
    struct mspdi_units u = units();
    int64_t            v = INT_NONE;
    cr_assert(type->read(NULL, &u, str_from(text), &v), "%s", text);
    cr_assert_eq(v, expected, "%s: %lld", text, (long long)v);
}

static void refuses(const struct xml_type *type, const char *text)
{
    struct mspdi_units u = units();
    int64_t            v = 77;
    cr_assert_not(type->read(NULL, &u, str_from(text), &v), "%s", text);
    cr_assert_eq(v, 77);
}

static void prints(const struct xml_type *type, int64_t v, const char *expected)
{
    struct mspdi_units u = units();
    struct buf         b;
    buf_init(&b, 100);
    cr_assert(type->print(NULL, &u, &v, &b));
    cr_assert(str_eq(buf_view(&b), str_from(expected)), "%.*s", STR_ARG(buf_view(&b)));
    buf_done(&b);
}

Test(values, times)
{
    instant midnight = civil_seconds((struct civil){2026, 3, 2, 0, 0, 0});
    reads(&mspdi_start, "2026-03-02T08:30:00", midnight + 30600);
    reads(&mspdi_start, "2026-03-02", midnight + 28800);
    reads(&mspdi_finish, "2026-03-02", midnight + 61200);
    reads(&mspdi_start, "2026-03-02T17:-0:00", midnight + 61200);
    reads(&mspdi_start, "2026-03-02T08:00:00Z", midnight + 28800);
    reads(&mspdi_start, "NA", INT_NONE);
    reads(&mspdi_start, "0001-01-01T00:00:00", INT_NONE);
    refuses(&mspdi_start, "2026-02-30T08:00:00");
    refuses(&mspdi_start, "1899-12-31T08:00:00");
    refuses(&mspdi_start, "2026-03-02Tx");
    prints(&mspdi_start, midnight + 30600, "2026-03-02T08:30:00");
    reads(&mspdi_time, "17:00:00", 61200);
    refuses(&mspdi_time, "25:00:00");
}

Test(values, durations_and_money)
{
    reads(&mspdi_duration, "PT100H30M5S", 361805);
    reads(&mspdi_duration, "P1DT1H", 9 * 3600);
    reads(&mspdi_duration, "-PT1H", -3600);
    reads(&mspdi_duration, "17:-0:00", 61200);
    reads(&mspdi_duration, "1920", 115200);
    reads(&mspdi_duration, "P0Y0M1DT0H30M0.0S", 8 * 3600 + 1800);
    refuses(&mspdi_duration, "P1Y");
    refuses(&mspdi_duration, "1:2:3:4:5");
    refuses(&mspdi_duration, "inf");
    prints(&mspdi_duration, 361805, "PT100H30M5S");
    prints(&mspdi_duration, -60, "-PT0H1M0S");
    reads(&mspdi_tenths, "4800", 28800);
    prints(&mspdi_tenths, 28800, "4800");
    reads(&mspdi_money, "1250.0", 1250);
    prints(&mspdi_money, 1250, "1250");
    refuses(&mspdi_money, "1e300");
}
