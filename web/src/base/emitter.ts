// One topic with listeners. A listener added or removed while the topic is told takes part from the
// next time on; a listener that throws does not keep the others from hearing.
import type { Dispose } from "./disposer.ts";

export class Emitter<T> {
  #listeners = new Set<(value: T) => void>();

  on(listener: (value: T) => void): Dispose {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  emit(value: T): void {
    let first: { error: unknown } | null = null;
    for (const listener of [...this.#listeners]) {
      try {
        listener(value);
      } catch (error) {
        first ??= { error };
      }
    }
    if (first) throw first.error;
  }

  get size(): number {
    return this.#listeners.size;
  }
}
