// From typed text to operations, one reader a kind of cell.
// The one idea: a reader answers an empty list when the text says what is there already, so that opening and
// closing an editor is no edit. What Microsoft Project does is done here too: a start typed on an automatic item
// is a constraint, a duration of zero makes a milestone.
import type { ItemId } from "../base/units.ts";
import { parseAssignments, setAssignments } from "../model/assignment-text.ts";
import { parseDate } from "../model/date-text.ts";
import { type DurationUnit, parseDuration } from "../model/duration.ts";
import { setFields } from "../model/edits.ts";
import type { ItemField, Value } from "../model/fields.ts";
import { parseLinks, setPredecessors } from "../model/link-text.ts";
import type { CellProblem, CellWorld, Choice, Reading } from "./cell.ts";

type Set = Partial<Record<ItemField, Value>>;

export function change(world: CellWorld, item: ItemId, set: Set): Reading {
  const differs = Object.entries(set).filter(
    ([field, value]) => (world.plan.valueOf("item", item, field) ?? null) !== value,
  );
  return {
    ok: true,
    operations: setFields(world.plan, [item], Object.fromEntries(differs)).operations,
  };
}

export function refuse(problem: CellProblem): Reading {
  return { ok: false, problem };
}

export function readText(field: ItemField) {
  return (world: CellWorld, item: ItemId, text: string): Reading =>
    change(world, item, { [field]: text === "" ? null : text });
}

export function readTitle(world: CellWorld, item: ItemId, text: string): Reading {
  return text === "" ? refuse("cell_title_missing") : change(world, item, { title: text });
}

export function readNumber(field: ItemField, most = Number.POSITIVE_INFINITY) {
  return (world: CellWorld, item: ItemId, text: string): Reading => {
    if (text === "") return change(world, item, { [field]: null });
    const number = Number(text.replace(/\s*%$/, "").replace(",", "."));
    if (!Number.isFinite(number) || number < 0 || number > most) return refuse("cell_not_a_number");
    return change(world, item, { [field]: number });
  };
}

export function readDuration(world: CellWorld, item: ItemId, text: string): Reading {
  const plain = (world.plan.text(item, "duration_unit") ?? "days") as DurationUnit;
  const typed = parseDuration(text, world.settings, plain);
  if (!typed) return refuse("cell_not_a_duration");
  const was = world.plan.num(item, "duration_s");
  const set: Set = {
    duration_s: typed.seconds,
    duration_unit: typed.unit,
    is_estimated: typed.isEstimated,
  };
  if (typed.seconds === 0) set.is_milestone = true;
  else if (was === 0) set.is_milestone = false;
  return change(world, item, set);
}

export function readWork(world: CellWorld, item: ItemId, text: string): Reading {
  const typed = parseDuration(text, world.settings, "hours");
  return typed ? change(world, item, { work_s: typed.seconds }) : refuse("cell_not_a_duration");
}

export function readSeconds(
  field: ItemField,
  unitOf: (world: CellWorld, item: ItemId) => DurationUnit,
) {
  return (world: CellWorld, item: ItemId, text: string): Reading => {
    if (text === "") return change(world, item, { [field]: null });
    const typed = parseDuration(text, world.settings, unitOf(world, item));
    return typed ? change(world, item, { [field]: typed.seconds }) : refuse("cell_not_a_duration");
  };
}

/** By its name; no name is the project's calendar. */
export function readCalendar(world: CellWorld, item: ItemId, text: string): Reading {
  if (text === "") return change(world, item, { calendar: null });
  const { plan } = world;
  const wanted = text.toLowerCase();
  const found = plan
    .idsOf("calendar")
    .find((id) => plan.textOf("calendar", id, "title")?.toLowerCase() === wanted);
  return found === undefined
    ? refuse("cell_not_a_choice")
    : change(world, item, { calendar: found });
}

/** Second of the day that a date without a time means on this side of an item. */
export function usualSecond(world: CellWorld, side: "start" | "finish"): number {
  return side === "start"
    ? world.plan.projectNumber("default_start_s", 28_800)
    : world.plan.projectNumber("default_finish_s", 61_200);
}

export function readInstant(
  world: CellWorld,
  text: string,
  side: "start" | "finish",
  from: number,
) {
  const { zone } = world.plan;
  const near = Number.isFinite(from) ? { from } : {};
  return parseDate(text, { zone, now: world.now, clock: usualSecond(world, side), ...near });
}

export function readDate(field: ItemField, side: "start" | "finish") {
  return (world: CellWorld, item: ItemId, text: string): Reading => {
    if (text === "") return change(world, item, { [field]: null });
    const at = readInstant(world, text, side, world.plan.num(item, field));
    return at === null ? refuse("cell_not_a_date") : change(world, item, { [field]: at });
  };
}

/** A date on a manual item is its date; on an automatic one it is a constraint, as in Microsoft Project. */
export function readScheduled(side: "start" | "finish") {
  return (world: CellWorld, item: ItemId, text: string): Reading => {
    if (text === "") return change(world, item, { constraint: "asap", constraint_at: null });
    const now = world.plan.num(item, side);
    const at = readInstant(world, text, side, now);
    if (at === null) return refuse("cell_not_a_date");
    if (at === now) return { ok: true, operations: [] };
    return change(world, item, dateSet(world, item, side, at));
  };
}

export function dateSet(world: CellWorld, item: ItemId, side: "start" | "finish", at: number): Set {
  const { plan } = world;
  if (plan.flag(item, "is_manual") || plan.flag(item, "is_external")) return { [side]: at };
  if (side === "start" && Number.isFinite(plan.num(item, "actual_start")))
    return { actual_start: at };
  const backwards = plan.project["schedule_from"] === "finish";
  const constraint = `${side === "start" ? "sn" : "fn"}${backwards ? "lt" : "et"}`;
  return { constraint, constraint_at: at };
}

export function readChoice(field: ItemField, choices: (world: CellWorld) => readonly Choice[]) {
  return (world: CellWorld, item: ItemId, text: string): Reading => {
    const wanted = text.toLowerCase();
    const list = choices(world);
    const found =
      list.find((one) => one.value === wanted || one.text.toLowerCase() === wanted) ??
      list.find((one) => wanted !== "" && one.text.toLowerCase().startsWith(wanted));
    return found ? change(world, item, { [field]: found.value }) : refuse("cell_not_a_choice");
  };
}

const LINK_PROBLEMS = {
  form: "cell_link_form",
  unknown_item: "cell_link_unknown",
  lag: "cell_link_lag",
} as const;

export function readPredecessors(world: CellWorld, item: ItemId, text: string): Reading {
  const typed = parseLinks(text, world.plan, world.settings);
  if (!typed.ok) return refuse(LINK_PROBLEMS[typed.problem.reason]);
  if (typed.value.some((link) => link.item === item)) return refuse("cell_link_itself");
  const batch = setPredecessors(world.plan, item, typed.value, world.newTemp);
  return { ok: true, operations: batch.operations };
}

export function readResources(world: CellWorld, item: ItemId, text: string): Reading {
  const batch = setAssignments(world.plan, item, parseAssignments(text), world.newTemp);
  return { ok: true, operations: batch.operations };
}
