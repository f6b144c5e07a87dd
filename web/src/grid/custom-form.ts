// Values of a project's own fields as text to edit, and typed texts as their kept form. What is typed
// means the same as in a field of the record: "5d", "15 Apr", "1,200.50".
import { type Dates, now } from "../base/time.ts";
import { t } from "../i18n/text.ts";
import {
  type CustomField,
  customNumber,
  customText,
  customValue,
  isMoment,
  setCustomValue,
} from "../model/custom-value.ts";
import { parseDate } from "../model/date-text.ts";
import { type DurationSettings, parseDuration, printDuration } from "../model/duration.ts";
import type { Plan } from "../model/plan.ts";
import type { CellProblem, Reading } from "./cell.ts";

/** What reading and printing needs; the world of a cell has it too. */
export interface CustomWorld {
  readonly plan: Plan;
  readonly dates: Dates;
  readonly settings: DurationSettings;
  readonly newTemp: () => number;
}

export function printCustom(world: CustomWorld, field: CustomField, record: number): string {
  const value = customValue(world.plan, field.id, record);
  if (field.kind === "flag") return value === null ? "" : t(value === "true" ? "yes" : "no");
  const number = customNumber(field.kind, value);
  if (number === null) return value ?? "";
  if (isMoment(field.kind)) return world.dates.print(number, "full");
  return field.kind === "duration" ? printDuration(number, "days", world.settings) : String(number);
}

export function readCustom(
  world: CustomWorld,
  field: CustomField,
  record: number,
  text: string,
): Reading {
  const kept = text === "" ? null : keptForm(world, field, text);
  if (typeof kept === "object" && kept !== null) return { ok: false, problem: kept.problem };
  const { plan, newTemp } = world;
  return { ok: true, operations: setCustomValue(plan, field.id, record, kept, newTemp) };
}

function keptForm(
  world: CustomWorld,
  { kind }: CustomField,
  text: string,
): string | { readonly problem: CellProblem } {
  switch (kind) {
    case "text":
      return text;
    case "flag":
      return readFlag(text);
    case "duration": {
      const typed = parseDuration(text, world.settings);
      return typed ? String(typed.seconds) : { problem: "cell_not_a_duration" };
    }
    case "number":
    case "cost": {
      const number = Number(text.replaceAll(/[\s'’]/g, "").replace(",", "."));
      return Number.isFinite(number) ? String(number) : { problem: "cell_not_a_number" };
    }
    default: {
      const at = parseDate(text, {
        zone: world.plan.zone,
        now: now(),
        clock: clockOf(world, kind),
      });
      return at === null ? { problem: "cell_not_a_date" } : customText(kind, at);
    }
  }
}

function readFlag(text: string): string | { readonly problem: CellProblem } {
  const word = text.toLowerCase();
  if (["true", "1", "x", t("yes").toLowerCase()].includes(word)) return "true";
  if (["false", "0", t("no").toLowerCase()].includes(word)) return "false";
  return { problem: "cell_not_a_choice" };
}

function clockOf({ plan }: CustomWorld, kind: string): number {
  return kind === "finish"
    ? plan.projectNumber("default_finish_s", 61_200)
    : plan.projectNumber("default_start_s", 28_800);
}
