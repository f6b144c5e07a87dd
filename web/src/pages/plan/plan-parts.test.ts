import { describe, expect, it } from "vitest";
import { at, makePlan, makeWorld } from "../../grid/fixture.ts";
import { batchOf } from "./acts.ts";
import { barFacts, barKind, LinkRows } from "./bar-facts.ts";
import { CLAIM_NAMES, readFilter } from "./filter-text.ts";
import { firstUnfinished } from "./span.ts";

const world = makeWorld();
const { plan } = world;

describe("facts of bars", () => {
  it.each([
    [1, "summary"],
    [2, "task"],
    [5, "milestone"],
  ])("item %d is a %s", (item, kind) => {
    expect(barKind(plan, item)).toBe(kind);
    expect(barFacts(plan, item, { baseline: null, label: "title" }).kind).toBe(kind);
  });

  it("are labelled by choice, milestones by title", () => {
    expect(barFacts(plan, 2, { baseline: null, label: "resources" }).label).toBe("ERP lead[50%]");
    expect(barFacts(plan, 5, { baseline: null, label: "resources" }).label).toBe("Go-live");
    expect(barFacts(plan, 5, { baseline: null, label: "none" }).label).toBe("");
  });

  it("links are found by the rows they cross, and not where an end is folded away", () => {
    const one = makePlan();
    expect(new LinkRows(one).crossing(3, 3).map((link) => link.link)).toEqual([11, 12]);
    expect(new LinkRows(one).crossing(4, 9)).toEqual([]);
    one.collapse([1], true);
    expect(new LinkRows(one).crossing(0, 9)).toEqual([]);
  });
});

describe("gestures as operations", () => {
  const start = at("2026-03-09T08:00:00Z");
  const finish = at("2026-03-11T17:00:00Z");
  const first = (act: Parameters<typeof batchOf>[0]) => batchOf(act, world).operations[0];

  it("moving an automatic item sets a constraint, a manual one its dates", () => {
    expect(first({ do: "move", item: 2, start, finish })).toMatchObject({
      set: { constraint: "snet", constraint_at: start },
    });
    expect(first({ do: "move", item: 4, start, finish })).toMatchObject({ set: { start, finish } });
  });

  it("resizing counts the working time that was drawn", () => {
    expect(first({ do: "resize", item: 2, start, finish })).toMatchObject({
      set: { duration_s: 3 * 28_800 },
    });
  });

  it("links are made once and changed where they are there", () => {
    expect(first({ do: "link", pred: 1, succ: 5, type: "ss" })).toMatchObject({
      op: "create",
      set: { pred: 1, succ: 5, type: "ss" },
    });
    expect(first({ do: "link", pred: 2, succ: 4, type: "ff" })).toMatchObject({
      op: "update",
      id: 11,
      set: { type: "ff" },
    });
    expect(first({ do: "link", pred: 2, succ: 4, type: "fs" })).toBeUndefined();
  });

  it("progress is set, and drawing makes an item", () => {
    expect(first({ do: "progress", item: 2, percent: 40 })).toMatchObject({
      set: { percent_complete: 40 },
    });
    expect(first({ do: "draw", row: 9, start, finish })).toMatchObject({
      op: "create",
      set: { duration_s: 3 * 28_800, constraint: "snet", constraint_at: start },
    });
  });
});

describe("the filter", () => {
  const found = (text: string): number[] => {
    const claim = readFilter(text, plan);
    return claim ? [1, 2, 3, 4, 5].filter(claim) : [];
  };

  it.each([
    ["mig", [3]],
    ["1", [1, 2, 3]],
    ["@erp", [2]],
    ["is:milestone", [5]],
    ["is:manual test", [4]],
    ["-is:summary 1", [2, 3]],
    ["is:negative", [4]],
    ['"go-live"', [5]],
    ["  ", []],
  ])("%j finds %j", (text, items) => {
    expect(found(text)).toEqual(items);
  });

  it("knows its claims by name", () => {
    for (const name of CLAIM_NAMES) expect(readFilter(`is:${name}`, plan)).not.toBeNull();
  });
});

describe("the first work that is not finished", () => {
  const after = (done: readonly number[]) => {
    const one = makePlan();
    for (const item of done) one.table("item").set(item, "percent_complete", 100);
    return firstUnfinished(one);
  };

  it.each([
    ["nothing is finished", [], null],
    ["a summary does not count", [1], null],
    ["it stands below what is finished", [2], 2],
    ["a milestone is work too", [2, 3, 4], 4],
    ["everything is finished", [2, 3, 4, 5], null],
  ])("%s", (_, done, row) => {
    expect(after(done)).toBe(row);
  });
});
