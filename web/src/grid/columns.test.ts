import { describe, expect, it } from "vitest";
import type { Simulated } from "../api/types.ts";
import { instantToText } from "../base/time.ts";
import { Chances } from "../model/chances.ts";
import { canEditCell, type Column, draftOfCell, readCell } from "./cell.ts";
import { COLUMNS, columnById } from "./columns.ts";
import { makeWorld } from "./fixture.ts";

function column(id: string): Column {
  const found = columnById(id);
  if (!found) throw new Error(`no column ${id}`);
  return found;
}

const world = makeWorld();
const print = (id: string, item: number): string => column(id).print(world, item);

describe("chances of a finish", () => {
  const items = { id: [4], p50: [1], p80: [2], p90: [3], criticality: [0.256] };
  const day = 86_400;
  const finish = world.plan.num(4, "finish");
  const played = (late: number, isStale = false) => ({
    ...world,
    isStale,
    chances: new Chances({
      items: { ...items, p50: [finish], p80: [finish + late * day], p90: [finish + 9 * day] },
    } as unknown as Simulated),
  });

  it("stand as dates, and as a share", () => {
    expect(column("p80").print(played(2), 4)).toBe("8 Mar");
    expect(column("criticality").print(played(2), 4)).toBe("26 %");
    expect(column("p80").print(played(2), 5)).toBe("");
    expect(column("p50").print(world, 4)).toBe("");
  });

  it.each([
    ["later than planned", "p80", 2, false, "warn"],
    ["as planned", "p50", 2, false, "dim"],
    ["of an older plan", "p80", 2, true, "stale"],
  ] as const)("%s", (_, id, late, isStale, tone) => {
    expect(column(id).tone?.(played(late, isStale), 4)).toBe(tone);
  });

  it("are told beside the finish, and whether they are of an older plan", () => {
    const more = column("finish").more;
    expect(more?.(played(2), 4)).toBe("50 % by 6 Mar, 80 % by 8 Mar, 90 % by 15 Mar");
    expect(more?.(played(2, true), 4)).toContain("before the last change");
    expect(more?.(played(2), 5)).toBe("");
  });
});

describe("what cells show", () => {
  it.each([
    ["number", 3, "3"],
    ["wbs", 3, "1.2"],
    ["title", 4, "Test"],
    ["duration", 4, "10d"],
    ["duration", 5, "0d"],
    ["start", 4, "2 Mar"],
    ["predecessors", 4, "2, 3SS+2d"],
    ["successors", 2, "4"],
    ["resources", 2, "ERP lead[50%]"],
    ["total_slack", 3, "1d"],
    ["total_slack", 2, "0"],
    ["total_slack", 1, ""],
    ["constraint", 2, "constraint_asap"],
    ["mode", 4, "mode_manual"],
    ["deadline", 4, ""],
    ["baseline_finish", 4, ""],
    ["calendar", 2, ""],
    ["remaining_duration", 2, ""],
    ["activity_type", 2, ""],
  ])("%s of item %d is %j", (id, item, text) => {
    expect(print(id, item)).toBe(text);
  });

  it("an editor begins with a date that can be typed again", () => {
    expect(draftOfCell(column("start"), world, 4)).toBe("2026-03-02");
    expect(draftOfCell(column("finish"), world, 4)).toBe("2026-03-06");
  });

  it("negative slack is said in another tone", () => {
    expect(column("total_slack").tone?.(world, 4)).toBe("bad");
  });

  it("every column prints every item", () => {
    for (const one of COLUMNS) {
      for (const item of [1, 2, 3, 4, 5])
        expect(typeof one.print(world, item), one.id).toBe("string");
    }
  });
});

describe("what cells take", () => {
  const set = (id: string, item: number, text: string) => {
    const reading = readCell(column(id), world, item, text);
    if (!reading.ok) return reading.problem;
    return reading.operations.map((one) => ("set" in one ? one.set : `delete ${one.id}`));
  };

  it.each([
    ["title", 4, "Test all", [{ title: "Test all" }]],
    ["title", 4, "Test", []],
    ["title", 4, "", "cell_title_missing"],
    ["duration", 2, "1w", [{ duration_unit: "weeks" }]],
    ["duration", 2, "soon", "cell_not_a_duration"],
    ["duration", 1, "5d", "cell_read_only"],
    ["percent_complete", 2, "50 %", [{ percent_complete: 50 }]],
    ["percent_complete", 2, "150", "cell_not_a_number"],
    ["constraint", 2, "constraint_mso", [{ constraint: "mso" }]],
    ["constraint", 2, "perhaps", "cell_not_a_choice"],
    ["mode", 2, "manual", [{ is_manual: true }]],
    ["wbs", 2, "9", "cell_read_only"],
    ["deadline", 2, "nonsense", "cell_not_a_date"],
    ["predecessors", 4, "2, 3SS+2d", []],
    ["predecessors", 4, "2", ["delete 12"]],
    ["predecessors", 4, "4", "cell_link_itself"],
    ["predecessors", 4, "99", "cell_link_unknown"],
    ["resources", 2, "ERP lead[50%]", []],
    ["resources", 2, "", ["delete 31"]],
  ])("%s of item %d from %j", (id, item, text, expected) => {
    expect(set(id, item, text)).toEqual(expected);
  });

  it("a start typed on an automatic item is a constraint, on a manual one its date", () => {
    const [automatic] = set("start", 2, "2026-03-09") as { constraint_at: number }[];
    expect(automatic).toMatchObject({ constraint: "snet" });
    expect(instantToText(automatic?.constraint_at ?? 0)).toBe("2026-03-09T08:00:00Z");
    const [manual] = set("start", 4, "9 Mar") as { start: number }[];
    expect(instantToText(manual?.start ?? 0)).toBe("2026-03-09T08:00:00Z");
  });

  it("a duration of zero makes a milestone, and one of more ends it", () => {
    expect(set("duration", 2, "0")).toMatchObject([{ duration_s: 0, is_milestone: true }]);
    expect(set("duration", 5, "2d")).toMatchObject([{ is_milestone: false }]);
  });

  it("summaries are typed where nothing below decides", () => {
    expect(canEditCell(column("title"), world, 1)).toBe(true);
    expect(canEditCell(column("start"), world, 1)).toBe(false);
  });
});
