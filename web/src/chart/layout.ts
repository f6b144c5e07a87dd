// Where the bars of the visible rows lie: facts of a row in, a box out.
// The one idea: outside the hour zooms a working day fills its whole column (08:00–17:00 becomes 0–24 h), as
// planners expect of a bar of one day; the mapping is monotone, so order and links keep their sense.
import { fromLocal, toLocal } from "../base/time.ts";
import { DAY, type Interval } from "../base/units.ts";
import { type Scale, xOf } from "./axis.ts";
import type { Tail } from "../model/chances.ts";

export type BarKind = "task" | "milestone" | "summary" | "blank";

/** What a bar needs to know of its item; null = not known. */
export interface BarFacts {
  readonly item: number;
  readonly kind: BarKind;
  readonly start: number | null;
  readonly finish: number | null;
  readonly percent: number;
  readonly critical: boolean;
  readonly manual: boolean;
  readonly inactive: boolean;
  readonly external: boolean;
  readonly deadline: number | null;
  readonly lateFinish: number | null;
  readonly baselineStart: number | null;
  readonly baselineFinish: number | null;
  readonly label: string;
  /** Pauses of the work, in order. */
  readonly splits: readonly Interval[];
  /** How sure the finish is; null where it does not vary, or nobody wants to see it. */
  readonly tail: Tail | null;
}

export interface BarBox {
  readonly facts: BarFacts;
  readonly row: number;
  /** Top of the row. */
  readonly y: number;
  readonly x0: number;
  readonly x1: number;
  readonly top: number;
  readonly height: number;
}

export interface Stretch {
  readonly zone: string;
  /** Default start and finish of a day, seconds. */
  readonly begin: number;
  readonly end: number;
}

export interface RowMetrics {
  readonly height: number;
  readonly barTop: number;
  readonly barHeight: number;
  readonly baselineTop: number;
}

export function rowMetrics(height: number): RowMetrics {
  const barHeight = Math.round(height * 0.47);
  const barTop = Math.max(3, Math.round(height * 0.24));
  return { height, barTop, barHeight, baselineTop: barTop + barHeight + 2 };
}

/** From here on hours are told apart: bars are drawn at their true times. */
export const HOUR_ZOOM = 180;

/** Pixel of an instant with the working day stretched over its column. */
export function barX(scale: Scale, instant: number, stretch: Stretch): number {
  if (scale.pxPerDay >= HOUR_ZOOM || stretch.end <= stretch.begin) return xOf(scale, instant);
  const local = toLocal(stretch.zone, instant);
  const day = Math.floor(local / DAY);
  const part = (local - day * DAY - stretch.begin) / (stretch.end - stretch.begin);
  const stretched = day * DAY + Math.min(1, Math.max(0, part)) * DAY;
  return xOf(scale, fromLocal(stretch.zone, Math.round(stretched)));
}

/** The instant that a stretched pixel stands for, snapped to the grain of the zoom. */
export function barInstant(
  scale: Scale,
  x: number,
  stretch: Stretch,
  edge: "start" | "finish",
): number {
  const local = toLocal(stretch.zone, scale.origin + (x * DAY) / scale.pxPerDay);
  if (scale.pxPerDay >= HOUR_ZOOM) {
    const grain = scale.pxPerDay >= 1100 ? 900 : 3600;
    return fromLocal(stretch.zone, Math.round(local / grain) * grain);
  }
  const day = Math.round(local / DAY);
  const second = edge === "start" ? stretch.begin : stretch.end - DAY;
  return fromLocal(stretch.zone, day * DAY + second);
}

export function layoutBar(
  facts: BarFacts,
  row: number,
  y: number,
  scale: Scale,
  stretch: Stretch,
  metrics: RowMetrics,
): BarBox | null {
  const start = facts.start ?? facts.finish;
  const finish = facts.finish ?? facts.start;
  if (start === null || finish === null || facts.kind === "blank") return null;
  const x0 = barX(scale, start, stretch);
  const x1 = facts.kind === "milestone" ? x0 : Math.max(barX(scale, finish, stretch), x0 + 2);
  return { facts, row, y, x0, x1, top: y + metrics.barTop, height: metrics.barHeight };
}

export interface BarPart {
  readonly x0: number;
  readonly x1: number;
}

/** The worked parts of a bar; the whole bar when it never pauses, or no pause is wide enough to be seen. */
export function barParts(box: BarBox, scale: Scale, stretch: Stretch): BarPart[] {
  const parts: BarPart[] = [];
  let from = box.x0;
  for (const gap of box.facts.splits) {
    const x0 = barX(scale, gap.from, stretch);
    const x1 = barX(scale, gap.to, stretch);
    if (x1 - x0 < 2 || x0 <= from) continue;
    parts.push({ x0: from, x1: x0 });
    from = x1;
  }
  return [...parts, { x0: from, x1: box.x1 }];
}
