/* tests/api/routes_test.c - every route is asked, and every reply fits the printed OpenAPI. */
#include "api/place.h"

#include <criterion/criterion.h>

#define expect(status_, answer_)                                                                   \
    do {                                                                                           \
        struct answer a_ = (answer_);                                                              \
        cr_expect_eq(a_.status, (status_), "%d: %.*s", a_.status,                                  \
                     (int)(a_.body.n < 900 ? a_.body.n : 900), a_.body.p);                         \
    } while (0)

static struct place place;

/* What a new record of an entity needs; * stands for an id of what it hangs on. */
struct need {
    const char *plural, *body;
    int64_t     refers, also; /* ids put in for the stars */
    const char *change;
};

static str filled(const struct need *n)
{
    const char *once = strchr(n->body, '*') ? place_path(&place, n->body, n->refers) : n->body;
    return str_from(strchr(once, '*') ? place_path(&place, once, n->also) : once);
}

/* Creates, lists, reads, changes; the id is left for who needs it. Deleting is done at the end,
 * backwards. */
static int64_t make(int64_t project, const struct need *n)
{
    const char *many = place_path(&place, str_fmt(&place.mem, "/api/v1/projects/*/%s", n->plural).p,
                                  project);
    struct answer a = place_ask(&place, "POST", many, "", filled(n).p);
    cr_expect_eq(a.status, 201, "%s: %.*s", n->plural, STR_ARG(a.body));
    if (a.status != 201)
        return 0;
    int64_t     id = json_int(json_get(place_json(&place, a), "id"));
    const char *one = place_path(&place, str_fmt(&place.mem, "/api/v1/%s/*", n->plural).p, id);
    cr_expect(str_eq(answer_header(a, "Location"), str_from(one)));
    expect(200, place_ask(&place, "GET", many, "", NULL));
    struct answer read = place_ask(&place, "GET", one, "", NULL);
    expect(200, read);
    str match = str_fmt(&place.mem, "If-Match: %.*s\r\n", STR_ARG(answer_header(read, "ETag")));
    expect(428, place_ask(&place, "PATCH", one, "", n->change));
    expect(412, place_ask(&place, "PATCH", one, "If-Match: \"77\"\r\n", n->change));
    expect(200, place_ask(&place, "PATCH", one, match.p, n->change));
    expect(412, place_ask(&place, "DELETE", one, "If-Match: \"77\"\r\n", NULL));
    expect(428, place_ask(&place, "DELETE", one, "", NULL));
    return id;
}

static void drop(const char *plural, int64_t id)
{
    const char *one = place_path(&place, str_fmt(&place.mem, "/api/v1/%s/*", plural).p, id);
    expect(204, place_ask(&place, "DELETE", one, "If-Match: *\r\n", NULL));
    expect(404, place_ask(&place, "GET", one, "", NULL));
}

/* What only a simulation counts. */
static void try_uncertain(const struct sample *s, int64_t resource)
{
    const int64_t p = s->project;
    drop("correlations",
         make(p, &(struct need){"correlations", "{\"item\":*,\"other_item\":*,\"value\":-0.4}",
                                s->a, s->b, "{\"value\":0.3}"}));
    drop("branches", make(p, &(struct need){"branches",
                                            "{\"item\":*,\"decision\":\"Make or buy\","
                                            "\"probability\":0.7}",
                                            s->a, 0, "{\"probability\":0.6}"}));
    drop("cost_estimates",
         make(p, &(struct need){"cost_estimates",
                                "{\"item\":*,\"optimistic_minor\":100,\"likely_minor\":200,"
                                "\"pessimistic_minor\":500}",
                                s->a, 0, "{\"distribution\":\"triangular\"}"}));
    drop("absences", make(p, &(struct need){"absences",
                                            "{\"resource\":*,\"per_year\":3,"
                                            "\"optimistic_s\":28800,\"pessimistic_s\":288000}",
                                            resource, 0, "{\"likely_s\":57600}"}));
}

