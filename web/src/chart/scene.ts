// From boxes to a display list: what one frame of the base canvas shows.
// The one idea: each part of the picture is a small function over the same frame input, and what can be touched
// adds its target at the same place where it adds its mark, so that the eye and the pointer agree.
// No colours and no context.
import type { AxisWords, Scale } from "./axis.ts";
import { instantAt, tickLabel, ticks, tiersFor, xOf } from "./axis.ts";
import { DisplayList, type StyleName } from "./display-list.ts";
import {
  type BarBox,
  type BarFacts,
  type BarPart,
  type RowMetrics,
  type Stretch,
  HOUR_ZOOM,
  barParts,
  barX,
  layoutBar,
} from "./layout.ts";
import { type LinkType, routeLink } from "./routes.ts";
import { idleSpans } from "./shading.ts";
import { addTail } from "./tail.ts";
import type { WorkCalendar } from "../model/calendar.ts";

export const AXIS_HEIGHT = 44;

export interface LinkFacts {
  readonly link: number;
  readonly predRow: number;
  readonly succRow: number;
  readonly type: LinkType;
  readonly critical: boolean;
}

export interface SceneInput {
  readonly width: number;
  readonly height: number;
  readonly scale: Scale;
  readonly stretch: Stretch;
  readonly metrics: RowMetrics;
  readonly scrollTop: number;
  readonly rowCount: number;
  readonly weekStart: number;
  readonly words: AxisWords;
  readonly calendar: WorkCalendar | null;
  readonly bar: (row: number) => BarFacts | null;
  readonly links: (first: number, last: number) => readonly LinkFacts[];
  readonly isSelected: (row: number) => boolean;
  /** 0 = not moved lately, 1 = just now. */
  readonly flash: (row: number) => boolean;
  readonly today: number;
  readonly todayLabel: string;
  readonly dataDate: number | null;
  readonly dataDateLabel: string;
  readonly show: SceneOptions;
}

export interface SceneOptions {
  readonly critical: boolean;
  readonly float: boolean;
  readonly baseline: boolean;
  readonly links: boolean;
  /** The tails are of an older plan. */
  readonly staleTails: boolean;
  /** Shade each row by the calendar of its item. */
  readonly itemCalendar: ((row: number) => WorkCalendar | null) | null;
}

export interface VisibleRows {
  readonly first: number;
  readonly last: number;
}

export function visibleRows(
  input: Pick<SceneInput, "height" | "metrics" | "scrollTop" | "rowCount">,
): VisibleRows {
  const first = Math.max(0, Math.floor(input.scrollTop / input.metrics.height));
  const bottom = input.scrollTop + input.height - AXIS_HEIGHT;
  return { first, last: Math.min(input.rowCount, Math.ceil(bottom / input.metrics.height)) - 1 };
}

export function rowTop(input: Pick<SceneInput, "metrics" | "scrollTop">, row: number): number {
  return AXIS_HEIGHT + row * input.metrics.height - input.scrollTop;
}

export function buildScene(input: SceneInput): DisplayList {
  const list = new DisplayList();
  const rows = visibleRows(input);
  list.rect("ground", 0, 0, input.width, input.height);
  addIdleTime(list, input, rows);
  addRows(list, input, rows);
  const boxes = new Map<number, BarBox | null>();
  if (input.show.links) addLinks(list, input, rows, boxes);
  for (let row = rows.first; row <= rows.last; row++) {
    const box = boxAt(input, row, boxes);
    if (box) addBar(list, input, box);
  }
  addDateLines(list, input);
  addAxis(list, input);
  return list;
}

export function boxAt(
  input: SceneInput,
  row: number,
  boxes: Map<number, BarBox | null>,
): BarBox | null {
  const known = boxes.get(row);
  if (known !== undefined) return known;
  const facts = input.bar(row);
  const box = facts
    ? layoutBar(facts, row, rowTop(input, row), input.scale, input.stretch, input.metrics)
    : null;
  boxes.set(row, box);
  return box;
}

/** Below this a week is narrower than two stripes and shading would only flicker. */
const SHADE_FROM = 1.6;

function addIdleTime(list: DisplayList, input: SceneInput, rows: VisibleRows): void {
  if (input.scale.pxPerDay < SHADE_FROM) return;
  const ofRow = input.show.itemCalendar;
  if (!ofRow) {
    addIdleOf(list, input, input.calendar, AXIS_HEIGHT, input.height - AXIS_HEIGHT);
    return;
  }
  for (let row = rows.first; row <= rows.last; row++) {
    addIdleOf(list, input, ofRow(row), rowTop(input, row), input.metrics.height);
  }
}

