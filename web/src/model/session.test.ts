import { describe, expect, it } from "vitest";
import type { Clock } from "../base/clock.ts";
import type { Reply } from "../api/types.ts";
import { insertItem, removeItems, setField } from "./edits.ts";
import { columnsOf, FakeServer } from "./fake-server.ts";
import type { OutboxEntry, OutboxStore } from "./outbox.ts";
import { Plan } from "./plan.ts";
import { Session } from "./session.ts";

class HandClock implements Clock {
  #waiting: (() => void)[] = [];
  at = 1_000_000;

  now(): number {
    return this.at;
  }

  random(): number {
    return 0.5;
  }

  after(_ms: number, run: () => void): () => void {
    this.#waiting.push(run);
    return () => {
      this.#waiting = this.#waiting.filter((one) => one !== run);
    };
  }

  ring(): void {
    const due = this.#waiting;
    this.#waiting = [];
    for (const run of due) run();
  }
}

class Store implements OutboxStore {
  readonly entries = new Map<string, OutboxEntry>();

  load(): Promise<OutboxEntry[]> {
    return Promise.resolve([...this.entries.values()].sort((a, b) => a.at - b.at));
  }

  put(entry: OutboxEntry): Promise<void> {
    this.entries.set(entry.key, entry);
    return Promise.resolve();
  }

  remove(key: string): Promise<void> {
    this.entries.delete(key);
    return Promise.resolve();
  }
}

let keys = 0;

function makeSession(server: FakeServer, store = new Store(), client = "a") {
  const clock = new HandClock();
  const session = new Session(new Plan(), {
    project: 1,
    client,
    store,
    clock,
    newKey: () => `key-${++keys}`,
    send: (entry) => server.send(entry),
    preview: () => Promise.reject(new Error("no preview")),
    fetchPlan: () => server.plan(),
  });
  return { session, clock, store, plan: session.plan };
}

const settle = async (): Promise<void> => {
  for (let i = 0; i < 40; i++) await Promise.resolve();
};

async function opened(titles: readonly string[] = ["one", "two"]) {
  const server = new FakeServer();
  server.seed(titles);
  const made = makeSession(server);
  await made.session.open();
  const first = made.plan.outline.idAt(0) ?? 0;
  return { server, first, ...made };
}

describe("further tables", () => {
  const value = { id: 7, rev: 1, field: 3, record: 100, value: "red" };
  const asked: (readonly string[] | undefined)[] = [];

  async function openedWith(rows: readonly Record<string, number | string>[]) {
    const { server, ...made } = await opened();
    const plan = new Plan();
    const session = new Session(plan, {
      project: 1,
      client: "b",
      store: made.store,
      clock: made.clock,
      newKey: () => `key-${++keys}`,
      send: (entry) => server.send(entry),
      preview: () => Promise.reject(new Error("no preview")),
      fetchPlan: async (tables) => {
        asked.push(tables);
        const answer = await server.plan();
        if (!answer.ok || !tables?.includes("custom_values")) return answer;
        return { ok: true, value: { ...answer.value, custom_values: columnsOf(rows) } };
      },
    });
    await session.open();
    asked.length = 0;
    return { session, plan, server };
  }

  it("are fetched once, and followed from then on", async () => {
    const { session, plan, server } = await openedWith([value]);
    const reply = server.apply([], null);
    if (!reply.ok) throw new Error("refused");
    const changed = { custom_values: columnsOf([{ ...value, value: "blue" }]) };
    await Promise.all([session.need(["custom_values"]), session.need(["custom_values"])]);
    expect(asked).toEqual([["custom_values"]]);
    expect(plan.relations.namedBy("custom_value", "record", 100)).toEqual([7]);
    expect(plan.textOf("custom_value", 7, "value")).toBe("red");
    await session.receive({ ...reply.value, changed });
    expect(plan.textOf("custom_value", 7, "value")).toBe("blue");
  });

  it("come along when the plan is fetched anew", async () => {
    const { session, plan } = await openedWith([value]);
    await session.need(["custom_values"]);
    await session.reload();
    expect(asked.at(-1)).toContain("items");
    expect(asked.at(-1)).toContain("custom_values");
    expect(plan.textOf("custom_value", 7, "value")).toBe("red");
  });

  it("are nothing to a plan that did not ask", async () => {
    const { session, plan, server } = await openedWith([]);
    const reply = server.apply([], null);
    if (!reply.ok) throw new Error("refused");
    await session.receive({ ...reply.value, changed: { custom_values: columnsOf([value]) } });
    expect(plan.has("custom_value", 7)).toBe(false);
  });
});