static void try_records(const struct sample *s)
{
    int64_t p = s->project;
    int64_t calendar = make(p, &(struct need){"calendars",
                                              "{\"title\":\"Nights\",\"monday\":\"22:00-06:00\"}",
                                              0, 0, "{\"title\":\"Night\"}"});
    int64_t week = make(p, &(struct need){"work_weeks",
                                          "{\"calendar\":*,\"title\":\"August\",\"from\":\"2026-08-"
                                          "03\",\"to\":\"2026-08-07\",\"monday\":\"\"}",
                                          calendar, 0, "{\"title\":\"Holidays\"}"});
    int64_t exception = make(
        p, &(struct need){"calendar_exceptions",
                          "{\"calendar\":*,\"title\":\"Easter\",\"kind\":\"daily\",\"from\":\"2026-"
                          "04-06\",\"to\":\"2026-04-06\",\"shifts\":\"\"}",
                          calendar, 0, "{\"title\":\"Monday\"}"});
    int64_t resource = make(
        p, &(struct need){"resources", "{\"title\":\"Network engineer 1\",\"std_rate_minor\":9000}",
                          0, 0, "{\"initials\":\"N1\"}"});
    int64_t rate = make(p, &(struct need){"resource_rates",
                                          "{\"resource\":*,\"table_no\":1,\"from\":\"2026-01-01T00:"
                                          "00:00Z\",\"std_rate_minor\":100}",
                                          resource, 0, "{\"std_rate_minor\":200}"});
    int64_t available = make(
        p, &(struct need){"resource_availabilities",
                          "{\"resource\":*,\"from\":\"2026-01-01T00:00:00Z\",\"units\":0.5}",
                          resource, 0, "{\"units\":1}"});
    int64_t item = make(p, &(struct need){"items", "{\"title\":\"D\",\"duration_s\":7200}", 0, 0,
                                          "{\"title\":\"Dd\",\"priority\":700}"});
    int64_t link = make(p, &(struct need){"links", "{\"pred\":*,\"succ\":*,\"type\":\"ss\"}", s->a,
                                          item, "{\"lag_s\":3600}"});
    int64_t assignment = make(p, &(struct need){"assignments", "{\"item\":*,\"resource\":*}", s->a,
                                                resource, "{\"units\":0.5}"});
    int64_t contoured = make(p,
                             &(struct need){"assignments", "{\"item\":*,\"contour\":\"contoured\"}",
                                            s->b, 0, "{\"delay_s\":0}"});
    int64_t piece = make(
        p, &(struct need){"assignment_pieces",
                          "{\"assignment\":*,\"kind\":\"remaining\",\"start\":\"2026-03-03T08:00:"
                          "00Z\",\"finish\":\"2026-03-03T10:00:00Z\",\"work_s\":7200}",
                          contoured, 0, "{\"work_s\":3600}"});
    int64_t baseline = make(p, &(struct need){"baselines", "{\"number\":1,\"title\":\"First\"}", 0,
                                              0, "{\"title\":\"Approved\"}"});
    int64_t comment = make(p, &(struct need){"comments", "{\"item\":*,\"body\":\"Why?\"}", s->a, 0,
                                             "{\"body\":\"Why not?\"}"});
    int64_t field = make(
        p, &(struct need){"custom_fields",
                          "{\"target\":\"item\",\"name\":\"Text1\",\"kind\":\"text\"}", 0, 0,
                          "{\"alias\":\"Site\"}"});
    int64_t value = make(p, &(struct need){"custom_values",
                                           "{\"field\":*,\"record\":*,\"value\":\"Plant 1\"}",
                                           field, s->a, "{\"value\":\"Plant 2\"}"});
    int64_t result = make(p, &(struct need){"source_results",
                                            "{\"item\":*,\"start\":\"2026-03-02T08:00:00Z\"}", s->a,
                                            0, "{\"critical\":1}"});
    int64_t risk = make(p, &(struct need){"risks",
                                          "{\"title\":\"Late delivery\",\"probability\":0.3,"
                                          "\"impact_likely_s\":28800}",
                                          0, 0, "{\"state\":\"assessed\"}"});
    int64_t touched = make(p, &(struct need){"risk_items", "{\"risk\":*,\"item\":*}", risk, s->a,
                                             "{\"effect\":\"factor\",\"factor\":1.5}"});
    try_uncertain(s, resource);
    drop("risk_items", touched);
    drop("risks", risk);
    drop("source_results", result);
    drop("custom_values", value);
    drop("custom_fields", field);
    drop("comments", comment);
    drop("baselines", baseline);
    drop("assignment_pieces", piece);
    drop("assignments", contoured);
    drop("assignments", assignment);
    drop("links", link);
    drop("items", item);
    drop("resource_availabilities", available);
    drop("resource_rates", rate);
    drop("resources", resource);
    drop("calendar_exceptions", exception);
    drop("work_weeks", week);
    drop("calendars", calendar);
}

