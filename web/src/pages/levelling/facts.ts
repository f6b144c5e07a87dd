// What a levelling found, as a page shows it: moves in rows, shifts and gaps in numbers, the series of a
// resource. Pure; words come from the page.
import type { Levelling } from "../../api/types.ts";

const DAY = 86_400;

export interface Move {
  readonly item: number;
  readonly startBefore: number;
  readonly finishBefore: number;
  readonly start: number;
  readonly finish: number;
  readonly delay_s: number;
  readonly waitedFor: number | null;
  readonly behind: number | null;
  /** What sets its start now, when it waits for nobody. */
  readonly follows: number | null;
  readonly isSplit: boolean;
}

function at(column: readonly (number | null)[], row: number): number {
  return column[row] ?? Number.NaN;
}

/** In the order of the outline. */
export function movesOf(job: Levelling): Move[] {
  const moved = job.moved;
  if (!moved) return [];
  return moved.item.map((item, row) => ({
    item,
    startBefore: at(moved.start_before, row),
    finishBefore: at(moved.finish_before, row),
    start: at(moved.start, row),
    finish: at(moved.finish, row),
    delay_s: at(moved.delay_s, row),
    waitedFor: moved.waited_for[row] ?? null,
    behind: moved.behind[row] ?? null,
    follows: moved.follows[row] ?? null,
    isSplit: moved.is_split[row] ?? false,
  }));
}

export type Reason = "behind" | "waits" | "follows" | "freed";

export function reasonOf(move: Move): Reason {
  if (move.waitedFor !== null) return move.behind === null ? "waits" : "behind";
  return move.start < move.startBefore ? "freed" : "follows";
}

/** Whole days, or tenths where it is less than ten; with its sign. */
export function shiftDays(move: Move): number {
  const days = (move.start - move.startBefore) / DAY;
  return Math.abs(days) < 10 ? Math.round(days * 10) / 10 : Math.round(days);
}

/** In tenths of a per cent, rounded up: what is said is not less than what is. */
export function gapPercent(gap: number): number {
  return Math.max(0, Math.ceil(gap * 1000 - 1e-6)) / 10;
}

export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** From the first to the last date of all moves. */
export function spanOf(moves: readonly Move[]): Stretch {
  const from = Math.min(...moves.map((one) => Math.min(one.start, one.startBefore)));
  const to = Math.max(...moves.map((one) => Math.max(one.finish, one.finishBefore)));
  return { from, to };
}

/** Where a stretch lies in the span, in per cent; never too thin to be seen. */
export function barOf(span: Stretch, bar: Stretch): { left: number; width: number } {
  const length = Math.max(1, span.to - span.from);
  const left = ((bar.from - span.from) / length) * 100;
  const width = Math.max(0.7, ((bar.to - bar.from) / length) * 100);
  return { left: Math.min(left, 100 - width), width };
}

/** What a search had found when. */
export interface Step {
  readonly seconds: number;
  readonly finish: number;
}

const STEPS_MOST = 400;

/** One more step when the best finish is another than it was; the first ones stay. */
export function addStep(steps: readonly Step[], now: Levelling): readonly Step[] {
  const { finish, seconds } = now;
  if (finish === null || finish === steps.at(-1)?.finish || steps.length >= STEPS_MOST)
    return steps;
  return [...steps, { seconds, finish }];
}

/** The best finish over time as a line of stairs in a box of 100 × 100: at the bottom is the bound. */
export function stairsOf(steps: readonly Step[], bound: number, seconds: number): string {
  const first = steps[0];
  if (!first) return "";
  const high = Math.max(1, first.finish - bound);
  const x = (at: number): number => round((at / Math.max(seconds, 0.001)) * 100);
  const y = (finish: number): number => round(100 - ((finish - bound) / high) * 100);
  const corners = steps.flatMap((step, k) => {
    const before = steps[k - 1] ?? first;
    return [`${x(step.seconds)},${y(before.finish)}`, `${x(step.seconds)},${y(step.finish)}`];
  });
  return [...corners, `100,${y(steps.at(-1)?.finish ?? bound)}`].join(" ");
}

function round(value: number): number {
  return Math.round(Math.min(100, Math.max(0, value)) * 10) / 10;
}

/** Resources that were overloaded first, each group as the plan has them. */
export function resourcesOf(job: Levelling): { id: number; isOver: boolean }[] {
  const over = new Set((job.overloads_before ?? []).map((one) => one.resource));
  const all = (job.chart?.series ?? []).map(({ resource: id }) => ({ id, isOver: over.has(id) }));
  return [...all.filter((one) => one.isOver), ...all.filter((one) => !one.isOver)];
}
