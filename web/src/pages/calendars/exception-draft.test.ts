import { describe, expect, it } from "vitest";
import { dayFromText } from "../../base/time.ts";
import { columnsOf } from "../../model/fake-server.ts";
import { Plan } from "../../model/plan.ts";
import {
  daysOfYear,
  type ExceptionDraft,
  KINDS,
  readDraft,
  readException,
  uses,
} from "./exception-draft.ts";

const day = (text: string): number => dayFromText(text) ?? Number.NaN;
const NEW = readDraft(new Plan(), null);
const typed = (some: Partial<ExceptionDraft>) =>
  readException({ ...NEW, from: "2027-03-05", ...some });

/** The record, or the fields that are wrong. */
function outcome(some: Partial<ExceptionDraft>): object {
  const read = typed(some);
  return read.ok ? read.set : Object.keys(read.problems);
}

describe("an exception as it is typed", () => {
  it.each<[Partial<ExceptionDraft>, object]>([
    [{ kind: "daily" }, { kind: "daily", from: day("2027-03-05"), to: day("2027-03-05") }],
    [
      { kind: "every_n_days", period: "3", to: "2027-04-01" },
      { period: 3, occurrences: 0 },
    ],
    [
      { kind: "weekday", to: "2027-04-01" },
      { period: 1, days_of_week: 0 },
    ],
    [{ kind: "weekly", days_of_week: 2, period: "2", to: "2027-04-01" }, { days_of_week: 2 }],
    [
      { kind: "monthly_day", to: "2028-03-01" },
      { month_day: 5, month: 0 },
    ],
    [{ kind: "monthly_position", month_position: "last" }, { month_position: "last" }],
    [
      { kind: "yearly_day", to: "2030-01-01" },
      { month: 3, month_day: 5 },
    ],
    [
      { kind: "yearly_position", month: "11" },
      { month: 11, month_day: 0 },
    ],
    [
      { kind: "weekly", days_of_week: 32, endsBy: "count", occurrences: "3" },
      { occurrences: 3, to: day("2027-03-19") },
    ],
    [{ shifts: "8:00-12:00" }, { shifts: "08:00-12:00" }],
  ])("%j becomes %j", (some, set) => {
    expect(outcome(some)).toMatchObject(set);
  });

  it.each<[Partial<ExceptionDraft>, string[]]>([
    [{ from: "" }, ["from", "to"]],
    [{ to: "2027-03-01" }, ["to"]],
    [{ shifts: "morning" }, ["shifts"]],
    [{ kind: "weekly" }, ["days_of_week"]],
    [{ kind: "every_n_days", period: "0" }, ["period"]],
    [{ kind: "monthly_day", month_day: "32" }, ["month_day"]],
    [{ kind: "yearly_day", endsBy: "count", occurrences: "many" }, ["occurrences"]],
  ])("%j is wrong in %j", (some, fields) => {
    expect(outcome(some)).toEqual(fields);
  });

  it("begins with the record that is changed", () => {
    const plan = new Plan();
    const row = { id: 4, kind: "yearly_day", from: day("2027-12-24"), to: day("2040-12-24") };
    plan.load({
      project: { id: 1 },
      seq: 1,
      calendar_exceptions: columnsOf([{ ...row, month: 12, month_day: 24, occurrences: 14 }]),
    });
    expect(readDraft(plan, 4)).toMatchObject({
      kind: "yearly_day",
      from: "2027-12-24",
      month: "12",
      month_day: "24",
      endsBy: "count",
      occurrences: "14",
    });
  });

  it("has parts for every kind, and days in a year", () => {
    expect(KINDS.filter((kind) => uses(kind, "period"))).toHaveLength(4);
    const read = typed({ kind: "monthly_day", to: "2028-12-31" });
    if (!read.ok) throw new Error("wrong");
    const days = daysOfYear(read.rule, day("2027-01-01"), day("2027-12-31"));
    expect(days.size).toBe(10);
    expect(days.has(day("2027-04-05"))).toBe(true);
  });
});
