// Times of records come as text, those of columns as numbers; both are read.
import { instantFromText } from "../../../base/time.ts";
import type { Instant } from "../../../base/units.ts";

export function readTime(value: unknown): Instant {
  if (typeof value === "number") return value;
  return (typeof value === "string" ? instantFromText(value) : null) ?? Number.NaN;
}
