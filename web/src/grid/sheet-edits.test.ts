import { describe, expect, it } from "vitest";
import { readColumns } from "./column-set.ts";
import { makeWorld } from "./fixture.ts";
import { clearRange, copyRange, fillDown, pasteRange, type RangeSheet } from "./sheet-edits.ts";

function makeSheet(): RangeSheet {
  const world = makeWorld();
  return {
    world,
    columns: readColumns("number,title,duration,predecessors,percent_complete").map(
      (one) => one.column,
    ),
    rowCount: 5,
    itemAt: (row) => world.plan.outline.itemAt(row) ?? 0,
  };
}

const range = (firstRow: number, lastRow: number, firstColumn: number, lastColumn: number) => ({
  firstRow,
  lastRow,
  firstColumn,
  lastColumn,
});

describe("ranges", () => {
  it("are copied as they can be typed again", () => {
    expect(copyRange(makeSheet(), range(1, 3, 1, 3))).toEqual([
      ["Configure", "5d", ""],
      ["Migrate", "5d", ""],
      ["Test", "10d", "2, 3SS+2d"],
    ]);
  });

  it("are filled from their first row, leaving what cannot take it", () => {
    const edit = fillDown(makeSheet(), range(1, 4, 2, 2));
    expect(edit.operations.map((one) => ("id" in one ? one.id : 0))).toEqual([4, 5]);
    expect(edit.refused).toBe(0);
  });

  it("are cleared but for titles", () => {
    const edit = clearRange(makeSheet(), range(3, 3, 1, 3));
    expect(edit.operations.map((one) => one.op)).toEqual(["delete", "delete"]);
    expect(edit.problem).toBe("cell_not_a_duration");
  });

  it("take several fields of an item in one operation", () => {
    const edit = pasteRange(makeSheet(), range(1, 1, 1, 1), [["Set up", "2w"]]);
    expect(edit.operations).toHaveLength(1);
    expect(edit.operations[0]).toMatchObject({
      id: 2,
      set: { title: "Set up", duration_unit: "weeks" },
    });
  });

  it("take one cell for all", () => {
    const edit = pasteRange(makeSheet(), range(1, 4, 4, 4), [["25"]]);
    expect(edit.operations).toHaveLength(4);
  });

  it("past the end make new items in one operation each", () => {
    const edit = pasteRange(makeSheet(), range(5, 5, 1, 1), [
      ["Train", "3d"],
      ["Support", "10d"],
      ["", "1d"],
    ]);
    expect(edit.operations.map((one) => one.op)).toEqual(["create", "create"]);
    const [first, second] = edit.operations;
    if (first?.op !== "create" || second?.op !== "create") throw new Error("not made");
    expect(first.set).toMatchObject({ title: "Train", duration_s: 86_400 });
    expect(Number(second.set["rank"])).toBeGreaterThan(Number(first.set["rank"]));
  });
});
