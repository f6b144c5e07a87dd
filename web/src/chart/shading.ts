// What the chart asks of a calendar: stretches to shade, and how much work a drawn stretch holds.
// The one idea: outside the hour zooms only whole days without work are shaded, because a stripe for every night
// would make the week-ends vanish.
import { dayAt, startOfDay } from "../base/time.ts";
import type { Interval } from "../base/units.ts";
import type { WorkCalendar } from "../model/calendar.ts";

export function idleSpans(
  calendar: WorkCalendar,
  from: number,
  to: number,
  byHour: boolean,
): Interval[] {
  if (byHour) return calendar.nonWorking(from, to);
  const { zone } = calendar;
  const last = dayAt(zone, to);
  const spans: Interval[] = [];
  for (let day = dayAt(zone, from); day <= last; day++) {
    if (calendar.dayOf(day).shifts.length > 0) continue;
    const first = day;
    while (day < last && calendar.dayOf(day + 1).shifts.length === 0) day++;
    spans.push({ from: startOfDay(zone, first), to: startOfDay(zone, day + 1) });
  }
  return spans;
}

/** Working seconds in [from, to). */
export function workBetween(calendar: WorkCalendar, from: number, to: number): number {
  if (to <= from) return 0;
  const idle = calendar.nonWorking(from, to).reduce((sum, gap) => sum + gap.to - gap.from, 0);
  return to - from - idle;
}
