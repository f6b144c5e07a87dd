import { describe, expect, it } from "vitest";
import { instantToText } from "../base/time.ts";
import { hit } from "./hit.ts";
import {
  type Gesture,
  type GestureWorld,
  IDLE,
  type Point,
  drag,
  press,
  release,
} from "./gesture.ts";
import { instantAt, xOf } from "./axis.ts";
import { ROWS, sceneInput } from "./fixture.ts";
import { barInstant, barX } from "./layout.ts";
import { buildScene } from "./scene.ts";

const input = sceneInput();
const scene = buildScene(input);
const middle = (row: number): number => 44 + row * 32 + 15;

function world(some: Partial<GestureWorld> = {}): GestureWorld {
  return {
    hit: (x, y) => hit(scene.targets, x, y),
    factsOf: (item) => {
      const row = ROWS.findIndex((facts) => facts.item === item);
      const facts = ROWS[row];
      if (!facts || facts.start === null || facts.finish === null) return null;
      return {
        row,
        kind: facts.kind,
        start: facts.start,
        finish: facts.finish,
        percent: facts.percent,
      };
    },
    instantAt: (x, edge) => barInstant(input.scale, x, input.stretch, edge),
    xOf: (instant) => barX(input.scale, instant, input.stretch),
    timeAt: (x) => instantAt(input.scale, x),
    timeX: (instant) => xOf(input.scale, instant),
    canEdit: true,
    isEmptyRow: (row) => row > 3,
    ...some,
  };
}

const point = (x: number, y: number): Point => ({ x, y, add: false, range: false });

function play(from: [number, number], to: [number, number], on = world()) {
  let state: Gesture = press(point(...from), on).state;
  state = drag(state, point((from[0] + to[0]) / 2, (from[1] + to[1]) / 2), on).state;
  const step = drag(state, point(...to), on);
  return { during: step.state, end: release(step.state, point(...to), on) };
}

describe("down, move, up", () => {
  it("moves a bar by whole days", () => {
    const { during, end } = play([30, middle(1) - 6], [72, middle(1) - 6]);
    expect(during.kind).toBe("moving");
    if (end.act?.do !== "move") throw new Error("no move");
    expect(end.act.item).toBe(2);
    expect(instantToText(end.act.start)).toBe("2026-03-04T08:00:00Z");
    expect(end.state).toEqual(IDLE);
  });

  it("resizes by the finish edge", () => {
    const { end } = play([118, middle(1) - 4], [140, middle(1) - 4]);
    if (end.act?.do !== "resize") throw new Error("no resize");
    expect(instantToText(end.act.finish)).toBe("2026-03-07T17:00:00Z");
  });

  it("sets progress in steps of five", () => {
    const { end } = play([70, middle(1) + 2], [91, middle(1) + 2]);
    expect(end.act).toEqual({ do: "progress", item: 2, percent: 70 });
  });

  it.each([
    ["from finish to start", [131, 1], [170, 2], "fs"],
    ["from start to start", [11, 1], [165, 2], "ss"],
    ["from finish to finish", [131, 1], [215, 2], "ff"],
  ] as const)("links %s", (_, from, to, type) => {
    const { end } = play([from[0], middle(from[1])], [to[0], middle(to[1])]);
    expect(end.act).toEqual({ do: "link", pred: 2, succ: 3, type });
  });

  it("does not link a bar to itself or to nothing", () => {
    expect(play([131, middle(1)], [60, middle(1)]).end.act).toBeNull();
    expect(play([131, middle(1)], [390, middle(2)]).end.act).toBeNull();
  });

  it("draws on an empty row", () => {
    const tall = buildScene(sceneInput({ rowCount: 6, height: 44 + 6 * 32 }));
    const on = world({ hit: (x, y) => hit(tall.targets, x, y) });
    const { end } = play([42, middle(5)], [100, middle(5)], on);
    if (end.act?.do !== "draw") throw new Error("no drawing");
    expect(instantToText(end.act.start)).toBe("2026-03-03T08:00:00Z");
    expect(instantToText(end.act.finish)).toBe("2026-03-05T17:00:00Z");
  });

  it("pans on the axis, on full rows and where nothing may be edited", () => {
    expect(play([100, 10], [150, 10]).during.kind).toBe("panning");
    expect(play([380, middle(2)], [300, middle(2)]).during.kind).toBe("panning");
    const closed = world({ canEdit: false });
    expect(play([30, middle(1)], [90, middle(1)], closed).during.kind).toBe("panning");
  });
});

describe("what must not happen", () => {
  it("under four pixels a press is a click and changes nothing", () => {
    const on = world();
    const pressed = press(point(30, middle(1) - 6), on).state;
    const held = drag(pressed, point(33, middle(1) - 5), on).state;
    expect(release(held, point(33, middle(1) - 5), on).act).toMatchObject({
      do: "select",
      target: { part: "bar", id: 2 },
    });
  });

  it("a bar let go where it was is not moved", () => {
    expect(play([30, middle(1) - 6], [35, middle(1) - 6]).end.act).toBeNull();
  });

  it("an item that vanished while it was held is let go", () => {
    const gone = world({ factsOf: () => null });
    expect(play([30, middle(1) - 6], [90, middle(1) - 6], gone).end).toEqual({
      state: IDLE,
      act: null,
    });
  });
});
