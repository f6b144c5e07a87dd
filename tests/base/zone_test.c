/* tests/base/zone_test.c - time zones against the system's own table. */
#include "base/zone.h"

#include "base/zone_rule.h"

#include <criterion/criterion.h>
#include <pthread.h>
#include <stdlib.h>
#include <time.h>

static const struct zone *zone(const char *name)
{
    const struct zone *z = NULL;
    err                e = zone_get(str_from(name), &z);
    cr_assert(err_is(e, ERR_NONE), "%s", e.code ? e.why : "");
    return z;
}

static instant at(const char *text)
{
    instant t = 0;
    cr_assert(instant_parse(str_from(text), &t), "%s", text);
    return t;
}

Test(zone, utc)
{
    const struct zone *z = zone("UTC");
    cr_assert_eq(z, zone_utc());
    cr_assert(str_eq(zone_name(z), S("UTC")));
    cr_assert_eq(zone_offset(z, 0), 0);
    cr_assert_eq(zone_instant(z, 12345), 12345);
    cr_assert_eq(zone_local(z, -12345), -12345);
    cr_assert_eq(zone_next_change(z, 0), INSTANT_NONE);
}

Test(zone, berlin_twice_and_never)
{
    const struct zone *z = zone("Europe/Berlin");
    cr_assert_eq(zone("Europe/Berlin"), z, "read once");
    instant spring = at("2026-03-29T01:00:00Z"), autumn = at("2026-10-25T01:00:00Z");
    cr_assert_eq(zone_offset(z, spring - 1), 3600);
    cr_assert_eq(zone_offset(z, spring), 7200);
    cr_assert_eq(zone_next_change(z, spring - 1), spring);
    cr_assert_eq(zone_next_change(z, spring), autumn);
    /* 02:30 is skipped in spring */
    cr_assert_eq(zone_instant(z, at("2026-03-29T02:30:00Z")), spring);
    cr_assert_eq(zone_instant(z, at("2026-03-29T02:00:00Z")), spring);
    cr_assert_eq(zone_instant(z, at("2026-03-29T03:00:00Z")), spring);
    cr_assert_eq(zone_instant(z, at("2026-03-29T01:59:59Z")), spring - 1);
    /* 02:30 comes twice in autumn: the first, in summer time */
    cr_assert_eq(zone_instant(z, at("2026-10-25T02:30:00Z")), at("2026-10-25T00:30:00Z"));
    cr_assert_eq(zone_instant(z, at("2026-10-25T03:00:00Z")), at("2026-10-25T02:00:00Z"));
    cr_assert_eq(zone_local(z, autumn), at("2026-10-25T02:00:00Z"));
    /* far beyond the table, by the footer */
    cr_assert_eq(zone_offset(z, at("2199-07-01T00:00:00Z")), 7200);
    cr_assert_eq(zone_offset(z, at("2199-12-30T00:00:00Z")), 3600);
}

Test(zone, unknown_names)
{
    const struct zone *z = NULL;
    const char        *bad[] = {"",
                                "Mars/Base",
                                "../etc/passwd",
                                "/etc/localtime",
                                "Europe",
                                "Europe/Ber lin",
                                "zone.tab",
                                "tzdata.zi",
                                "a/very/long/name/a/very/long/name/a/very/long/name/a/very/long"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        cr_assert(err_is(zone_get(str_from(bad[i]), &z), ERR_INVALID), "%s", bad[i]);
    cr_assert(err_is(zone_get(STR_NONE, &z), ERR_INVALID));
    cr_assert_null(z);
}

/* libc reads the same files with its own code: every 11 hours for two centuries. */
Test(zone, agrees_with_libc, .timeout = 60)
{
    static const char *names[] = {"Europe/Berlin",       "America/New_York", "Asia/Kolkata",
                                  "Australia/Lord_Howe", "Pacific/Apia",     "Africa/Casablanca",
                                  "Europe/Dublin",       "America/Nuuk",     "Asia/Tehran",
                                  "Pacific/Auckland",    "Africa/Cairo",     "Asia/Gaza"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const struct zone *z = zone(names[i]);
        setenv("TZ", names[i], 1);
        tzset();
        for (time_t t = -1893456000; t < 4070908800; t += 39600) {
            struct tm tm;
            localtime_r(&t, &tm);
            cr_assert_eq(zone_offset(z, t), tm.tm_gmtoff, "%s at %ld", names[i], (long)t);
        }
    }
}

Test(zone, instant_is_the_inverse_of_local, .timeout = 60)
{
    static const char *names[] = {"Europe/Berlin", "Australia/Lord_Howe", "Pacific/Apia",
                                  "America/New_York"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const struct zone *z = zone(names[i]);
        for (instant t = 0; t < INSTANT_MAX; t += 29977) {
            instant back = zone_instant(z, zone_local(z, t));
            cr_assert_eq(zone_local(z, back), zone_local(z, t));
            cr_assert_leq(back, t);
        }
    }
}

static void *load_many(void *arg)
{
    (void)arg;
    for (int i = 0; i < 20; i++)
        (void)zone(i % 2 ? "Asia/Tokyo" : "America/Chicago");
    return (void *)(uintptr_t)zone("Asia/Tokyo");
}

Test(zone, from_many_threads)
{
    pthread_t threads[4];
    for (int i = 0; i < 4; i++)
        cr_assert_eq(pthread_create(&threads[i], NULL, load_many, NULL), 0);
    for (int i = 0; i < 4; i++) {
        void *z;
        pthread_join(threads[i], &z);
        cr_assert_eq((const struct zone *)z, zone("Asia/Tokyo"));
    }
}

Test(zone_rule, forms)
{
    struct zone_rule r;
    cr_assert(zone_rule_parse(S("CET-1CEST,M3.5.0,M10.5.0/3"), &r));
    cr_assert(r.standard == 3600 && r.daylight == 7200 && r.has_daylight);
    struct zone_change two[2];
    zone_rule_year(&r, 2026, two);
    cr_assert_eq(two[0].at, at("2026-03-29T01:00:00Z"));
    cr_assert_eq(two[1].at, at("2026-10-25T01:00:00Z"));
    cr_assert_eq(two[1].offset, 3600);

    cr_assert(zone_rule_parse(S("<+0330>-3:30"), &r));
    cr_assert(r.standard == 12600 && !r.has_daylight);
    cr_assert(zone_rule_parse(S("AEST-10AEDT,M10.1.0,M4.1.0/3"), &r));
    zone_rule_year(&r, 2026, two);
    cr_assert(two[0].offset == 36000 && two[1].offset == 39600, "south of the equator");
    cr_assert(zone_rule_parse(S("<-02>2<-01>,M3.5.0/-1,M10.5.0/0"), &r));
    cr_assert_eq(r.begins.time_s, -3600);
    cr_assert(zone_rule_parse(S("EST5EDT4,J60/2,300"), &r));
    zone_rule_year(&r, 2024, two);
    cr_assert_eq(two[0].at, at("2024-03-01T07:00:00Z"), "J60 is 1 March in every year");

    const char *bad[] = {"",
                         "C",
                         "CET",
                         "CET-",
                         "CET-1CEST",
                         "CET-1CEST,M3.5.0",
                         "CET-1CEST,M3.6.0,M10.5.0",
                         "CET-1CEST,M3.5.0,M10.5.0/3x",
                         "<+03-3",
                         "CET-168",
                         "CET-1CEST,M13.1.0,M1.1.0",
                         "CET-1CEST,J0,J5",
                         "CET-1,"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        cr_assert_not(zone_rule_parse(str_from(bad[i]), &r), "%s", bad[i]);
}
