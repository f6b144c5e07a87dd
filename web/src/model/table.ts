// The rows of one entity in columns: numbers in Float64Array (NaN is absent), texts in arrays.
// A row has a slot, found by its id; slots of removed rows are taken again. No proxies, no objects
// per row: a hundred thousand items stay cheap. Wire columns `{all: v}` stand for equal values.
import type { WireCalculated, WireColumn, WireColumns, WirePatch } from "../api/types.ts";
import { type EntityName, type Value, fieldsOf, isTextual } from "./fields.ts";

type Texts = (string | null)[];

export class Table {
  readonly entity: EntityName;
  #slots = new Map<number, number>();
  #free: number[] = [];
  #used = 0;
  #capacity = 0;
  #numbers = new Map<string, Float64Array>();
  #texts = new Map<string, Texts>();

  constructor(entity: EntityName) {
    this.entity = entity;
  }

  get count(): number {
    return this.#slots.size;
  }

  has(id: number): boolean {
    return this.#slots.has(id);
  }

  ids(): IterableIterator<number> {
    return this.#slots.keys();
  }

  slotOf(id: number): number {
    return this.#slots.get(id) ?? -1;
  }

  /** NaN for an absent value, an unknown row or a field that is not a number. */
  num(id: number, field: string): number {
    const slot = this.#slots.get(id);
    if (slot === undefined) return Number.NaN;
    return this.#numbers.get(field)?.[slot] ?? Number.NaN;
  }

  text(id: number, field: string): string | null {
    const slot = this.#slots.get(id);
    if (slot === undefined) return null;
    return this.#texts.get(field)?.[slot] ?? null;
  }

  value(id: number, field: string): Value {
    const type = fieldsOf(this.entity)[field] ?? "text";
    if (isTextual(type)) return this.text(id, field);
    const number = this.num(id, field);
    if (Number.isNaN(number)) return null;
    return type === "bool" ? number !== 0 : number;
  }

  set(id: number, field: string, value: Value): void {
    const slot = this.#slots.get(id) ?? this.#take(id);
    if (isTextual(fieldsOf(this.entity)[field] ?? "text")) {
      this.#textColumn(field)[slot] = value === null ? null : String(value);
    } else {
      this.#numberColumn(field)[slot] = value === null ? Number.NaN : Number(value);
    }
  }

  /** Writes whole rows as the server printed them; returns the ids it touched. */
  upsert(data: WireColumns): number[] {
    const ids = expandIds(data.columns["id"], data.count);
    const slots = this.#slotsFor(ids);
    for (const [field, column] of Object.entries(data.columns)) this.#write(field, column, slots);
    return ids;
  }

  /** Writes those members that a calculation changed; returns the ids it touched. */
  patch(data: WireCalculated): number[] {
    const { id: first, ...columns } = data.columns;
    const ids = first && !("rows" in first) ? expandIds(first, data.count) : [];
    const slots = this.#slotsFor(ids);
    for (const [field, column] of Object.entries(columns)) {
      if ("rows" in column) this.#patch(field, column, slots);
      else this.#write(field, column, slots);
    }
    return ids;
  }

  remove(ids: Iterable<number>): void {
    for (const id of ids) {
      const slot = this.#slots.get(id);
      if (slot === undefined) continue;
      this.#slots.delete(id);
      this.#free.push(slot);
    }
  }

  clear(): void {
    this.#slots.clear();
    this.#free = [];
    this.#used = 0;
    this.#capacity = 0;
    this.#numbers.clear();
    this.#texts.clear();
  }

  #slotsFor(ids: readonly number[]): number[] {
    this.#reserve(this.#used + ids.length);
    return ids.map((id) => this.#slots.get(id) ?? this.#take(id));
  }

  #patch(field: string, { like, rows, values }: WirePatch, slots: readonly number[]): void {
    if (like !== undefined) {
      const from = this.#numberColumn(like);
      const to = this.#numberColumn(field);
      for (const slot of slots) to[slot] = from[slot] ?? Number.NaN;
    }
    this.#write(
      field,
      values,
      rows.map((row) => slots[row] ?? 0),
    );
  }

  #write(field: string, column: WireColumn, slots: readonly number[]): void {
    const constant = "all" in column ? { all: column.all } : null;
    const at = (i: number): Value => (constant ? constant.all : ((column as Value[])[i] ?? null));
    if (isTextual(fieldsOf(this.entity)[field] ?? "text")) {
      const texts = this.#textColumn(field);
      slots.forEach((slot, i) => {
        const value = at(i);
        texts[slot] = value === null ? null : String(value);
      });
      return;
    }
    const numbers = this.#numberColumn(field);
    slots.forEach((slot, i) => {
      const value = at(i);
      numbers[slot] = value === null ? Number.NaN : Number(value);
    });
  }

  #take(id: number): number {
    const slot = this.#free.pop() ?? this.#used++;
    this.#reserve(slot + 1);
    this.#slots.set(id, slot);
    for (const numbers of this.#numbers.values()) numbers[slot] = Number.NaN;
    for (const texts of this.#texts.values()) texts[slot] = null;
    this.#numberColumn("id")[slot] = id;
    return slot;
  }

  #numberColumn(field: string): Float64Array {
    let column = this.#numbers.get(field);
    if (!column) {
      column = new Float64Array(this.#capacity).fill(Number.NaN);
      this.#numbers.set(field, column);
    }
    return column;
  }

  #textColumn(field: string): Texts {
    let column = this.#texts.get(field);
    if (!column) {
      column = [];
      this.#texts.set(field, column);
    }
    return column;
  }

  #reserve(size: number): void {
    if (size <= this.#capacity) return;
    this.#capacity = Math.max(size, this.#capacity * 2, 16);
    for (const [field, column] of this.#numbers) {
      const wider = new Float64Array(this.#capacity).fill(Number.NaN);
      wider.set(column);
      this.#numbers.set(field, wider);
    }
  }
}

function expandIds(column: WireColumn | undefined, count: number): number[] {
  if (!column) return [];
  if ("all" in column) return count > 0 ? [Number(column.all)] : [];
  return column.map(Number);
}
