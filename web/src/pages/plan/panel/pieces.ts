// The pieces of a contoured assignment as a picture: each a box over its time, as high as it is dense.
import type { Instant } from "../../../base/units.ts";
import { DAY } from "../../../base/units.ts";
import type { Operation } from "../../../model/operation.ts";
import { updateOf } from "../../../model/edits.ts";
import type { Plan } from "../../../model/plan.ts";

export type PieceKind = "remaining" | "actual" | "overtime";
export const PIECE_KINDS: readonly PieceKind[] = ["remaining", "actual", "overtime"];

export interface Piece {
  readonly id: number;
  readonly kind: PieceKind;
  readonly start: Instant;
  readonly finish: Instant;
  readonly work_s: number;
}

/** All shares of the picture, 0–1. */
export interface PieceBox {
  readonly id: number;
  readonly kind: PieceKind;
  readonly x: number;
  readonly width: number;
  readonly height: number;
}

export function piecesOf(plan: Plan, assignment: number): Piece[] {
  return plan.relations
    .namedBy("assignment_piece", "assignment", assignment)
    .map((id) => ({
      id,
      kind: (plan.textOf("assignment_piece", id, "kind") ?? "remaining") as PieceKind,
      start: plan.numOf("assignment_piece", id, "start"),
      finish: plan.numOf("assignment_piece", id, "finish"),
      work_s: plan.numOf("assignment_piece", id, "work_s") || 0,
    }))
    .sort((a, b) => a.start - b.start || a.id - b.id);
}

export function drawPieces(pieces: readonly Piece[]): PieceBox[] {
  const from = Math.min(...pieces.map((one) => one.start));
  const to = Math.max(...pieces.map((one) => one.finish));
  const span = Math.max(1, to - from);
  const densest = Math.max(...pieces.map(density), 1e-9);
  return pieces.map((one) => ({
    id: one.id,
    kind: one.kind,
    x: (one.start - from) / span,
    width: (one.finish - one.start) / span,
    height: density(one) / densest,
  }));
}

function density({ start, finish, work_s }: Piece): number {
  return finish > start ? work_s / (finish - start) : 0;
}

/** A day of work behind the last piece; the first one makes the assignment a contoured one. */
export function addPiece(plan: Plan, assignment: number, newTemp: () => number): Operation[] {
  const last = piecesOf(plan, assignment).at(-1);
  const item = plan.numOf("assignment", assignment, "item");
  const start = last ? last.start + DAY : plan.num(item, "start");
  const day_s = plan.projectNumber("minutes_per_day", 480) * 60;
  const length = last ? last.finish - last.start : day_s;
  const set = {
    assignment,
    kind: last?.kind ?? "remaining",
    start,
    finish: start + length,
    work_s: last?.work_s ?? day_s,
  };
  const contoured = updateOf(plan, "assignment", assignment, { contour: "contoured" });
  const isContoured = plan.textOf("assignment", assignment, "contour") === "contoured";
  return [
    ...(isContoured ? [] : [contoured]),
    { op: "create", entity: "assignment_piece", temp: newTemp(), set },
  ];
}