/* Items of baselines are frozen by the server: they are read, and refused for all else. */
static void try_frozen(const struct sample *s, const char *plural, const char *body)
{
    const char   *many = place_path(&place, str_fmt(&place.mem, "/api/v1/projects/*/%s", plural).p,
                                    s->project);
    struct answer a = place_ask(&place, "GET", many, "", NULL);
    const struct json *list = json_get(place_json(&place, a), plural);
    cr_assert_gt(json_count(list), 0u, "%s", plural);
    const char *one = place_path(&place, str_fmt(&place.mem, "/api/v1/%s/*", plural).p,
                                 json_int(json_get(json_at(list, 0), "id")));
    expect(200, place_ask(&place, "GET", one, "", NULL));
    place_ask(&place, "POST", many, "", body);
    place_ask(&place, "PATCH", one, "If-Match: *\r\n", "{\"work_s\":1}");
    place_ask(&place, "DELETE", one, "If-Match: *\r\n", NULL);
}

static void try_project(const struct sample *s)
{
    const char *one = place_path(&place, "/api/v1/projects/*", s->project);
    expect(200,
           place_ask(&place, "GET", "/api/v1/projects?sort=title,-start&filter=title%20eq%20Sample",
                     "", NULL));
    expect(422, place_ask(&place, "POST", "/api/v1/projects", "",
                          "{\"start\":\"2026-03-02T08:00:00Z\"}"));
    struct answer read = place_ask(&place, "GET", one, "", NULL);
    expect(200, read);
    cr_expect(str_has(read.body, S("\"finish\":\"2026-03-0")));
    expect(412, place_ask(&place, "PATCH", one, "If-Match: \"9\"\r\n", "{\"title\":\"X\"}"));
    str match = str_fmt(&place.mem, "If-Match: %.*s\r\n", STR_ARG(answer_header(read, "ETag")));
    expect(200, place_ask(&place, "PATCH", one, match.p, "{\"title\":\"Renamed\"}"));
    expect(422,
           place_ask(&place, "PATCH", one, "If-Match: *\r\n", "{\"title\":\"\",\"nothing\":1}"));
    expect(200, place_ask(&place, "GET", place_path(&place, "/api/v1/projects/*/plan", s->project),
                          "", NULL));
}

/* Some tables, by name; what is not one of a plan is told. */
static void try_tables(const struct sample *s)
{
    const char   *path = "/api/v1/projects/*/plan?tables=custom_values,%20resource_rates";
    struct answer some = place_ask(&place, "GET", place_path(&place, path, s->project), "", NULL);
    expect(200, some);
    cr_expect(str_has(some.body, S("\"custom_values\":{\"count\":")));
    cr_expect(str_has(some.body, S("\"resource_rates\":{")) &&
              !str_has(some.body, S("\"items\":")));
    static const char *const wrong[] = {"users", "nothing", "projects", "items,", ""};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        str asked = str_fmt(&place.mem, "/api/v1/projects/*/plan?tables=%s", wrong[i]);
        expect(400, place_ask(&place, "GET", place_path(&place, asked.p, s->project), "", NULL));
    }
}

