// An edit as a value: what becomes of which record. One gesture or paste is one batch, and one batch
// is one undo step. `before` stays here: it tells at a conflict whether somebody else changed the
// same field, and is never sent. New records have negative ids until the server answers.
import type { EntityName, Value } from "./fields.ts";

export type Values = Readonly<Record<string, Value>>;

export interface CreateOperation {
  readonly op: "create";
  readonly entity: EntityName;
  readonly temp: number;
  readonly set: Values;
}

export interface UpdateOperation {
  readonly op: "update";
  readonly entity: EntityName;
  readonly id: number;
  readonly rev?: number;
  readonly set: Values;
  readonly before: Values;
}

export interface DeleteOperation {
  readonly op: "delete";
  readonly entity: EntityName;
  readonly id: number;
  readonly rev?: number;
}

export type Operation = CreateOperation | UpdateOperation | DeleteOperation;

export interface Batch {
  readonly operations: readonly Operation[];
  readonly note?: string;
}

export function recordOf(operation: Operation): number {
  return operation.op === "create" ? operation.temp : operation.id;
}
