// The outline (tree in depth-first order) and the rows that are seen after folding and filtering.
// Everything is an array by outline position; a subtree is the stretch [i, end[i]). Orphans, whose
// parent is not there, and rings of parents are shown at the top, so that nothing is ever lost.
import type { ItemId, RowIndex } from "../base/units.ts";

export interface OutlineNode {
  readonly id: ItemId;
  readonly parent: ItemId | null;
  readonly rank: number;
}

const NOT_SHOWN = -1;

export class Outline {
  #ids: ItemId[] = [];
  #levels = new Uint16Array(0);
  #parents = new Int32Array(0);
  #ends = new Int32Array(0);
  #positions = new Map<ItemId, number>();
  #collapsed = new Set<ItemId>();
  #filter: ((id: ItemId) => boolean) | null = null;
  #visible = new Int32Array(0);
  #rows = new Int32Array(0);
  #matches: ReadonlySet<ItemId> | null = null;

  /** All items, whether seen or not. */
  get size(): number {
    return this.#ids.length;
  }

  get rowCount(): number {
    return this.#visible.length;
  }

  get isFiltered(): boolean {
    return this.#filter !== null;
  }

  idAt(position: number): ItemId | undefined {
    return this.#ids[position];
  }

  positionOf(id: ItemId): number {
    return this.#positions.get(id) ?? -1;
  }

  itemAt(row: RowIndex): ItemId | undefined {
    const position = this.#visible[row];
    return position === undefined ? undefined : this.#ids[position];
  }

  /** -1 when the item is folded away, filtered out or unknown. */
  rowOf(id: ItemId): RowIndex {
    return this.#rows[this.positionOf(id)] ?? NOT_SHOWN;
  }

  levelOf(id: ItemId): number {
    return this.#levels[this.positionOf(id)] ?? 0;
  }

