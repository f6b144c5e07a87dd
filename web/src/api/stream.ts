// The page's end of the event stream: through the shared worker, or in the page where there is none;
// there a hidden tab lets go of its connection and catches up by seq when it is shown again.
import { Disposer } from "../base/disposer.ts";
import { Emitter } from "../base/emitter.ts";
import type { StreamState } from "./stream-core.ts";
import { type FromHub, openEventSource, StreamHub, type ToHub } from "./stream-hub.ts";
import { systemClock } from "./system.ts";
import type { Reply } from "./types.ts";

export interface StreamListener {
  change(reply: Reply): void;
  /** The stream has come further than the listener knows. */
  behind(): void;
  /** A simulation of the project has ended. */
  simulated(): void;
}

interface Followed {
  readonly seqNow: () => number;
  readonly listener: StreamListener;
}

type Send = (message: ToHub) => void;

/** Followed by every page: tells of the list of projects, and that the server is there. */
const PROJECT_LIST = 0;

export class EventStream {
  readonly projects = new Emitter<null>();
  readonly state = new Emitter<StreamState>();
  #send: Send;
  #followed = new Map<number, Followed>();
  #disposer = new Disposer();

  constructor() {
    this.#send = typeof SharedWorker === "undefined" ? this.#here() : this.#shared();
    this.#joinAll();
    const back = (event: PageTransitionEvent): void => {
      if (event.persisted) this.#joinAll();
    };
    const wake = (): void => this.#send({ kind: "wake" });
    const bye = (): void => this.#send({ kind: "bye" });
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
    this.#followed.set(project, { seqNow, listener });
    this.#send({ kind: "join", project, after: seqNow() });
    return () => {
      this.#followed.delete(project);
      this.#send({ kind: "leave", project });
    };
  }

  /** Tries at once when the connection is waiting. */
  wake(): void {
    this.#send({ kind: "wake" });
  }

  close(): void {
    this.#disposer.dispose();
  }

  #joinAll(): void {
    this.#send({ kind: "join", project: PROJECT_LIST });
    for (const [project, { seqNow }] of this.#followed) {
      this.#send({ kind: "join", project, after: seqNow() });
    }
  }

  #take(message: FromHub): void {
    if (message.kind === "projects") this.projects.emit(null);
    else if (message.kind === "state") this.#takeState(message);
    else if (message.kind === "simulation")
      this.#followed.get(message.project)?.listener.simulated();
    else {
      const followed = this.#followed.get(message.project);
      if (followed && !isKnown(message.data, followed.seqNow()))
        followed.listener.change(JSON.parse(message.data) as Reply);
    }
  }

  #takeState({ state, after }: Extract<FromHub, { kind: "state" }>): void {
    this.state.emit(state);
    for (const [project, seq] of after) {
      const followed = this.#followed.get(project);
      if (followed && seq > followed.seqNow()) followed.listener.behind();
    }
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

/** The echo of an edit of ours may be long, and comes after its answer: its head tells that it can be left. */
function isKnown(data: string, seqNow: number): boolean {
  const seq = /^\{"project":\d+,"seq":(\d+),/.exec(data)?.[1];
  return seq !== undefined && Number(seq) <= seqNow;
}
