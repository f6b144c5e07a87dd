// The journal, a page of batches at a time; what is new is put on top when the plan moves on.
import type { Client } from "../../api/client.ts";
import type { Problem } from "../../api/problem.ts";
import type { JournalBatch } from "../../api/types.ts";
import type { PlanState } from "../../state/plan.svelte.ts";

export class Journal {
  #client: Client;
  #plan: PlanState;
  #batches = $state.raw<readonly JournalBatch[] | null>(null);
  #problem = $state.raw<Problem | null>(null);
  #next = $state.raw<number | null>(null);
  #stop: () => void;

  constructor(client: Client, plan: PlanState) {
    this.#client = client;
    this.#plan = plan;
    let seq = plan.model.seq;
    this.#stop = plan.model.changed.on(() => {
      if (plan.model.seq === seq) return;
      seq = plan.model.seq;
      void this.loadNewest();
    });
  }

  /** Newest first; null until the first answer. */
  get batches(): readonly JournalBatch[] | null {
    return this.#batches;
  }

  get problem(): Problem | null {
    return this.#problem;
  }

  get hasOlder(): boolean {
    return this.#next !== null;
  }

  async loadNewest(): Promise<void> {
    const answer = await this.#client.journal(this.#plan.id, null);
    this.#problem = answer.ok ? null : answer.problem;
    if (!answer.ok) return;
    const { batches, next } = answer.value;
    const oldest = batches.at(-1)?.seq ?? 0;
    const kept = (this.#batches ?? []).filter((one) => one.seq < oldest);
    if (kept.length === 0) this.#next = next;
    this.#batches = [...batches, ...kept];
  }

  async loadOlder(): Promise<void> {
    if (this.#next === null) return;
    const answer = await this.#client.journal(this.#plan.id, this.#next);
    if (!answer.ok) return;
    this.#batches = [...(this.#batches ?? []), ...answer.value.batches];
    this.#next = answer.value.next;
  }

  undo(batch: JournalBatch): void {
    void this.#plan.session.undo({ target: batch.seq });
  }

  close(): void {
    this.#stop();
  }
}
