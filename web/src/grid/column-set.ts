// Which columns a reader sees, in what order and how wide: a value, kept as short text.
// The one idea: the text names columns with their widths ("title:240,duration,start"), so that it fits into
// storage or a link, and unknown names (of an older or newer client) are dropped without harm.
import type { Column } from "./cell.ts";
import { COLUMNS, columnById } from "./columns.ts";

export interface ShownColumn {
  readonly column: Column;
  readonly width: number;
}
export type ColumnSet = readonly ShownColumn[];

export const NARROWEST = 36;
export const WIDEST = 900;

/** The number of the row stays first: it is its header, and what links are typed by. */
const FIRST = "number";

export const STANDARD =
  "number,wbs,title,duration,start,finish,total_slack,percent_complete,predecessors,resources";

export function readColumns(text: string | null): ColumnSet {
  const set = (text ?? STANDARD).split(",").flatMap((part) => readOne(part));
  const unique = set.filter((one, at) => set.findIndex((o) => o.column === one.column) === at);
  return unique.length > 1 ? pinFirst(unique) : readColumns(STANDARD);
}

function readOne(part: string): ShownColumn[] {
  const [id = "", width] = part.split(":");
  const column = columnById(id.trim());
  if (!column) return [];
  const wanted = Number(width);
  return [{ column, width: wanted > 0 ? clampWidth(wanted) : column.width }];
}

function pinFirst(set: ColumnSet): ColumnSet {
  const number = set.find((one) => one.column.id === FIRST) ?? readOne(FIRST)[0];
  const rest = set.filter((one) => one.column.id !== FIRST);
  return number ? [number, ...rest] : rest;
}

export function printColumns(set: ColumnSet): string {
  return set
    .map(({ column, width }) => (width === column.width ? column.id : `${column.id}:${width}`))
    .join(",");
}

export function clampWidth(width: number): number {
  return Math.round(Math.min(WIDEST, Math.max(NARROWEST, width)));
}

export function resizeColumn(set: ColumnSet, id: string, width: number): ColumnSet {
  return set.map((one) => (one.column.id === id ? { ...one, width: clampWidth(width) } : one));
}

/** A column chosen anew stands where the table of columns has it among those shown. */
export function toggleColumn(set: ColumnSet, id: string): ColumnSet {
  if (id === FIRST) return set;
  if (set.some((one) => one.column.id === id)) {
    return set.length > 2 ? set.filter((one) => one.column.id !== id) : set;
  }
  const added = readOne(id);
  const order = COLUMNS.map((column) => column.id);
  const after = set.findLastIndex((one) => order.indexOf(one.column.id) < order.indexOf(id));
  return set.toSpliced(after + 1, 0, ...added);
}

/** Puts a column before another one; null = at the end. */
export function moveColumn(set: ColumnSet, id: string, before: string | null): ColumnSet {
  const moving = set.find((one) => one.column.id === id);
  if (!moving || id === FIRST || before === FIRST || before === id) return set;
  const rest = set.filter((one) => one !== moving);
  const at = before === null ? rest.length : rest.findIndex((one) => one.column.id === before);
  return rest.toSpliced(at < 0 ? rest.length : at, 0, moving);
}

export function totalWidth(set: ColumnSet): number {
  return set.reduce((sum, one) => sum + one.width, 0);
}
