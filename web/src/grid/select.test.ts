import { describe, expect, it } from "vitest";
import {
  cursorAt,
  isSingle,
  itemsIn,
  moveCursor,
  NEW_ROW,
  rangeOf,
  rowOfSpot,
  type Sheet,
  type Step,
  tabCursor,
} from "./select.ts";

const items = [10, 20, 30, 40];
const sheet: Sheet = {
  rowCount: items.length,
  itemAt: (row) => items[row] ?? 0,
  rowOf: (item) => items.indexOf(item),
  columns: ["number", "title", "start"],
  pageRows: 3,
};

describe("the cursor", () => {
  it.each([
    ["up", 20, "title", 10, "title"],
    ["up", 10, "title", 10, "title"],
    ["down", 40, "title", NEW_ROW, "title"],
    ["down", NEW_ROW, "title", NEW_ROW, "title"],
    ["left", 20, "number", 20, "number"],
    ["right", 20, "title", 20, "start"],
    ["page_down", 10, "start", 40, "start"],
    ["page_up", 40, "start", 10, "start"],
    ["row_start", 20, "start", 20, "number"],
    ["row_end", 20, "title", 20, "start"],
    ["top", 30, "start", 10, "number"],
    ["bottom", 10, "title", 40, "start"],
  ] as const)("goes %s from %d %s to %d %s", (step: Step, item, column, toItem, toColumn) => {
    const moved = moveCursor(sheet, cursorAt(item, column), step, false);
    expect(moved.active).toEqual({ item: toItem, column: toColumn });
    expect(moved.anchor).toEqual(moved.active);
  });

  it("leaves its anchor while extending", () => {
    const moved = moveCursor(sheet, cursorAt(20, "title"), "down", true);
    expect(rangeOf(sheet, moved)).toEqual({
      firstRow: 1,
      lastRow: 2,
      firstColumn: 1,
      lastColumn: 1,
    });
    expect(itemsIn(sheet, rangeOf(sheet, moved))).toEqual([20, 30]);
    expect(isSingle(rangeOf(sheet, moved))).toBe(false);
  });

  it.each([
    [10, "start", false, 20, "number"],
    [20, "number", true, 10, "start"],
    [10, "number", true, 10, "number"],
    [40, "start", false, NEW_ROW, "number"],
    [NEW_ROW, "start", false, NEW_ROW, "start"],
  ] as const)("tabs from %d %s", (item, column, back, toItem, toColumn) => {
    expect(tabCursor(sheet, cursorAt(item, column), back).active).toEqual({
      item: toItem,
      column: toColumn,
    });
  });

  it("stands on the empty row when its item is gone", () => {
    expect(rowOfSpot(sheet, { item: 99, column: "title" })).toBe(4);
    expect(itemsIn(sheet, rangeOf(sheet, cursorAt(99, "title")))).toEqual([]);
  });
});
