// The lines of the tip beside the pointer.
// The one idea: while something is held it says the date that would be typed; over a bar or a link it says what
// the row says, for charts whose grid is narrow.
import type { Instant } from "../../base/units.ts";
import { workBetween } from "../../chart/shading.ts";
import type { Target } from "../../chart/display-list.ts";
import type { Gesture, Ghost } from "../../chart/gesture.ts";
import type { CellWorld } from "../../grid/cell.ts";
import { finishByChance } from "../../grid/chance-cells.ts";
import { printDate } from "../../grid/date-cell.ts";
import type { Moved } from "../../api/types.ts";
import { t, tn, word } from "../../i18n/text.ts";
import { printAssignments } from "../../model/assignment-text.ts";
import { type DurationUnit, printDuration } from "../../model/duration.ts";
import type { PlanState } from "../../state/plan.svelte.ts";

export function describeGesture(gesture: Gesture, world: CellWorld): string[] {
  if (!("ghost" in gesture)) return [];
  const { ghost } = gesture;
  if (ghost.as === "link") return [describeLink(gesture.held.target.id, ghost, world)];
  if (ghost.as === "progress") return [t("plan_tip_progress", { percent: ghost.percent })];
  const start = printMoment(world, ghost.start);
  const finish = printMoment(world, ghost.finish);
  if (gesture.kind === "resizing") {
    const unit = (world.plan.text(gesture.held.target.id, "duration_unit") ??
      "days") as DurationUnit;
    const seconds = workBetween(world.plan.calendarOf(null), ghost.start, ghost.finish);
    const duration = printDuration(seconds, unit, world.settings);
    return [t("plan_tip_resize", { duration, finish })];
  }
  return [t(gesture.kind === "drawing" ? "plan_tip_draw" : "plan_tip_move", { start, finish })];
}

function describeLink(from: number, ghost: Ghost & { as: "link" }, world: CellWorld): string {
  const title = (item: number): string => world.plan.text(item, "title") ?? "";
  if (!ghost.over) return t("plan_tip_link_from", { title: title(from) });
  const type = `${ghost.from === "finish" ? "f" : "s"}${ghost.over.part === "link_finish" ? "f" : "s"}`;
  return t("plan_tip_link", {
    pred: title(from),
    succ: title(ghost.over.id),
    type: word("link", type),
  });
}

/** "moves 14 items, finish 12 Jun → 15 Jun" */
export function describePreview(state: PlanState, moved: Moved): string {
  const { finish_before: from, finish_after: to } = moved;
  if (moved.count === 0) return t("plan_preview_none");
  const text = tn("plan_preview", moved.count);
  if (from === null || to === null || from === to) return text;
  const day = (at: number): string => state.dates.print(at, "day");
  return `${text}, ${t("plan_word_finish", { before: day(from), after: day(to) })}`;
}

export function describeTarget(target: Target | null, world: CellWorld): string[] {
  if (!target || target.id === 0) return [];
  const { plan } = world;
  if (target.part === "link") return describeLinkRow(target.id, world);
  const item = target.id;
  const dates = t("plan_tip_move", {
    start: printMoment(world, plan.num(item, "start")),
    finish: printMoment(world, plan.num(item, "finish")),
  });
  const percent = Math.round(plan.num(item, "percent_complete") || 0);
  const people = printAssignments(plan, item);
  const chances = finishByChance(world, item);
  return [
    plan.text(item, "title") ?? "",
    dates,
    ...(percent > 0 ? [t("plan_tip_progress", { percent })] : []),
    ...(people === "" ? [] : [people]),
    ...(chances === "" ? [] : [chances]),
  ];
}

function describeLinkRow(link: number, { plan }: CellWorld): string[] {
  const title = (field: string): string =>
    plan.text(plan.numOf("link", link, field), "title") ?? "";
  const type = word("link", plan.textOf("link", link, "type"));
  return [t("plan_tip_link", { pred: title("pred"), succ: title("succ"), type })];
}

function printMoment(world: CellWorld, at: Instant): string {
  if (!Number.isFinite(at)) return "";
  return `${printDate(world, at)} ${world.dates.print(at, "time")}`;
}
