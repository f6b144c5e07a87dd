// From when to when a plan runs, and a scale that came in the address.
// The one idea: the items at the top hold all others, so only they are asked.
import { now } from "../../base/time.ts";
import { DAY, type Instant } from "../../base/units.ts";
import { clampZoom, type Scale } from "../../chart/axis.ts";
import type { Plan } from "../../model/plan.ts";

export interface Span {
  readonly from: Instant;
  readonly to: Instant;
}

export function spanOf(plan: Plan): Span {
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  for (const item of plan.outline.childrenOf(null)) {
    const start = plan.num(item, "start");
    const finish = plan.num(item, "finish");
    if (start < from) from = start;
    if (finish > to) to = finish;
  }
  if (from <= to) return { from, to: Math.max(to, from + 7 * DAY) };
  const start = plan.projectNumber("start", now());
  return { from: start, to: start + 60 * DAY };
}

/** Origin in hours since 1970 and pixels a day, as the address has them. */
export function readScale(origin: string | null, zoom: string | null): Scale | null {
  if (origin === null || zoom === null) return null;
  const hours = Number(origin);
  const pxPerDay = Number(zoom);
  if (!Number.isFinite(hours) || !(pxPerDay > 0)) return null;
  return { origin: hours * 3600, pxPerDay: clampZoom(pxPerDay) };
}

/** The row of the first work that is not finished, where finished work stands above it; null without one. */
export function firstUnfinished(plan: Plan): number | null {
  let hasFinished = false;
  for (let row = 0; row < plan.outline.rowCount; row++) {
    const item = plan.outline.itemAt(row);
    if (item === undefined || plan.isSummary(item) || plan.flag(item, "is_blank")) continue;
    if (plan.num(item, "percent_complete") >= 100) hasFinished = true;
    else return hasFinished ? row : null;
  }
  return null;
}
