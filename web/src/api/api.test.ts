import { describe, expect, it } from "vitest";
import type { Clock } from "../base/clock.ts";
import { Client } from "./client.ts";
import { kindOf, makeProblem, messageOf, unreachable } from "./problem.ts";
import type { Source } from "./stream-core.ts";
import { type FromHub, StreamHub } from "./stream-hub.ts";
import { newKey, systemClock } from "./system.ts";

describe("problems", () => {
  it.each([
    [0, "unreachable"],
    [401, "signed_out"],
    [404, "missing"],
    [409, "conflict"],
    [412, "conflict"],
    [413, "too_large"],
    [422, "refused"],
    [500, "broken"],
    [503, "unreachable"],
  ])("status %i is %s", (status, kind) => {
    expect(kindOf(status)).toBe(kind);
  });

  it("say the most telling sentence", () => {
    const errors = [{ field: "title", message: "Too long." }];
    expect(messageOf(makeProblem(422, { title: "Invalid", detail: "x", errors }))).toBe(
      "Too long.",
    );
    expect(messageOf(makeProblem(422, { title: "Invalid", detail: "A cycle." }))).toBe("A cycle.");
    expect(messageOf(makeProblem(500, "no json"))).toBe("");
    expect(unreachable("gone").kind).toBe("unreachable");
  });
});

describe("Client", () => {
  const calls: { path: string; init: RequestInit }[] = [];
  const answer = (status: number, body: unknown) =>
    new Client((path, init) => {
      calls.push({ path, init });
      return Promise.resolve(new Response(JSON.stringify(body), { status }));
    });

  it("locks by If-Match and names the edit by its key", async () => {
    await answer(200, {}).patchProject(7, 3, { title: "x" });
    expect(calls.at(-1)?.path).toBe("/api/v1/projects/7");
    expect(calls.at(-1)?.init.headers).toMatchObject({ "If-Match": '"3"' });
    await answer(200, {}).operate(7, { operations: [], client: "c" }, "key");
    expect(calls.at(-1)?.init.headers).toMatchObject({ "Idempotency-Key": "key" });
  });

  it("gives lists by their name, refusals and dead servers as problems", async () => {
    const list = await answer(200, { projects: [{ id: 1 }], next: null }).listProjects();
    expect(list.ok && list.value.records).toEqual([{ id: 1 }]);
    const refused = await answer(422, { detail: "No." }).listProjects();
    expect(!refused.ok && refused.problem.detail).toBe("No.");
    const dead = new Client(() => Promise.reject(new TypeError("fetch failed")));
    const none = await dead.me();
    expect(!none.ok && none.problem.kind).toBe("unreachable");
  });

  it("knows where files come from and go to", () => {
    const client = answer(200, {});
    expect(client.exportPath(1, "mspdi")).toBe("/api/v1/projects/1/export?format=mspdi");
    expect(client.importPath("mspdi", "a b.xml")).toContain("name=a%20b.xml");
  });
});

class HandClock implements Clock {
  waiting: (() => void)[] = [];

  now(): number {
    return 0;
  }

  random(): number {
    return 0.5;
  }

  after(_ms: number, run: () => void): () => void {
    this.waiting.push(run);
    return () => {
      this.waiting = this.waiting.filter((one) => one !== run);
    };
  }

  ring(): void {
    for (const run of this.waiting.splice(0)) run();
  }
}

function makeHub() {
  const clock = new HandClock();
  const opened: { path: string; source: Source & { isClosed: boolean } }[] = [];
  const hub = new StreamHub(clock, (path) => {
    const source = {
      onopen: null,
      onerror: null,
      onevent: null,
      isClosed: false,
      close() {
        this.isClosed = true;
      },
    };
    opened.push({ path, source });
    return source;
  });
  const listen = () => {
    const heard: FromHub[] = [];
    const listener = (message: FromHub): void => void heard.push(message);
    return { heard, listener };
  };
  const last = () => opened.at(-1) as (typeof opened)[number];
  return { clock, opened, hub, listen, last };
}

describe("the one stream", () => {
  it("is shared: one connection for all projects and listeners", () => {
    const { hub, listen, opened, last } = makeHub();
    const a = listen();
    const b = listen();
    hub.handle(a.listener, { kind: "join" });
    hub.handle(a.listener, { kind: "join", project: 7, after: 3 });
    hub.handle(b.listener, { kind: "join", project: 7, after: 2 });
    hub.handle(b.listener, { kind: "join", project: 9, after: 5 });
    expect(opened.map(({ path }) => path)).toEqual([
      "/api/v1/events",
      "/api/v1/events?project=7&after=3",
      "/api/v1/events?project=7,9&after=3,5",
    ]);
    expect(opened.filter(({ source }) => !source.isClosed)).toHaveLength(1);
    last().source.onevent?.("change", '{"project":7,"seq":4}', "7:4,9:5");
    last().source.onevent?.("change", '{"project":9,"seq":6}', "7:4,9:6");
    expect(a.heard.filter(({ kind }) => kind === "change")).toHaveLength(1);
    expect(b.heard.filter(({ kind }) => kind === "change")).toHaveLength(2);
    hub.handle(b.listener, { kind: "bye" });
    expect(last().path).toBe("/api/v1/events?project=7&after=4");
  });

  it("opens anew with the last seq after any end, and tells who is behind", () => {
    const { hub, listen, opened, last, clock } = makeHub();
    const a = listen();
    hub.handle(a.listener, { kind: "join", project: 7, after: 3 });
    last().source.onopen?.();
    last().source.onevent?.("change", '{"project":7}', "7:9");
    last().source.isClosed = true;
    last().source.onerror?.();
    expect(a.heard.at(-1)).toMatchObject({ kind: "state", state: "retrying" });
    clock.ring();
    expect(last().path).toBe("/api/v1/events?project=7&after=9");
    last().source.onopen?.();
    const late = listen();
    hub.handle(late.listener, { kind: "join", project: 7, after: 1 });
    expect(late.heard).toEqual([{ kind: "state", state: "live", after: [[7, 9]] }]);
    last().source.isClosed = true;
    last().source.onerror?.();
    hub.handle(a.listener, { kind: "wake" });
    expect(opened).toHaveLength(3);
    expect(clock.waiting).toHaveLength(0);
  });

  it("tells those who follow a project of its new simulation", () => {
    const { hub, listen, last } = makeHub();
    const a = listen();
    const b = listen();
    hub.handle(a.listener, { kind: "join", project: 7, after: 3 });
    hub.handle(b.listener, { kind: "join", project: 9, after: 5 });
    last().source.onevent?.("simulation", '{"project":7,"seq":3}', "");
    expect(a.heard).toContainEqual({ kind: "simulation", project: 7 });
    expect(b.heard).not.toContainEqual({ kind: "simulation", project: 7 });
  });

  it("tells everybody when the list of projects changes", () => {
    const { hub, listen, last } = makeHub();
    const a = listen();
    hub.handle(a.listener, { kind: "join" });
    last().source.onevent?.("project", "{}", "");
    expect(a.heard.at(-1)).toEqual({ kind: "projects" });
    hub.handle(a.listener, { kind: "leave" });
    expect(last().source.isClosed).toBe(true);
  });
});

describe("the system", () => {
  it("makes keys of 128 bits and lets time be cancelled", () => {
    expect(newKey()).toMatch(/^[0-9a-f]{32}$/);
    expect(newKey()).not.toBe(newKey());
    systemClock.after(1_000_000, () => expect.fail("was cancelled"))();
    expect(systemClock.random()).toBeLessThan(1);
  });
});
