// The fields of a project that can be set, section by section, with the control of each. Those of the
// calculation are tried before they are saved; the others take effect at once.
import type { TextKey } from "../../i18n/text.ts";
import type { FieldOf } from "../../model/fields.ts";
import type { RecordField } from "../../record/rows.ts";

export type ProjectField = FieldOf<"project">;

export interface SettingsSection {
  readonly title: TextKey;
  readonly fields: readonly RecordField<ProjectField>[];
}

export const CALCULATION: readonly RecordField<ProjectField>[] = [
  {
    field: "profile",
    control: "select",
    choices: ["msp", "p6"],
    hint: "settings_profile_hint",
  },
  { field: "schedule_from", control: "select", choices: ["start", "finish"] },
  { field: "start", control: "date", side: "start", isRequired: true },
  { field: "finish", control: "date", side: "finish" },
  { field: "data_date", control: "date", side: "start", hint: "settings_data_date_hint" },
  { field: "calendar", control: "reference", refers: "calendar", none: "settings_calendar_none" },
  { field: "zone", control: "zone" },
  {
    field: "must_finish_by",
    control: "date",
    side: "finish",
    profile: "p6",
    hint: "settings_must_finish_hint",
  },
  {
    field: "lag_calendar",
    control: "select",
    choices: ["predecessor", "successor", "project", "all_day"],
    profile: "p6",
  },
  {
    field: "progress_mode",
    control: "select",
    choices: ["retained_logic", "progress_override", "actual_dates"],
    profile: "p6",
    hint: "settings_progress_hint",
  },
  {
    field: "float_type",
    control: "select",
    choices: ["finish", "start", "least"],
    profile: "p6",
  },
  {
    field: "critical_by",
    control: "select",
    choices: ["float", "longest_path"],
    profile: "p6",
  },
  { field: "critical_slack_limit_days", control: "number", mayBeNegative: true, isRequired: true },
  {
    field: "multiple_critical_paths",
    control: "check",
    hint: "settings_multiple_hint",
  },
  {
    field: "honor_constraints",
    control: "check",
    profile: "msp",
    hint: "settings_honor_hint",
  },
  {
    field: "split_in_progress",
    control: "check",
    profile: "msp",
    hint: "settings_split_hint",
  },
  {
    field: "use_expected_finish",
    control: "check",
    profile: "p6",
    hint: "settings_expected_hint",
  },
  {
    field: "ignore_external",
    control: "check",
    profile: "p6",
    hint: "settings_external_hint",
  },
  {
    field: "start_lag_from_actual",
    control: "check",
    profile: "p6",
    hint: "settings_start_lag_hint",
  },
  {
    field: "float_to_last_finish",
    control: "check",
    profile: "p6",
    hint: "settings_float_to_hint",
  },
];

export const SECTIONS: readonly SettingsSection[] = [
  {
    title: "settings_identity",
    fields: [
      { field: "title", control: "text", isRequired: true },
      { field: "code", control: "text" },
      {
        field: "method",
        control: "select",
        choices: ["waterfall", "scrum", "kanban", "hybrid"],
      },
      {
        field: "phase",
        control: "select",
        choices: ["initiation", "planning", "execution", "closure"],
      },
      { field: "priority", control: "number", most: 1000, isRequired: true },
      { field: "target_finish", control: "date", side: "finish" },
      { field: "manager", control: "text" },
      { field: "body", control: "long" },
    ],
  },
  {
    title: "settings_working",
    fields: [
      { field: "new_items_manual", control: "check" },
      { field: "week_start", control: "weekday" },
      { field: "default_start_s", control: "clock", isRequired: true },
      { field: "default_finish_s", control: "clock", isRequired: true },
      { field: "minutes_per_day", control: "number", most: 1440, isRequired: true },
      { field: "minutes_per_week", control: "number", most: 10_080, isRequired: true },
      { field: "days_per_month", control: "number", most: 31, isRequired: true },
    ],
  },
  {
    title: "settings_money",
    fields: [
      { field: "currency", control: "text" },
      { field: "currency_symbol", control: "text" },
      { field: "currency_digits", control: "number", most: 4, isRequired: true },
    ],
  },
  {
    title: "settings_about",
    fields: [
      { field: "company", control: "text" },
      { field: "author", control: "text" },
      { field: "category", control: "text" },
      { field: "keywords", control: "text" },
      { field: "source_name", control: "shown" },
      { field: "created_at", control: "shown" },
      { field: "updated_at", control: "shown" },
    ],
  },
];
