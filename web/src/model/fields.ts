// What every entity is made of, as the API prints it: one row per field with its type.
// From this table come the columns of the plan, the conversion to and from the wire, and the
// types of what may be set. Computed members of items stand apart: they are shown, never sent.
// The printed schema proves the table: a member without a row, or of another type, does not compile.
import type { Members } from "../api/types.ts";

export type FieldType =
  "id" | "int" | "num" | "text" | "bool" | "time" | "day" | "secs" | "money" | "enum";

export type Value = number | string | boolean | null;
export type FieldTypes = Readonly<Record<string, FieldType>>;

/** The types that a member of the API may have here. */
type TypeOf<Member> = [Member] extends [boolean | null]
  ? "bool"
  : [Member] extends [number | null]
    ? "id" | "int" | "num" | "secs" | "money"
    : string extends Member
      ? "text" | "time" | "day"
      : "enum";
type Rows<Entity> = { readonly [Name in keyof Entity]: TypeOf<Entity[Name]> };

const COMMON = {
  id: "id",
  project: "id",
  rev: "int",
  created_at: "time",
  updated_at: "time",
} as const;

const WEEK = {
  monday: "text",
  tuesday: "text",
  wednesday: "text",
  thursday: "text",
  friday: "text",
  saturday: "text",
  sunday: "text",
} as const;

const PROJECT = {
  ...COMMON,
  code: "text",
  title: "text",
  body: "text",
  method: "enum",
  phase: "enum",
  priority: "int",
  start: "time",
  finish: "time",
  schedule_from: "enum",
  target_finish: "time",
  data_date: "time",
  calendar: "id",
  zone: "text",
  currency: "text",
  currency_symbol: "text",
  currency_digits: "int",
  minutes_per_day: "int",
  minutes_per_week: "int",
  days_per_month: "int",
  default_start_s: "int",
  default_finish_s: "int",
  critical_slack_limit_days: "int",
  honor_constraints: "bool",
  split_in_progress: "bool",
  multiple_critical_paths: "bool",
  week_start: "int",
  new_items_manual: "bool",
  profile: "enum",
  lag_calendar: "enum",
  progress_mode: "enum",
  float_type: "enum",
  critical_by: "enum",
  must_finish_by: "time",
  use_expected_finish: "bool",
  ignore_external: "bool",
  start_lag_from_actual: "bool",
  float_to_last_finish: "bool",
  author: "text",
  company: "text",
  manager: "text",
  category: "text",
  keywords: "text",
  source_name: "text",
  archived_at: "time",
  item_count: "int",
  percent_complete: "num",
} as const satisfies Rows<Members<"project">>;

const ITEM = {
  ...COMMON,
  parent: "id",
  rank: "int",
  title: "text",
  body: "text",
  kind: "enum",
  state: "enum",
  priority: "int",
  is_blank: "bool",
  is_manual: "bool",
  is_active: "bool",
  is_milestone: "bool",
  duration_s: "secs",
  duration_unit: "enum",
  is_estimated: "bool",
  duration_type: "enum",
  is_effort_driven: "bool",
  work_s: "secs",
  start: "time",
  finish: "time",
  constraint: "enum",
  constraint_at: "time",
  constraint2: "enum",
  constraint2_at: "time",
  activity_type: "enum",
  expected_finish: "time",
  external_start_at: "time",
  external_finish_at: "time",
  data_date: "time",
  deadline: "time",
  calendar: "id",
  ignore_resource_calendar: "bool",
  actual_start: "time",
  actual_finish: "time",
  actual_duration_s: "secs",
  remaining_duration_s: "secs",
  percent_complete: "num",
  physical_percent: "num",
  actual_work_s: "secs",
  remaining_work_s: "secs",
  stop_at: "time",
  resume_at: "time",
  levelling_delay_s: "secs",
  can_split: "bool",
  estimate_optimistic_s: "secs",
  estimate_likely_s: "secs",
  estimate_pessimistic_s: "secs",
  estimate_distribution: "enum",
  points: "num",
  fixed_cost_minor: "money",
  fixed_cost_accrual: "enum",
  earned_method: "enum",
  units_total: "num",
  units_done: "num",
  earned_base: "id",
  wbs_code: "text",
  external_ref: "text",
  is_external: "bool",
  is_recurring: "bool",
  hyperlink: "text",
  hyperlink_title: "text",
  contact: "text",
  source_uid: "int",
} as const satisfies Partial<Rows<Members<"item">>>;

const ITEM_COMPUTED = {
  early_start: "time",
  early_finish: "time",
  late_start: "time",
  late_finish: "time",
  total_slack_s: "int",
  free_slack_s: "int",
  critical: "bool",
  level: "int",
  wbs: "text",
  is_summary: "bool",
  driver: "id",
  driver_kind: "enum",
} as const satisfies Partial<Rows<Members<"item">>>;

const LINK = {
  ...COMMON,
  pred: "id",
  succ: "id",
  type: "enum",
  lag_s: "secs",
  lag_kind: "enum",
  lag_percent: "num",
  lag_unit: "enum",
  external_ref: "text",
} as const satisfies Rows<Members<"link">>;

const RESOURCE = {
  ...COMMON,
  title: "text",
  initials: "text",
  kind: "enum",
  calendar: "id",
  max_units: "num",
  code: "text",
  group_name: "text",
  email: "text",
  material_label: "text",
  std_rate_minor: "money",
  ot_rate_minor: "money",
  per_use_minor: "money",
  accrual: "enum",
  is_budget: "bool",
  is_generic: "bool",
  is_inactive: "bool",
  body: "text",
  rank: "int",
  source_uid: "int",
} as const satisfies Rows<Members<"resource">>;

