// A small plan for tests: an outline by indents, ids from 1, links, resources and assignments.
import { columnsOf } from "./fake-server.ts";
import type { Value } from "./fields.ts";
import { Plan } from "./plan.ts";
import { RANK_GAP } from "./rank.ts";

type Row = Record<string, Value>;

export interface TestParts {
  readonly items?: readonly Row[];
  readonly links?: readonly Row[];
  readonly resources?: readonly Row[];
  readonly assignments?: readonly Row[];
  readonly calendars?: readonly Row[];
  readonly exceptions?: readonly Row[];
  readonly project?: Row;
}

/** "A\n B\n C\nD": a space a level. */
export function outlineRows(text: string): Row[] {
  const path: number[] = [];
  return text.split("\n").map((line, at) => {
    const level = line.length - line.trimStart().length;
    const id = at + 1;
    path[level] = id;
    const parent = level === 0 ? null : (path[level - 1] ?? null);
    return { id, rev: 1, title: line.trim(), parent, rank: id * RANK_GAP };
  });
}

export function makePlan(outline: string, parts: TestParts = {}): Plan {
  const plan = new Plan();
  plan.load({
    project: { id: 1, rev: 1, zone: "UTC", ...parts.project },
    seq: 1,
    items: columnsOf(parts.items ?? outlineRows(outline)),
    links: columnsOf(parts.links ?? []),
    resources: columnsOf(parts.resources ?? []),
    assignments: columnsOf(parts.assignments ?? []),
    calendars: columnsOf(parts.calendars ?? []),
    calendar_exceptions: columnsOf(parts.exceptions ?? []),
  });
  return plan;
}

/** The outline as text, the way `makePlan` takes it. */
export function printOutline(plan: Plan): string {
  const lines: string[] = [];
  for (let at = 0; at < plan.outline.size; at++) {
    const id = plan.outline.idAt(at);
    if (id === undefined) continue;
    lines.push(`${" ".repeat(plan.outline.levelOf(id))}${plan.text(id, "title") ?? ""}`);
  }
  return lines.join("\n");
}

/** Lays a batch over the plan as pending, as the session does. */
export function lay(plan: Plan, batch: Parameters<Plan["pending"]["add"]>[0]["batch"]): void {
  plan.pending.add({ key: String(plan.pending.size), batch });
  const entities = new Set(batch.operations.map((one) => one.entity));
  plan.pendingChanged({ items: new Set(), outline: true, entities, renamed: new Map() });
}

export function countDown(): () => number {
  let last = 0;
  return () => --last;
}
