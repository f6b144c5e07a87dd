// The one event stream as a small machine: open, closed → wait → open anew with the last seq of every
// followed project in the query. EventSource gives up for good after any answer but 200, so reopening
// is ours. Knows no browser: the source and the clock are handed in.
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
  #parts: StreamParts;
  #after = new Map<number, number>();
  #source: Source | null = null;
  #pause = FIRST_PAUSE;
  #cancel: Dispose | null = null;

  constructor(parts: StreamParts) {
    this.#parts = parts;
  }

  /** How far a project has been told. */
  afterOf(project: number): number {
    return this.#after.get(project) ?? 0;
  }

  /** Follows the project too; project 0 stands for the list of projects, told to everybody. */
  add(project: number, after: number): void {
    this.#after.set(project, after);
    this.#open();
  }

  drop(project: number): void {
    this.#after.delete(project);
    if (this.#after.size === 0) this.close();
    else this.#open();
  }

  /** Tries at once when it is waiting. */
  wake(): void {
    if (this.#cancel) this.#open();
  }

  close(): void {
    this.#cancel?.();
    this.#cancel = null;
    this.#source?.close();
    this.#source = null;
  }

  #open(): void {
    this.close();
    const source = this.#parts.open(streamPath(this.#after));
    source.onopen = () => {
      this.#pause = FIRST_PAUSE;
      this.#parts.state("live");
    };
    source.onevent = (name, data, id) => this.#take(name, data, id);
    source.onerror = () => this.#fall(source);
    this.#source = source;
  }

  #take(name: string, data: string, id: string): void {
    for (const pair of id.split(",")) {
      const [project, seq] = pair.split(":").map(Number);
      if (project === undefined || seq === undefined || !this.#after.has(project)) continue;
      if (seq > this.afterOf(project)) this.#after.set(project, seq);
    }
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

function streamPath(after: ReadonlyMap<number, number>): string {
  const followed = [...after].filter(([project]) => project > 0);
  if (followed.length === 0) return "/api/v1/events";
  const projects = followed.map(([project]) => project).join(",");
  const seqs = followed.map(([, seq]) => seq).join(",");
  return `/api/v1/events?project=${projects}&after=${seqs}`;
}
