// The simulation of an open plan, for every page that shows chances: asked once somebody looks, asked again
// when the server tells of a newer one. The old result stays until then and is known to be stale.
// The server waits for the end of a row of edits; nothing is timed here but its memory of our interest.
import type { Problem } from "../api/problem.ts";
import type { Outcome, Simulated, Simulation } from "../api/types.ts";
import type { Clock } from "../base/clock.ts";
import type { Dispose } from "../base/disposer.ts";
import { Chances } from "../model/chances.ts";
import type { Plan } from "../model/plan.ts";

/** The server forgets after five minutes who wants to be told. */
const INTEREST_MS = 240_000;

export interface SimulationParts {
  readonly clock: Clock;
  readonly ask: () => Promise<Outcome<Simulation>>;
  /** Tells its reader of every change. */
  readonly plan: () => Plan;
  readonly model: Plan;
}

export class SimulationState {
  #parts: SimulationParts;
  #known = $state.raw<Simulation | null>(null);
  #problem = $state.raw<Problem | null>(null);
  #asked = 0;
  #askedAt = 0;
  #lookers = 0;
  #stop: Dispose = () => {};

  constructor(parts: SimulationParts) {
    this.#parts = parts;
  }

  readonly #result = $derived(this.#known?.result ?? null);
  readonly #stale = $derived.by(
    () => this.#result !== null && this.#result.seq < this.#parts.plan().seq,
  );
  readonly #chances = $derived(
    this.#result !== null && this.#result.varied > 0 ? new Chances(this.#result) : null,
  );

  /** Null until the first one has ended. */
  get result(): Simulated | null {
    return this.#result;
  }

  /** Of the items; null too where nothing varies. */
  get chances(): Chances | null {
    return this.#chances;
  }

  /** The result is of an older plan. */
  get isStale(): boolean {
    return this.#stale;
  }

  /** Why the server could not simulate this plan. */
  get failure(): string | null {
    return this.#known?.state === "failed" ? (this.#known.failure ?? "") : null;
  }

  get problem(): Problem | null {
    return this.#problem;
  }

  /** Keeps it up to date until the function it returns is called. */
  follow(): Dispose {
    if (this.#lookers++ === 0) {
      this.#stop = this.#parts.model.changed.on(() => this.#remind());
      void this.load();
    }
    let isOver = false;
    return () => {
      if (!isOver && --this.#lookers === 0) this.#stop();
      isOver = true;
    };
  }

  /** The server has a newer one, or may have had one while it was out of reach. */
  tell(): void {
    if (this.#lookers > 0) void this.load();
  }

  async load(): Promise<void> {
    const number = ++this.#asked;
    this.#askedAt = this.#parts.clock.now();
    const answer = await this.#parts.ask();
    if (number !== this.#asked) return;
    this.#problem = answer.ok ? null : answer.problem;
    if (answer.ok) this.#known = answer.value;
  }

  #remind(): void {
    if (this.#parts.clock.now() - this.#askedAt > INTEREST_MS) void this.load();
  }
}