  parentOf(id: ItemId): ItemId | null {
    const parent = this.#parents[this.positionOf(id)] ?? -1;
    return parent < 0 ? null : (this.#ids[parent] ?? null);
  }

  isParent(id: ItemId): boolean {
    const position = this.positionOf(id);
    return position >= 0 && (this.#ends[position] ?? 0) > position + 1;
  }

  childrenOf(id: ItemId | null): ItemId[] {
    const start = id === null ? -1 : this.positionOf(id);
    if (id !== null && start < 0) return [];
    const end = id === null ? this.size : (this.#ends[start] ?? 0);
    const children: ItemId[] = [];
    for (let at = start + 1; at < end; at = this.#ends[at] ?? end) {
      children.push(this.#ids[at] as ItemId);
    }
    return children;
  }

  /** The item and all below it, in outline order. */
  subtreeOf(id: ItemId): ItemId[] {
    const start = this.positionOf(id);
    return start < 0 ? [] : this.#ids.slice(start, this.#ends[start]);
  }

  /** Position among the siblings (from 1) and their number, as assistive technology wants it. */
  placeOf(id: ItemId): { readonly position: number; readonly size: number } {
    const siblings = this.childrenOf(this.parentOf(id));
    return { position: siblings.indexOf(id) + 1, size: siblings.length };
  }

  isCollapsed(id: ItemId): boolean {
    return this.#collapsed.has(id);
  }

  get collapsed(): readonly ItemId[] {
    return [...this.#collapsed];
  }

  /** Items that fit the filter themselves; all without one. */
  get matchCount(): number {
    return this.#matches?.size ?? this.size;
  }

  isMatch(id: ItemId): boolean {
    return this.#matches === null || this.#matches.has(id);
  }

  rebuild(nodes: Iterable<OutlineNode>): void {
    const children = groupByParent(nodes);
    const ids: ItemId[] = [];
    const levels: number[] = [];
    const parents: number[] = [];
    walk(children, (id, level, parent) => {
      ids.push(id);
      levels.push(level);
      parents.push(parent);
    });
    this.#ids = ids;
    this.#levels = Uint16Array.from(levels);
    this.#parents = Int32Array.from(parents);
    this.#ends = findEnds(levels);
    this.#positions = new Map(ids.map((id, position) => [id, position]));
    this.refresh();
  }

  collapse(ids: Iterable<ItemId>, closed: boolean): void {
    for (const id of ids) {
      if (closed) this.#collapsed.add(id);
      else this.#collapsed.delete(id);
    }
    this.refresh();
  }

  /** Opens everything down to the level (0 shows the top only). */
  showLevel(level: number): void {
    this.#collapsed.clear();
    this.#ids.forEach((id, at) => {
      if ((this.#levels[at] ?? 0) >= level && this.isParent(id)) this.#collapsed.add(id);
    });
    this.refresh();
  }

  filter(claim: ((id: ItemId) => boolean) | null): void {
    this.#filter = claim;
    this.refresh();
  }

  /** Decides anew which rows are seen; ancestors of a match stay, folding yields to a filter. */
  refresh(): void {
    const kept = this.#filter ? this.#keepMatches(this.#filter) : null;
    if (!kept) this.#matches = null;
    const visible: number[] = [];
    this.#rows = new Int32Array(this.size).fill(NOT_SHOWN);
    for (let at = 0; at < this.size;) {
      const seen = kept === null || kept[at] === 1;
      if (seen) {
        this.#rows[at] = visible.length;
        visible.push(at);
      }
      const folded = !kept && this.#collapsed.has(this.#ids[at] as ItemId);
      at = folded ? Math.max(this.#ends[at] ?? at + 1, at + 1) : at + 1;
    }
    this.#visible = Int32Array.from(visible);
  }

  #keepMatches(claim: (id: ItemId) => boolean): Uint8Array {
    const kept = new Uint8Array(this.size);
    const matches = new Set<ItemId>();
    for (let at = this.size - 1; at >= 0; at--) {
      const id = this.#ids[at] as ItemId;
      if (claim(id)) {
        matches.add(id);
        kept[at] = 1;
      }
      const parent = this.#parents[at] ?? -1;
      if (kept[at] && parent >= 0) kept[parent] = 1;
    }
    this.#matches = matches;
    return kept;
  }
}

type Children = Map<ItemId | null, OutlineNode[]>;

function groupByParent(nodes: Iterable<OutlineNode>): Children {
  const list = [...nodes];
  const known = new Set(list.map((node) => node.id));
  const children: Children = new Map([[null, []]]);
  for (const node of list) {
    const parent = node.parent !== null && known.has(node.parent) ? node.parent : null;
    const siblings = children.get(parent);
    if (siblings) siblings.push(node);
    else children.set(parent, [node]);
  }
  for (const siblings of children.values()) siblings.sort(byRank);
  return children;
}

function byRank(a: OutlineNode, b: OutlineNode): number {
  return a.rank - b.rank || (a.id < 0 ? 1 : 0) - (b.id < 0 ? 1 : 0) || a.id - b.id;
}

type Visit = (id: ItemId, level: number, parentPosition: number) => void;

function walk(children: Children, visit: Visit): void {
  let position = 0;
  const stack: { node: OutlineNode; level: number; parent: number }[] = [];
  const push = (parentId: ItemId | null, level: number, parent: number): void => {
    const list = children.get(parentId) ?? [];
    children.delete(parentId);
    for (const node of list.toReversed()) stack.push({ node, level, parent });
  };
  const drain = (): void => {
    for (let next = stack.pop(); next; next = stack.pop()) {
      visit(next.node.id, next.level, next.parent);
      push(next.node.id, next.level + 1, position++);
    }
  };
  push(null, 0, -1);
  drain();
  while (children.size > 0) {
    const ring = [...children.values()][0]?.[0];
    if (!ring) break;
    breakRing(children, ring);
    stack.push({ node: ring, level: 0, parent: -1 });
    drain();
  }
}

function breakRing(children: Children, ring: OutlineNode): void {
  for (const [parent, list] of children) {
    const rest = list.filter((node) => node.id !== ring.id);
    if (rest.length === 0) children.delete(parent);
    else children.set(parent, rest);
  }
}

function findEnds(levels: readonly number[]): Int32Array<ArrayBuffer> {
  const ends = new Int32Array(levels.length);
  const open: number[] = [];
  levels.forEach((level, at) => {
    while (open.length > level) ends[open.pop() as number] = at;
    open.push(at);
  });
  for (const at of open) ends[at] = levels.length;
  return ends;
}
