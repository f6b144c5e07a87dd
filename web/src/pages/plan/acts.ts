// What a gesture on the chart means for the plan, as a batch.
// The one idea: a drag says what typing a date would say (a constraint on an automatic item, the date itself on a
// manual one), so that both ways end in the same operations and the same undo.
import type { ItemId } from "../../base/units.ts";
import type { Act } from "../../chart/gesture.ts";
import { workBetween } from "../../chart/shading.ts";
import type { CellWorld } from "../../grid/cell.ts";
import { dateSet } from "../../grid/readers.ts";
import { type DurationUnit, isElapsed, unitSeconds } from "../../model/duration.ts";
import { createLink, insertItem, setFields, updateOf } from "../../model/edits.ts";
import type { Batch } from "../../model/operation.ts";
import type { Plan } from "../../model/plan.ts";

const NOTHING: Batch = { operations: [] };

export function batchOf(act: Act, world: CellWorld): Batch {
  switch (act.do) {
    case "move":
      return move(act.item, act.start, act.finish, world);
    case "resize":
      return resize(act.item, act.start, act.finish, world);
    case "progress":
      return setFields(world.plan, [act.item], { percent_complete: act.percent });
    case "link":
      return link(act.pred, act.succ, act.type, world);
    case "draw":
      return draw(act.row, act.start, act.finish, world);
    default:
      return NOTHING;
  }
}

function move(item: ItemId, start: number, finish: number, world: CellWorld): Batch {
  const { plan } = world;
  const backwards = plan.project["schedule_from"] === "finish";
  if (plan.flag(item, "is_manual")) return setFields(plan, [item], { start, finish });
  const set = backwards
    ? dateSet(world, item, "finish", finish)
    : dateSet(world, item, "start", start);
  return setFields(plan, [item], set);
}

function resize(item: ItemId, start: number, finish: number, world: CellWorld): Batch {
  const { plan } = world;
  const duration_s = drawnDuration(plan, item, start, finish);
  const manual = plan.flag(item, "is_manual") ? { finish } : {};
  return setFields(plan, [item], { duration_s, is_estimated: false, ...manual });
}

/** Working seconds of the drawn stretch, on the calendar that schedules the item without its resources. */
function drawnDuration(plan: Plan, item: ItemId, start: number, finish: number): number {
  const unit = (plan.text(item, "duration_unit") ?? "days") as DurationUnit;
  if (isElapsed(unit)) return finish - start;
  const calendar = plan.num(item, "calendar");
  return workBetween(plan.calendarOf(Number.isNaN(calendar) ? null : calendar), start, finish);
}

function link(
  pred: ItemId,
  succ: ItemId,
  type: "fs" | "ss" | "ff" | "sf",
  world: CellWorld,
): Batch {
  const { plan } = world;
  const there = plan.relations.linksInto(succ).find((one) => one.pred === pred);
  if (!there) return { operations: [createLink(pred, succ, world.newTemp, { type })] };
  if (there.type === type) return NOTHING;
  return { operations: [updateOf(plan, "link", there.id, { type })] };
}

function draw(row: number, start: number, finish: number, world: CellWorld): Batch {
  const { plan } = world;
  const day = unitSeconds("days", world.settings);
  const duration_s = Math.max(workBetween(plan.calendarOf(null), start, finish), day / 8);
  const set = { duration_s, duration_unit: "days", constraint: "snet", constraint_at: start };
  const blank = plan.outline.itemAt(row);
  const title = world.word("plan_new_item");
  if (blank !== undefined) return setFields(plan, [blank], { ...set, title, is_blank: false });
  return insertItem(plan, null, { ...set, title }, world.newTemp).batch;
}
