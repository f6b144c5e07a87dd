// Why the server did not take a value, kept beside the field until it is typed in again.
import type { FieldError } from "../api/problem.ts";
import type { EntityName, Value } from "./fields.ts";
import { type Batch, type Operation, recordOf } from "./operation.ts";

export interface Refusal {
  readonly message: string;
  /** What was typed, so that it can be mended instead of typed again. */
  readonly value: Value;
}

export class Refusals {
  #byField = new Map<string, Refusal>();

  get size(): number {
    return this.#byField.size;
  }

  of(entity: EntityName, id: number, field: string): Refusal | null {
    return this.#byField.get(nameOf(entity, id, field)) ?? null;
  }

  add(batch: Batch, index: number, message: string, errors: readonly FieldError[]): void {
    const operation = batch.operations[errors[0]?.operation ?? index];
    if (!operation || operation.op === "delete") return;
    const fields = Object.keys(operation.set);
    const named = errors.find((error) => error.field !== undefined && fields.includes(error.field));
    for (const field of named?.field ? [named.field] : fields) {
      const value = operation.set[field] ?? null;
      this.#byField.set(nameOf(operation.entity, recordOf(operation), field), { message, value });
    }
  }

  forget(batch: Batch): void {
    for (const operation of batch.operations) this.#forgetOne(operation);
  }

  #forgetOne(operation: Operation): void {
    if (operation.op === "delete") return;
    for (const field of Object.keys(operation.set)) {
      this.#byField.delete(nameOf(operation.entity, recordOf(operation), field));
    }
  }
}

function nameOf(entity: EntityName, id: number, field: string): string {
  return `${entity}:${id}:${field}`;
}
