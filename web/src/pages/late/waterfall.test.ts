import { describe, expect, it } from "vitest";
import type { Slip } from "../../api/types.ts";
import { printDays, stepsOf } from "./waterfall.ts";

const DAY = 28800;
const slip = {
  before: "2026-03-02T17:00:00Z",
  after: "2026-03-06T17:00:00Z",
  moved_s: 4 * DAY,
  unexplained_s: -DAY,
  causes: [
    { cause: "duration", moved_s: 2 * DAY, steps: 1 },
    { cause: "logic", moved_s: 0, steps: 1 },
    { cause: "dates", moved_s: 3 * DAY, steps: 2 },
  ],
  steps: [],
} as Slip;

describe("the waterfall of a slip", () => {
  it("goes from nothing to the whole, the largest step first", () => {
    const steps = stepsOf(slip, DAY);
    expect(steps.map(({ days }) => days)).toEqual([3, 2, -1, 4]);
    expect(steps.map(({ from }) => from)).toEqual([0, 3, 5, 0]);
    expect(steps.at(-1)?.isTotal).toBe(true);
  });

  it("prints days with their sign", () => {
    expect(printDays(2.25, "en")).toBe("+2.3");
    expect(printDays(-1, "en")).toBe("−1");
  });
});
