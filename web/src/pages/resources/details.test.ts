import { describe, expect, it } from "vitest";
import { DAY } from "../../base/units.ts";
import { columnsOf } from "../../model/fake-server.ts";
import { ENTITIES } from "../../model/fields.ts";
import { Plan } from "../../model/plan.ts";
import { countDown } from "../../model/test-plan.ts";
import {
  addAvailability,
  addRate,
  hasAvailability,
  ratesOf,
  resourceFields,
  stepsOf,
} from "./details.ts";

function plan() {
  const one = new Plan();
  const rate = (id: number, table_no: number, from: number | null, std_rate_minor: number) => ({
    ...{ id, resource: 1, table_no, from, to: null, std_rate_minor },
    ...{ ot_rate_minor: 0, per_use_minor: 0 },
  });
  one.load({
    project: { id: 9, zone: "UTC" },
    seq: 1,
    resources: columnsOf([
      { id: 1, title: "Engineer", max_units: 2, std_rate_minor: 100 },
      { id: 2, title: "Tester", max_units: 1, std_rate_minor: 50 },
    ]),
    resource_rates: columnsOf([
      rate(5, 0, 40 * DAY, 120),
      rate(6, 0, null, 100),
      rate(7, 1, null, 9),
    ]),
    resource_availabilities: columnsOf([
      { id: 8, resource: 1, from: 10 * DAY, to: 20 * DAY, units: 1 },
      { id: 9, resource: 1, from: 20 * DAY, to: null, units: 3 },
    ]),
  });
  return one;
}

describe("a resource in detail", () => {
  it("has every member of its kind", () => {
    const all = new Set(
      ["person", "material"].flatMap((kind) => resourceFields(kind)).map((one) => one.field),
    );
    expect(Object.keys(ENTITIES.resource).filter((field) => !all.has(field as never))).toEqual([
      ...["id", "project", "rev", "created_at", "updated_at", "rank"],
    ]);
    expect(resourceFields("cost").some((one) => one.field === "std_rate_minor")).toBe(false);
    expect([hasAvailability("role"), hasAvailability("material")]).toEqual([true, false]);
  });

  it("has rates by table, in time", () => {
    expect(ratesOf(plan(), 1, 0)).toEqual([6, 5]);
    expect(ratesOf(plan(), 1, 1)).toEqual([7]);
    expect(addRate(plan(), 1, 0, 50 * DAY, countDown())).toMatchObject({
      set: { from: 50 * DAY, std_rate_minor: 120, table_no: 0 },
    });
    expect(addRate(plan(), 2, 3, 50 * DAY, countDown())).toMatchObject({
      set: { from: null, std_rate_minor: 50, table_no: 3 },
    });
  });

  it("is there in steps; without rows all the time", () => {
    const span = { from: 0, to: 30 * DAY };
    expect(stepsOf(plan(), 1, span).map(({ from, units }) => [from / DAY, units])).toEqual([
      [0, 0],
      [10, 1],
      [20, 3],
    ]);
    expect(stepsOf(plan(), 2, span)).toEqual([{ ...span, units: 1 }]);
    expect(addAvailability(plan(), 1, DAY, countDown())).toMatchObject({
      set: { resource: 1, from: DAY, units: 2 },
    });
  });
});
