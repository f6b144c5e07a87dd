// Between the JSON of the API and values of the model. Records carry instants as RFC 3339 text and
// days as `2026-03-02`; columns carry both as integers. Reading accepts either form.
import type { JsonRecord } from "../api/types.ts";
import { dayFromText, dayToText, instantFromText, instantToText } from "../base/time.ts";
import { type EntityName, type FieldType, fieldsOf, typeOf, type Value } from "./fields.ts";
import type { Batch, Operation, Values } from "./operation.ts";

export function readValue(type: FieldType, json: unknown): Value {
  if (json === null || json === undefined) return null;
  if (type === "time" && typeof json === "string") return instantFromText(json);
  if (type === "day" && typeof json === "string") return dayFromText(json);
  if (type === "bool") return json === true || json === 1;
  if (typeof json === "number" || typeof json === "boolean") return json;
  return String(json);
}

export function writeValue(type: FieldType, value: Value): Value {
  if (typeof value !== "number") return value;
  if (type === "time") return instantToText(value);
  return type === "day" ? dayToText(value) : value;
}

export function readRecord(entity: EntityName, json: JsonRecord): Values {
  const values: Record<string, Value> = {};
  for (const [field, type] of Object.entries(fieldsOf(entity))) {
    if (field in json) values[field] = readValue(type, json[field]);
  }
  return values;
}

export function writeRecord(entity: EntityName, values: Values): Values {
  const json: Record<string, Value> = {};
  for (const [field, value] of Object.entries(values)) {
    json[field] = writeValue(typeOf(entity, field), value);
  }
  return json;
}

/** The operation as it is sent; `before` is ours alone. */
export function writeOperation(operation: Operation): JsonRecord {
  const { op, entity } = operation;
  if (op === "create") {
    return { op, entity, temp: operation.temp, set: writeRecord(entity, operation.set) };
  }
  const lock = operation.rev === undefined ? {} : { rev: operation.rev };
  if (op === "delete") return { op, entity, id: operation.id, ...lock };
  return { op, entity, id: operation.id, ...lock, set: writeRecord(entity, operation.set) };
}

export function writeBatch(batch: Batch): {
  readonly operations: readonly JsonRecord[];
  readonly note?: string;
} {
  const operations = batch.operations.map(writeOperation);
  return batch.note === undefined ? { operations } : { operations, note: batch.note };
}
