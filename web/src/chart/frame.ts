// The only owner of requestAnimationFrame on the plan page.
// The one idea: whoever changes something names the canvas it concerns; one frame then draws each named canvas
// once. Nothing changed, nothing scheduled. A painter that throws is stopped and reported once, instead of
// throwing sixty times a second.

export type Surface = "base" | "overlay";

export interface FrameHost {
  readonly request: (run: (now: number) => void) => number;
  readonly cancel: (handle: number) => void;
}

export interface FrameOptions {
  readonly host: FrameHost;
  readonly paint: Readonly<Record<Surface, (now: number) => void>>;
  /** Runs once before the painters of a frame: read sizes and input here, write there. */
  readonly before?: () => void;
  readonly failed: (surface: Surface, reason: unknown) => void;
}

export class Frame {
  readonly #options: FrameOptions;
  readonly #dirty = new Set<Surface>();
  readonly #stopped = new Set<Surface>();
  #handle = 0;
  #closed = false;

  constructor(options: FrameOptions) {
    this.#options = options;
  }

  invalidate(...surfaces: Surface[]): void {
    if (this.#closed) return;
    for (const surface of surfaces) if (!this.#stopped.has(surface)) this.#dirty.add(surface);
    if (this.#dirty.size === 0 || this.#handle !== 0) return;
    this.#handle = this.#options.host.request((now) => this.#run(now));
  }

  /** Lets a stopped painter try again, after the reader asked for it. */
  restart(): void {
    this.#stopped.clear();
    this.invalidate("base", "overlay");
  }

  dispose(): void {
    this.#closed = true;
    if (this.#handle !== 0) this.#options.host.cancel(this.#handle);
    this.#handle = 0;
  }

  #run(now: number): void {
    this.#handle = 0;
    this.#options.before?.();
    for (const surface of [...this.#dirty]) {
      this.#dirty.delete(surface);
      this.#paint(surface, now);
    }
  }

  #paint(surface: Surface, now: number): void {
    try {
      this.#options.paint[surface](now);
    } catch (reason) {
      this.#stopped.add(surface);
      this.#options.failed(surface, reason);
    }
  }
}
