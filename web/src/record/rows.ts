// What the rows of a record's form are: a field with the control it is edited by. Pages keep tables of
// them; record-editor.ts prints and reads them, FieldRow.svelte shows them.
import type { TextKey } from "../i18n/text.ts";
import type { EntityName } from "../model/fields.ts";

export type Side = "start" | "finish";

export type Control =
  | "text"
  | "long"
  | "date"
  /** A date that is calculated: typing one sets what leads to it. */
  | "scheduled"
  | "duration"
  /** A duration in the unit of the item. */
  | "own_duration"
  | "work"
  | "number"
  | "percent"
  /** 1 is shown as 100 %. */
  | "share"
  | "money"
  | "clock"
  | "select"
  | "reference"
  /** An item by the number of its row. */
  | "item"
  | "weekday"
  | "zone"
  | "check"
  | "shown";

export interface RecordField<Field extends string = string> {
  readonly field: Field;
  readonly control: Control;
  /** Which end of the day a date without a time means. */
  readonly side?: Side;
  readonly choices?: readonly string[];
  /** Group of the words of its choices, where they are not called as the field. */
  readonly words?: string;
  readonly refers?: EntityName;
  /** What it means to refer to nothing. */
  readonly none?: TextKey;
  readonly most?: number;
  readonly mayBeNegative?: boolean;
  readonly isRequired?: boolean;
  /** Shown only where the plan is calculated by these rules. */
  readonly profile?: "msp" | "p6";
  readonly hint?: TextKey;
}

export function fitsProfile(row: RecordField, profile: string | null): boolean {
  return row.profile === undefined || row.profile === (profile ?? "msp");
}
