// The form of an item. A typed duration or date goes through the same readers as a cell of the grid, so
// both understand the same and say the same when they do not.
import { civilFromDay, dayAt, now, startOfDay } from "../../../base/time.ts";
import type { Day, ItemId } from "../../../base/units.ts";
import type { CellWorld, Reading } from "../../../grid/cell.ts";
import * as readers from "../../../grid/readers.ts";
import { t, word } from "../../../i18n/text.ts";
import { type DurationUnit, printDuration } from "../../../model/duration.ts";
import { setFields } from "../../../model/edits.ts";
import { RecordEditor } from "../../../record/record-editor.ts";
import type { RecordField } from "../../../record/rows.ts";
import type { PlanState } from "../../../state/plan.svelte.ts";
import { isOfBelow } from "./sections.ts";

export class ItemEditor extends RecordEditor<PlanState> {
  readonly item: ItemId;

  constructor(state: PlanState, item: ItemId) {
    super(state, "item", item);
    this.item = item;
  }

  get world(): CellWorld {
    return worldOf(this.state);
  }

  override isDerived(row: RecordField): boolean {
    return super.isDerived(row) || isOfBelow(row.field, this.state.plan.isSummary(this.item));
  }

  override print(row: RecordField): string {
    const value = this.value(row.field);
    if (row.control !== "duration" || typeof value !== "number") return super.print(row);
    const isEstimated = this.state.model.flag(this.item, "is_estimated");
    return printDuration(value, this.unitOf(row), this.settings, isEstimated);
  }

  override type(row: RecordField, text: string): string | null {
    const reading = this.#read(row, text.trim());
    if (!reading) return super.type(row, text);
    if (!reading.ok) return t(reading.problem);
    void this.state.session.apply({ operations: reading.operations });
    return null;
  }

  override choose(row: RecordField, day: Day): void {
    if (row.control !== "scheduled") {
      super.choose(row, day);
      return;
    }
    const side = row.side ?? "start";
    const at = startOfDay(this.state.model.zone, day) + this.usualSecond(side);
    const set = readers.dateSet(this.world, this.item, side, at);
    void this.state.session.apply(setFields(this.state.model, [this.item], set));
  }

  /** A constraint that needs a date gets the present one, as in Microsoft Project, until another is typed. */
  override pick(row: RecordField, chosen: string): void {
    if (row.field !== "constraint" && row.field !== "constraint2") {
      super.pick(row, chosen);
      return;
    }
    const at = `${row.field}_at` as const;
    const isDated = chosen !== "asap" && chosen !== "alap";
    const side = chosen.startsWith("f") || chosen.endsWith("fo") || chosen.endsWith("finish");
    const present = this.value(at) ?? this.value(side ? "finish" : "start");
    this.apply({ [row.field]: chosen, [at]: isDated ? present : null });
  }

  /** What only items know how to read. */
  #read(row: RecordField, text: string): Reading | null {
    if (row.control === "duration") return readers.readDuration(this.world, this.item, text);
    if (row.control !== "scheduled") return null;
    return readers.readScheduled(row.side ?? "start")(this.world, this.item, text);
  }

  protected override unitOf(row: RecordField): DurationUnit {
    if (row.field === "levelling_delay_s") return "elapsed_days";
    return (this.state.model.text(this.item, "duration_unit") as DurationUnit | null) ?? "days";
  }
}

/** What the readers of cells look at. */
export function worldOf(state: PlanState): CellWorld {
  return {
    plan: state.model,
    dates: state.dates,
    settings: state.durations,
    now: now(),
    baseline: null,
    chances: state.simulation.chances,
    isStale: state.simulation.isStale,
    year: civilFromDay(dayAt(state.model.zone, now())).year,
    newTemp: () => state.session.newTemp(),
    word: (name) => word("", name),
  };
}
