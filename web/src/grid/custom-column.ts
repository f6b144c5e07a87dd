// Columns of the fields that a project added to its items. Their id carries the fixed name of the field
// (`custom.Text1`), so that the columns chosen once are there in every project that has such a field.
import type { ItemId } from "../base/units.ts";
import {
  type CustomField,
  customFieldNamed,
  customNumber,
  customValue,
  isMoment,
} from "../model/custom-value.ts";
import type { Plan } from "../model/plan.ts";
import { hasText, t } from "../i18n/text.ts";
import type { CellWorld, Column, Reading } from "./cell.ts";
import { printCustom, readCustom } from "./custom-form.ts";
import { draftDate, printDate } from "./date-cell.ts";

const PREFIX = "custom.";
const KNOWN = new Map<string, Column>();

export function customId(name: string): string {
  return `${PREFIX}${encodeURIComponent(name)}`;
}

/** The same column for the same id; null when the id is of another kind. */
export function customColumn(id: string): Column | null {
  if (!id.startsWith(PREFIX)) return null;
  const known = KNOWN.get(id) ?? makeColumn(id);
  if (known) KNOWN.set(id, known);
  return known;
}

function makeColumn(id: string): Column | null {
  const name = nameOf(id);
  if (name === null) return null;
  const fieldOf = (w: CellWorld): CustomField | null => customFieldNamed(w.plan, "item", name);
  return {
    id,
    kind: "text",
    width: 110,
    align: "start",
    field: null,
    custom: name,
    print: (w, item) => withField(fieldOf(w), "", (field) => print(w, field, item)),
    draft: (w, item) => withField(fieldOf(w), "", (field) => draft(w, field, item)),
    read: (w, item, text) =>
      withField<Reading>(fieldOf(w), { ok: false, problem: "cell_read_only" }, (field) =>
        readCustom(w, field, item, text),
      ),
  };
}

function nameOf(id: string): string | null {
  try {
    return decodeURIComponent(id.slice(PREFIX.length));
  } catch {
    return null;
  }
}

function withField<T>(field: CustomField | null, none: T, use: (field: CustomField) => T): T {
  return field === null ? none : use(field);
}

function print(w: CellWorld, field: CustomField, item: ItemId): string {
  const at = momentOf(w, field, item);
  return at === null ? printCustom(w, field, item) : printDate(w, at);
}

function draft(w: CellWorld, field: CustomField, item: ItemId): string {
  const at = momentOf(w, field, item);
  if (at === null) return printCustom(w, field, item);
  return draftDate(w, at, field.kind === "finish" ? "finish" : "start");
}

function momentOf(w: CellWorld, field: CustomField, item: ItemId): number | null {
  if (!isMoment(field.kind)) return null;
  return customNumber(field.kind, customValue(w.plan, field.id, item));
}

/** What stands over a column. */
export function columnTitle(plan: Plan, column: Column): string {
  if (column.custom !== undefined) {
    return customFieldNamed(plan, "item", column.custom)?.title ?? column.custom;
  }
  const key = `column_${column.id}`;
  return hasText(key) ? t(key) : column.id;
}

/** Whether the plan has what the column shows. */
export function isColumnOf(plan: Plan, column: Column): boolean {
  return column.custom === undefined || customFieldNamed(plan, "item", column.custom) !== null;
}
