// Fields that a project adds to its records: their values are kept as text in one form a kind (dates
// RFC 3339, durations in seconds, flags true or false) and stand in records of their own.
import { instantFromText, instantToText } from "../base/time.ts";
import { updateOf } from "./edits.ts";
import type { Operation } from "./operation.ts";
import type { Plan } from "./plan.ts";

export const CUSTOM_KINDS = [
  "text",
  "number",
  "cost",
  "date",
  "duration",
  "flag",
  "start",
  "finish",
] as const;
export type CustomKind = (typeof CUSTOM_KINDS)[number];

export const CUSTOM_TARGETS = ["item", "resource", "assignment"] as const;
export type CustomTarget = (typeof CUSTOM_TARGETS)[number];

export interface CustomField {
  readonly id: number;
  /** Fixed, such as Text1. */
  readonly name: string;
  /** The name that people gave it, else its fixed one. */
  readonly title: string;
  readonly kind: CustomKind;
}

/** The fields that records of a kind have, in the order of their names (Text2 before Text10). */
export function customFieldsOf(plan: Plan, target: CustomTarget): CustomField[] {
  return plan
    .idsOf("custom_field")
    .filter((id) => plan.textOf("custom_field", id, "target") === target)
    .map((id) => customField(plan, id))
    .sort((a, b) => a.title.localeCompare(b.title, undefined, { numeric: true }));
}

export function customFieldNamed(
  plan: Plan,
  target: CustomTarget,
  name: string,
): CustomField | null {
  const found = plan
    .idsOf("custom_field")
    .find(
      (id) =>
        plan.textOf("custom_field", id, "name") === name &&
        plan.textOf("custom_field", id, "target") === target,
    );
  return found === undefined ? null : customField(plan, found);
}

export function customField(plan: Plan, id: number): CustomField {
  const text = (field: string): string => plan.textOf("custom_field", id, field) ?? "";
  const kind = CUSTOM_KINDS.find((one) => one === text("kind")) ?? "text";
  return { id, name: text("name"), title: text("alias") || text("name"), kind };
}

/** The record that holds the value; null when there is none. */
function holderOf(plan: Plan, field: number, record: number): number | null {
  const values = plan.relations.namedBy("custom_value", "record", record);
  return values.find((id) => plan.numOf("custom_value", id, "field") === field) ?? null;
}

/** The value as it is kept; null when there is none. */
export function customValue(plan: Plan, field: number, record: number): string | null {
  const id = holderOf(plan, field, record);
  return id === null ? null : plan.textOf("custom_value", id, "value");
}

/** Nothing when the value is there already; no value takes the record away. */
export function setCustomValue(
  plan: Plan,
  field: number,
  record: number,
  value: string | null,
  newTemp: () => number,
): Operation[] {
  const id = holderOf(plan, field, record);
  if (id === null) {
    if (value === null) return [];
    const set = { field, record, value };
    return [{ op: "create", entity: "custom_value", temp: newTemp(), set }];
  }
  if (plan.textOf("custom_value", id, "value") === value) return [];
  if (value !== null) return [updateOf(plan, "custom_value", id, { value })];
  const rev = plan.numOf("custom_value", id, "rev");
  return [{ op: "delete", entity: "custom_value", id, ...(Number.isNaN(rev) ? {} : { rev }) }];
}

/** Numbers, seconds of a duration and moments as a number; null for other kinds and for no value. */
export function customNumber(kind: CustomKind, value: string | null): number | null {
  if (value === null || value === "" || kind === "text" || kind === "flag") return null;
  const number = isMoment(kind) ? (instantFromText(value) ?? Number.NaN) : Number(value);
  return Number.isFinite(number) ? number : null;
}

export function customText(kind: CustomKind, number: number): string {
  return isMoment(kind) ? instantToText(number) : String(number);
}

export function isMoment(kind: CustomKind): boolean {
  return kind === "date" || kind === "start" || kind === "finish";
}

/** The first fixed name of its kind that is free, such as Text3. */
export function freeName(plan: Plan, kind: CustomKind): string {
  const taken = new Set(
    plan.idsOf("custom_field").map((id) => plan.textOf("custom_field", id, "name")),
  );
  const stem = `${kind.charAt(0).toUpperCase()}${kind.slice(1)}`;
  let number = 1;
  while (taken.has(`${stem}${number}`)) number++;
  return `${stem}${number}`;
}
