import { describe, expect, it } from "vitest";
import {
  civilFromDay,
  dayAt,
  dayFromCivil,
  dayFromText,
  dayToText,
  Dates,
  daysInMonth,
  fromLocal,
  instantFromText,
  instantToText,
  isCivil,
  isZone,
  listZones,
  now,
  offsetAt,
  startOfDay,
  toLocal,
  weekdayOf,
} from "./time.ts";
import { DAY, HOUR } from "./units.ts";

const at = (text: string): number => Date.parse(text) / 1000;

describe("civil days", () => {
  it.each([
    [0, 1970, 1, 1],
    [-1, 1969, 12, 31],
    [11016, 2000, 2, 29],
    [20820, 2027, 1, 2],
    [-719468, 0, 3, 1],
  ])("day %i is %i-%i-%i", (day, year, month, date) => {
    expect(civilFromDay(day)).toEqual({ year, month, day: date });
    expect(dayFromCivil({ year, month, day: date })).toBe(day);
  });

  it("every day of 400 years comes back", () => {
    for (let day = -73049; day < 73049; day += 13) {
      expect(dayFromCivil(civilFromDay(day))).toBe(day);
    }
  });

  it("texts, weekdays, lengths of months", () => {
    expect(dayToText(20820)).toBe("2027-01-02");
    expect(dayFromText("2027-01-02")).toBe(20820);
    expect(dayFromText("2027-02-30")).toBeNull();
    expect(dayFromText("27-1-2")).toBeNull();
    expect(weekdayOf(0)).toBe(4);
    expect(weekdayOf(-4)).toBe(0);
    expect(daysInMonth(2024, 2)).toBe(29);
    expect(daysInMonth(2026, 12)).toBe(31);
    expect(isCivil({ year: 2026, month: 13, day: 1 })).toBe(false);
  });
});

describe("instants", () => {
  it("as text and back", () => {
    expect(instantToText(at("2026-03-02T08:00:00Z"))).toBe("2026-03-02T08:00:00Z");
    expect(instantFromText("2026-03-02T09:00:00+01:00")).toBe(at("2026-03-02T08:00:00Z"));
    expect(instantFromText("soon")).toBeNull();
    expect(now()).toBeGreaterThan(1_700_000_000);
  });

  it.each([
    ["UTC", "2026-07-01T00:00:00Z", 0],
    ["Europe/Berlin", "2026-01-15T12:00:00Z", 1],
    ["Europe/Berlin", "2026-03-29T00:59:59Z", 1],
    ["Europe/Berlin", "2026-03-29T01:00:00Z", 2],
    ["Europe/Berlin", "2026-10-25T00:59:59Z", 2],
    ["Europe/Berlin", "2026-10-25T01:00:00Z", 1],
    ["America/New_York", "2026-07-01T12:00:00Z", -4],
    ["Asia/Kolkata", "2026-07-01T12:00:00Z", 5.5],
    ["Mars/Olympus", "2026-07-01T12:00:00Z", 0],
  ])("offset of %s at %s is %d h", (zone, text, hours) => {
    expect(offsetAt(zone, at(text))).toBe(hours * HOUR);
  });
});

const ZONES = ["UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"];

describe("the wall clock", () => {
  it.each(ZONES)("comes back over both changes of the year in %s", (zone) => {
    const from = at("2026-03-01T00:00:00Z");
    for (let instant = from; instant < from + 260 * DAY; instant += 5 * HOUR) {
      const local = toLocal(zone, instant);
      const back = fromLocal(zone, local);
      expect(toLocal(zone, back)).toBe(local);
      expect(Math.abs(back - instant)).toBeLessThanOrEqual(HOUR);
    }
  });

  it("in the gap of spring goes on, in autumn takes the first", () => {
    const gap = at("2026-03-29T02:30:00Z");
    expect(fromLocal("Europe/Berlin", gap)).toBe(at("2026-03-29T01:30:00Z"));
    const twice = at("2026-10-25T02:30:00Z");
    expect(fromLocal("Europe/Berlin", twice)).toBe(at("2026-10-25T00:30:00Z"));
  });

  it("days begin at midnight of the zone", () => {
    const day = dayFromText("2026-07-01") ?? 0;
    expect(startOfDay("Europe/Berlin", day)).toBe(at("2026-06-30T22:00:00Z"));
    expect(dayAt("Europe/Berlin", at("2026-06-30T22:00:00Z"))).toBe(day);
    expect(dayAt("UTC", at("2026-06-30T22:00:00Z"))).toBe(day - 1);
  });
});

describe("printing", () => {
  it("in the zone and language of the reader", () => {
    const dates = new Dates("en-GB", "Europe/Berlin");
    expect(dates.print(at("2027-06-14T22:30:00Z"), "day")).toBe("15 Jun");
    expect(dates.print(at("2027-06-14T06:05:00Z"), "time")).toBe("08:05");
    expect(dates.print(Number.NaN, "day")).toBe("");
    expect(dates.printDay(20820, "short")).toBe("2 Jan 2027");
    expect(new Dates("de-DE", "nowhere").zone).toBe("UTC");
  });

  it("knows zones", () => {
    expect(isZone("Europe/Berlin")).toBe(true);
    expect(isZone("nowhere")).toBe(false);
    expect(listZones()[0]).toBe("UTC");
  });
});
