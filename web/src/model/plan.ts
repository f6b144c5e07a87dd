// The plan of one project in columns: what the server confirmed, with pending edits laid over it.
// Readers ask by item id and field and get what is shown; they hear of changes by `changed`.
// Calculated dates are never guessed here: they keep the old value until the reply.
// No DOM, no network: replies come in by `load` and `confirm`.
import type { PlanWire, Reply, WireColumns } from "../api/types.ts";
import { Emitter } from "../base/emitter.ts";
import type { Instant, Interval, ItemId } from "../base/units.ts";
import { CalendarShelf } from "./calendar-shelf.ts";
import type { WorkCalendar } from "./calendar.ts";
import {
  type EntityName,
  FURTHER_TABLES,
  type FurtherTableName,
  type ItemField,
  PLAN_TABLES,
  type PlanTableName,
  type Value,
} from "./fields.ts";
import type { Values } from "./operation.ts";
import { Outline, type OutlineNode } from "./outline.ts";
import { Pending } from "./pending.ts";
import { Relations } from "./relations.ts";
import { Table } from "./table.ts";
import { readRecord } from "./wire.ts";

/** What a listener has to look at again. */
export interface PlanChange {
  /** Items any of whose shown values changed; "all" after a load. */
  readonly items: ReadonlySet<ItemId> | "all";
  /** Rows, their order, folding or the filter changed. */
  readonly outline: boolean;
  readonly entities: ReadonlySet<EntityName>;
  /** Temporary ids that became real ones. */
  readonly renamed: ReadonlyMap<number, number>;
}

const NOTHING: PlanChange = {
  items: new Set(),
  outline: false,
  entities: new Set(),
  renamed: new Map(),
};

export class Plan {
  readonly changed = new Emitter<PlanChange>();
  readonly outline = new Outline();
  readonly pending = new Pending();
  readonly relations = new Relations(this);
  readonly calendars = new CalendarShelf(this);
  project: Values = {};
  seq = 0;
  #tables = new Map<EntityName, Table>();
  #further = new Set<FurtherTableName>();

  constructor() {
    for (const entity of Object.values(PLAN_TABLES)) this.#tables.set(entity, new Table(entity));
  }

  /** Confirmed rows of an entity. */
  table(entity: EntityName): Table {
    let table = this.#tables.get(entity);
    if (!table) {
      table = new Table(entity);
      this.#tables.set(entity, table);
    }
    return table;
  }

  // Shown values: pending, else confirmed.

  valueOf(entity: EntityName, id: number, field: string): Value {
    if (entity === "project") return this.projectValue(field);
    if (this.pending.size > 0) {
      const edited = this.pending.valueOf(entity, id, field);
      if (edited !== undefined) return edited;
    }
    return this.table(entity).value(id, field);
  }

  value(item: ItemId, field: ItemField): Value {
    return this.valueOf("item", item, field);
  }

  /** NaN when absent. Bools are 0 and 1, times seconds UTC. */
  num(item: ItemId, field: ItemField): number {
    return this.numOf("item", item, field);
  }

  numOf(entity: EntityName, id: number, field: string): number {
    if (this.pending.size > 0) {
      const edited = this.pending.valueOf(entity, id, field);
      if (edited !== undefined) return edited === null ? Number.NaN : Number(edited);
    }
    return this.table(entity).num(id, field);
  }

  text(item: ItemId, field: ItemField): string | null {
    return this.textOf("item", item, field);
  }

  textOf(entity: EntityName, id: number, field: string): string | null {
    if (this.pending.size > 0) {
      const edited = this.pending.valueOf(entity, id, field);
      if (edited !== undefined) return edited === null ? null : String(edited);
    }
    return this.table(entity).text(id, field);
  }

  flag(item: ItemId, field: ItemField): boolean {
    return this.num(item, field) === 1;
  }

  /** The last value the server confirmed, whatever is pending. */
  confirmedOf(entity: EntityName, id: number, field: string): Value {
    return this.table(entity).value(id, field);
  }

