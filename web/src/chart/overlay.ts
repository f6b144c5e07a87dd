// What lies over the base canvas: hover, link handles, and the ghost of a gesture with its successors.
// The one idea: it reads the same boxes as the scene and owns nothing; a frame of the overlay costs a handful of
// marks, so a pointer may move at any rate without the bars being drawn again.
import { DisplayList, type Target } from "./display-list.ts";
import type { Gesture, Ghost } from "./gesture.ts";
import type { BarBox } from "./layout.ts";
import { barX } from "./layout.ts";
import { AXIS_HEIGHT, HANDLE_GAP, type SceneInput, boxAt, rowTop } from "./scene.ts";

export interface SuccessorGhost {
  readonly row: number;
  readonly start: number;
  readonly finish: number;
}

export interface OverlayInput {
  readonly scene: SceneInput;
  readonly gesture: Gesture;
  readonly hover: Target | null;
  readonly successors: readonly SuccessorGhost[];
  /** Marks of the base list, for the line of a link under the pointer. */
  readonly linkPoints: (link: number) => readonly number[] | null;
}

export function buildOverlay(input: OverlayInput): DisplayList {
  const list = new DisplayList();
  const boxes = new Map<number, BarBox | null>();
  if (input.gesture.kind === "idle" || input.gesture.kind === "pressing")
    addHover(list, input, boxes);
  const ghost = "ghost" in input.gesture ? input.gesture.ghost : null;
  if (ghost) addGhost(list, input, ghost, boxes);
  for (const successor of ghost ? input.successors : [])
    addSuccessor(list, input.scene, successor, boxes);
  return list;
}

function addHover(list: DisplayList, input: OverlayInput, boxes: Map<number, BarBox | null>): void {
  const { hover, scene } = input;
  if (!hover || hover.part === "axis" || hover.part === "row") return;
  if (hover.part === "link") {
    const points = input.linkPoints(hover.id);
    if (points) list.add("link_hover", { as: "line", points });
    return;
  }
  const box = boxAt(scene, hover.row, boxes);
  if (!box) return;
  addOutline(list, box, "hover");
  const r = box.facts.kind === "milestone" ? box.height / 2 : 0;
  const y = box.top + box.height / 2;
  list.add("handle", { as: "circle", x: box.x0 - r - HANDLE_GAP + 1, y, r: 4 });
  list.add("handle", { as: "circle", x: box.x1 + r + HANDLE_GAP - 1, y, r: 4 });
}

function addOutline(list: DisplayList, box: BarBox, style: "hover" | "ghost_target"): void {
  if (box.facts.kind === "milestone") {
    const r = box.height / 2 + 2;
    const y = box.top + box.height / 2;
    list.line(style, box.x0, y - r, box.x0 + r, y, box.x0, y + r, box.x0 - r, y, box.x0, y - r);
    return;
  }
  list.rect(style, box.x0 - 1, box.top - 1, box.x1 - box.x0 + 2, box.height + 2, 4);
}

function addGhost(
  list: DisplayList,
  input: OverlayInput,
  ghost: Ghost,
  boxes: Map<number, BarBox | null>,
): void {
  const { scene } = input;
  if (ghost.as === "link") return addGhostLink(list, scene, ghost, boxes);
  const y = rowTop(scene, ghost.row) + scene.metrics.barTop;
  const x0 = barX(scene.scale, ghost.start, scene.stretch);
  const x1 = barX(scene.scale, ghost.finish, scene.stretch);
  const { barHeight } = scene.metrics;
  if (ghost.as === "milestone") {
    const r = barHeight / 2 + 0.5;
    list.poly("ghost", x0, y - 0.5, x0 + r, y + r - 0.5, x0, y + 2 * r - 0.5, x0 - r, y + r - 0.5);
  } else {
    list.rect("ghost", x0, y, Math.max(x1 - x0, 2), barHeight, 3);
  }
  if (ghost.as === "progress") {
    list.rect(
      "bar_done",
      x0,
      y + barHeight / 3,
      ((x1 - x0) * ghost.percent) / 100,
      barHeight / 3,
      2,
    );
    return;
  }
  for (const x of ghost.as === "bar" ? [x0, x1] : [x0])
    list.line("guide", x, AXIS_HEIGHT, x, scene.height);
}

function addGhostLink(
  list: DisplayList,
  scene: SceneInput,
  ghost: Ghost & { as: "link" },
  boxes: Map<number, BarBox | null>,
): void {
  const from = boxAt(scene, ghost.row, boxes);
  if (from) {
    const x = ghost.from === "start" ? from.x0 : from.x1;
    list.line("ghost_link", x, from.top + from.height / 2, ghost.x, ghost.y);
  }
  const over = ghost.over ? boxAt(scene, ghost.over.row, boxes) : null;
  if (over) addOutline(list, over, "ghost_target");
  list.add("handle", { as: "circle", x: ghost.x, y: ghost.y, r: 4 });
}

function addSuccessor(
  list: DisplayList,
  scene: SceneInput,
  successor: SuccessorGhost,
  boxes: Map<number, BarBox | null>,
): void {
  const facts = boxAt(scene, successor.row, boxes)?.facts;
  const y = rowTop(scene, successor.row) + scene.metrics.barTop;
  const x0 = barX(scene.scale, successor.start, scene.stretch);
  const x1 = barX(scene.scale, successor.finish, scene.stretch);
  if (facts?.kind === "milestone") {
    const r = scene.metrics.barHeight / 2;
    list.line("ghost_successor", x0, y, x0 + r, y + r, x0, y + 2 * r, x0 - r, y + r, x0, y);
    return;
  }
  list.rect("ghost_successor", x0, y, Math.max(x1 - x0, 2), scene.metrics.barHeight, 3);
}
