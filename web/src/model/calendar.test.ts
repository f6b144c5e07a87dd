import { describe, expect, it } from "vitest";
import { dayFromText } from "../base/time.ts";
import { STANDARD_WEEK, WorkCalendar } from "./calendar.ts";
import { coversDay, lastDayOf, type Recurrence, strengthOf } from "./recurrence.ts";
import { makePlan } from "./test-plan.ts";

const day = (text: string): number => dayFromText(text) ?? 0;
const at = (text: string): number => Date.parse(text) / 1000;

const RULE: Recurrence = {
  kind: "daily",
  from: day("2027-01-01"),
  to: day("2027-12-31"),
  period: 1,
  days_of_week: 0,
  month: 0,
  month_day: 0,
  month_position: null,
  month_item: null,
};

describe("recurrences", () => {
  it.each<[Partial<Recurrence>, string[], string[]]>([
    [{ to: day("2027-01-02") }, ["2027-01-01", "2027-01-02"], ["2027-01-03", "2026-12-31"]],
    [{ kind: "every_n_days", period: 3 }, ["2027-01-04"], ["2027-01-05"]],
    [{ kind: "weekday" }, ["2027-01-01", "2027-01-04"], ["2027-01-02", "2027-01-03"]],
    [{ kind: "weekly", days_of_week: 0b100000 }, ["2027-01-08"], ["2027-01-09"]],
    [
      { kind: "weekly", days_of_week: 0b100000, period: 2 },
      ["2027-01-01", "2027-01-15"],
      ["2027-01-08"],
    ],
    [{ kind: "monthly_day", month_day: 15 }, ["2027-03-15"], ["2027-03-16"]],
    [{ kind: "yearly_day", month: 12, month_day: 24 }, ["2027-12-24"], ["2027-11-24"]],
    [
      { kind: "monthly_position", month_position: "first", month_item: "monday" },
      ["2027-01-04", "2027-02-01"],
      ["2027-01-11"],
    ],
    [
      { kind: "yearly_position", month: 5, month_position: "last", month_item: "weekday" },
      ["2027-05-31"],
      ["2027-05-30", "2027-06-30"],
    ],
    [
      { kind: "monthly_position", month_position: "second", month_item: "weekend_day" },
      ["2027-01-03"],
      ["2027-01-02"],
    ],
  ])("%j", (rule, covered, free) => {
    for (const text of covered) expect(coversDay({ ...RULE, ...rule }, day(text))).toBe(true);
    for (const text of free) expect(coversDay({ ...RULE, ...rule }, day(text))).toBe(false);
  });
});

describe("the end of a rule", () => {
  it.each([
    ["daily", {}, 5, "2027-01-05"],
    ["every second Friday", { kind: "weekly", days_of_week: 0b100000, period: 2 }, 3, "2027-01-29"],
    ["without a number", {}, 0, "2027-12-31"],
    ["more than there are", { kind: "yearly_day", month: 3, month_day: 1 }, 9, "2027-12-31"],
  ])("%s", (_, rule, occurrences, last) => {
    expect(lastDayOf({ ...RULE, ...rule }, occurrences)).toBe(day(last));
  });

  it("comes after what is more particular", () => {
    const kinds = ["weekly", "daily", "yearly_day", "monthly_position"];
    expect(kinds.sort((a, b) => strengthOf(b) - strengthOf(a))).toEqual([
      "daily",
      "yearly_day",
      "monthly_position",
      "weekly",
    ]);
  });
});

function calendar(parts: Partial<ConstructorParameters<typeof WorkCalendar>[0]> = {}) {
  return new WorkCalendar({
    zone: "UTC",
    week: STANDARD_WEEK,
    workWeeks: [],
    exceptions: [],
    base: null,
    ...parts,
  });
}

