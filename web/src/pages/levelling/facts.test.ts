import { describe, expect, test } from "vitest";
import type { Levelling } from "../../api/types.ts";
import {
  addStep,
  barOf,
  gapPercent,
  movesOf,
  reasonOf,
  resourcesOf,
  shiftDays,
  spanOf,
  stairsOf,
  type Move,
} from "./facts.ts";

const DAY = 86_400;
const move: Move = {
  item: 1,
  startBefore: 0,
  finishBefore: DAY,
  start: 2 * DAY,
  finish: 3 * DAY,
  delay_s: 2 * DAY,
  waitedFor: 7,
  behind: 3,
  follows: null,
  isSplit: false,
};

describe("what a levelling found", () => {
  test("columns become rows", () => {
    const moved = {
      item: [1, 2],
      start_before: [0, null],
      finish_before: [DAY, null],
      start: [2 * DAY, DAY],
      finish: [3 * DAY, DAY],
      delay_s: [2 * DAY, 0],
      waited_for: [7, null],
      behind: [3, null],
      follows: [null, 1],
      is_split: [false, true],
    };
    const rows = movesOf({ moved } as unknown as Levelling);
    expect(rows[0]).toEqual(move);
    expect(rows[1]).toMatchObject({
      item: 2,
      startBefore: Number.NaN,
      waitedFor: null,
      follows: 1,
      isSplit: true,
    });
    expect(movesOf({} as Levelling)).toEqual([]);
  });

  test.each<[string, Partial<Move>, string]>([
    ["an item holds the resource", {}, "behind"],
    ["nobody knows which", { behind: null }, "waits"],
    ["what it depends on moves", { waitedFor: null }, "follows"],
    ["it comes earlier", { waitedFor: null, start: -DAY }, "freed"],
  ])("why: %s", (_, change, reason) => {
    expect(reasonOf({ ...move, ...change })).toBe(reason);
  });

  test.each([
    [2 * DAY, 2],
    [1.25 * DAY, 1.3],
    [-0.5 * DAY, -0.5],
    [41.6 * DAY, 42],
  ])("a shift of %d seconds", (start, days) => {
    expect(shiftDays({ ...move, start })).toBe(days);
  });

  test.each([
    [0, 0],
    [0.021, 2.1],
    [0.0211, 2.2],
  ])("a gap of %d", (gap, percent) => {
    expect(gapPercent(gap)).toBe(percent);
  });

  test("bars lie within the span", () => {
    const span = spanOf([move, { ...move, start: 9 * DAY, finish: 10 * DAY }]);
    expect(span).toEqual({ from: 0, to: 10 * DAY });
    expect(barOf(span, { from: 2 * DAY, to: 3 * DAY })).toEqual({ left: 20, width: 10 });
    expect(barOf(span, { from: 10 * DAY, to: 10 * DAY })).toEqual({ left: 99.3, width: 0.7 });
  });

  test("the best finish comes down in steps", () => {
    const at = (seconds: number, finish: number | null): Levelling =>
      ({ seconds, finish }) as unknown as Levelling;
    let steps = addStep([], at(0, null));
    for (const [seconds, finish] of [
      [1, 200],
      [2, 200],
      [3, 150],
    ] as const)
      steps = addStep(steps, at(seconds, finish));
    expect(steps).toEqual([
      { seconds: 1, finish: 200 },
      { seconds: 3, finish: 150 },
    ]);
    expect(stairsOf(steps, 100, 4)).toBe("25,0 25,0 75,0 75,50 100,50");
    expect(stairsOf([], 100, 4)).toBe("");
  });

  test("who was overloaded comes first", () => {
    const job = {
      overloads_before: [{ resource: 2 }],
      chart: { series: [{ resource: 1 }, { resource: 2 }] },
    } as unknown as Levelling;
    expect(resourcesOf(job).map(({ id }) => id)).toEqual([2, 1]);
    expect(resourcesOf({} as Levelling)).toEqual([]);
  });
});
