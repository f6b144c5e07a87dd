// The fields of a project that can be set, section by section, with the control of each.
import type { TextKey } from "../../i18n/text.ts";
import type { FieldOf } from "../../model/fields.ts";

export type ProjectField = FieldOf<"project">;
export type Control =
  | "text"
  | "long"
  | "number"
  | "time"
  | "clock"
  | "select"
  | "check"
  | "calendar"
  | "zone"
  | "weekday";

export interface SettingsField {
  readonly field: ProjectField;
  readonly control: Control;
  readonly choices?: readonly string[];
  readonly side?: "start" | "finish";
}

export interface SettingsSection {
  readonly title: TextKey;
  readonly fields: readonly SettingsField[];
}

export const SECTIONS: readonly SettingsSection[] = [
  {
    title: "settings_identity",
    fields: [
      { field: "title", control: "text" },
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
      { field: "priority", control: "number" },
      { field: "manager", control: "text" },
      { field: "body", control: "long" },
    ],
  },
  {
    title: "settings_schedule",
    fields: [
      { field: "schedule_from", control: "select", choices: ["start", "finish"] },
      { field: "start", control: "time", side: "start" },
      { field: "finish", control: "time", side: "finish" },
      { field: "target_finish", control: "time", side: "finish" },
      { field: "data_date", control: "time", side: "start" },
      { field: "critical_slack_limit_days", control: "number" },
      { field: "honor_constraints", control: "check" },
      { field: "split_in_progress", control: "check" },
      { field: "multiple_critical_paths", control: "check" },
      { field: "new_items_manual", control: "check" },
    ],
  },
  {
    title: "settings_working",
    fields: [
      { field: "calendar", control: "calendar" },
      { field: "zone", control: "zone" },
      { field: "week_start", control: "weekday" },
      { field: "default_start_s", control: "clock" },
      { field: "default_finish_s", control: "clock" },
      { field: "minutes_per_day", control: "number" },
      { field: "minutes_per_week", control: "number" },
      { field: "days_per_month", control: "number" },
    ],
  },
  {
    title: "settings_money",
    fields: [
      { field: "currency", control: "text" },
      { field: "currency_symbol", control: "text" },
      { field: "currency_digits", control: "number" },
    ],
  },
  {
    title: "settings_about",
    fields: [
      { field: "company", control: "text" },
      { field: "author", control: "text" },
      { field: "category", control: "text" },
      { field: "keywords", control: "text" },
    ],
  },
];