describe("a calendar", () => {
  it("has shifts by exception, special week, week, base, default in this order", () => {
    const base = calendar({ week: ["", "07:00-15:00", null, null, null, null, null] });
    const own = calendar({
      week: [null, null, "10:00-12:00", null, null, null, null],
      workWeeks: [
        {
          from: day("2027-07-01"),
          to: day("2027-07-31"),
          title: "Summer",
          week: [null, "08:00-12:00", null, null, null, null, null],
        },
      ],
      exceptions: [{ ...RULE, to: RULE.from, title: "New Year", shifts: "" }],
      base,
    });
    expect(own.dayOf(day("2027-01-01"))).toMatchObject({ reason: "exception", title: "New Year" });
    expect(own.dayOf(day("2027-07-05"))).toMatchObject({ reason: "work_week", title: "Summer" });
    expect(own.dayOf(day("2027-01-05")).shifts).toEqual([{ from: 36_000, to: 43_200 }]);
    expect(own.dayOf(day("2027-01-04")).shifts).toEqual([{ from: 25_200, to: 54_000 }]);
    expect(own.dayOf(day("2027-01-06")).reason).toBe("default");
    expect(own.dayOf(day("2027-01-09")).shifts).toEqual([]);
  });

  it("tells the time without work, joined and clipped", () => {
    const gaps = calendar().nonWorking(at("2027-01-08T10:00:00Z"), at("2027-01-11T09:00:00Z"));
    expect(gaps).toEqual([
      { from: at("2027-01-08T12:00:00Z"), to: at("2027-01-08T13:00:00Z") },
      { from: at("2027-01-08T17:00:00Z"), to: at("2027-01-11T08:00:00Z") },
    ]);
  });

  it("a night shift runs into the next day", () => {
    const nights = calendar({ week: Array.from({ length: 7 }, () => "22:00-06:00") });
    expect(nights.nonWorking(at("2027-01-08T00:00:00Z"), at("2027-01-09T00:00:00Z"))).toEqual([
      { from: at("2027-01-08T06:00:00Z"), to: at("2027-01-08T22:00:00Z") },
    ]);
  });

  it.each([
    ["2027-03-28", "2027-03-28T06:00:00Z"],
    ["2027-10-31", "2027-10-31T07:00:00Z"],
    ["2027-06-15", "2027-06-15T06:00:00Z"],
  ])("08:00 is 08:00 on the wall on %s", (date, begin) => {
    const berlin = calendar({
      zone: "Europe/Berlin",
      week: Array.from({ length: 7 }, () => "08:00-16:00"),
    });
    const gaps = berlin.nonWorking(at(`${date}T03:00:00Z`), at(`${date}T12:00:00Z`));
    expect(gaps).toEqual([{ from: at(`${date}T03:00:00Z`), to: at(begin) }]);
  });
});

describe("calendars of a plan", () => {
  const calendars = [
    { id: 1, title: "Standard", base: null },
    { id: 2, title: "Site", base: 1, saturday: "08:00-12:00" },
    { id: 3, title: "Ring", base: 4 },
    { id: 4, title: "Ring", base: 3 },
  ];
  const exceptions = [
    {
      id: 1,
      calendar: 1,
      title: "Closed",
      kind: "daily",
      from: day("2027-01-04"),
      to: day("2027-01-04"),
      shifts: "",
    },
  ];
  const plan = makePlan("A", { calendars, exceptions, project: { calendar: 2 } });

  it("are built on their bases, the project's where none is named", () => {
    expect(plan.calendarOf(null).dayOf(day("2027-01-09")).shifts).toHaveLength(1);
    expect(plan.calendarOf(1).dayOf(day("2027-01-09")).shifts).toHaveLength(0);
    expect(plan.calendarOf(2).dayOf(day("2027-01-04")).reason).toBe("exception");
  });

  it("a ring of bases ends, an unknown one is the standard week", () => {
    expect(plan.calendarOf(3).dayOf(day("2027-01-05")).shifts).toHaveLength(2);
    expect(plan.nonWorking(99, at("2027-01-09T00:00:00Z"), at("2027-01-10T00:00:00Z"))).toEqual([
      { from: at("2027-01-09T00:00:00Z"), to: at("2027-01-10T00:00:00Z") },
    ]);
  });
});
