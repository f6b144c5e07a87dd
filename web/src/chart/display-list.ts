// What a frame shows, as data: marks grouped by paint style, and the targets a pointer can hit.
// The one idea: the order of STYLES is the order of painting, so a scene may add marks in any order and the
// painter sets each style once. Coordinates are CSS pixels of the canvas.
// No context here: paint.ts alone touches one.
import type { Role } from "./palette.ts";

export interface Style {
  readonly fill?: Role;
  readonly stroke?: Role;
  readonly width?: number;
  readonly dash?: readonly number[];
  readonly alpha?: number;
  readonly font?: "label" | "strong";
  /** Colour of a rim around texts, so that lines behind them do not strike them out. */
  readonly halo?: Role;
  /** Under forced colours the fill alone would vanish: draw this outline instead. */
  readonly forcedStroke?: Role;
}

export const STYLES = {
  ground: { fill: "surface" },
  idle: { fill: "nonworking" },
  row_selected: { fill: "accent-soft", alpha: 0.55 },
  row_flash: { fill: "warn-soft" },
  row_line: { stroke: "line", width: 1, alpha: 0.55 },
  month_line: { stroke: "line", width: 1 },
  float: { stroke: "float", width: 2 },
  baseline: { fill: "baseline" },
  baseline_mark: { stroke: "baseline", width: 1.5 },
  link: { stroke: "link", width: 1, alpha: 0.75 },
  link_head: { fill: "link" },
  link_critical: { stroke: "link-critical", width: 1.4, alpha: 0.85 },
  link_critical_head: { fill: "link-critical" },
  tail_1: { fill: "bar", alpha: 0.5, forcedStroke: "baseline" },
  tail_2: { fill: "bar", alpha: 0.45, forcedStroke: "baseline" },
  tail_3: { fill: "bar", alpha: 0.4, forcedStroke: "baseline" },
  tail_4: { fill: "bar", alpha: 0.35, forcedStroke: "baseline" },
  tail_5: { fill: "bar", alpha: 0.3, forcedStroke: "baseline" },
  tail_6: { fill: "bar", alpha: 0.25, forcedStroke: "baseline" },
  tail_7: { fill: "bar", alpha: 0.2, forcedStroke: "baseline" },
  tail_8: { fill: "bar", alpha: 0.13, forcedStroke: "baseline" },
  tail_critical_1: { fill: "critical", alpha: 0.42, forcedStroke: "baseline" },
  tail_critical_2: { fill: "critical", alpha: 0.38, forcedStroke: "baseline" },
  tail_critical_3: { fill: "critical", alpha: 0.34, forcedStroke: "baseline" },
  tail_critical_4: { fill: "critical", alpha: 0.3, forcedStroke: "baseline" },
  tail_critical_5: { fill: "critical", alpha: 0.26, forcedStroke: "baseline" },
  tail_critical_6: { fill: "critical", alpha: 0.21, forcedStroke: "baseline" },
  tail_critical_7: { fill: "critical", alpha: 0.17, forcedStroke: "baseline" },
  tail_critical_8: { fill: "critical", alpha: 0.11, forcedStroke: "baseline" },
  tail_mark: { stroke: "bar-done", width: 1, dash: [2, 2] },
  tail_critical_mark: { stroke: "critical", width: 1, dash: [2, 2] },
  split: { stroke: "bar", width: 1.5, dash: [2, 3] },
  split_critical: { stroke: "critical", width: 1.5, dash: [2, 3] },
  bar: { fill: "bar", forcedStroke: "text" },
  bar_done: { fill: "bar-done" },
  bar_critical: { fill: "critical-soft", stroke: "critical", width: 1.5 },
  bar_critical_done: { fill: "critical" },
  bar_inactive: { stroke: "muted", width: 1, dash: [3, 2] },
  bar_external: { fill: "baseline", alpha: 0.6, forcedStroke: "text" },
  manual_end: { stroke: "bar-done", width: 2, dash: [3, 2] },
  manual_end_critical: { stroke: "critical", width: 2, dash: [3, 2] },
  summary: { fill: "summary" },
  milestone: { fill: "summary" },
  milestone_critical: { fill: "critical" },
  milestone_inactive: { stroke: "muted", width: 1 },
  deadline: { stroke: "ok", width: 1.6 },
  deadline_missed: { stroke: "bad", width: 1.6 },
  beside: { fill: "faint" },
  label: { fill: "text", font: "label", halo: "surface" },
  label_dim: { fill: "muted", font: "label", halo: "surface" },
  data_date: { stroke: "data-date", width: 1.5, dash: [5, 3] },
  today: { stroke: "today", width: 1.5 },
  axis_ground: { fill: "raised" },
  axis_line: { stroke: "line", width: 1 },
  axis_major: { fill: "text", font: "strong" },
  axis_minor: { fill: "muted", font: "label" },
  today_flag: { fill: "today" },
  data_date_flag: { fill: "data-date" },
  flag_text: { fill: "surface", font: "strong" },
  hover: { stroke: "focus", width: 1.5, alpha: 0.9 },
  link_hover: { stroke: "focus", width: 2 },
  handle: { fill: "surface", stroke: "focus", width: 1.5 },
  ghost: { fill: "accent-soft", stroke: "accent", width: 1.5, alpha: 0.85 },
  ghost_successor: { stroke: "accent", width: 1, dash: [3, 2] },
  ghost_link: { stroke: "accent", width: 1.6 },
  ghost_target: { stroke: "accent", width: 2 },
  guide: { stroke: "accent", width: 1, dash: [4, 3], alpha: 0.7 },
} as const satisfies Record<string, Style>;
export type StyleName = keyof typeof STYLES;
export const STYLE_ORDER = Object.keys(STYLES) as StyleName[];

