// What the rules find in the plan of now: asked anew when the plan has moved on.
import type { Client } from "../../api/client.ts";
import type { Problem } from "../../api/problem.ts";
import type { Lint } from "../../api/types.ts";
import type { PlanState } from "../../state/plan.svelte.ts";

export class Inspection {
  #client: Client;
  #plan: PlanState;
  #found = $state.raw<Lint | null>(null);
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
  get found(): Lint | null {
    return this.#found;
  }

  get problem(): Problem | null {
    return this.#problem;
  }

  async load(): Promise<void> {
    const answer = await this.#client.lint(this.#plan.id);
    this.#problem = answer.ok ? null : answer.problem;
    if (answer.ok) this.#found = answer.value;
  }

  close(): void {
    this.#stop();
  }
}
