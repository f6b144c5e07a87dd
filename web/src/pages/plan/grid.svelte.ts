// The grid's half of the plan page: cursor, draft, columns, and the edits they end in.
// The one idea: the cursor is the selection of the plan (item and field), so that commands, panel and chart move it
// too; only the anchor of a range and the draft of a cell are the grid's own.
import type { ItemId } from "../../base/units.ts";
import { canEditCell, type Column, draftOfCell } from "../../grid/cell.ts";
import * as set from "../../grid/column-set.ts";
import { columnById } from "../../grid/columns.ts";
import { isColumnOf } from "../../grid/custom-column.ts";
import {
  draftOf,
  type Intent,
  intentOf,
  type Key,
  type Mode,
  openWith,
  READY,
} from "../../grid/edit.ts";
import type { DropPlace, GridModel, RowView } from "../../grid/grid-model.ts";
import * as select from "../../grid/select.ts";
import { parseTsv, printTsv } from "../../grid/tsv.ts";
import { rowsIn, scrollToSpan, slotsFor, windowOf } from "../../grid/window.ts";
import { hasText, t } from "../../i18n/text.ts";
import { readKept, writeKept } from "./kept.ts";
import { SheetWriter } from "./sheet-writer.ts";
import type { Sheet } from "./sheet.svelte.ts";

type Then = (Intent & { do: "commit" })["then"];

