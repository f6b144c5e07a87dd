// Everything of a resource besides its line: fields by kind, rate tables and how much of it is there when.
import type { Instant } from "../../base/units.ts";
import type { FieldOf } from "../../model/fields.ts";
import type { Operation } from "../../model/operation.ts";
import type { Plan } from "../../model/plan.ts";
import type { RecordField } from "../../record/rows.ts";

export const TABLES = ["A", "B", "C", "D", "E"] as const;

interface ResourceField extends RecordField<FieldOf<"resource">> {
  /** Only of these kinds; of all without. */
  readonly only?: readonly string[];
}

const WORKS = ["person", "role", "team", "vendor", "licence", "hardware", "environment"];

const FIELDS: readonly ResourceField[] = [
  { field: "title", control: "text", isRequired: true },
  {
    field: "kind",
    control: "select",
    words: "resource_kind",
    choices: [...WORKS, "material", "cost"],
  },
  { field: "initials", control: "text" },
  { field: "code", control: "text" },
  { field: "group_name", control: "text" },
  { field: "email", control: "text", only: ["person", "role", "team", "vendor"] },
  { field: "material_label", control: "text", only: ["material"] },
  { field: "max_units", control: "share", only: WORKS, isRequired: true },
  {
    field: "calendar",
    control: "reference",
    refers: "calendar",
    none: "calendars_as_project",
    only: WORKS,
  },
  { field: "std_rate_minor", control: "money", only: [...WORKS, "material"], isRequired: true },
  { field: "ot_rate_minor", control: "money", only: WORKS, isRequired: true },
  { field: "per_use_minor", control: "money", only: [...WORKS, "material"], isRequired: true },
  { field: "accrual", control: "select", choices: ["start", "prorated", "end"] },
  { field: "is_generic", control: "check", only: WORKS },
  { field: "is_budget", control: "check" },
  { field: "is_inactive", control: "check" },
  { field: "body", control: "long" },
  { field: "source_uid", control: "shown" },
];

export function resourceFields(kind: string | null): readonly ResourceField[] {
  return FIELDS.filter(({ only }) => !only || only.includes(kind ?? "person"));
}

export function hasAvailability(kind: string | null): boolean {
  return WORKS.includes(kind ?? "person");
}

export const RATE_FIELDS: readonly RecordField<FieldOf<"resource_rate">>[] = [
  { field: "from", control: "date", side: "start" },
  { field: "to", control: "date", side: "finish" },
  { field: "std_rate_minor", control: "money", isRequired: true },
  { field: "ot_rate_minor", control: "money", isRequired: true },
  { field: "per_use_minor", control: "money", isRequired: true },
];

export const AVAILABILITY_FIELDS: readonly RecordField<FieldOf<"resource_availability">>[] = [
  { field: "from", control: "date", side: "start" },
  { field: "to", control: "date", side: "finish" },
  { field: "units", control: "share", isRequired: true },
];

type Dated = "resource_rate" | "resource_availability";

/** Rows of the resource in time; what holds since ever comes first. */
export function datedRows(plan: Plan, entity: Dated, resource: number): number[] {
  const from = (id: number): number => {
    const at = plan.numOf(entity, id, "from");
    return Number.isNaN(at) ? Number.NEGATIVE_INFINITY : at;
  };
  const ids = [...plan.relations.namedBy(entity, "resource", resource)];
  return ids.sort((a, b) => (from(a) < from(b) ? -1 : from(a) > from(b) ? 1 : a - b));
}

export function ratesOf(plan: Plan, resource: number, table: number): number[] {
  return datedRows(plan, "resource_rate", resource).filter(
    (id) => (plan.numOf("resource_rate", id, "table_no") || 0) === table,
  );
}

/** A row with the values of the last one, or those of the resource. */
export function addRate(
  plan: Plan,
  resource: number,
  table: number,
  from: Instant,
  newTemp: () => number,
): Operation {
  const last = ratesOf(plan, resource, table).at(-1);
  const rate = (field: "std_rate_minor" | "ot_rate_minor" | "per_use_minor"): number =>
    (last === undefined
      ? plan.numOf("resource", resource, field)
      : plan.numOf("resource_rate", last, field)) || 0;
  const set = {
    resource,
    table_no: table,
    from: last === undefined ? null : from,
    std_rate_minor: rate("std_rate_minor"),
    ot_rate_minor: rate("ot_rate_minor"),
    per_use_minor: rate("per_use_minor"),
  };
  return { op: "create", entity: "resource_rate", temp: newTemp(), set };
}

export function addAvailability(
  plan: Plan,
  resource: number,
  from: Instant,
  newTemp: () => number,
): Operation {
  const units = plan.numOf("resource", resource, "max_units");
  const set = { resource, from, units: Number.isNaN(units) ? 1 : units };
  return { op: "create", entity: "resource_availability", temp: newTemp(), set };
}

export interface Step {
  readonly from: Instant;
  readonly to: Instant;
  readonly units: number;
}

/** How much is there over a span: the rows where there are some, else nothing; without rows the units of the
    resource all the time. */
export function stepsOf(plan: Plan, resource: number, span: Pick<Step, "from" | "to">): Step[] {
  const ids = datedRows(plan, "resource_availability", resource);
  const most = plan.numOf("resource", resource, "max_units");
  if (ids.length === 0) return [{ ...span, units: most || 0 }];
  const rows = ids.map((id) => {
    const num = (field: string): number => plan.numOf("resource_availability", id, field);
    return {
      from: Number.isNaN(num("from")) ? Number.NEGATIVE_INFINITY : num("from"),
      to: Number.isNaN(num("to")) ? Number.POSITIVE_INFINITY : num("to"),
      units: num("units") || 0,
    };
  });
  const ends = rows.flatMap(({ from, to }) => [from, to]);
  const inside = ends.filter((at) => at > span.from && at < span.to);
  const cuts = [...new Set([span.from, ...inside, span.to])].sort((a, b) => a - b);
  return cuts.slice(1).map((to, i) => {
    const from = cuts[i] ?? to;
    const row = rows.find((one) => one.from <= from && one.to >= to);
    return { from, to, units: row?.units ?? 0 };
  });
}
