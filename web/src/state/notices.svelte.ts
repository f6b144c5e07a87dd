// What the program tells a person in passing: one line each, with at most two actions. Lines with an
// action stay long enough to be reached; problems stay until they are closed.
import type { Clock } from "../base/clock.ts";

export type NoticeKind = "done" | "info" | "problem";

export interface NoticeAction {
  readonly text: string;
  run(): void;
}

export interface Notice {
  readonly id: number;
  readonly kind: NoticeKind;
  readonly text: string;
  readonly actions: readonly NoticeAction[];
}

const STAY = { done: 10_000, info: 6_000, problem: 0 } as const;
const MOST = 3;

export class Notices {
  #list = $state.raw<readonly Notice[]>([]);
  #said = $state.raw("");
  #clock: Clock;
  #lastId = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get list(): readonly Notice[] {
    return this.#list;
  }

  /** The sentence of the live region. */
  get said(): string {
    return this.#said;
  }

  add(kind: NoticeKind, text: string, actions: readonly NoticeAction[] = []): number {
    const id = ++this.#lastId;
    const others = this.#list.filter((one) => !(one.kind === kind && kind !== "problem"));
    this.#list = [...others, { id, kind, text, actions }].slice(-MOST);
    this.say(text);
    if (STAY[kind] > 0) this.#clock.after(STAY[kind], () => this.remove(id));
    return id;
  }

  remove(id: number): void {
    this.#list = this.#list.filter((one) => one.id !== id);
  }

  /** For assistive technology only. */
  say(text: string): void {
    this.#said = text;
  }
}
