import { describe, expect, it } from "vitest";
import {
  customFieldNamed,
  customFieldsOf,
  customNumber,
  customText,
  customValue,
  setCustomValue,
} from "./custom-value.ts";
import { columnsOf } from "./fake-server.ts";
import { countDown, makePlan } from "./test-plan.ts";

const field = (
  id: number,
  name: string,
  kind: string,
  target = "item",
  alias: string | null = null,
) => ({
  id,
  rev: 1,
  target,
  name,
  alias,
  kind,
});

function planWithValues() {
  const plan = makePlan("A\nB");
  plan.load({
    project: { id: 1, rev: 1, zone: "UTC" },
    seq: 2,
    items: columnsOf([{ id: 1, rev: 1, title: "A", parent: null, rank: 1 }]),
    custom_fields: columnsOf([
      field(3, "Text10", "text"),
      field(4, "Text2", "text"),
      field(5, "Cost1", "cost", "item", "Budget"),
      field(6, "Text1", "text", "resource"),
    ]),
    custom_values: columnsOf([{ id: 7, rev: 4, field: 3, record: 1, value: "red" }]),
  });
  return plan;
}

describe("fields of the project's own", () => {
  const plan = planWithValues();

  it("are those of the record's kind, by their names as people count", () => {
    expect(customFieldsOf(plan, "item").map((one) => one.title)).toEqual([
      "Budget",
      "Text2",
      "Text10",
    ]);
    expect(customFieldNamed(plan, "item", "Cost1")?.title).toBe("Budget");
    expect(customFieldNamed(plan, "item", "Text1")).toBeNull();
  });

  it("have a value where a record holds one", () => {
    expect(customValue(plan, 3, 1)).toBe("red");
    expect(customValue(plan, 4, 1)).toBeNull();
  });

  it.each([
    ["the same value", 3, "red", []],
    ["another one", 3, "blue", [{ op: "update", id: 7, rev: 4, set: { value: "blue" } }]],
    ["none", 3, null, [{ op: "delete", id: 7, rev: 4 }]],
    ["none where none was", 4, null, []],
    ["a first one", 4, "x", [{ op: "create", set: { field: 4, record: 1, value: "x" } }]],
  ])("%s is set by what differs", (_, id, value, operations) => {
    expect(setCustomValue(plan, id, 1, value, countDown())).toMatchObject(operations);
  });
});

describe("kept forms", () => {
  it.each([
    ["number", "1.5", 1.5],
    ["duration", "28800", 28_800],
    ["date", "2026-03-02T08:00:00Z", 1_772_438_400],
    ["number", "many", null],
    ["text", "12", null],
    ["cost", null, null],
  ] as const)("%s %s is the number %s", (kind, value, number) => {
    expect(customNumber(kind, value)).toBe(number);
    if (number !== null && value !== null) expect(customText(kind, number)).toBe(value);
  });
});
