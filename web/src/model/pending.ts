// Edits shown before the server has seen them. The shown value of a field is the last pending edit
// of it, else what is confirmed. A refusal takes one edit away and nothing else, so there is no
// inverse that could be wrong. Pure bookkeeping: nothing here sends or stores.
import type { EntityName, Value } from "./fields.ts";
import { type Batch, recordOf } from "./operation.ts";

export interface PendingEdit {
  readonly key: string;
  readonly batch: Batch;
}

type Overlay = Map<string, Map<string, Value>>;

export class Pending {
  #edits: PendingEdit[] = [];
  #overlay: Overlay = new Map();
  #deleted = new Set<string>();
  #created = new Map<string, { entity: EntityName; id: number }>();

  get size(): number {
    return this.#edits.length;
  }

  get edits(): readonly PendingEdit[] {
    return this.#edits;
  }

  add(edit: PendingEdit): void {
    this.#edits = [...this.#edits, edit];
    this.#lay(edit);
  }

  remove(key: string): PendingEdit | undefined {
    const found = this.#edits.find((edit) => edit.key === key);
    this.#edits = this.#edits.filter((edit) => edit !== found);
    this.#relay();
    return found;
  }

  replace(edits: readonly PendingEdit[]): void {
    this.#edits = [...edits];
    this.#relay();
  }

  /** Undefined when no pending edit touches the field. */
  valueOf(entity: EntityName, id: number, field: string): Value | undefined {
    return this.#overlay.get(nameOf(entity, id))?.get(field);
  }

  isTouched(entity: EntityName, id: number): boolean {
    return this.#overlay.has(nameOf(entity, id));
  }

  isDeleted(entity: EntityName, id: number): boolean {
    return this.#deleted.has(nameOf(entity, id));
  }

  get created(): Iterable<{ readonly entity: EntityName; readonly id: number }> {
    return this.#created.values();
  }

  #relay(): void {
    this.#overlay = new Map();
    this.#deleted = new Set();
    this.#created = new Map();
    for (const edit of this.#edits) this.#lay(edit);
  }

  #lay(edit: PendingEdit): void {
    for (const operation of edit.batch.operations) {
      const { entity } = operation;
      const id = recordOf(operation);
      const name = nameOf(entity, id);
      if (operation.op === "delete") {
        this.#deleted.add(name);
        continue;
      }
      if (operation.op === "create") this.#created.set(name, { entity, id });
      const fields = this.#overlay.get(name) ?? new Map<string, Value>();
      for (const [field, value] of Object.entries(operation.set)) fields.set(field, value);
      this.#overlay.set(name, fields);
    }
  }
}

function nameOf(entity: EntityName, id: number): string {
  return `${entity}:${id}`;
}
