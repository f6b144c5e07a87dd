// Figures of earned value in words and numbers: amounts in the project's currency or in hours, indices,
// and how well each stands.
import type { EarnedValue } from "../../api/types.ts";

const HOUR = 3600;

export type Tone = "ok" | "warn" | "bad" | "none";

/** What does not apply prints as a dash. */
export const NOT_APPLICABLE = "–";

export function printValue(value: EarnedValue, amount: number | null, locale: string): string {
  if (amount === null) return NOT_APPLICABLE;
  if (value.measured_in === "work")
    return `${(amount / HOUR).toLocaleString(locale, { maximumFractionDigits: 1 })} h`;
  const main = amount / 10 ** value.currency_digits;
  const text = main.toLocaleString(locale, { maximumFractionDigits: 0 });
  return value.currency ? `${text} ${value.currency}` : text;
}

/** In the unit of the plot: whole currency or hours. */
export function plotAmount(value: EarnedValue, amount: number | null): number | null {
  if (amount === null) return null;
  return value.measured_in === "work" ? amount / HOUR : amount / 10 ** value.currency_digits;
}

export function printIndex(index: number | null): string {
  return index === null ? NOT_APPLICABLE : index.toFixed(2);
}

/** The usual bands: from 0.95 it is as planned, below 0.85 it needs somebody. */
export function toneOf(index: number | null): Tone {
  if (index === null) return "none";
  const shown = Number(index.toFixed(2));
  if (shown >= 0.95) return "ok";
  return shown >= 0.85 ? "warn" : "bad";
}

export interface ItemValue {
  readonly id: number;
  readonly budget: number;
  readonly planned: number;
  readonly earned: number;
  readonly actual: number;
}

/** Items with a budget or a cost, in outline order. */
export function itemValues(value: EarnedValue): ItemValue[] {
  const { id, budget, planned, earned, actual } = value.items;
  return id
    .map((number, at) => ({
      id: number,
      budget: budget[at] ?? 0,
      planned: planned[at] ?? 0,
      earned: earned[at] ?? 0,
      actual: actual[at] ?? 0,
    }))
    .filter((one) => one.budget > 0 || one.actual > 0);
}
