// Edits of the project's own fields: typed texts become values, and each is an operation like any other.
import { dayAt, now, startOfDay } from "../../base/time.ts";
import type { Day } from "../../base/units.ts";
import { t } from "../../i18n/text.ts";
import { parseDate } from "../../model/date-text.ts";
import { setRecord } from "../../model/edits.ts";
import type { Value } from "../../model/fields.ts";
import { parseClock, printClock } from "../../model/shifts.ts";
import type { PlanState } from "../../state/plan.svelte.ts";
import type { ProjectField, SettingsField } from "./fields.ts";

export class ProjectEditor {
  readonly plan: PlanState;

  constructor(plan: PlanState) {
    this.plan = plan;
  }

  value(field: ProjectField): Value {
    return this.plan.watch("project").projectValue(field);
  }

  print({ field, control }: SettingsField): string {
    const value = this.value(field);
    if (value === null) return "";
    if (control === "time") return this.plan.dates.print(Number(value), "full");
    return control === "clock" ? printClock(Number(value)) : String(value);
  }

  /** Takes a typed text; returns what is wrong with it. */
  type(row: SettingsField, text: string): string | null {
    const typed = text.trim();
    if (row.field === "title" && typed === "") return t("error_required");
    if (row.control === "time") return this.#typeTime(row, typed);
    if (row.control === "clock") return this.#typeClock(row.field, typed);
    if (row.control === "number") return this.#typeNumber(row.field, typed);
    this.set(row.field, typed === "" ? null : typed);
    return null;
  }

  set(field: ProjectField, value: Value): void {
    const { model, session, id } = this.plan;
    void session.apply(setRecord(model, "project", id, { [field]: value }));
  }

  chooseDay(row: SettingsField, day: Day): void {
    this.set(row.field, startOfDay(this.plan.model.zone, day) + this.#clock(row));
  }

  dayOf(field: ProjectField): Day {
    const value = this.value(field) ?? this.value("start");
    return dayAt(this.plan.model.zone, typeof value === "number" ? value : now());
  }

  #clock({ side }: SettingsField): number {
    const { model } = this.plan;
    return side === "finish"
      ? model.projectNumber("default_finish_s", 61_200)
      : model.projectNumber("default_start_s", 28_800);
  }

  #typeTime(row: SettingsField, text: string): string | null {
    if (text === "") {
      this.set(row.field, null);
      return null;
    }
    const { zone } = this.plan.model;
    const at = parseDate(text, { zone, now: now(), clock: this.#clock(row) });
    if (at === null) return t("error_date");
    this.set(row.field, at);
    return null;
  }

  #typeClock(field: ProjectField, text: string): string | null {
    const seconds = parseClock(text);
    if (seconds === null) return t("error_number");
    this.set(field, seconds);
    return null;
  }

  #typeNumber(field: ProjectField, text: string): string | null {
    const number = Number(text.replace(",", "."));
    if (text === "" || !Number.isFinite(number)) return t("error_number");
    this.set(field, number);
    return null;
  }
}
