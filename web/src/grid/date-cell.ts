// Dates as cells print them, and as an editor begins with them: the form that can be typed again.
import { civilFromDay, dayAt, dayToText, toLocal } from "../base/time.ts";
import { DAY, type Instant } from "../base/units.ts";
import type { CellWorld } from "./cell.ts";
import * as read from "./readers.ts";

export type Side = "start" | "finish";

export function printDate(w: CellWorld, at: Instant): string {
  return Number.isFinite(at) ? w.dates.print(at, dateStyle(w, at)) : "";
}

export function dateStyle(w: CellWorld, at: Instant): "day" | "compact" {
  return civilFromDay(dayAt(w.plan.zone, at)).year === w.year ? "day" : "compact";
}

/** ISO day, and the time only where it is not the usual one of the side. */
export function draftDate(w: CellWorld, at: Instant, side: Side): string {
  if (!Number.isFinite(at)) return "";
  const local = toLocal(w.plan.zone, at);
  const day = Math.floor(local / DAY);
  const second = local - day * DAY;
  if (second === read.usualSecond(w, side)) return dayToText(day);
  const two = (n: number): string => String(Math.floor(n)).padStart(2, "0");
  return `${dayToText(day)} ${two(second / 3600)}:${two((second % 3600) / 60)}`;
}