  /** Whether the field (or any field) of the item waits for the server. */
  isPending(item: ItemId, field?: ItemField): boolean {
    if (this.pending.size === 0) return false;
    if (field === undefined) return this.pending.isTouched("item", item);
    return this.pending.valueOf("item", item, field) !== undefined;
  }

  /** Calculated dates may be behind what was typed. */
  get isRecalculating(): boolean {
    return this.pending.size > 0;
  }

  has(entity: EntityName, id: number): boolean {
    if (this.pending.isDeleted(entity, id)) return false;
    return this.table(entity).has(id) || this.pending.isTouched(entity, id);
  }

  /** Ids of all shown records of an entity, new unconfirmed ones last. */
  idsOf(entity: EntityName): number[] {
    const ids = [...this.table(entity).ids()];
    if (this.pending.size === 0) return ids;
    for (const one of this.pending.created) {
      if (one.entity === entity && !this.table(entity).has(one.id)) ids.push(one.id);
    }
    return ids.filter((id) => !this.pending.isDeleted(entity, id));
  }

  /** Summaries by the outline as it is shown, so that indenting tells at once. */
  isSummary(item: ItemId): boolean {
    return this.outline.isParent(item);
  }

  /** The row number a person counts by (from 1, over the whole outline, folded rows too). */
  numberOf(item: ItemId): number {
    return this.outline.positionOf(item) + 1;
  }

  itemByNumber(number: number): ItemId | undefined {
    return this.outline.idAt(number - 1);
  }

  /** Time without work in the calendar (null: the project's), in seconds UTC. */
  nonWorking(calendar: number | null, from: Instant, to: Instant): Interval[] {
    return this.calendarOf(calendar).nonWorking(from, to);
  }

  calendarOf(calendar: number | null): WorkCalendar {
    return this.calendars.find(calendar ?? (this.project["calendar"] as number | null) ?? null);
  }

  get zone(): string {
    return String(this.project["zone"] ?? "UTC");
  }

  /** A field of the project as shown; edits of it may be pending like any other. */
  projectValue(field: string): Value {
    const edited = this.pending.valueOf("project", Number(this.project["id"]), field);
    return edited === undefined ? (this.project[field] ?? null) : edited;
  }

  projectNumber(field: string, fallback: number): number {
    const value = this.project[field];
    return typeof value === "number" ? value : fallback;
  }

  // What comes in.