describe("an edit", () => {
  it("is shown at once, pending until the server has answered", async () => {
    const { session, plan, first, server } = await opened();
    const sent = session.apply(setField(plan, [first], "title", "new"));
    expect(plan.text(first, "title")).toBe("new");
    expect(plan.isPending(first, "title")).toBe(true);
    expect(plan.confirmedOf("item", first, "title")).toBe("one");
    await sent;
    expect(plan.isPending(first)).toBe(false);
    expect(plan.text(first, "title")).toBe("new");
    expect(server.items.get(first)?.["title"]).toBe("new");
  });

  it("is taken back with the reason beside the field, others stay", async () => {
    const { session, plan, first } = await opened();
    const second = plan.outline.idAt(1) ?? 0;
    const bad = session.apply(setField(plan, [first], "title", "refused"));
    const good = session.apply(setField(plan, [second], "title", "kept"));
    await Promise.all([bad, good]);
    expect(plan.text(first, "title")).toBe("one");
    expect(plan.text(second, "title")).toBe("kept");
    expect(session.refusals.of("item", first, "title")).toEqual({
      message: "No.",
      value: "refused",
    });
  });

  it("of a new row and of its fields goes through though the id is not known yet", async () => {
    const { session, plan, server } = await opened();
    const placed = insertItem(plan, null, { title: "three" }, () => session.newTemp());
    const made = session.apply(placed.batch);
    const named = session.apply(setField(plan, [placed.temp], "title", "four"));
    expect(plan.text(placed.temp, "title")).toBe("four");
    await Promise.all([made, named]);
    const last = plan.outline.idAt(2) ?? 0;
    expect(last).toBeGreaterThan(0);
    expect(plan.text(last, "title")).toBe("four");
    expect([...server.items.values()].at(-1)?.["title"]).toBe("four");
  });

  it("hides what is deleted at once", async () => {
    const { session, plan, first } = await opened();
    const sent = session.apply(removeItems(plan, [first]));
    expect(plan.outline.size).toBe(1);
    await sent;
    expect(plan.outline.size).toBe(1);
  });
});

describe("an own echo", () => {
  it("before the answer shows a new row once, and changes nothing after it", async () => {
    const { session, plan, server } = await opened();
    server.losesAnswer = true;
    const placed = insertItem(plan, null, { title: "three" }, () => session.newTemp());
    const sent = session.apply(placed.batch);
    await settle();
    const echo = server.replies[0] as Reply;
    await session.receive(echo);
    expect(plan.outline.size).toBe(3);
    expect(plan.text(echo.created["-1"] ?? 0, "title")).toBe("three");
    session.resume();
    await sent;
    await session.receive(echo);
    expect(plan.outline.size).toBe(3);
    expect(plan.pending.size).toBe(0);
  });
});

describe("without a server", () => {
  it("edits wait, are shown, and go once when it is back", async () => {
    const { session, plan, first, server, clock, store } = await opened();
    server.isDown = true;
    void session.apply(setField(plan, [first], "title", "offline"));
    await settle();
    expect(plan.text(first, "title")).toBe("offline");
    expect(store.entries.size).toBe(1);
    server.isDown = false;
    clock.ring();
    await settle();
    expect(server.items.get(first)?.["title"]).toBe("offline");
    expect(server.seq).toBe(1);
    expect(store.entries.size).toBe(0);
  });

  it("an edit whose answer was lost is not done twice", async () => {
    const { session, plan, server, clock } = await opened();
    server.losesAnswer = true;
    const placed = insertItem(plan, null, { title: "once" }, () => session.newTemp());
    void session.apply(placed.batch);
    await settle();
    clock.ring();
    await settle();
    expect([...server.items.values()].filter((row) => row["title"] === "once")).toHaveLength(1);
    expect(plan.outline.size).toBe(3);
  });

  it("what a reload finds in the store is shown and sent", async () => {
    const { session, plan, first, server, store } = await opened();
    server.isDown = true;
    void session.apply(setField(plan, [first], "title", "kept"));
    await settle();
    session.close();
    server.isDown = false;
    const again = makeSession(server, store);
    await again.session.open();
    expect(again.plan.text(first, "title")).toBe("kept");
    await settle();
    expect(server.items.get(first)?.["title"]).toBe("kept");
    expect(again.plan.isPending(first)).toBe(false);
  });
});

