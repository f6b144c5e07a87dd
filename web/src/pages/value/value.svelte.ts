// Earned value as the server tells it: asked again when the plan moves on or the question changes. An
// answer that comes after a newer question is dropped.
import type { Client, ValueQuery } from "../../api/client.ts";
import type { Problem } from "../../api/problem.ts";
import type { EarnedValue } from "../../api/types.ts";
import type { PlanState } from "../../state/plan.svelte.ts";

const REST = 400;

export class Value {
  #client: Client;
  #plan: PlanState;
  #query: ValueQuery = {};
  #known = $state.raw<EarnedValue | null>(null);
  #problem = $state.raw<Problem | null>(null);
  #asked = 0;
  #timer = 0;
  #stop: () => void;

  constructor(client: Client, plan: PlanState) {
    this.#client = client;
    this.#plan = plan;
    let seq = plan.model.seq;
    this.#stop = plan.model.changed.on(() => {
      if (plan.model.seq === seq) return;
      seq = plan.model.seq;
      window.clearTimeout(this.#timer);
      this.#timer = window.setTimeout(() => void this.load(), REST);
    });
  }

  get known(): EarnedValue | null {
    return this.#known;
  }

  get problem(): Problem | null {
    return this.#problem;
  }

  ask(query: ValueQuery): void {
    this.#query = query;
    void this.load();
  }

  /** Without a baseline there is nothing to ask. */
  async load(): Promise<void> {
    if (this.#plan.model.relations.baselineNumbers.length === 0) return;
    const number = ++this.#asked;
    const answer = await this.#client.earnedValue(this.#plan.id, this.#query);
    if (number !== this.#asked) return;
    this.#problem = answer.ok ? null : answer.problem;
    if (answer.ok) this.#known = answer.value;
  }

  close(): void {
    window.clearTimeout(this.#timer);
    this.#asked++;
    this.#stop();
  }
}
