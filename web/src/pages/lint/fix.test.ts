import { expect, test } from "vitest";
import type { LintRule } from "../../api/types.ts";
import { fixBatch, fixesOf } from "./fix.ts";

const rule: LintRule = {
  rule: "constraints",
  source: "DCMA 5",
  state: "bad",
  why: null,
  count: 2,
  of: 9,
  value: 0.2,
  limit: 0.05,
  measure: "share",
  items: [
    {
      item: 7,
      link: null,
      fix: {
        op: "update",
        entity: "item",
        id: 7,
        set: { constraint: "asap", constraint_at: null, deadline: "2026-03-02T08:00:00Z" },
      },
    },
    { item: 8, link: null, fix: null },
  ],
};

test("a fix is an edit, with moments as the model has them", () => {
  const batch = fixBatch(fixesOf(rule), () => -1, "Fixed");
  const set = { constraint: "asap", constraint_at: null, deadline: 1772438400 };
  expect(batch).toEqual({
    operations: [{ op: "update", entity: "item", id: 7, set, before: {} }],
    note: "Fixed",
  });
});

test("what is missing is made", () => {
  const fix = { op: "create", entity: "baseline", id: null, set: { number: 0 } } as const;
  const { operations } = fixBatch([fix], () => -5, "");
  expect(operations).toEqual([{ op: "create", entity: "baseline", temp: -5, set: { number: 0 } }]);
});
