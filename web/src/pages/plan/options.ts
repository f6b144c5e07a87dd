// What the chart shows beside the bars, as one value that fits into storage.
import type { BarLabel } from "./bar-facts.ts";

export interface Options {
  readonly critical: boolean;
  readonly float: boolean;
  readonly links: boolean;
  readonly itemCalendars: boolean;
  /** How sure each finish is, as a tail behind its bar. */
  readonly tails: boolean;
  readonly compact: boolean;
  readonly label: BarLabel;
  /** undefined: the latest one that was taken; null: none. */
  readonly baseline: number | null | undefined;
}

export const STANDARD_OPTIONS: Options = {
  critical: true,
  float: false,
  links: true,
  itemCalendars: false,
  tails: true,
  compact: false,
  label: "resources",
  baseline: undefined,
};

export function readOptions(text: string | null): Options {
  if (text === null) return STANDARD_OPTIONS;
  try {
    const found: unknown = JSON.parse(text);
    return typeof found === "object" ? { ...STANDARD_OPTIONS, ...found } : STANDARD_OPTIONS;
  } catch {
    return STANDARD_OPTIONS;
  }
}
