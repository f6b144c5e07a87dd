/* api/openapi/shapes.c - the bodies that are not made of one entity, each written down once, in the
 * notation of notation.c.
 *
 * In columns and in what is made of them, moments are seconds UTC since 1970.
 */
#include "api/openapi/openapi.h"

static const struct shape shape_problem = {
    SHAPE_NAMED, NULL, "problem",
    "{type: text, title: text, status: int, detail: text, instance: text,"
    " errors~: [{operation~: int, field: text?, message: text}], operation~: int, current~: any}"};

/* A column of equal values is printed once. */
static const struct shape shape_column = {SHAPE_NAMED, NULL, "column_all", "{all: value}"};

static const struct shape shape_columns = {SHAPE_NAMED, NULL, "columns",
                                           "{count: int, columns: <column>}"};

const struct shape shape_plan = {
    SHAPE_NAMED, NULL, "plan",
    "{project: project, seq: int, items~: columns, links~: columns, resources~: columns,"
    " assignments~: columns, calendars~: columns, work_weeks~: columns,"
    " calendar_exceptions~: columns, baselines~: columns, baseline_items~: columns,"
    " custom_fields~: columns, resource_rates~: columns, resource_availabilities~: columns,"
    " assignment_pieces~: columns, baseline_assignments~: columns, comments~: columns,"
    " custom_values~: columns}"};

static const struct shape shape_operation = {
    SHAPE_NAMED, NULL, "operation_input",
    "{op: (create update delete), entity: text, temp~: int?, id~: int?, rev~: int?, set~: any}"};

const struct shape shape_operations = {
    SHAPE_NAMED, NULL, "operations",
    "{operations: [operation_input], note~: text?, client~: text?, dry_run~: bool}"};

/* What the calculation changed in items whose records stayed: see api/change/calculated.c. */
static const struct shape shape_calculated = {SHAPE_NAMED, NULL, "calculated",
                                              "{count: int, columns: <calculated_column>}"};

static const struct shape shape_patch = {SHAPE_NAMED, NULL, "column_patch",
                                         "{like~: text, rows: [int], values: [value]}"};

static const struct shape shape_moved = {
    SHAPE_NAMED, NULL, "moved",
    "{count: int, finish_before: int?, finish_after: int?, items: [{id: int, start_before: int?,"
    " start_after: int?, finish_before: int?, finish_after: int?}]}"};

/* In place of the `removed` items from place `at` of the outline on, the first being 0, come ids.
 */
static const struct shape shape_splice = {SHAPE_NAMED, NULL, "splice",
                                          "{at: int, removed: int, ids: [int]}"};

const struct shape shape_change = {
    SHAPE_NAMED, NULL, "change",
    "{project: int?, seq: int, before_seq: int, user: int?, client: text?, note: text?,"
    " undoes: int, dry_run: bool, created: <int>, changed: <columns>, calculated: calculated,"
    " deleted: <[int]>, order: splice?, moved: moved, can_undo: bool, can_redo: bool}"};

const struct shape shape_undo = {SHAPE_NAMED, NULL, "undo",
                                 "{client~: text?, batch~: int?, force~: bool}"};

const struct shape shape_journal = {
    SHAPE_NAMED, NULL, "journal",
    "{batches: [{seq: int, user: int?, at: time, note: text?, undoes: int, moved: int,"
    " finish_before: time?, finish_after: time?, operations: [{op: (create update delete),"
    " entity: text, record: int, title: text?, before: any, after: any}]}], next: int?}"};

const struct shape shape_history = {
    SHAPE_NAMED, NULL, "history",
    "{entries: [{seq: int, at: time, user: int?, field: text, before: value, after: value,"
    " because: text?}], next: int?}"};

const struct shape shape_slip = {
    SHAPE_NAMED, NULL, "slip",
    "{before: time?, after: time?, moved_s: int, unexplained_s: int,"
    " causes: [{cause: (duration logic dates progress calendar resource levelling scope options"
    " outside mixed), moved_s: int, steps: int}],"
    " steps: [{seq: int, at: time, user: int?, note: text?, cause: text, operations: int,"
    " before: time?, after: time?, moved_s: int}]}"};

