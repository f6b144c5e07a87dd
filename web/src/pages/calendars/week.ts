// The week of a calendar as it is drawn: seven days from the first day of the week on, with the hours
// that hold and where they come from.
import { DAY, HOUR } from "../../base/units.ts";
import { WEEKDAY_FIELDS, type WorkCalendar } from "../../model/calendar.ts";
import { DEFAULT_SHIFTS, parseShifts, type Shift, shiftSeconds } from "../../model/shifts.ts";
import type { Plan } from "../../model/plan.ts";

export type WeekdayField = (typeof WEEKDAY_FIELDS)[number];

export interface DrawnShift {
  /** Shares of the day, 0–1. */
  readonly from: number;
  readonly width: number;
}

/** Monday first, unless the project begins its week on another day. */
export function weekdaysFrom(weekStart: number): WeekdayField[] {
  return Array.from({ length: 7 }, (_, i) => WEEKDAY_FIELDS[(weekStart + i) % 7] ?? "monday");
}

/** The text that holds on a weekday when nothing special is on: own, of the base, or standard. */
export function weekdayText(plan: Plan, calendar: number, field: WeekdayField): string {
  const seen = new Set<number>();
  for (let id = calendar; Number.isFinite(id) && !seen.has(id);) {
    seen.add(id);
    const own = plan.textOf("calendar", id, field);
    if (own !== null) return own;
    id = plan.numOf("calendar", id, "base");
  }
  return field === "saturday" || field === "sunday" ? "" : DEFAULT_SHIFTS;
}

export function drawShifts(text: string): DrawnShift[] {
  const shifts = parseShifts(text) ?? [];
  return shifts.flatMap(drawShift);
}

function drawShift({ from, to }: Shift): DrawnShift[] {
  const share = (a: number, b: number): DrawnShift => ({ from: a / DAY, width: (b - a) / DAY });
  return to <= DAY ? [share(from, to)] : [share(from, DAY)];
}

/** Of the usual week: the seven days from a Monday long past on. */
export function hoursPerWeek(calendar: WorkCalendar): number {
  const monday = 4;
  let seconds = 0;
  for (let day = monday; day < monday + 7; day++)
    seconds += shiftSeconds(calendar.dayOf(day).shifts);
  return Math.round((seconds / HOUR) * 10) / 10;
}
