// A fix as the server tells it becomes an edit like any other: one batch, one step of undo.
import type { LintFix, LintRule } from "../../api/types.ts";
import { type EntityName, typeOf } from "../../model/fields.ts";
import type { Batch, Operation, Values } from "../../model/operation.ts";
import { readValue } from "../../model/wire.ts";

export function fixBatch(fixes: readonly LintFix[], newTemp: () => number, note: string): Batch {
  return { operations: fixes.map((fix) => operationOf(fix, newTemp)), note };
}

export function fixesOf({ items }: LintRule): readonly LintFix[] {
  return items.flatMap(({ fix }) => (fix ? [fix] : []));
}

function operationOf(fix: LintFix, newTemp: () => number): Operation {
  const entity = fix.entity as EntityName;
  const set = valuesOf(entity, fix.set as Readonly<Record<string, unknown>>);
  if (fix.op === "create" || fix.id === null) return { op: "create", entity, temp: newTemp(), set };
  return { op: "update", entity, id: fix.id, set, before: {} };
}

function valuesOf(entity: EntityName, json: Readonly<Record<string, unknown>>): Values {
  return Object.fromEntries(
    Object.entries(json).map(([field, value]) => [field, readValue(typeOf(entity, field), value)]),
  );
}
