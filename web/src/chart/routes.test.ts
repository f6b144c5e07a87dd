import { describe, expect, it } from "vitest";
import { facts } from "./fixture.ts";
import type { BarBox } from "./layout.ts";
import { type LinkType, routeLink } from "./routes.ts";

function box(row: number, x0: number, x1: number, kind: "task" | "milestone" = "task"): BarBox {
  const y = row * 32;
  return { facts: facts({ item: row + 1, kind }), row, y, x0, x1, top: y + 8, height: 15 };
}

describe("ways of links", () => {
  it.each([
    ["drops onto the next bar", box(0, 0, 40), box(1, 40, 80), "fs", [40, 15.5, 44, 15.5, 44, 40]],
    ["comes from below", box(1, 0, 40), box(0, 60, 90), "fs", [40, 47.5, 63, 47.5, 63, 23]],
    [
      "goes around a bar that begins before",
      box(0, 0, 80),
      box(1, 40, 60),
      "fs",
      [80, 15.5, 87, 15.5, 87, 32, 31, 32, 31, 47.5, 40, 47.5],
    ],
    [
      "starts with start",
      box(0, 20, 40),
      box(1, 30, 60),
      "ss",
      [20, 15.5, 11, 15.5, 11, 47.5, 30, 47.5],
    ],
    [
      "ends with end",
      box(0, 20, 40),
      box(1, 30, 60),
      "ff",
      [40, 15.5, 69, 15.5, 69, 47.5, 60, 47.5],
    ],
    [
      "runs backwards",
      box(0, 90, 120),
      box(1, 20, 60),
      "sf",
      [90, 15.5, 83, 15.5, 83, 47.5, 60, 47.5],
    ],
  ] as [string, BarBox, BarBox, LinkType, number[]][])("%s", (_, from, to, type, points) => {
    expect(routeLink(from, to, type).points).toEqual(points);
  });

  it("end at the tip of a diamond", () => {
    const { points, head } = routeLink(box(0, 0, 40), box(1, 60, 60, "milestone"), "fs");
    expect(points.at(-1)).toBe(47.5 - 8);
    expect(head.slice(2, 4)).toEqual(points.slice(-2));
  });

  it("are orthogonal, whatever the bars and the type", () => {
    for (const type of ["fs", "ss", "ff", "sf"] as const) {
      for (let x = -60; x <= 120; x += 7) {
        const { points } = routeLink(box(0, 0, 40), box(2, x, x + 25), type);
        for (let i = 0; i + 3 < points.length; i += 2) {
          const isStraight = points[i] === points[i + 2] || points[i + 1] === points[i + 3];
          expect(isStraight, `${type} at ${x}`).toBe(true);
        }
      }
    }
  });
});
