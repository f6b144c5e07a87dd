import { describe, expect, it } from "vitest";
import { rowsIn, scrollToRow, scrollToSpan, slotsFor, windowOf } from "./window.ts";

const view = { scrollTop: 3200, height: 640, rowHeight: 32, rowCount: 10_000 };

describe("rows in the document", () => {
  it("are those seen and a few beside", () => {
    expect(windowOf(view)).toEqual({ first: 96, end: 124 });
    expect(windowOf({ ...view, scrollTop: 0 })).toEqual({ first: 0, end: 24 });
    expect(windowOf({ ...view, rowCount: 3 })).toEqual({ first: 3, end: 3 });
  });

  it("never need more slots than are given", () => {
    for (let scrollTop = 0; scrollTop < 200; scrollTop += 7) {
      const { first, end } = windowOf({ ...view, scrollTop: 3200 + scrollTop });
      expect(end - first).toBeLessThanOrEqual(slotsFor(view.height, view.rowHeight));
    }
  });

  it("keep the row with the focus", () => {
    const range = { first: 5, end: 8 };
    expect(rowsIn(range, -1)).toEqual([5, 6, 7]);
    expect(rowsIn(range, 6)).toEqual([5, 6, 7]);
    expect(rowsIn(range, 0)).toEqual([0, 5, 6, 7]);
    expect(rowsIn(range, 90)).toEqual([5, 6, 7, 90]);
  });
});

describe("scrolling", () => {
  it.each([
    [100, 3200],
    [99, 3168],
    [119, 3200],
    [120, 3232],
    [0, 0],
  ])("to row %d goes to %d", (row, top) => {
    expect(scrollToRow(view, row)).toBe(top);
  });

  it.each([
    [0, 50, 0],
    [140, 80, 140],
    [300, 100, 200],
    [700, 500, 700],
  ])("to a column at %d of %d", (x, width, offset) => {
    expect(scrollToSpan({ frozen: 100, width: 300, offset: 150 }, x, width)).toBe(offset);
  });
});
