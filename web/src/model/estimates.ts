// Estimates of three durations: whether a plan has any, and the same for every item of a plan that has none
// (that is not finished, from 10 % less to 30 % more).
import type { Operation } from "./operation.ts";
import type { Plan } from "./plan.ts";

const LESS = 0.9;
const MORE = 1.3;

export function hasEstimates(plan: Plan): boolean {
  return plan
    .idsOf("item")
    .some((id) => !Number.isNaN(plan.numOf("item", id, "estimate_optimistic_s")));
}

export function estimateAll(plan: Plan): Operation[] {
  const operations: Operation[] = [];
  for (const id of plan.idsOf("item")) {
    const duration = plan.numOf("item", id, "duration_s");
    if (plan.flag(id, "is_summary") || plan.flag(id, "is_external")) continue;
    if (!(duration > 0) || plan.numOf("item", id, "percent_complete") >= 100) continue;
    if (!Number.isNaN(plan.numOf("item", id, "estimate_optimistic_s"))) continue;
    operations.push({
      op: "update",
      entity: "item",
      id,
      set: {
        estimate_optimistic_s: Math.round(duration * LESS),
        estimate_likely_s: duration,
        estimate_pessimistic_s: Math.round(duration * MORE),
        estimate_distribution: "pert",
      },
      before: {},
    });
  }
  return operations;
}
