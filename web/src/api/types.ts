// What the API sends, as it is printed: names for what schema.d.ts holds, which the server says of itself.
// Records carry instants as text, columns as numbers. A record that was sent has its number.
import type { Problem } from "./problem.ts";
import type { components } from "./schema.d.ts";

type Schemas = components["schemas"];
type Sent<Name extends keyof Schemas> = Omit<Schemas[Name], "id"> & { readonly id: number };

/** A record of an entity, whole: with the members that are calculated. */
export type Members<Name extends keyof Schemas> = Schemas[Name];

export type JsonRecord = Readonly<Record<string, unknown>>;
export type JsonValue = Schemas["column_all"]["all"];
export type WireColumn = Schemas["column"];
export type WireColumns = Schemas["columns"];
/** What a calculation changed in rows that are here already. */
export type WireCalculated = Schemas["calculated"];
export type WirePatch = Schemas["column_patch"];
export type PlanWire = JsonRecord & { readonly project: JsonRecord; readonly seq: number };

export type LinkType = Schemas["link"]["type"];
export type DurationUnit = Schemas["item"]["duration_unit"];

export type Moved = Schemas["moved"];
export type MovedItem = Moved["items"][number];

/** What the server answers to operations and tells in events. */
export type Reply = Schemas["change"];

export type ProjectRecord = Sent<"project">;
export type CommentRecord = Sent<"comment">;
export type Me = Schemas["me"];
export type Users = Schemas["users"];

export type Journal = Schemas["journal"];
export type JournalBatch = Journal["batches"][number];
export type JournalOperation = JournalBatch["operations"][number];
export type HistoryEntry = Schemas["history"]["entries"][number];
export type EarnedValue = Schemas["earned_value"];
export type Lint = Schemas["lint"];
export type LintRule = Lint["rules"][number];
export type LintItem = LintRule["items"][number];
export type LintFix = NonNullable<LintItem["fix"]>;
export type Simulation = Schemas["simulation"];
export type Simulated = Schemas["simulated"];
export type RiskRecord = Sent<"risk">;
export type RiskItemRecord = Sent<"risk_item">;
export type Differences = Schemas["differences"];
export type Difference = Differences["differences"][number];
export type DifferenceFact = Difference["facts"][number];
export type DifferingItem = Differences["items"][number];
export type Slip = Schemas["slip"];
export type Levelling = Schemas["levelling"];
export type LevellingInput = Schemas["levelling_input"];
export type WhyStep = Schemas["why"]["chain"][number];

export type Imported = Schemas["imported"];
export type ImportReport = Imported["report"];
export type Dropped = ImportReport["dropped"][number];

export interface Page<T> {
  readonly records: readonly T[];
  readonly next: string | null;
}

export type Outcome<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem };
