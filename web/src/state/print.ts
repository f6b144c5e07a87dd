// Values as a reader sees them, by entity and field: dates in the zone of the project, durations in
// their unit, money in its currency, words of the API in the reader's language.
import { HOUR } from "../base/units.ts";
import { t, word } from "../i18n/text.ts";
import { type DurationUnit, printDuration } from "../model/duration.ts";
import { type EntityName, typeOf, type Value } from "../model/fields.ts";
import { printClock } from "../model/shifts.ts";
import type { PlanState } from "./plan.svelte.ts";

const REFERENCES: Readonly<Record<string, EntityName>> = {
  parent: "item",
  item: "item",
  pred: "item",
  succ: "item",
  calendar: "calendar",
  base: "calendar",
  assignment: "assignment",
  resource: "resource",
};

const WORK = ["work_s", "actual_work_s", "remaining_work_s", "overtime_work_s"];

/** What printing needs of the open plan. */
export type Printing = Pick<PlanState, "model" | "dates" | "durations">;

export function printValue(
  state: Printing,
  entity: EntityName,
  field: string,
  value: Value,
  unit: DurationUnit | null = "days",
): string {
  if (value === null || value === "") return "–";
  if (typeof value === "boolean") return value ? t("yes") : t("no");
  if (typeof value === "string") return printText(entity, field, value);
  return printNumber(state, entity, field, value, unit);
}

function printText(entity: EntityName, field: string, value: string): string {
  if (typeOf(entity, field) !== "enum") return value;
  if (entity === "resource" && field === "kind") return word("resource_kind", value);
  return word(field === "constraint2" ? "constraint" : field, value);
}

function printNumber(
  state: Printing,
  entity: EntityName,
  field: string,
  value: number,
  unit: DurationUnit | null,
): string {
  const type = typeOf(entity, field);
  if (type === "bool") return value === 1 ? t("yes") : t("no");
  if (type === "time") return state.dates.print(value, "full");
  if (type === "day") return state.dates.printDay(value, "short");
  if (type === "money") return printMoney(state, value);
  if (type === "id") return titleOf(state, field, value);
  if (field.endsWith("slack_s")) return printDuration(value, "days", state.durations);
  if (WORK.includes(field)) return `${Math.round((value / HOUR) * 10) / 10} h`;
  if (type === "secs") return printDuration(value, unit, state.durations);
  if (field.startsWith("default_")) return printClock(value);
  if (field === "units" || field === "max_units") return `${Math.round(value * 100)} %`;
  return field.includes("percent") ? `${Math.round(value)} %` : String(value);
}

function titleOf(state: Printing, field: string, id: number): string {
  const entity = REFERENCES[field];
  if (!entity) return String(id);
  return state.model.textOf(entity, id, "title") ?? `#${id}`;
}

export function printMoney(state: Printing, minor: number): string {
  const { project } = state.model;
  const digits = typeof project["currency_digits"] === "number" ? project["currency_digits"] : 2;
  const amount = minor / 10 ** digits;
  const currency = String(project["currency"] ?? "");
  if (/^[A-Z]{3}$/.test(currency)) {
    return new Intl.NumberFormat(state.dates.locale, { style: "currency", currency }).format(
      amount,
    );
  }
  return new Intl.NumberFormat(state.dates.locale, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(amount);
}
