// Following the server: changes are put in by `seq`, each once and in order. What is known already
// (an own echo, a late reply) is dropped; what comes too early waits while the plan is fetched anew.
import type { Problem } from "../api/problem.ts";
import type { PlanWire, Reply } from "../api/types.ts";
import type { Result } from "../base/result.ts";
import type { Plan } from "./plan.ts";

export class Follower {
  #plan: Plan;
  #fetch: () => Promise<Result<PlanWire, Problem>>;
  #early = new Map<number, Reply>();
  #fetching: Promise<Problem | null> | null = null;

  constructor(plan: Plan, fetch: () => Promise<Result<PlanWire, Problem>>) {
    this.#plan = plan;
    this.#fetch = fetch;
  }

  /** Fetches the whole plan; null when it went well. */
  reload(): Promise<Problem | null> {
    this.#fetching ??= this.#load().finally(() => {
      this.#fetching = null;
    });
    return this.#fetching;
  }

  /** Resolves when the plan has come at least as far as the reply. */
  async receive(reply: Reply): Promise<void> {
    if (reply.dry_run || reply.seq <= this.#plan.seq) return;
    if (reply.before_seq === this.#plan.seq && !this.#fetching) {
      this.#plan.confirm(reply);
      this.#drain();
      return;
    }
    this.#early.set(reply.seq, reply);
    await this.reload();
  }

  async #load(): Promise<Problem | null> {
    const loaded = await this.#fetch();
    if (!loaded.ok) return loaded.problem;
    if (loaded.value.seq >= this.#plan.seq) this.#plan.load(loaded.value);
    this.#drain();
    return null;
  }

  #drain(): void {
    for (const seq of [...this.#early.keys()].sort((a, b) => a - b)) {
      const reply = this.#early.get(seq);
      if (!reply || reply.seq <= this.#plan.seq) this.#early.delete(seq);
      else if (reply.before_seq === this.#plan.seq) {
        this.#early.delete(seq);
        this.#plan.confirm(reply);
      }
    }
  }
}
