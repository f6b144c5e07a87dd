// What the grid's edits become: one batch each, and a word about cells that did not take theirs.
// The one idea: typing, clearing, filling, pasting and dropping all end in `apply`, so each is one step of undo.
import type { ItemId } from "../../base/units.ts";
import { canEditCell, readCell } from "../../grid/cell.ts";
import { columnById } from "../../grid/columns.ts";
import type { DropPlace } from "../../grid/grid-model.ts";
import { type CellRange, NEW_ROW, type Spot } from "../../grid/select.ts";
import * as edits from "../../grid/sheet-edits.ts";
import { t, tn } from "../../i18n/text.ts";
import { insertItem, moveItems } from "../../model/edits.ts";
import type { Operation } from "../../model/operation.ts";
import type { Sheet } from "./sheet.svelte.ts";

/** Why a draft was not taken, or the item that it made. */
export interface Written {
  readonly problem: string | null;
  readonly created: ItemId | null;
}

const DONE: Written = { problem: null, created: null };

export class SheetWriter {
  readonly #sheet: Sheet;

  constructor(sheet: Sheet) {
    this.#sheet = sheet;
  }

  /** Takes a draft for a cell and the same column of other items. */
  write(spot: Spot, text: string, others: readonly ItemId[]): Written {
    if (spot.item === NEW_ROW) return this.#writeNew(spot.column, text.trim());
    const { world } = this.#sheet;
    const column = columnById(spot.column);
    if (!column) return DONE;
    const operations: Operation[] = [];
    for (const item of new Set([spot.item, ...others])) {
      if (item !== spot.item && !canEditCell(column, world, item)) continue;
      const reading = readCell(column, world, item, text);
      if (!reading.ok) return { ...DONE, problem: reading.problem };
      operations.push(...reading.operations);
    }
    this.#apply(operations);
    return DONE;
  }

  /** The empty row at the end: a name makes an item, any other value one without a name yet. */
  #writeNew(columnId: string, text: string): Written {
    const column = columnById(columnId);
    if (!column || text === "") return DONE;
    const { world } = this.#sheet;
    const { plan } = world;
    const last = plan.outline.itemAt(plan.outline.rowCount - 1) ?? null;
    const day = plan.projectNumber("minutes_per_day", 480) * 60;
    const set = {
      title: columnId === "title" ? text : t("plan_new_item"),
      duration_s: day,
      duration_unit: "days",
      is_manual: plan.project["new_items_manual"] === true,
    };
    const { batch, temp } = insertItem(plan, last, set, world.newTemp);
    const reading =
      columnId === "title"
        ? { ok: true as const, operations: [] }
        : readCell(column, world, temp, text);
    if (!reading.ok) return { ...DONE, problem: reading.problem };
    this.#apply(edits.mergeOperations([...batch.operations, ...reading.operations]));
    return { problem: null, created: temp };
  }

  clear(sheet: edits.RangeSheet, range: CellRange): void {
    this.#applyRange(edits.clearRange(sheet, range));
  }

  fill(sheet: edits.RangeSheet, range: CellRange): void {
    this.#applyRange(edits.fillDown(sheet, range));
  }

  read(sheet: edits.RangeSheet, range: CellRange): string[][] {
    return edits.copyRange(sheet, range);
  }

  paste(sheet: edits.RangeSheet, range: CellRange, cells: readonly (readonly string[])[]): void {
    if (cells.length > 0) this.#applyRange(edits.pasteRange(sheet, range, cells));
  }

  drop(place: DropPlace): void {
    const { model, selection, session } = this.#sheet.state;
    const { outline } = model;
    const items = [...selection.items];
    const at = outline.itemAt(place.row);
    const above = outline.itemAt(place.row - 1);
    const batch =
      place.into && at !== undefined
        ? moveItems(model, items, at, null)
        : at === undefined
          ? moveItems(model, items, above === undefined ? null : outline.parentOf(above), null)
          : moveItems(model, items, outline.parentOf(at), at);
    if (batch.operations.length === 0) return;
    void session.apply({ ...batch, note: tn("plan_moved_rows", items.length) });
  }

  #applyRange(edit: edits.RangeEdit): void {
    this.#apply(edit.operations);
    if (edit.refused === 0 || edit.problem === null) return;
    const text = tn("plan_refused_cells", edit.refused, { reason: t(edit.problem) });
    this.#sheet.app.notices.add("info", text);
  }

  #apply(operations: readonly Operation[]): void {
    if (operations.length > 0) void this.#sheet.state.session.apply({ operations });
  }
}
