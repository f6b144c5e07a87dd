/* store/schema/schema_001.c - version 1 of the schema: the tables of all entities, the journal,
 * kept replies.
 *
 * Written by hand on purpose: a migration says what a released file looks like, so it must not
 * change when a row in domain/ does. schema.c compares both at every opening.
 *
 * Keys are never given out twice, so that an old link to a deleted record does not find a new one.
 * References are checked at once but for those that may point forward in one batch (an item's
 * parent, a calendar's base, a project's calendar), which are checked at the commit.
 */
#include "store/migrations.h"

const char *const schema_001[] = {
    "CREATE TABLE \"user\" (@id,\n"
    "    rev @int NOT NULL, created_at @int NOT NULL, updated_at @int NOT NULL,\n"
    "    name @text NOT NULL, email @text\n"
    ") @strict;\n",

    "CREATE TABLE project (@id,\n"
    "    rev @int NOT NULL, created_at @int NOT NULL, updated_at @int NOT NULL, code @text,\n"
    "    title @text NOT NULL, body @text, method @text NOT NULL, phase @text NOT NULL,\n"
    "    priority @int NOT NULL, start @int NOT NULL, finish @int,\n"
    "    schedule_from @text NOT NULL, target_finish @int, data_date @int,\n"
    "    calendar @int REFERENCES calendar (id) DEFERRABLE INITIALLY DEFERRED,\n"
    "    zone @text NOT NULL, currency @text, currency_symbol @text,\n"
    "    currency_digits @int NOT NULL, minutes_per_day @int NOT NULL,\n"
    "    minutes_per_week @int NOT NULL, days_per_month @int NOT NULL,\n"
    "    default_start_s @int NOT NULL, default_finish_s @int NOT NULL,\n"
    "    critical_slack_limit_days @int NOT NULL, honor_constraints @int NOT NULL,\n"
    "    split_in_progress @int NOT NULL, multiple_critical_paths @int NOT NULL,\n"
    "    week_start @int NOT NULL, new_items_manual @int NOT NULL, author @text,\n"
    "    company @text, manager @text, category @text, keywords @text, source_name @text,\n"
    "    archived_at @int\n"
    ") @strict;\n"
    "CREATE INDEX project_calendar ON project (calendar) WHERE calendar IS NOT NULL;\n",

    "CREATE TABLE calendar (@id,\n"
    "    project @int NOT NULL REFERENCES project (id), rev @int NOT NULL,\n"
    "    created_at @int NOT NULL, updated_at @int NOT NULL, title @text NOT NULL,\n"
    "    base @int REFERENCES calendar (id) DEFERRABLE INITIALLY DEFERRED, zone @text,\n"
    "    is_base @int NOT NULL, monday @text, tuesday @text, wednesday @text,\n"
    "    thursday @text, friday @text, saturday @text, sunday @text, source_uid @int\n"
    ") @strict;\n"
    "CREATE INDEX calendar_project ON calendar (project);\n"
    "CREATE INDEX calendar_base ON calendar (base) WHERE base IS NOT NULL;\n",

    "CREATE TABLE work_week (@id,\n"
    "    project @int NOT NULL REFERENCES project (id), rev @int NOT NULL,\n"
    "    created_at @int NOT NULL, updated_at @int NOT NULL,\n"
    "    calendar @int NOT NULL REFERENCES calendar (id), title @text, \"from\" @int,\n"
    "    \"to\" @int, monday @text, tuesday @text, wednesday @text, thursday @text,\n"
    "    friday @text, saturday @text, sunday @text\n"
    ") @strict;\n"
    "CREATE INDEX work_week_project ON work_week (project);\n"
    "CREATE INDEX work_week_calendar ON work_week (calendar);\n",

    "CREATE TABLE calendar_exception (@id,\n"
    "    project @int NOT NULL REFERENCES project (id), rev @int NOT NULL,\n"
    "    created_at @int NOT NULL, updated_at @int NOT NULL,\n"
    "    calendar @int NOT NULL REFERENCES calendar (id), title @text, kind @text NOT NULL,\n"
    "    \"from\" @int NOT NULL, \"to\" @int NOT NULL, occurrences @int NOT NULL,\n"
    "    period @int NOT NULL, days_of_week @int NOT NULL, month @int NOT NULL,\n"
    "    month_day @int NOT NULL, month_position @text NOT NULL, month_item @text NOT NULL,\n"
    "    shifts @text\n"
    ") @strict;\n"
    "CREATE INDEX calendar_exception_project ON calendar_exception (project);\n"
    "CREATE INDEX calendar_exception_calendar ON calendar_exception (calendar);\n",

    "CREATE TABLE resource (@id,\n"
    "    project @int NOT NULL REFERENCES project (id), rev @int NOT NULL,\n"
    "    created_at @int NOT NULL, updated_at @int NOT NULL, title @text NOT NULL,\n"
    "    initials @text, kind @text NOT NULL, calendar @int REFERENCES calendar (id),\n"
    "    max_units @num NOT NULL, code @text, group_name @text, email @text,\n"
    "    material_label @text, std_rate_minor @int NOT NULL, ot_rate_minor @int NOT NULL,\n"
    "    per_use_minor @int NOT NULL, accrual @text NOT NULL, is_budget @int NOT NULL,\n"
    "    is_generic @int NOT NULL, is_inactive @int NOT NULL, body @text,\n"
    "    rank @int NOT NULL, source_uid @int\n"
    ") @strict;\n"
    "CREATE INDEX resource_project ON resource (project);\n"
    "CREATE INDEX resource_calendar ON resource (calendar) WHERE calendar IS NOT NULL;\n",

    "CREATE TABLE resource_rate (@id,\n"
    "    project @int NOT NULL REFERENCES project (id), rev @int NOT NULL,\n"
    "    created_at @int NOT NULL, updated_at @int NOT NULL,\n"
    "    resource @int NOT NULL REFERENCES resource (id), table_no @int NOT NULL,\n"
    "    \"from\" @int, \"to\" @int, std_rate_minor @int NOT NULL,\n"
    "    ot_rate_minor @int NOT NULL, per_use_minor @int NOT NULL\n"
    ") @strict;\n"
    "CREATE INDEX resource_rate_project ON resource_rate (project);\n"
    "CREATE INDEX resource_rate_resource ON resource_rate (resource);\n",

    "CREATE TABLE resource_availability (@id,\n"
    "    project @int NOT NULL REFERENCES project (id), rev @int NOT NULL,\n"
    "    created_at @int NOT NULL, updated_at @int NOT NULL,\n"
    "    resource @int NOT NULL REFERENCES resource (id), \"from\" @int, \"to\" @int,\n"
    "    units @num NOT NULL\n"
    ") @strict;\n"
    "CREATE INDEX resource_availability_project ON resource_availability (project);\n"
    "CREATE INDEX resource_availability_resource ON resource_availability (resource);\n",

    "CREATE TABLE item (@id,\n"
    "    project @int NOT NULL REFERENCES project (id), rev @int NOT NULL,\n"
    "    created_at @int NOT NULL, updated_at @int NOT NULL,\n"
    "    parent @int REFERENCES item (id) DEFERRABLE INITIALLY DEFERRED,\n"
    "    rank @int NOT NULL, title @text, body @text, kind @text NOT NULL,\n"
    "    state @text NOT NULL, priority @int NOT NULL, is_blank @int NOT NULL,\n"
    "    is_manual @int NOT NULL, is_active @int NOT NULL, is_milestone @int NOT NULL,\n"
    "    duration_s @int, duration_unit @text NOT NULL, is_estimated @int NOT NULL,\n"
    "    duration_type @text NOT NULL, is_effort_driven @int NOT NULL,\n"
    "    work_s @int NOT NULL, start @int, finish @int, \"constraint\" @text NOT NULL,\n"
    "    constraint_at @int, deadline @int, calendar @int REFERENCES calendar (id),\n"
    "    ignore_resource_calendar @int NOT NULL, actual_start @int, actual_finish @int,\n"
    "    actual_duration_s @int, remaining_duration_s @int, percent_complete @num NOT NULL,\n"
    "    physical_percent @num, actual_work_s @int NOT NULL, remaining_work_s @int,\n"
    "    stop_at @int, resume_at @int, levelling_delay_s @int NOT NULL,\n"
    "    can_split @int NOT NULL, estimate_optimistic_s @int, estimate_likely_s @int,\n"
    "    estimate_pessimistic_s @int, estimate_distribution @text NOT NULL, points @num,\n"
    "    fixed_cost_minor @int NOT NULL, fixed_cost_accrual @text NOT NULL, wbs_code @text,\n"
    "    external_ref @text, is_external @int NOT NULL, is_recurring @int NOT NULL,\n"
    "    hyperlink @text, hyperlink_title @text, contact @text, source_uid @int\n"
    ") @strict;\n"
    "CREATE INDEX item_project ON item (project);\n"
    "CREATE INDEX item_parent ON item (parent) WHERE parent IS NOT NULL;\n"
    "CREATE INDEX item_calendar ON item (calendar) WHERE calendar IS NOT NULL;\n",

    "CREATE TABLE link (@id,\n"
    "    project @int NOT NULL REFERENCES project (id), rev @int NOT NULL,\n"
    "    created_at @int NOT NULL, updated_at @int NOT NULL,\n"
    "    pred @int NOT NULL REFERENCES item (id), succ @int NOT NULL REFERENCES item (id),\n"
    "    type @text NOT NULL, lag_s @int NOT NULL, lag_kind @text NOT NULL,\n"
    "    lag_percent @num NOT NULL, lag_unit @text NOT NULL, external_ref @text\n"
    ") @strict;\n"
    "CREATE INDEX link_project ON link (project);\n"
    "CREATE INDEX link_pred ON link (pred);\n"
    "CREATE INDEX link_succ ON link (succ);\n",

    "CREATE TABLE assignment (@id,\n"
    "    project @int NOT NULL REFERENCES project (id), rev @int NOT NULL,\n"
    "    created_at @int NOT NULL, updated_at @int NOT NULL,\n"
    "    item @int NOT NULL REFERENCES item (id), resource @int REFERENCES resource (id),\n"
    "    units @num NOT NULL, work_s @int NOT NULL, actual_work_s @int NOT NULL,\n"
    "    remaining_work_s @int, overtime_work_s @int NOT NULL, contour @text NOT NULL,\n"
    "    delay_s @int NOT NULL, levelling_delay_s @int NOT NULL, rate_table @int NOT NULL,\n"
    "    booking @text NOT NULL, start @int, finish @int, cost_minor @int NOT NULL,\n"
    "    actual_cost_minor @int NOT NULL, source_uid @int\n"
    ") @strict;\n"
    "CREATE INDEX assignment_project ON assignment (project);\n"
    "CREATE INDEX assignment_item ON assignment (item);\n"
    "CREATE INDEX assignment_resource ON assignment (resource) WHERE resource IS NOT NULL;\n",

    "CREATE TABLE assignment_piece (@id,\n"
    "    project @int NOT NULL REFERENCES project (id), rev @int NOT NULL,\n"
    "    created_at @int NOT NULL, updated_at @int NOT NULL,\n"
    "    assignment @int NOT NULL REFERENCES assignment (id), kind @text NOT NULL,\n"
    "    start @int NOT NULL, finish @int NOT NULL, work_s @int NOT NULL\n"
    ") @strict;\n"
    "CREATE INDEX assignment_piece_project ON assignment_piece (project);\n"
    "CREATE INDEX assignment_piece_assignment ON assignment_piece (assignment);\n",

    "CREATE TABLE baseline (@id,\n"
    "    project @int NOT NULL REFERENCES project (id), rev @int NOT NULL,\n"
    "    created_at @int NOT NULL, updated_at @int NOT NULL, number @int NOT NULL,\n"
    "    title @text, reason @text, taken_at @int\n"
    ") @strict;\n"
    "CREATE INDEX baseline_project ON baseline (project);\n",

    "CREATE TABLE baseline_item (@id,\n"
    "    project @int NOT NULL REFERENCES project (id), rev @int NOT NULL,\n"
    "    created_at @int NOT NULL, updated_at @int NOT NULL,\n"
    "    baseline @int NOT NULL REFERENCES baseline (id),\n"
    "    item @int NOT NULL REFERENCES item (id), start @int, finish @int, duration_s @int,\n"
    "    work_s @int NOT NULL, cost_minor @int NOT NULL\n"
    ") @strict;\n"
    "CREATE INDEX baseline_item_project ON baseline_item (project);\n"
    "CREATE INDEX baseline_item_baseline ON baseline_item (baseline);\n"
    "CREATE INDEX baseline_item_item ON baseline_item (item);\n",

    "CREATE TABLE baseline_assignment (@id,\n"
    "    project @int NOT NULL REFERENCES project (id), rev @int NOT NULL,\n"
    "    created_at @int NOT NULL, updated_at @int NOT NULL,\n"
    "    baseline @int NOT NULL REFERENCES baseline (id),\n"
    "    assignment @int NOT NULL REFERENCES assignment (id), start @int, finish @int,\n"
    "    work_s @int NOT NULL, cost_minor @int NOT NULL\n"
    ") @strict;\n"
    "CREATE INDEX baseline_assignment_project ON baseline_assignment (project);\n"
    "CREATE INDEX baseline_assignment_baseline ON baseline_assignment (baseline);\n"
    "CREATE INDEX baseline_assignment_assignment ON baseline_assignment (assignment);\n",

    "CREATE TABLE comment (@id,\n"
    "    project @int NOT NULL REFERENCES project (id), rev @int NOT NULL,\n"
    "    created_at @int NOT NULL, updated_at @int NOT NULL,\n"
    "    item @int NOT NULL REFERENCES item (id), \"user\" @int REFERENCES \"user\" (id),\n"
    "    body @text NOT NULL\n"
    ") @strict;\n"
    "CREATE INDEX comment_project ON comment (project);\n"
    "CREATE INDEX comment_item ON comment (item);\n",

    "CREATE TABLE custom_field (@id,\n"
    "    project @int NOT NULL REFERENCES project (id), rev @int NOT NULL,\n"
    "    created_at @int NOT NULL, updated_at @int NOT NULL, target @text NOT NULL,\n"
    "    name @text NOT NULL, alias @text, kind @text NOT NULL, source_uid @int\n"
    ") @strict;\n"
    "CREATE INDEX custom_field_project ON custom_field (project);\n",

    "CREATE TABLE custom_value (@id,\n"
    "    project @int NOT NULL REFERENCES project (id), rev @int NOT NULL,\n"
    "    created_at @int NOT NULL, updated_at @int NOT NULL,\n"
    "    field @int NOT NULL REFERENCES custom_field (id), record @int NOT NULL,\n"
    "    value @text\n"
    ") @strict;\n"
    "CREATE INDEX custom_value_project ON custom_value (project);\n"
    "CREATE INDEX custom_value_field ON custom_value (field);\n",

    "CREATE TABLE batch (\n"
    "    project @int NOT NULL, seq @int NOT NULL, \"user\" @int, at @int NOT NULL,\n"
    "    note @text, undoes @int NOT NULL, client @text, moved @int NOT NULL,\n"
    "    finish_before @int, finish_after @int, effects @bytes, hash @bytes NOT NULL,\n"
    "    PRIMARY KEY (project, seq)\n"
    ") @strict;\n"
    "CREATE TABLE operation (\n"
    "    project @int NOT NULL, seq @int NOT NULL, n @int NOT NULL,\n"
    "    op @text NOT NULL, entity @text NOT NULL, record @int NOT NULL, before @text,\n"
    "    after @text, PRIMARY KEY (project, seq, n),\n"
    "    FOREIGN KEY (project, seq) REFERENCES batch (project, seq)\n"
    ") @strict;\n"
    "CREATE INDEX operation_record ON operation (project, entity, record);\n",

    "CREATE TABLE erased_project (\n"
    "    project @int PRIMARY KEY, last_seq @int NOT NULL, last_hash @bytes\n"
    ") @strict;\n",

    "CREATE TRIGGER batch_stays BEFORE UPDATE ON batch\n"
    "    BEGIN SELECT RAISE(ABORT, 'the journal is never changed'); END;\n"
    "CREATE TRIGGER batch_kept BEFORE DELETE ON batch\n"
    "    WHEN NOT EXISTS (SELECT 1 FROM erased_project WHERE project = OLD.project)\n"
    "    BEGIN SELECT RAISE(ABORT, 'the journal is never shortened'); END;\n"
    "CREATE TRIGGER operation_stays BEFORE UPDATE ON operation\n"
    "    BEGIN SELECT RAISE(ABORT, 'the journal is never changed'); END;\n"
    "CREATE TRIGGER operation_kept BEFORE DELETE ON operation\n"
    "    WHEN NOT EXISTS (SELECT 1 FROM erased_project WHERE project = OLD.project)\n"
    "    BEGIN SELECT RAISE(ABORT, 'the journal is never shortened'); END;\n",

    "CREATE TABLE reply (\n"
    "    key @text PRIMARY KEY, hash @text, reply @text, at @int NOT NULL\n"
    ") @strict;\n"
    "CREATE INDEX reply_at ON reply (at);\n",
    NULL,
};
