import { describe, expect, it } from "vitest";
import { at, makePlan, makeWorld } from "../../grid/fixture.ts";
import { Plan } from "../../model/plan.ts";
import { exampleBatch } from "./example.ts";
import { readOptions, STANDARD_OPTIONS } from "./options.ts";
import { readScale, spanOf } from "./span.ts";

describe("the time a plan runs", () => {
  it("is that of its items at the top, a week at least", () => {
    const { from, to } = spanOf(makePlan());
    expect(from).toBe(at("2026-03-02T08:00:00Z"));
    expect(to - from).toBe(7 * 86_400);
  });

  it("of an empty plan begins with the project", () => {
    const { from, to } = spanOf(new Plan());
    expect(to).toBeGreaterThan(from);
  });

  it.each([
    ["496800", "4.5", { origin: 496_800 * 3600, pxPerDay: 4.5 }],
    ["496800", null, null],
    ["love", "4.5", null],
    ["496800", "0", null],
  ])("a scale of %s and %s", (origin, zoom, scale) => {
    expect(readScale(origin, zoom)).toEqual(scale);
  });
});

it("options of an older client are completed, broken ones dropped", () => {
  expect(readOptions('{"float":true}')).toEqual({ ...STANDARD_OPTIONS, float: true });
  expect(readOptions("{")).toEqual(STANDARD_OPTIONS);
  expect(readOptions(null)).toEqual(STANDARD_OPTIONS);
});

it("the example is one batch whose links lead to its own items", () => {
  const { operations } = exampleBatch(makeWorld());
  const made = new Set(
    operations.flatMap((one) => (one.op === "create" && one.entity === "item" ? [one.temp] : [])),
  );
  expect(made.size).toBe(11);
  for (const one of operations) {
    if (one.op !== "create" || one.entity !== "link") continue;
    expect(made.has(Number(one.set["pred"])) && made.has(Number(one.set["succ"]))).toBe(true);
  }
});
