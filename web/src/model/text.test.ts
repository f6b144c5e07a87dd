import { describe, expect, it } from "vitest";
import { parseAssignments, printAssignments, setAssignments } from "./assignment-text.ts";
import { parseDate, parseDay } from "./date-text.ts";
import {
  type DurationUnit,
  isElapsed,
  parseDuration,
  printDuration,
  printWork,
  settingsOf,
  STANDARD_SETTINGS,
  unitSeconds,
} from "./duration.ts";
import { parseLinks, printPredecessors, printSuccessors, setPredecessors } from "./link-text.ts";
import { parseClock, parseShifts, printClock, printShifts, shiftSeconds } from "./shifts.ts";
import { countDown, lay, makePlan } from "./test-plan.ts";

const HOUR = 3600;
const DAY_OF_WORK = 8 * HOUR;

describe("durations", () => {
  it.each<[string, number, DurationUnit]>([
    ["5d", 5 * DAY_OF_WORK, "days"],
    ["5 days", 5 * DAY_OF_WORK, "days"],
    ["5", 5 * DAY_OF_WORK, "days"],
    ["1.5d", 12 * HOUR, "days"],
    ["1,5d", 12 * HOUR, "days"],
    ["3w", 15 * DAY_OF_WORK, "weeks"],
    ["2h 30m", 2.5 * HOUR, "hours"],
    ["90min", 1.5 * HOUR, "minutes"],
    ["2mo", 40 * DAY_OF_WORK, "months"],
    ["4ed", 4 * 86400, "elapsed_days"],
    ["6eh", 6 * HOUR, "elapsed_hours"],
    ["1ew", 7 * 86400, "elapsed_weeks"],
    ["2t", 2 * DAY_OF_WORK, "days"],
    ["0d", 0, "days"],
  ])("%s", (text, seconds, unit) => {
    expect(parseDuration(text)).toEqual({ seconds, unit, isEstimated: false });
  });

  it.each(["", "d", "5x", "five", "-3d", "5d 2", "5d2x"])("%j is none", (text) => {
    const parsed = parseDuration(text);
    if (text === "5d 2") expect(parsed?.seconds).toBe(7 * DAY_OF_WORK);
    else expect(parsed).toBeNull();
  });

  it("may be estimated, and counts in the unit given", () => {
    expect(parseDuration("5d?")).toMatchObject({ isEstimated: true });
    expect(parseDuration("3", STANDARD_SETTINGS, "hours")?.seconds).toBe(3 * HOUR);
  });

  it.each<[number, DurationUnit, string]>([
    [5 * DAY_OF_WORK, "days", "5d"],
    [12 * HOUR, "days", "1.5d"],
    [-DAY_OF_WORK, "days", "−1d"],
    [4 * 86400, "elapsed_days", "4ed"],
    [40 * DAY_OF_WORK, "months", "2mo"],
    [Number.NaN, "days", ""],
  ])("%d s in %s prints %j", (seconds, unit, text) => {
    expect(printDuration(seconds, unit)).toBe(text);
  });

  it("what is printed is understood again, in every unit", () => {
    const units: DurationUnit[] = ["minutes", "hours", "days", "weeks", "months", "elapsed_days"];
    for (const unit of units) {
      const seconds = 3 * unitSeconds(unit, STANDARD_SETTINGS);
      expect(parseDuration(printDuration(seconds, unit))).toMatchObject({ seconds, unit });
    }
    expect(isElapsed("elapsed_days")).toBe(true);
    expect(printWork(5400)).toBe("1.5h");
  });

  it("follow the settings of the project", () => {
    const plan = makePlan("A", { project: { minutes_per_day: 450 } });
    expect(settingsOf(plan)).toEqual({ ...STANDARD_SETTINGS, minutes_per_day: 450 });
    expect(parseDuration("2d", settingsOf(plan))?.seconds).toBe(15 * HOUR);
  });
});

describe("dates", () => {
  const now = Date.parse("2027-04-13T10:00:00Z") / 1000;
  const context = { zone: "Europe/Berlin", now, clock: 8 * HOUR };
  it.each([
    ["2027-04-15", "2027-04-15T06:00:00Z"],
    ["2027-04-15 13:30", "2027-04-15T11:30:00Z"],
    ["2027-04-15T13:30", "2027-04-15T11:30:00Z"],
    ["15.4.", "2027-04-15T06:00:00Z"],
    ["15.4.28", "2028-04-15T06:00:00Z"],
    ["15/4/2028", "2028-04-15T06:00:00Z"],
    ["15 Apr", "2027-04-15T06:00:00Z"],
    ["15. April 2028", "2028-04-15T06:00:00Z"],
    ["Apr 15", "2027-04-15T06:00:00Z"],
    ["3 März", "2027-03-03T07:00:00Z"],
    ["Mon, 14 Jun 2027, 08:00", "2027-06-14T06:00:00Z"],
    ["today", "2027-04-13T06:00:00Z"],
    ["morgen", "2027-04-14T06:00:00Z"],
    ["+3d", "2027-04-16T06:00:00Z"],
    ["+2w", "2027-04-27T06:00:00Z"],
    ["-1", "2027-04-12T06:00:00Z"],
  ])("%s", (text, wanted) => {
    expect(parseDate(text, context)).toBe(Date.parse(wanted) / 1000);
  });

  it.each(["", "32.1.", "2027-13-01", "30 Feb", "15 Foo", "soon", "15.4. 25:00"])(
    "%j is none",
    (text) => {
      expect(parseDate(text, context)).toBeNull();
    },
  );

  it("count from a given day", () => {
    const from = Date.parse("2027-05-01T10:00:00Z") / 1000;
    expect(parseDay("+1d", { ...context, from })).toBe(20940);
  });
});

