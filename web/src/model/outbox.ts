// Edits on their way: in order, one request in flight, kept in a store until answered; the first goes
// at once, while the store still writes. The key of an
// entry goes with it as Idempotency-Key, so a resend after a lost answer is harmless. When the
// server cannot be reached the outbox waits with growing pauses; nothing is dropped.
import type { Problem } from "../api/problem.ts";
import type { Reply } from "../api/types.ts";
import type { Clock } from "../base/clock.ts";
import type { Dispose } from "../base/disposer.ts";
import type { Result } from "../base/result.ts";
import type { Batch } from "./operation.ts";

export interface OutboxEntry {
  readonly key: string;
  readonly project: number;
  readonly client: string;
  /** Milliseconds; orders entries after a reload. */
  readonly at: number;
  readonly kind: "edit" | "undo" | "redo";
  readonly batch: Batch;
  /** Of an undo: which batch, and whether to go over what others changed since. */
  readonly target?: number;
  readonly force?: boolean;
}

export type Answer = Result<Reply, Problem>;

/** What is done to one key takes effect in the order of the calls. */
export interface OutboxStore {
  load(project: number): Promise<OutboxEntry[]>;
  put(entry: OutboxEntry): Promise<void>;
  remove(key: string): Promise<void>;
}

export interface OutboxParts {
  readonly store: OutboxStore;
  readonly clock: Clock;
  send(entry: OutboxEntry): Promise<Answer>;
  /** Told of an answer before the next entry goes, which may have to be written anew because of it. */
  answered(entry: OutboxEntry, answer: Answer): void;
  /** Told when the outbox begins or ceases to wait for the server. */
  waiting(isWaiting: boolean): void;
}

interface Waiting {
  entry: OutboxEntry;
  answer: (answer: Answer) => void;
}

const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 20_000;

export class Outbox {
  #parts: OutboxParts;
  #queue: Waiting[] = [];
  #isSending = false;
  #inFlight: Waiting | null = null;
  #pause = FIRST_PAUSE;
  #cancelRetry: Dispose | null = null;
  #isClosed = false;

  constructor(parts: OutboxParts) {
    this.#parts = parts;
  }

  get length(): number {
    return this.#queue.length;
  }

  /** Stores and sends; resolves when the server has answered, however long that takes. */
  push(entry: OutboxEntry, isStored = false): Promise<Answer> {
    return new Promise((answer) => {
      this.#queue.push({ entry, answer });
      if (!isStored) void this.#parts.store.put(entry).catch(() => undefined);
      void this.#pump();
    });
  }

  /** Tries at once: the network is back or a person asked. */
  resume(): void {
    this.#cancelRetry?.();
    this.#cancelRetry = null;
    void this.#pump();
  }

  /** Temporary ids in what still waits become real ones. */
  rewrite(change: (batch: Batch) => Batch): void {
    this.#queue = this.#queue.map((waiting) => {
      if (waiting === this.#inFlight) return waiting;
      const entry = { ...waiting.entry, batch: change(waiting.entry.batch) };
      void this.#parts.store.put(entry).catch(() => undefined);
      return { ...waiting, entry };
    });
  }

  close(): void {
    this.#isClosed = true;
    this.#cancelRetry?.();
  }

  async #pump(): Promise<void> {
    if (this.#isSending || this.#cancelRetry) return;
    this.#isSending = true;
    let isReached = true;
    while (isReached && !this.#isClosed && this.#queue[0]) {
      isReached = await this.#sendFirst(this.#queue[0]);
    }
    this.#isSending = false;
    if (!this.#cancelRetry && !this.#isClosed && this.#queue.length > 0) void this.#pump();
  }

  async #sendFirst(waiting: Waiting): Promise<boolean> {
    this.#inFlight = waiting;
    const answer = await this.#parts.send(waiting.entry);
    this.#inFlight = null;
    if (this.#isClosed) return false;
    if (!answer.ok && isTransient(answer.problem)) {
      this.#waitAndRetry();
      return false;
    }
    this.#pause = FIRST_PAUSE;
    this.#parts.waiting(false);
    this.#queue.shift();
    this.#parts.answered(waiting.entry, answer);
    waiting.answer(answer);
    await this.#parts.store.remove(waiting.entry.key).catch(() => undefined);
    return true;
  }

  #waitAndRetry(): void {
    this.#parts.waiting(true);
    const pause = this.#pause * (0.75 + this.#parts.clock.random() / 2);
    this.#pause = Math.min(this.#pause * 2, LONGEST_PAUSE);
    this.#cancelRetry = this.#parts.clock.after(pause, () => {
      this.#cancelRetry = null;
      void this.#pump();
    });
  }
}

function isTransient(problem: Problem): boolean {
  return problem.kind === "unreachable" || problem.kind === "signed_out";
}
