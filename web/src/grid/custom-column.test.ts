import { describe, expect, it } from "vitest";
import { columnsOf } from "../model/fake-server.ts";
import { readCell } from "./cell.ts";
import { readColumns } from "./column-set.ts";
import { columnById } from "./columns.ts";
import { columnTitle, customId, isColumnOf } from "./custom-column.ts";
import { makePlan, makeWorld } from "./fixture.ts";

const KINDS = ["text", "number", "cost", "date", "duration", "flag", "start", "finish"];

/** A field of every kind, and a value of the text. */
function world() {
  const plan = makePlan();
  const fields = KINDS.map((kind, at) => ({
    id: 40 + at,
    target: "item",
    name: `${kind}, 1`,
    alias: kind === "cost" ? "Budget" : null,
    kind,
  }));
  plan.confirm({
    ...({ project: 9, seq: 2, before_seq: 1, user: 1, client: null, note: null } as const),
    ...({ undoes: 0, dry_run: false, created: {}, deleted: {}, order: null } as const),
    calculated: { count: 0, columns: {} },
    changed: { custom_fields: columnsOf(fields) },
    moved: { count: 0, finish_before: null, finish_after: null, items: [] },
    can_undo: true,
    can_redo: false,
  });
  const values = [{ id: 60, rev: 1, field: 40, record: 2, value: "red" }];
  plan.loadFurther({ project: {}, seq: 2, custom_values: columnsOf(values) });
  return makeWorld(plan);
}

const column = (kind: string) => {
  const found = columnById(customId(`${kind}, 1`));
  if (!found) throw new Error(kind);
  return found;
};

describe("a column of the project's own", () => {
  it("is found by the name of its field, and kept with the others", () => {
    const on = world();
    expect(readColumns(`number,title,${customId("text, 1")}:90`).map((one) => one.width)).toEqual([
      48, 210, 90,
    ]);
    expect(columnTitle(on.plan, column("text"))).toBe("text, 1");
    expect(columnTitle(on.plan, column("cost"))).toBe("Budget");
    expect(isColumnOf(on.plan, column("text"))).toBe(true);
    expect(isColumnOf(makePlan(), column("text"))).toBe(false);
    expect(columnById("custom.%")).toBeNull();
  });

  it("prints what the item has", () => {
    expect(column("text").print(world(), 2)).toBe("red");
    expect(column("text").print(world(), 3)).toBe("");
    expect(column("text").print(makeWorld(), 2)).toBe("");
  });

  it.each([
    ["text", "blue", "blue"],
    ["number", "1,5", "1.5"],
    ["cost", "1 000", "1000"],
    ["duration", "2d", "57600"],
    ["flag", "yes", "true"],
    ["flag", "no", "false"],
    ["date", "2026-03-04", "2026-03-04T08:00:00Z"],
    ["finish", "2026-03-04", "2026-03-04T17:00:00Z"],
  ])("of kind %s takes %j as %j", (kind, typed, value) => {
    const reading = readCell(column(kind), world(), 3, typed);
    expect(reading).toMatchObject({ ok: true, operations: [{ op: "create", set: { value } }] });
  });

  it.each([
    ["number", "much", "cell_not_a_number"],
    ["date", "never", "cell_not_a_date"],
    ["duration", "long", "cell_not_a_duration"],
    ["flag", "perhaps", "cell_not_a_choice"],
  ])("of kind %s does not take %j", (kind, typed, problem) => {
    expect(readCell(column(kind), world(), 3, typed)).toEqual({ ok: false, problem });
  });

  it("is emptied by an empty text", () => {
    expect(readCell(column("text"), world(), 2, "")).toMatchObject({
      operations: [{ op: "delete", id: 60 }],
    });
  });
});
