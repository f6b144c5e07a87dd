// The columns of the grid, a table.
// The one idea: everything a column can do stands in its row; order, width and choice are the reader's and live
// in column-set.ts.
import { DAY, type ItemId } from "../base/units.ts";
import { printAssignments } from "../model/assignment-text.ts";
import {
  type DurationUnit,
  isElapsed,
  printDuration,
  printWork,
  unitSeconds,
} from "../model/duration.ts";
import type { ItemField } from "../model/fields.ts";
import { printPredecessors, printSuccessors } from "../model/link-text.ts";
import type { CellWorld, Choice, Column, Tone } from "./cell.ts";
import { chanceDate, criticality, finishByChance } from "./chance-cells.ts";
import { customColumn } from "./custom-column.ts";
import { draftDate, printDate, type Side } from "./date-cell.ts";
import * as read from "./readers.ts";

const CONSTRAINTS = [
  "asap",
  "alap",
  "snet",
  "snlt",
  "fnet",
  "fnlt",
  "mso",
  "mfo",
  "mandatory_start",
  "mandatory_finish",
];
const ACTIVITY_TYPES = [
  "task",
  "resource_dependent",
  "start_milestone",
  "finish_milestone",
  "level_of_effort",
  "wbs_summary",
];

export const COLUMNS: readonly Column[] = [
  computed(
    "number",
    48,
    "end",
    null,
    (w, i) => String(w.plan.numberOf(i)),
    () => "dim",
  ),
  computed(
    "wbs",
    62,
    "start",
    "wbs",
    (w, i) => w.plan.text(i, "wbs") ?? "",
    () => "dim",
  ),
  {
    ...editable("title", "text", 210, "title"),
    print: (w, i) => w.plan.text(i, "title") ?? "",
    read: read.readTitle,
  },
  {
    ...editable("duration", "duration", 72, "duration_s", "end"),
    print: printItemDuration,
    read: read.readDuration,
  },
  {
    ...editable("start", "date", 90, "start", "end"),
    print: (w, i) => printDate(w, w.plan.num(i, "start")),
    draft: (w, i) => draftDate(w, w.plan.num(i, "start"), "start"),
    read: read.readScheduled("start"),
  },
  {
    ...editable("finish", "date", 90, "finish", "end"),
    print: (w, i) => printDate(w, w.plan.num(i, "finish")),
    draft: (w, i) => draftDate(w, w.plan.num(i, "finish"), "finish"),
    read: read.readScheduled("finish"),
    tone: (w, i) => (w.plan.num(i, "finish") > w.plan.num(i, "deadline") ? "bad" : "plain"),
    more: finishByChance,
  },
  chanceDate("p50"),
  chanceDate("p80"),
  criticality,
  {
    ...editable("predecessors", "links", 92, null),
    print: (w, i) => printPredecessors(w.plan, i, w.settings),
    read: read.readPredecessors,
  },
  computed("successors", 88, "start", null, (w, i) => printSuccessors(w.plan, i, w.settings)),
  {
    ...editable("resources", "resources", 140, null),
    print: (w, i) => printAssignments(w.plan, i),
    read: read.readResources,
  },
  slack("total_slack", "total_slack_s"),
  slack("free_slack", "free_slack_s"),
  {
    ...editable("percent_complete", "number", 44, "percent_complete", "end"),
    print: (w, i) => printNumber(Math.round(w.plan.num(i, "percent_complete"))),
    read: read.readNumber("percent_complete", 100),
    tone: () => "dim",
  },
  choice("constraint", 130, CONSTRAINTS),
  dateColumn("constraint_at", "start"),
  dateColumn("deadline", "finish"),
  choice("state", 90, ["planned", "ready", "active", "blocked", "done", "cancelled"]),
  choice("kind", 90, [
    "task",
    "milestone",
    "summary",
    "sprint",
    "epic",
    "feature",
    "story",
    "bug",
    "spike",
  ]),
  number("priority", 70, 1000),
  number("points", 64),
  {
    ...editable("work", "duration", 72, "work_s", "end"),
    print: (w, i) => printWork(w.plan.num(i, "work_s")),
    read: read.readWork,
  },
  dateShown("early_start"),
  dateShown("early_finish"),
  dateShown("late_start"),
  dateShown("late_finish"),
  dateColumn("actual_start", "start"),
  dateColumn("actual_finish", "finish"),
  baselineDate("baseline_start", "start"),
  baselineDate("baseline_finish", "finish"),
  variance("start_variance", "start"),
  variance("finish_variance", "finish"),
  flag("is_manual", "mode", ["mode_automatic", "mode_manual"]),
  flag("is_active", "active", ["active_no", "active_yes"]),
  computed("driver", 130, "start", "driver_kind", printDriver, () => "dim"),
  {
    ...editable("calendar", "choice", 110, "calendar"),
    print: (w, i) => w.plan.textOf("calendar", w.plan.num(i, "calendar"), "title") ?? "",
    choices: calendarChoices,
    read: read.readCalendar,
  },
  number("physical_percent", 70, 100),
  seconds("actual_duration", "actual_duration_s"),
  seconds("remaining_duration", "remaining_duration_s"),
  hours("actual_work", "actual_work_s"),
  hours("remaining_work", "remaining_work_s"),
  dateColumn("stop_at", "finish"),
  dateColumn("resume_at", "start"),
  text("wbs_code", 80),
  text("contact", 110),
  p6(choice("activity_type", 130, ACTIVITY_TYPES)),
  p6(choice("constraint2", 130, CONSTRAINTS, "constraint")),
  p6(dateColumn("constraint2_at", "start")),
  p6(dateColumn("expected_finish", "finish")),
  p6(dateColumn("external_start_at", "start")),
  p6(dateColumn("external_finish_at", "finish")),
];

