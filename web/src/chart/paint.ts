// The only code that touches a canvas context.
// The one idea: styles in order, each set once, its marks in one path where the style allows; lines are placed
// on device pixels here and nowhere else.
import { type DisplayList, type Mark, STYLES, STYLE_ORDER, type Style } from "./display-list.ts";
import type { Palette } from "./palette.ts";

/** What painting uses of a context; the recording context of the tests has the same members. */
export type Pen = Pick<
  CanvasRenderingContext2D,
  | "setTransform"
  | "clearRect"
  | "beginPath"
  | "rect"
  | "roundRect"
  | "moveTo"
  | "lineTo"
  | "closePath"
  | "arc"
  | "fill"
  | "stroke"
  | "setLineDash"
  | "fillText"
  | "strokeText"
  | "fillStyle"
  | "strokeStyle"
  | "lineWidth"
  | "globalAlpha"
  | "font"
  | "textAlign"
  | "textBaseline"
>;

export interface Sheet {
  readonly width: number;
  readonly height: number;
  readonly ratio: number;
}

export const LABEL_SIZE = 11;

export function fontOf(palette: Palette, name: "label" | "strong"): string {
  return `${name === "strong" ? "600 " : ""}${LABEL_SIZE}px ${palette.family}`;
}

export function paint(pen: Pen, list: DisplayList, palette: Palette, sheet: Sheet): void {
  pen.setTransform(sheet.ratio, 0, 0, sheet.ratio, 0, 0);
  pen.globalAlpha = 1;
  pen.clearRect(0, 0, sheet.width, sheet.height);
  for (const name of STYLE_ORDER) {
    const marks = list.marks.get(name);
    if (marks) paintStyle(pen, STYLES[name], marks, palette, sheet.ratio);
  }
}

function paintStyle(
  pen: Pen,
  style: Style,
  marks: readonly Mark[],
  palette: Palette,
  ratio: number,
): void {
  pen.globalAlpha = palette.forced ? 1 : (style.alpha ?? 1);
  if (style.font) return paintTexts(pen, style, marks, palette);
  const stroke = style.stroke ?? (palette.forced ? style.forcedStroke : undefined);
  const width = stroke ? deviceWidth(style.width ?? 1, ratio) : 0;
  pen.beginPath();
  for (const mark of marks) trace(pen, mark, ratio, width);
  if (style.fill) {
    pen.fillStyle = palette.color[style.fill];
    pen.fill();
  }
  if (!stroke) return;
  pen.strokeStyle = palette.color[stroke];
  pen.lineWidth = width;
  pen.setLineDash(style.dash ? [...style.dash] : []);
  pen.stroke();
}

function paintTexts(pen: Pen, style: Style, marks: readonly Mark[], palette: Palette): void {
  pen.font = fontOf(palette, style.font ?? "label");
  pen.textBaseline = "alphabetic";
  pen.fillStyle = palette.color[style.fill ?? "text"];
  if (style.halo) {
    pen.strokeStyle = palette.color[style.halo];
    pen.lineWidth = 3;
    pen.setLineDash([]);
  }
  for (const mark of marks) {
    if (mark.as !== "text") continue;
    pen.textAlign = mark.align;
    if (style.halo) pen.strokeText(mark.text, mark.x, mark.y);
    pen.fillText(mark.text, mark.x, mark.y);
  }
}

function trace(pen: Pen, mark: Mark, ratio: number, width: number): void {
  switch (mark.as) {
    case "rect":
      return traceRect(pen, mark, ratio, width);
    case "line":
      return traceLine(pen, mark.points, ratio, width);
    case "poly":
      return tracePoly(pen, mark.points);
    case "circle":
      pen.moveTo(mark.x + mark.r, mark.y);
      pen.arc(mark.x, mark.y, mark.r, 0, Math.PI * 2);
      return;
    case "text":
      throw new Error("a text in a style without a font");
  }
}

function traceRect(pen: Pen, mark: Mark & { as: "rect" }, ratio: number, width: number): void {
  const x = align(mark.x, ratio) + width / 2;
  const y = align(mark.y, ratio) + width / 2;
  const w = Math.max(1 / ratio, align(mark.x + mark.w, ratio) - width / 2 - x);
  const h = Math.max(1 / ratio, align(mark.y + mark.h, ratio) - width / 2 - y);
  if (mark.r > 0) pen.roundRect(x, y, w, h, Math.min(mark.r, w / 2, h / 2));
  else pen.rect(x, y, w, h);
}

function traceLine(pen: Pen, points: readonly number[], ratio: number, width: number): void {
  for (let i = 0; i + 1 < points.length; i += 2) {
    const x = onLine(points[i] ?? 0, ratio, width);
    const y = onLine(points[i + 1] ?? 0, ratio, width);
    if (i === 0) pen.moveTo(x, y);
    else pen.lineTo(x, y);
  }
}

function tracePoly(pen: Pen, points: readonly number[]): void {
  for (let i = 0; i + 1 < points.length; i += 2) {
    if (i === 0) pen.moveTo(points[0] ?? 0, points[1] ?? 0);
    else pen.lineTo(points[i] ?? 0, points[i + 1] ?? 0);
  }
  pen.closePath();
}

function align(value: number, ratio: number): number {
  return Math.round(value * ratio) / ratio;
}

/** A whole number of device pixels, at least one. */
function deviceWidth(width: number, ratio: number): number {
  return Math.max(1, Math.round(width * ratio)) / ratio;
}

/** Odd widths sit on the middle of a device pixel, even ones on its edge. */
function onLine(value: number, ratio: number, width: number): number {
  const odd = Math.round(width * ratio) % 2 === 1;
  return odd ? (Math.floor(value * ratio) + 0.5) / ratio : align(value, ratio);
}