const struct shape shape_earned_value = {
    SHAPE_NAMED, NULL, "earned_value",
    "{baseline: {number: int, title: text?, taken_at: time?, start: time?, finish: time?}, at: "
    "time,"
    " measured_in: (cost work), currency: text?, currency_digits: int, budget: int, planned: int,"
    " earned: int, actual: int, cost_variance: int, schedule_variance: int, cpi: num?, spi: num?,"
    " done: num?, to_complete: int?, variance_at_completion: int?, tcpi_budget: num?,"
    " tcpi_forecast: num?, is_out_of_reach: bool, is_uncertain: bool,"
    " earned_schedule: {planned_duration_s: int, actual_time_s: int, earned_s: int,"
    " earned_at: time?, variance_s: int, spi_t: num?, tspi: num?, adherence: num?},"
    " cost_at_completion: <int?>, finish_forecast: <time?>,"
    " line: {at: [int], planned: [int], earned: [int?], actual: [int?]},"
    " items: {id: [int], budget: [int], planned: [int], earned: [int], actual: [int]}}"};

/* Moments are seconds UTC since 1970. `moved`, `operations`, overloads and `chart` are there once
 * the job is done; of the chart, rows of `series` are hours of work in each step. */
const struct shape shape_level = {
    SHAPE_NAMED, NULL, "levelling",
    "{job: int, state: (waiting running done failed cancelled), why: text?,"
    " goal: (finish dates change smooth), is_stale: bool, seconds: num, was_stopped: bool,"
    " schedules: int, finish_before: int?, finish: int?, tried: int?, bound: int?, gap: num?,"
    " lateness_s: int, shift_s: int, movable~: int,"
    " moved~: {item: [int], start_before: [int?], finish_before: [int?], start: [int?],"
    " finish: [int?], delay_s: [int], waited_for: [int?], behind: [int?], follows: [int?],"
    " is_split: [bool]}, reassigned~: [{assignment: int, item: int, from: int, to: int}],"
    " overloads_before~: [level_overload], overloads_after~: [level_overload],"
    " operations~: [operation_input],"
    " chart~: {from: int, step_s: int, steps: int, series: [{resource: int, before: [num],"
    " after: [num], have: [num]}]}}"};

static const struct shape shape_level_overload = {
    SHAPE_NAMED, NULL, "level_overload",
    "{resource: int, from: int, to: int, need: num, have: num}"};

const struct shape shape_level_start = {
    SHAPE_NAMED, NULL, "levelling_input",
    "{goal~: (finish dates change smooth), seconds~: num?, schedules~: int?, seed~: int?,"
    " items~: [int], split~: bool, reassign~: bool}"};

const struct shape shape_level_accept = {SHAPE_NAMED, NULL, "levelling_accept",
                                         "{client~: text?, note~: text?, dry_run~: bool}"};

const struct shape shape_why = {
    SHAPE_NAMED, NULL, "why",
    "{moved_s: int?, chain: [{item: int, title: text?, start: time?, finish: time?,"
    " driver_kind: text, link: link?, text: text?, is_new: bool, waits_s: int?,"
    " longer_s: int?}]}"};

const struct shape shape_imported = {
    SHAPE_NAMED, NULL, "imported",
    "{project: int, report: {kept: <int>, dropped: [{what: text, count: int, why: text}],"
    " warnings: [{line: int?, message: text}], differences: {items: int, start: int, finish: "
    "int}}}"};

const struct shape shape_differences = {
    SHAPE_NAMED, NULL, "differences",
    "{project: int, seq: int, source: text?, imported_at: time?,"
    " summary: {items: int, differing: int, differences: int, roots: int, reasons: <int>},"
    " items: [{id: int, title: text?, wbs: text?, start: time?, finish: time?,"
    " stored_start: time?, stored_finish: time?}],"
    " differences: [{item: int, field: text, calculated: value, stored: value, reason: text,"
    " cause: int?, root: int?, link: int?, by_s: int, facts: [{item: int?, field: text,"
    " value: value}]}]}"};

const struct shape shape_lint = {
    SHAPE_NAMED, NULL, "lint",
    "{seq: int, bad: int, rules: [{rule: text, source: text, state: (ok bad unknown), why: text?,"
    " count: int, of: int, value: num?, limit: num, measure: (share index count),"
    " items: [{item: int?, link: int?, fix: {op: (create update), entity: text, id: int?,"
    " set: any}?}]}]}"};

