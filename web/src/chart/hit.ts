// What lies under the pointer, read from the same list that was painted.
// The one idea: targets were added from the ground up, so the last one that contains the point is the answer.
import type { Target } from "./display-list.ts";

export function hit(targets: readonly Target[], x: number, y: number): Target | null {
  for (let i = targets.length - 1; i >= 0; i--) {
    const target = targets[i];
    if (target && contains(target, x, y)) return target;
  }
  return null;
}

function contains(target: Target, x: number, y: number): boolean {
  return x >= target.x && x < target.x + target.w && y >= target.y && y < target.y + target.h;
}

export type Cursor = "default" | "grab" | "ew-resize" | "col-resize" | "crosshair" | "pointer";

const CURSORS: Readonly<Record<Target["part"], Cursor>> = {
  bar: "grab",
  beside: "pointer",
  milestone: "grab",
  summary: "pointer",
  finish: "ew-resize",
  progress: "col-resize",
  link_start: "crosshair",
  link_finish: "crosshair",
  link: "pointer",
  row: "default",
  axis: "grab",
};

export function cursorOf(target: Target | null): Cursor {
  return target ? CURSORS[target.part] : "default";
}
