import { describe, expect, it } from "vitest";
import { fromLocal, instantFromText, instantToText } from "../base/time.ts";
import * as axis from "./axis.ts";

const at = (text: string): number => instantFromText(text) ?? Number.NaN;
const scale = (origin: string, pxPerDay: number): axis.Scale => ({ origin: at(origin), pxPerDay });
const words: axis.AxisWords = {
  months: [],
  monthsShort: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
  weekdaysShort: ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"],
  quarter: (n) => `Q${n}`,
};

describe("pixels and instants", () => {
  it("are each other's inverse at every zoom", () => {
    for (const level of axis.ZOOM_LEVELS) {
      const one = scale("2026-03-02T08:00:00Z", level.pxPerDay);
      for (const x of [0, 7, 333, 1999]) {
        expect(axis.xOf(one, axis.instantAt(one, x))).toBeCloseTo(x, 1);
      }
    }
  });

  it("keep the instant under the pointer while zooming, and stop at the ends", () => {
    const before = scale("2026-03-02T00:00:00Z", 16);
    const after = axis.zoomAt(before, 500, 1.7);
    expect(axis.xOf(after, axis.instantAt(before, 500))).toBeCloseTo(500, 0);
    expect(axis.zoomAt(before, 0, 1e9).pxPerDay).toBe(axis.MAX_PX_PER_DAY);
    expect(axis.zoomAt(before, 0, 1e-9).pxPerDay).toBe(axis.MIN_PX_PER_DAY);
  });

  it("fit a span with a margin", () => {
    const from = at("2026-01-01T00:00:00Z");
    const to = at("2026-12-31T00:00:00Z");
    const fitted = axis.fitScale(from, to, 1000);
    expect(axis.xOf(fitted, from)).toBeCloseTo(50, 0);
    expect(axis.xOf(fitted, to)).toBeCloseTo(950, 0);
  });
});

describe("zoom names", () => {
  it.each([
    [1200, "hour"],
    [60, "day"],
    [20, "week"],
    [4.5, "month"],
    [1, "quarter"],
    [0.2, "year"],
  ] as const)("%d pixels a day is %s", (pxPerDay, name) => {
    expect(axis.zoomName(pxPerDay)).toBe(name);
  });

  it("name their own pixels", () => {
    for (const level of axis.ZOOM_LEVELS) expect(axis.zoomOf(level.name)).toBe(level.pxPerDay);
  });

  it("clamp", () => {
    expect(axis.clampZoom(0)).toBe(axis.MIN_PX_PER_DAY);
  });
});

describe("ticks", () => {
  const labels = (
    one: axis.Scale,
    which: "major" | "minor",
    zone = "UTC",
    width = 400,
  ): string[] => {
    const wanted = axis.tiersFor(one.pxPerDay)[which];
    const world = { zone, weekStart: 1 };
    return axis.ticks(one, width, wanted, world).map((t) => axis.tickLabel(t, wanted.label, words));
  };

  it.each([
    [4.5, ["Mar 2026", "Apr 2026", "May 2026", "Jun 2026", "Jul 2026"]],
    [60, ["Mar 2026", "Apr 2026"]],
    [960, ["Mon 16 Mar 2026", "Tue 17 Mar 2026"]],
    [0.4, ["2026", "2027", "2028", "2029"]],
  ])("major labels at %d pixels a day", (pxPerDay, expected) => {
    expect(labels(scale("2026-03-16T00:00:00Z", pxPerDay), "major")).toEqual(expected);
  });

  it.each([
    [60, ["Mon 16", "Tue 17", "Wed 18"]],
    [20, ["16", "17", "18", "19", "20", "21"]],
    [4.5, ["16", "23", "30", "6"]],
    [1.4, ["Mar", "Apr", "May"]],
    [0.4, ["Q1", "Q2", "Q3", "Q4"]],
    [960, ["00:00", "02:00", "04:00"]],
  ])("minor labels at %d pixels a day", (pxPerDay, expected) => {
    const found = labels(scale("2026-03-16T00:00:00Z", pxPerDay), "minor");
    expect(found.slice(0, expected.length)).toEqual(expected);
  });

  it("sit on local midnight on both sides of a clock change", () => {
    for (const zone of ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe"]) {
      const one = scale("2026-03-01T00:00:00Z", 20);
      const found = axis.ticks(one, 4000, axis.tiersFor(20).minor, { zone, weekStart: 1 });
      for (const tick of found) expect(tick.instant).toBe(fromLocal(zone, tick.day * 86400));
    }
  });

  it("of two weeks do not depend on where the picture begins", () => {
    const wanted = axis.tiersFor(2.5).minor;
    const world = { zone: "UTC", weekStart: 1 };
    const days = (from: string): number[] =>
      axis.ticks(scale(from, 2.5), 300, wanted, world).map((tick) => tick.day % 14);
    const all = new Set([...days("2026-01-05T00:00:00Z"), ...days("2026-01-13T00:00:00Z")]);
    expect(all.size).toBe(1);
    expect(instantToText(at("2026-01-05T00:00:00Z"))).toBe("2026-01-05T00:00:00Z");
  });
});