const ASSIGNMENT = {
  ...COMMON,
  item: "id",
  resource: "id",
  units: "num",
  work_s: "secs",
  actual_work_s: "secs",
  remaining_work_s: "secs",
  overtime_work_s: "secs",
  contour: "enum",
  delay_s: "secs",
  levelling_delay_s: "secs",
  rate_table: "int",
  booking: "enum",
  start: "time",
  finish: "time",
  cost_minor: "money",
  actual_cost_minor: "money",
  source_uid: "int",
} as const satisfies Rows<Members<"assignment">>;

const CALENDAR = {
  ...COMMON,
  title: "text",
  base: "id",
  zone: "text",
  is_base: "bool",
  ...WEEK,
  source_uid: "int",
} as const satisfies Rows<Members<"calendar">>;

const WORK_WEEK = {
  ...COMMON,
  calendar: "id",
  title: "text",
  from: "day",
  to: "day",
  ...WEEK,
} as const satisfies Rows<Members<"work_week">>;

const CALENDAR_EXCEPTION = {
  ...COMMON,
  calendar: "id",
  title: "text",
  kind: "enum",
  from: "day",
  to: "day",
  occurrences: "int",
  period: "int",
  days_of_week: "int",
  month: "int",
  month_day: "int",
  month_position: "enum",
  month_item: "enum",
  shifts: "text",
} as const satisfies Rows<Members<"calendar_exception">>;

const BASELINE = {
  ...COMMON,
  number: "int",
  title: "text",
  reason: "text",
  taken_at: "time",
} as const satisfies Rows<Members<"baseline">>;

const BASELINE_ITEM = {
  ...COMMON,
  baseline: "id",
  item: "id",
  start: "time",
  finish: "time",
  duration_s: "secs",
  work_s: "secs",
  cost_minor: "money",
} as const satisfies Rows<Members<"baseline_item">>;

const COMMENT = { ...COMMON, item: "id", user: "id", body: "text" } as const satisfies Rows<
  Members<"comment">
>;

const CUSTOM_FIELD = {
  ...COMMON,
  target: "enum",
  name: "text",
  alias: "text",
  kind: "enum",
  source_uid: "int",
} as const satisfies Rows<Members<"custom_field">>;

const CUSTOM_VALUE = {
  ...COMMON,
  field: "id",
  record: "id",
  value: "text",
} as const satisfies Rows<Members<"custom_value">>;

const RESOURCE_RATE = {
  ...COMMON,
  resource: "id",
  table_no: "int",
  from: "time",
  to: "time",
  std_rate_minor: "money",
  ot_rate_minor: "money",
  per_use_minor: "money",
} as const satisfies Rows<Members<"resource_rate">>;

const RESOURCE_AVAILABILITY = {
  ...COMMON,
  resource: "id",
  from: "time",
  to: "time",
  units: "num",
} as const satisfies Rows<Members<"resource_availability">>;

const ASSIGNMENT_PIECE = {
  ...COMMON,
  assignment: "id",
  kind: "enum",
  start: "time",
  finish: "time",
  work_s: "secs",
} as const satisfies Rows<Members<"assignment_piece">>;

export const ENTITIES = {
  project: PROJECT,
  item: { ...ITEM, ...ITEM_COMPUTED } satisfies Rows<Members<"item">>,
  link: LINK,
  resource: RESOURCE,
  assignment: ASSIGNMENT,
  calendar: CALENDAR,
  work_week: WORK_WEEK,
  calendar_exception: CALENDAR_EXCEPTION,
  baseline: BASELINE,
  baseline_item: BASELINE_ITEM,
  comment: COMMENT,
  custom_field: CUSTOM_FIELD,
  custom_value: CUSTOM_VALUE,
  resource_rate: RESOURCE_RATE,
  resource_availability: RESOURCE_AVAILABILITY,
  assignment_piece: ASSIGNMENT_PIECE,
} as const;

export type EntityName = keyof typeof ENTITIES;
export type FieldOf<E extends EntityName> = keyof (typeof ENTITIES)[E] & string;
export type ItemField = FieldOf<"item">;

/** The tables of `GET plan`, by the name they have there. */
export const PLAN_TABLES = {
  items: "item",
  links: "link",
  resources: "resource",
  assignments: "assignment",
  calendars: "calendar",
  work_weeks: "work_week",
  calendar_exceptions: "calendar_exception",
  baselines: "baseline",
  baseline_items: "baseline_item",
  custom_fields: "custom_field",
} as const satisfies Record<string, EntityName>;

/** Further tables of a plan, fetched by name when somebody first asks for them. */
export const FURTHER_TABLES = {
  custom_values: "custom_value",
  resource_rates: "resource_rate",
  resource_availabilities: "resource_availability",
  assignment_pieces: "assignment_piece",
} as const satisfies Record<string, EntityName>;

export type PlanTableName = keyof typeof PLAN_TABLES;
export type FurtherTableName = keyof typeof FURTHER_TABLES;
export type PlanEntity = (typeof PLAN_TABLES)[PlanTableName];

export function fieldsOf(entity: EntityName): FieldTypes {
  return ENTITIES[entity];
}

export function typeOf(entity: EntityName, field: string): FieldType {
  return fieldsOf(entity)[field] ?? "text";
}

export function isTextual(type: FieldType): boolean {
  return type === "text" || type === "enum";
}

/** Computed members are printed with items and cannot be set. */
export function isComputed(entity: EntityName, field: string): boolean {
  return entity === "item" && field in ITEM_COMPUTED;
}