/* What is calculated stands in the list as soon as the plan is in memory, and nobody sets it. */
static void try_progress(const struct sample *s)
{
    const char *one = place_path(&place, "/api/v1/projects/*", s->project);
    const char *a = place_path(&place, "/api/v1/items/*", s->a);
    expect(200, place_ask(&place, "PATCH", a, "If-Match: *\r\n", "{\"percent_complete\":100}"));
    struct answer list = place_ask(&place, "GET", "/api/v1/projects?filter=item_count%20eq%203", "",
                                   NULL);
    expect(200, list);
    cr_expect(str_has(list.body, S("\"item_count\":3,\"percent_complete\":")), "%.*s",
              STR_ARG(list.body));
    expect(422, place_ask(&place, "PATCH", one, "If-Match: *\r\n", "{\"percent_complete\":50}"));
    struct answer users = place_ask(&place, "GET", "/api/v1/users", "", NULL);
    expect(200, users);
    cr_expect(str_has(users.body, S("{\"users\":[{\"id\":1,\"name\":")), "%.*s",
              STR_ARG(users.body));
}

static void try_history(const struct sample *s)
{
    expect(200,
           place_ask(
               &place, "POST", place_path(&place, "/api/v1/projects/*/operations", s->project), "",
               str_fmt(&place.mem,
                       "{\"operations\":[{\"op\":\"update\",\"entity\":\"item\",\"id\":%lld,"
                       "\"set\":{\"duration_s\":144000}}],\"note\":\"Longer\",\"client\":\"t\"}",
                       (long long)s->a)
                   .p));
    expect(200, place_ask(&place, "POST", place_path(&place, "/api/v1/projects/*/undo", s->project),
                          "", "{\"client\":\"t\"}"));
    expect(200, place_ask(&place, "POST", place_path(&place, "/api/v1/projects/*/redo", s->project),
                          "", "{\"client\":\"t\"}"));
    expect(409, place_ask(&place, "POST", place_path(&place, "/api/v1/projects/*/redo", s->project),
                          "", "{\"client\":\"t\"}"));
    struct answer journal = place_ask(
        &place, "GET", place_path(&place, "/api/v1/projects/*/journal?limit=3", s->project), "",
        NULL);
    expect(200, journal);
    cr_expect_eq(json_count(json_get(place_json(&place, journal), "batches")), 3u);
    struct answer history = place_ask(
        &place, "GET", place_path(&place, "/api/v1/items/*/history", s->c), "", NULL);
    expect(200, history);
    cr_expect(str_has(history.body, S("\"because\":\"Longer\"")), "%.*s", STR_ARG(history.body));
    cr_expect(str_has(history.body, S("\"next\":null")));
    struct answer older = place_ask(
        &place, "GET", place_path(&place, "/api/v1/items/*/history?before=1", s->c), "", NULL);
    expect(200, older);
    cr_expect(str_has(older.body, S("\"entries\":[]")));
    struct answer why = place_ask(&place, "GET", place_path(&place, "/api/v1/items/*/why", s->c),
                                  "", NULL);
    expect(200, why);
    cr_expect_eq(json_count(json_get(place_json(&place, why), "chain")), 3u);
    cr_expect(str_has(why.body, S("\"moved_s\":null")));
    cr_expect_eq(place_ask(&place, "GET",
                           place_path(&place, "/api/v1/items/*/why?baseline=9", s->c), "", NULL)
                     .status,
                 404);
}

