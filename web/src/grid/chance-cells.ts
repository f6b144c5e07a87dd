// Cells that the simulation fills: by when an item is done with a given chance, how often it was critical.
// The one idea: a date by chance is told against the date planned and the deadline, and what is stale says so.
import type { ItemId } from "../base/units.ts";
import { t } from "../i18n/text.ts";
import type { CellWorld, Column, Tone } from "./cell.ts";
import { printDate } from "./date-cell.ts";

const COMMON = { kind: "computed", align: "end", field: null, isChance: true } as const;

export function chanceDate(chance: "p50" | "p80"): Column {
  const at = (w: CellWorld, item: ItemId): number => w.chances?.finish(item, chance) ?? Number.NaN;
  return {
    ...COMMON,
    id: chance,
    width: 90,
    print: (w, item) => printDate(w, at(w, item)),
    tone: (w, item) => toneOf(w, item, at(w, item)),
  };
}

export const criticality: Column = {
  ...COMMON,
  id: "criticality",
  width: 62,
  print: (w, item) => {
    const share = w.chances?.criticality(item) ?? Number.NaN;
    return Number.isFinite(share) ? `${Math.round(share * 100)} %` : "";
  },
  tone: (w) => (w.isStale ? "stale" : "dim"),
};

function toneOf(w: CellWorld, item: ItemId, at: number): Tone {
  if (w.isStale) return "stale";
  if (at > w.plan.num(item, "deadline")) return "bad";
  return at > w.plan.num(item, "finish") ? "warn" : "dim";
}

/** "50 % by 12 Jun, 80 % by 15 Jun, 90 % by 17 Jun"; "" where the finish does not vary. */
export function finishByChance(w: CellWorld, item: ItemId): string {
  const tail = w.chances?.tail(item);
  if (!tail) return "";
  const [p50, p80, p90] = [tail.p50, tail.p80, tail.p90].map((at) => printDate(w, at));
  const text = t("plan_by_chance", { p50: p50 ?? "", p80: p80 ?? "", p90: p90 ?? "" });
  return w.isStale ? t("plan_chance_stale", { text }) : text;
}
