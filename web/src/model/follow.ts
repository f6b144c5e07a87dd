// Following the server: changes are put in by `seq`, each once and in order. What is known already
// (an own echo, a late reply) is dropped; what comes too early waits while the plan is fetched anew.
import { type Problem, unreachable } from "../api/problem.ts";
import type { PlanWire, Reply } from "../api/types.ts";
import type { Result } from "../base/result.ts";
import { type FurtherTableName, PLAN_TABLES } from "./fields.ts";
import type { Plan } from "./plan.ts";

/** A whole plan, or the tables named alone. */
export type FetchPlan = (tables?: readonly string[]) => Promise<Result<PlanWire, Problem>>;

/** How often further tables are asked for that came older than the plan. */
const TRIES = 3;

export class Follower {
  #plan: Plan;
  #fetch: FetchPlan;
  #early = new Map<number, Reply>();
  #fetching: Promise<Problem | null> | null = null;
  #needing: Promise<Problem | null> = Promise.resolve(null);

  constructor(plan: Plan, fetch: FetchPlan) {
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

  /** Fetches those further tables that are not here yet; null when it went well. */
  need(names: readonly FurtherTableName[]): Promise<Problem | null> {
    this.#needing = this.#needing.then(() => this.#fetchFurther(names));
    return this.#needing;
  }

  async #fetchFurther(names: readonly FurtherTableName[]): Promise<Problem | null> {
    const missing = names.filter((name) => !this.#plan.further.includes(name));
    if (missing.length === 0) return null;
    for (let tries = 0; tries < TRIES; tries++) {
      const answer = await this.#fetch(missing);
      if (!answer.ok) return answer.problem;
      if (answer.value.seq < this.#plan.seq) continue;
      this.#plan.loadFurther(answer.value);
      return null;
    }
    return unreachable("the plan changes faster than it is fetched");
  }

  /** Null when the plan has come at least as far as the reply, else a promise of that: whoever need not wait
      goes on in the same turn, and what is shown changes once. */
  receive(reply: Reply): Promise<Problem | null> | null {
    if (reply.dry_run || reply.seq <= this.#plan.seq) return null;
    if (reply.before_seq === this.#plan.seq && !this.#fetching) {
      this.#plan.confirm(reply);
      this.#drain();
      return null;
    }
    this.#early.set(reply.seq, reply);
    return this.reload();
  }

  async #load(): Promise<Problem | null> {
    const { further } = this.#plan;
    const usual = Object.keys(PLAN_TABLES);
    const loaded = await (further.length > 0 ? this.#fetch([...usual, ...further]) : this.#fetch());
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
