// The edits of the panel: a typed text goes through the same readers as a cell of the grid, so both
// understand the same and say the same when they do not.
import { civilFromDay, dayAt, now, startOfDay } from "../../../base/time.ts";
import type { Day, ItemId } from "../../../base/units.ts";
import type { CellWorld, Reading } from "../../../grid/cell.ts";
import * as readers from "../../../grid/readers.ts";
import { t, word } from "../../../i18n/text.ts";
import { type DurationUnit, parseDuration, printDuration } from "../../../model/duration.ts";
import { setFields } from "../../../model/edits.ts";
import type { ItemField, Value } from "../../../model/fields.ts";
import type { PlanState } from "../../../state/plan.svelte.ts";
import { printValue } from "../../../state/print.ts";
import type { PanelField } from "./sections.ts";

export class ItemEditor {
  readonly state: PlanState;
  readonly item: ItemId;

  constructor(state: PlanState, item: ItemId) {
    this.state = state;
    this.item = item;
  }

  get world(): CellWorld {
    const { state } = this;
    return {
      plan: state.model,
      dates: state.dates,
      settings: state.durations,
      now: now(),
      baseline: null,
      year: civilFromDay(dayAt(state.model.zone, now())).year,
      newTemp: () => state.session.newTemp(),
      word: (name) => word("", name),
    };
  }

  /** What the field shows, as text to edit. */
  print({ field, control }: PanelField): string {
    const { plan } = this.state;
    const value = plan.value(this.item, field);
    if (value === null) return "";
    if (control === "duration") return this.#printDuration(Number(value));
    if (control === "own_duration") return printDuration(Number(value), this.#unit, this.#settings);
    if (control === "money") return String(Number(value) / 10 ** this.#digits);
    if (control === "percent") return `${Math.round(Number(value))} %`;
    if (control === "date" || control === "scheduled") {
      return this.state.dates.print(Number(value), "full");
    }
    if (control === "text" || control === "number") return String(value);
    return printValue(this.state, "item", field, value, this.#unit);
  }

  /** Takes a typed text; returns what is wrong with it. */
  type(row: PanelField, text: string): string | null {
    const reading = this.#read(row, text.trim());
    if (!reading.ok) return t(reading.problem);
    void this.state.session.apply({ operations: reading.operations });
    return null;
  }

  set(field: ItemField, value: Value): void {
    void this.state.session.apply(setFields(this.state.model, [this.item], { [field]: value }));
  }

  /** A day of the month popup, at the hour that this end of an item has. */
  choose(row: PanelField, day: Day): void {
    const { zone } = this.state.model;
    const side = row.side ?? "start";
    const at = startOfDay(zone, day) + readers.usualSecond(this.world, side);
    if (row.control === "scheduled") {
      const set = readers.dateSet(this.world, this.item, side, at);
      void this.state.session.apply(setFields(this.state.model, [this.item], set));
    } else this.set(row.field, at);
  }

  dayOf(field: ItemField): Day {
    const { plan } = this.state;
    const at = plan.num(this.item, field);
    const start = plan.num(this.item, "start");
    return dayAt(plan.zone, Number.isFinite(at) ? at : Number.isFinite(start) ? start : now());
  }

  #read(row: PanelField, text: string): Reading {
    const { world, item } = this;
    switch (row.control) {
      case "duration":
        return readers.readDuration(world, item, text);
      case "scheduled":
        return readers.readScheduled(row.side ?? "start")(world, item, text);
      case "date":
        return readers.readDate(row.field, row.side ?? "start")(world, item, text);
      case "own_duration":
        return this.#readSeconds(row.field, text, this.#unit);
      case "work":
        return this.#readSeconds(row.field, text, "hours");
      case "percent":
        return readers.readNumber(row.field, 100)(world, item, text);
      case "money":
        return this.#readMoney(row.field, text);
      case "number":
        return readers.readNumber(row.field)(world, item, text);
      default:
        return readers.readText(row.field)(world, item, text);
    }
  }

  #readSeconds(field: ItemField, text: string, plain: DurationUnit): Reading {
    if (text === "") return readers.change(this.world, this.item, { [field]: null });
    const typed = parseDuration(text, this.#settings, plain);
    if (!typed) return readers.refuse("cell_not_a_duration");
    return readers.change(this.world, this.item, { [field]: typed.seconds });
  }

  #readMoney(field: ItemField, text: string): Reading {
    const amount = Number(text.replace(/\s|'/g, "").replace(",", "."));
    if (!Number.isFinite(amount)) return readers.refuse("cell_not_a_number");
    const minor = Math.round(amount * 10 ** this.#digits);
    return readers.change(this.world, this.item, { [field]: minor });
  }

  #printDuration(seconds: number): string {
    const isEstimated = this.state.model.flag(this.item, "is_estimated");
    return printDuration(seconds, this.#unit, this.#settings, isEstimated);
  }

  get #unit(): DurationUnit {
    return (this.state.model.text(this.item, "duration_unit") as DurationUnit | null) ?? "days";
  }

  get #settings() {
    return this.state.durations;
  }

  get #digits(): number {
    return this.state.model.projectNumber("currency_digits", 2);
  }
}
