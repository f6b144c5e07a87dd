// The event stream of one project as a small machine: open, closed → wait → open anew with the last
// seq in the query. EventSource gives up for good after any answer but 200, so reopening is ours.
// Knows no browser: the source and the clock are handed in.
import type { Clock } from "../base/clock.ts";
import type { Dispose } from "../base/disposer.ts";

export interface Source {
  onopen: (() => void) | null;
  onerror: (() => void) | null;
  onevent: ((name: string, data: string, id: string) => void) | null;
  readonly isClosed: boolean;
  close(): void;
}

export type StreamState = "live" | "retrying";

export interface StreamParts {
  readonly clock: Clock;
  open(path: string): Source;
  tell(name: string, data: string): void;
  state(state: StreamState): void;
}

const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 15_000;

export class Stream {
  readonly project: number;
  #parts: StreamParts;
  #after: number;
  #source: Source | null = null;
  #pause = FIRST_PAUSE;
  #cancel: Dispose | null = null;

  constructor(project: number, after: number, parts: StreamParts) {
    this.project = project;
    this.#after = after;
    this.#parts = parts;
    this.#open();
  }

  get after(): number {
    return this.#after;
  }

  /** Tries at once when it is waiting. */
  wake(): void {
    if (!this.#cancel) return;
    this.#cancel();
    this.#cancel = null;
    this.#open();
  }

  close(): void {
    this.#cancel?.();
    this.#cancel = null;
    this.#source?.close();
    this.#source = null;
  }

  #open(): void {
    this.#source?.close();
    const source = this.#parts.open(`/api/v1/events?project=${this.project}&after=${this.#after}`);
    source.onopen = () => {
      this.#pause = FIRST_PAUSE;
      this.#parts.state("live");
    };
    source.onevent = (name, data, id) => this.#take(name, data, id);
    source.onerror = () => this.#fall(source);
    this.#source = source;
  }

  #take(name: string, data: string, id: string): void {
    const seq = Number(id.split(":").at(-1));
    if (name === "change" && seq > this.#after) this.#after = seq;
    this.#parts.tell(name, data);
  }

  #fall(source: Source): void {
    if (source !== this.#source) return;
    this.#parts.state("retrying");
    if (!source.isClosed) return;
    const pause = this.#pause * (0.75 + this.#parts.clock.random() / 2);
    this.#pause = Math.min(this.#pause * 2, LONGEST_PAUSE);
    this.#cancel ??= this.#parts.clock.after(pause, () => {
      this.#cancel = null;
      this.#open();
    });
  }
}
