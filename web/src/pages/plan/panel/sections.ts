// What stands in the panel of an item, section by section. A row of this table is a field with the
// control it is edited by; fields without one are shown as calculated.
import type { ItemField } from "../../../model/fields.ts";
import type { TextKey } from "../../../i18n/text.ts";

export type Control =
  | "text"
  | "scheduled"
  | "date"
  | "duration"
  | "own_duration"
  | "work"
  | "number"
  | "percent"
  | "money"
  | "select"
  | "calendar"
  | "check"
  | "shown";

export interface PanelField {
  readonly field: ItemField;
  readonly control: Control;
  /** Which end of the day a date without a time means. */
  readonly side?: "start" | "finish";
  readonly choices?: readonly string[];
}

export interface PanelSection {
  readonly id: string;
  readonly title: TextKey;
  readonly isOpen: boolean;
  readonly fields: readonly PanelField[];
}

const CONSTRAINTS = ["asap", "alap", "snet", "snlt", "fnet", "fnlt", "mso", "mfo"];
const KINDS = ["task", "milestone", "sprint", "epic", "feature", "story", "bug", "spike"];
const STATES = ["planned", "ready", "active", "blocked", "done", "cancelled"];

export const SECTIONS: readonly PanelSection[] = [
  {
    id: "dates",
    title: "panel_section_dates",
    isOpen: true,
    fields: [
      { field: "duration_s", control: "duration" },
      { field: "start", control: "scheduled", side: "start" },
      { field: "finish", control: "scheduled", side: "finish" },
      { field: "is_manual", control: "check" },
      { field: "constraint", control: "select", choices: CONSTRAINTS },
      { field: "constraint_at", control: "date", side: "start" },
      { field: "deadline", control: "date", side: "finish" },
      { field: "calendar", control: "calendar" },
      { field: "total_slack_s", control: "shown" },
      { field: "free_slack_s", control: "shown" },
      { field: "late_start", control: "shown" },
      { field: "late_finish", control: "shown" },
    ],
  },
  {
    id: "progress",
    title: "panel_section_progress",
    isOpen: true,
    fields: [
      { field: "percent_complete", control: "percent" },
      { field: "state", control: "select", choices: STATES },
      { field: "actual_start", control: "date", side: "start" },
      { field: "actual_finish", control: "date", side: "finish" },
      { field: "actual_duration_s", control: "own_duration" },
      { field: "remaining_duration_s", control: "own_duration" },
      { field: "physical_percent", control: "percent" },
      { field: "work_s", control: "work" },
      { field: "actual_work_s", control: "work" },
      { field: "remaining_work_s", control: "work" },
    ],
  },
  {
    id: "cost",
    title: "panel_section_cost",
    isOpen: false,
    fields: [
      { field: "estimate_optimistic_s", control: "own_duration" },
      { field: "estimate_likely_s", control: "own_duration" },
      { field: "estimate_pessimistic_s", control: "own_duration" },
      {
        field: "estimate_distribution",
        control: "select",
        choices: ["triangular", "pert", "uniform", "lognormal"],
      },
      { field: "points", control: "number" },
      { field: "fixed_cost_minor", control: "money" },
      {
        field: "fixed_cost_accrual",
        control: "select",
        choices: ["start", "prorated", "end"],
      },
      {
        field: "earned_method",
        control: "select",
        choices: [
          "percent",
          "physical",
          "zero_hundred",
          "fifty_fifty",
          "units",
          "apportioned",
          "level_of_effort",
        ],
      },
      { field: "units_total", control: "number" },
      { field: "units_done", control: "number" },
    ],
  },
  {
    id: "more",
    title: "panel_section_more",
    isOpen: false,
    fields: [
      { field: "kind", control: "select", choices: KINDS },
      { field: "priority", control: "number" },
      {
        field: "duration_type",
        control: "select",
        choices: ["fixed_units", "fixed_duration", "fixed_work"],
      },
      { field: "levelling_delay_s", control: "own_duration" },
      { field: "wbs_code", control: "text" },
      { field: "contact", control: "text" },
      { field: "hyperlink_title", control: "text" },
      { field: "hyperlink", control: "text" },
      { field: "is_active", control: "check" },
      { field: "is_milestone", control: "check" },
      { field: "is_estimated", control: "check" },
      { field: "is_effort_driven", control: "check" },
      { field: "ignore_resource_calendar", control: "check" },
      { field: "can_split", control: "check" },
    ],
  },
];

/** Of a summary these come from below. */
const OF_BELOW: ReadonlySet<ItemField> = new Set<ItemField>([
  "duration_s",
  "start",
  "finish",
  "work_s",
  "actual_start",
  "actual_finish",
  "actual_duration_s",
  "remaining_duration_s",
  "actual_work_s",
  "remaining_work_s",
  "kind",
  "is_milestone",
  "is_estimated",
]);

export function isDerived(field: ItemField, isSummary: boolean): boolean {
  return isSummary && OF_BELOW.has(field);
}
