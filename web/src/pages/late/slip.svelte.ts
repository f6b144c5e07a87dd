// Why it is late, as the server tells it: asked again when the plan moves on or another date is asked for.
import type { Client, SlipQuery } from "../../api/client.ts";
import type { Problem } from "../../api/problem.ts";
import type { Slip, WhyStep } from "../../api/types.ts";
import type { PlanState } from "../../state/plan.svelte.ts";

const REST = 400;

export class SlipAccount {
  #client: Client;
  #plan: PlanState;
  #query: SlipQuery = {};
  #known = $state.raw<Slip | null>(null);
  #chain = $state.raw<readonly WhyStep[]>([]);
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
      this.#timer = window.setTimeout(() => void this.#load(), REST);
    });
  }

  get known(): Slip | null {
    return this.#known;
  }

  /** From the item, or the last one of the project, back to what set the first date. */
  get chain(): readonly WhyStep[] {
    return this.#chain;
  }

  get problem(): Problem | null {
    return this.#problem;
  }

  ask(query: SlipQuery): void {
    this.#query = query;
    void this.#load();
  }

  async #load(): Promise<void> {
    const number = ++this.#asked;
    const slip = await this.#client.slip(this.#plan.id, this.#query);
    if (number !== this.#asked) return;
    this.#problem = slip.ok ? null : slip.problem;
    if (!slip.ok) return;
    this.#known = slip.value;
    const item = this.#query.item ?? this.#lastItem();
    const why = item === null ? null : await this.#client.why(item);
    if (number === this.#asked) this.#chain = why?.ok ? why.value.chain : [];
  }

  #lastItem(): number | null {
    const { model } = this.#plan;
    let last: number | null = null;
    for (const id of model.idsOf("item")) {
      if (model.flag(id, "is_summary")) continue;
      const finish = model.numOf("item", id, "finish");
      if (last === null || finish > model.numOf("item", last, "finish")) last = id;
    }
    return last;
  }

  close(): void {
    window.clearTimeout(this.#timer);
    this.#asked++;
    this.#stop();
  }
}
