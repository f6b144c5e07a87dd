// A reason in words: the sentence of its code, with the values of the file that prove it.
import type { Difference, DifferenceFact } from "../../api/types.ts";
import { t, word } from "../../i18n/text.ts";
import { printWork } from "../../model/duration.ts";
import type { PlanState } from "../../state/plan.svelte.ts";
import { fieldText } from "../../state/tell.ts";
import { secondsOf } from "./groups.ts";

type Titles = ReadonlyMap<number, string>;

export function reasonText(plan: PlanState, titles: Titles, one: Difference): string {
  const [a, b, c] = one.facts.map((fact) => factText(plan, titles, one, fact));
  return word("reason", one.reason).replace(/\{(\w+)\}/g, (whole, name: string) => {
    const values: Record<string, string | undefined> = {
      a,
      b: b ?? a,
      c,
      by: printWork(Math.abs(one.by_s)),
      cause: titles.get(one.cause ?? one.item),
    };
    return values[name] ?? whole;
  });
}

/** A value of one side: a moment, an amount of work, or yes and no. */
export function valueText(plan: PlanState, value: unknown): string {
  const at = secondsOf(value);
  if (at !== null) return plan.dates.print(at, "full");
  if (typeof value === "number") return printWork(value);
  if (typeof value === "boolean") return t(value ? "yes" : "no");
  return value === null ? "–" : String(value);
}

function factText(plan: PlanState, titles: Titles, one: Difference, fact: DifferenceFact): string {
  const value = valueText(plan, fact.value);
  if (fact.field === "external_ref" || fact.field === "resource") return value;
  if (fact.field === "unsupported") {
    const at = fact.item === null ? undefined : titles.get(fact.item);
    return `${word("unsupported", value)}${at === undefined ? "" : ` (“${at}”)`}`;
  }
  const text = `${fieldText(fact.field)} ${value}`;
  const other = fact.item !== null && fact.item !== one.item ? titles.get(fact.item) : undefined;
  return other === undefined ? text : `“${other}” ${text}`;
}
