// What other rules of calculation would do to the plan: the rows of a dry run beside those that are shown.
// Pure; asking the server stands in calculation.svelte.ts.
import type { Reply } from "../../api/types.ts";
import { DAY, type Instant, type ItemId } from "../../base/units.ts";
import type { Plan } from "../../model/plan.ts";
import { Table } from "../../model/table.ts";

export interface Mover {
  readonly item: ItemId;
  readonly title: string;
  readonly before: { readonly start: Instant; readonly finish: Instant };
  readonly after: { readonly start: Instant; readonly finish: Instant };
  /** Calendar days that its finish moves, later counted positive. */
  readonly days: number;
}

export interface Effect {
  readonly moved: number;
  readonly finishBefore: Instant | null;
  readonly finishAfter: Instant | null;
  readonly criticalBefore: number;
  readonly criticalAfter: number;
  /** Items whose total float is another one. */
  readonly floats: number;
  /** Those that move most, no summaries. */
  readonly movers: readonly Mover[];
}

const MOST = 8;

export function effectOf(plan: Plan, reply: Reply): Effect {
  const { after, changed } = rowsAfter(plan, reply);
  const critical = plan.idsOf("item").filter((id) => plan.flag(id, "critical")).length;
  const differs = (field: "critical" | "total_slack_s") =>
    changed.filter((id) => known(after.num(id, field)) !== known(plan.num(id, field)));
  const gained = differs("critical").reduce(
    (sum, id) => sum + (after.num(id, "critical") === 1 ? 1 : -1),
    0,
  );
  const movers = changed
    .filter((id) => !plan.isSummary(id))
    .map((id) => moverOf(plan, after, id))
    .filter((one) => shiftOf(one) > 0)
    .sort((a, b) => shiftOf(b) - shiftOf(a) || a.item - b.item);
  return {
    moved: reply.moved.count,
    finishBefore: reply.moved.finish_before,
    finishAfter: reply.moved.finish_after,
    criticalBefore: critical,
    criticalAfter: critical + gained,
    floats: differs("total_slack_s").length,
    movers: movers.slice(0, MOST),
  };
}

const CALCULATED = [
  "start",
  "finish",
  "early_start",
  "early_finish",
  "late_start",
  "late_finish",
  "total_slack_s",
  "free_slack_s",
  "critical",
] as const;

/** The rows that the answer tells of, as they would be: what is told of a row may be what differs alone. */
function rowsAfter(plan: Plan, { changed, calculated }: Reply) {
  const after = new Table("item");
  const now = plan.table("item");
  const ids = calculated.columns["id"];
  for (const id of Array.isArray(ids) ? ids.map(Number) : []) {
    for (const field of CALCULATED) after.set(id, field, now.value(id, field));
  }
  const told = new Set(after.patch(calculated));
  const rows = changed["items"];
  for (const id of rows ? after.upsert(rows) : []) told.add(id);
  return { after, changed: [...told] };
}

function known(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}

function moverOf(plan: Plan, table: Table, item: ItemId): Mover {
  const before = { start: plan.num(item, "start"), finish: plan.num(item, "finish") };
  const after = { start: table.num(item, "start"), finish: table.num(item, "finish") };
  const days = Math.round(((after.finish - before.finish) / DAY) * 10) / 10;
  return { item, title: plan.text(item, "title") ?? "", before, after, days };
}

function shiftOf({ before, after }: Mover): number {
  const shift = Math.max(
    Math.abs(after.start - before.start),
    Math.abs(after.finish - before.finish),
  );
  return Number.isFinite(shift) ? shift : 0;
}

/** Shares of the whole time that the movers span, for a picture of each. */
export function drawMover(movers: readonly Mover[], one: Mover) {
  const ends = movers.flatMap(({ before, after }) => [before, after]);
  const from = Math.min(...ends.map((end) => end.start));
  const span = Math.max(1, Math.max(...ends.map((end) => end.finish)) - from);
  const bar = ({ start, finish }: { start: Instant; finish: Instant }) => ({
    x: (start - from) / span,
    width: (finish - start) / span,
  });
  return { before: bar(one.before), after: bar(one.after) };
}