const BY_ID = new Map(COLUMNS.map((column) => [column.id, column]));

export function columnById(id: string): Column | null {
  return BY_ID.get(id) ?? customColumn(id);
}

function editable(
  id: string,
  kind: Column["kind"],
  width: number,
  field: ItemField | null,
  align: Column["align"] = "start",
) {
  return { id, kind, width, field, align };
}

function computed(
  id: string,
  width: number,
  align: Column["align"],
  field: ItemField | null,
  print: Column["print"],
  tone?: Column["tone"],
): Column {
  return { id, kind: "computed", width, align, field, print, ...(tone ? { tone } : {}) };
}

function number(field: ItemField, width: number, most?: number): Column {
  return {
    ...editable(field, "number", width, field, "end"),
    print: (w, i) => printNumber(w.plan.num(i, field)),
    read: read.readNumber(field, most),
  };
}

/** `group` is that of the words, where it is not the field. */
function choice(
  field: ItemField,
  width: number,
  words: readonly string[],
  group: string = field,
): Column {
  const choices = (w: CellWorld): Choice[] =>
    words
      .filter((value) => !value.startsWith("mandatory") || w.plan.projectValue("profile") === "p6")
      .map((value) => ({ value, text: w.word(`${group}_${value}`) }));
  return {
    ...editable(field, "choice", width, field),
    print: (w, i) => {
      const value = w.plan.text(i, field);
      return value === null ? "" : w.word(`${group}_${value}`);
    },
    choices,
    read: read.readChoice(field, choices),
  };
}

/** Of the rules of Primavera P6 only. */
function p6(column: Column): Column {
  return { ...column, profile: "p6" };
}

function text(field: ItemField, width: number): Column {
  return {
    ...editable(field, "text", width, field),
    print: (w, i) => w.plan.text(i, field) ?? "",
    read: read.readText(field),
  };
}

function seconds(id: string, field: ItemField): Column {
  return {
    ...editable(id, "duration", 76, field, "end"),
    print: (w, i) => printDuration(w.plan.num(i, field), unitOf(w, i), w.settings),
    read: read.readSeconds(field, unitOf),
  };
}

function hours(id: string, field: ItemField): Column {
  return {
    ...editable(id, "duration", 76, field, "end"),
    print: (w, i) => printWork(w.plan.num(i, field)),
    read: read.readSeconds(field, () => "hours"),
  };
}

function unitOf(w: CellWorld, item: ItemId): DurationUnit {
  return (w.plan.text(item, "duration_unit") ?? "days") as DurationUnit;
}

function calendarChoices(w: CellWorld): Choice[] {
  return w.plan.idsOf("calendar").map((id) => {
    const title = w.plan.textOf("calendar", id, "title") ?? "";
    return { value: title, text: title };
  });
}

