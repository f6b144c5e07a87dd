// Instants are integer seconds UTC, civil days are days since 1970-01-01; this file turns them into
// each other, into text and back. The zone is always a parameter. Offsets come from Intl and are
// kept per zone and UTC day (two numbers that differ only where a clock changes). The only user of
// Date in the program.
import { DAY, type Day, type Instant } from "./units.ts";

export interface CivilDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const ERA_DAYS = 146097;

export function dayFromCivil({ year, month, day }: CivilDate): Day {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * ERA_DAYS + dayOfEra - 719468;
}

export function civilFromDay(days: Day): CivilDate {
  const shifted = days + 719468;
  const era = Math.floor(shifted / ERA_DAYS);
  const dayOfEra = shifted - era * ERA_DAYS;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36524) -
      Math.floor(dayOfEra / 146096)) /
      365,
  );
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
}

/** 0 is Sunday. */
export function weekdayOf(day: Day): number {
  return (((day + 4) % 7) + 7) % 7;
}

export function daysInMonth(year: number, month: number): number {
  const next = month === 12 ? { year: year + 1, month: 1 } : { year, month: month + 1 };
  return dayFromCivil({ ...next, day: 1 }) - dayFromCivil({ year, month, day: 1 });
}

export function isCivil({ year, month, day }: CivilDate): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

/** `2026-03-02` */
export function dayToText(day: Day): string {
  const { year, month, day: d } = civilFromDay(day);
  const two = (n: number): string => String(n).padStart(2, "0");
  return `${String(year).padStart(4, "0")}-${two(month)}-${two(d)}`;
}

export function dayFromText(text: string): Day | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return null;
  const civil = { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) };
  return isCivil(civil) ? dayFromCivil(civil) : null;
}

/** `2026-03-02T08:00:00Z` */
export function instantToText(at: Instant): string {
  return new Date(at * 1000).toISOString().replace(".000", "");
}

export function instantFromText(text: string): Instant | null {
  const parsed = Date.parse(text);
  return Number.isNaN(parsed) ? null : Math.floor(parsed / 1000);
}

/** A moment that may be absent; NaN then. */
export function readMoment(text: string | null | undefined): Instant {
  return (text ? instantFromText(text) : null) ?? Number.NaN;
}

export function now(): Instant {
  return Math.floor(Date.now() / 1000);
}

const offsetFormats = new Map<string, Intl.DateTimeFormat>();
const offsetsByDay = new Map<string, Map<number, number>>();

/** Seconds east of UTC in the zone at the instant. */
export function offsetAt(zone: string, at: Instant): number {
  if (zone === "UTC" || zone === "") return 0;
  const day = Math.floor(at / DAY);
  const atStart = offsetAtMidnight(zone, day);
  const atEnd = offsetAtMidnight(zone, day + 1);
  return atStart === atEnd ? atStart : askOffset(zone, at);
}

function offsetAtMidnight(zone: string, day: number): number {
  let days = offsetsByDay.get(zone);
  if (!days) {
    days = new Map();
    offsetsByDay.set(zone, days);
  }
  let offset = days.get(day);
  if (offset === undefined) {
    offset = askOffset(zone, day * DAY);
    days.set(day, offset);
  }
  return offset;
}

function askOffset(zone: string, at: Instant): number {
  const parts: Record<string, number> = {};
  for (const { type, value } of offsetFormat(zone).formatToParts(at * 1000)) {
    parts[type] = Number(value);
  }
  const { year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return dayFromCivil({ year, month, day }) * DAY + hour * 3600 + minute * 60 + second - at;
}

function offsetFormat(zone: string): Intl.DateTimeFormat {
  let format = offsetFormats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-US", {
      timeZone: isZone(zone) ? zone : "UTC",
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
    offsetFormats.set(zone, format);
  }
  return format;
}

export function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }) !== null;
  } catch {
    return false;
  }
}

/** Zones the platform knows, for a chooser. */
export function listZones(): readonly string[] {
  return ["UTC", ...Intl.supportedValuesOf("timeZone").filter((zone) => zone !== "UTC")];
}

/** Seconds on the wall clock of the zone, counted as if it were UTC. */
export function toLocal(zone: string, at: Instant): number {
  return at + offsetAt(zone, at);
}

/** The instant of a wall-clock time; in the gap of spring the time after it, in autumn the first. */
export function fromLocal(zone: string, local: number): Instant {
  const before = local - offsetAt(zone, local - DAY);
  if (before + offsetAt(zone, before) === local) return before;
  const after = local - offsetAt(zone, local + DAY);
  return after + offsetAt(zone, after) === local ? after : before;
}

export function dayAt(zone: string, at: Instant): Day {
  return Math.floor(toLocal(zone, at) / DAY);
}

export function startOfDay(zone: string, day: Day): Instant {
  return fromLocal(zone, day * DAY);
}

export type DateStyle =
  "day" | "compact" | "short" | "long" | "time" | "full" | "weekday" | "month";

const STYLES: Record<DateStyle, Intl.DateTimeFormatOptions> = {
  day: { day: "numeric", month: "short" },
  compact: { day: "numeric", month: "short", year: "2-digit" },
  short: { day: "numeric", month: "short", year: "numeric" },
  long: { weekday: "long", day: "numeric", month: "long", year: "numeric" },
  time: { hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
  full: {
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  },
  weekday: { weekday: "short" },
  month: { month: "long", year: "numeric" },
};

/** Text of instants for one reader: language and zone are fixed, formatters are kept. */
export class Dates {
  readonly locale: string;
  readonly zone: string;
  #formats = new Map<DateStyle, Intl.DateTimeFormat>();

  constructor(locale: string, zone: string) {
    this.locale = locale;
    this.zone = isZone(zone) ? zone : "UTC";
  }

  print(at: Instant, style: DateStyle): string {
    if (!Number.isFinite(at)) return "";
    return this.#format(style).format(at * 1000);
  }

  /** A civil day has no zone. */
  printDay(day: Day, style: DateStyle): string {
    return new Dates(this.locale, "UTC").print(day * DAY, style);
  }

  #format(style: DateStyle): Intl.DateTimeFormat {
    let format = this.#formats.get(style);
    if (!format) {
      format = new Intl.DateTimeFormat(this.locale, { ...STYLES[style], timeZone: this.zone });
      this.#formats.set(style, format);
    }
    return format;
  }
}
