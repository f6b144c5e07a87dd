// What is typed in the dialogs of exceptions and special weeks, and what is wrong with it.
import { dayFromText, dayToText } from "../../base/time.ts";
import type { Day } from "../../base/units.ts";
import type { Value } from "../../model/fields.ts";
import type { EntityName } from "../../model/fields.ts";
import { setRecord } from "../../model/edits.ts";
import type { Batch, Values } from "../../model/operation.ts";
import type { Plan } from "../../model/plan.ts";
import { parseShifts, printShifts } from "../../model/shifts.ts";

/** The form of a day field: `2026-03-02`, as the platform's date input has it. */
export function dayText(day: Day): string {
  return Number.isFinite(day) ? dayToText(day) : "";
}

export type SpanProblem = "error_required" | "error_date";

export function readSpan(
  from: string,
  to: string,
): { readonly from: Day; readonly to: Day } | SpanProblem {
  const first = dayFromText(from);
  const last = to === "" ? first : dayFromText(to);
  if (first === null || last === null) return "error_required";
  return last < first ? "error_date" : { from: first, to: last };
}

/** The shifts in their one form; null when they are none. */
export function readShifts(text: string): string | null {
  const shifts = parseShifts(text);
  return shifts ? printShifts(shifts) : null;
}

/** Creates the record, or changes it when there is one. */
export function saveRecord(
  plan: Plan,
  entity: EntityName,
  row: number | null,
  set: Record<string, Value>,
  newTemp: () => number,
): Batch {
  if (row !== null) return setRecord(plan, entity, row, set as never);
  const values: Values = set;
  return { operations: [{ op: "create", entity, temp: newTemp(), set: values }] };
}
