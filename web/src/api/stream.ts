// The page's end of the event stream: through the shared worker, or in the page where there is none;
// there a hidden tab lets go of its connection and catches up by seq when it is shown again.
import { Disposer } from "../base/disposer.ts";
import type { StreamState } from "./stream-core.ts";
import { type FromHub, openEventSource, StreamHub, type ToHub } from "./stream-hub.ts";
import { systemClock } from "./system.ts";
import type { Reply } from "./types.ts";

export interface StreamListener {
  change(reply: Reply): void;
  projects(): void;
  /** `after` is how far the stream has come. */
  state(state: StreamState, after: number): void;
}

type Send = (message: ToHub) => void;

export class EventStream {
  #send: Send;
  #listeners = new Map<number, StreamListener>();
  #seqs = new Map<number, () => number>();
  #disposer = new Disposer();

  constructor() {
    this.#send = typeof SharedWorker === "undefined" ? this.#here() : this.#shared();
    const wake = (): void => this.#send({ kind: "wake" });
    const bye = (): void => this.#send({ kind: "bye" });
    const back = (event: PageTransitionEvent): void => {
      if (event.persisted) this.#joinAll();
    };
    addEventListener("online", wake);
    addEventListener("pagehide", bye);
    addEventListener("pageshow", back);
    this.#disposer.add(() => {
      removeEventListener("online", wake);
      removeEventListener("pagehide", bye);
      removeEventListener("pageshow", back);
      bye();
    });
  }

  /** Follows a project; `seqNow` tells how far it is known when the stream is (re)opened. */
  follow(project: number, seqNow: () => number, listener: StreamListener): () => void {
    this.#listeners.set(project, listener);
    this.#seqs.set(project, seqNow);
    this.#send({ kind: "join", project, after: seqNow() });
    return () => {
      this.#listeners.delete(project);
      this.#seqs.delete(project);
      this.#send({ kind: "leave", project });
    };
  }

  close(): void {
    this.#disposer.dispose();
  }

  #joinAll(): void {
    for (const [project, seqNow] of this.#seqs) {
      this.#send({ kind: "join", project, after: seqNow() });
    }
  }

  #take(message: FromHub): void {
    const listener = this.#listeners.get(message.project);
    if (!listener) return;
    if (message.kind === "state") listener.state(message.state, message.after);
    else if (message.name === "change") listener.change(JSON.parse(message.data) as Reply);
    else listener.projects();
  }

  #shared(): Send {
    const worker = new SharedWorker(new URL("./stream-worker.ts", import.meta.url), {
      type: "module",
      name: "gantline-stream",
    });
    worker.port.onmessage = ({ data }: MessageEvent<FromHub>) => this.#take(data);
    this.#disposer.add(() => worker.port.close());
    return (message) => worker.port.postMessage(message);
  }

  #here(): Send {
    const hub = new StreamHub(systemClock, openEventSource);
    const listener = (message: FromHub): void => this.#take(message);
    const send: Send = (message) => hub.handle(listener, message);
    const onVisibility = (): void => {
      if (document.visibilityState === "hidden") send({ kind: "bye" });
      else this.#joinAll();
    };
    document.addEventListener("visibilitychange", onVisibility);
    this.#disposer.add(() => document.removeEventListener("visibilitychange", onVisibility));
    return send;
  }
}
