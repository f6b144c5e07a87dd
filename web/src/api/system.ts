// The browser's clock and random numbers, as the rest of the program takes them.
// No secure-context functions: many run this on plain http inside their network.
import type { Clock } from "../base/clock.ts";

export const systemClock: Clock = {
  now: () => Date.now(),
  random: () => Math.random(),
  after(milliseconds, run) {
    const timer = setTimeout(run, milliseconds);
    return () => clearTimeout(timer);
  },
};

/** 128 random bits as text. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
