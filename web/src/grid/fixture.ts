// A small plan for the tests of the grid: five items, two links, one resource, UTC.
import { Dates, instantFromText } from "../base/time.ts";
import { settingsOf } from "../model/duration.ts";
import { Plan } from "../model/plan.ts";

import type { CellWorld } from "./cell.ts";

export function at(text: string): number {
  return instantFromText(text) ?? Number.NaN;
}

const start = at("2026-03-02T08:00:00Z");
const finish = at("2026-03-06T17:00:00Z");

/** 1 Build (2 Configure, 3 Migrate), 4 Test, 5 Go-live */
export function makePlan(): Plan {
  const plan = new Plan();
  const ids = [1, 2, 3, 4, 5];
  const wire = {
    seq: 1,
    project: { id: 9, title: "ERP", zone: "UTC", start: "2026-03-02T08:00:00Z" },
    items: {
      count: 5,
      columns: {
        id: ids,
        rev: { all: 1 },
        parent: [null, 1, 1, null, null],
        rank: ids.map((id) => id * 1_048_576),
        title: ["Build", "Configure", "Migrate", "Test", "Go-live"],
        wbs: ["1", "1.1", "1.2", "2", "3"],
        duration_s: [null, 144_000, 144_000, 288_000, 0],
        duration_unit: { all: "days" },
        start: { all: start },
        finish: { all: finish },
        constraint: { all: "asap" },
        is_manual: [0, 0, 0, 1, 0],
        total_slack_s: [0, 0, 28_800, -28_800, 0],
        percent_complete: { all: 0 },
        is_estimated: { all: 0 },
        is_milestone: [0, 0, 0, 0, 1],
      },
    },
    links: {
      count: 2,
      columns: {
        id: [11, 12],
        rev: { all: 1 },
        pred: [2, 3],
        succ: [4, 4],
        type: ["fs", "ss"],
        lag_s: [0, 57_600],
        lag_kind: { all: "working" },
        lag_unit: { all: "days" },
      },
    },
    resources: { count: 1, columns: { id: [21], title: ["ERP lead"], kind: ["role"] } },
    assignments: { count: 1, columns: { id: [31], item: [2], resource: [21], units: [0.5] } },
  };
  plan.load(wire as unknown as Parameters<Plan["load"]>[0]);
  return plan;
}

export function makeWorld(plan = makePlan()): CellWorld {
  let temp = 0;
  return {
    plan,
    dates: new Dates("en-GB", "UTC"),
    settings: settingsOf(plan),
    now: start,
    baseline: null,
    chances: null,
    isStale: false,
    year: 2026,
    newTemp: () => --temp,
    word: (name) => name,
  };
}
