// What the API sends, as it is printed. Records carry instants as text, columns as numbers.
import type { Problem } from "./problem.ts";

export type JsonRecord = Readonly<Record<string, unknown>>;
export type JsonValue = number | string | boolean | null;
export type WireColumn = readonly JsonValue[] | { readonly all: JsonValue };

export interface WireColumns {
  readonly count: number;
  readonly columns: Readonly<Record<string, WireColumn>>;
}

export interface MovedItem {
  readonly id: number;
  readonly start_before: number | null;
  readonly start_after: number | null;
  readonly finish_before: number | null;
  readonly finish_after: number | null;
}

export interface Moved {
  readonly count: number;
  readonly finish_before: number | null;
  readonly finish_after: number | null;
  readonly items: readonly MovedItem[];
}

/** What the server answers to operations and tells in events. */
export interface Reply {
  readonly project: number;
  readonly seq: number;
  readonly before_seq: number;
  readonly user: number | null;
  readonly client: string | null;
  readonly note: string | null;
  readonly undoes: number;
  readonly dry_run: boolean;
  readonly created: Readonly<Record<string, number>>;
  readonly changed: Readonly<Record<string, WireColumns>>;
  readonly deleted: Readonly<Record<string, readonly number[]>>;
  readonly order: readonly number[] | null;
  readonly moved: Moved;
  readonly can_undo: boolean;
  readonly can_redo: boolean;
}

export type PlanWire = JsonRecord & { readonly project: JsonRecord; readonly seq: number };

export interface ProjectRecord {
  readonly id: number;
  readonly rev: number;
  readonly title: string;
  readonly code: string | null;
  readonly method: string;
  readonly phase: string;
  readonly start: string | null;
  readonly finish: string | null;
  readonly zone: string;
  readonly [field: string]: unknown;
}

export interface Page<T> {
  readonly records: readonly T[];
  readonly next: string | null;
}

export interface Me {
  readonly user: { readonly id: number; readonly name: string; readonly email: string | null };
  readonly version: string;
}

export interface JournalOperation {
  readonly op: "create" | "update" | "delete";
  readonly entity: string;
  readonly record: number;
  readonly title: string | null;
  readonly before: JsonRecord;
  readonly after: JsonRecord;
}

export interface JournalBatch {
  readonly seq: number;
  readonly user: number | null;
  readonly user_name?: string;
  readonly at: string | number;
  readonly note: string | null;
  readonly undoes: number;
  readonly moved: number;
  readonly finish_before: string | number | null;
  readonly finish_after: string | number | null;
  readonly operations: readonly JournalOperation[];
}

export interface Journal {
  readonly batches: readonly JournalBatch[];
  readonly next: number | null;
}

export interface HistoryEntry {
  readonly seq: number;
  readonly at: string | number;
  readonly user: number | null;
  readonly field: string;
  readonly before: JsonValue;
  readonly after: JsonValue;
  readonly because?: string | null;
}

export interface WhyStep {
  readonly item: number;
  readonly title: string;
  readonly start: string | number | null;
  readonly finish: string | number | null;
  readonly driver_kind: string;
  readonly link: { readonly id: number; readonly type: string; readonly lag_s: number } | null;
  readonly text: string;
}

export interface Dropped {
  readonly what: string;
  readonly count: number;
  readonly why: string;
}

export interface ImportReport {
  readonly kept: Readonly<Record<string, number>>;
  readonly dropped: readonly Dropped[];
  readonly warnings: readonly { readonly line: number | null; readonly message: string }[];
  readonly differences: Readonly<Record<string, number>>;
}

export interface Imported {
  readonly project: number;
  readonly report: ImportReport;
}

export interface CommentRecord {
  readonly id: number;
  readonly rev: number;
  readonly item: number;
  readonly user: number | null;
  readonly body: string;
  readonly created_at: string;
}

export type Outcome<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem };
