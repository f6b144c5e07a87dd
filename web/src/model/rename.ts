// A record made here has a negative id until the server answers; then every edit that still waits
// must name the real one, as its subject and in fields that refer to records.
import { typeOf, type Value } from "./fields.ts";
import type { Batch, Operation, Values } from "./operation.ts";

export function renameBatch(batch: Batch, ids: ReadonlyMap<number, number>): Batch {
  return { ...batch, operations: batch.operations.map((one) => renameOperation(one, ids)) };
}

function renameOperation(operation: Operation, ids: ReadonlyMap<number, number>): Operation {
  const { entity } = operation;
  if (operation.op === "delete") return { ...operation, id: ids.get(operation.id) ?? operation.id };
  const set: Record<string, Value> = {};
  for (const [field, value] of Object.entries(operation.set)) {
    const isReference = typeOf(entity, field) === "id" && typeof value === "number";
    set[field] = isReference ? (ids.get(value) ?? value) : value;
  }
  return withSubject(operation, set, ids);
}

function withSubject(
  operation: Exclude<Operation, { op: "delete" }>,
  set: Values,
  ids: ReadonlyMap<number, number>,
): Operation {
  if (operation.op === "create") {
    return { ...operation, temp: ids.get(operation.temp) ?? operation.temp, set };
  }
  return { ...operation, id: ids.get(operation.id) ?? operation.id, set };
}
