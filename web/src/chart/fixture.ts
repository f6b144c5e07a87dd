// A small frame for the tests of layout, scene, hit, gesture and paint: four rows, two links, UTC.
import { instantFromText } from "../base/time.ts";
import { STANDARD_WEEK, WorkCalendar } from "../model/calendar.ts";
import type { BarFacts } from "./layout.ts";
import { rowMetrics } from "./layout.ts";
import type { LinkFacts, SceneInput } from "./scene.ts";

export function at(text: string): number {
  return instantFromText(text) ?? Number.NaN;
}

const BARE: BarFacts = {
  item: 0,
  kind: "task",
  start: null,
  finish: null,
  percent: 0,
  critical: false,
  manual: false,
  inactive: false,
  external: false,
  deadline: null,
  lateFinish: null,
  baselineStart: null,
  baselineFinish: null,
  label: "",
  splits: [],
  tail: null,
};

export function facts(some: Partial<BarFacts>): BarFacts {
  return { ...BARE, ...some };
}

export const ROWS: readonly BarFacts[] = [
  facts({
    item: 1,
    kind: "summary",
    start: at("2026-03-02T08:00:00Z"),
    finish: at("2026-03-13T17:00:00Z"),
    label: "40 %",
  }),
  facts({
    item: 2,
    start: at("2026-03-02T08:00:00Z"),
    finish: at("2026-03-06T17:00:00Z"),
    percent: 50,
    critical: true,
    baselineStart: at("2026-03-02T08:00:00Z"),
    baselineFinish: at("2026-03-05T17:00:00Z"),
    deadline: at("2026-03-05T17:00:00Z"),
    label: "ERP lead",
  }),
  facts({
    item: 3,
    start: at("2026-03-09T08:00:00Z"),
    finish: at("2026-03-11T17:00:00Z"),
    lateFinish: at("2026-03-13T17:00:00Z"),
    manual: true,
  }),
  facts({
    item: 4,
    kind: "milestone",
    start: at("2026-03-13T17:00:00Z"),
    finish: at("2026-03-13T17:00:00Z"),
    label: "Go-live",
  }),
];

export const LINKS: readonly LinkFacts[] = [
  { link: 11, predRow: 1, succRow: 2, type: "fs", critical: false },
  { link: 12, predRow: 1, succRow: 3, type: "fs", critical: true },
];

export function sceneInput(some: Partial<SceneInput> = {}): SceneInput {
  return {
    width: 400,
    height: 44 + 4 * 32,
    scale: { origin: at("2026-03-01T00:00:00Z"), pxPerDay: 20 },
    stretch: { zone: "UTC", begin: 28800, end: 61200 },
    metrics: rowMetrics(32),
    scrollTop: 0,
    rowCount: ROWS.length,
    weekStart: 1,
    words: {
      months: [],
      monthsShort: ["Jan", "Feb", "Mar", "Apr"],
      weekdaysShort: ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"],
      quarter: (n) => `Q${n}`,
    },
    calendar: new WorkCalendar({
      zone: "UTC",
      week: STANDARD_WEEK,
      workWeeks: [],
      exceptions: [],
      base: null,
    }),
    bar: (row) => ROWS[row] ?? null,
    links: () => LINKS,
    isSelected: (row) => row === 2,
    flash: () => false,
    today: at("2026-03-04T00:00:00Z"),
    todayLabel: "4 Mar",
    dataDate: null,
    dataDateLabel: "",
    show: {
      critical: true,
      float: true,
      baseline: true,
      links: true,
      staleTails: false,
      itemCalendar: null,
    },
    ...some,
  };
}
