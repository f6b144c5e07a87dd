import { expect, test } from "vitest";
import type { Difference, Differences, DifferingItem } from "../../api/types.ts";
import { barsOf, groupByRoot, secondsOf, spanOfRows } from "./groups.ts";

function item(id: number): DifferingItem {
  const start = `2026-03-0${id + 1}T08:00:00Z`;
  const finish = `2026-03-0${id + 1}T16:00:00Z`;
  return { id, title: `T${id}`, wbs: "1", start, finish, stored_start: start, stored_finish: null };
}

function difference(of: number, field: string, reason: string, root: number): Difference {
  const values = { calculated: "2026-03-09T16:00:00Z", stored: "2026-03-08T16:00:00Z" };
  return { item: of, field, ...values, reason, cause: null, root, link: null, by_s: 0, facts: [] };
}

const all: Differences = {
  project: 1,
  seq: 1,
  source: "a.xml",
  imported_at: null,
  summary: { items: 4, differing: 3, differences: 4, roots: 2, reasons: {} },
  items: [item(1), item(2), item(3)],
  differences: [
    difference(1, "start", "follows", 2),
    difference(2, "late_finish", "breaks_link", 2),
    difference(3, "total_slack_s", "own_value", 3),
    difference(3, "critical", "contradicts_itself", 3),
  ],
};

test("rows stand under the item where their causes begin, which leads", () => {
  const groups = groupByRoot(all, () => true);
  expect(groups.map(({ root, rows }) => [root.id, rows.map((row) => row.item.id)])).toEqual([
    [2, [2, 1]],
    [3, [3]],
  ]);
  expect(groups[1]?.rows[0]?.main.reason).toBe("contradicts_itself");
});

test("a filter leaves out rows, and groups without any", () => {
  const groups = groupByRoot(all, ({ main }) => main.reason === "follows");
  expect(groups.map(({ rows }) => rows.length)).toEqual([1]);
  expect(groups[0]?.root.id).toBe(2);
});

test("bars of both, and a late end where it differs", () => {
  const rows = groupByRoot(all, () => true).flatMap((group) => group.rows);
  const bars = rows.map(barsOf);
  expect(bars[0]?.lateHere).toBe(secondsOf("2026-03-09T16:00:00Z"));
  expect(bars[0]?.file?.to).toBe(secondsOf("2026-03-03T16:00:00Z"));
  expect(bars[1]?.lateHere).toBeNull();
  expect(spanOfRows(rows)).toEqual({
    from: secondsOf("2026-03-02T08:00:00Z"),
    to: secondsOf("2026-03-09T16:00:00Z"),
  });
  expect(spanOfRows([])).toEqual({ from: 0, to: 1 });
  expect(secondsOf("soon")).toBeNull();
  expect(secondsOf(7)).toBeNull();
});
