// The chart on its two canvases: sizes, colours, frames and the pointer put together.
// The one idea: the picture is made anew from the model when a frame is asked for, and the list that was painted
// is the list that is felt. Everything opened here is given back by dispose.
import { Disposer } from "../base/disposer.ts";
import { instantAt, xOf } from "./axis.ts";
import type { ChartModel } from "./chart-model.ts";
import { DisplayList } from "./display-list.ts";
import { Frame } from "./frame.ts";
import { cursorOf, hit } from "./hit.ts";
import { barX } from "./layout.ts";
import { buildOverlay } from "./overlay.ts";
import { paint } from "./paint.ts";
import { type Palette, readPalette } from "./palette.ts";
import { PointerWatch } from "./pointer.ts";
import { buildScene, type SceneInput } from "./scene.ts";
import { dropBitmap, fitBitmap, observeColors, observeSize, type Size } from "./surface.ts";

export interface HostParts {
  readonly root: HTMLElement;
  readonly base: HTMLCanvasElement;
  readonly overlay: HTMLCanvasElement;
  readonly model: ChartModel;
  readonly resized: (width: number, height: number) => void;
  readonly tip: (lines: readonly string[], x: number, y: number) => void;
  readonly failed: (reason: unknown) => void;
}

export class ChartHost {
  readonly #parts: HostParts;
  readonly #disposer = new Disposer();
  readonly #frame: Frame;
  readonly #pointer: PointerWatch;
  #size: Size = { width: 0, height: 0, ratio: 1 };
  #palette: Palette;
  #scene: SceneInput | null = null;
  #list = new DisplayList();

  constructor(parts: HostParts) {
    this.#parts = parts;
    this.#palette = this.#readPalette();
    this.#frame = new Frame({
      host: {
        request: (run) => requestAnimationFrame(run),
        cancel: (id) => cancelAnimationFrame(id),
      },
      paint: { base: () => this.#paintBase(), overlay: () => this.#paintOverlay() },
      failed: (_, reason) => parts.failed(reason),
    });
    this.#pointer = this.#watchPointer();
    this.#disposer.add(() => this.#pointer.dispose());
    this.#disposer.add(() => this.#frame.dispose());
    this.#disposer.add(observeSize(parts.root, (size) => this.#resize(size)));
    this.#disposer.add(observeColors(() => this.#recolor()));
    this.#disposer.add(() => [parts.base, parts.overlay].forEach(dropBitmap));
  }

  /** The picture of the model changed. */
  show(scene: SceneInput): void {
    this.#scene = scene;
    this.#frame.invalidate("base", "overlay");
  }

  /** Only ghosts changed. */
  showOverlay(): void {
    this.#frame.invalidate("overlay");
  }

  restart(): void {
    this.#frame.restart();
  }

  dispose(): void {
    this.#disposer.dispose();
  }

  #watchPointer(): PointerWatch {
    const { root, model } = this.#parts;
    const scene = (): SceneInput | null => this.#scene;
    return new PointerWatch({
      root,
      model,
      world: {
        hit: (x, y) => hit(this.#list.targets, x, y),
        factsOf: (item) => model.factsOf(item),
        instantAt: (x, edge) => model.instantAt(x, edge),
        isEmptyRow: (row) => model.isEmptyRow(row),
        get canEdit() {
          return model.canEdit;
        },
        xOf: (at) => withScene(scene(), (one) => barX(one.scale, at, one.stretch)),
        timeAt: (x) => withScene(scene(), (one) => instantAt(one.scale, x)),
        timeX: (at) => withScene(scene(), (one) => xOf(one.scale, at)),
      },
      changed: () => this.#frame.invalidate("overlay"),
    });
  }

  #resize(size: Size): void {
    this.#size = size;
    fitBitmap(this.#parts.base, size);
    fitBitmap(this.#parts.overlay, size);
    this.#parts.resized(size.width, size.height);
    this.#frame.invalidate("base", "overlay");
  }

  #readPalette(): Palette {
    const style = getComputedStyle(this.#parts.root);
    const forced = matchMedia("(forced-colors: active)").matches;
    return readPalette((name) => style.getPropertyValue(`--${name}`), forced);
  }

  #recolor(): void {
    this.#palette = this.#readPalette();
    this.#frame.invalidate("base", "overlay");
  }

  #paintBase(): void {
    const scene = this.#scene;
    if (!scene || this.#size.width === 0) return;
    this.#list = buildScene(scene);
    const pen = this.#parts.base.getContext("2d");
    if (pen) paint(pen, this.#list, this.#palette, this.#size);
  }

  #paintOverlay(): void {
    const scene = this.#scene;
    if (!scene || this.#size.width === 0) return;
    if (this.#pointer.edge(this.#size.width)) this.#frame.invalidate("overlay");
    const { gesture, hover } = this.#pointer;
    const { successors } = this.#parts.model;
    const linkPoints = (id: number): readonly number[] | null =>
      this.#list.linkLines.get(id) ?? null;
    const list = buildOverlay({ scene, gesture, hover, successors, linkPoints });
    this.#showOverlay(list);
    this.#tell();
  }

  #tell(): void {
    const { gesture, hover, x, y } = this.#pointer;
    const { root, model, tip } = this.#parts;
    const cursor = gesture.kind === "idle" ? cursorOf(hover) : cursorOf(heldTarget(gesture));
    root.style.cursor =
      gesture.kind === "panning" || gesture.kind === "moving" ? "grabbing" : cursor;
    tip(model.describe(gesture, hover), x, y);
  }

  /** An empty canvas would still be laid over the whole chart in every frame. */
  #showOverlay(list: DisplayList): void {
    const { overlay } = this.#parts;
    overlay.style.visibility = list.isEmpty ? "hidden" : "visible";
    const pen = list.isEmpty ? null : overlay.getContext("2d");
    if (pen) paint(pen, list, this.#palette, this.#size);
  }
}

function withScene(scene: SceneInput | null, answer: (scene: SceneInput) => number): number {
  return scene ? answer(scene) : 0;
}

function heldTarget(gesture: PointerWatch["gesture"]) {
  return "held" in gesture ? gesture.held.target : null;
}