static void try_value(const struct sample *s)
{
    const char   *path = place_path(&place, "/api/v1/projects/*/earned-value", s->project);
    struct answer a = place_ask(&place, "GET",
                                str_fmt(&place.mem, "%s?in=work&period=month", path).p, "", NULL);
    expect(200, a);
    cr_expect(str_has(a.body, S("\"measured_in\":\"work\"")), "%.*s", STR_ARG(a.body));
    expect(404, place_ask(&place, "GET", str_fmt(&place.mem, "%s?baseline=9", path).p, "", NULL));
    expect(422, place_ask(&place, "GET", str_fmt(&place.mem, "%s?in=beans", path).p, "", NULL));
    expect(422, place_ask(&place, "GET", str_fmt(&place.mem, "%s?at=soon", path).p, "", NULL));
}

/* A lasts one to five days, and with 30 % another ten. */
static void try_simulation(const struct sample *s)
{
    const char *path = place_path(&place, "/api/v1/projects/*/simulation", s->project);
    const char *item = place_path(&place, "/api/v1/items/*", s->a);
    const char *many = place_path(&place, "/api/v1/projects/*/risks", s->project);
    const char *waits = str_fmt(&place.mem, "%s?wait=1", path).p;
    expect(200, place_ask(&place, "PATCH", item, "If-Match: *\r\n",
                          "{\"estimate_optimistic_s\":28800,\"estimate_likely_s\":57600,"
                          "\"estimate_pessimistic_s\":144000}"));
    struct answer a = place_ask(&place, "GET", waits, "", NULL);
    expect(200, a);
    cr_expect(str_has(a.body, S("\"state\":\"ready\"")), "%.*s", STR_ARG(a.body));
    cr_expect(str_has(a.body, S("\"estimated\":1")));
    cr_expect(str_has(a.body, S("\"risk\":null")));
    struct answer again = place_ask(&place, "GET", waits, "", NULL);
    cr_expect(str_eq(a.body, again.body));
    expect(201, place_ask(&place, "POST", many, "",
                          "{\"title\":\"Storm\",\"probability\":0.3,\"impact_likely_s\":288000}"));
    const struct json *root;
    struct answer      list = place_ask(&place, "GET", many, "", NULL);
    cr_assert_eq(json_parse(&place.mem, list.body, &root).code, ERR_NONE);
    const int64_t risk = json_int(json_get(json_at(json_get(root, "risks"), 0), "id"));
    expect(201, place_ask(&place, "POST",
                          place_path(&place, "/api/v1/projects/*/risk_items", s->project), "",
                          str_fmt(&place.mem, "{\"risk\":%lld,\"item\":%lld}", (long long)risk,
                                  (long long)s->a)
                              .p));
    struct answer storm = place_ask(&place, "GET", waits, "", NULL);
    expect(200, storm);
    cr_expect(str_has(storm.body, str_fmt(&place.mem, "\"risk\":%lld", (long long)risk)), "%.*s",
              STR_ARG(storm.body));
    expect(200, place_ask(&place, "POST", path, "", "{\"trials\":200,\"seed\":3}"));
    cr_expect(
        str_has(place_ask(&place, "GET", waits, "", NULL).body, S("\"trials\":200,\"seed\":3")));
    expect(422, place_ask(&place, "POST", path, "", "{\"trials\":0}"));
    expect(422, place_ask(&place, "POST", path, "", "{\"correlation\":2}"));
    expect(422, place_ask(&place, "POST", path, "", "{\"seed\":\"x\"}"));
    expect(404, place_ask(&place, "GET", "/api/v1/projects/99999/simulation", "", NULL));
}

