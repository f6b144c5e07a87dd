// What stands in the panel of an item, section by section. Every member of an item has its row here, or
// is named in ELSEWHERE with the reason; a test holds this list against the entity.
import type { ItemField } from "../../../model/fields.ts";
import type { TextKey } from "../../../i18n/text.ts";
import type { RecordField } from "../../../record/rows.ts";

export type PanelField = RecordField<ItemField>;

export interface PanelSection {
  readonly id: string;
  readonly title: TextKey;
  readonly isOpen: boolean;
  readonly fields: readonly PanelField[];
}

export const CONSTRAINTS = ["asap", "alap", "snet", "snlt", "fnet", "fnlt", "mso", "mfo"] as const;
export const P6_CONSTRAINTS = [...CONSTRAINTS, "mandatory_start", "mandatory_finish"] as const;
export const ACTIVITY_TYPES = [
  "task",
  "resource_dependent",
  "start_milestone",
  "finish_milestone",
  "level_of_effort",
  "wbs_summary",
] as const;
const KINDS = ["task", "milestone", "sprint", "epic", "feature", "story", "bug", "spike"];
const STATES = ["planned", "ready", "active", "blocked", "done", "cancelled"];

export const SECTIONS: readonly PanelSection[] = [
  {
    id: "dates",
    title: "panel_section_dates",
    isOpen: true,
    fields: [
      { field: "activity_type", control: "select", choices: ACTIVITY_TYPES, profile: "p6" },
      { field: "duration_s", control: "duration" },
      { field: "start", control: "scheduled", side: "start" },
      { field: "finish", control: "scheduled", side: "finish" },
      { field: "is_manual", control: "check", profile: "msp" },
      { field: "constraint", control: "select", choices: CONSTRAINTS, profile: "msp" },
      { field: "constraint", control: "select", choices: P6_CONSTRAINTS, profile: "p6" },
      { field: "constraint_at", control: "date", side: "start" },
      {
        field: "constraint2",
        control: "select",
        choices: P6_CONSTRAINTS,
        words: "constraint",
        profile: "p6",
      },
      { field: "constraint2_at", control: "date", side: "start", profile: "p6" },
      { field: "expected_finish", control: "date", side: "finish", profile: "p6" },
      { field: "external_start_at", control: "date", side: "start", profile: "p6" },
      { field: "external_finish_at", control: "date", side: "finish", profile: "p6" },
      { field: "data_date", control: "date", side: "start", profile: "p6" },
      { field: "deadline", control: "date", side: "finish" },
      {
        field: "calendar",
        control: "reference",
        refers: "calendar",
        none: "calendars_as_project",
      },
      { field: "total_slack_s", control: "shown" },
      { field: "free_slack_s", control: "shown" },
      { field: "early_start", control: "shown" },
      { field: "early_finish", control: "shown" },
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
      { field: "stop_at", control: "date", side: "finish" },
      { field: "resume_at", control: "date", side: "start" },
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
        choices: ["triangular", "pert", "uniform", "lognormal", "discrete"],
      },
      { field: "points", control: "number" },
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
      { field: "earned_base", control: "item", hint: "panel_item_hint" },
      { field: "fixed_cost_minor", control: "money", mayBeNegative: true },
      {
        field: "fixed_cost_accrual",
        control: "select",
        choices: ["start", "prorated", "end"],
      },
    ],
  },
  {
    id: "more",
    title: "panel_section_more",
    isOpen: false,
    fields: [
      { field: "kind", control: "select", choices: KINDS },
      { field: "priority", control: "number", most: 1000 },
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
      { field: "is_blank", control: "shown" },
      { field: "is_recurring", control: "check" },
      { field: "is_external", control: "check" },
      { field: "external_ref", control: "text" },
      { field: "parent", control: "shown" },
      { field: "source_uid", control: "shown" },
      { field: "created_at", control: "shown" },
      { field: "updated_at", control: "shown" },
      { field: "rev", control: "shown" },
    ],
  },
];

/** Members of an item that need no row of their own. */
export const ELSEWHERE: Readonly<Partial<Record<ItemField, string>>> = {
  id: "the number behind every record",
  project: "the page",
  title: "head of the panel",
  body: "section of the description",
  rank: "order of the rows",
  level: "indent of the row",
  duration_unit: "unit of the typed duration",
  critical: "chip in the head",
  wbs: "head of the panel",
  is_summary: "row of the grid",
  driver: "why this date",
  driver_kind: "why this date",
};

/** Of a summary these come from below. */
const OF_BELOW: ReadonlySet<string> = new Set<ItemField>([
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

export function isOfBelow(field: string, isSummary: boolean): boolean {
  return isSummary && OF_BELOW.has(field);
}
