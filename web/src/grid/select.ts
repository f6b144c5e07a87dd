// The cursor of the grid and the range it spans, as a value.
// The one idea: anchor and cursor are named by item and column, never by numbers of rows, so that an insertion
// or a reorder by somebody else leaves them where the eye is. Item 0 is the empty row at the end.
import type { ItemId } from "../base/units.ts";

export const NEW_ROW = 0;

export interface Spot {
  readonly item: ItemId;
  readonly column: string;
}

export interface Cursor {
  readonly active: Spot;
  readonly anchor: Spot;
}

export interface Sheet {
  /** Rows of items; one empty row follows. */
  readonly rowCount: number;
  readonly itemAt: (row: number) => ItemId;
  readonly rowOf: (item: ItemId) => number;
  readonly columns: readonly string[];
  readonly pageRows: number;
}

export type Step =
  | "up"
  | "down"
  | "left"
  | "right"
  | "page_up"
  | "page_down"
  | "row_start"
  | "row_end"
  | "top"
  | "bottom";

export function cursorAt(item: ItemId, column: string): Cursor {
  const spot = { item, column };
  return { active: spot, anchor: spot };
}

/** Row of a spot; a spot whose item is gone counts as the empty row. */
export function rowOfSpot(sheet: Sheet, spot: Spot): number {
  if (spot.item === NEW_ROW) return sheet.rowCount;
  const row = sheet.rowOf(spot.item);
  return row < 0 ? sheet.rowCount : row;
}

export function columnOfSpot(sheet: Sheet, spot: Spot): number {
  return Math.max(0, sheet.columns.indexOf(spot.column));
}

export function moveCursor(sheet: Sheet, cursor: Cursor, step: Step, extend: boolean): Cursor {
  const row = rowOfSpot(sheet, cursor.active);
  const column = columnOfSpot(sheet, cursor.active);
  const [toRow, toColumn] = target(sheet, row, column, step);
  const active = spotAt(sheet, toRow, toColumn);
  return { active, anchor: extend ? cursor.anchor : active };
}

function target(sheet: Sheet, row: number, column: number, step: Step): [number, number] {
  const lastColumn = sheet.columns.length - 1;
  switch (step) {
    case "up":
      return [row - 1, column];
    case "down":
      return [row + 1, column];
    case "left":
      return [row, column - 1];
    case "right":
      return [row, column + 1];
    case "page_up":
      return [row - sheet.pageRows, column];
    case "page_down":
      return [row + sheet.pageRows, column];
    case "row_start":
      return [row, 0];
    case "row_end":
      return [row, lastColumn];
    case "top":
      return [0, 0];
    case "bottom":
      return [Math.max(0, sheet.rowCount - 1), lastColumn];
  }
}

/** Tab: right, and at the end of a row to the start of the next. */
export function tabCursor(sheet: Sheet, cursor: Cursor, back: boolean): Cursor {
  const width = sheet.columns.length;
  const place = rowOfSpot(sheet, cursor.active) * width + columnOfSpot(sheet, cursor.active);
  const next = Math.min(Math.max(0, place + (back ? -1 : 1)), (sheet.rowCount + 1) * width - 1);
  const active = spotAt(sheet, Math.floor(next / width), next % width);
  return { active, anchor: active };
}

export function spotAt(sheet: Sheet, row: number, column: number): Spot {
  const toRow = Math.min(Math.max(0, row), sheet.rowCount);
  const toColumn = Math.min(Math.max(0, column), sheet.columns.length - 1);
  return {
    item: toRow === sheet.rowCount ? NEW_ROW : sheet.itemAt(toRow),
    column: sheet.columns[toColumn] ?? "",
  };
}

export interface CellRange {
  readonly firstRow: number;
  readonly lastRow: number;
  readonly firstColumn: number;
  readonly lastColumn: number;
}

export function rangeOf(sheet: Sheet, cursor: Cursor): CellRange {
  const rows = [rowOfSpot(sheet, cursor.active), rowOfSpot(sheet, cursor.anchor)];
  const columns = [columnOfSpot(sheet, cursor.active), columnOfSpot(sheet, cursor.anchor)];
  return {
    firstRow: Math.min(...rows),
    lastRow: Math.max(...rows),
    firstColumn: Math.min(...columns),
    lastColumn: Math.max(...columns),
  };
}

export function isSingle(range: CellRange): boolean {
  return range.firstRow === range.lastRow && range.firstColumn === range.lastColumn;
}

/** Items of the range, without the empty row. */
export function itemsIn(sheet: Sheet, range: CellRange): ItemId[] {
  const items: ItemId[] = [];
  for (let row = range.firstRow; row <= Math.min(range.lastRow, sheet.rowCount - 1); row++) {
    items.push(sheet.itemAt(row));
  }
  return items;
}