/* B is stored two days before what it follows lets it begin. */
static void try_differences(const struct sample *s)
{
    static const char *const stored[] = {
        "{\"item\":*,\"start\":\"2026-03-02T08:00:00Z\",\"finish\":\"2026-03-02T17:00:00Z\"}",
        "{\"item\":*,\"start\":\"2026-03-02T08:00:00Z\",\"finish\":\"2026-03-02T17:00:00Z\"}",
        "{\"item\":*,\"start\":\"2026-03-03T08:00:00Z\",\"finish\":\"2026-03-03T17:00:00Z\"}"};
    const int64_t items[] = {s->a, s->b, s->c};
    const char   *many = place_path(&place, "/api/v1/projects/*/source_results", s->project);
    const char   *path = place_path(&place, "/api/v1/projects/*/differences", s->project);
    struct answer none = place_ask(&place, "GET", path, "", NULL);
    expect(200, none);
    cr_expect(str_has(none.body, S("\"differences\":[]")));
    expect(204, place_ask(&place, "DELETE", path, "", NULL));
    for (int k = 0; k < 3; k++)
        expect(201, place_ask(&place, "POST", many, "", place_path(&place, stored[k], items[k])));
    struct answer a = place_ask(&place, "GET", path, "", NULL);
    expect(200, a);
    cr_expect(str_has(a.body, S("\"reason\":\"breaks_link\"")), "%.*s", STR_ARG(a.body));
    cr_expect(str_has(a.body, S("\"reason\":\"follows\"")));
    cr_expect(str_has(a.body, S("\"roots\":2")), "%.*s", STR_ARG(a.body));
    expect(304,
           place_ask(
               &place, "GET", path,
               str_fmt(&place.mem, "If-None-Match: %.*s\r\n", STR_ARG(answer_header(a, "ETag"))).p,
               NULL));
    expect(204, place_ask(&place, "DELETE", path, "", NULL));
    cr_expect(str_has(place_ask(&place, "GET", path, "", NULL).body, S("\"differences\":[]")));
    expect(200, place_ask(&place, "POST", place_path(&place, "/api/v1/projects/*/undo", s->project),
                          "", "{}"));
    cr_expect(str_has(place_ask(&place, "GET", path, "", NULL).body, S("\"breaks_link\"")));
}

static struct answer level_post(const struct sample *s, const char *what, const char *body)
{
    str path = str_fmt(&place.mem, "/api/v1/projects/*/level%s", what);
    return place_ask(&place, "POST", place_path(&place, path.p, s->project), "", body);
}

/* B and C are given to one person and untied from each other, so that one has to wait. */
static void make_busy(const struct sample *s)
{
    const char       *operations = place_path(&place, "/api/v1/projects/*/operations", s->project);
    static const char body[] = "{\"operations\":["
                               "{\"op\":\"delete\",\"entity\":\"link\",\"id\":%lld},"
                               "{\"op\":\"delete\",\"entity\":\"link\",\"id\":%lld},"
                               "{\"op\":\"create\",\"entity\":\"resource\",\"temp\":-1,"
                               "\"set\":{\"title\":\"One\"}},"
                               "{\"op\":\"create\",\"entity\":\"assignment\",\"temp\":-2,"
                               "\"set\":{\"item\":%lld,\"resource\":-1}},"
                               "{\"op\":\"create\",\"entity\":\"assignment\",\"temp\":-3,"
                               "\"set\":{\"item\":%lld,\"resource\":-1}}]}";
    const str text = str_fmt(&place.mem, body, (long long)s->ab, (long long)s->bc, (long long)s->b,
                             (long long)s->c);
    expect(200, place_ask(&place, "POST", operations, "", text.p));
}

/* Asked until it has ended. */
static struct answer level_end(const char *job)
{
    struct answer a = {0};
    for (int k = 0; k < 100000; k++) {
        a = place_ask(&place, "GET", job, "", NULL);
        if (a.status != 200 || !(str_has(a.body, S("\"state\":\"waiting\"")) ||
                                 str_has(a.body, S("\"state\":\"running\""))))
            break;
    }
    return a;
}

