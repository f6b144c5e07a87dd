// A project as a line of the list: dates read from its record, lateness against what was promised.
import type { ProjectRecord } from "../../api/types.ts";
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
  readonly items: number | null;
}

export function summarise(record: ProjectRecord): ProjectSummary {
  const finish = readTime(record.finish);
  const promise = readTime(record.target_finish);
  const { percent_complete: progress } = record;
  return {
    record,
    start: readTime(record.start),
    finish,
    promise,
    lateDays: finish !== null && promise !== null ? Math.ceil((finish - promise) / DAY) : null,
    progress: typeof progress === "number" ? Math.round(progress) : null,
    items: record.item_count,
  };
}

function readTime(value: unknown): Instant | null {
  if (typeof value === "number") return value;
  return typeof value === "string" ? instantFromText(value) : null;
}

/** Shares of the time that all lines span, for a picture of each. */
export interface Timeline {
  readonly x: number;
  readonly width: number;
  readonly done: number;
  readonly promise: number | null;
  readonly today: number | null;
}

export function drawTimeline(
  lines: readonly ProjectSummary[],
  line: ProjectSummary,
  now: Instant,
): Timeline | null {
  const known = lines.flatMap(({ start, finish, promise }) => [start, finish, promise]);
  const ends = known.filter((one) => one !== null);
  if (line.start === null || line.finish === null) return null;
  const from = Math.min(...ends);
  const span = Math.max(1, Math.max(...ends) - from);
  const share = (at: Instant): number => (at - from) / span;
  const width = share(line.finish) - share(line.start);
  const today = share(now);
  return {
    x: share(line.start),
    width,
    done: (width * (line.progress ?? 0)) / 100,
    promise: line.promise === null ? null : share(line.promise),
    today: today >= 0 && today <= 1 ? today : null,
  };
}
