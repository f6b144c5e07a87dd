// The time axis: pixels from seconds, zoom, and the ticks of its two tiers.
// The one idea: a scale is two numbers (the instant at the left edge, pixels a day), so that pan and zoom are
// state like any other and nothing is ever as wide as ten years.
// No canvas, no DOM; month and weekday names are handed in.
import { civilFromDay, dayFromCivil, fromLocal, toLocal, weekdayOf } from "../base/time.ts";
import { DAY } from "../base/units.ts";

export interface Scale {
  /** The instant at x = 0. */
  readonly origin: number;
  readonly pxPerDay: number;
}

export const MIN_PX_PER_DAY = 0.12;
export const MAX_PX_PER_DAY = 2880;

export function xOf(scale: Scale, instant: number): number {
  return ((instant - scale.origin) * scale.pxPerDay) / DAY;
}

export function instantAt(scale: Scale, x: number): number {
  return scale.origin + Math.round((x * DAY) / scale.pxPerDay);
}

export function clampZoom(pxPerDay: number): number {
  return Math.min(MAX_PX_PER_DAY, Math.max(MIN_PX_PER_DAY, pxPerDay));
}

/** Zoom that leaves the instant under x where it is. */
export function zoomAt(scale: Scale, x: number, factor: number): Scale {
  const pxPerDay = clampZoom(scale.pxPerDay * factor);
  const fixed = scale.origin + (x * DAY) / scale.pxPerDay;
  return { origin: Math.round(fixed - (x * DAY) / pxPerDay), pxPerDay };
}

/** The scale that shows a span with a margin of a twentieth at either side. */
export function fitScale(from: number, to: number, width: number): Scale {
  const span = Math.max(to - from, DAY);
  const pxPerDay = clampZoom((Math.max(width, 100) * 0.9 * DAY) / span);
  return { origin: Math.round(from - (width * 0.05 * DAY) / pxPerDay), pxPerDay };
}

export const ZOOM_LEVELS = [
  { name: "hour", pxPerDay: 960 },
  { name: "day", pxPerDay: 60 },
  { name: "week", pxPerDay: 16 },
  { name: "month", pxPerDay: 4.5 },
  { name: "quarter", pxPerDay: 1.4 },
  { name: "year", pxPerDay: 0.4 },
] as const;
export type ZoomName = (typeof ZOOM_LEVELS)[number]["name"];

/** The named level nearest by ratio, for the label of the zoom button. */
export function zoomName(pxPerDay: number): ZoomName {
  let best: (typeof ZOOM_LEVELS)[number] = ZOOM_LEVELS[0];
  for (const level of ZOOM_LEVELS) {
    const gap = Math.abs(Math.log(level.pxPerDay / pxPerDay));
    if (gap < Math.abs(Math.log(best.pxPerDay / pxPerDay))) best = level;
  }
  return best.name;
}

export function zoomOf(name: ZoomName): number {
  return ZOOM_LEVELS.find((level) => level.name === name)?.pxPerDay ?? 4.5;
}

export type TickUnit = "hour" | "day" | "week" | "month" | "quarter" | "year";
export interface Tier {
  readonly unit: TickUnit;
  readonly step: number;
  readonly label: LabelForm;
}
export type LabelForm =
  | "hour"
  | "clock"
  | "day"
  | "weekday_day"
  | "long_day"
  | "month"
  | "month_year"
  | "quarter"
  | "year";

interface TierPair {
  readonly from: number;
  readonly major: Tier;
  readonly minor: Tier;
}

/** Each row holds from its pixels a day upwards; a minor label always fits its tick. */
const TIERS: readonly TierPair[] = [
  { from: 1100, major: tier("day", 1, "long_day"), minor: tier("hour", 1, "clock") },
  { from: 550, major: tier("day", 1, "long_day"), minor: tier("hour", 2, "clock") },
  { from: 180, major: tier("day", 1, "long_day"), minor: tier("hour", 6, "clock") },
  { from: 46, major: tier("month", 1, "month_year"), minor: tier("day", 1, "weekday_day") },
  { from: 19, major: tier("month", 1, "month_year"), minor: tier("day", 1, "day") },
  { from: 3, major: tier("month", 1, "month_year"), minor: tier("week", 1, "day") },
  { from: 2.2, major: tier("month", 1, "month_year"), minor: tier("week", 2, "day") },
  { from: 0.95, major: tier("year", 1, "year"), minor: tier("month", 1, "month") },
  { from: 0.28, major: tier("year", 1, "year"), minor: tier("quarter", 1, "quarter") },
  { from: 0, major: tier("year", 10, "year"), minor: tier("year", 1, "year") },
];

