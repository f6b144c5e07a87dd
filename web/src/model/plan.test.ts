import { describe, expect, it } from "vitest";
import type { Reply } from "../api/types.ts";
import {
  createLink,
  indent,
  insertBefore,
  insertItem,
  linkChain,
  moveItems,
  outdent,
  removeItems,
  removeRecord,
  setField,
  setFields,
  setRecord,
  topmost,
  unlink,
} from "./edits.ts";
import { columnsOf } from "./fake-server.ts";
import { fieldsOf, isComputed, isTextual, typeOf } from "./fields.ts";
import type { Batch } from "./operation.ts";
import type { Plan, PlanChange } from "./plan.ts";
import { RANK_GAP, ranksBetween } from "./rank.ts";
import { Table } from "./table.ts";
import { countDown, lay, makePlan, outlineRows, printOutline } from "./test-plan.ts";
import { readRecord, writeBatch, writeRecord } from "./wire.ts";

const lines = (...all: string[]): string => all.join("\n");

describe("Table", () => {
  it("keeps numbers, texts and bools in columns, constants spread", () => {
    const table = new Table("item");
    const columns = { id: [1, 2], title: ["a", null], is_manual: { all: 1 }, priority: [5, null] };
    expect(table.upsert({ count: 2, columns })).toEqual([1, 2]);
    expect(table.value(1, "title")).toBe("a");
    expect(table.value(2, "title")).toBeNull();
    expect(table.value(2, "is_manual")).toBe(true);
    expect(table.num(2, "priority")).toBeNaN();
    expect(table.value(9, "title")).toBeNull();
    expect(table.slotOf(2)).toBe(1);
  });

  it("takes slots of removed rows again, empty", () => {
    const table = new Table("item");
    table.upsert(columnsOf([{ id: 1, title: "a", priority: 3 }]));
    table.remove([1]);
    table.upsert(columnsOf([{ id: 2, rank: 1 }]));
    expect(table.slotOf(2)).toBe(0);
    expect(table.value(2, "title")).toBeNull();
    expect(table.num(2, "priority")).toBeNaN();
    expect(table.count).toBe(1);
    table.set(3, "title", "c");
    expect([...table.ids()]).toEqual([2, 3]);
    table.clear();
    expect(table.count).toBe(0);
  });

  it("grows", () => {
    const table = new Table("item");
    const ids = Array.from({ length: 500 }, (_, i) => i + 1);
    for (const id of ids) table.set(id, "rank", id * 2);
    expect(table.num(500, "rank")).toBe(1000);
    expect(table.num(1, "rank")).toBe(2);
  });
});

describe("fields", () => {
  it("have types", () => {
    expect(typeOf("item", "start")).toBe("time");
    expect(typeOf("item", "unheard")).toBe("text");
    expect(isTextual("enum")).toBe(true);
    expect(isComputed("item", "critical")).toBe(true);
    expect(isComputed("item", "title")).toBe(false);
    expect(Object.keys(fieldsOf("link"))).toContain("pred");
  });

  it("come from and go to the wire", () => {
    const json = { id: 1, start: "2026-03-02T08:00:00Z", is_manual: true, title: null };
    const values = readRecord("item", json);
    expect(values).toEqual({ id: 1, start: 1772438400, is_manual: true, title: null });
    expect(writeRecord("item", values)).toEqual(json);
    expect(readRecord("work_week", { from: "2026-03-02" })).toEqual({ from: 20514 });
  });

  it("operations are sent without what only we need", () => {
    const plan = makePlan("A");
    const { operations } = writeBatch({ ...setField(plan, [1], "title", "B"), note: "why" });
    expect(operations).toEqual([
      { op: "update", entity: "item", id: 1, rev: 1, set: { title: "B" } },
    ]);
    expect(writeBatch(removeRecord(plan, "item", 1)).operations[0]).toEqual({
      op: "delete",
      entity: "item",
      id: 1,
      rev: 1,
    });
  });
});