describe("others", () => {
  it("who changed another field do not disturb: the edit goes again by itself", async () => {
    const { session, plan, first, server } = await opened();
    server.apply(setField(plan, [first], "priority", 7).operations, "b");
    await session.apply(setField(plan, [first], "title", "mine"));
    await settle();
    expect(server.items.get(first)).toMatchObject({ title: "mine", priority: 7 });
    expect(session.conflicts).toHaveLength(0);
  });

  it("who changed the same field are told of: both values stand, mine can be kept", async () => {
    const { session, plan, first, server } = await opened();
    server.apply(setField(plan, [first], "title", "theirs").operations, "b");
    await session.apply(setField(plan, [first], "title", "mine"));
    await session.receive(server.replies[0] as Reply);
    const conflict = session.conflicts[0];
    expect(conflict?.clashes).toEqual([
      { entity: "item", id: first, field: "title", mine: "mine", theirs: "theirs" },
    ]);
    expect(plan.text(first, "title")).toBe("theirs");
    if (conflict) session.resolve(conflict, "mine");
    await settle();
    expect(server.items.get(first)?.["title"]).toBe("mine");
  });

  it("are heard in order: repeats are dropped, a gap fetches the plan anew", async () => {
    const { session, plan, first, server } = await opened();
    server.apply(
      [{ op: "update", entity: "item", id: first, set: { title: "b" }, before: {} }],
      "b",
    );
    server.apply(
      [{ op: "update", entity: "item", id: first, set: { title: "c" }, before: {} }],
      "b",
    );
    server.apply(
      [{ op: "update", entity: "item", id: first, set: { title: "d" }, before: {} }],
      "b",
    );
    const [b, c, d] = server.replies as [Reply, Reply, Reply];
    await session.receive(b);
    await session.receive(b);
    expect(plan.text(first, "title")).toBe("b");
    await session.receive(d);
    expect(plan.seq).toBe(3);
    expect(plan.text(first, "title")).toBe("d");
    await session.receive(c);
    expect(plan.text(first, "title")).toBe("d");
  });
});

/** A small generator with a seed, so that a failing run can be run again. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1664525 + 1013904223) % 4294967296;
    return state / 4294967296;
  };
}

/** Seeds that failed once stay here. */
const KEPT: readonly number[] = [];

describe("two people and a bad line", () => {
  const seeds = [...KEPT, ...Array.from({ length: 60 }, (_, i) => i + 1)];
  it.each(seeds)("end up with what the server has (seed %i)", async (seed) => {
    const next = random(seed);
    const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;
    const server = new FakeServer();
    server.seed(["a", "b", "c", "d"]);
    const people = [makeSession(server, new Store(), "a"), makeSession(server, new Store(), "b")];
    for (const { session } of people) await session.open();
    const heard = people.map(() => 0);

    const deliver = async (who: number): Promise<void> => {
      const reply = server.replies[heard[who] ?? 0];
      if (!reply) return;
      heard[who] = (heard[who] ?? 0) + (next() < 0.15 ? 2 : 1);
      await people[who]?.session.receive(reply);
    };

    for (let step = 0; step < 30; step++) {
      const who = next() < 0.5 ? 0 : 1;
      const { session, plan, clock } = people[who] as (typeof people)[number];
      const ids = plan.idsOf("item");
      const dice = next();
      if (dice < 0.4 && ids.length > 0) {
        const text = next() < 0.1 ? "refused" : `t${step}`;
        void session.apply(setField(plan, [pick(ids)], "title", text));
      } else if (dice < 0.5) {
        const placed = insertItem(plan, null, { title: `n${step}` }, () => session.newTemp());
        void session.apply(placed.batch);
      } else if (dice < 0.56 && ids.length > 2) void session.apply(removeItems(plan, [pick(ids)]));
      else if (dice < 0.62) server.isDown = !server.isDown;
      else if (dice < 0.66) server.losesAnswer = true;
      else if (dice < 0.8) await deliver(who);
      else if (dice < 0.9) clock.ring();
      else await settle();
    }

    server.isDown = false;
    for (let round = 0; round < 40; round++) {
      for (const [who, { session, clock }] of people.entries()) {
        clock.ring();
        await settle();
        for (const conflict of session.conflicts) {
          session.resolve(conflict, next() < 0.5 ? "mine" : "theirs");
        }
        await deliver(who);
      }
    }
    for (const { session, plan } of people) {
      await session.reload();
      expect(plan.pending.size).toBe(0);
      const shown = plan.idsOf("item").map((id) => [id, plan.text(id, "title")]);
      const real = [...server.items.values()].map((row) => [row["id"], row["title"]]);
      expect(shown.sort()).toEqual(real.sort());
    }
  });
});
