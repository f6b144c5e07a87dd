import { describe, expect, it } from "vitest";
import { at, sceneInput } from "./fixture.ts";
import { IDLE, type Gesture } from "./gesture.ts";
import { hit } from "./hit.ts";
import { buildOverlay, type OverlayInput } from "./overlay.ts";
import { buildScene } from "./scene.ts";
import { idleSpans, workBetween } from "./shading.ts";
import { makeAxisWords } from "./words.ts";

const scene = sceneInput();
const targets = buildScene(scene).targets;
const middle = (row: number): number => 44 + row * 32 + 15;

function overlay(some: Partial<OverlayInput>) {
  return buildOverlay({
    scene,
    gesture: IDLE,
    hover: null,
    successors: [],
    linkPoints: () => [0, 0, 10, 0],
    ...some,
  });
}

const held = {
  target: targets[0] ?? { part: "bar", id: 2, row: 1, x: 0, y: 0, w: 1, h: 1 },
  x: 0,
  y: 0,
  at: 0,
} as const;
const moving: Gesture = {
  kind: "moving",
  held,
  ghost: {
    as: "bar",
    row: 1,
    start: at("2026-03-04T08:00:00Z"),
    finish: at("2026-03-10T17:00:00Z"),
  },
};

describe("the overlay", () => {
  it("shows handles of the bar under the pointer", () => {
    const hover = hit(targets, 30, middle(1) - 6);
    const list = overlay({ hover });
    expect(list.marks.get("handle")).toHaveLength(2);
    expect(list.marks.has("hover")).toBe(true);
  });

  it("shows the whole line of a link, and nothing over an empty place", () => {
    const hover = { part: "link", id: 11, row: -1, x: 0, y: 0, w: 1, h: 1 } as const;
    expect(overlay({ hover }).marks.has("link_hover")).toBe(true);
    expect(overlay({ hover: hit(targets, 390, middle(2)) }).marks.size).toBe(0);
  });

  it("shows the ghost with its guides and what would follow", () => {
    const successors = [
      { row: 2, start: at("2026-03-11T08:00:00Z"), finish: at("2026-03-13T17:00:00Z") },
    ];
    const list = overlay({ gesture: moving, successors });
    expect(list.marks.get("ghost")).toMatchObject([{ x: 60, w: 140 }]);
    expect(list.marks.get("guide")).toHaveLength(2);
    expect(list.marks.get("ghost_successor")).toMatchObject([{ x: 200, w: 60 }]);
    expect(overlay({ successors }).marks.size).toBe(0);
  });
});

describe("working time", () => {
  const calendar = scene.calendar;
  const from = at("2026-03-06T00:00:00Z");
  const to = at("2026-03-10T00:00:00Z");

  it("is shaded by days, or by hours when asked", () => {
    if (!calendar) throw new Error("no calendar");
    expect(idleSpans(calendar, from, to, false)).toEqual([
      { from: at("2026-03-07T00:00:00Z"), to: at("2026-03-09T00:00:00Z") },
    ]);
    expect(idleSpans(calendar, from, to, true).length).toBeGreaterThan(3);
  });

  it.each([
    ["2026-03-06T08:00:00Z", "2026-03-06T17:00:00Z", 8],
    ["2026-03-06T08:00:00Z", "2026-03-09T17:00:00Z", 16],
    ["2026-03-07T08:00:00Z", "2026-03-08T17:00:00Z", 0],
    ["2026-03-09T17:00:00Z", "2026-03-09T08:00:00Z", 0],
  ])("from %s to %s is %d hours", (begin, end, hours) => {
    if (!calendar) throw new Error("no calendar");
    expect(workBetween(calendar, at(begin), at(end))).toBe(hours * 3600);
  });
});

it("the axis speaks the reader's language", () => {
  const words = makeAxisWords("de-DE");
  expect(words.months[2]).toBe("März");
  expect(words.weekdaysShort[0]).toBe("So");
  expect(words.quarter(3)).toBe("Q3");
});
