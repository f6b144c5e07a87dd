// The fading tail behind a bar: how likely its work still goes on at a date.
// The one idea: each band stands for 5 % of the trials, so that the tail is as dark as the chance that the item is
// not finished there, from one half at P50 to a tenth at P90. Between the dates known the chance runs straight.
import type { Instant } from "../base/units.ts";
import type { DisplayList, StyleName } from "./display-list.ts";
import type { Tail } from "../model/chances.ts";
import type { BarPart } from "./layout.ts";

/** P50 to P80 in six bands, P80 to P90 in two. */
const BANDS_TO_P80 = 6;
const BANDS_TO_P90 = 2;
const BANDS = BANDS_TO_P80 + BANDS_TO_P90;

/** The bands right of `from`, each with its place from 1 (likely) to 8; before P50 it is as dark as there. */
export function tailBands(
  tail: Tail,
  xOf: (at: Instant) => number,
  from: number,
): (BarPart & { readonly place: number })[] {
  const [p50, p80, p90] = [xOf(tail.p50), xOf(tail.p80), xOf(tail.p90)];
  const edge = (place: number): number =>
    place <= BANDS_TO_P80
      ? p50 + ((p80 - p50) * place) / BANDS_TO_P80
      : p80 + ((p90 - p80) * (place - BANDS_TO_P80)) / BANDS_TO_P90;
  const bands: (BarPart & { readonly place: number })[] = [];
  let x0 = from;
  for (let place = 1; place <= BANDS; place++) {
    const x1 = edge(place);
    if (x1 <= x0) continue;
    bands.push({ place, x0, x1 });
    x0 = x1;
  }
  return bands;
}

export interface TailPlace {
  /** Right edge of what it is the tail of. */
  readonly from: number;
  readonly top: number;
  readonly height: number;
  readonly critical: boolean;
  /** Of an older plan: pale all along. */
  readonly stale: boolean;
}

/** Returns where the tail ends; `from` where there is none. */
export function addTail(
  list: DisplayList,
  tail: Tail,
  xOf: (at: Instant) => number,
  place: TailPlace,
): number {
  const { from, top, height, critical, stale } = place;
  const bands = tailBands(tail, xOf, from);
  for (const band of bands) {
    const style = `tail${critical ? "_critical" : ""}_${stale ? BANDS : band.place}` as StyleName;
    list.rect(style, band.x0, top, band.x1 - band.x0, height);
  }
  const p80 = xOf(tail.p80);
  if (p80 > from + 2 && !stale)
    list.line(critical ? "tail_critical_mark" : "tail_mark", p80, top - 1, p80, top + height + 1);
  return bands.at(-1)?.x1 ?? from;
}
