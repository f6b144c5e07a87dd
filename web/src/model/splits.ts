// Where the work on an item pauses: between the end of what is done and the begin of the rest, and where
// the pieces of all its assignments leave working time empty. For pictures; the server alone schedules.
import type { Instant, Interval, ItemId } from "../base/units.ts";
import type { Plan } from "./plan.ts";

/** Pauses inside the item, in order, apart from each other. */
export function splitsOf(plan: Plan, item: ItemId): Interval[] {
  const start = plan.num(item, "start");
  const finish = plan.num(item, "finish");
  if (!(finish > start)) return [];
  const found = [...stopOf(plan, item), ...emptyOf(plan, item)].flatMap((one) => {
    const gap = { from: Math.max(one.from, start), to: Math.min(one.to, finish) };
    return gap.to > gap.from && hasWorkingTime(plan, item, gap) ? [gap] : [];
  });
  return join(found);
}

function stopOf(plan: Plan, item: ItemId): Interval[] {
  const from = plan.num(item, "stop_at");
  const to = plan.num(item, "resume_at");
  return to > from ? [{ from, to }] : [];
}

/** What no assignment has work in; one without pieces works all the time. */
function emptyOf(plan: Plan, item: ItemId): Interval[] {
  const busy = plan.relations.assignmentsOf(item).map((id) => workOf(plan, id));
  if (busy.length === 0 || busy.some((pieces) => pieces.length === 0)) return [];
  const work = join(busy.flat());
  return work.slice(1).map((next, i) => ({ from: work[i]?.to ?? next.from, to: next.from }));
}

function workOf(plan: Plan, assignment: number): Interval[] {
  if (plan.textOf("assignment", assignment, "contour") !== "contoured") return [];
  const num = (id: number, field: string): number => plan.numOf("assignment_piece", id, field);
  return plan.relations
    .namedBy("assignment_piece", "assignment", assignment)
    .filter((id) => num(id, "work_s") > 0)
    .map((id) => ({ from: num(id, "start"), to: num(id, "finish") }));
}

function hasWorkingTime(plan: Plan, item: ItemId, { from, to }: Interval): boolean {
  const calendar = plan.value(item, "calendar");
  const idle = plan
    .nonWorking(typeof calendar === "number" ? calendar : null, from, to)
    .reduce((sum, one) => sum + one.to - one.from, 0);
  return idle < to - from;
}

function join(spans: readonly Interval[]): Interval[] {
  const joined: { from: Instant; to: Instant }[] = [];
  for (const { from, to } of [...spans].sort((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else joined.push({ from, to });
  }
  return joined;
}
