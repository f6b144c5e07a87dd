// The calendars of a plan, built from its rows when first asked and dropped when a row changes.
// A ring of bases (which the server refuses) ends at the standard week instead of never.
import {
  type CalendarException,
  STANDARD_WEEK,
  WEEKDAY_FIELDS,
  type WeekTexts,
  WorkCalendar,
  type WorkWeek,
} from "./calendar.ts";
import { lastDayOf, strengthOf } from "./recurrence.ts";
import type { EntityName } from "./fields.ts";
import type { RelationSource } from "./relations.ts";

export interface ShelfSource extends RelationSource {
  readonly zone: string;
  has(entity: EntityName, id: number): boolean;
}

export class CalendarShelf {
  #source: ShelfSource;
  #made = new Map<number, WorkCalendar>();
  #standard: WorkCalendar | null = null;

  constructor(source: ShelfSource) {
    this.#source = source;
  }

  /** The standard week when there is no such calendar. */
  find(id: number | null): WorkCalendar {
    return this.#build(id, new Set()) ?? this.#standardCalendar();
  }

  forget(entities: ReadonlySet<EntityName>): void {
    const touched = ["calendar", "work_week", "calendar_exception", "project"] as const;
    if (!touched.some((entity) => entities.has(entity))) return;
    this.#made.clear();
    this.#standard = null;
  }

  #standardCalendar(): WorkCalendar {
    this.#standard ??= new WorkCalendar({
      zone: this.#source.zone,
      week: STANDARD_WEEK,
      workWeeks: [],
      exceptions: [],
      base: null,
    });
    return this.#standard;
  }

  #build(id: number | null, path: Set<number>): WorkCalendar | null {
    if (id === null || Number.isNaN(id) || path.has(id)) return null;
    if (!this.#source.has("calendar", id)) return null;
    const made = this.#made.get(id);
    if (made) return made;
    const base = this.#source.numOf("calendar", id, "base");
    const calendar = new WorkCalendar({
      zone: this.#source.textOf("calendar", id, "zone") ?? this.#source.zone,
      week: this.#readWeek("calendar", id),
      workWeeks: this.#readWorkWeeks(id),
      exceptions: this.#readExceptions(id),
      base: this.#build(base, new Set([...path, id])),
    });
    this.#made.set(id, calendar);
    return calendar;
  }

  #readWeek(entity: EntityName, id: number): WeekTexts {
    return WEEKDAY_FIELDS.map((field) => this.#source.textOf(entity, id, field));
  }

  #belonging(entity: EntityName, calendar: number): number[] {
    return this.#source
      .idsOf(entity)
      .filter((id) => this.#source.numOf(entity, id, "calendar") === calendar);
  }

  #readWorkWeeks(calendar: number): WorkWeek[] {
    return this.#belonging("work_week", calendar).map((id) => {
      const day = (field: string, absent: number): number => {
        const found = this.#source.numOf("work_week", id, field);
        return Number.isNaN(found) ? absent : found;
      };
      return {
        from: day("from", Number.NEGATIVE_INFINITY),
        to: day("to", Number.POSITIVE_INFINITY),
        title: this.#source.textOf("work_week", id, "title") ?? "",
        week: this.#readWeek("work_week", id),
      };
    });
  }

  /** The strongest first, as they are asked in this order. */
  #readExceptions(calendar: number): CalendarException[] {
    const rules = this.#belonging("calendar_exception", calendar).map((id) => {
      const num = (field: string): number =>
        this.#source.numOf("calendar_exception", id, field) || 0;
      const text = (field: string): string | null =>
        this.#source.textOf("calendar_exception", id, field);
      const rule = {
        title: text("title") ?? "",
        kind: text("kind") ?? "daily",
        from: num("from"),
        to: num("to"),
        period: num("period"),
        days_of_week: num("days_of_week"),
        month: num("month"),
        month_day: num("month_day"),
        month_position: text("month_position"),
        month_item: text("month_item"),
        shifts: text("shifts") ?? "",
      };
      return { ...rule, to: lastDayOf(rule, num("occurrences")) };
    });
    return rules.sort((a, b) => strengthOf(b.kind) - strengthOf(a.kind));
  }
}