static void try_level(const struct sample *s)
{
    expect(422, level_post(s, "", "{\"goal\":\"fast\"}"));
    expect(422, level_post(s, "", "{\"seconds\":0}"));
    expect(422, level_post(s, "", "{\"schedules\":\"many\"}"));
    expect(422, level_post(s, "", "{\"items\":[1.5]}"));
    expect(422, level_post(s, "", "{\"items\":[4711]}"));
    expect(422, level_post(s, "", "{\"nothing\":1}"));
    expect(409, level_post(s, "/clear", "{}"));
    make_busy(s);
    struct answer begun = level_post(s, "", "{\"schedules\":5,\"seed\":7}");
    expect(202, begun);
    const str     where = answer_header(begun, "Location");
    const char   *job = str_fmt(&place.mem, "%.*s", STR_ARG(where)).p;
    struct answer a = level_end(job);
    expect(200, a);
    cr_expect(str_has(a.body, S("\"state\":\"done\"")), "%.*s", STR_ARG(a.body));
    cr_expect(str_has(a.body, S("\"overloads_after\":[]")), "%.*s", STR_ARG(a.body));
    cr_expect(str_has(a.body, S("\"levelling_delay_s\":86400")), "%.*s", STR_ARG(a.body));
    const char *accept = str_fmt(&place.mem, "%s/accept", job).p;
    expect(200, place_ask(&place, "POST", accept, "", "{\"dry_run\":true}"));
    expect(200, place_ask(&place, "POST", accept, "", "{\"client\":\"t\"}"));
    expect(409, place_ask(&place, "POST", accept, "", "{\"client\":\"t\"}"));
    expect(200, level_post(s, "/clear", "{\"client\":\"t\"}"));
    expect(204, place_ask(&place, "DELETE", job, "", NULL));
    expect(404, place_ask(&place, "GET", str_fmt(&place.mem, "%s99", job).p, "", NULL));
}

static void try_slip(const struct sample *s)
{
    const char   *path = place_path(&place, "/api/v1/projects/*/slip", s->project);
    struct answer a = place_ask(&place, "GET", path, "", NULL);
    expect(200, a);
    cr_expect(str_has(a.body, S("\"steps\":[{")), "%.*s", STR_ARG(a.body));
    a = place_ask(&place, "GET",
                  str_fmt(&place.mem, "%s?item=%lld&baseline=0", path, (long long)s->c).p, "",
                  NULL);
    expect(200, a);
    expect(404, place_ask(&place, "GET", str_fmt(&place.mem, "%s?item=999999", path).p, "", NULL));
}

static void try_lint(const struct sample *s)
{
    const char   *path = place_path(&place, "/api/v1/projects/*/lint", s->project);
    struct answer a = place_ask(&place, "GET", path, "", NULL);
    expect(200, a);
    cr_expect(str_has(a.body, S("\"rule\":\"resources\"")), "%.*s", STR_ARG(a.body));
    expect(304,
           place_ask(
               &place, "GET", path,
               str_fmt(&place.mem, "If-None-Match: %.*s\r\n", STR_ARG(answer_header(a, "ETag"))).p,
               NULL));
}

static void try_files(const struct sample *s)
{
    expect(201, place_ask(&place, "POST", "/api/v1/import?format=mspdi&name=a.xml",
                          "Content-Type: application/xml\r\n", "plan"));
    struct answer example = place_ask(&place, "POST", "/api/v1/examples", "", "{\"name\":\"toy\"}");
    expect(201, example);
    cr_expect(str_starts(answer_header(example, "Location"), S("/api/v1/projects/")));
    expect(404, place_ask(&place, "POST", "/api/v1/examples", "", "{\"name\":\"none\"}"));
    expect(400, place_ask(&place, "POST", "/api/v1/import?format=mspdi",
                          "Content-Type: application/xml\r\n", "junk"));
    expect(415, place_ask(&place, "POST", "/api/v1/import?format=out",
                          "Content-Type: application/xml\r\n", "plan"));
    expect(415, place_ask(&place, "POST", "/api/v1/import?format=none",
                          "Content-Type: application/xml\r\n", "plan"));
    struct answer a = place_ask(
        &place, "GET", place_path(&place, "/api/v1/projects/*/export?format=mspdi", s->project), "",
        NULL);
    expect(200, a);
    cr_expect(str_starts(answer_header(a, "Content-Disposition"),
                         S("attachment; filename=\"Renamed.xml\"")));
    expect(415, place_ask(&place, "GET",
                          place_path(&place, "/api/v1/projects/*/export?format=in", s->project), "",
                          NULL));
    struct answer told = place_ask(
        &place, "GET",
        place_path(&place, "/api/v1/projects/*/export_report?format=mspdi", s->project), "", NULL);
    expect(200, told);
    cr_expect(str_has(told.body, S("\"what\":\"Item/points\",\"count\":2")));
}

