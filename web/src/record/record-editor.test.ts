import { describe, expect, it } from "vitest";
import { Dates } from "../base/time.ts";
import { settingsOf } from "../model/duration.ts";
import { columnsOf } from "../model/fake-server.ts";
import type { Batch } from "../model/operation.ts";
import { Plan } from "../model/plan.ts";
import { Refusals } from "../model/refusals.ts";
import { RecordEditor, type RecordWorld } from "./record-editor.ts";
import { type Control, fitsProfile, type RecordField } from "./rows.ts";

const values = { work_s: 28_800, units: 0.5, delay_s: null, cost_minor: 12_345, rate_table: 1 };

function makeEditor() {
  const plan = new Plan();
  plan.load({
    project: { id: 1, rev: 1, zone: "UTC", currency_digits: 2 },
    seq: 1,
    assignments: columnsOf([{ id: 4, rev: 3, contour: "flat", start: 1_772_438_400, ...values }]),
  });
  const sent: Batch[] = [];
  const session = {
    refusals: new Refusals(),
    apply: (batch: Batch) => {
      sent.push(batch);
      return Promise.resolve(null);
    },
  };
  const dates = new Dates("en-GB", "UTC");
  const world: RecordWorld = { plan, model: plan, dates, durations: settingsOf(plan), session };
  return { editor: new RecordEditor(world, "assignment", 4), sent };
}

const row = (field: string, control: Control, more: Partial<RecordField> = {}): RecordField => ({
  field,
  control,
  ...more,
});

describe("a form", () => {
  it.each([
    [row("work_s", "work"), "8h"],
    [row("units", "share"), "50 %"],
    [row("delay_s", "duration"), ""],
    [row("cost_minor", "money"), "123.45"],
    [row("contour", "text"), "flat"],
    [row("start", "date"), "Mon, 2 Mar 2026, 08:00"],
  ])("prints %j as %j", (one, text) => {
    expect(makeEditor().editor.print(one).replace("8 h", "8h")).toBe(text);
  });

  it.each([
    [row("work_s", "work"), "2d", { work_s: 57_600 }],
    [row("work_s", "work"), "4", { work_s: 14_400 }],
    [row("units", "share"), "75 %", { units: 0.75 }],
    [row("delay_s", "duration"), "3", { delay_s: 86_400 }],
    [row("cost_minor", "money"), "1 200,5", { cost_minor: 120_050 }],
    [row("cost_minor", "money", { mayBeNegative: true }), "-1", { cost_minor: -100 }],
    [row("start", "date", { side: "start" }), "2026-03-04", { start: 1_772_611_200 }],
    [row("start", "date"), "", { start: null }],
  ])("reads %j from %j", (one, text, set) => {
    const { editor, sent } = makeEditor();
    expect(editor.type(one, text)).toBeNull();
    expect(sent[0]?.operations[0]).toMatchObject({ op: "update", id: 4, rev: 3, set });
  });

  it.each([
    [row("work_s", "work"), "much"],
    [row("units", "share"), "-5"],
    [row("cost_minor", "money"), "-1"],
    [row("percent", "percent"), "101"],
    [row("item", "item"), "99"],
    [row("start", "date"), "some day"],
    [row("start", "date", { isRequired: true }), " "],
  ])("says what is wrong with %j %j, and sends nothing", (one, text) => {
    const { editor, sent } = makeEditor();
    expect(editor.type(one, text)).toMatch(/\w/);
    expect(sent).toEqual([]);
  });

  it("sends nothing when the value is there already, and numbers of a list as numbers", () => {
    const { editor, sent } = makeEditor();
    editor.set("units", 0.5);
    expect(sent).toEqual([]);
    editor.pick(row("rate_table", "select"), "2");
    expect(sent[0]?.operations[0]).toMatchObject({ set: { rate_table: 2 } });
  });

  it("has rows of one kind of rules only", () => {
    expect(fitsProfile(row("x", "text", { profile: "p6" }), "msp")).toBe(false);
    expect(fitsProfile(row("x", "text", { profile: "msp" }), null)).toBe(true);
    expect(fitsProfile(row("x", "text"), "p6")).toBe(true);
  });
});
