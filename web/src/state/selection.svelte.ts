// Which items are selected, which one has the focus, and which one stands open in the panel.
import type { ItemId } from "../base/units.ts";

export class Selection {
  #items = $state.raw<ReadonlySet<ItemId>>(new Set());
  #focus = $state.raw<ItemId | null>(null);
  #field = $state.raw<string>("title");
  #open = $state.raw<ItemId | null>(null);

  get items(): ReadonlySet<ItemId> {
    return this.#items;
  }

  /** The item under the cursor of the grid. */
  get focus(): ItemId | null {
    return this.#focus;
  }

  /** The column under the cursor of the grid. */
  get field(): string {
    return this.#field;
  }

  /** The item shown in the panel. */
  get open(): ItemId | null {
    return this.#open;
  }

  has(item: ItemId): boolean {
    return this.#items.has(item);
  }

  select(items: Iterable<ItemId>, focus?: ItemId | null): void {
    this.#items = new Set(items);
    if (focus !== undefined) this.#focus = focus;
    else this.#focus = [...this.#items].at(-1) ?? null;
    if (this.#open !== null && this.#focus !== null) this.#open = this.#focus;
  }

  toggle(item: ItemId): void {
    const items = new Set(this.#items);
    if (!items.delete(item)) items.add(item);
    this.select(items, item);
  }

  setField(field: string): void {
    this.#field = field;
  }

  openPanel(item: ItemId | null): void {
    this.#open = item;
  }

  clear(): void {
    this.select([], null);
  }

  /** Temporary ids became real ones. */
  rename(ids: ReadonlyMap<number, number>): void {
    const real = (id: ItemId | null): ItemId | null => (id === null ? null : (ids.get(id) ?? id));
    this.#items = new Set([...this.#items].map((id) => ids.get(id) ?? id));
    this.#focus = real(this.#focus);
    this.#open = real(this.#open);
  }

  /** Drops what is no longer there. */
  prune(isThere: (id: ItemId) => boolean): void {
    const kept = [...this.#items].filter(isThere);
    if (kept.length !== this.#items.size) this.#items = new Set(kept);
    if (this.#focus !== null && !isThere(this.#focus)) this.#focus = null;
    if (this.#open !== null && !isThere(this.#open)) this.#open = null;
  }
}
