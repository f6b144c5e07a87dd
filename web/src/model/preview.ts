// What a drag would do, asked of the server while the pointer moves.
// The one idea: one question in flight and at least 100 ms between two; of what was asked meanwhile only the last
// counts, and an answer that comes after the drag ended is dropped. Nothing here is pending: it is a ghost.
import type { Clock } from "../base/clock.ts";
import type { Batch } from "./operation.ts";

export interface PreviewParts<Answer> {
  readonly clock: Clock;
  readonly ask: (batch: Batch) => Promise<Answer>;
  readonly show: (answer: Answer | null) => void;
}

const APART_MS = 100;

export class Preview<Answer> {
  readonly #parts: PreviewParts<Answer>;
  #wanted: Batch | null = null;
  #asked = "";
  #isBusy = false;
  #round = 0;

  constructor(parts: PreviewParts<Answer>) {
    this.#parts = parts;
  }

  want(batch: Batch): void {
    const text = JSON.stringify(batch.operations);
    if (text === this.#asked) return;
    this.#asked = text;
    this.#wanted = batch;
    if (!this.#isBusy) void this.#run();
  }

  stop(): void {
    this.#round++;
    this.#wanted = null;
    this.#asked = "";
    this.#parts.show(null);
  }

  async #run(): Promise<void> {
    this.#isBusy = true;
    while (this.#wanted) {
      const round = this.#round;
      const batch = this.#wanted;
      this.#wanted = null;
      const [answer] = await Promise.all([this.#parts.ask(batch), this.#pause()]);
      if (round === this.#round) this.#parts.show(answer);
    }
    this.#isBusy = false;
  }

  #pause(): Promise<void> {
    return new Promise((resume) => {
      this.#parts.clock.after(APART_MS, resume);
    });
  }
}
