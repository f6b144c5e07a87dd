/* tests/api/feed_test.c - the news of a job, numbered on a channel of its own. */
#include "api/parts.h"
#include "app/jobs/level.h"

#include "api/place.h"

#include <criterion/criterion.h>

Test(job_feed, counts_the_news_of_a_job_that_is_followed)
{
    struct place place;
    place_open(&place);
    const struct sample      s = place_sample(&place);
    struct feed             *f = feed_open(place.app, place.events);
    const struct events_wish first = feed_job_wish(f, 1), other = feed_job_wish(f, 2);
    cr_assert_lt(first.channel, 0, "no project");
    cr_assert_neq(first.channel, other.channel);
    cr_assert(first.is_unnumbered);
    cr_assert_eq(first.now, 0);
    const struct level_start start = {.project = {s.project}, .schedules = 3, .seed = 1};
    struct level_job        *job;
    struct buf               b = {0};
    struct json_out          o;
    int64_t                  id;
    cr_assert_eq(app_level(place.app, &start, &id).code, ERR_NONE);
    cr_assert_eq(app_level_get(place.app, start.project, id, &job).code, ERR_NONE);
    level_job_wait(job);
    jo_init(&o, &b);
    level_progress_json(&o, place.app, &place.mem, job);
    cr_assert(str_has(buf_view(&b), S("\"state\":\"done\"")));
    cr_assert(!str_has(buf_view(&b), S("\"moved\"")));
    level_job_unref(job);
    cr_assert_geq(feed_job_wish(f, id).now, 1, "that it began, at least");
    cr_assert_eq(feed_job_wish(f, 2).now, 0);
    buf_done(&b);
    feed_close(f);
    feed_close(NULL);
    place_close(&place);
}
