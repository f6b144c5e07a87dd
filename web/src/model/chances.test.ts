import { describe, expect, it } from "vitest";
import type { Simulated } from "../api/types.ts";
import { Chances } from "./chances.ts";

const items = {
  id: [7, 9, 12],
  p50: [100, 200, null],
  p80: [140, 200, null],
  p90: [160, 200, null],
  criticality: [0.25, 1, null],
};
const chances = new Chances({ items } as unknown as Simulated);

describe("chances of items", () => {
  it("are found by item, whatever its place", () => {
    expect(chances.finish(7, "p80")).toBe(140);
    expect(chances.finish(9, "p50")).toBe(200);
    expect(chances.criticality(7)).toBe(0.25);
  });

  it("are not a number where nothing is said", () => {
    expect(chances.finish(12, "p50")).toBeNaN();
    expect(chances.finish(8, "p50")).toBeNaN();
    expect(chances.criticality(12)).toBeNaN();
  });

  it("make a tail only of a finish that varies", () => {
    expect(chances.tail(7)).toEqual({ p50: 100, p80: 140, p90: 160 });
    expect([9, 12, 8].map((item) => chances.tail(item))).toEqual([null, null, null]);
  });
});
