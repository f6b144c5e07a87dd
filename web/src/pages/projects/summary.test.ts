import { describe, expect, it } from "vitest";
import type { ProjectRecord } from "../../api/types.ts";
import { DAY } from "../../base/units.ts";
import { instantToText } from "../../base/time.ts";
import { drawTimeline, summarise } from "./summary.ts";

function line(from: number, to: number | null, more: Partial<ProjectRecord> = {}) {
  const day = (at: number | null) => (at === null ? null : instantToText(at * DAY));
  const record = { start: day(from), finish: day(to), target_finish: null, ...more };
  return summarise({ percent_complete: null, item_count: null, ...record } as ProjectRecord);
}

describe("a project as a line", () => {
  it("tells lateness in whole days, progress in whole percent", () => {
    const promise = instantToText(8 * DAY);
    expect(line(0, 10, { target_finish: promise, percent_complete: 33.4 })).toMatchObject({
      lateDays: 2,
      progress: 33,
    });
    expect(line(0, 10)).toMatchObject({ lateDays: null, progress: null, items: null });
  });

  it("is drawn on the time of all lines", () => {
    const lines = [line(0, 10, { percent_complete: 50 }), line(5, 20)];
    const [first] = lines;
    if (!first) throw new Error("no line");
    expect(drawTimeline(lines, first, 15 * DAY)).toEqual({
      x: 0,
      width: 0.5,
      done: 0.25,
      promise: null,
      today: 0.75,
    });
    expect(drawTimeline(lines, first, 40 * DAY)?.today).toBeNull();
    expect(drawTimeline(lines, line(0, null), 0)).toBeNull();
  });
});
