import { describe, expect, it } from "vitest";
import { hit, cursorOf } from "./hit.ts";
import { buildScene, visibleRows } from "./scene.ts";
import { at, facts, sceneInput } from "./fixture.ts";

const scene = buildScene(sceneInput());
const middle = (row: number): number => 44 + row * 32 + 15;

describe("what the pointer finds", () => {
  it.each([
    ["a bar", 30, middle(1) - 6, "bar", 2],
    ["the finish edge", 119, middle(1), "finish", 2],
    ["the progress handle", 70, middle(1) + 2, "progress", 2],
    ["a handle to link from the finish", 131, middle(1), "link_finish", 2],
    ["a handle to link from the start", 11, middle(1), "link_start", 2],
    ["a milestone", 260, middle(3), "milestone", 4],
    ["a summary", 100, 44 + 10, "summary", 1],
    ["an empty place", 380, middle(2), "row", 0],
    ["the axis", 100, 10, "axis", 0],
  ] as const)("%s", (_, x, y, part, id) => {
    expect(hit(scene.targets, x, y)).toMatchObject({ part, id });
  });

  it("no tail: the fade behind a bar is not for grabbing, and the text stands past it", () => {
    const bar = facts({
      item: 2,
      start: at("2026-03-02T08:00:00Z"),
      finish: at("2026-03-06T17:00:00Z"),
      label: "ERP lead",
      tail: {
        p50: at("2026-03-09T17:00:00Z"),
        p80: at("2026-03-10T17:00:00Z"),
        p90: at("2026-03-11T17:00:00Z"),
      },
    });
    const { marks, targets } = buildScene(sceneInput({ bar: (row) => (row === 1 ? bar : null) }));
    expect(marks.get("tail_8")).toHaveLength(1);
    expect(hit(targets, 190, middle(1))?.part).toBe("row");
    expect(marks.get("label_dim")?.[0]).toMatchObject({ x: 220 + 12, text: "ERP lead" });
  });

  it("a link between its bars", () => {
    const line = scene.marks.get("link")?.[0];
    if (line?.as !== "line") throw new Error("no link");
    const [, , x = 0, y = 0, , to = 0] = line.points;
    expect(hit(scene.targets, x, (y + to) / 2 + 6)?.part).toBeDefined();
  });

  it("and shows it by the cursor", () => {
    expect(cursorOf(hit(scene.targets, 119, middle(1)))).toBe("ew-resize");
    expect(cursorOf(null)).toBe("default");
  });
});

describe("the scene", () => {
  it("shades the week-ends of the calendar", () => {
    const idle = scene.marks.get("idle") ?? [];
    expect(idle.map((mark) => (mark.as === "rect" ? [mark.x, mark.w] : []))).toEqual([
      [0, 20],
      [120, 40],
      [260, 40],
    ]);
  });

  it("draws only what is seen of ten thousand rows", () => {
    const input = sceneInput({ rowCount: 10_000, scrollTop: 3200, links: () => [] });
    expect(visibleRows(input)).toEqual({ first: 100, last: 103 });
  });

  it("leaves critical colours, float and baselines to their switches", () => {
    const plain = buildScene(
      sceneInput({
        show: {
          critical: false,
          float: false,
          baseline: false,
          links: false,
          staleTails: false,
          itemCalendar: null,
        },
      }),
    );
    for (const style of ["bar_critical", "float", "baseline", "link", "link_critical"] as const) {
      expect(plain.marks.has(style), style).toBe(false);
      expect(scene.marks.has(style), style).toBe(true);
    }
  });

  it("does not shade where a week is a smear", () => {
    const far = buildScene(sceneInput({ scale: { origin: 0, pxPerDay: 0.5 } }));
    expect(far.marks.has("idle")).toBe(false);
  });
});
