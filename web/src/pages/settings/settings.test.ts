import { describe, expect, it } from "vitest";
import type { Reply } from "../../api/types.ts";
import { DAY } from "../../base/units.ts";
import { ENTITIES } from "../../model/fields.ts";
import { columnsOf } from "../../model/fake-server.ts";
import { Plan } from "../../model/plan.ts";
import { drawMover, effectOf } from "./effect.ts";
import { CALCULATION, SECTIONS } from "./fields.ts";

describe("the settings", () => {
  it("show every member of a project but its number and what is calculated", () => {
    const rows = [...CALCULATION, ...SECTIONS.flatMap((section) => section.fields)];
    const told = new Set<string>(rows.map((row) => row.field));
    expect(rows).toHaveLength(told.size);
    expect(Object.keys(ENTITIES.project).filter((field) => !told.has(field))).toEqual([
      ...["id", "project", "rev"],
      ...["archived_at", "item_count", "percent_complete"],
    ]);
  });
});

const item = (id: number, day: number, more: object = {}) => ({
  id,
  parent: id === 1 ? null : 1,
  rank: id,
  title: `Item ${id}`,
  start: day * DAY,
  finish: (day + 2) * DAY,
  critical: 0,
  total_slack_s: 0,
  ...more,
});

function effect() {
  const plan = new Plan();
  plan.load({
    project: { id: 9, rev: 1, zone: "UTC" },
    seq: 1,
    items: columnsOf([item(1, 0), item(2, 0, { critical: 1 }), item(3, 2), item(4, 4)]),
  });
  const changed = [
    item(1, 3),
    item(2, 0, { total_slack_s: 28_800 }),
    item(3, 5, { critical: 1 }),
    item(4, 3, { critical: 1 }),
  ];
  const moved = { count: 3, finish_before: 6 * DAY, finish_after: 7 * DAY, items: [] };
  const [first, ...others] = changed;
  if (!first) throw new Error("no rows");
  const calculated = columnsOf(
    others.map(({ id, start, finish, critical, total_slack_s }) => ({
      ...{ id, start, finish, critical, total_slack_s },
    })),
  );
  const reply = { changed: { items: columnsOf([first]) }, calculated, moved };
  return effectOf(plan, reply as unknown as Reply);
}

describe("what other rules would do", () => {
  it("is told in numbers", () => {
    expect(effect()).toMatchObject({
      moved: 3,
      finishBefore: 6 * DAY,
      finishAfter: 7 * DAY,
      criticalBefore: 1,
      criticalAfter: 2,
      floats: 1,
    });
  });

  it("names those that move most, without summaries and without what stays", () => {
    expect(effect().movers.map((one) => [one.item, one.days])).toEqual([
      [3, 3],
      [4, -1],
    ]);
  });

  it("is drawn over the time of all movers", () => {
    const { movers } = effect();
    const [first] = movers;
    if (!first) throw new Error("nothing moves");
    const { before, after } = drawMover(movers, first);
    expect([before.x, before.width, after.x]).toEqual([0, 0.4, 0.6]);
  });

  it("is nothing when nothing changed", () => {
    const moved = { count: 0, finish_before: null, finish_after: null, items: [] };
    const none = effectOf(new Plan(), {
      ...{ changed: {}, calculated: { count: 0, columns: {} }, moved },
    } as unknown as Reply);
    expect(none).toMatchObject({ moved: 0, movers: [], criticalBefore: 0, criticalAfter: 0 });
  });
});
