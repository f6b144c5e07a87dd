// A project as a line of the list: dates read from its record, lateness against what was promised.
import type { JsonRecord, ProjectRecord } from "../../api/types.ts";
import { instantFromText } from "../../base/time.ts";
import { DAY, type Instant } from "../../base/units.ts";

export interface ProjectSummary {
  readonly record: ProjectRecord;
  readonly start: Instant | null;
  readonly finish: Instant | null;
  readonly promise: Instant | null;
  /** Whole days after the promise; negative when before it, null without one. */
  readonly lateDays: number | null;
  /** 0–100, null when the server does not tell. */
  readonly progress: number | null;
}

export function summarise(record: ProjectRecord): ProjectSummary {
  const finish = readTime(record.finish);
  const promise = readTime(record["target_finish"]);
  const { percent_complete: progress }: JsonRecord = record;
  return {
    record,
    start: readTime(record.start),
    finish,
    promise,
    lateDays: finish !== null && promise !== null ? Math.ceil((finish - promise) / DAY) : null,
    progress: typeof progress === "number" ? Math.round(progress) : null,
  };
}

function readTime(value: unknown): Instant | null {
  if (typeof value === "number") return value;
  return typeof value === "string" ? instantFromText(value) : null;
}
