// Resources of an item as text: "ERP lead, Network engineer 1[50%]". Names are matched without
// regard to case; a name nobody has yet becomes a new resource when the caller allows it.
import type { ItemId } from "../base/units.ts";
import { removeRecord, updateOf } from "./edits.ts";
import type { Batch, Operation } from "./operation.ts";
import type { Plan } from "./plan.ts";

export interface TypedAssignment {
  readonly name: string;
  readonly units: number;
}

const PART = /^(.*?)\s*(?:\[\s*(\d+(?:[.,]\d+)?)\s*%?\s*\])?$/;

export function parseAssignments(text: string): TypedAssignment[] {
  return text
    .split(/[,;](?![^[]*\])/)
    .map((part) => PART.exec(part.trim()))
    .filter((match) => match !== null && (match[1] ?? "") !== "")
    .map((match) => {
      const percent = match?.[2] === undefined ? 100 : Number(match[2].replace(",", "."));
      return { name: match?.[1] ?? "", units: percent / 100 };
    });
}

export function printAssignments(plan: Plan, item: ItemId): string {
  return plan.relations
    .assignmentsOf(item)
    .map((id) => printOne(plan, id))
    .filter(Boolean)
    .join(", ");
}

function printOne(plan: Plan, id: number): string {
  const title = plan.textOf("resource", plan.numOf("assignment", id, "resource"), "title");
  const units = plan.numOf("assignment", id, "units");
  if (title === null) return "";
  const isWhole = Number.isNaN(units) || units === 1;
  return isWhole ? title : `${title}[${Math.round(units * 100)}%]`;
}

export function findResource(plan: Plan, name: string): number | undefined {
  const wanted = name.trim().toLowerCase();
  return plan
    .idsOf("resource")
    .find((id) => plan.textOf("resource", id, "title")?.toLowerCase() === wanted);
}

/** The batch that makes the assignments of the item those typed. */
export function setAssignments(
  plan: Plan,
  item: ItemId,
  typed: readonly TypedAssignment[],
  newTemp: () => number,
): Batch {
  const operations: Operation[] = [];
  const left = new Map(
    plan.relations.assignmentsOf(item).map((id) => [plan.numOf("assignment", id, "resource"), id]),
  );
  for (const { name, units } of typed) {
    const known = findResource(plan, name);
    const resource = known ?? newTemp();
    const existing = left.get(resource);
    left.delete(resource);
    if (known === undefined) operations.push(createResource(resource, name));
    if (existing === undefined) operations.push(createAssignment(item, resource, units, newTemp));
    else if (plan.numOf("assignment", existing, "units") !== units) {
      operations.push(updateOf(plan, "assignment", existing, { units }));
    }
  }
  for (const id of left.values()) {
    operations.push(...removeRecord(plan, "assignment", id).operations);
  }
  return { operations };
}

function createResource(temp: number, title: string): Operation {
  return { op: "create", entity: "resource", temp, set: { title, kind: "person" } };
}

export function createAssignment(
  item: ItemId,
  resource: number,
  units: number,
  newTemp: () => number,
): Operation {
  return { op: "create", entity: "assignment", temp: newTemp(), set: { item, resource, units } };
}