function addIdleOf(
  list: DisplayList,
  input: SceneInput,
  calendar: WorkCalendar | null,
  y: number,
  h: number,
): void {
  if (!calendar) return;
  const { scale, width } = input;
  const byHour = scale.pxPerDay >= HOUR_ZOOM;
  for (const span of idleSpans(calendar, instantAt(scale, 0), instantAt(scale, width), byHour)) {
    const x = Math.max(0, xOf(scale, span.from));
    const end = Math.min(width, xOf(scale, span.to));
    if (end > x) list.rect("idle", x, y, end - x, h);
  }
}

function addRows(list: DisplayList, input: SceneInput, rows: VisibleRows): void {
  const { height } = input.metrics;
  for (let row = rows.first; row <= rows.last; row++) {
    const y = rowTop(input, row);
    if (input.isSelected(row)) list.rect("row_selected", 0, y, input.width, height);
    if (input.flash(row)) list.rect("row_flash", 0, y, input.width, height);
    list.line("row_line", 0, y + height - 1, input.width, y + height - 1);
    list.target("row", 0, row, { x: 0, y, w: input.width, h: height });
  }
}

/** More would be a black page, and no reader follows them. */
const MOST_LINKS = 3000;

function addLinks(
  list: DisplayList,
  input: SceneInput,
  rows: VisibleRows,
  boxes: Map<number, BarBox | null>,
): void {
  const links = input.links(rows.first, rows.last);
  for (const link of links.slice(0, MOST_LINKS)) {
    const from = boxAt(input, link.predRow, boxes);
    const to = boxAt(input, link.succRow, boxes);
    if (!from || !to || isBeside(from, to, input.width)) continue;
    const route = routeLink(from, to, link.type);
    const style: StyleName = link.critical && input.show.critical ? "link_critical" : "link";
    list.add(style, { as: "line", points: route.points });
    list.add(`${style}_head`, { as: "poly", points: route.head });
    list.linkLines.set(link.link, route.points);
    addLinkTargets(list, link.link, route.points);
  }
}

function isBeside(a: BarBox, b: BarBox, width: number): boolean {
  return Math.max(a.x1, b.x1) < -20 || Math.min(a.x0, b.x0) > width + 20;
}

function addLinkTargets(list: DisplayList, link: number, points: readonly number[]): void {
  for (let i = 0; i + 3 < points.length; i += 2) {
    const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = points.slice(i, i + 4);
    const x = Math.min(x1, x2) - 3;
    const y = Math.min(y1, y2) - 3;
    list.target("link", link, -1, { x, y, w: Math.abs(x2 - x1) + 6, h: Math.abs(y2 - y1) + 6 });
  }
}

function addBar(list: DisplayList, input: SceneInput, box: BarBox): void {
  if (box.x1 < -8 || box.x0 > input.width + 8) addBeside(list, input, box);
  addUnder(list, input, box);
  const end = addFade(list, input, box);
  if (box.facts.kind === "summary") addSummary(list, input, box, end);
  else if (box.facts.kind === "milestone") addMilestone(list, input, box, end);
  else addTask(list, input, box, end);
  addDeadline(list, input, box);
}

/** The tail behind the bar, thin behind a bracket or a diamond; returns where the drawing of the bar ends. */
function addFade(list: DisplayList, input: SceneInput, box: BarBox): number {
  const { facts, x1: from, top, height } = box;
  if (!facts.tail || facts.inactive) return from;
  const critical = isCritical(input, box) && facts.kind !== "summary";
  const stale = input.show.staleTails;
  const x = (at: number): number => barX(input.scale, at, input.stretch);
  const strip =
    facts.kind === "task"
      ? { top: top + 2, height: height - 4 }
      : facts.kind === "summary"
        ? { top: box.y + Math.round(input.metrics.height * 0.28), height: 5 }
        : { top: top + height / 2 - 3, height: 6 };
  return addTail(list, facts.tail, x, { from, critical, stale, ...strip });
}

/** A mark at the edge towards a bar that is not seen; a click brings it in. */
function addBeside(list: DisplayList, input: SceneInput, box: BarBox): void {
  const isLeft = box.x1 < 0;
  const x = isLeft ? 6 : input.width - 6;
  const tip = isLeft ? x - 4 : x + 4;
  const y = box.y + input.metrics.height / 2;
  list.poly("beside", x, y - 4, tip, y, x, y + 4);
  list.target("beside", box.facts.item, box.row, { x: x - 8, y: y - 10, w: 18, h: 20 });
}

