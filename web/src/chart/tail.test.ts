import { describe, expect, it } from "vitest";
import { DisplayList } from "./display-list.ts";
import { addTail, tailBands } from "./tail.ts";

const tail = { p50: 100, p80: 160, p90: 200 };
const same = (at: number): number => at;

describe("bands of a tail", () => {
  it("stand for a twentieth of the trials each", () => {
    const bands = tailBands(tail, same, 100);
    expect(bands.map(({ x0 }) => x0)).toEqual([100, 110, 120, 130, 140, 150, 160, 180]);
    expect(bands.at(-1)).toEqual({ place: 8, x0: 180, x1: 200 });
  });

  it.each([
    ["begin at the end of the bar, as dark as at P50", 80, { place: 1, x0: 80, x1: 110 }, 8],
    ["begin paler where the bar ends late", 125, { place: 3, x0: 125, x1: 130 }, 6],
  ])("%s", (_, from, first, count) => {
    const bands = tailBands(tail, same, from);
    expect(bands[0]).toEqual(first);
    expect(bands).toHaveLength(count);
  });

  it("are none behind a bar that ends past P90", () => {
    expect(tailBands(tail, same, 220)).toEqual([]);
  });
});

describe("a tail", () => {
  const draw = (some: { stale?: boolean; critical?: boolean; from?: number }) => {
    const list = new DisplayList();
    const place = { from: 100, top: 10, height: 15, critical: false, stale: false, ...some };
    return { end: addTail(list, tail, same, place), styles: [...list.marks.keys()] };
  };

  it("fades, and has a mark at P80", () => {
    const { end, styles } = draw({});
    expect(end).toBe(200);
    expect(styles).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map((n) => `tail_${n}`).concat("tail_mark"));
    expect(draw({ critical: true }).styles).toContain("tail_critical_mark");
  });

  it("of an older plan is pale all along, without the mark", () => {
    expect(draw({ stale: true }).styles).toEqual(["tail_8"]);
  });

  it("ends where the bar ends when that is later", () => {
    expect(draw({ from: 220 })).toEqual({ end: 220, styles: [] });
  });
});
