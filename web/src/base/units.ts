// Units are types: mixing an instant with a length or a row with an id does not compile.
// Inside the program a time is integer seconds UTC, a civil date is days since 1970-01-01.

declare const unit: unique symbol;
type Branded<T, Name extends string> = T & { readonly [unit]?: Name };

export type Instant = Branded<number, "Instant">;
export type Seconds = Branded<number, "Seconds">;
export type Day = Branded<number, "Day">;
export type ItemId = Branded<number, "ItemId">;
export type RowIndex = Branded<number, "RowIndex">;
export type CssPx = Branded<number, "CssPx">;
export type DevicePx = Branded<number, "DevicePx">;

export const MINUTE = 60;
export const HOUR = 3600;
export const DAY = 86400;

/** A half-open stretch of time [from, to). */
export interface Interval {
  readonly from: Instant;
  readonly to: Instant;
}
