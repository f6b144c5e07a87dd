// The form of one record: values as text to edit, and typed texts as an operation. What is special to
// an entity (a start that becomes a constraint) stands in a class derived from this one.
import { dayAt, now, startOfDay } from "../base/time.ts";
import type { Day } from "../base/units.ts";
import { t, type TextKey } from "../i18n/text.ts";
import { parseDate } from "../model/date-text.ts";
import {
  type DurationSettings,
  type DurationUnit,
  parseDuration,
  printDuration,
} from "../model/duration.ts";
import { updateOf } from "../model/edits.ts";
import { type EntityName, typeOf, type Value } from "../model/fields.ts";
import type { Values } from "../model/operation.ts";
import type { Session } from "../model/session.ts";
import { parseClock, printClock } from "../model/shifts.ts";
import type { PlanState } from "../state/plan.svelte.ts";
import { printValue } from "../state/print.ts";
import type { RecordField, Side } from "./rows.ts";

/** What a form needs of the open plan. */
export type RecordWorld = Pick<PlanState, "plan" | "model" | "dates" | "durations"> & {
  readonly session: Pick<Session, "apply" | "refusals">;
};

/** A value that was read, or why there is none. */
export type Read =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly problem: TextKey };

export class RecordEditor<World extends RecordWorld = RecordWorld> {
  readonly state: World;
  readonly entity: EntityName;
  readonly id: number;

  constructor(state: World, entity: EntityName, id: number) {
    this.state = state;
    this.entity = entity;
    this.id = id;
  }

  value(field: string): Value {
    return this.state.plan.valueOf(this.entity, this.id, field);
  }

  isPending(field: string): boolean {
    return this.state.plan.pending.valueOf(this.entity, this.id, field) !== undefined;
  }

  refusal(field: string): string | undefined {
    const { plan, session } = this.state;
    return plan && session.refusals.of(this.entity, this.id, field)?.message;
  }

  /** Calculated here, whatever control the row names. */
  isDerived(row: RecordField): boolean {
    return row.control === "shown";
  }

  /** What the field shows, as text to edit. */
  print(row: RecordField): string {
    const value = this.value(row.field);
    if (value === null || value === "") return "";
    if (typeof value === "number") return this.#printNumber(row, value);
    if (row.control === "shown") return printValue(this.state, this.entity, row.field, value);
    return String(value);
  }

  #printNumber(row: RecordField, value: number): string {
    switch (row.control) {
      case "duration":
      case "own_duration":
        return printDuration(value, this.unitOf(row), this.settings);
      case "money":
        return (value / 10 ** this.digits).toFixed(this.digits);
      case "percent":
        return `${Math.round(value)} %`;
      case "share":
        return `${Math.round(value * 100)} %`;
      case "date":
      case "scheduled":
        return this.state.dates.print(value, "full");
      case "clock":
        return printClock(value);
      case "number":
        return String(value);
      case "item":
        return `${this.state.plan.numberOf(value)} ${this.state.plan.text(value, "title") ?? ""}`;
      default:
        return printValue(this.state, this.entity, row.field, value, this.unitOf(row));
    }
  }

  /** Takes a typed text; returns what is wrong with it. */
  type(row: RecordField, text: string): string | null {
    const read = this.read(row, text.trim());
    if (!read.ok) return t(read.problem);
    this.set(row.field, read.value);
    return null;
  }

  set(field: string, value: Value): void {
    if (this.state.model.valueOf(this.entity, this.id, field) === value) return;
    this.apply({ [field]: value });
  }

  apply(set: Values): void {
    const operations = [updateOf(this.state.model, this.entity, this.id, set)];
    void this.state.session.apply({ operations });
  }

  /** One of a list; numbers come as text. */
  pick(row: RecordField, chosen: string): void {
    const type = typeOf(this.entity, row.field);
    const isText = type === "enum" || type === "text";
    this.set(row.field, chosen === "" ? null : isText ? chosen : Number(chosen));
  }

  /** A day of the month popup, at the hour that this end of an item has. */
  choose(row: RecordField, day: Day): void {
    this.set(row.field, startOfDay(this.state.model.zone, day) + this.usualSecond(row.side));
  }

  dayOf(field: string): Day {
    const at = this.value(field) ?? this.value("start");
    return dayAt(this.state.plan.zone, typeof at === "number" ? at : now());
  }

  read(row: RecordField, text: string): Read {
    if (text === "") {
      return row.isRequired ? problem("error_required") : { ok: true, value: null };
    }
    switch (row.control) {
      case "duration":
      case "own_duration":
        return this.#readSeconds(text, this.unitOf(row), row);
      case "work":
        return this.#readSeconds(text, "hours", row);
      case "date":
        return this.#readDate(text, row);
      case "money":
        return this.#readScaled(text, (amount) => Math.round(amount * 10 ** this.digits), row);
      case "share":
        return this.#readScaled(text.replace(/\s*%$/, ""), (percent) => percent / 100, row);
      case "percent":
        return this.#readNumber(text.replace(/\s*%$/, ""), { most: 100, ...row });
      case "number":
        return this.#readNumber(text, row);
      case "clock":
        return valueOr(parseClock(text), "error_number");
      case "item":
        return this.#readItem(text);
      default:
        return { ok: true, value: text };
    }
  }

  #readSeconds(text: string, plain: DurationUnit, row: RecordField): Read {
    const typed = parseDuration(text, this.settings, plain);
    if (!typed || (typed.seconds < 0 && !row.mayBeNegative)) return problem("cell_not_a_duration");
    return { ok: true, value: typed.seconds };
  }

  #readDate(text: string, row: RecordField): Read {
    const from = this.value(row.field);
    const near = typeof from === "number" ? { from } : {};
    const { zone } = this.state.model;
    const clock = this.usualSecond(row.side);
    return valueOr(parseDate(text, { zone, now: now(), clock, ...near }), "error_date");
  }

  #readScaled(text: string, scale: (typed: number) => number, row: RecordField): Read {
    const read = this.#readNumber(text, row);
    return read.ok ? { ok: true, value: scale(Number(read.value)) } : read;
  }

  #readNumber(text: string, row: RecordField): Read {
    const number = Number(text.replaceAll(/[\s'’]/g, "").replace(",", "."));
    const isInRange =
      number <= (row.most ?? Number.POSITIVE_INFINITY) && (row.mayBeNegative || number >= 0);
    if (!Number.isFinite(number) || !isInRange) return problem("cell_not_a_number");
    return { ok: true, value: number };
  }

  /** "12", or "12 Build the racks" as it is printed. */
  #readItem(text: string): Read {
    const number = Number(/^\d+/.exec(text)?.[0] ?? Number.NaN);
    return valueOr(this.state.model.itemByNumber(number) ?? null, "cell_link_unknown");
  }

  protected usualSecond(side: Side | undefined): number {
    const { model } = this.state;
    return side === "finish"
      ? model.projectNumber("default_finish_s", 61_200)
      : model.projectNumber("default_start_s", 28_800);
  }

  protected unitOf(_row: RecordField): DurationUnit {
    return "days";
  }

  protected get settings(): DurationSettings {
    return this.state.durations;
  }

  protected get digits(): number {
    return this.state.model.projectNumber("currency_digits", 2);
  }
}

function problem(key: TextKey): Read {
  return { ok: false, problem: key };
}

function valueOr(value: number | null, otherwise: TextKey): Read {
  return value === null ? problem(otherwise) : { ok: true, value };
}
