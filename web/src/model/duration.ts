// Durations as people type them: "5d", "3 w", "2h 30m", "1.5d", "4ed" (elapsed), "5d?" (estimated).
// A plain number counts in the unit given. Days and weeks mean working time by the project's
// settings; elapsed units are of the clock.
import type { DurationUnit } from "../api/types.ts";
import { DAY, HOUR, MINUTE } from "../base/units.ts";

export type { DurationUnit };

export interface DurationSettings {
  readonly minutes_per_day: number;
  readonly minutes_per_week: number;
  readonly days_per_month: number;
}

export interface Duration {
  readonly seconds: number;
  readonly unit: DurationUnit;
  readonly isEstimated: boolean;
}

export const STANDARD_SETTINGS: DurationSettings = {
  minutes_per_day: 480,
  minutes_per_week: 2400,
  days_per_month: 20,
};

const LETTERS: Readonly<Record<string, DurationUnit>> = {
  m: "minutes",
  min: "minutes",
  mins: "minutes",
  minute: "minutes",
  minutes: "minutes",
  h: "hours",
  hr: "hours",
  hrs: "hours",
  hour: "hours",
  hours: "hours",
  std: "hours",
  stunden: "hours",
  d: "days",
  dy: "days",
  day: "days",
  days: "days",
  t: "days",
  tag: "days",
  tage: "days",
  w: "weeks",
  wk: "weeks",
  wks: "weeks",
  week: "weeks",
  weeks: "weeks",
  woche: "weeks",
  wochen: "weeks",
  mo: "months",
  mon: "months",
  month: "months",
  months: "months",
  monat: "months",
  monate: "months",
};

const SHORT: Readonly<Record<DurationUnit, string>> = {
  minutes: "m",
  hours: "h",
  days: "d",
  weeks: "w",
  months: "mo",
  elapsed_minutes: "em",
  elapsed_hours: "eh",
  elapsed_days: "ed",
  elapsed_weeks: "ew",
  elapsed_months: "emo",
};

interface NumberSource {
  projectNumber(field: string, fallback: number): number;
}

export function settingsOf(source: NumberSource): DurationSettings {
  return {
    minutes_per_day: source.projectNumber("minutes_per_day", STANDARD_SETTINGS.minutes_per_day),
    minutes_per_week: source.projectNumber("minutes_per_week", STANDARD_SETTINGS.minutes_per_week),
    days_per_month: source.projectNumber("days_per_month", STANDARD_SETTINGS.days_per_month),
  };
}

export function isElapsed(unit: DurationUnit): boolean {
  return unit.startsWith("elapsed_");
}

/** Seconds in one of the unit. */
export function unitSeconds(unit: DurationUnit, settings: DurationSettings): number {
  switch (unit) {
    case "minutes":
    case "elapsed_minutes":
      return MINUTE;
    case "hours":
    case "elapsed_hours":
      return HOUR;
    case "days":
      return settings.minutes_per_day * MINUTE;
    case "weeks":
      return settings.minutes_per_week * MINUTE;
    case "months":
      return settings.days_per_month * settings.minutes_per_day * MINUTE;
    case "elapsed_days":
      return DAY;
    case "elapsed_weeks":
      return 7 * DAY;
    case "elapsed_months":
      return 30 * DAY;
  }
}

const PART = /^\s*(\d+(?:[.,]\d+)?)\s*([a-z]*)/i;

/** Null when the text is no duration. Parts add up; the unit is that of the first part. */
export function parseDuration(
  text: string,
  settings: DurationSettings = STANDARD_SETTINGS,
  plain: DurationUnit = "days",
): Duration | null {
  const isEstimated = text.trim().endsWith("?");
  let rest = text.trim().replace(/\?$/, "").trim();
  let seconds = 0;
  let unit: DurationUnit | null = null;
  while (rest !== "") {
    const match = PART.exec(rest);
    const part = match ? readUnit(match[2] ?? "", plain) : null;
    if (!match || !part) return null;
    seconds += Number((match[1] ?? "").replace(",", ".")) * unitSeconds(part, settings);
    unit ??= part;
    rest = rest.slice(match[0].length).trim();
  }
  return unit ? { seconds: Math.round(seconds), unit, isEstimated } : null;
}

function readUnit(word: string, plain: DurationUnit): DurationUnit | null {
  if (word === "") return plain;
  const lower = word.toLowerCase();
  const unit = LETTERS[lower];
  if (unit) return unit;
  const elapsed = lower.startsWith("e") ? LETTERS[lower.slice(1)] : undefined;
  return elapsed ? (`elapsed_${elapsed}` as DurationUnit) : null;
}

/** "5d", "2.5w", "4ed"; two decimals at most. */
export function printDuration(
  seconds: number,
  unit: DurationUnit | null = "days",
  settings: DurationSettings = STANDARD_SETTINGS,
  isEstimated = false,
): string {
  if (!Number.isFinite(seconds)) return "";
  const shown = unit ?? "days";
  const amount = Math.round((seconds / unitSeconds(shown, settings)) * 100) / 100;
  return `${amount}${SHORT[shown]}${isEstimated ? "?" : ""}`.replace("-", "−");
}

/** Work in hours, as load and effort are spoken of. */
export function printWork(seconds: number): string {
  if (!Number.isFinite(seconds)) return "";
  return `${Math.round((seconds / HOUR) * 10) / 10}h`;
}
