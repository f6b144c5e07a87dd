// Who listens to which project, over one stream: a project is followed from its first listener to its
// last. Runs in the shared worker, so that ten tabs hold one connection; in the page where there is none.
import type { Clock } from "../base/clock.ts";
import { type Source, Stream, type StreamState } from "./stream-core.ts";

export interface ToHub {
  readonly kind: "join" | "leave" | "wake" | "bye";
  readonly project?: number;
  readonly after?: number;
}

export type FromHub =
  | { readonly kind: "change"; readonly project: number; readonly data: string }
  | { readonly kind: "projects" }
  /** A simulation of the project has ended. */
  | { readonly kind: "simulation"; readonly project: number }
  | {
      readonly kind: "state";
      readonly state: StreamState;
      /** How far each followed project has come; who joins late and knows less fetches anew. */
      readonly after: readonly (readonly [number, number])[];
    };

type Listener = (message: FromHub) => void;

export class StreamHub {
  #listeners = new Map<Listener, Set<number>>();
  #stream: Stream;
  #state: StreamState = "retrying";

  constructor(clock: Clock, open: (path: string) => Source) {
    this.#stream = new Stream({
      clock,
      open,
      tell: (name, data) => this.#tell(name, data),
      state: (state) => {
        this.#state = state;
        for (const listener of this.#listeners.keys()) this.#tellState(listener);
      },
    });
  }

  handle(listener: Listener, message: ToHub): void {
    const project = message.project ?? 0;
    if (message.kind === "join") this.#join(listener, project, message.after ?? 0);
    else if (message.kind === "leave") this.#leave(listener, project);
    else if (message.kind === "wake") this.#stream.wake();
    else this.#bye(listener);
  }

  #join(listener: Listener, project: number, after: number): void {
    const isFollowed = this.#isFollowed(project);
    const projects = this.#listeners.get(listener) ?? new Set();
    projects.add(project);
    this.#listeners.set(listener, projects);
    if (isFollowed) this.#tellState(listener);
    else this.#stream.add(project, after);
  }

  #leave(listener: Listener, project: number): void {
    const projects = this.#listeners.get(listener);
    if (!projects?.delete(project)) return;
    if (projects.size === 0) this.#listeners.delete(listener);
    if (!this.#isFollowed(project)) this.#stream.drop(project);
  }

  #bye(listener: Listener): void {
    for (const project of [...(this.#listeners.get(listener) ?? [])]) {
      this.#leave(listener, project);
    }
  }

  #isFollowed(project: number): boolean {
    for (const projects of this.#listeners.values()) if (projects.has(project)) return true;
    return false;
  }

  #tell(name: string, data: string): void {
    const project = name === "project" ? 0 : projectOf(data);
    for (const [listener, projects] of this.#listeners) {
      if (name === "project") listener({ kind: "projects" });
      else if (!projects.has(project)) continue;
      else if (name === "simulation") listener({ kind: "simulation", project });
      else listener({ kind: "change", project, data });
    }
  }

  #tellState(listener: Listener): void {
    const projects = [...(this.#listeners.get(listener) ?? [])];
    const after = projects.map((one) => [one, this.#stream.afterOf(one)] as const);
    listener({ kind: "state", state: this.#state, after });
  }
}

/** The project stands first in what a change tells; the rest need not be read here. */
function projectOf(data: string): number {
  const first = /^\{"project":(\d+)/.exec(data);
  if (first) return Number(first[1]);
  return Number((JSON.parse(data) as { project?: number }).project ?? 0);
}

const PLAN_EVENTS = ["change", "project", "simulation"];

/** The browser's EventSource with the shape the stream wants; told are the events of these names. */
export function openEventSource(path: string, names: readonly string[] = PLAN_EVENTS): Source {
  const inner = new EventSource(path);
  const source: Source = {
    onopen: null,
    onerror: null,
    onevent: null,
    get isClosed() {
      return inner.readyState === EventSource.CLOSED;
    },
    close: () => inner.close(),
  };
  inner.onopen = () => source.onopen?.();
  inner.onerror = () => source.onerror?.();
  for (const name of names) {
    inner.addEventListener(name, (event) => {
      source.onevent?.(name, String(event.data), event.lastEventId);
    });
  }
  return source;
}
