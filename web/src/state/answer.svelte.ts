// What the server says of a plan, asked again when the plan moves on. An answer that comes after a newer
// question is dropped; until the new one is there, the old one stays.
import type { Problem } from "../api/problem.ts";
import type { Outcome } from "../api/types.ts";
import type { PlanState } from "./plan.svelte.ts";

export class Answer<T> {
  #ask: () => Promise<Outcome<T>> | null;
  #known = $state.raw<T | null>(null);
  #problem = $state.raw<Problem | null>(null);
  #isAsking = $state(false);
  #asked = 0;
  #timer = 0;
  #stop: () => void;

  /** `ask` gives null while there is nothing to ask; `rest` is how long the plan has to stand still, ms. */
  constructor(plan: PlanState, ask: () => Promise<Outcome<T>> | null, rest = 0) {
    this.#ask = ask;
    let seq = plan.model.seq;
    this.#stop = plan.model.changed.on(() => {
      if (plan.model.seq === seq) return;
      seq = plan.model.seq;
      window.clearTimeout(this.#timer);
      this.#timer = window.setTimeout(() => void this.load(), rest);
    });
  }

  /** Null until the first answer. */
  get known(): T | null {
    return this.#known;
  }

  get problem(): Problem | null {
    return this.#problem;
  }

  /** What is known is of an older plan. */
  get isAsking(): boolean {
    return this.#isAsking;
  }

  async load(): Promise<void> {
    const question = this.#ask();
    if (question === null) return;
    const number = ++this.#asked;
    this.#isAsking = true;
    const answer = await question;
    if (number !== this.#asked) return;
    this.#isAsking = false;
    this.#problem = answer.ok ? null : answer.problem;
    if (answer.ok) this.#known = answer.value;
  }

  /** Something beside the question went wrong. */
  fail(problem: Problem): void {
    this.#problem = problem;
  }

  close(): void {
    window.clearTimeout(this.#timer);
    this.#asked++;
    this.#stop();
  }
}