describe("Outline", () => {
  const text = lines("A", " B", "  C", " D", "E");

  it("is depth first, by rank", () => {
    const plan = makePlan(text);
    expect(printOutline(plan)).toBe(text);
    const { outline } = plan;
    expect(outline.subtreeOf(1)).toEqual([1, 2, 3, 4]);
    expect(outline.childrenOf(1)).toEqual([2, 4]);
    expect(outline.childrenOf(null)).toEqual([1, 5]);
    expect(outline.parentOf(3)).toBe(2);
    expect(outline.placeOf(4)).toEqual({ position: 2, size: 2 });
    expect(plan.numberOf(4)).toBe(4);
    expect(plan.itemByNumber(4)).toBe(4);
    expect(plan.isSummary(2)).toBe(true);
  });

  it("folds", () => {
    const plan = makePlan(text);
    plan.collapse([1], true);
    expect(plan.outline.rowCount).toBe(2);
    expect(plan.outline.itemAt(1)).toBe(5);
    expect(plan.outline.rowOf(3)).toBe(-1);
    expect(plan.outline.isCollapsed(1)).toBe(true);
    plan.showLevel(1);
    expect(plan.outline.rowCount).toBe(4);
    plan.showLevel(9);
    expect(plan.outline.rowCount).toBe(5);
  });

  it("filters, keeping the way to a match; folding yields", () => {
    const plan = makePlan(text);
    plan.collapse([1], true);
    plan.filter((id) => id === 3);
    expect(plan.outline.isFiltered).toBe(true);
    expect([0, 1, 2].map((row) => plan.outline.itemAt(row))).toEqual([1, 2, 3]);
    expect(plan.outline.isMatch(3)).toBe(true);
    expect(plan.outline.isMatch(2)).toBe(false);
    plan.filter(null);
    expect(plan.outline.rowCount).toBe(2);
  });

  it("loses nothing: orphans and rings of parents stand at the top", () => {
    const items = [
      { id: 1, title: "ring", parent: 2, rank: 1 },
      { id: 2, title: "ring", parent: 1, rank: 1 },
      { id: 3, title: "orphan", parent: 99, rank: 1 },
      { id: 4, title: "self", parent: 4, rank: 1 },
    ];
    const { outline } = makePlan("", { items });
    expect(outline.size).toBe(4);
    expect(new Set([0, 1, 2, 3].map((at) => outline.idAt(at))).size).toBe(4);
  });

  it("a hundred thousand rows are quick", () => {
    const items = Array.from({ length: 100_000 }, (_, i) => ({
      id: i + 1,
      parent: i % 10 === 0 ? null : i - (i % 10) + 1,
      rank: i,
    }));
    const plan = makePlan("", { items });
    expect(plan.outline.rowCount).toBe(100_000);
  });
});

describe("ranks", () => {
  it.each([
    [null, null, 1, [RANK_GAP]],
    [16, null, 2, [16 + RANK_GAP, 16 + 2 * RANK_GAP]],
    [0, 100, 1, [50]],
    [0, 100, 3, [25, 50, 75]],
    [null, 0, 1, [-RANK_GAP]],
    [5, 6, 1, null],
  ])("between %j and %j: %i", (before, after, count, wanted) => {
    expect(ranksBetween(before, after, count)).toEqual(wanted);
  });
});

/** What the outline is after a batch. */
function outlineAfter(plan: Plan, batch: Batch): string {
  lay(plan, batch);
  return printOutline(plan);
}

describe("edits of the outline", () => {
  const text = lines("A", " B", " C", "D", "E");

  it.each<[string, (plan: Plan) => Batch, string]>([
    ["indents under the one before", (p) => indent(p, [4]), lines("A", " B", " C", " D", "E")],
    ["indents a run together", (p) => indent(p, [4, 5]), lines("A", " B", " C", " D", " E")],
    ["cannot indent the first", (p) => indent(p, [1]), text],
    ["outdents, taking followers along", (p) => outdent(p, [2]), lines("A", "B", " C", "D", "E")],
    ["cannot outdent the top", (p) => outdent(p, [1]), text],
    ["moves before a sibling", (p) => moveItems(p, [5], null, 1), lines("E", "A", " B", " C", "D")],
    ["moves to the end", (p) => moveItems(p, [1], null, null), lines("D", "E", "A", " B", " C")],
    ["moves under another", (p) => moveItems(p, [4, 5], 1, 3), lines("A", " B", " D", " E", " C")],
    ["not into itself", (p) => moveItems(p, [1], 2, null), text],
    ["removes with all below", (p) => removeItems(p, [1]), lines("D", "E")],
  ])("%s", (_name, edit, wanted) => {
    const plan = makePlan(text);
    expect(outlineAfter(plan, edit(plan))).toBe(wanted);
  });

  it("inserts before and after", () => {
    const plan = makePlan(text);
    const temp = countDown();
    const first = insertItem(plan, 2, { title: "new" }, temp);
    expect(outlineAfter(plan, first.batch)).toBe(lines("A", " B", " new", " C", "D", "E"));
    const second = insertBefore(plan, 1, { title: "top" }, temp);
    expect(outlineAfter(plan, second.batch)).toBe(lines("top", "A", " B", " new", " C", "D", "E"));
    const last = insertItem(plan, null, { title: "end" }, temp);
    expect(outlineAfter(plan, last.batch)).toBe(
      lines("top", "A", " B", " new", " C", "D", "E", "end"),
    );
  });

  it("numbers siblings anew when there is no room", () => {
    const items = outlineRows("A\nB\nC").map((row, at) => ({ ...row, rank: at + 1 }));
    const plan = makePlan("", { items });
    expect(outlineAfter(plan, moveItems(plan, [3], null, 2))).toBe(lines("A", "C", "B"));
    const again = makePlan("", { items });
    const placed = insertItem(again, 1, { title: "new" }, countDown());
    expect(outlineAfter(again, placed.batch)).toBe(lines("A", "new", "B", "C"));
  });

  it("topmost leaves out what is moved along", () => {
    expect(topmost(makePlan(text), [5, 2, 1])).toEqual([1, 5]);
  });

  it("sets only what differs, with lock and values before", () => {
    const plan = makePlan(text);
    expect(setField(plan, [1], "title", "A").operations).toEqual([]);
    expect(setFields(plan, [1, 2], { title: "x" }).operations[0]).toEqual({
      op: "update",
      entity: "item",
      id: 1,
      rev: 1,
      set: { title: "x" },
      before: { title: "A" },
    });
    expect(setRecord(plan, "project", 1, { title: "P" }).operations[0]).toMatchObject({
      entity: "project",
      rev: 1,
    });
  });
});

