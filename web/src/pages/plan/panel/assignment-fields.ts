// The fields of an assignment besides its units, and units as they are spoken of: a share of a person,
// a quantity of a material.
import type { FieldOf } from "../../../model/fields.ts";
import type { Plan } from "../../../model/plan.ts";
import type { RecordField } from "../../../record/rows.ts";

const CONTOURS = [
  "flat",
  "back_loaded",
  "front_loaded",
  "double_peak",
  "early_peak",
  "late_peak",
  "bell",
  "turtle",
  "contoured",
] as const;

export const ASSIGNMENT_FIELDS: readonly RecordField<FieldOf<"assignment">>[] = [
  { field: "work_s", control: "work" },
  { field: "actual_work_s", control: "work" },
  { field: "remaining_work_s", control: "work" },
  { field: "overtime_work_s", control: "work" },
  { field: "contour", control: "select", choices: CONTOURS },
  { field: "delay_s", control: "duration" },
  { field: "levelling_delay_s", control: "duration" },
  { field: "booking", control: "select", choices: ["firm", "soft"] },
  { field: "rate_table", control: "select", choices: ["0", "1", "2", "3", "4"] },
  { field: "start", control: "date", side: "start", hint: "panel_assignment_frame" },
  { field: "finish", control: "date", side: "finish" },
  { field: "cost_minor", control: "money", mayBeNegative: true },
  { field: "actual_cost_minor", control: "money", mayBeNegative: true },
  { field: "source_uid", control: "shown" },
];

function materialOf(plan: Plan, assignment: number): string | null {
  const resource = plan.numOf("assignment", assignment, "resource");
  if (plan.textOf("resource", resource, "kind") !== "material") return null;
  return plan.textOf("resource", resource, "material_label") ?? "";
}

export function printUnits(plan: Plan, assignment: number): string {
  const units = plan.numOf("assignment", assignment, "units");
  if (!Number.isFinite(units)) return "";
  const label = materialOf(plan, assignment);
  if (label === null) return `${Math.round(units * 10_000) / 100} %`;
  return `${Math.round(units * 100) / 100} ${label}`.trim();
}

/** "50 %" and "50" are half of a person; "12 m" is 12 of a material. Null when it is no number. */
export function readUnits(plan: Plan, assignment: number, text: string): number | null {
  const label = materialOf(plan, assignment);
  const bare = text.trim().replace(label === null ? "%" : label, "");
  if (bare.trim() === "") return null;
  const number = Number(bare.trim().replace(",", "."));
  if (!Number.isFinite(number) || number < 0) return null;
  return label === null ? number / 100 : number;
}
