// Between the JSON of the API and values of the model. Records carry instants as RFC 3339 text and
// days as `2026-03-02`; columns carry both as integers. Reading accepts either form.
import { dayFromText, dayToText, instantFromText, instantToText } from "../base/time.ts";
import { type EntityName, type FieldType, fieldsOf, typeOf, type Value } from "./fields.ts";
import type { Operation, Values } from "./operation.ts";
import type { WireColumns } from "./table.ts";

export type JsonRecord = Readonly<Record<string, unknown>>;

export interface Moved {
  readonly count: number;
  readonly finish_before: number | null;
  readonly finish_after: number | null;
  readonly items: readonly MovedItem[];
}

export interface MovedItem {
  readonly id: number;
  readonly start_before: number | null;
  readonly start_after: number | null;
  readonly finish_before: number | null;
  readonly finish_after: number | null;
}

/** What the server answers to operations and tells in events. */
export interface Reply {
  readonly project: number;
  readonly seq: number;
  readonly before_seq: number;
  readonly user: number | null;
  readonly client: string | null;
  readonly note: string | null;
  readonly undoes: number;
  readonly dry_run: boolean;
  readonly created: Readonly<Record<string, number>>;
  readonly changed: Readonly<Record<string, WireColumns>>;
  readonly deleted: Readonly<Record<string, readonly number[]>>;
  readonly order: readonly number[] | null;
  readonly moved: Moved;
  readonly can_undo: boolean;
  readonly can_redo: boolean;
}

export type PlanWire = Readonly<Record<string, unknown>> & {
  readonly project: JsonRecord;
  readonly seq: number;
};

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
