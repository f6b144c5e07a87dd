// What the plan's file had stored, against the plan of now: asked anew when the plan has moved on.
import type { Client } from "../../api/client.ts";
import type { Problem } from "../../api/problem.ts";
import type { Differences } from "../../api/types.ts";
import type { PlanState } from "../../state/plan.svelte.ts";

export class Comparison {
  #client: Client;
  #plan: PlanState;
  #found = $state.raw<Differences | null>(null);
  #problem = $state.raw<Problem | null>(null);
  #stop: () => void;

  constructor(client: Client, plan: PlanState) {
    this.#client = client;
    this.#plan = plan;
    let seq = plan.model.seq;
    this.#stop = plan.model.changed.on(() => {
      if (plan.model.seq === seq) return;
      seq = plan.model.seq;
      void this.load();
    });
  }

  /** Null until the first answer. */
  get found(): Differences | null {
    return this.#found;
  }

  get problem(): Problem | null {
    return this.#problem;
  }

  async load(): Promise<void> {
    const answer = await this.#client.differences(this.#plan.id);
    this.#problem = answer.ok ? null : answer.problem;
    if (answer.ok) this.#found = answer.value;
  }

  async dismiss(): Promise<void> {
    const answer = await this.#client.dismissDifferences(this.#plan.id, this.#plan.session.client);
    if (answer.ok) await this.load();
    else this.#problem = answer.problem;
  }

  close(): void {
    this.#stop();
  }
}