static void try_system(void)
{
    expect(200, place_ask(&place, "GET", "/api/v1/me", "", NULL));
    expect(200, place_ask(&place, "GET", "/api/v1/openapi.json", "", NULL));
    struct answer a = place_ask(&place, "GET", "/healthz", "", NULL);
    cr_expect(str_eq(a.body, S("ok\n")));
}

/* A stream is opened, and left once it has greeted. */
static void try_stream(const char *path, const char *route)
{
    const int  fd = client_open(place.port);
    struct buf b = {0};
    const str  ask = str_fmt(&place.mem, "GET %s HTTP/1.1\r\nHost: localhost:%d\r\n\r\n", path,
                             place.port);
    client_send(fd, ask.p, ask.n);
    while (!b.n || !memmem(b.p, b.n, "retry:", 6))
        cr_assert(client_more(fd, &b));
    close(fd);
    buf_done(&b);
    for (size_t i = 0; i < router_count(place.router); i++)
        if (strcmp(router_at(place.router, i)->path, route) == 0)
            place.hit[i] = true;
}

Test(routes, are_all_hit_and_fit_their_description, .timeout = 120)
{
    place_open(&place);
    struct sample s = place_sample(&place);
    try_records(&s);
    expect(201, place_ask(&place, "POST",
                          place_path(&place, "/api/v1/projects/*/assignments", s.project), "",
                          str_fmt(&place.mem, "{\"item\":%lld}", (long long)s.a).p));
    expect(201,
           place_ask(&place, "POST", place_path(&place, "/api/v1/projects/*/baselines", s.project),
                     "", "{\"number\":0,\"title\":\"Zero\"}"));
    try_frozen(&s, "baseline_items", "{\"baseline\":1,\"item\":1}");
    try_frozen(&s, "baseline_assignments", "{\"baseline\":1,\"assignment\":1}");
    try_project(&s);
    try_tables(&s);
    try_history(&s);
    try_value(&s);
    try_slip(&s);
    try_differences(&s);
    try_lint(&s);
    try_simulation(&s);
    try_files(&s);
    try_system();
    try_progress(&s);
    try_level(&s);
    try_stream("/api/v1/events", "/api/v1/events");
    try_stream(place_path(&place, "/api/v1/projects/*/level/1/events", s.project),
               "/api/v1/projects/{id}/level/{id}/events");
    expect(412, place_ask(&place, "DELETE", place_path(&place, "/api/v1/projects/*", s.project),
                          "If-Match: \"99\"\r\n", NULL));
    expect(204, place_ask(&place, "DELETE", place_path(&place, "/api/v1/projects/*", s.project),
                          "If-Match: *\r\n", NULL));
    expect(404,
           place_ask(&place, "GET", place_path(&place, "/api/v1/projects/*", s.project), "", NULL));
    cr_assert_leq(router_count(place.router), (size_t)PLACE_HITS);
    for (size_t i = 0; i < router_count(place.router); i++) {
        const struct route *r = router_at(place.router, i);
        cr_expect(place.hit[i], "never asked: %s %s", http_method_words[r->method], r->path);
    }
    place_close(&place);
}
