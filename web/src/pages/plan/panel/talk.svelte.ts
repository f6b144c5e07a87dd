// What the server tells about one item when asked: comments, history, why it has its dates.
// Each is fetched when its section is opened, and again when the plan has moved on.
import type { Client } from "../../../api/client.ts";
import type { Problem } from "../../../api/problem.ts";
import type { CommentRecord, HistoryEntry, WhyStep } from "../../../api/types.ts";
import type { PlanState } from "../../../state/plan.svelte.ts";

export class Talk {
  #client: Client;
  #state: PlanState;
  #item: number;
  #comments = $state.raw<readonly CommentRecord[] | null>(null);
  #history = $state.raw<readonly HistoryEntry[] | null>(null);
  #why = $state.raw<readonly WhyStep[] | null>(null);
  #problem = $state.raw<Problem | null>(null);
  #stop: () => void;

  constructor(client: Client, state: PlanState, item: number) {
    this.#client = client;
    this.#state = state;
    this.#item = item;
    let seq = state.model.seq;
    this.#stop = state.model.changed.on(() => {
      if (state.model.seq === seq) return;
      seq = state.model.seq;
      this.#refresh();
    });
  }

  get comments(): readonly CommentRecord[] | null {
    return this.#comments;
  }

  get history(): readonly HistoryEntry[] | null {
    return this.#history;
  }

  get why(): readonly WhyStep[] | null {
    return this.#why;
  }

  get problem(): Problem | null {
    return this.#problem;
  }

  close(): void {
    this.#stop();
  }

  async loadComments(): Promise<void> {
    const answer = await this.#client.comments(this.#state.id, this.#item);
    if (answer.ok) this.#comments = answer.value.records;
    else this.#problem = answer.problem;
  }

  async loadHistory(): Promise<void> {
    const answer = await this.#client.history(this.#item);
    if (answer.ok) this.#history = answer.value.entries;
    else this.#problem = answer.problem;
  }

  async loadWhy(): Promise<void> {
    const answer = await this.#client.why(this.#item);
    if (answer.ok) this.#why = answer.value.chain;
    else this.#problem = answer.problem;
  }

  /** Returns whether the comment was taken; a text that was not stays with the person. */
  async comment(body: string): Promise<boolean> {
    const { session } = this.#state;
    const set = { item: this.#item, body };
    const answer = await session.apply({
      operations: [{ op: "create", entity: "comment", temp: session.newTemp(), set }],
    });
    if (answer?.ok) await this.loadComments();
    return answer?.ok ?? false;
  }

  #refresh(): void {
    if (this.#comments) void this.loadComments();
    if (this.#history) void this.loadHistory();
    if (this.#why) void this.loadWhy();
  }
}
