// The weeks a month is drawn in: whole weeks from the first day of the week on.
import { civilFromDay, dayFromCivil, daysInMonth, weekdayOf } from "../base/time.ts";
import type { Day } from "../base/units.ts";

export interface MonthDay {
  readonly day: Day;
  readonly number: number;
  readonly isInMonth: boolean;
}

export function monthWeeks(year: number, month: number, weekStart: number): MonthDay[][] {
  const first = dayFromCivil({ year, month, day: 1 });
  const last = first + daysInMonth(year, month) - 1;
  const start = first - ((weekdayOf(first) - weekStart + 7) % 7);
  const weeks: MonthDay[][] = [];
  for (let monday = start; monday <= last; monday += 7) {
    weeks.push(
      Array.from({ length: 7 }, (_, i) => ({
        day: monday + i,
        number: civilFromDay(monday + i).day,
        isInMonth: monday + i >= first && monday + i <= last,
      })),
    );
  }
  return weeks;
}

export function shiftMonth(
  year: number,
  month: number,
  by: number,
): { readonly year: number; readonly month: number } {
  const index = year * 12 + month - 1 + by;
  return { year: Math.floor(index / 12), month: (((index % 12) + 12) % 12) + 1 };
}
