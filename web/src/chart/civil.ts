// Civil arithmetic in whole numbers: days, months and weeks of a zone without a Date or a Temporal object.
// The one idea: a frame asks for hundreds of ticks, so the only thing taken from the zone is its offset at an
// instant, and the rest is integer arithmetic on days since 1970-01-01.
// No words and no formats here: those belong to axis.ts and to base/time.ts.

/** Seconds east of UTC at an instant (seconds since 1970). */
export type OffsetAt = (instant: number) => number;

export const DAY = 86_400;

export interface Civil {
  readonly year: number;
  /** 1–12 */
  readonly month: number;
  /** 1–31 */
  readonly day: number;
}

/** Proleptic Gregorian, in eras of 400 years that begin in March. */
export function civilOfDay(days: number): Civil {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1,
  };
}

/** Months outside 1–12 run into the neighbouring years. */
export function dayOfCivil(year: number, month: number, day: number): number {
  const carried = year + Math.floor((month - 1) / 12);
  const inYear = ((((month - 1) % 12) + 12) % 12) + 1;
  const shiftedYear = inYear <= 2 ? carried - 1 : carried;
  const era = Math.floor(shiftedYear / 400);
  const yearOfEra = shiftedYear - era * 400;
  const dayOfYear = Math.floor((153 * (inYear > 2 ? inYear - 3 : inYear + 9) + 2) / 5) + day - 1;
  const dayOfEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** 0 = Sunday. */
export function weekdayOf(day: number): number {
  return (((day + 4) % 7) + 7) % 7;
}

/** The instant of a wall-clock second; in a gap the later, in a fold the earlier of the two. */
export function instantOfLocal(local: number, offsetAt: OffsetAt): number {
  const before = local - offsetAt(local - DAY);
  if (before + offsetAt(before) === local) return before;
  const after = local - offsetAt(local + DAY);
  return after + offsetAt(after) === local ? after : before;
}

export function localOf(instant: number, offsetAt: OffsetAt): number {
  return instant + offsetAt(instant);
}

export function localDayOf(instant: number, offsetAt: OffsetAt): number {
  return Math.floor(localOf(instant, offsetAt) / DAY);
}