function tier(unit: TickUnit, step: number, label: LabelForm): Tier {
  return { unit, step, label };
}

export function tiersFor(pxPerDay: number): { major: Tier; minor: Tier } {
  const row = TIERS.find((candidate) => pxPerDay >= candidate.from);
  if (!row) throw new Error(`no tier for ${pxPerDay} pixels a day`);
  return row;
}

export interface Tick {
  readonly instant: number;
  readonly x: number;
  readonly day: number;
  readonly hour: number;
}

export interface TickWorld {
  readonly zone: string;
  readonly weekStart: number;
}

/** Ticks from the last one at or before x = 0 to the first past the width. */
export function ticks(scale: Scale, width: number, wanted: Tier, world: TickWorld): Tick[] {
  const out: Tick[] = [];
  let local = floorLocal(toLocal(world.zone, scale.origin), wanted, world.weekStart);
  for (;;) {
    const instant = fromLocal(world.zone, local);
    const x = xOf(scale, instant);
    const day = Math.floor(local / DAY);
    out.push({ instant, x, day, hour: Math.floor((local - day * DAY) / 3600) });
    if (x > width || out.length > 4000) return out;
    local = nextLocal(local, wanted);
  }
}

function floorLocal(local: number, { unit, step }: Tier, weekStart: number): number {
  const day = Math.floor(local / DAY);
  if (unit === "hour")
    return day * DAY + Math.floor((local - day * DAY) / 3600 / step) * step * 3600;
  if (unit === "day") return day * DAY;
  if (unit === "week") return floorWeek(day, step, weekStart) * DAY;
  const { year, month } = civilFromDay(day);
  if (unit === "month") return monthStart(year, month) * DAY;
  if (unit === "quarter") return monthStart(year, Math.floor((month - 1) / 3) * 3 + 1) * DAY;
  return monthStart(Math.floor(year / step) * step, 1) * DAY;
}

/** Steps of several weeks are counted from one fixed week, so that labels stay where they are while panning. */
function floorWeek(day: number, step: number, weekStart: number): number {
  const first = day - ((weekdayOf(day) - weekStart + 7) % 7);
  const weeks = Math.floor((first + 4 - weekStart) / 7);
  return first - (((weeks % step) + step) % step) * 7;
}

function nextLocal(local: number, { unit, step }: Tier): number {
  if (unit === "hour") return local + step * 3600;
  const day = Math.floor(local / DAY);
  if (unit === "day") return (day + step) * DAY;
  if (unit === "week") return (day + 7 * step) * DAY;
  const { year, month } = civilFromDay(day);
  const months = unit === "month" ? step : unit === "quarter" ? 3 * step : 12 * step;
  return monthStart(year, month + months) * DAY;
}

/** The first of a month; months past December run into the next years. */
function monthStart(year: number, month: number): number {
  const carried = year + Math.floor((month - 1) / 12);
  return dayFromCivil({ year: carried, month: ((month - 1) % 12) + 1, day: 1 });
}

export interface AxisWords {
  /** January first. */
  readonly months: readonly string[];
  readonly monthsShort: readonly string[];
  /** Sunday first. */
  readonly weekdaysShort: readonly string[];
  readonly quarter: (n: number) => string;
}

export function tickLabel(tick: Tick, form: LabelForm, words: AxisWords): string {
  const { year, month, day } = civilFromDay(tick.day);
  const short = words.monthsShort[month - 1] ?? "";
  const weekday = words.weekdaysShort[weekdayOf(tick.day)] ?? "";
  switch (form) {
    case "hour":
      return String(tick.hour);
    case "clock":
      return `${String(tick.hour).padStart(2, "0")}:00`;
    case "day":
      return String(day);
    case "weekday_day":
      return `${weekday} ${day}`;
    case "long_day":
      return `${weekday} ${day} ${short} ${year}`;
    case "month":
      return short;
    case "month_year":
      return `${short} ${year}`;
    case "quarter":
      return words.quarter(Math.floor((month - 1) / 3) + 1);
    case "year":
      return String(year);
  }
}
