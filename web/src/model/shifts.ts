// Shifts are the working hours of a day: "08:00-12:00 13:00-17:00", in seconds of the wall clock.
// A shift over midnight ("22:00-06:00") runs into the next day, so `to` may pass 86400.
import { DAY } from "../base/units.ts";

export interface Shift {
  readonly from: number;
  readonly to: number;
}

export const DEFAULT_SHIFTS = "08:00-12:00 13:00-17:00";

const SHIFT = /^(\d{1,2})(?::(\d{2}))?\s*[-–]\s*(\d{1,2})(?::(\d{2}))?$/;

/** Null when the text is not a list of shifts or they overlap; an empty text is a day off. */
export function parseShifts(text: string): readonly Shift[] | null {
  const parts = text
    .trim()
    .replaceAll(/\s*[-–]\s*/g, "-")
    .split(/[\s,;]+/)
    .filter(Boolean);
  const shifts: Shift[] = [];
  for (const part of parts) {
    const shift = parseShift(part);
    if (!shift || shift.from < (shifts.at(-1)?.to ?? 0)) return null;
    shifts.push(shift);
  }
  return shifts;
}

function parseShift(text: string): Shift | null {
  const match = SHIFT.exec(text);
  if (!match) return null;
  const from = clock(match[1], match[2]);
  const to = clock(match[3], match[4]);
  if (from >= DAY || to > DAY || from < 0 || to < 0) return null;
  return { from, to: to <= from ? to + DAY : to };
}

function clock(hour: string | undefined, minute: string | undefined): number {
  return Number(minute ?? 0) > 59 ? -1 : Number(hour) * 3600 + Number(minute ?? 0) * 60;
}

export function printShifts(shifts: readonly Shift[]): string {
  return shifts.map(({ from, to }) => `${printClock(from)}-${printClock(wrap(to))}`).join(" ");
}

function wrap(seconds: number): number {
  return seconds > DAY ? seconds - DAY : seconds;
}

/** 28800 → "08:00" */
export function printClock(seconds: number): string {
  const minutes = Math.round(seconds / 60);
  const two = (n: number): string => String(n).padStart(2, "0");
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** "8", "08:00", "17.30" → seconds of the day; null when it is none. */
export function parseClock(text: string): number | null {
  const match = /^(\d{1,2})(?:[:.](\d{2}))?$/.exec(text.trim());
  if (!match) return null;
  const seconds = clock(match[1], match[2]);
  return seconds < 0 || seconds > DAY ? null : seconds;
}

export function shiftSeconds(shifts: readonly Shift[]): number {
  return shifts.reduce((sum, { from, to }) => sum + to - from, 0);
}
