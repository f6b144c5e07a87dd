// Orthogonal ways of links between two bars.
// The one idea: every link leaves on the side of its first word and arrives on the side of its second; the plain
// finish-to-start drops onto the top of its successor, all others arrive sideways.
import type { BarBox } from "./layout.ts";

export type LinkType = "fs" | "ss" | "ff" | "sf";

export interface Route {
  /** x, y, x, y … */
  readonly points: readonly number[];
  /** Three points of the arrow head. */
  readonly head: readonly number[];
}

const OUT = 7;
const BACK = 9;

export function routeLink(from: BarBox, to: BarBox, type: LinkType): Route {
  const y1 = middle(from);
  const y2 = middle(to);
  const leavesLeft = type === "ss" || type === "sf";
  const arrivesRight = type === "ff" || type === "sf";
  const x1 = leavesLeft ? edgeLeft(from) : edgeRight(from);
  const x2 = arrivesRight ? edgeRight(to) : edgeLeft(to);
  if (type === "fs") return routeFinishStart(from, to, x1, y1, x2, y2);
  if (type === "ss") return sideways(x1, y1, x2, y2, Math.min(x1, x2) - BACK, "right");
  if (type === "ff") return sideways(x1, y1, x2, y2, Math.max(x1, x2) + BACK, "left");
  if (x2 <= x1 - 2 * BACK) return sideways(x1, y1, x2, y2, x1 - OUT, "left");
  return detour(x1, y1, x2, y2, x1 - OUT, x2 + BACK, between(from, to), "left");
}

function routeFinishStart(
  from: BarBox,
  to: BarBox,
  x1: number,
  y1: number,
  x2: number,
  y2: number,
): Route {
  const drop = to.facts.kind === "milestone" ? x2 + edgeHalf(to) : Math.max(x1 + 4, x2 + 3);
  const fits = to.facts.kind === "milestone" ? drop >= x1 + 2 : drop <= Math.max(to.x1 - 2, x2 + 4);
  if (fits && from.row !== to.row) {
    const down = y2 > y1;
    const tip =
      to.facts.kind === "milestone"
        ? y2 + (down ? -edgeHalf(to) : edgeHalf(to))
        : down
          ? to.top
          : to.top + to.height;
    return { points: [x1, y1, drop, y1, drop, tip], head: headVertical(drop, tip, down) };
  }
  return detour(x1, y1, x2, y2, x1 + OUT, x2 - BACK, between(from, to), "right");
}

function sideways(
  x1: number,
  y1: number,
  x2: number,
  y2: number,
  turn: number,
  to: "left" | "right",
): Route {
  return { points: [x1, y1, turn, y1, turn, y2, x2, y2], head: headSideways(x2, y2, to) };
}

/** Out, along the line between two rows, and in from the other side. */
function detour(
  x1: number,
  y1: number,
  x2: number,
  y2: number,
  out: number,
  back: number,
  lane: number,
  to: "left" | "right",
): Route {
  return {
    points: [x1, y1, out, y1, out, lane, back, lane, back, y2, x2, y2],
    head: headSideways(x2, y2, to),
  };
}

function between(from: BarBox, to: BarBox): number {
  return to.y >= from.y ? to.y : to.y + (to.top - to.y) * 2 + to.height;
}

function middle(box: BarBox): number {
  return box.facts.kind === "summary" ? box.top + 4 : box.top + box.height / 2;
}

function edgeHalf(box: BarBox): number {
  return box.height / 2 + 0.5;
}

function edgeLeft(box: BarBox): number {
  return box.facts.kind === "milestone" ? box.x0 - edgeHalf(box) : box.x0;
}

function edgeRight(box: BarBox): number {
  return box.facts.kind === "milestone" ? box.x0 + edgeHalf(box) : box.x1;
}

function headVertical(x: number, y: number, down: boolean): number[] {
  const back = down ? -5 : 5;
  return [x - 3, y + back, x, y, x + 3, y + back];
}

function headSideways(x: number, y: number, to: "left" | "right"): number[] {
  const back = to === "right" ? -5 : 5;
  return [x + back, y - 3, x, y, x + back, y + 3];
}
