// Which days an exception of a calendar covers. The kinds are those of the API; a day is covered
// when it lies between `from` and `to` and the pattern, counted from `from`, names it.
import { civilFromDay, dayFromCivil, daysInMonth, weekdayOf } from "../base/time.ts";
import type { Day } from "../base/units.ts";

export interface Recurrence {
  readonly kind: string;
  readonly from: Day;
  readonly to: Day;
  readonly period: number;
  readonly days_of_week: number;
  readonly month: number;
  readonly month_day: number;
  readonly month_position: string | null;
  readonly month_item: string | null;
}

export function coversDay(rule: Recurrence, day: Day): boolean {
  if (day < rule.from || day > rule.to) return false;
  const period = Math.max(1, rule.period || 1);
  const date = civilFromDay(day);
  switch (rule.kind) {
    case "every_n_days":
      return (day - rule.from) % period === 0;
    case "weekday":
      return weekdayOf(day) >= 1 && weekdayOf(day) <= 5;
    case "weekly":
      return isDayOfWeek(rule, day) && weeksBetween(rule.from, day) % period === 0;
    case "monthly_day":
      return date.day === rule.month_day && monthsBetween(rule.from, day) % period === 0;
    case "monthly_position":
      return isAtPosition(rule, day) && monthsBetween(rule.from, day) % period === 0;
    case "yearly_day":
      return date.month === rule.month && date.day === rule.month_day;
    case "yearly_position":
      return date.month === rule.month && isAtPosition(rule, day);
    default:
      return true;
  }
}

function isDayOfWeek(rule: Recurrence, day: Day): boolean {
  return ((rule.days_of_week || 0) & (1 << weekdayOf(day))) !== 0;
}

function weeksBetween(from: Day, day: Day): number {
  return Math.floor((day + 4) / 7) - Math.floor((from + 4) / 7);
}

function monthsBetween(from: Day, day: Day): number {
  const a = civilFromDay(from);
  const b = civilFromDay(day);
  return (b.year - a.year) * 12 + b.month - a.month;
}

const POSITIONS = ["first", "second", "third", "fourth"];
const WEEKDAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

function isAtPosition(rule: Recurrence, day: Day): boolean {
  const { year, month } = civilFromDay(day);
  const first = dayFromCivil({ year, month, day: 1 });
  const days = Array.from({ length: daysInMonth(year, month) }, (_, i) => first + i);
  const fitting = days.filter((candidate) => isMonthItem(rule.month_item ?? "day", candidate));
  const index = POSITIONS.indexOf(rule.month_position ?? "first");
  return (index < 0 ? fitting.at(-1) : fitting[index]) === day;
}

function isMonthItem(item: string, day: Day): boolean {
  const weekday = weekdayOf(day);
  if (item === "day") return true;
  if (item === "weekday") return weekday >= 1 && weekday <= 5;
  if (item === "weekend_day") return weekday === 0 || weekday === 6;
  return WEEKDAYS[weekday] === item;
}

/** No rule is followed further than this many days. */
const FURTHEST = 400 * 366;

/** The last day that can be covered: `to`, or the day that the number of occurrences ends at. */
export function lastDayOf(rule: Recurrence, occurrences: number): Day {
  if (!(occurrences > 0)) return rule.to;
  let left = occurrences;
  const end = Math.min(rule.to, rule.from + FURTHEST);
  for (let day = rule.from; day <= end; day++) {
    if (coversDay(rule, day) && --left === 0) return day;
  }
  return rule.to;
}

/** What is more particular wins: days, then yearly, monthly and weekly rules. */
export function strengthOf(kind: string): number {
  if (kind.startsWith("yearly")) return 2;
  if (kind.startsWith("monthly")) return 1;
  return kind === "weekly" ? 0 : 3;
}
