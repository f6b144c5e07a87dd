// The pointer on the chart: events in, gesture steps and acts out.
// The one idea: this file turns events into plain points and lets gesture.ts decide; it holds the capture, so that
// a bar that scrolls away stays held, and listens to the wheel itself, because only a listener that is not passive
// may keep the browser from zooming the page.
import type { ChartModel } from "./chart-model.ts";
import type { Target } from "./display-list.ts";
import {
  type Act,
  drag,
  type Gesture,
  type GestureWorld,
  IDLE,
  press,
  release,
} from "./gesture.ts";

export interface PointerParts {
  readonly root: HTMLElement;
  readonly model: ChartModel;
  readonly world: GestureWorld;
  /** Gesture or hover changed: draw the overlay and the tip. */
  readonly changed: () => void;
}

const EDGE = 28;
const EDGE_STEP = 9;

export class PointerWatch {
  gesture: Gesture = IDLE;
  hover: Target | null = null;
  x = 0;
  y = 0;
  readonly #parts: PointerParts;
  readonly #stop = new AbortController();

  constructor(parts: PointerParts) {
    this.#parts = parts;
    const { signal } = this.#stop;
    const on = <K extends keyof HTMLElementEventMap>(
      name: K,
      run: (event: HTMLElementEventMap[K]) => void,
      options: AddEventListenerOptions = {},
    ): void => parts.root.addEventListener(name, run, { ...options, signal });
    on("pointerdown", (event) => this.#down(event));
    on("pointermove", (event) => this.#move(event));
    on("pointerup", (event) => this.#up(event));
    on("pointercancel", () => this.cancel());
    on("pointerleave", () => this.#leave());
    on("dblclick", (event) => this.#open(event));
    on("wheel", (event) => this.#wheel(event), { passive: false });
    addEventListener("keydown", (event) => this.#key(event), { signal, capture: true });
  }

  dispose(): void {
    this.#stop.abort();
  }

  get isDragging(): boolean {
    return this.gesture.kind !== "idle" && this.gesture.kind !== "pressing";
  }

  cancel(): void {
    if (this.gesture.kind === "idle") return;
    this.gesture = IDLE;
    this.#parts.model.preview(null);
    this.#parts.changed();
  }

  /** Called once a frame while dragging: near an edge the chart goes on by itself. */
  edge(width: number): boolean {
    if (!("ghost" in this.gesture)) return false;
    const dx = this.x < EDGE ? EDGE_STEP : this.x > width - EDGE ? -EDGE_STEP : 0;
    if (dx === 0) return false;
    this.#parts.model.pan(dx);
    this.#step({ x: this.x, y: this.y, add: false, range: false });
    return true;
  }

  #point(event: MouseEvent) {
    const box = this.#parts.root.getBoundingClientRect();
    this.x = event.clientX - box.left;
    this.y = event.clientY - box.top;
    return { x: this.x, y: this.y, add: event.ctrlKey || event.metaKey, range: event.shiftKey };
  }

  #down(event: PointerEvent): void {
    if (event.button !== 0 || !event.isPrimary) return;
    this.#parts.root.setPointerCapture(event.pointerId);
    this.gesture = press(this.#point(event), this.#parts.world).state;
    this.#parts.changed();
  }

  #move(event: PointerEvent): void {
    if (!event.isPrimary) return;
    const point = this.#point(event);
    if (this.gesture.kind === "idle") {
      const before = this.hover;
      this.hover = this.#parts.world.hit(point.x, point.y);
      if (before !== this.hover) this.#parts.changed();
      return;
    }
    this.#step(point);
  }

  #step(point: { x: number; y: number; add: boolean; range: boolean }): void {
    const { model, world, changed } = this.#parts;
    const step = drag(this.gesture, point, world);
    this.gesture = step.state;
    if (step.act) this.#pan(step.act);
    if ("ghost" in this.gesture) model.preview(release(this.gesture, point, world).act);
    changed();
  }

  #up(event: PointerEvent): void {
    if (this.gesture.kind === "idle") return;
    const { model, world, changed } = this.#parts;
    const { state, act } = release(this.gesture, this.#point(event), world);
    this.gesture = state;
    model.preview(null);
    if (act?.do === "select") model.select(act.target, act);
    else if (act) model.commit(act);
    this.hover = world.hit(this.x, this.y);
    changed();
  }

  #pan(act: Act): void {
    if (act.do !== "pan") return;
    if (act.dx !== 0) this.#parts.model.pan(act.dx);
    if (act.dy !== 0) this.#parts.model.scroll(-act.dy);
  }

  #leave(): void {
    if (this.gesture.kind !== "idle") return;
    this.hover = null;
    this.#parts.changed();
  }

  #open(event: MouseEvent): void {
    const point = this.#point(event);
    const target = this.#parts.world.hit(point.x, point.y);
    if (target) this.#parts.model.open(target);
  }

  #wheel(event: WheelEvent): void {
    const { model } = this.#parts;
    const unit = event.deltaMode === 1 ? 16 : 1;
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      const point = this.#point(event);
      model.zoom(point.x, Math.exp((-event.deltaY * unit) / 300));
      return;
    }
    const dx = event.shiftKey && event.deltaX === 0 ? event.deltaY : event.deltaX;
    if (Math.abs(dx) <= Math.abs(event.deltaY) && !event.shiftKey) return;
    event.preventDefault();
    model.pan(-dx * unit);
  }

  #key(event: KeyboardEvent): void {
    if (event.key !== "Escape" || this.gesture.kind === "idle") return;
    event.preventDefault();
    event.stopPropagation();
    this.cancel();
  }
}
