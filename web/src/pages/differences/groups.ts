// Differences as a person reads them: a row an item, rows under the item where their causes begin.
// Pure: no texts, no zone, no network.
import type { Difference, Differences, DifferingItem } from "../../api/types.ts";
import { instantFromText } from "../../base/time.ts";

export interface DifferenceRow {
  readonly item: DifferingItem;
  /** Dates first, then slack, then whether it is critical. */
  readonly differences: readonly Difference[];
  /** What tells the row's reason: the first that is more than a consequence of its own dates. */
  readonly main: Difference;
}

export interface DifferenceGroup {
  readonly root: DifferingItem;
  readonly rows: readonly DifferenceRow[];
}

/** The causes with most behind them first; the item of a cause leads its group. */
export function groupByRoot(all: Differences, accepts: Accept): readonly DifferenceGroup[] {
  const items = new Map(all.items.map((item) => [item.id, item]));
  const groups = new Map<number, DifferenceRow[]>();
  for (const row of rowsOf(all, items)) {
    const root = row.main.root ?? row.item.id;
    if (!accepts(row)) continue;
    groups.set(root, [...(groups.get(root) ?? []), row]);
  }
  return [...groups].flatMap(([root, rows]) => makeGroup(items.get(root), rows)).sort(bySize);
}

export type Accept = (row: DifferenceRow) => boolean;

function rowsOf(all: Differences, items: ReadonlyMap<number, DifferingItem>): DifferenceRow[] {
  const byItem = new Map<number, Difference[]>();
  for (const one of all.differences) {
    const of = byItem.get(one.item);
    if (of) of.push(one);
    else byItem.set(one.item, [one]);
  }
  return [...byItem].flatMap(([id, differences]) => {
    const item = items.get(id);
    const main = differences.find(({ reason }) => reason !== "own_value") ?? differences[0];
    return item && main ? [{ item, differences, main }] : [];
  });
}

function makeGroup(root: DifferingItem | undefined, rows: DifferenceRow[]): DifferenceGroup[] {
  if (!root) return [];
  const lead = rows.filter(({ item }) => item.id === root.id);
  return [{ root, rows: [...lead, ...rows.filter(({ item }) => item.id !== root.id)] }];
}

function bySize(a: DifferenceGroup, b: DifferenceGroup): number {
  return b.rows.length - a.rows.length;
}

export interface Span {
  readonly from: number;
  readonly to: number;
}

/** The bars of a row, here and in the file, and how late they may end; seconds. */
export interface RowBars {
  readonly here: Span | null;
  readonly file: Span | null;
  readonly lateHere: number | null;
  readonly lateFile: number | null;
}

export function barsOf({ item, differences }: DifferenceRow): RowBars {
  const late = differences.find(({ field }) => field === "late_finish");
  return {
    here: spanOf(item.start, item.finish),
    file: spanOf(item.stored_start ?? item.start, item.stored_finish ?? item.finish),
    lateHere: late ? secondsOf(late.calculated) : null,
    lateFile: late ? secondsOf(late.stored) : null,
  };
}

/** What the pictures of some rows share as their time axis. */
export function spanOfRows(rows: readonly DifferenceRow[]): Span {
  const all = rows
    .map(barsOf)
    .flatMap(({ here, file, lateHere, lateFile }) => [
      here?.from,
      here?.to,
      file?.from,
      file?.to,
      lateHere,
      lateFile,
    ]);
  const known = all.filter((at): at is number => typeof at === "number");
  const from = known.reduce((a, b) => Math.min(a, b), Infinity);
  const to = known.reduce((a, b) => Math.max(a, b), -Infinity);
  return to > from ? { from, to } : { from: 0, to: 1 };
}

function spanOf(start: string | null, finish: string | null): Span | null {
  const from = secondsOf(start);
  const to = secondsOf(finish);
  return from === null || to === null ? null : { from, to };
}

/** An instant as the API writes it. */
export function secondsOf(value: unknown): number | null {
  const isInstant = typeof value === "string" && /^\d{4}-\d\d-\d\dT/.test(value);
  return isInstant ? instantFromText(value) : null;
}