export type Mark =
  | {
      readonly as: "rect";
      readonly x: number;
      readonly y: number;
      readonly w: number;
      readonly h: number;
      readonly r: number;
    }
  | { readonly as: "line"; readonly points: readonly number[] }
  | { readonly as: "poly"; readonly points: readonly number[] }
  | { readonly as: "circle"; readonly x: number; readonly y: number; readonly r: number }
  | {
      readonly as: "text";
      readonly x: number;
      readonly y: number;
      readonly text: string;
      readonly align: "left" | "center" | "right";
    };

export type Part =
  | "bar"
  | "finish"
  | "progress"
  /** A bar that lies beside the time shown. */
  | "beside"
  | "link_start"
  | "link_finish"
  | "milestone"
  | "summary"
  | "link"
  | "row"
  | "axis";

export interface Target {
  readonly part: Part;
  /** Item of the bar, or id of the link; 0 where there is neither. */
  readonly id: number;
  readonly row: number;
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

export class DisplayList {
  readonly marks = new Map<StyleName, Mark[]>();
  readonly targets: Target[] = [];
  /** Lines of links by their id, for the one under the pointer. */
  readonly linkLines = new Map<number, readonly number[]>();

  get isEmpty(): boolean {
    return this.marks.size === 0;
  }

  add(style: StyleName, mark: Mark): void {
    const list = this.marks.get(style);
    if (list) list.push(mark);
    else this.marks.set(style, [mark]);
  }

  rect(style: StyleName, x: number, y: number, w: number, h: number, r = 0): void {
    this.add(style, { as: "rect", x, y, w, h, r });
  }

  line(style: StyleName, ...points: number[]): void {
    this.add(style, { as: "line", points });
  }

  poly(style: StyleName, ...points: number[]): void {
    this.add(style, { as: "poly", points });
  }

  text(
    style: StyleName,
    x: number,
    y: number,
    text: string,
    align: "left" | "center" | "right" = "left",
  ): void {
    if (text !== "") this.add(style, { as: "text", x, y, text, align });
  }

  target(
    part: Part,
    id: number,
    row: number,
    box: { x: number; y: number; w: number; h: number },
  ): void {
    this.targets.push({ part, id, row, x: box.x, y: box.y, w: box.w, h: box.h });
  }
}
