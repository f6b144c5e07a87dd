// From the plan to the facts of a bar and the links between rows: what the chart asks for.
// The one idea: only rows that are seen are ever asked, so nothing is prepared beyond an index of links.
import type { Interval, ItemId } from "../../base/units.ts";
import { type IntervalIndex, buildIntervals, queryIntervals } from "../../chart/intervals.ts";
import type { BarFacts, BarKind } from "../../chart/layout.ts";
import type { LinkFacts } from "../../chart/scene.ts";
import { printAssignments } from "../../model/assignment-text.ts";
import type { Tail } from "../../model/chances.ts";
import type { Plan } from "../../model/plan.ts";
import type { LinkView } from "../../model/relations.ts";
import { splitsOf } from "../../model/splits.ts";

export type BarLabel = "none" | "title" | "resources";

export function barKind(plan: Plan, item: ItemId): BarKind {
  if (plan.flag(item, "is_blank")) return "blank";
  if (plan.isSummary(item)) return "summary";
  if (plan.flag(item, "is_milestone") || plan.num(item, "duration_s") === 0) return "milestone";
  return "task";
}

function known(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}

/** What is told of a bar beside the fields of its item. */
export interface BarLook {
  readonly baseline: number | null;
  readonly label: BarLabel;
  readonly splits?: readonly Interval[];
  readonly tail?: Tail | null;
}

export function barFacts(plan: Plan, item: ItemId, look: BarLook): BarFacts {
  const { baseline, label, splits = [], tail = null } = look;
  const kind = barKind(plan, item);
  const planned = baseline === null ? null : plan.relations.baselineOf(baseline, item);
  return {
    item,
    kind,
    start: known(plan.num(item, "start")),
    finish: known(plan.num(item, "finish")),
    percent: plan.num(item, "percent_complete") || 0,
    critical: plan.flag(item, "critical"),
    manual: plan.flag(item, "is_manual"),
    inactive: plan.num(item, "is_active") === 0,
    external: plan.flag(item, "is_external"),
    deadline: known(plan.num(item, "deadline")),
    lateFinish: known(plan.num(item, "late_finish")),
    baselineStart: planned ? known(planned.start) : null,
    baselineFinish: planned ? known(planned.finish) : null,
    label: labelOf(plan, item, kind, label),
    splits,
    tail,
  };
}

function labelOf(plan: Plan, item: ItemId, kind: BarKind, label: BarLabel): string {
  if (label === "none") return "";
  if (kind === "milestone") return plan.text(item, "title") ?? "";
  if (kind === "summary") {
    const percent = Math.round(plan.num(item, "percent_complete") || 0);
    return percent > 0 ? `${percent} %` : "";
  }
  return label === "title" ? (plan.text(item, "title") ?? "") : printAssignments(plan, item);
}

/** Pauses of items, each looked for once; made anew when the plan changes. */
export class Splits {
  readonly #plan: Plan;
  readonly #found = new Map<ItemId, readonly Interval[]>();

  constructor(plan: Plan) {
    this.#plan = plan;
  }

  of(item: ItemId): readonly Interval[] {
    let found = this.#found.get(item);
    if (!found) {
      found = splitsOf(this.#plan, item);
      this.#found.set(item, found);
    }
    return found;
  }
}

/** Whether any work is spread by hand, so that its pieces have to be known. */
export function hasContours(plan: Plan): boolean {
  return plan
    .idsOf("assignment")
    .some((id) => plan.textOf("assignment", id, "contour") === "contoured");
}

/** Links by the rows they cross; made anew when rows or links change. */
export class LinkRows {
  readonly #plan: Plan;
  readonly #links: readonly LinkView[];
  readonly #index: IntervalIndex;

  constructor(plan: Plan) {
    this.#plan = plan;
    this.#links = plan.relations.links;
    const row = (item: ItemId): number => plan.outline.rowOf(item);
    this.#index = buildIntervals(
      this.#links.map((link) => row(link.pred)),
      this.#links.map((link) => row(link.succ)),
    );
  }

  crossing(first: number, last: number): LinkFacts[] {
    const found: LinkFacts[] = [];
    queryIntervals(this.#index, first, last, (at) => {
      const link = this.#links[at];
      if (link) found.push(this.#facts(link));
    });
    return found;
  }

  #facts(link: LinkView): LinkFacts {
    const plan = this.#plan;
    const driver = plan.num(link.succ, "driver");
    const critical = plan.flag(link.pred, "critical") && plan.flag(link.succ, "critical");
    return {
      link: link.id,
      predRow: plan.outline.rowOf(link.pred),
      succRow: plan.outline.rowOf(link.succ),
      type: link.type,
      critical: critical && (driver === link.id || !(driver > 0)),
    };
  }
}
