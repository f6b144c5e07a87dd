// How much a resource is asked for, as far as the client can tell: the units of its assignments over
// the dates of their items. The peak is exact; weeks show the highest of each. For a first look, not
// for levelling, which is the server's.
import type { Instant } from "../../base/units.ts";
import { DAY } from "../../base/units.ts";
import type { Plan } from "../../model/plan.ts";

export interface Load {
  readonly work_s: number;
  /** 1 = one whole unit. */
  readonly peak: number;
  readonly capacity: number;
  /** Highest units in each week of the plan. */
  readonly weeks: readonly number[];
}

interface Stretch {
  readonly from: Instant;
  readonly to: Instant;
  readonly units: number;
}

export interface Span {
  readonly from: Instant;
  readonly to: Instant;
}

const WEEK = 7 * DAY;
const MOST_WEEKS = 260;

export function planSpan(plan: Plan): Span {
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  for (const item of plan.idsOf("item")) {
    from = Math.min(from, plan.num(item, "start") || from);
    to = Math.max(to, plan.num(item, "finish") || to);
  }
  return Number.isFinite(from) ? { from, to } : { from: 0, to: 0 };
}

export function loadOf(plan: Plan, resource: number, span: Span): Load {
  const stretches = stretchesOf(plan, resource);
  const count = Math.min(MOST_WEEKS, Math.ceil((span.to - span.from) / WEEK));
  const weeks = Array.from({ length: Math.max(0, count) }, (_, week) => {
    const from = span.from + week * WEEK;
    return peakOf(stretches, from, from + WEEK);
  });
  const capacity = plan.numOf("resource", resource, "max_units");
  return {
    work_s: plan.relations
      .assignmentsFor(resource)
      .reduce((sum, id) => sum + (plan.numOf("assignment", id, "work_s") || 0), 0),
    peak: peakOf(stretches, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY),
    capacity: Number.isFinite(capacity) ? capacity : 1,
    weeks,
  };
}

function stretchesOf(plan: Plan, resource: number): Stretch[] {
  return plan.relations.assignmentsFor(resource).flatMap((id) => {
    const item = plan.numOf("assignment", id, "item");
    const from = plan.num(item, "start");
    const to = plan.num(item, "finish");
    const units = plan.numOf("assignment", id, "units");
    return from < to ? [{ from, to, units: Number.isFinite(units) ? units : 1 }] : [];
  });
}

function peakOf(stretches: readonly Stretch[], from: Instant, to: Instant): number {
  const inside = stretches.filter((one) => one.from < to && one.to > from);
  let peak = 0;
  for (const { from: begin } of inside) {
    const at = Math.max(begin, from);
    const sum = inside.reduce(
      (all, one) => (one.from <= at && one.to > at ? all + one.units : all),
      0,
    );
    peak = Math.max(peak, sum);
  }
  return Math.round(peak * 100) / 100;
}