/** What lies under or behind the bar: baseline and float. */
function addUnder(list: DisplayList, input: SceneInput, box: BarBox): void {
  const { facts } = box;
  const { scale, stretch, metrics } = input;
  if (input.show.baseline && facts.baselineStart !== null && facts.baselineFinish !== null) {
    const x = barX(scale, facts.baselineStart, stretch);
    const end = barX(scale, facts.baselineFinish, stretch);
    const y = box.y + metrics.baselineTop;
    if (facts.kind === "milestone")
      list.poly("baseline", x, y - 3, x + 4, y + 1, x, y + 5, x - 4, y + 1);
    else list.rect("baseline", x, y, Math.max(end - x, 2), 3, 1.5);
  }
  if (!input.show.float || facts.lateFinish === null || facts.kind === "summary") return;
  const late = barX(scale, facts.lateFinish, stretch);
  if (late <= box.x1 + 2) return;
  const y = box.top + box.height - 3;
  list.line("float", box.x1 + 1, y, late, y);
  list.line("float", late, y - 4, late, y + 3);
}

function isCritical(input: SceneInput, box: BarBox): boolean {
  return box.facts.critical && input.show.critical && !box.facts.inactive;
}

function addSummary(list: DisplayList, input: SceneInput, box: BarBox, end: number): void {
  const { x0, x1, facts } = box;
  const y = box.y + Math.round(input.metrics.height * 0.28);
  const tip = Math.min(5, (x1 - x0) / 2);
  list.poly("summary", x0, y, x1, y, x1, y + 10, x1 - tip, y + 5, x0 + tip, y + 5, x0, y + 10);
  list.target("summary", facts.item, box.row, { x: x0 - 2, y: y - 4, w: x1 - x0 + 4, h: 16 });
  list.text("label", end + 8, box.y + input.metrics.height / 2 + 3, facts.label);
  addLinkHandles(list, box);
}

function addMilestone(list: DisplayList, input: SceneInput, box: BarBox, end: number): void {
  const { facts, x0 } = box;
  const r = box.height / 2 + 0.5;
  const y = box.top + box.height / 2;
  const style = facts.inactive
    ? "milestone_inactive"
    : isCritical(input, box)
      ? "milestone_critical"
      : "milestone";
  list.poly(style, x0, y - r, x0 + r, y, x0, y + r, x0 - r, y);
  list.text("label", labelX(input, box, Math.max(x0 + r, end) + 6), y + 4, facts.label);
  addLinkHandles(list, box);
  list.target("milestone", facts.item, box.row, { x: x0 - r, y: y - r, w: 2 * r, h: 2 * r });
}

function addTask(list: DisplayList, input: SceneInput, box: BarBox, end: number): void {
  const { facts, x0, x1, top, height } = box;
  const critical = isCritical(input, box);
  const style: StyleName = facts.inactive
    ? "bar_inactive"
    : facts.external
      ? "bar_external"
      : critical
        ? "bar_critical"
        : "bar";
  const parts = barParts(box, input.scale, input.stretch);
  for (const part of parts) {
    list.rect(style, part.x0, top, part.x1 - part.x0, height, facts.manual ? 0 : 3);
  }
  const middle = top + height / 2;
  const dots: StyleName = critical ? "split_critical" : "split";
  if (parts.length > 1) list.line(dots, x0, middle, x1, middle);
  if (facts.manual) addManualEnds(list, box, critical);
  if (facts.percent > 0 && !facts.inactive) addProgress(list, box, parts, critical);
  list.text("label_dim", labelX(input, box, end + 12), top + height / 2 + 4, facts.label);
  addTaskTargets(list, box);
}

/** Beside the bar, and past its float and a deadline that would stand in the text. */
function labelX(input: SceneInput, { facts, x1 }: BarBox, beside: number): number {
  let x = beside;
  if (input.show.float && facts.lateFinish !== null) {
    const late = barX(input.scale, facts.lateFinish, input.stretch);
    if (late > x1 + 2) x = Math.max(x, late + 8);
  }
  if (facts.deadline === null) return x;
  const deadline = barX(input.scale, facts.deadline, input.stretch);
  return deadline > x - 8 && deadline < x + 60 ? deadline + 9 : x;
}

function addManualEnds(list: DisplayList, box: BarBox, critical: boolean): void {
  const style = critical ? "manual_end_critical" : "manual_end";
  for (const x of [box.x0, box.x1 - 2])
    list.line(style, x, box.top - 3, x, box.top + box.height + 3);
}

/** Along the worked parts: a pause is no progress. */
function addProgress(
  list: DisplayList,
  box: BarBox,
  parts: readonly BarPart[],
  critical: boolean,
): void {
  const whole = parts.reduce((sum, part) => sum + part.x1 - part.x0, 0);
  const core = Math.max(3, Math.round(box.height / 3));
  const y = box.top + Math.round((box.height - core) / 2);
  const style = critical ? "bar_critical_done" : "bar_done";
  let left = Math.max((whole * Math.min(box.facts.percent, 100)) / 100, 2);
  for (const part of parts) {
    const width = Math.min(left, Math.max(part.x1 - part.x0, 2));
    if (width > 0) list.rect(style, part.x0, y, width, core, core / 2);
    left -= width;
  }
}

