// What the grid needs of whoever hosts it.
// The one idea: the grid shows cells and turns keys and pointers into wishes; cursor, draft and edits are held by
// the page, so that the chart, the commands and the panel act on the same ones. All members may be reactive.
import type { ItemId } from "../base/units.ts";
import type { CellWorld, Column } from "./cell.ts";
import type { ColumnSet } from "./column-set.ts";
import type { Key, Mode } from "./edit.ts";
import type { CellRange, Cursor, Spot } from "./select.ts";

export interface RowView {
  readonly row: number;
  /** NEW_ROW for the empty row at the end. */
  readonly item: ItemId;
  /** Names the element: a slot that is used again when rows scroll by, or the item under the cursor. */
  readonly key: string;
  readonly level: number;
  readonly isParent: boolean;
  readonly isFolded: boolean;
}

export interface GridModel {
  readonly world: CellWorld;
  readonly columns: ColumnSet;
  /** Leading columns that stand still when the others move sideways. */
  readonly frozen: number;
  readonly offset: number;
  readonly width: number;

  /** In the order of their elements, which stay where they are; the reading order is told apart. */
  readonly rows: readonly RowView[];
  readonly rowCount: number;
  readonly rowHeight: number;
  readonly scrollTop: number;
  readonly viewHeight: number;

  readonly cursor: Cursor;
  readonly range: CellRange;
  readonly mode: Mode;
  /** Why the draft was not taken. */
  readonly problem: string | null;
  /** The keyboard belongs to the grid: a new active cell takes the focus. */
  readonly wantsFocus: boolean;

  isSelected(item: ItemId): boolean;
  isMoved(item: ItemId): boolean;
  isPending(item: ItemId, column: Column): boolean;
  refusal(item: ItemId, column: Column): string | null;
  place(item: ItemId): { readonly position: number; readonly size: number };

  focus(isIn: boolean): void;
  /** True when the key was one of the grid. */
  press(key: Key): boolean;
  type(text: string): void;
  /** Takes a value of the list below the cell. */
  choose(text: string): void;
  leave(): void;
  pick(spot: Spot, how: { readonly add: boolean; readonly extend: boolean }): void;
  edit(spot: Spot): void;
  openPanel(item: ItemId): void;
  toggle(item: ItemId): void;

  copy(): string;
  cut(): string;
  paste(text: string): void;

  resize(column: string, width: number): void;
  reorder(column: string, before: string | null): void;
  scrollBy(dx: number, dy: number): void;
  drop(place: DropPlace): void;
}

/** Where dragged rows go: before a row, or below one as its last children. */
export interface DropPlace {
  readonly row: number;
  readonly into: boolean;
}

/** The edges of a row mean beside it, its middle means into it. */
export function dropPlaceAt(y: number, rowHeight: number, rowCount: number): DropPlace {
  const at = y / rowHeight;
  const row = Math.min(Math.max(0, Math.floor(at)), rowCount);
  const part = at - row;
  if (row >= rowCount) return { row: rowCount, into: false };
  if (part > 0.3 && part < 0.7) return { row, into: true };
  return { row: part >= 0.7 ? row + 1 : row, into: false };
}
