import { describe, expect, it } from "vitest";
import { ENTITIES } from "../../../model/fields.ts";
import { columnsOf } from "../../../model/fake-server.ts";
import { Plan } from "../../../model/plan.ts";
import { countDown } from "../../../model/test-plan.ts";
import { ASSIGNMENT_FIELDS, printUnits, readUnits } from "./assignment-fields.ts";
import { addPiece, drawPieces, piecesOf } from "./pieces.ts";
import { ELSEWHERE, isOfBelow, SECTIONS } from "./sections.ts";

describe("the panel", () => {
  const rows = SECTIONS.flatMap((section) => section.fields.map((row) => row.field));

  it("shows every member of an item, or says where else it stands", () => {
    const told = new Set<string>([...rows, ...Object.keys(ELSEWHERE)]);
    expect(Object.keys(ENTITIES.item).filter((field) => !told.has(field))).toEqual([]);
  });

  it("has a field once for each kind of rules", () => {
    for (const profile of ["msp", "p6"]) {
      const fitting = SECTIONS.flatMap((section) => section.fields).filter(
        (row) => !row.profile || row.profile === profile,
      );
      expect(new Set(fitting.map((row) => row.field)).size).toBe(fitting.length);
    }
  });

  it("shows every member of an assignment but who, where and how much, which stand in its line", () => {
    const told = new Set<string>(ASSIGNMENT_FIELDS.map((row) => row.field));
    const left = Object.keys(ENTITIES.assignment).filter((field) => !told.has(field));
    expect(left).toEqual([
      ...["id", "project", "rev", "created_at", "updated_at"],
      ...["item", "resource", "units"],
    ]);
  });

  it("leaves to a summary what comes from below", () => {
    expect(isOfBelow("start", true)).toBe(true);
    expect(isOfBelow("start", false)).toBe(false);
    expect(isOfBelow("deadline", true)).toBe(false);
  });
});

function assigned(): Plan {
  const plan = new Plan();
  plan.load({
    project: { id: 1, rev: 1, zone: "UTC" },
    seq: 1,
    items: columnsOf([{ id: 1, start: 0, finish: 400_000 }]),
    resources: columnsOf([
      { id: 2, title: "Engineer", kind: "role", material_label: null },
      { id: 3, title: "Cable", kind: "material", material_label: "m" },
    ]),
    assignments: columnsOf([
      { id: 4, rev: 1, item: 1, resource: 2, units: 0.5, contour: "flat" },
      { id: 5, rev: 1, item: 1, resource: 3, units: 120, contour: "flat" },
    ]),
    assignment_pieces: columnsOf([
      { id: 7, assignment: 5, kind: "remaining", start: 86_400, finish: 108_000, work_s: 10_800 },
      { id: 6, assignment: 5, kind: "actual", start: 0, finish: 21_600, work_s: 21_600 },
    ]),
  });
  return plan;
}

describe("units", () => {
  const plan = assigned();
  it("of a person are a share, of a material a quantity", () => {
    expect(printUnits(plan, 4)).toBe("50 %");
    expect(printUnits(plan, 5)).toBe("120 m");
    expect(readUnits(plan, 4, "33.5%")).toBe(0.335);
    expect(readUnits(plan, 5, "12,5 m")).toBe(12.5);
    expect(readUnits(plan, 4, "half")).toBeNull();
    expect(readUnits(plan, 4, "")).toBeNull();
  });
});

describe("pieces", () => {
  const plan = assigned();
  it("are drawn in time, as high as they are dense", () => {
    expect(drawPieces(piecesOf(plan, 5))).toEqual([
      { id: 6, kind: "actual", x: 0, width: 0.2, height: 1 },
      { id: 7, kind: "remaining", x: 0.8, width: 0.2, height: 0.5 },
    ]);
  });

  it("are added behind the last one; the first makes the assignment one by hand", () => {
    const [contour, first] = addPiece(plan, 4, countDown());
    expect(contour).toMatchObject({ id: 4, set: { contour: "contoured" } });
    expect(first).toMatchObject({ set: { start: 0, finish: 28_800, work_s: 28_800 } });
    expect(addPiece(plan, 5, countDown()).at(-1)).toMatchObject({
      set: { start: 172_800, finish: 194_400, work_s: 10_800, kind: "remaining" },
    });
  });
});
