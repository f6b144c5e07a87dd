// From what a person wants (indent, move, link, remove) to the batch that says it. Pure: reads the
// plan as it is shown and returns operations. Everything that can be dragged goes through here too.
import type { ItemId } from "../base/units.ts";
import type { EntityName, FieldOf, ItemField, Value } from "./fields.ts";
import type { Batch, Operation, UpdateOperation, Values } from "./operation.ts";
import type { Plan } from "./plan.ts";
import { RANK_GAP, ranksBetween } from "./rank.ts";

type NewTemp = () => number;

const EMPTY: Batch = { operations: [] };

/** One update with the lock and the values before. */
export function updateOf(plan: Plan, entity: EntityName, id: number, set: Values): UpdateOperation {
  const before: Record<string, Value> = {};
  for (const field of Object.keys(set)) before[field] = plan.valueOf(entity, id, field);
  const rev = plan.valueOf(entity, id, "rev");
  return { op: "update", entity, id, set, before, ...(typeof rev === "number" ? { rev } : {}) };
}

export function setField(plan: Plan, items: Iterable<ItemId>, field: ItemField, v: Value): Batch {
  return setFields(plan, items, { [field]: v });
}

export function setFields(
  plan: Plan,
  items: Iterable<ItemId>,
  set: Partial<Record<ItemField, Value>>,
): Batch {
  const changed = [...items].filter((id) =>
    Object.entries(set).some(([field, v]) => plan.valueOf("item", id, field) !== v),
  );
  return { operations: changed.map((id) => updateOf(plan, "item", id, set)) };
}

export function setRecord<E extends EntityName>(
  plan: Plan,
  entity: E,
  id: number,
  set: Partial<Record<FieldOf<E>, Value>>,
): Batch {
  return { operations: [updateOf(plan, entity, id, set as Values)] };
}

export function removeRecord(plan: Plan, entity: EntityName, id: number): Batch {
  const rev = plan.table(entity).num(id, "rev");
  const lock = Number.isNaN(rev) ? {} : { rev };
  return { operations: [{ op: "delete", entity, id, ...lock }] };
}

// Structure.

/** The selected items without those that lie below another selected one, in outline order. */
export function topmost(plan: Plan, items: Iterable<ItemId>): ItemId[] {
  const chosen = new Set(items);
  const isCovered = (id: ItemId): boolean => {
    for (let up = plan.outline.parentOf(id); up !== null; up = plan.outline.parentOf(up)) {
      if (chosen.has(up)) return true;
    }
    return false;
  };
  return [...chosen]
    .filter((id) => plan.outline.positionOf(id) >= 0 && !isCovered(id))
    .sort((a, b) => plan.outline.positionOf(a) - plan.outline.positionOf(b));
}

/** Moves items under a parent, before a sibling (null: to the end). */
export function moveItems(
  plan: Plan,
  items: Iterable<ItemId>,
  parent: ItemId | null,
  beforeSibling: ItemId | null,
): Batch {
  const moving = topmost(plan, items);
  if (moving.length === 0 || moving.some((id) => isWithin(plan, parent, id))) return EMPTY;
  const siblings = plan.outline.childrenOf(parent).filter((id) => !moving.includes(id));
  const at = beforeSibling === null ? siblings.length : siblings.indexOf(beforeSibling);
  return placeAt(plan, moving, parent, siblings, at < 0 ? siblings.length : at);
}

function isWithin(plan: Plan, id: ItemId | null, ancestor: ItemId): boolean {
  for (let up = id; up !== null; up = plan.outline.parentOf(up)) if (up === ancestor) return true;
  return false;
}

function placeAt(
  plan: Plan,
  moving: readonly ItemId[],
  parent: ItemId | null,
  siblings: readonly ItemId[],
  at: number,
): Batch {
  const rankOf = (id: ItemId | undefined): number | null =>
    id === undefined ? null : plan.num(id, "rank") || 0;
  const ranks = ranksBetween(rankOf(siblings[at - 1]), rankOf(siblings[at]), moving.length);
  if (!ranks) return renumber(plan, parent, siblings.toSpliced(at, 0, ...moving));
  const operations = moving.map((id, i) =>
    updateOf(plan, "item", id, { parent, rank: ranks[i] ?? 0 }),
  );
  return { operations };
}

function renumber(plan: Plan, parent: ItemId | null, order: readonly ItemId[]): Batch {
  const operations = order.map((id, i) =>
    updateOf(plan, "item", id, { parent, rank: (i + 1) * RANK_GAP }),
  );
  return { operations };
}

/** Each run of siblings goes under the sibling before it. */
export function indent(plan: Plan, items: Iterable<ItemId>): Batch {
  const moving = topmost(plan, items);
  const operations: Operation[] = [];
  const target = new Map<ItemId, ItemId | null>();
  const lastRank = new Map<ItemId, number>();
  for (const id of moving) {
    const siblings = plan.outline.childrenOf(plan.outline.parentOf(id));
    const above = siblings[siblings.indexOf(id) - 1];
    const parent = above === undefined ? null : (target.get(above) ?? above);
    if (parent === null) continue;
    target.set(id, parent);
    const lastChild = plan.outline.childrenOf(parent).at(-1);
    const last = lastRank.get(parent) ?? (lastChild ? plan.num(lastChild, "rank") : 0);
    lastRank.set(parent, last + RANK_GAP);
    operations.push(updateOf(plan, "item", id, { parent, rank: last + RANK_GAP }));
  }
  return { operations };
}

