// The simulation as the server tells it: asked for when the page opens and again when the plan or a risk
// has changed. The server answers when it has a result of the present plan.
import type { Client } from "../../api/client.ts";
import type { Problem } from "../../api/problem.ts";
import type { Simulation } from "../../api/types.ts";
import type { PlanState } from "../../state/plan.svelte.ts";

const REST = 1000;

export class SimulationState {
  #client: Client;
  #plan: PlanState;
  #known = $state.raw<Simulation | null>(null);
  #problem = $state.raw<Problem | null>(null);
  #isAsking = $state(false);
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

  get known(): Simulation | null {
    return this.#known;
  }

  get problem(): Problem | null {
    return this.#problem;
  }

  /** What is shown is of an older plan. */
  get isAsking(): boolean {
    return this.#isAsking;
  }

  async load(): Promise<void> {
    const number = ++this.#asked;
    this.#isAsking = true;
    const answer = await this.#client.simulation(this.#plan.id);
    if (number !== this.#asked) return;
    this.#isAsking = false;
    this.#problem = answer.ok ? null : answer.problem;
    if (answer.ok) this.#known = answer.value;
  }

  close(): void {
    window.clearTimeout(this.#timer);
    this.#asked++;
    this.#stop();
  }
}