/** From the ground up: body, progress handle, finish edge, and outside of the bar the two link handles. */
function addTaskTargets(list: DisplayList, box: BarBox): void {
  const { facts, row, x0, x1, top, height } = box;
  const width = x1 - x0;
  addLinkHandles(list, box);
  list.target("bar", facts.item, row, { x: x0, y: top, w: width, h: height });
  if (facts.inactive) return;
  const done = x0 + (width * Math.min(facts.percent, 100)) / 100;
  if (width >= 24 && (facts.percent > 0 || width >= 40)) {
    list.target("progress", facts.item, row, {
      x: done - 4,
      y: top + height / 2 - 4,
      w: 8,
      h: height / 2 + 6,
    });
  }
  const edge = Math.min(6, Math.max(2, width / 3));
  list.target("finish", facts.item, row, { x: x1 - edge, y: top, w: edge + 3, h: height });
}

export const HANDLE_GAP = 10;

function addLinkHandles(list: DisplayList, box: BarBox): void {
  const r = box.facts.kind === "milestone" ? box.height / 2 : 0;
  const y = box.top + box.height / 2 - 7;
  const { item } = box.facts;
  list.target("link_start", item, box.row, { x: box.x0 - r - HANDLE_GAP - 6, y, w: 14, h: 14 });
  list.target("link_finish", item, box.row, { x: box.x1 + r + HANDLE_GAP - 8, y, w: 14, h: 14 });
}

function addDeadline(list: DisplayList, input: SceneInput, box: BarBox): void {
  const { deadline, finish } = box.facts;
  if (deadline === null) return;
  const x = barX(input.scale, deadline, input.stretch);
  const y = box.y + Math.round(input.metrics.height * 0.22);
  const style = finish !== null && finish > deadline ? "deadline_missed" : "deadline";
  list.line(style, x, y, x, y + 16);
  list.line(style, x - 5, y + 10, x, y + 16, x + 5, y + 10);
}

function addDateLines(list: DisplayList, input: SceneInput): void {
  const today = xOf(input.scale, input.today);
  list.line("today", today, 20, today, input.height);
  if (input.dataDate === null) return;
  const x = xOf(input.scale, input.dataDate);
  list.line("data_date", x, 20, x, input.height);
}

function addAxis(list: DisplayList, input: SceneInput): void {
  const { scale, width, words } = input;
  const world = { zone: input.stretch.zone, weekStart: input.weekStart };
  const { major, minor } = tiersFor(scale.pxPerDay);
  list.rect("axis_ground", 0, 0, width, AXIS_HEIGHT);
  list.line("axis_line", 0, AXIS_HEIGHT - 1, width, AXIS_HEIGHT - 1);
  const flags = axisFlags(input);
  const majors = ticks(scale, width, major, world);
  majors.forEach((tick, i) => {
    list.line("month_line", tick.x, AXIS_HEIGHT, tick.x, input.height);
    list.line("axis_line", tick.x, 0, tick.x, AXIS_HEIGHT);
    const label = tickLabel(tick, major.label, words);
    const x = Math.max(tick.x, 0) + 5;
    const room = (majors[i + 1]?.x ?? width + 200) - x;
    if (room > label.length * 6.6) list.text("axis_major", x, 16, label);
  });
  for (const tick of ticks(scale, width, minor, world)) {
    if (flags.some((flag) => Math.abs(flag.x - tick.x - 6) < flag.half + 10)) continue;
    list.text("axis_minor", tick.x + 4, 36, tickLabel(tick, minor.label, words));
  }
  for (const flag of flags) addFlag(list, flag);
  list.target("axis", 0, -1, { x: 0, y: 0, w: width, h: AXIS_HEIGHT });
}

interface Flag {
  readonly x: number;
  readonly half: number;
  readonly text: string;
  readonly style: StyleName;
}

function axisFlags(input: SceneInput): Flag[] {
  const flags: Flag[] = [flagAt(input, input.today, input.todayLabel, "today_flag")];
  if (input.dataDate !== null) {
    const flag = flagAt(input, input.dataDate, input.dataDateLabel, "data_date_flag");
    if (flags.every((other) => Math.abs(other.x - flag.x) >= other.half + flag.half + 2))
      flags.push(flag);
  }
  return flags.filter((flag) => flag.x > -flag.half && flag.x < input.width + flag.half);
}

function flagAt(input: SceneInput, instant: number, text: string, style: StyleName): Flag {
  return { x: xOf(input.scale, instant), half: text.length * 3.2 + 7, text, style };
}

function addFlag(list: DisplayList, flag: Flag): void {
  list.rect(flag.style, flag.x - flag.half, 24, flag.half * 2, 16, 8);
  list.text("flag_text", flag.x, 36, flag.text, "center");
}
