// Two people changed one record. The lock of the server is per record, people think per field: when
// the fields of our edit still are as we saw them, the edit goes again by itself; else both values
// are shown and a person decides. Nothing typed is lost either way.
import type { Problem } from "../api/problem.ts";
import { type EntityName, typeOf, type Value } from "./fields.ts";
import { type Batch, type Operation, recordOf } from "./operation.ts";
import { readValue } from "./wire.ts";

export interface Clash {
  readonly entity: EntityName;
  readonly id: number;
  readonly field: string;
  readonly mine: Value;
  readonly theirs: Value;
}

export interface Conflict {
  readonly key: string;
  readonly clashes: readonly Clash[];
  /** The same edit over the record as it is now. */
  readonly again: Batch;
}

/** Fields that somebody else changed since we saw them, to another value than ours. */
export function findClashes(batch: Batch, problem: Problem): Clash[] {
  const operation = batch.operations[problem.operation];
  const { current } = problem;
  if (operation?.op !== "update" || !current) return [];
  return Object.entries(operation.set).flatMap(([field, mine]) => {
    const theirs = readValue(typeOf(operation.entity, field), current[field]);
    const before = operation.before[field] ?? null;
    if (isSame(theirs, before) || isSame(theirs, mine)) return [];
    return [{ entity: operation.entity, id: operation.id, field, mine, theirs }];
  });
}

/** The batch again, locked on the present record. */
export function rebase(batch: Batch, problem: Problem): Batch {
  const operation = batch.operations[problem.operation];
  const rev = problem.current?.["rev"];
  const operations = batch.operations.map((one) =>
    operation && sameRecord(one, operation) ? relock(one, rev, problem) : one,
  );
  return { ...batch, operations };
}

function relock(operation: Operation, rev: unknown, problem: Problem): Operation {
  if (operation.op === "create") return operation;
  const { rev: _stale, ...rest } = operation;
  const lock = typeof rev === "number" ? { rev } : {};
  if (rest.op === "delete") return { ...rest, ...lock };
  const before: Record<string, Value> = {};
  for (const field of Object.keys(rest.set)) {
    before[field] = readValue(typeOf(rest.entity, field), problem.current?.[field]);
  }
  return { ...rest, ...lock, before };
}

function sameRecord(a: Operation, b: Operation): boolean {
  return a.entity === b.entity && recordOf(a) === recordOf(b);
}

function isSame(a: Value, b: Value): boolean {
  return a === b || (a === null && b === "") || (a === "" && b === null);
}
