// Edits over ranges: clear, fill down, copy, paste, as batches.
// The one idea: whatever is pasted goes through the same reader as a typed text; cells that cannot take it are
// counted and left alone, and all that could is one batch, one undo step.
import type { ItemId } from "../base/units.ts";
import { insertItem } from "../model/edits.ts";
import { type Operation, recordOf, type UpdateOperation } from "../model/operation.ts";
import { type CellProblem, type CellWorld, type Column, draftOfCell, readCell } from "./cell.ts";
import type { CellRange } from "./select.ts";

export interface RangeEdit {
  readonly operations: readonly Operation[];
  /** Cells that did not take the text, and why the first did not. */
  readonly refused: number;
  readonly problem: CellProblem | null;
}

export interface RangeSheet {
  readonly world: CellWorld;
  readonly columns: readonly Column[];
  readonly rowCount: number;
  readonly itemAt: (row: number) => ItemId;
}

type Write = { readonly item: ItemId; readonly column: Column; readonly text: string };

function writeAll(world: CellWorld, writes: readonly Write[]): RangeEdit {
  const operations: Operation[] = [];
  let refused = 0;
  let problem: CellProblem | null = null;
  for (const { item, column, text } of writes) {
    const reading = readCell(column, world, item, text);
    if (reading.ok) operations.push(...reading.operations);
    else {
      refused++;
      problem ??= reading.problem;
    }
  }
  return { operations: mergeOperations(operations), refused, problem };
}

/** Several fields of one record in one batch are one operation, also of one that is only being made. */
export function mergeOperations(operations: readonly Operation[]): Operation[] {
  const merged = new Map<string, Operation>();
  for (const next of operations) {
    const name = `${next.entity}:${recordOf(next)}`;
    const same = merged.get(name);
    if (!same) merged.set(name, next);
    else if (next.op === "delete" || same.op === "delete")
      merged.set(`${name}:${merged.size}`, next);
    else if (same.op === "create") merged.set(name, { ...same, set: { ...same.set, ...next.set } });
    else if (next.op === "update") merged.set(name, joinUpdates(same, next));
  }
  return [...merged.values()];
}

function joinUpdates(first: UpdateOperation, next: UpdateOperation): UpdateOperation {
  const set = { ...first.set, ...next.set };
  return { ...first, set, before: { ...next.before, ...first.before } };
}

function cellsOf(sheet: RangeSheet, range: CellRange): { item: ItemId; column: Column }[] {
  const cells: { item: ItemId; column: Column }[] = [];
  for (let row = range.firstRow; row <= Math.min(range.lastRow, sheet.rowCount - 1); row++) {
    for (const column of sheet.columns.slice(range.firstColumn, range.lastColumn + 1)) {
      cells.push({ item: sheet.itemAt(row), column });
    }
  }
  return cells;
}

export function clearRange(sheet: RangeSheet, range: CellRange): RangeEdit {
  const writes = cellsOf(sheet, range)
    .filter(({ column }) => column.read && column.id !== "title")
    .map((cell) => ({ ...cell, text: emptyOf(cell.column) }));
  return writeAll(sheet.world, writes);
}

function emptyOf(column: Column): string {
  return column.id === "percent_complete" ? "0" : "";
}

/** The first row of the range goes to all rows below it. */
export function fillDown(sheet: RangeSheet, range: CellRange): RangeEdit {
  const first = sheet.itemAt(range.firstRow);
  const below = { ...range, firstRow: range.firstRow + 1 };
  const writes = cellsOf(sheet, below).map((cell) => ({
    ...cell,
    text: draftOfCell(cell.column, sheet.world, first),
  }));
  return writeAll(sheet.world, writes);
}

export function copyRange(sheet: RangeSheet, range: CellRange): string[][] {
  const columns = sheet.columns.slice(range.firstColumn, range.lastColumn + 1);
  const rows: string[][] = [];
  for (let row = range.firstRow; row <= Math.min(range.lastRow, sheet.rowCount - 1); row++) {
    const item = sheet.itemAt(row);
    rows.push(columns.map((column) => draftOfCell(column, sheet.world, item)));
  }
  return rows;
}

/** A single cell fills the whole range; rows past the end become new items when they bring a title. */
export function pasteRange(
  sheet: RangeSheet,
  range: CellRange,
  cells: readonly (readonly string[])[],
): RangeEdit {
  const writes: Write[] = [];
  const added: Operation[] = [];
  const height = Math.max(cells.length, isOne(cells) ? range.lastRow - range.firstRow + 1 : 1);
  const width = Math.max(
    cells[0]?.length ?? 0,
    isOne(cells) ? range.lastColumn - range.firstColumn + 1 : 1,
  );
  for (let down = 0; down < height; down++) {
    const texts = cells[down % cells.length] ?? [];
    const row = range.firstRow + down;
    const columns = sheet.columns.slice(range.firstColumn, range.firstColumn + width);
    const item = row < sheet.rowCount ? sheet.itemAt(row) : newRow(sheet, columns, texts, added);
    if (item === null) continue;
    columns.forEach((column, across) => {
      const text = isOne(cells) ? texts[0] : texts[across];
      const isNewTitle = row >= sheet.rowCount && column.id === "title";
      if (text !== undefined && !isNewTitle) writes.push({ item, column, text });
    });
  }
  const edit = writeAll(sheet.world, writes);
  return { ...edit, operations: mergeOperations([...added, ...edit.operations]) };
}

function isOne(cells: readonly (readonly string[])[]): boolean {
  return cells.length === 1 && cells[0]?.length === 1;
}

function newRow(
  sheet: RangeSheet,
  columns: readonly Column[],
  texts: readonly string[],
  added: Operation[],
): ItemId | null {
  const title = texts[columns.findIndex((column) => column.id === "title")]?.trim();
  if (!title) return null;
  const { batch, temp } = insertItem(sheet.world.plan, null, { title }, sheet.world.newTemp);
  added.push(...spread(batch.operations, added.length));
  return temp;
}

/** Items added at the end in one batch keep their order. */
function spread(operations: readonly Operation[], before: number): Operation[] {
  return operations.map((one) => {
    if (one.op !== "create") return one;
    const rank = Number(one.set["rank"] ?? 0) + before * 1_048_576;
    return { ...one, set: { ...one.set, rank } };
  });
}
