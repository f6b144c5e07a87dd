// An exception while it is typed: what its rule needs beside the stretch of days, what is wrong with it,
// and the record that comes out. Occurrences and an end date are two ways to say the same.
import { civilFromDay, dayFromText } from "../../base/time.ts";
import type { Day } from "../../base/units.ts";
import type { TextKey } from "../../i18n/text.ts";
import type { Value } from "../../model/fields.ts";
import type { Plan } from "../../model/plan.ts";
import { coversDay, lastDayOf, type Recurrence } from "../../model/recurrence.ts";
import { dayText, readShifts } from "./drafts.ts";

export const KINDS = [
  "daily",
  "every_n_days",
  "weekday",
  "weekly",
  "monthly_day",
  "monthly_position",
  "yearly_day",
  "yearly_position",
] as const;
export const POSITIONS = ["first", "second", "third", "fourth", "last"] as const;
export const ITEMS = [
  "day",
  "weekday",
  "weekend_day",
  "monday",
  "tuesday",
  "wednesday",
  "thursday",
  "friday",
  "saturday",
  "sunday",
] as const;

export interface ExceptionDraft {
  title: string;
  kind: string;
  from: string;
  to: string;
  endsBy: "date" | "count";
  occurrences: string;
  period: string;
  days_of_week: number;
  month: string;
  month_day: string;
  month_position: string;
  month_item: string;
  shifts: string;
}

/** A rule that ends by a count may go on for so many years. */
const YEARS = 100 * 366;

export function readDraft(plan: Plan, row: number | null): ExceptionDraft {
  const num = (field: string): number => plan.numOf("calendar_exception", row ?? 0, field) || 0;
  const text = (field: string): string => plan.textOf("calendar_exception", row ?? 0, field) ?? "";
  const day = (field: string): string => (row === null ? "" : dayText(num(field)));
  const number = (field: string, usual: string): string => String(num(field) || usual);
  return {
    title: text("title"),
    kind: text("kind") || "daily",
    from: day("from"),
    to: day("to"),
    endsBy: num("occurrences") > 0 ? "count" : "date",
    occurrences: number("occurrences", "10"),
    period: number("period", "1"),
    days_of_week: num("days_of_week"),
    month: number("month", ""),
    month_day: number("month_day", ""),
    month_position: text("month_position") || "first",
    month_item: text("month_item") || "monday",
    shifts: text("shifts"),
  };
}

/** What of a rule a kind is made of. */
export function uses(
  kind: string,
  part: "period" | "days" | "day" | "month" | "position",
): boolean {
  const parts: Readonly<Record<string, readonly string[]>> = {
    every_n_days: ["period"],
    weekly: ["period", "days"],
    monthly_day: ["period", "day"],
    monthly_position: ["period", "position"],
    yearly_day: ["month", "day"],
    yearly_position: ["month", "position"],
  };
  return parts[kind]?.includes(part) ?? false;
}

export type DraftProblems = Partial<Record<keyof ExceptionDraft, TextKey>>;

/** The members of the record, or what is wrong where. */
export function readException(
  typed: ExceptionDraft,
):
  | { readonly ok: true; readonly set: Record<string, Value>; readonly rule: Recurrence }
  | { readonly ok: false; readonly problems: DraftProblems } {
  const problems: DraftProblems = {};
  const from = dayFromText(typed.from);
  const draft = withDayOf(typed, from);
  const isCounted = draft.endsBy === "count";
  const to = isCounted && from !== null ? from + YEARS : lastOf(draft, from);
  const shifts = readShifts(draft.shifts);
  const whole = (field: "period" | "occurrences" | "month" | "month_day", most: number) => {
    const number = Number(draft[field]);
    const isRight = Number.isInteger(number) && number >= 1 && number <= most;
    if (!isRight) problems[field] = "cell_not_a_number";
    return isRight ? number : 1;
  };
  if (from === null) problems.from = "error_required";
  if (to === null || (from !== null && to < from)) problems.to = "error_date";
  if (shifts === null) problems.shifts = "calendars_shifts_wrong";
  if (uses(draft.kind, "days") && draft.days_of_week === 0) {
    problems.days_of_week = "calendars_days_missing";
  }
  const rule: Recurrence = {
    kind: draft.kind,
    from: from ?? 0,
    to: to ?? 0,
    period: uses(draft.kind, "period") ? whole("period", 10_000) : 1,
    days_of_week: uses(draft.kind, "days") ? draft.days_of_week : 0,
    month: uses(draft.kind, "month") ? whole("month", 12) : 0,
    month_day: uses(draft.kind, "day") ? whole("month_day", 31) : 0,
    month_position: draft.month_position,
    month_item: draft.month_item,
  };
  const occurrences = isCounted ? whole("occurrences", 100_000) : 0;
  if (Object.keys(problems).length > 0) return { ok: false, problems };
  const ended = { ...rule, to: lastDayOf(rule, occurrences) };
  const set = { ...ended, title: draft.title.trim(), occurrences, shifts };
  return { ok: true, set, rule: ended };
}

/** Without a day or month of its own, a rule takes those of its first day. */
function withDayOf(draft: ExceptionDraft, from: Day | null): ExceptionDraft {
  const { month, day } = civilFromDay(from ?? 0);
  return {
    ...draft,
    month: draft.month || String(month),
    month_day: draft.month_day || String(day),
  };
}

function lastOf(draft: ExceptionDraft, from: Day | null): Day | null {
  return draft.to === "" ? from : dayFromText(draft.to);
}

/** The days of a year that the rule covers. */
export function daysOfYear(rule: Recurrence, first: Day, last: Day): Set<Day> {
  const found = new Set<Day>();
  const end = Math.min(last, rule.to);
  for (let day = Math.max(first, rule.from); day <= end; day++) {
    if (coversDay(rule, day)) found.add(day);
  }
  return found;
}
