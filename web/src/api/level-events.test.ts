import { describe, expect, test } from "vitest";
import { followLevelling, isUnderWay } from "./level-events.ts";
import type { Source } from "./stream-core.ts";
import type { Levelling } from "./types.ts";

class FakeSource implements Source {
  onopen: (() => void) | null = null;
  onerror: (() => void) | null = null;
  onevent: ((name: string, data: string, id: string) => void) | null = null;
  isClosed = false;
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  close(): void {
    this.isClosed = true;
  }

  tell(job: number, state: string): void {
    this.onevent?.("levelling", JSON.stringify({ job, state }), "");
  }
}

function followed(): { source: FakeSource; states: string[]; stop: () => void } {
  const states: string[] = [];
  let source = new FakeSource("");
  const stop = followLevelling(
    { project: 7, job: 3 },
    { news: (job) => states.push(job.state), lost: () => states.push("lost") },
    (path) => {
      source = new FakeSource(path);
      return source;
    },
  );
  return { source, states, stop };
}

describe("the news of a levelling", () => {
  test("come until it has ended", () => {
    const { source, states } = followed();
    expect(source.path).toBe("/api/v1/projects/7/level/3/events");
    source.tell(3, "waiting");
    source.tell(3, "running");
    expect(source.isClosed).toBe(false);
    source.tell(3, "done");
    expect(source.isClosed).toBe(true);
    expect(states).toEqual(["waiting", "running", "done"]);
  });

  test("of another job are left", () => {
    const { source, states } = followed();
    source.tell(67, "done");
    expect(states).toEqual([]);
    expect(source.isClosed).toBe(false);
  });

  test("a broken connection is made again by the browser, a refused one is told", () => {
    const { source, states, stop } = followed();
    source.onerror?.();
    expect(states).toEqual([]);
    source.isClosed = true;
    source.onerror?.();
    expect(states).toEqual(["lost"]);
    stop();
  });

  test("what is under way", () => {
    expect(isUnderWay(null)).toBe(false);
    expect(isUnderWay({ state: "running" } as Levelling)).toBe(true);
    expect(isUnderWay({ state: "cancelled" } as Levelling)).toBe(false);
  });
});
