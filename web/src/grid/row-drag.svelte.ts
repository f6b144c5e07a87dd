// Rows dragged by their number to another place.
// The one idea: the pointer is captured by the body, which does not scroll away, and the drag keeps the place it
// would drop at, not elements; near an edge the rows go on by themselves.
import type { ItemId } from "../base/units.ts";
import { type DropPlace, dropPlaceAt, type GridModel } from "./grid-model.ts";
import { NEW_ROW } from "./select.ts";

const START_PX = 4;
const EDGE = 24;

export class RowDrag {
  place = $state.raw<DropPlace | null>(null);
  readonly #grid: () => GridModel;
  readonly #body: () => HTMLElement;
  #stop: AbortController | null = null;
  #startY = 0;

  constructor(grid: () => GridModel, body: () => HTMLElement) {
    this.#grid = grid;
    this.#body = body;
  }

  begin(event: PointerEvent, item: ItemId): void {
    if (item === NEW_ROW) return;
    this.#stop?.abort();
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    this.#startY = event.clientY;
    const body = this.#body();
    body.setPointerCapture(event.pointerId);
    body.addEventListener("pointermove", (move) => this.#move(move), { signal });
    body.addEventListener("pointerup", () => this.#end(), { signal });
    body.addEventListener("pointercancel", () => this.cancel(), { signal });
  }

  cancel(): void {
    this.#stop?.abort();
    this.#stop = null;
    this.place = null;
  }

  #move(event: PointerEvent): void {
    if (!this.place && Math.abs(event.clientY - this.#startY) < START_PX) return;
    const grid = this.#grid();
    const box = this.#body().getBoundingClientRect();
    if (event.clientY < box.top + EDGE) grid.scrollBy(0, -grid.rowHeight);
    if (event.clientY > box.bottom - EDGE) grid.scrollBy(0, grid.rowHeight);
    const y = event.clientY - box.top + grid.scrollTop;
    this.place = dropPlaceAt(y, grid.rowHeight, grid.rowCount - 1);
  }

  #end(): void {
    const { place } = this;
    this.cancel();
    if (place) this.#grid().drop(place);
  }
}
