// What the chart needs of whoever hosts it, and what it tells back.
// The one idea: the chart draws and feels, the page knows; between them stand values and ids only. Members that
// are read while drawing may be reactive: the host reads them in one place and asks for a frame.
import type { Target } from "./display-list.ts";
import type { Act, DragFacts, Gesture } from "./gesture.ts";
import type { SuccessorGhost } from "./overlay.ts";
import type { SceneInput } from "./scene.ts";

export interface ChartModel {
  /** A value anew whenever something that is drawn changed. */
  scene(width: number, height: number): SceneInput;
  readonly successors: readonly SuccessorGhost[];
  readonly canEdit: boolean;
  factsOf(item: number): DragFacts | null;
  isEmptyRow(row: number): boolean;
  instantAt(x: number, edge: "start" | "finish"): number;

  select(target: Target, how: { readonly add: boolean; readonly range: boolean }): void;
  open(target: Target): void;
  commit(act: Act): void;
  /** What would be committed if the pointer were let go now; null when the gesture ended. */
  preview(act: Act | null): void;
  pan(dx: number): void;
  scroll(dy: number): void;
  zoom(x: number, factor: number): void;
  /** Lines of the tip beside the pointer. */
  describe(gesture: Gesture, hover: Target | null): readonly string[];
}
