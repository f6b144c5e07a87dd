// A small plan to begin with: a server migration with phases, links, a milestone and two roles.
// The one idea: it is one batch of ordinary operations, so Undo takes it away again.
import { createAssignment } from "../../model/assignment-text.ts";
import { createLink } from "../../model/edits.ts";
import type { Batch, Operation } from "../../model/operation.ts";
import { RANK_GAP } from "../../model/rank.ts";
import { language } from "../../i18n/text.ts";
import type { CellWorld } from "../../grid/cell.ts";

interface Line {
  readonly en: string;
  readonly de: string;
  readonly level: 0 | 1;
  /** Working days; 0 is a milestone, absent a summary. */
  readonly days?: number;
  /** Lines this one comes after, by number from 0. */
  readonly after?: readonly number[];
  readonly who?: string;
}

const LINES: readonly Line[] = [
  { en: "Prepare", de: "Vorbereiten", level: 0 },
  {
    en: "List systems and owners",
    de: "Systeme und Verantwortliche erfassen",
    level: 1,
    days: 3,
    who: "Architect",
  },
  {
    en: "Agree on the change window",
    de: "Wartungsfenster vereinbaren",
    level: 1,
    days: 2,
    after: [1],
    who: "Architect",
  },
  { en: "Build", de: "Aufbauen", level: 0 },
  {
    en: "Install the new servers",
    de: "Neue Server installieren",
    level: 1,
    days: 5,
    after: [2],
    who: "Systems engineer",
  },
  {
    en: "Copy data for the rehearsal",
    de: "Daten für die Probe kopieren",
    level: 1,
    days: 2,
    after: [4],
    who: "Systems engineer",
  },
  {
    en: "Rehearse the cutover",
    de: "Umzug proben",
    level: 1,
    days: 2,
    after: [5],
    who: "Systems engineer",
  },
  {
    en: "Write the runbook",
    de: "Ablaufplan schreiben",
    level: 1,
    days: 4,
    after: [2],
    who: "Architect",
  },
  { en: "Go / no-go", de: "Freigabe", level: 0, days: 0, after: [6, 7] },
  { en: "Cut over", de: "Umziehen", level: 0, days: 1, after: [8], who: "Systems engineer" },
  {
    en: "Watch and help",
    de: "Beobachten und helfen",
    level: 0,
    days: 5,
    after: [9],
    who: "Systems engineer",
  },
];

export function exampleBatch(world: CellWorld): Batch {
  const temps = LINES.map(() => world.newTemp());
  const people = new Map<string, number>();
  const operations: Operation[] = [];
  for (const { who } of LINES) {
    if (!who || people.has(who)) continue;
    people.set(who, world.newTemp());
    const set = { title: who, kind: "role" };
    operations.push({ op: "create", entity: "resource", temp: people.get(who) ?? 0, set });
  }
  LINES.forEach((line, at) => operations.push(createLine(line, at, temps, world)));
  LINES.forEach((line, at) =>
    operations.push(...relate(line, temps[at] ?? 0, temps, people, world)),
  );
  return { operations };
}

function createLine(line: Line, at: number, temps: readonly number[], world: CellWorld): Operation {
  const above = LINES.slice(0, at).findLastIndex((one) => one.level === 0);
  const parent = line.level === 1 ? (temps[above] ?? null) : null;
  const day = world.plan.projectNumber("minutes_per_day", 480) * 60;
  const set = {
    title: language() === "de" ? line.de : line.en,
    parent,
    rank: (at + 1) * RANK_GAP,
    duration_s: (line.days ?? 1) * day,
    duration_unit: "days",
    is_milestone: line.days === 0,
  };
  return { op: "create", entity: "item", temp: temps[at] ?? 0, set };
}

function relate(
  line: Line,
  item: number,
  temps: readonly number[],
  people: ReadonlyMap<string, number>,
  world: CellWorld,
): Operation[] {
  const links = (line.after ?? []).map((at) => createLink(temps[at] ?? 0, item, world.newTemp));
  const resource = line.who === undefined ? undefined : people.get(line.who);
  if (resource === undefined) return links;
  return [...links, createAssignment(item, resource, 1, world.newTemp)];
}
