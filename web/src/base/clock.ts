// Time as something handed in, so that tests decide when it passes.
import type { Dispose } from "./disposer.ts";

export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  after(milliseconds: number, run: () => void): Dispose;
  /** 0 ≤ x < 1, for jitter. */
  random(): number;
}
