// One levelling from the wish to its end: begun, followed by its events until it has ended, then accepted
// or dropped. The search is the server's; here is only what a person sees of it.
import type { Client } from "../../api/client.ts";
import { followLevelling, isUnderWay } from "../../api/level-events.ts";
import { messageOf, type Problem } from "../../api/problem.ts";
import type { Levelling, LevellingInput, Outcome, Reply } from "../../api/types.ts";
import type { PlanState } from "../../state/plan.svelte.ts";
import { addStep, type Step } from "./facts.ts";

const REST = 250;

export class LevellingRun {
  #client: Client;
  #plan: PlanState;
  #tab: string;
  #job = $state.raw<Levelling | null>(null);
  #problem = $state.raw<Problem | null>(null);
  #isBusy = $state(false);
  #steps = $state.raw<readonly Step[]>([]);
  #timer = 0;
  #leave: () => void = () => undefined;
  #stop: () => void;

  constructor(client: Client, plan: PlanState, tab: string) {
    this.#client = client;
    this.#plan = plan;
    this.#tab = tab;
    let { seq } = plan.model;
    this.#stop = plan.model.changed.on(() => {
      if (plan.model.seq === seq) return;
      seq = plan.model.seq;
      if (this.#job?.state === "done") this.#wait();
    });
  }

  get job(): Levelling | null {
    return this.#job;
  }

  get problem(): Problem | null {
    return this.#problem;
  }

  get isRunning(): boolean {
    return isUnderWay(this.#job);
  }

  /** How the best finish came down over time. */
  get steps(): readonly Step[] {
    return this.#steps;
  }

  /** A request is under way whose answer decides what can be done. */
  get isBusy(): boolean {
    return this.#isBusy;
  }

  async start(wish: LevellingInput): Promise<void> {
    this.discard();
    this.#isBusy = true;
    this.#take(await this.#client.level(this.#plan.id, wish));
    this.#isBusy = false;
  }

  /** The search ends soon, and what it found so far is offered. */
  async cancel(): Promise<void> {
    if (this.#job) await this.#client.cancelLevelling(this.#plan.id, this.#job.job);
  }

  /** The delays go into the plan as one change; what was refused stays to be seen. */
  accept(): Promise<boolean> {
    return this.#settle(this.#job?.job ?? null);
  }

  clear(): Promise<boolean> {
    return this.#settle(null);
  }

  discard(): void {
    this.#rest();
    this.#job = null;
    this.#problem = null;
    this.#steps = [];
  }

  close(): void {
    this.#stop();
    if (this.isRunning) void this.cancel();
    this.#rest();
  }

  #rest(): void {
    window.clearTimeout(this.#timer);
    this.#leave();
  }

  async #settle(job: number | null): Promise<boolean> {
    this.#isBusy = true;
    const answer: Outcome<Reply> = await this.#client.settleLevelling(
      this.#plan.id,
      job,
      this.#tab,
    );
    this.#isBusy = false;
    this.#problem = answer.ok ? null : answer.problem;
    if (!answer.ok) return false;
    this.discard();
    await this.#plan.session.receive(answer.value);
    return true;
  }

  #take(answer: Outcome<Levelling>): void {
    this.#problem = answer.ok ? null : answer.problem;
    this.#job = answer.ok ? answer.value : null;
    if (answer.ok && this.isRunning) this.#follow(answer.value.job);
  }

  #follow(job: number): void {
    this.#leave();
    this.#leave = followLevelling(
      { project: this.#plan.id, job },
      { news: (now) => this.#hear(now), lost: () => this.#wait() },
    );
  }

  #hear(now: Levelling): void {
    if (this.#job?.job !== now.job) return;
    this.#steps = addStep(this.#steps, now);
    if (isUnderWay(now)) this.#job = now;
    else void this.#ask();
  }

  #wait(): void {
    window.clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => void this.#ask(), REST);
  }

  async #ask(): Promise<void> {
    const job = this.#job?.job;
    if (job === undefined) return;
    const answer = await this.#client.levelling(this.#plan.id, job);
    if (this.#job?.job === job) this.#take(answer);
  }
}

export function whyOf(problem: Problem): string {
  return messageOf(problem);
}
