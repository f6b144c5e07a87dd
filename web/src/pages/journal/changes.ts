// The fields of a journal line that a person wants to see, printed before and after.
import type { JournalOperation } from "../../api/types.ts";
import { instantFromText } from "../../base/time.ts";
import type { Instant } from "../../base/units.ts";
import { ENTITIES, type EntityName, typeOf } from "../../model/fields.ts";
import { readValue } from "../../model/wire.ts";
import type { PlanState } from "../../state/plan.svelte.ts";
import { printValue } from "../../state/print.ts";

export interface FieldChange {
  readonly field: string;
  readonly before: string;
  readonly after: string;
}

const HIDDEN = new Set(["rev", "created_at", "updated_at", "rank", "duration_unit"]);

export function changesOf(plan: PlanState, operation: JournalOperation): FieldChange[] {
  const { entity, before, after } = operation;
  const fields = Object.keys(after).filter((field) => !HIDDEN.has(field));
  return fields.map((field) => ({
    field,
    before: print(plan, entity, field, before[field]),
    after: print(plan, entity, field, after[field]),
  }));
}

function print(plan: PlanState, entity: string, field: string, json: unknown): string {
  if (!(entity in ENTITIES)) return json === null || json === undefined ? "–" : String(json);
  const known = entity as EntityName;
  return printValue(plan, known, field, readValue(typeOf(known, field), json));
}

export function readTime(value: unknown): Instant {
  if (typeof value === "number") return value;
  return (typeof value === "string" ? instantFromText(value) : null) ?? Number.NaN;
}
