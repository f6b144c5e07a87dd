// Who belongs to whom, as shown (pending records included): links by item, assignments by item and
// by resource, other records by what they name, baseline dates by number and item. Made when first asked, dropped when a table changes.
import type { LinkType } from "../api/types.ts";
import type { Instant, ItemId } from "../base/units.ts";
import type { EntityName, FieldOf, Value } from "./fields.ts";

export interface RelationSource {
  idsOf(entity: EntityName): number[];
  numOf(entity: EntityName, id: number, field: string): number;
  textOf(entity: EntityName, id: number, field: string): string | null;
  valueOf(entity: EntityName, id: number, field: string): Value;
}

export type { LinkType };

export interface LinkView {
  readonly id: number;
  readonly pred: ItemId;
  readonly succ: ItemId;
  readonly type: LinkType;
  readonly lag_s: number;
  readonly lag_kind: string;
  readonly lag_percent: number;
  readonly lag_unit: string | null;
}

export interface BaselineView {
  readonly start: Instant;
  readonly finish: Instant;
  readonly duration_s: number;
  readonly work_s: number;
  readonly cost_minor: number;
}

type ByNumber = Map<number, number[]>;

interface LinkIndex {
  readonly all: readonly LinkView[];
  readonly into: Map<ItemId, LinkView[]>;
  readonly from: Map<ItemId, LinkView[]>;
}

export class Relations {
  #source: RelationSource;
  #links: LinkIndex | null = null;
  #groups = new Map<EntityName, Map<string, ByNumber>>();
  #baselines: Map<number, Map<ItemId, number>> | null = null;

  constructor(source: RelationSource) {
    this.#source = source;
  }

  get links(): readonly LinkView[] {
    return this.#linkIndex().all;
  }

  /** Links that lead to the item (its predecessors). */
  linksInto(item: ItemId): readonly LinkView[] {
    return this.#linkIndex().into.get(item) ?? [];
  }

  /** Links that leave the item (its successors). */
  linksFrom(item: ItemId): readonly LinkView[] {
    return this.#linkIndex().from.get(item) ?? [];
  }

  assignmentsOf(item: ItemId): readonly number[] {
    return this.namedBy("assignment", "item", item);
  }

  assignmentsFor(resource: number): readonly number[] {
    return this.namedBy("assignment", "resource", resource);
  }

  /** Records that name another one in a field, such as the pieces of an assignment. */
  namedBy<E extends EntityName>(entity: E, field: FieldOf<E>, id: number): readonly number[] {
    const fields = this.#groups.get(entity) ?? new Map<string, ByNumber>();
    const group = fields.get(field) ?? this.#group(entity, field);
    this.#groups.set(entity, fields.set(field, group));
    return group.get(id) ?? [];
  }

  /** Baseline numbers that were taken, in order. */
  get baselineNumbers(): readonly number[] {
    return [...this.#baselineIndex().keys()].sort((a, b) => a - b);
  }

  baselineOf(number: number, item: ItemId): BaselineView | null {
    const id = this.#baselineIndex().get(number)?.get(item);
    if (id === undefined) return null;
    const num = (field: string): number => this.#source.numOf("baseline_item", id, field);
    return {
      start: num("start"),
      finish: num("finish"),
      duration_s: num("duration_s"),
      work_s: num("work_s"),
      cost_minor: num("cost_minor"),
    };
  }

  forget(entities: ReadonlySet<EntityName>): void {
    if (entities.has("link")) this.#links = null;
    for (const entity of entities) this.#groups.delete(entity);
    if (entities.has("baseline") || entities.has("baseline_item")) this.#baselines = null;
  }

  #linkIndex(): LinkIndex {
    if (this.#links) return this.#links;
    const all = this.#source.idsOf("link").map((id) => this.#readLink(id));
    const index: LinkIndex = { all, into: new Map(), from: new Map() };
    for (const link of all) {
      push(index.into, link.succ, link);
      push(index.from, link.pred, link);
    }
    this.#links = index;
    return index;
  }

  #readLink(id: number): LinkView {
    const num = (field: string): number => this.#source.numOf("link", id, field) || 0;
    const text = (field: string): string | null => this.#source.textOf("link", id, field);
    return {
      id,
      pred: num("pred"),
      succ: num("succ"),
      type: (text("type") ?? "fs") as LinkType,
      lag_s: num("lag_s"),
      lag_kind: text("lag_kind") ?? "working",
      lag_percent: num("lag_percent"),
      lag_unit: text("lag_unit"),
    };
  }

  #group(entity: EntityName, field: string): ByNumber {
    const groups: ByNumber = new Map();
    for (const id of this.#source.idsOf(entity)) {
      push(groups, this.#source.numOf(entity, id, field), id);
    }
    return groups;
  }

  #baselineIndex(): Map<number, Map<ItemId, number>> {
    if (this.#baselines) return this.#baselines;
    const numbers = new Map<number, number>();
    const index = new Map<number, Map<ItemId, number>>();
    for (const id of this.#source.idsOf("baseline")) {
      const number = this.#source.numOf("baseline", id, "number");
      numbers.set(id, number);
      index.set(number, new Map());
    }
    for (const id of this.#source.idsOf("baseline_item")) {
      const number = numbers.get(this.#source.numOf("baseline_item", id, "baseline"));
      if (number === undefined) continue;
      index.get(number)?.set(this.#source.numOf("baseline_item", id, "item"), id);
    }
    this.#baselines = index;
    return index;
  }
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
