// What the list below an active cell offers for a draft.
// The one idea: a choice lists its words, resources and predecessors complete the part being typed (after the last
// separator), so that a long list of links can be typed with a few letters each.
import type { ItemId } from "../base/units.ts";
import type { CellWorld, Choice, Column } from "./cell.ts";

const MOST = 8;

export function suggestionsFor(
  column: Column,
  world: CellWorld,
  item: ItemId,
  draft: string,
): readonly Choice[] {
  if (column.kind === "choice") return column.choices?.(world) ?? [];
  const { head, part } = splitDraft(draft);
  if (part === "") return [];
  if (column.kind === "resources") return resources(world, head, part);
  return column.kind === "links" && /\p{L}/u.test(part) ? items(world, item, head, part) : [];
}

function splitDraft(draft: string): { head: string; part: string } {
  const cut = Math.max(draft.lastIndexOf(","), draft.lastIndexOf(";")) + 1;
  const head = draft.slice(0, cut);
  return {
    head: head === "" ? "" : `${head.trimEnd()} `,
    part: draft.slice(cut).trim().toLowerCase(),
  };
}

function resources({ plan }: CellWorld, head: string, part: string): Choice[] {
  return plan
    .idsOf("resource")
    .map((id) => plan.textOf("resource", id, "title") ?? "")
    .filter((title) => title.toLowerCase().includes(part))
    .slice(0, MOST)
    .map((title) => ({ value: `${head}${title}`, text: title }));
}

/** Items by a part of their name, given by the number they are typed by. */
function items({ plan }: CellWorld, self: ItemId, head: string, part: string): Choice[] {
  const found: Choice[] = [];
  for (let at = 0; at < plan.outline.size && found.length < MOST; at++) {
    const id = plan.outline.idAt(at);
    const title = id === undefined ? null : plan.text(id, "title");
    if (id === undefined || id === self || !title?.toLowerCase().includes(part)) continue;
    const number = plan.numberOf(id);
    found.push({ value: `${head}${number}`, text: `${number}  ${title}` });
  }
  return found;
}
