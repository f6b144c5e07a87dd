import { describe, expect, it } from "vitest";
import { makePlan } from "./test-plan.ts";
import { estimateAll, hasEstimates } from "./estimates.ts";

const DAY = 28_800;
const base = { rev: 1, parent: null, is_summary: 0, is_external: 0, percent_complete: 0 };
const none = { estimate_optimistic_s: null };

describe("estimates for all", () => {
  const plan = makePlan("", {
    items: [
      { ...base, ...none, id: 1, title: "Open", rank: 1, duration_s: 10 * DAY },
      { ...base, ...none, id: 2, title: "Done", rank: 2, duration_s: DAY, percent_complete: 100 },
      { ...base, ...none, id: 3, title: "Gate", rank: 3, duration_s: 0 },
      { ...base, id: 4, title: "Known", rank: 4, duration_s: DAY, estimate_optimistic_s: DAY },
      { ...base, ...none, id: 5, title: "Whole", rank: 5, duration_s: DAY, is_summary: 1 },
    ],
  });

  it("leave out what is done, has no duration, is a summary or has one", () => {
    expect(hasEstimates(plan)).toBe(true);
    expect(estimateAll(plan).map((one) => (one.op === "update" ? one.id : 0))).toEqual([1]);
  });

  it("are missing in a plan without any", () => {
    const item = { ...base, ...none, id: 1, title: "Open", rank: 1, duration_s: DAY };
    expect(hasEstimates(makePlan("", { items: [item] }))).toBe(false);
  });

  it("reach from ten per cent less to thirty more", () => {
    const [first] = estimateAll(plan);
    expect(first).toMatchObject({
      set: {
        estimate_optimistic_s: 9 * DAY,
        estimate_likely_s: 10 * DAY,
        estimate_pessimistic_s: 13 * DAY,
      },
    });
  });
});
