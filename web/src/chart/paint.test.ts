import { expect, it } from "vitest";
import { DisplayList } from "./display-list.ts";
import { fontOf, paint, type Pen } from "./paint.ts";
import { readPalette } from "./palette.ts";
import { sceneInput } from "./fixture.ts";
import { buildScene } from "./scene.ts";

/** A context that only writes down what it is asked to do. */
function recorder(): { pen: Pen; log: string[] } {
  const log: string[] = [];
  const pen = new Proxy({} as Pen, {
    get:
      (_, name) =>
      (...args: unknown[]) =>
        log.push(`${String(name)}(${args.map(print).join(" ")})`),
    set: (_, name, value) => log.push(`${String(name)}=${print(value)}`) > 0,
  });
  return { pen, log };
}

function print(value: unknown): string {
  return typeof value === "number" ? String(Math.round(value * 1000) / 1000) : String(value);
}

const light = readPalette((name) => (name === "font" ? "sans" : `light-${name}`), false);
const forced = readPalette((name) => name, true);

function draw(list: DisplayList, ratio: number, palette = light): string[] {
  const { pen, log } = recorder();
  paint(pen, list, palette, { width: 100, height: 50, ratio });
  return log.slice(3);
}

function sample(): DisplayList {
  const list = new DisplayList();
  list.text("label", 5, 9, "Go-live");
  list.rect("bar", 10.2, 4.4, 20, 15, 3);
  list.rect("bar_critical", 40, 4, 20, 15, 3);
  list.line("row_line", 0, 31, 100, 31);
  return list;
}

it("paints in the order of the styles, lines on device pixels at ratio 1", () => {
  expect(draw(sample(), 1)).toEqual([
    "globalAlpha=0.55",
    "beginPath()",
    "moveTo(0.5 31.5)",
    "lineTo(100.5 31.5)",
    "strokeStyle=light-line",
    "lineWidth=1",
    "setLineDash()",
    "stroke()",
    "globalAlpha=1",
    "beginPath()",
    "roundRect(10 4 20 15 3)",
    "fillStyle=light-bar",
    "fill()",
    "globalAlpha=1",
    "beginPath()",
    "roundRect(41 5 18 13 3)",
    "fillStyle=light-critical-soft",
    "fill()",
    "strokeStyle=light-critical",
    "lineWidth=2",
    "setLineDash()",
    "stroke()",
    "globalAlpha=1",
    "font=11px sans",
    "textBaseline=alphabetic",
    "fillStyle=light-text",
    "strokeStyle=light-surface",
    "lineWidth=3",
    "setLineDash()",
    "textAlign=left",
    "strokeText(Go-live 5 9)",
    "fillText(Go-live 5 9)",
  ]);
});

it.each([
  [1.5, "moveTo(0 31.333)", "lineWidth=1.333"],
  [2, "moveTo(0 31)", "lineWidth=1"],
])("places lines at ratio %d", (ratio, move, width) => {
  const log = draw(sample(), ratio);
  expect(log).toContain(move);
  expect(log).toContain(width);
});

it("outlines bars under forced colours, where a fill says nothing", () => {
  const log = draw(sample(), 1, forced);
  expect(log.filter((line) => line.startsWith("strokeStyle="))).toEqual([
    "strokeStyle=GrayText",
    "strokeStyle=CanvasText",
    "strokeStyle=LinkText",
    "strokeStyle=Canvas",
  ]);
  expect(log.filter((line) => line.startsWith("globalAlpha="))).not.toContain("globalAlpha=0.55");
});

it("paints an unknown role pink", () => {
  const bare = readPalette(() => "", false);
  expect(bare.color.bar).toBe("#ff00c8");
  expect(fontOf(bare, "strong")).toBe("600 11px sans-serif");
});

it("draws a whole scene without an unknown call", () => {
  const { pen, log } = recorder();
  paint(pen, buildScene(sceneInput()), light, { width: 400, height: 172, ratio: 2 });
  expect(log.filter((line) => line.startsWith("fillText("))).toContain(
    "fillText(Go-live 274 159.5)",
  );
  expect(log.join("\n")).not.toMatch(/NaN|undefined/);
});
