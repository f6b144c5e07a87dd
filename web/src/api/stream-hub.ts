// Who listens to which project: streams are opened for the first listener and closed after the last.
// Runs in the shared worker, so that ten tabs hold one connection; in the page where there is none.
import type { Clock } from "../base/clock.ts";
import { type Source, Stream, type StreamState } from "./stream-core.ts";

export interface ToHub {
  readonly kind: "join" | "leave" | "wake" | "bye";
  readonly project?: number;
  readonly after?: number;
}

export type FromHub =
  | { readonly kind: "event"; readonly project: number; name: string; data: string }
  | {
      readonly kind: "state";
      readonly project: number;
      readonly state: StreamState;
      /** How far the stream has come; who joins late and knows less fetches anew. */
      readonly after: number;
    };

type Listener = (message: FromHub) => void;

interface Channel {
  readonly stream: Stream;
  readonly listeners: Set<Listener>;
  state: StreamState;
}

export class StreamHub {
  #channels = new Map<number, Channel>();
  #clock: Clock;
  #open: (path: string) => Source;

  constructor(clock: Clock, open: (path: string) => Source) {
    this.#clock = clock;
    this.#open = open;
  }

  handle(listener: Listener, message: ToHub): void {
    const project = message.project ?? 0;
    if (message.kind === "join") this.#join(listener, project, message.after ?? 0);
    else if (message.kind === "leave") this.#leave(listener, project);
    else if (message.kind === "wake") this.#wake();
    else for (const id of [...this.#channels.keys()]) this.#leave(listener, id);
  }

  #join(listener: Listener, project: number, after: number): void {
    const known = this.#channels.get(project);
    if (known) {
      known.listeners.add(listener);
      listener({ kind: "state", project, state: known.state, after: known.stream.after });
      return;
    }
    const listeners = new Set([listener]);
    const tell = (message: FromHub): void => {
      for (const each of listeners) each(message);
    };
    const stream = new Stream(project, after, {
      clock: this.#clock,
      open: this.#open,
      tell: (name, data) => tell({ kind: "event", project, name, data }),
      state: (state) => {
        channel.state = state;
        tell({ kind: "state", project, state, after: stream.after });
      },
    });
    const channel: Channel = { stream, listeners, state: "retrying" };
    this.#channels.set(project, channel);
  }

  #leave(listener: Listener, project: number): void {
    const channel = this.#channels.get(project);
    if (!channel?.listeners.delete(listener) || channel.listeners.size > 0) return;
    channel.stream.close();
    this.#channels.delete(project);
  }

  #wake(): void {
    for (const { stream } of this.#channels.values()) stream.wake();
  }
}

/** The browser's EventSource with the shape the stream wants. */
export function openEventSource(path: string): Source {
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
  for (const name of ["change", "project"]) {
    inner.addEventListener(name, (event) => {
      source.onevent?.(name, String(event.data), event.lastEventId);
    });
  }
  return source;
}
