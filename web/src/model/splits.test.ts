import { expect, it } from "vitest";
import { instantFromText } from "../base/time.ts";
import { columnsOf } from "./fake-server.ts";
import { Plan } from "./plan.ts";
import { splitsOf } from "./splits.ts";

const at = (day: number, hour: number): number =>
  instantFromText(`2026-03-0${day}T${String(hour).padStart(2, "0")}:00:00Z`) ?? Number.NaN;

interface Shape {
  readonly stop?: number;
  readonly resume?: number;
  /** Of each assignment: days with work, 0 for a day without. */
  readonly work?: readonly (readonly number[])[];
}

/** An item from Monday 2 March to Friday. */
function planOf({ stop, resume, work = [] }: Shape): Plan {
  const plan = new Plan();
  const days = work.flatMap((hours, n) => hours.map((h, day) => ({ n, h, day: day + 2 })));
  plan.load({
    project: { id: 1, rev: 1, zone: "UTC" },
    seq: 1,
    items: columnsOf([
      {
        id: 1,
        start: at(2, 8),
        finish: at(6, 17),
        stop_at: stop ?? null,
        resume_at: resume ?? null,
      },
    ]),
    assignments: columnsOf(
      work.map((hours, n) => ({
        id: 20 + n,
        item: 1,
        contour: hours.length ? "contoured" : "flat",
      })),
    ),
    assignment_pieces: columnsOf(
      days.map(({ n, h, day }, i) => ({
        id: 100 + i,
        assignment: 20 + n,
        start: at(day, 8),
        finish: at(day, 17),
        work_s: h * 3600,
      })),
    ),
  });
  return plan;
}

it.each<[string, Shape, [number, number][]]>([
  ["nothing is known of pauses", {}, []],
  [
    "it was stopped and goes on later",
    { stop: at(3, 12), resume: at(5, 8) },
    [[at(3, 12), at(5, 8)]],
  ],
  ["it stops at night and goes on in the morning", { stop: at(3, 17), resume: at(4, 8) }, []],
  ["pieces follow each other", { work: [[8, 8, 8, 8, 8]] }, []],
  ["a day has no work", { work: [[8, 0, 8, 8, 8]] }, [[at(2, 17), at(4, 8)]]],
  [
    "somebody else works on that day",
    {
      work: [
        [8, 0, 8],
        [0, 4, 0],
      ],
    },
    [],
  ],
  ["somebody works all the time", { work: [[8, 0, 8], []] }, []],
])("%s", (_, shape, gaps) => {
  expect(splitsOf(planOf(shape), 1)).toEqual(gaps.map(([from, to]) => ({ from, to })));
});
