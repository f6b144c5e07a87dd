// Everything a page may ask for, made once in main.ts and handed down by context; a test makes two.
// Holds the open plan and its connection; the plan before it stays until its edits are sent.
import { getContext, setContext } from "svelte";
import type { Client } from "../api/client.ts";
import type { Problem } from "../api/problem.ts";
import type { StreamState } from "../api/stream-core.ts";
import type { EventStream } from "../api/stream.ts";
import { newKey, systemClock } from "../api/system.ts";
import type { Me } from "../api/types.ts";
import type { OutboxStore } from "../model/outbox.ts";
import type { Batch } from "../model/operation.ts";
import { writeBatch } from "../model/wire.ts";
import { Plan } from "../model/plan.ts";
import { Session } from "../model/session.ts";
import { sendEntry } from "./send.ts";
import { Notices } from "./notices.svelte.ts";
import { People } from "./people.svelte.ts";
import { PlanState } from "./plan.svelte.ts";
import { Projects } from "./projects.svelte.ts";
import type { Settings } from "./settings.svelte.ts";
import { tellOutcome } from "./tell.ts";
import type { View } from "./view.svelte.ts";

export type Connection = "live" | "retrying" | "signed_out";

export interface AppParts {
  readonly client: Client;
  readonly stream: EventStream;
  readonly store: OutboxStore;
  readonly settings: Settings;
  readonly view: View;
  readonly locale: string;
  /** Tells this tab from others, over a reload too. */
  readonly tab: string;
}

interface Opened {
  readonly state: PlanState;
  readonly unfollow: () => void;
}

export class App {
  readonly client: Client;
  readonly settings: Settings;
  readonly view: View;
  readonly locale: string;
  readonly notices = new Notices(systemClock);
  readonly projects: Projects;
  readonly people: People;
  #parts: AppParts;
  #opened = new Map<number, Opened>();
  #connection = $state.raw<Connection>("live");
  #me = $state.raw<Me | null>(null);
  #unsent = $state.raw(0);

  constructor(parts: AppParts) {
    this.#parts = parts;
    this.client = parts.client;
    this.settings = parts.settings;
    this.view = parts.view;
    this.locale = parts.locale;
    this.projects = new Projects(parts.client);
    this.people = new People(parts.client);
    parts.stream.projects.on(() => void this.projects.load());
    parts.stream.state.on((state) => this.#follows(state));
  }

  /** By which the server tells edits of this tab from others. */
  get tab(): string {
    return this.#parts.tab;
  }

  get me(): Me | null {
    return this.#me;
  }

  get connection(): Connection {
    return this.#connection;
  }

  /** Edits that wait for the server. */
  get unsent(): number {
    return this.#unsent;
  }

  async start(): Promise<void> {
    const [me] = await Promise.all([this.client.me(), this.people.load(), this.projects.load()]);
    if (me.ok) this.#me = me.value;
    else this.#connection = me.problem.kind === "signed_out" ? "signed_out" : "retrying";
  }

  /** The stream is the pulse of the connection: when it is back, everything that waits is tried. */
  #follows(state: StreamState): void {
    const wasAway = this.#connection !== "live";
    this.#connection = state;
    if (state !== "live") return;
    for (const opened of this.#opened.values()) {
      opened.state.session.resume();
      opened.state.simulation.tell();
    }
    if (wasAway && this.#me === null) void this.start();
  }

  /** Tries everything that waits. */
  retry(): void {
    this.#parts.stream.wake();
    for (const { state } of this.#opened.values()) state.session.resume();
    void this.start();
  }

  async openPlan(id: number): Promise<PlanState | Problem> {
    const known = this.#opened.get(id);
    if (known) return known.state;
    const state = new PlanState(id, this.#makeSession(id), this.locale, {
      clock: systemClock,
      ask: () => this.client.simulation(id),
    });
    const problem = await state.session.open();
    if (problem) {
      state.close();
      return problem;
    }
    this.#closeIdle();
    this.#opened.set(id, { state, unfollow: this.#follow(state) });
    return state;
  }

  /** Closes plans that have nothing left to send. */
  #closeIdle(): void {
    for (const [id, { state, unfollow }] of this.#opened) {
      if (state.session.unsent > 0) continue;
      unfollow();
      state.close();
      this.#opened.delete(id);
    }
  }

  #makeSession(project: number): Session {
    const { client, store, tab } = this.#parts;
    return new Session(new Plan(), {
      project,
      client: tab,
      store,
      clock: systemClock,
      newKey,
      send: (entry) => sendEntry(client, entry),
      preview: (batch: Batch) =>
        client.operate(project, { ...writeBatch(batch), client: tab, dry_run: true }),
      fetchPlan: (tables) => client.plan(project, tables),
    });
  }

  #follow(state: PlanState): () => void {
    const { session } = state;
    const stopTelling = session.told.on((told) => {
      this.#unsent = session.unsent;
      if (told.kind === "waiting") this.#connection = told.isWaiting ? "retrying" : "live";
      else tellOutcome(this, state, told);
    });
    const leave = this.#parts.stream.follow(state.id, () => state.model.seq, {
      change: (reply) => void session.receive(reply),
      behind: () => void session.reload(),
      simulated: () => state.simulation.tell(),
    });
    return () => {
      stopTelling();
      leave();
    };
  }
}

const KEY = Symbol("app");

export function provideApp(app: App): void {
  setContext(KEY, app);
}

export function useApp(): App {
  return getContext<App>(KEY);
}
