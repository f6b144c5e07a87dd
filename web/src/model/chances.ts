// What a simulation says of the items, found by item: the dates by which they are done with a given chance.
// The one idea: the columns of the answer stay as they came; only the place of each item is looked up.
import type { Simulated } from "../api/types.ts";
import type { Instant, ItemId } from "../base/units.ts";

export type Chance = "p50" | "p80" | "p90";

/** Dates by which half, 80 % and 90 % of all trials have finished an item. */
export interface Tail {
  readonly p50: Instant;
  readonly p80: Instant;
  readonly p90: Instant;
}

export class Chances {
  readonly #items: Simulated["items"];
  readonly #places: ReadonlyMap<ItemId, number>;

  constructor(simulated: Simulated) {
    this.#items = simulated.items;
    this.#places = new Map(simulated.items.id.map((id, at) => [id, at]));
  }

  /** NaN where the simulation says nothing of the item. */
  finish(item: ItemId, chance: Chance): Instant {
    return this.#at(chance, item);
  }

  /** Share of the trials, 0 to 1, in which the item was critical. */
  criticality(item: ItemId): number {
    return this.#at("criticality", item);
  }

  /** Null where the finish does not vary. */
  tail(item: ItemId): Tail | null {
    const [p50, p80, p90] = [this.#at("p50", item), this.#at("p80", item), this.#at("p90", item)];
    return p90 > p50 ? { p50, p80, p90 } : null;
  }

  #at(column: Chance | "criticality", item: ItemId): number {
    const place = this.#places.get(item);
    return place === undefined ? Number.NaN : (this.#items[column][place] ?? Number.NaN);
  }
}