/** Items go after their parent; the siblings below them become their children, as in an outline. */
export function outdent(plan: Plan, items: Iterable<ItemId>): Batch {
  const moving = topmost(plan, items).filter((id) => plan.outline.parentOf(id) !== null);
  const first = moving[0];
  if (first === undefined) return EMPTY;
  const parent = plan.outline.parentOf(first);
  const together = moving.filter((id) => plan.outline.parentOf(id) === parent);
  const siblings = plan.outline.childrenOf(parent);
  const lastAt = siblings.indexOf(together.at(-1) ?? first);
  const followers = siblings.slice(lastAt + 1).filter((id) => !together.includes(id));
  const outer = parent === null ? null : plan.outline.parentOf(parent);
  const uncles = plan.outline.childrenOf(outer);
  const at = parent === null ? 0 : uncles.indexOf(parent) + 1;
  const moved = placeAt(plan, together, outer, uncles, at);
  const adopted = adopt(plan, together.at(-1) ?? first, followers);
  return { operations: [...moved.operations, ...adopted] };
}

function adopt(plan: Plan, parent: ItemId, items: readonly ItemId[]): Operation[] {
  const lastChild = plan.outline.childrenOf(parent).at(-1);
  const last = lastChild === undefined ? 0 : plan.num(lastChild, "rank");
  return items.map((id, i) =>
    updateOf(plan, "item", id, { parent, rank: last + (i + 1) * RANK_GAP }),
  );
}

export interface Placed {
  readonly batch: Batch;
  readonly temp: ItemId;
}

/** A new item after another one (null: at the end of the plan), as its sibling. */
export function insertItem(
  plan: Plan,
  after: ItemId | null,
  set: Partial<Record<ItemField, Value>>,
  newTemp: NewTemp,
): Placed {
  const parent = after === null ? null : plan.outline.parentOf(after);
  const siblings = plan.outline.childrenOf(parent);
  const at = after === null ? siblings.length : siblings.indexOf(after) + 1;
  return insertAt(plan, parent, siblings, at, set, newTemp);
}

/** A new item in the place of another one, which moves down. */
export function insertBefore(
  plan: Plan,
  before: ItemId,
  set: Partial<Record<ItemField, Value>>,
  newTemp: NewTemp,
): Placed {
  const parent = plan.outline.parentOf(before);
  const siblings = plan.outline.childrenOf(parent);
  return insertAt(plan, parent, siblings, siblings.indexOf(before), set, newTemp);
}

function insertAt(
  plan: Plan,
  parent: ItemId | null,
  siblings: readonly ItemId[],
  at: number,
  set: Partial<Record<ItemField, Value>>,
  newTemp: NewTemp,
): Placed {
  const temp = newTemp();
  const rank = (id: ItemId | undefined): number | null =>
    id === undefined ? null : plan.num(id, "rank") || 0;
  const ranks = ranksBetween(rank(siblings[at - 1]), rank(siblings[at]), 1);
  const own = ranks?.[0] ?? (at + 1) * RANK_GAP;
  const moved = ranks ? [] : shiftFrom(plan, siblings, at);
  const operation: Operation = {
    op: "create",
    entity: "item",
    temp,
    set: { title: "", parent, rank: own, ...set },
  };
  return { temp, batch: { operations: [...moved, operation] } };
}

function shiftFrom(plan: Plan, siblings: readonly ItemId[], at: number): Operation[] {
  return siblings.map((id, i) =>
    updateOf(plan, "item", id, { rank: (i < at ? i + 1 : i + 2) * RANK_GAP }),
  );
}

/** Items and all below them; the deepest first, so that every step is allowed. */
export function removeItems(plan: Plan, items: Iterable<ItemId>): Batch {
  const all = topmost(plan, items).flatMap((id) => plan.outline.subtreeOf(id));
  const operations = all.reverse().flatMap((id) => removeRecord(plan, "item", id).operations);
  return { operations };
}

// Links.

/** A chain in the order given: each is followed by the next. */
export function linkChain(plan: Plan, items: readonly ItemId[], newTemp: NewTemp): Batch {
  const operations: Operation[] = [];
  items.slice(1).forEach((succ, i) => {
    const pred = items[i];
    if (pred === undefined) return;
    const exists = plan.relations.linksInto(succ).some((link) => link.pred === pred);
    if (!exists) operations.push(createLink(pred, succ, newTemp));
  });
  return { operations };
}

export function createLink(
  pred: ItemId,
  succ: ItemId,
  newTemp: NewTemp,
  set: Values = {},
): Operation {
  return { op: "create", entity: "link", temp: newTemp(), set: { pred, succ, type: "fs", ...set } };
}

/** Takes away every link between two of the items, or all links of a single one. */
export function unlink(plan: Plan, items: readonly ItemId[]): Batch {
  const chosen = new Set(items);
  const isOne = chosen.size === 1;
  const links = plan.relations.links.filter(({ pred, succ }) =>
    isOne ? chosen.has(pred) || chosen.has(succ) : chosen.has(pred) && chosen.has(succ),
  );
  return { operations: links.flatMap((link) => removeRecord(plan, "link", link.id).operations) };
}
