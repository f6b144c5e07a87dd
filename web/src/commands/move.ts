// One step up or down among the siblings.
import type { ItemId } from "../base/units.ts";
import { moveItems, topmost } from "../model/edits.ts";
import type { Batch } from "../model/operation.ts";
import type { Plan } from "../model/plan.ts";

export function moveStep(plan: Plan, items: readonly ItemId[], step: 1 | -1): Batch {
  const moving = topmost(plan, items);
  const first = moving[0];
  if (first === undefined) return { operations: [] };
  const parent = plan.outline.parentOf(first);
  const siblings = plan.outline.childrenOf(parent);
  const together = moving.filter((id) => plan.outline.parentOf(id) === parent);
  const places = together.map((id) => siblings.indexOf(id));
  const edge = step < 0 ? Math.min(...places) - 1 : Math.max(...places) + 2;
  if (edge < 0 || edge > siblings.length) return { operations: [] };
  return moveItems(plan, together, parent, siblings[edge] ?? null);
}