/** A yes-or-no field with a word for either. */
function flag(field: ItemField, id: string, words: readonly [string, string]): Column {
  const choices = (w: CellWorld): Choice[] =>
    words.map((name) => ({ value: name.slice(id.length + 1), text: w.word(name) }));
  return {
    ...editable(id, "choice", 90, field),
    print: (w, i) => w.word(words[w.plan.flag(i, field) ? 1 : 0]),
    choices,
    read: (w, i, text) => {
      const wanted = text.toLowerCase();
      const at = choices(w).findIndex(
        (one) => one.value === wanted || one.text.toLowerCase() === wanted,
      );
      return at < 0 ? read.refuse("cell_not_a_choice") : read.change(w, i, { [field]: at === 1 });
    },
  };
}

function dateColumn(field: ItemField, side: Side): Column {
  return {
    ...editable(field, "date", 90, field, "end"),
    print: (w, i) => printDate(w, w.plan.num(i, field)),
    draft: (w, i) => draftDate(w, w.plan.num(i, field), side),
    read: read.readDate(field, side),
  };
}

function dateShown(field: ItemField): Column {
  return computed(
    field,
    90,
    "end",
    field,
    (w, i) => printDate(w, w.plan.num(i, field)),
    () => "dim",
  );
}

function baselineDate(id: string, side: Side): Column {
  const at = (w: CellWorld, i: ItemId): number => baselineOf(w, i)?.[side] ?? Number.NaN;
  return computed(
    id,
    90,
    "end",
    null,
    (w, i) => printDate(w, at(w, i)),
    () => "dim",
  );
}

function baselineOf(w: CellWorld, item: ItemId) {
  return w.baseline === null ? null : w.plan.relations.baselineOf(w.baseline, item);
}

/** Calendar days late (+) or early (−) against the baseline. */
function variance(id: string, side: Side): Column {
  const days = (w: CellWorld, i: ItemId): number => {
    const planned = baselineOf(w, i)?.[side] ?? Number.NaN;
    return Math.round(((w.plan.num(i, side) - planned) / DAY) * 10) / 10;
  };
  return computed(
    id,
    72,
    "end",
    null,
    (w, i) => {
      const value = days(w, i);
      return Number.isFinite(value)
        ? `${value > 0 ? "+" : value < 0 ? "−" : ""}${Math.abs(value)}d`
        : "";
    },
    (w, i) => (days(w, i) > 0 ? "warn" : "dim"),
  );
}

function slack(id: string, field: ItemField): Column {
  const tone = (w: CellWorld, i: ItemId): Tone => (w.plan.num(i, field) < 0 ? "bad" : "dim");
  const print = (w: CellWorld, i: ItemId): string => {
    const seconds = w.plan.num(i, field);
    if (!Number.isFinite(seconds) || w.plan.isSummary(i)) return "";
    return seconds === 0 ? "0" : printSlack(w, i, seconds);
  };
  return computed(id, 60, "end", field, print, tone);
}

/** A tenth of a day is enough to read; the panel has the rest. */
function printSlack(w: CellWorld, item: ItemId, seconds: number): string {
  const unit = slackUnit(w, item);
  const tenth = unitSeconds(unit, w.settings) / 10;
  const rounded = Math.sign(seconds) * Math.max(1, Math.round(Math.abs(seconds) / tenth)) * tenth;
  return printDuration(rounded, unit, w.settings);
}

function slackUnit(w: CellWorld, item: ItemId): DurationUnit {
  return isElapsed(unitOf(w, item)) ? "elapsed_days" : "days";
}

function printNumber(value: number): string {
  return Number.isFinite(value) ? String(value) : "";
}

function printItemDuration(w: CellWorld, item: ItemId): string {
  const { plan } = w;
  if (plan.flag(item, "is_blank")) return "";
  return printDuration(
    plan.num(item, "duration_s"),
    unitOf(w, item),
    w.settings,
    plan.flag(item, "is_estimated"),
  );
}

function printDriver(w: CellWorld, item: ItemId): string {
  const kind = w.plan.text(item, "driver_kind");
  return kind === null || kind === "none" ? "" : w.word(`driver_${kind}`);
}