describe("links", () => {
  const outline = "A\nB\nC\nD";
  const settings = STANDARD_SETTINGS;

  it.each([
    ["1", { item: 1, type: "fs", lag_s: 0, lag_kind: "working" }],
    ["2SS", { item: 2, type: "ss", lag_s: 0 }],
    ["1FS+2d", { item: 1, lag_s: 2 * DAY_OF_WORK, lag_kind: "working", lag_unit: "days" }],
    ["1 ff - 4h", { item: 1, type: "ff", lag_s: -4 * HOUR, lag_unit: "hours" }],
    ["1FS+1ed", { item: 1, lag_s: 86400, lag_kind: "elapsed" }],
    ["3SF+50%", { item: 3, type: "sf", lag_percent: 50, lag_kind: "percent" }],
    ["3-25e%", { item: 3, type: "fs", lag_percent: -25, lag_kind: "elapsed_percent" }],
    ["2EA+1t", { item: 2, type: "fs", lag_s: DAY_OF_WORK }],
  ])("%s", (text, wanted) => {
    const parsed = parseLinks(text, makePlan(outline), settings);
    expect(parsed.ok && parsed.value[0]).toMatchObject(wanted);
  });

  it.each([
    ["x", "form"],
    ["9", "unknown_item"],
    ["1FS+soon", "lag"],
  ])("%s is refused: %s", (text, reason) => {
    const parsed = parseLinks(text, makePlan(outline), settings);
    expect(!parsed.ok && parsed.problem.reason).toBe(reason);
  });

  it("are printed as they are typed, and keep what stays", () => {
    const links = [
      { id: 1, rev: 1, pred: 1, succ: 3, type: "fs", lag_s: 2 * DAY_OF_WORK, lag_unit: "days" },
      { id: 2, rev: 1, pred: 2, succ: 3, type: "fs", lag_s: 0 },
    ];
    const plan = makePlan(outline, { links });
    expect(printPredecessors(plan, 3, settings)).toBe("1FS+2d, 2");
    expect(printSuccessors(plan, 1, settings)).toBe("3FS+2d");
    const typed = parseLinks("2, 4SS", plan, settings);
    const batch = setPredecessors(plan, 3, typed.ok ? typed.value : [], countDown());
    expect(batch.operations.map(({ op, entity }) => `${op} ${entity}`)).toEqual([
      "create link",
      "delete link",
    ]);
    lay(plan, batch);
    expect(printPredecessors(plan, 3, settings)).toBe("2, 4SS");
  });

  it("by WBS code", () => {
    const items = [
      { id: 1, rev: 1, title: "A", parent: null, rank: 1, wbs: "1" },
      { id: 2, rev: 1, title: "B", parent: 1, rank: 1, wbs: "1.1" },
    ];
    const parsed = parseLinks("1.1SS", makePlan("", { items }), settings);
    expect(parsed.ok && parsed.value[0]).toMatchObject({ item: 2, type: "ss" });
  });
});

describe("assignments", () => {
  const resources = [
    { id: 7, rev: 1, title: "ERP lead" },
    { id: 8, rev: 1, title: "Data team" },
  ];
  const assignments = [{ id: 1, rev: 1, item: 1, resource: 7, units: 1 }];

  it("are read with their units", () => {
    expect(parseAssignments("ERP lead, Data team[50%]; X [ 12,5 ]")).toEqual([
      { name: "ERP lead", units: 1 },
      { name: "Data team", units: 0.5 },
      { name: "X", units: 0.125 },
    ]);
    expect(parseAssignments("")).toEqual([]);
  });

  it("become what was typed: kept, changed, added, taken away, made", () => {
    const plan = makePlan("A", { resources, assignments });
    expect(printAssignments(plan, 1)).toBe("ERP lead");
    const typed = parseAssignments("data team[200%], Storage engineer 1");
    lay(plan, setAssignments(plan, 1, typed, countDown()));
    expect(printAssignments(plan, 1)).toBe("Data team[200%], Storage engineer 1");
    expect(plan.idsOf("resource")).toHaveLength(3);
  });
});

describe("shifts", () => {
  it.each([
    ["08:00-12:00 13:00-17:00", 8 * HOUR],
    ["8-12, 13-17", 8 * HOUR],
    ["22:00-06:00", 8 * HOUR],
    ["00:00-24:00", 24 * HOUR],
    ["08:00 – 12:00", 4 * HOUR],
    ["", 0],
  ])("%j", (text, seconds) => {
    const shifts = parseShifts(text);
    expect(shiftSeconds(shifts ?? [])).toBe(seconds);
    expect(parseShifts(printShifts(shifts ?? []))).toEqual(shifts);
  });

  it.each(["8", "08:00-25:00", "08:61-09:00", "10:00-12:00 09:00-11:00", "a-b"])(
    "%j is none",
    (text) => {
      expect(parseShifts(text)).toBeNull();
    },
  );

  it("clocks", () => {
    expect(printClock(61_200)).toBe("17:00");
    expect(parseClock("17.30")).toBe(63_000);
    expect(parseClock("8")).toBe(28_800);
    expect(parseClock("25:00")).toBeNull();
  });
});