const struct shape shape_simulation_wish = {SHAPE_NAMED, NULL, "simulation_wish",
                                            "{trials~: int, seed~: int, correlation~: num}"};

static const struct shape shape_simulated = {
    SHAPE_NAMED, NULL, "simulated",
    "{seq: int, trials: int, seed: int, correlation: num, estimated: int, varied: int,"
    " sampled: int, item_error_s: int, start: int,"
    " finish: {planned: int, chance_planned: num, target: int?, chance_target: num?, p10: int,"
    " p50: int, p80: int, p90: int, p95: int, mean: int, sd_s: num, contingency_s: int},"
    " cost: {planned: int, p10: int, p50: int, p80: int, p90: int, p95: int, mean: int, sd: num,"
    " contingency: int}, histogram: {from: int, width_s: int, counts: [int]},"
    " curve: {share: [num], at: [int]}, cloud: {finish: [int], cost: [int]},"
    " items: {id: [int], p10: [int?], p50: [int?], p80: [int?], p90: [int?], start_p50: [int?],"
    " start_p80: [int?], criticality: [num?], cruciality: [num?], ssi: [num?]},"
    " deadlines: [{item: int, at: int, chance: num}],"
    " tornado: [{item: int?, risk: int?, decision: text?, low_s: int, high_s: int}],"
    " ignored: [{item: int, why: (summary finished not_work no_duration)}]}"};

const struct shape shape_simulation = {
    SHAPE_NAMED, NULL, "simulation",
    "{project: int, state: (running ready failed), progress: num, failure: text?, trials: int,"
    " seed: int, correlation: num, result: simulated?}"};

const struct shape shape_exported = {SHAPE_NAMED, NULL, "exported",
                                     "{dropped: [{what: text, count: int, why: text}]}"};

const struct shape shape_example = {SHAPE_NAMED, NULL, "example", "{name: text}"};

const struct shape shape_me = {SHAPE_NAMED, NULL, "me",
                               "{user: {id: int, name: text, email: text?}, version: text}"};

const struct shape shape_users = {SHAPE_NAMED, NULL, "users", "{users: [{id: int, name: text}]}"};

const struct shape shape_openapi = {SHAPE_NAMED, NULL, "openapi", "any"};

const struct shape shape_file = {SHAPE_BYTES, NULL, "application/octet-stream", NULL};
const struct shape shape_export = {SHAPE_BYTES, NULL, "application/octet-stream", NULL};
const struct shape shape_events = {SHAPE_BYTES, NULL, "text/event-stream", NULL};
const struct shape shape_health = {SHAPE_BYTES, NULL, "text/plain", NULL};

void schemas_by_hand(struct json_out *o)
{
    const struct shape *const all[] = {
        &shape_problem,        &shape_column,     &shape_columns,         &shape_plan,
        &shape_operation,      &shape_operations, &shape_moved,           &shape_change,
        &shape_undo,           &shape_journal,    &shape_history,         &shape_why,
        &shape_earned_value,   &shape_slip,       &shape_imported,        &shape_exported,
        &shape_example,        &shape_me,         &shape_users,           &shape_openapi,
        &shape_calculated,     &shape_splice,     &shape_patch,           &shape_differences,
        &shape_lint,           &shape_level,      &shape_level_start,     &shape_level_accept,
        &shape_level_overload, &shape_simulation, &shape_simulation_wish, &shape_simulated,
    };
    for (size_t i = 0; i < COUNT(all); i++) {
        jo_name(o, all[i]->name);
        schema_of_notation(o, all[i]->schema);
    }
    jo_name(o, "column");
    jo_raw(o, S("{\"anyOf\":[{\"type\":\"array\",\"items\":{\"type\":[\"string\",\"number\","
                "\"boolean\",\"null\"]}},{\"$ref\":\"#/components/schemas/column_all\"}]}"));
    jo_name(o, "calculated_column");
    jo_raw(o, S("{\"description\":\"Values of the rows, or a patch: the values are those that the "
                "rows have in the column named by like, which stands before it, or without like "
                "those they had before the change; then row rows[i] of this table, counted from "
                "0, gets values[i]. A column that is not there did not change.\",\"anyOf\":["
                "{\"$ref\":\"#/components/schemas/column\"},"
                "{\"$ref\":\"#/components/schemas/column_patch\"}]}"));
}
