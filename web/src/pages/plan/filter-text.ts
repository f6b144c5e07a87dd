// The filter field of the plan: words that all have to be found in an item, and a few claims ("is:critical").
// The one idea: a text becomes one function over an item; what it does not understand is a word to look for.
import type { ItemId } from "../../base/units.ts";
import { printAssignments } from "../../model/assignment-text.ts";
import type { Plan } from "../../model/plan.ts";

type Claim = (plan: Plan, item: ItemId) => boolean;

const CLAIMS: Readonly<Record<string, Claim>> = {
  critical: (plan, item) => plan.flag(item, "critical"),
  milestone: (plan, item) => plan.flag(item, "is_milestone"),
  summary: (plan, item) => plan.isSummary(item),
  manual: (plan, item) => plan.flag(item, "is_manual"),
  inactive: (plan, item) => plan.num(item, "is_active") === 0,
  done: (plan, item) => plan.num(item, "percent_complete") >= 100,
  open: (plan, item) => !(plan.num(item, "percent_complete") >= 100),
  late: (plan, item) => plan.num(item, "finish") > plan.num(item, "deadline"),
  started: (plan, item) => plan.num(item, "percent_complete") > 0,
  negative: (plan, item) => plan.num(item, "total_slack_s") < 0,
  unassigned: (plan, item) =>
    plan.relations.assignmentsOf(item).length === 0 && !plan.isSummary(item),
};

export const CLAIM_NAMES: readonly string[] = Object.keys(CLAIMS);

/** null when the text asks for nothing. */
export function readFilter(text: string, plan: Plan): ((item: ItemId) => boolean) | null {
  const words = text.toLowerCase().match(/"[^"]+"|\S+/g) ?? [];
  const claims = words.map(readWord);
  if (claims.length === 0) return null;
  return (item) => claims.every((claim) => claim(plan, item));
}

function readWord(raw: string): Claim {
  const word = raw.replaceAll('"', "");
  if (word.startsWith("-") && word.length > 1) {
    const inner = readWord(word.slice(1));
    return (plan, item) => !inner(plan, item);
  }
  const named = word.startsWith("is:") ? CLAIMS[word.slice(3)] : undefined;
  if (named) return named;
  if (word.startsWith("@")) return (plan, item) => isAssigned(plan, item, word.slice(1));
  return (plan, item) => isFound(plan, item, word);
}

function isAssigned(plan: Plan, item: ItemId, word: string): boolean {
  return printAssignments(plan, item).toLowerCase().includes(word);
}

function isFound(plan: Plan, item: ItemId, word: string): boolean {
  const wbs = plan.text(item, "wbs");
  if (wbs !== null && (wbs === word || wbs.startsWith(`${word}.`))) return true;
  return (
    (plan.text(item, "title") ?? "").toLowerCase().includes(word) || isAssigned(plan, item, word)
  );
}
