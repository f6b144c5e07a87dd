import { describe, expect, it } from "vitest";
import type { EarnedValue } from "../../api/types.ts";
import { itemValues, plotAmount, printIndex, printValue, toneOf } from "./figures.ts";

const inCost = {
  measured_in: "cost",
  currency: "EUR",
  currency_digits: 2,
  items: {
    id: [4, 7, 9],
    budget: [100, 0, 0],
    planned: [50, 0, 0],
    earned: [40, 0, 0],
    actual: [60, 0, 5],
  },
} as unknown as EarnedValue;
const inWork = { ...inCost, measured_in: "work" } as EarnedValue;

describe("figures of earned value", () => {
  it("prints amounts in currency or hours", () => {
    expect(printValue(inCost, 123456, "en")).toBe("1,235 EUR");
    expect(printValue(inWork, 5400, "en")).toBe("1.5 h");
    expect(printValue(inCost, null, "en")).toBe("–");
  });

  it("gives plots whole units", () => {
    expect(plotAmount(inCost, 250)).toBe(2.5);
    expect(plotAmount(inWork, 7200)).toBe(2);
    expect(plotAmount(inWork, null)).toBeNull();
  });

  it("judges indices", () => {
    expect(printIndex(0.9512)).toBe("0.95");
    expect(printIndex(null)).toBe("–");
    expect([1.2, 0.95, 0.9, 0.5, null].map(toneOf)).toEqual(["ok", "ok", "warn", "bad", "none"]);
  });

  it("leaves out items without budget and cost", () => {
    expect(itemValues(inCost).map(({ id }) => id)).toEqual([4, 9]);
  });
});