describe("links and relations", () => {
  const links = [{ id: 1, rev: 1, pred: 1, succ: 2, type: "fs", lag_s: 0 }];

  it("chains what is not linked yet, and takes links away", () => {
    const plan = makePlan("A\nB\nC", { links });
    const chain = linkChain(plan, [1, 2, 3], countDown());
    expect(chain.operations).toHaveLength(1);
    lay(plan, chain);
    expect(plan.relations.linksInto(3).map((link) => link.pred)).toEqual([2]);
    expect(plan.relations.linksFrom(2)).toHaveLength(1);
    expect(plan.relations.links).toHaveLength(2);
    lay(plan, unlink(plan, [2]));
    expect(plan.relations.links).toHaveLength(0);
  });

  it("a new link says what it is", () => {
    expect(createLink(1, 2, () => -5)).toMatchObject({ temp: -5, set: { type: "fs" } });
  });

  it("baselines by number and item", () => {
    const plan = makePlan("A");
    plan.load({
      project: { id: 1, zone: "UTC" },
      seq: 2,
      items: columnsOf(outlineRows("A")),
      baselines: columnsOf([{ id: 4, number: 2 }]),
      baseline_items: columnsOf([{ id: 1, baseline: 4, item: 1, start: 10, finish: 20 }]),
    });
    expect(plan.relations.baselineNumbers).toEqual([2]);
    expect(plan.relations.baselineOf(2, 1)).toMatchObject({ start: 10, finish: 20 });
    expect(plan.relations.baselineOf(0, 1)).toBeNull();
  });
});

const QUIET: Reply = {
  project: 1,
  seq: 2,
  before_seq: 1,
  user: 1,
  client: null,
  note: null,
  undoes: 0,
  dry_run: false,
  created: {},
  changed: {},
  calculated: { count: 0, columns: {} },
  deleted: {},
  order: null,
  moved: { count: 0, finish_before: null, finish_after: null, items: [] },
  can_undo: true,
  can_redo: false,
};

describe("a change", () => {
  const columns = {
    id: [1, 3],
    start: [50, 70],
    finish: [60, 80],
    late_start: { like: "start", rows: [1], values: [75] },
    critical: { all: 1 },
    wbs: { rows: [1], values: ["2.9"] },
  };
  const moved = { count: 2, columns };

  it("puts the calculated members that are told into rows that keep the others", () => {
    const plan = makePlan("A\nB\nC");
    const heard: PlanChange[] = [];
    plan.changed.on((change) => heard.push(change));
    plan.confirm({ ...QUIET, calculated: moved });
    expect([1, 2, 3].map((id) => plan.num(id, "start"))).toEqual([50, Number.NaN, 70]);
    expect([1, 2, 3].map((id) => plan.num(id, "late_start"))).toEqual([50, Number.NaN, 75]);
    expect(plan.flag(3, "critical")).toBe(true);
    expect([1, 3].map((id) => plan.text(id, "wbs"))).toEqual([null, "2.9"]);
    expect(plan.text(3, "title")).toBe("C");
    expect(heard).toMatchObject([{ outline: false }]);
    expect(heard[0]?.items).toEqual(new Set([1, 3]));
  });

  it("decides anew what a filter shows, although the outline stays", () => {
    const plan = makePlan("A\nB\nC");
    plan.filter((id) => plan.num(id, "start") > 60);
    expect(plan.outline.rowCount).toBe(0);
    plan.confirm({ ...QUIET, calculated: moved });
    expect(plan.outline.itemAt(0)).toBe(3);
  });
});

describe("changes of the project", () => {
  it("keep the calculated finish until it is told anew", () => {
    const plan = makePlan("A", { project: { finish: "2027-01-02T00:00:00Z" } });
    const { finish } = plan.project;
    const row = { id: 1, rev: 2, title: "P", finish: null };
    const reply = { ...QUIET, changed: { projects: columnsOf([row]) } };
    plan.confirm(reply);
    expect(plan.project).toMatchObject({ title: "P", finish });
    plan.confirm({ ...reply, seq: 3, changed: {}, moved: { ...reply.moved, finish_after: 99 } });
    expect(plan.projectValue("finish")).toBe(99);
  });
});