  load(wire: PlanWire): void {
    for (const [name, entity] of Object.entries(PLAN_TABLES)) {
      const table = this.table(entity);
      table.clear();
      const columns = wire[name];
      if (columns) table.upsert(columns as WireColumns);
    }
    this.#takeFurther(wire);
    this.project = readProject(wire.project);
    this.seq = wire.seq;
    this.#rebuild();
    this.#emit({
      items: "all",
      outline: true,
      entities: new Set(["project", ...Object.values(PLAN_TABLES)]),
    });
  }

  /** Tables that are here besides the usual ones, and have to come with a plan that is fetched anew. */
  get further(): readonly FurtherTableName[] {
    return [...this.#further];
  }

  /** Puts further tables in; from then on changes of them are followed. */
  loadFurther(wire: PlanWire): void {
    this.#emit({ entities: this.#takeFurther(wire) });
  }

  #takeFurther(wire: PlanWire): Set<EntityName> {
    const taken = new Set<EntityName>();
    for (const [name, entity] of Object.entries(FURTHER_TABLES)) {
      const columns = wire[name];
      if (!columns) continue;
      this.#further.add(name as FurtherTableName);
      this.table(entity).clear();
      this.table(entity).upsert(columns as WireColumns);
      taken.add(entity);
    }
    return taken;
  }

  /** What a table of a reply holds; nothing when it is not kept here. */
  #entityOf(name: string): EntityName | undefined {
    const further = this.#further.has(name as FurtherTableName);
    return further ? FURTHER_TABLES[name as FurtherTableName] : PLAN_TABLES[name as PlanTableName];
  }

  /** Puts a confirmed change in; the caller keeps the order of `seq`. */
  confirm(reply: Reply): void {
    const items = new Set<ItemId>();
    const entities = new Set<EntityName>();
    for (const [name, columns] of Object.entries(reply.changed)) {
      this.#take(name, columns, items, entities);
    }
    this.#takeCalculated(reply, items, entities);
    for (const [name, ids] of Object.entries(reply.deleted)) {
      const entity = this.#entityOf(name);
      if (!entity || ids.length === 0) continue;
      this.table(entity).remove(ids);
      entities.add(entity);
    }
    this.seq = reply.seq;
    this.#takeFinish(reply, entities);
    const outline = reply.order !== null;
    const isSifted = !outline && items.size > 0 && this.outline.isFiltered;
    if (outline) this.#rebuild();
    if (isSifted) this.outline.refresh();
    this.#emit({ items, outline: outline || isSifted, entities });
  }

  #take(name: string, columns: WireColumns, items: Set<ItemId>, entities: Set<EntityName>): void {
    if (name === "projects" || name === "project") {
      this.#takeProject(firstRow(columns));
      entities.add("project");
      return;
    }
    const entity = this.#entityOf(name);
    if (!entity) return;
    const ids = this.table(entity).upsert(columns);
    entities.add(entity);
    if (entity === "item") for (const id of ids) items.add(id);
  }

  #takeCalculated(reply: Reply, items: Set<ItemId>, entities: Set<EntityName>): void {
    const ids = this.table("item").patch(reply.calculated);
    if (ids.length > 0) entities.add("item");
    for (const id of ids) items.add(id);
  }

  /** The date that is calculated stands in no stored record: it stays until it is told anew. */
  #takeProject(stored: Values): void {
    const computed = stored["schedule_from"] === "finish" ? "start" : "finish";
    const kept = this.project[computed] ?? null;
    this.project = { ...this.project, ...stored, [computed]: stored[computed] ?? kept };
  }

  #takeFinish(reply: Reply, entities: Set<EntityName>): void {
    const finish = reply.moved.finish_after;
    if (finish === null || this.project["schedule_from"] === "finish") return;
    if (this.project["finish"] === finish) return;
    this.project = { ...this.project, finish };
    entities.add("project");
  }

  /** Told by the session after `pending` changed. */
  pendingChanged(touched: PendingTouch): void {
    if (touched.outline) this.#rebuild();
    this.#emit(touched);
  }

  setProject(values: Values): void {
    this.project = { ...this.project, ...values };
    this.#emit({ entities: new Set(["project"]) });
  }

  // Folding and filtering are of the view, yet every row depends on them.

  collapse(items: Iterable<ItemId>, closed: boolean): void {
    this.outline.collapse(items, closed);
    this.#emit({ outline: true });
  }

  showLevel(level: number): void {
    this.outline.showLevel(level);
    this.#emit({ outline: true });
  }

  filter(claim: ((item: ItemId) => boolean) | null): void {
    this.outline.filter(claim);
    this.#emit({ outline: true });
  }

  #rebuild(): void {
    this.outline.rebuild(this.#nodes());
  }

  *#nodes(): Generator<OutlineNode> {
    for (const id of this.idsOf("item")) {
      const parent = this.num(id, "parent");
      const rank = this.num(id, "rank");
      yield { id, parent: Number.isNaN(parent) ? null : parent, rank: rank || 0 };
    }
  }

  #emit(change: Partial<PlanChange>): void {
    const whole = { ...NOTHING, ...change };
    this.relations.forget(whole.entities);
    this.calendars.forget(whole.entities);
    this.changed.emit(whole);
  }
}

export type PendingTouch = PlanChange;

function readProject(json: PlanWire["project"]): Values {
  return readRecord("project", json);
}

function firstRow(columns: WireColumns): Values {
  const table = new Table("project");
  const id = table.upsert(columns)[0];
  const values: Record<string, Value> = {};
  if (id === undefined) return values;
  for (const field of Object.keys(columns.columns)) values[field] = table.value(id, field);
  return values;
}