export class GridState implements GridModel {
  readonly #sheet: Sheet;
  readonly #writer: SheetWriter;
  readonly #keys = new Map<ItemId, number>();
  #views = new Map<ItemId, RowView>();
  #kept = $state.raw(set.readColumns(readKept("columns")));
  /** Those kept that this plan can show; the same value while nothing is left out. */
  readonly #columns = $derived.by(() => {
    const { plan } = this.#sheet.state;
    const shown = this.#kept.filter(({ column }) => isColumnOf(plan, column));
    return shown.length === this.#kept.length ? this.#kept : shown;
  });
  /** Columns are shown that only the simulation can fill. */
  readonly showsChances = $derived(this.#columns.some(({ column }) => column.isChance));
  #offset = $state(0);
  #anchor = $state.raw<{ active: select.Spot; anchor: select.Spot } | null>(null);
  #mode = $state.raw<Mode>(READY);
  #problem = $state.raw<string | null>(null);
  /** The item that the last draft in the empty row made. */
  #created: ItemId | null = null;
  wantsFocus = $state(false);

  constructor(sheet: Sheet) {
    this.#sheet = sheet;
    this.#writer = new SheetWriter(sheet);
  }

  /** A new item got its number: its row stays the element it is. */
  rename(ids: ReadonlyMap<number, number>): void {
    for (const [temp, id] of ids) this.#keys.set(id, this.#keys.get(temp) ?? temp);
  }

  // What the grid shows.

  get world() {
    return this.#sheet.world;
  }

  get columns() {
    return this.#columns;
  }

  get offset(): number {
    return Math.min(this.#offset, this.mostOffset);
  }

  get mostOffset(): number {
    return Math.max(0, set.totalWidth(this.#columns) - this.width);
  }

  get width(): number {
    return this.#sheet.gridWidth;
  }

  readonly frozen = $derived.by(() => {
    const title = this.#columns.findIndex((one) => one.column.id === "title") + 1;
    const width = set.totalWidth(this.#columns.slice(0, title));
    return title > 0 && title <= 3 && width <= this.width * 0.6 ? title : 1;
  });

  readonly rows = $derived.by(() => {
    const { outline } = this.#sheet.state.watch("outline");
    const range = windowOf(this.#viewport);
    const pinned = select.rowOfSpot(this.sheet, this.cursor.active);
    const slot = (row: number): number => (row === pinned ? -1 : row % this.#slots);
    return rowsIn(range, pinned)
      .sort((a, b) => slot(a) - slot(b))
      .map((row) => this.#view(row, row === pinned, outline.itemAt(row)));
  });

  /** As many as a window has rows at most, so that elements of rows that went by are used again. */
  get #slots(): number {
    return slotsFor(this.viewHeight, this.rowHeight);
  }

  get #viewport() {
    const { scrollTop, bodyHeight, rowHeight } = this.#sheet;
    return { scrollTop, height: bodyHeight, rowHeight, rowCount: this.rowCount };
  }

  /** The same object while nothing of it changed, so that its row is left alone. */
  #view(row: number, isActive: boolean, item: ItemId = select.NEW_ROW): RowView {
    const { outline } = this.#sheet.state.model;
    const isNew = item === select.NEW_ROW;
    const view: RowView = {
      row,
      item,
      key: isActive ? `item ${this.#keys.get(item) ?? item}` : `slot ${row % this.#slots}`,
      level: isNew ? 0 : outline.levelOf(item),
      isParent: !isNew && outline.isParent(item),
      isFolded: !isNew && outline.isCollapsed(item),
    };
    const known = this.#views.get(item);
    if (known && isSameView(known, view)) return known;
    if (this.#views.size > 2000) this.#views = new Map();
    this.#views.set(item, view);
    return view;
  }

  get rowCount(): number {
    return this.#sheet.rowCount + 1;
  }

  get rowHeight(): number {
    return this.#sheet.rowHeight;
  }

  get scrollTop(): number {
    return this.#sheet.scrollTop;
  }

  get viewHeight(): number {
    return this.#sheet.bodyHeight;
  }

  readonly sheet: select.Sheet = $derived.by(() => {
    const { outline } = this.#sheet.state.watch("outline");
    return {
      rowCount: outline.rowCount,
      itemAt: (row) => outline.itemAt(row) ?? select.NEW_ROW,
      rowOf: (item) => outline.rowOf(item),
      columns: this.#columns.map((one) => one.column.id),
      pageRows: Math.max(1, Math.floor(this.viewHeight / this.rowHeight) - 1),
    };
  });

  readonly cursor: select.Cursor = $derived.by(() => {
    const { focus, field } = this.#sheet.state.selection;
    const column = this.sheet.columns.includes(field) ? field : "title";
    const active = { item: focus ?? select.NEW_ROW, column };
    const range = this.#anchor;
    const isHere = range?.active.item === active.item && range.active.column === column;
    return { active, anchor: isHere && range ? range.anchor : active };
  });

  readonly range = $derived(select.rangeOf(this.sheet, this.cursor));

  get mode(): Mode {
    return this.#mode;
  }

  get problem(): string | null {
    return this.#problem;
  }

  isSelected(item: ItemId): boolean {
    return this.#sheet.state.selection.has(item);
  }

  isMoved(item: ItemId): boolean {
    return this.#sheet.isMoved(item);
  }

  isPending(item: ItemId, column: Column): boolean {
    const { plan } = this.world;
    return column.field !== null && plan.isRecalculating && plan.isPending(item, column.field);
  }

  refusal(item: ItemId, column: Column): string | null {
    const { refusals } = this.#sheet.state.session;
    if (refusals.size === 0 || column.field === null) return null;
    return refusals.of("item", item, column.field)?.message ?? null;
  }

  place(item: ItemId) {
    return this.world.plan.outline.placeOf(item);
  }

  // Moving about.

  focus(isIn: boolean): void {
    this.wantsFocus = isIn;
  }

  #go(cursor: select.Cursor): void {
    this.#mode = READY;
    this.#problem = null;
    this.#anchor = cursor;
    const { selection } = this.#sheet.state;
    const { item, column } = cursor.active;
    const range = select.rangeOf(this.sheet, cursor);
    const items = select.itemsIn(this.sheet, range);
    selection.select(items, item === select.NEW_ROW ? null : item);
    selection.setField(column);
    this.reveal();
  }

  /** Brings the active cell into view. */
  reveal(): void {
    this.#sheet.showRow(select.rowOfSpot(this.sheet, this.cursor.active));
    const at = select.columnOfSpot(this.sheet, this.cursor.active);
    const column = this.#columns[at];
    if (!column || at < this.frozen) return;
    const frozen = set.totalWidth(this.#columns.slice(0, this.frozen));
    const x = set.totalWidth(this.#columns.slice(0, at)) - frozen;
    const strip = { frozen, width: this.width, offset: this.offset };
    this.#offset = scrollToSpan(strip, x, column.width);
  }

  scrollBy(dx: number, dy: number): void {
    if (dx !== 0) this.#offset = Math.min(Math.max(0, this.offset + dx), this.mostOffset);
    if (dy !== 0) this.#sheet.scrollBy(dy);
  }

  pick(spot: select.Spot, how: { readonly add: boolean; readonly extend: boolean }): void {
    if (!this.#settle()) return;
    if (how.add && spot.item !== select.NEW_ROW) {
      this.#sheet.state.selection.toggle(spot.item);
      this.#sheet.state.selection.setField(spot.column);
      return;
    }
    const anchor = how.extend ? this.cursor.anchor : spot;
    this.#go({
      active: spot,
      anchor: spot.column === "number" ? this.#rowAnchor(anchor, how) : anchor,
    });
  }

  /** A click on the number of a row takes the whole row. */
  #rowAnchor(anchor: select.Spot, how: { readonly extend: boolean }): select.Spot {
    const last = this.sheet.columns.at(-1) ?? "title";
    return how.extend ? { item: anchor.item, column: last } : anchor;
  }

  press(key: Key): boolean {
    const intent = intentOf(this.#mode, key);
    if (!intent) return false;
    this.#do(intent);
    return true;
  }

  #do(intent: Intent): void {
    switch (intent.do) {
      case "move":
        return this.#go(select.moveCursor(this.sheet, this.cursor, intent.step, intent.extend));
      case "tab":
        return this.#go(select.tabCursor(this.sheet, this.cursor, intent.back));
      case "open":
        return this.edit(this.cursor.active);
      case "choose":
        return this.edit(this.cursor.active);
      case "panel":
        return this.openPanel(this.cursor.active.item);
      case "commit":
        return this.#commit(intent.then);
      case "cancel":
        this.#mode = READY;
        this.#problem = null;
        return;
      case "clear":
        return this.#writer.clear(this.#rangeSheet, this.range);
      case "fill_down":
        return this.#writer.fill(this.#rangeSheet, this.range);
      case "select_all":
        return this.#selectAll();
    }
  }

  #selectAll(): void {
    const { selection, model } = this.#sheet.state;
    const { outline } = model;
    const items = Array.from({ length: outline.rowCount }, (_, row) => outline.itemAt(row) ?? 0);
    selection.select(items, selection.focus);
  }

  // Editing.

  type(text: string): void {
    this.#problem = null;
    this.#mode = draftOf(this.#mode, text);
  }

  edit(spot: select.Spot): void {
    const column = columnById(spot.column);
    if (!column) return;
    if (spot.item !== this.cursor.active.item || spot.column !== this.cursor.active.column) {
      this.#go({ active: spot, anchor: spot });
    }
    const isNew = spot.item === select.NEW_ROW;
    if (!isNew && !canEditCell(column, this.world, spot.item)) return this.openPanel(spot.item);
    this.#mode = openWith(isNew ? "" : draftOfCell(column, this.world, spot.item));
  }

  choose(text: string): void {
    this.#mode = { is: "editing", typed: false, draft: text };
    if (columnById(this.cursor.active.column)?.kind !== "links") this.#commit("stay");
  }

  /** The focus left the grid: what can be taken is taken, what cannot is let go. */
  leave(): void {
    if (this.#mode.is === "editing" && !this.#settle()) this.#do({ do: "cancel" });
  }

  /** Ends an edit; false when the draft cannot be taken. */
  #settle(others: readonly ItemId[] = []): boolean {
    this.#created = null;
    if (this.#mode.is === "ready") return true;
    const written = this.#writer.write(this.cursor.active, this.#mode.draft, others);
    const { problem } = written;
    this.#problem = problem !== null && hasText(problem) ? t(problem) : problem;
    if (problem !== null) return false;
    this.#created = written.created;
    this.#mode = READY;
    return true;
  }

  #commit(then: Then): void {
    const others = then === "all" ? [...this.#sheet.state.selection.items] : [];
    if (!this.#settle(others) || then === "stay" || then === "all") return;
    const isSideways = then !== "up" && then !== "down";
    if (isSideways && this.#created !== null) {
      this.#go(select.cursorAt(this.#created, this.cursor.active.column));
    }
    if (then === "next" || then === "back") this.#do({ do: "tab", back: then === "back" });
    else this.#do({ do: "move", step: then, extend: false });
  }

  /** The keyboard goes to the name of the empty row at the end. */
  addItem(): void {
    this.wantsFocus = true;
    const spot = { item: select.NEW_ROW, column: "title" };
    this.#go({ active: spot, anchor: spot });
  }

  openPanel(item: ItemId): void {
    if (item !== select.NEW_ROW) this.#sheet.state.selection.openPanel(item);
  }

  toggle(item: ItemId): void {
    const { model } = this.#sheet.state;
    model.collapse([item], !model.outline.isCollapsed(item));
  }

  // Ranges.

  get #rangeSheet() {
    const { rowCount, itemAt } = this.sheet;
    return { world: this.world, columns: this.#columns.map((one) => one.column), rowCount, itemAt };
  }

  copy(): string {
    return printTsv(this.#writer.read(this.#rangeSheet, this.range));
  }

  cut(): string {
    const text = this.copy();
    this.#writer.clear(this.#rangeSheet, this.range);
    return text;
  }

  paste(text: string): void {
    this.#writer.paste(this.#rangeSheet, this.range, parseTsv(text));
  }

  drop(place: DropPlace): void {
    this.#writer.drop(place);
  }

  // Columns.

  #keep(columns: set.ColumnSet): void {
    this.#kept = columns;
    this.fetchColumns();
    writeKept("columns", set.printColumns(columns));
  }

  /** Values of the project's own fields come when a column shows them. */
  fetchColumns(): void {
    const wanted = this.#kept.some(({ column }) => column.custom !== undefined);
    if (wanted) void this.#sheet.state.session.need(["custom_values"]);
  }

  resize(column: string, width: number): void {
    this.#keep(set.resizeColumn(this.#kept, column, width));
  }

  reorder(column: string, before: string | null): void {
    this.#keep(set.moveColumn(this.#kept, column, before));
  }

  toggleColumn(column: string): void {
    this.#keep(set.toggleColumn(this.#kept, column));
  }

  resetColumns(): void {
    this.#keep(set.readColumns(null));
  }
}

function isSameView(a: RowView, b: RowView): boolean {
  return (
    a.row === b.row &&
    a.key === b.key &&
    a.level === b.level &&
    a.isParent === b.isParent &&
    a.isFolded === b.isFolded
  );
}
