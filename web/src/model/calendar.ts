// The working time of a calendar as the reader sees it: which shifts a civil day has and why, and
// the stretches without work between two instants. The server alone schedules; this is for shading,
// pictures and suggestions. Order: own exception, own work week, own weekday, base, default.
import { dayAt, startOfDay, toLocal, weekdayOf } from "../base/time.ts";
import { DAY, type Day, type Instant, type Interval } from "../base/units.ts";
import { coversDay, type Recurrence } from "./recurrence.ts";
import { DEFAULT_SHIFTS, parseShifts, type Shift } from "./shifts.ts";

export const WEEKDAY_FIELDS = [
  "sunday",
  "monday",
  "tuesday",
  "wednesday",
  "thursday",
  "friday",
  "saturday",
] as const;

/** Shift texts by weekday, Sunday first; null leaves the day to the base. */
export type WeekTexts = readonly (string | null)[];

export interface WorkWeek {
  readonly from: Day;
  readonly to: Day;
  readonly title: string;
  readonly week: WeekTexts;
}

export interface CalendarException extends Recurrence {
  readonly title: string;
  readonly shifts: string;
}

export interface CalendarParts {
  readonly zone: string;
  readonly week: WeekTexts;
  readonly workWeeks: readonly WorkWeek[];
  readonly exceptions: readonly CalendarException[];
  readonly base: WorkCalendar | null;
}

/** What sets the hours of a day: the exception, the special week or the weekday pattern. */
export type DayReason = "exception" | "work_week" | "week" | "default";

export interface CalendarDay {
  readonly shifts: readonly Shift[];
  readonly reason: DayReason;
  readonly title: string;
}

export class WorkCalendar {
  readonly zone: string;
  #parts: CalendarParts;
  #days = new Map<Day, CalendarDay>();

  constructor(parts: CalendarParts) {
    this.#parts = parts;
    this.zone = parts.zone;
  }

  dayOf(day: Day): CalendarDay {
    let found = this.#days.get(day);
    if (!found) {
      found = this.#find(day);
      this.#days.set(day, found);
    }
    return found;
  }

  /** Stretches without work in [from, to), joined and clipped, in seconds UTC. */
  nonWorking(from: Instant, to: Instant): Interval[] {
    const gaps: Interval[] = [];
    let free = from;
    for (const work of this.#working(from, to)) {
      if (work.from > free) gaps.push({ from: free, to: Math.min(work.from, to) });
      free = Math.max(free, work.to);
      if (free >= to) break;
    }
    if (free < to) gaps.push({ from: free, to });
    return gaps;
  }

  #working(from: Instant, to: Instant): Interval[] {
    const work: Interval[] = [];
    const last = dayAt(this.zone, to);
    for (let day = dayAt(this.zone, from) - 1; day <= last; day++) {
      const midnight = startOfDay(this.zone, day);
      const isEven = startOfDay(this.zone, day + 1) - midnight === DAY;
      for (const shift of this.dayOf(day).shifts) {
        const start = isEven ? midnight + shift.from : this.#onWall(midnight, day, shift.from);
        const finish = isEven ? midnight + shift.to : this.#onWall(midnight, day, shift.to);
        if (finish > from && start < to) work.push({ from: start, to: finish });
      }
    }
    return work.sort((a, b) => a.from - b.from);
  }

  /** On a day whose clock changes, the wall-clock time and not the seconds passed counts. */
  #onWall(midnight: Instant, day: Day, seconds: number): Instant {
    const guess = midnight + seconds;
    return guess + (day * DAY + seconds - toLocal(this.zone, guess));
  }

  #find(day: Day): CalendarDay {
    const { exceptions, workWeeks, week, base } = this.#parts;
    const exception = exceptions.find((rule) => coversDay(rule, day));
    if (exception) return describe(exception.shifts, "exception", exception.title);
    const weekday = weekdayOf(day);
    const special = workWeeks.find(
      (one) => day >= one.from && day <= one.to && one.week[weekday] != null,
    );
    if (special) return describe(special.week[weekday] ?? "", "work_week", special.title);
    const own = week[weekday];
    if (own != null) return describe(own, "week", "");
    if (base) return base.dayOf(day);
    return describe(weekday === 0 || weekday === 6 ? "" : DEFAULT_SHIFTS, "default", "");
  }
}

function describe(shifts: string, reason: DayReason, title: string): CalendarDay {
  return { shifts: parseShifts(shifts) ?? [], reason, title };
}

export const STANDARD_WEEK: WeekTexts = [
  "",
  ...Array.from({ length: 5 }, () => DEFAULT_SHIFTS),
  "",
];
