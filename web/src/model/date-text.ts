// Dates as people type them: "2026-04-15", "15.4.", "15 Apr 26 08:00", "Apr 15", "today", "+3d".
// The day comes first where figures alone stand. Without a time of day the hour of the project's
// day counts: its start for a start, its finish for a finish.
import { dayAt, dayFromCivil, civilFromDay, fromLocal, isCivil } from "../base/time.ts";
import { DAY, type Day, type Instant } from "../base/units.ts";
import { parseClock } from "./shifts.ts";

export interface DateContext {
  readonly zone: string;
  readonly now: Instant;
  /** Where "+3d" counts from; now when absent. */
  readonly from?: Instant;
  /** Seconds of the day when no time is typed. */
  readonly clock: number;
}

const MONTHS = [
  ["jan", "january", "januar", "jän"],
  ["feb", "february", "februar"],
  ["mar", "march", "märz", "mär", "mrz"],
  ["apr", "april"],
  ["may", "mai"],
  ["jun", "june", "juni"],
  ["jul", "july", "juli"],
  ["aug", "august"],
  ["sep", "sept", "september"],
  ["oct", "october", "okt", "oktober"],
  ["nov", "november"],
  ["dec", "december", "dez", "dezember"],
];

/** A day of the week before a date says nothing more: "Mon, 14 Jun". */
const WEEKDAY = /^[a-z]{2,9}\.?,?\s+(?=\d)/;

const WORDS: Readonly<Record<string, number>> = {
  today: 0,
  heute: 0,
  tomorrow: 1,
  morgen: 1,
  yesterday: -1,
  gestern: -1,
};

/** Null when the text is no date. */
export function parseDate(text: string, context: DateContext): Instant | null {
  const trimmed = text.trim().toLowerCase();
  const timed = /^(.*?)[\st,]+(\d{1,2}[:.]\d{2})(?::\d{2})?$/.exec(trimmed);
  const clock = timed ? parseClock(timed[2] ?? "") : context.clock;
  const day = parseDay(timed ? (timed[1] ?? "") : trimmed, context);
  if (day === null || clock === null) return null;
  return fromLocal(context.zone, day * DAY + clock);
}

export function parseDay(text: string, context: DateContext): Day | null {
  const clean = text.trim().toLowerCase();
  return readDay(clean, context) ?? readDay(clean.replace(WEEKDAY, ""), context);
}

function readDay(clean: string, context: DateContext): Day | null {
  const today = dayAt(context.zone, context.now);
  const word = WORDS[clean];
  if (word !== undefined) return today + word;
  return (
    parseRelative(clean, dayAt(context.zone, context.from ?? context.now)) ??
    parseIso(clean) ??
    parseFigures(clean, today) ??
    parseNamed(clean, today)
  );
}

function parseRelative(text: string, from: Day): Day | null {
  const match = /^([+\-−])\s*(\d+)\s*(d|t|w)?$/.exec(text);
  if (!match) return null;
  const days = Number(match[2]) * (match[3] === "w" ? 7 : 1);
  return from + (match[1] === "+" ? days : -days);
}

function parseIso(text: string): Day | null {
  const match = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  return match ? makeDay(Number(match[1]), Number(match[2]), Number(match[3])) : null;
}

function parseFigures(text: string, today: Day): Day | null {
  const match = /^(\d{1,2})[./](\d{1,2})[./]?(\d{2}|\d{4})?$/.exec(text);
  if (!match) return null;
  return makeDay(readYear(match[3], today), Number(match[2]), Number(match[1]));
}

function parseNamed(text: string, today: Day): Day | null {
  const match =
    /^(\d{1,2})\.?\s*([a-zä]+)\.?,?\s*(\d{2}|\d{4})?$/.exec(text) ??
    swap(/^([a-zä]+)\.?\s*(\d{1,2})\.?,?\s*(\d{4})?$/.exec(text));
  if (!match) return null;
  const month = MONTHS.findIndex((names) => names.includes(match[2] ?? "")) + 1;
  return month === 0 ? null : makeDay(readYear(match[3], today), month, Number(match[1]));
}

function swap(match: RegExpExecArray | null): (string | undefined)[] | null {
  return match ? [match[0], match[2], match[1], match[3]] : null;
}

function readYear(text: string | undefined, today: Day): number {
  if (text === undefined) return civilFromDay(today).year;
  return text.length === 2 ? 2000 + Number(text) : Number(text);
}

function makeDay(year: number, month: number, day: number): Day | null {
  return isCivil({ year, month, day }) ? dayFromCivil({ year, month, day }) : null;
}
