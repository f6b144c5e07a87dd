import { describe, expect, it } from "vitest";
import { barInstant, barParts, barX, layoutBar, rowMetrics } from "./layout.ts";
import { at, facts, sceneInput } from "./fixture.ts";
import { instantToText } from "../base/time.ts";

const { scale, stretch } = sceneInput();

describe("bars of working days", () => {
  it.each([
    ["2026-03-02T08:00:00Z", 20],
    ["2026-03-02T17:00:00Z", 40],
    ["2026-03-02T12:30:00Z", 30],
    ["2026-03-02T03:00:00Z", 20],
    ["2026-03-02T23:00:00Z", 40],
  ])("%s lies at %d", (text, x) => {
    expect(barX(scale, at(text), stretch)).toBeCloseTo(x, 6);
  });

  it("are drawn at their true times where hours are told apart", () => {
    const close = { origin: scale.origin, pxPerDay: 240 };
    expect(barX(close, at("2026-03-02T08:00:00Z"), stretch)).toBeCloseTo(240 + 80, 6);
  });
});

describe("dragged edges snap", () => {
  it.each([
    [20, "start", 41, "2026-03-03T08:00:00Z"],
    [20, "finish", 41, "2026-03-02T17:00:00Z"],
    [240, "start", 325, "2026-03-02T09:00:00Z"],
    [2000, "start", 2690, "2026-03-02T08:15:00Z"],
  ] as const)("at %d pixels a day the %s at x = %d", (pxPerDay, edge, x, expected) => {
    const one = { origin: scale.origin, pxPerDay };
    expect(instantToText(barInstant(one, x, stretch, edge))).toBe(expected);
  });

  it("to themselves on every day of the two clock changes in five zones", () => {
    for (const zone of [
      "Europe/Berlin",
      "America/New_York",
      "Asia/Kolkata",
      "Australia/Lord_Howe",
      "UTC",
    ]) {
      const world = { zone, begin: 28800, end: 61200 };
      for (const from of ["2026-03-01T00:00:00Z", "2026-10-01T00:00:00Z"]) {
        for (let day = 0; day < 40; day++) {
          const one = { origin: at(from), pxPerDay: 20 };
          const start = barInstant(one, day * 20 + 3, world, "start");
          expect(barInstant(one, barX(one, start, world), world, "start")).toBe(start);
          const finish = barInstant(one, day * 20 + 3, world, "finish");
          expect(barInstant(one, barX(one, finish, world), world, "finish")).toBe(finish);
        }
      }
    }
  });
});

describe("boxes", () => {
  const box = (some: Parameters<typeof facts>[0]) =>
    layoutBar(facts(some), 0, 44, scale, stretch, rowMetrics(32));

  it("need a date", () => {
    expect(box({})).toBeNull();
    expect(box({ kind: "blank", start: 1, finish: 2 })).toBeNull();
  });

  it("are never thinner than two pixels, and milestones are points", () => {
    const start = at("2026-03-02T08:00:00Z");
    expect(box({ start, finish: start })).toMatchObject({ x0: 20, x1: 22 });
    expect(box({ start, finish: start, kind: "milestone" })).toMatchObject({ x0: 20, x1: 20 });
  });

  it.each([32, 26])("leave room for the baseline in a row of %d", (height) => {
    const metrics = rowMetrics(height);
    expect(metrics.baselineTop + 3).toBeLessThanOrEqual(height);
    expect(metrics.barTop).toBeGreaterThan(2);
  });
});

describe("a bar that pauses", () => {
  const week = { origin: at("2026-03-02T00:00:00Z"), pxPerDay: 20 };
  const box = (splits: readonly [string, string][]) => {
    const bar = facts({
      start: at("2026-03-02T08:00:00Z"),
      finish: at("2026-03-06T17:00:00Z"),
      splits: splits.map(([from, to]) => ({ from: at(from), to: at(to) })),
    });
    const laid = layoutBar(bar, 0, 0, week, stretch, rowMetrics(32));
    if (!laid) throw new Error("no box");
    return barParts(laid, week, stretch);
  };

  it("is one part without pauses, and where they are too narrow to be seen", () => {
    expect(box([])).toEqual([{ x0: 0, x1: 100 }]);
    expect(box([["2026-03-03T12:00:00Z", "2026-03-03T12:10:00Z"]])).toHaveLength(1);
  });

  it("has a part on each side of a pause", () => {
    expect(box([["2026-03-02T17:00:00Z", "2026-03-05T08:00:00Z"]])).toEqual([
      { x0: 0, x1: 20 },
      { x0: 60, x1: 100 },
    ]);
  });
});
