// Estimates for a plan that has none, as one step that can be undone.
import { tn } from "../i18n/text.ts";
import { estimateAll } from "../model/estimates.ts";
import type { PlanState } from "./plan.svelte.ts";

export function estimateEverything(plan: PlanState): void {
  const operations = estimateAll(plan.model);
  void plan.session.apply({ operations, note: tn("risk_estimated", operations.length) });
}
