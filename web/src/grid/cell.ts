// What a cell is made of: the world it reads, the column that prints and reads it.
// The one idea: a column is a row of functions over plan and item; the grid, the clipboard, fill-down and bulk edit
// know nothing else, so a new column is one more row in columns.ts.
import type { Dates } from "../base/time.ts";
import type { Instant, ItemId } from "../base/units.ts";
import type { Chances } from "../model/chances.ts";
import type { DurationSettings } from "../model/duration.ts";
import type { ItemField } from "../model/fields.ts";
import type { Operation } from "../model/operation.ts";
import type { Plan } from "../model/plan.ts";

export interface CellWorld {
  readonly plan: Plan;
  readonly dates: Dates;
  readonly settings: DurationSettings;
  readonly now: Instant;
  /** Number of the baseline that is compared with; null = none. */
  readonly baseline: number | null;
  /** What the simulation says; null where nothing was simulated or nothing varies. */
  readonly chances: Chances | null;
  /** The chances are of an older plan. */
  readonly isStale: boolean;
  /** The present year goes without saying; other dates carry theirs. */
  readonly year: number;
  readonly newTemp: () => number;
  /** Word of an enum value in the reader's language. */
  readonly word: (name: string) => string;
}

export type CellKind =
  "text" | "duration" | "date" | "choice" | "links" | "resources" | "number" | "computed";

export type Tone = "plain" | "dim" | "warn" | "bad" | "stale";

/** Why a text was not taken, by message; the sentence is of i18n. */
export type CellProblem =
  | "cell_read_only"
  | "cell_not_a_duration"
  | "cell_not_a_date"
  | "cell_not_a_number"
  | "cell_not_a_choice"
  | "cell_link_form"
  | "cell_link_unknown"
  | "cell_link_itself"
  | "cell_link_lag"
  | "cell_title_missing";

export type Reading =
  | { readonly ok: true; readonly operations: readonly Operation[] }
  | { readonly ok: false; readonly problem: CellProblem };

export interface Column {
  readonly id: string;
  readonly kind: CellKind;
  readonly width: number;
  readonly align: "start" | "end";
  /** The field that an edit or a refusal belongs to. */
  readonly field: ItemField | null;
  readonly print: (world: CellWorld, item: ItemId) => string;
  /** What the editor begins with; the printed text when absent. */
  readonly draft?: (world: CellWorld, item: ItemId) => string;
  readonly read?: (world: CellWorld, item: ItemId, text: string) => Reading;
  readonly tone?: (world: CellWorld, item: ItemId) => Tone;
  /** What else a reader may want to know of the cell, as a sentence; "" where there is nothing. */
  readonly more?: (world: CellWorld, item: ItemId) => string;
  readonly choices?: (world: CellWorld) => readonly Choice[];
  /** Of these rules of calculation only. */
  readonly profile?: "p6";
  /** Filled by the simulation. */
  readonly isChance?: true;
  /** Fixed name of the project's own field that it shows. */
  readonly custom?: string;
}

export interface Choice {
  readonly value: string;
  readonly text: string;
}

export function draftOfCell(column: Column, world: CellWorld, item: ItemId): string {
  return (column.draft ?? column.print)(world, item);
}

export function canEditCell(column: Column, world: CellWorld, item: ItemId): boolean {
  return column.read !== undefined && !isDerived(column, world.plan, item);
}

/** Of a summary these are sums or spans of what lies below. */
const DERIVED = new Set([
  "duration",
  "start",
  "finish",
  "percent_complete",
  "work",
  "actual_start",
  "actual_finish",
  "actual_duration",
  "remaining_duration",
  "actual_work",
  "remaining_work",
]);

function isDerived(column: Column, plan: Plan, item: ItemId): boolean {
  return DERIVED.has(column.id) && plan.isSummary(item) && !plan.flag(item, "is_manual");
}

export function readCell(column: Column, world: CellWorld, item: ItemId, text: string): Reading {
  if (!column.read || !canEditCell(column, world, item)) {
    return { ok: false, problem: "cell_read_only" };
  }
  return column.read(world, item, text.trim());
}
