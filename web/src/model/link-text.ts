// Predecessors as text, the way they are typed in a cell: "12FS+2d, 7SS-50%, 3.2FF". A number is the
// row of the plan, a number with points the WBS code. FS is the default and is not printed alone.
import type { ItemId } from "../base/units.ts";
import { type DurationSettings, type DurationUnit, isElapsed, parseDuration } from "./duration.ts";
import { printDuration } from "./duration.ts";
import { createLink, removeRecord, updateOf } from "./edits.ts";
import type { Batch, Operation } from "./operation.ts";
import type { Plan } from "./plan.ts";
import type { LinkType, LinkView } from "./relations.ts";

export interface TypedLink {
  readonly item: ItemId;
  readonly type: LinkType;
  readonly lag_s: number;
  readonly lag_kind: "working" | "elapsed" | "percent" | "elapsed_percent";
  readonly lag_percent: number;
  readonly lag_unit: DurationUnit;
}

export interface LinkTextError {
  readonly part: string;
  readonly reason: "form" | "unknown_item" | "lag";
}

export type ParsedLinks =
  | { readonly ok: true; readonly value: readonly TypedLink[] }
  | { readonly ok: false; readonly problem: LinkTextError };

const PART = /^(\d+(?:\.\d+)*)\s*(fs|ss|ff|sf|ea|aa|ee|ae)?\s*([+\-−]\s*.+)?$/i;

/** German words of the link types are understood too (EA = FS). */
const TYPES: Readonly<Record<string, LinkType>> = {
  fs: "fs",
  ss: "ss",
  ff: "ff",
  sf: "sf",
  ea: "fs",
  aa: "ss",
  ee: "ff",
  ae: "sf",
};

export function parseLinks(text: string, plan: Plan, settings: DurationSettings): ParsedLinks {
  const links: TypedLink[] = [];
  for (const part of text.split(/[,;]/).map((one) => one.trim())) {
    if (part === "") continue;
    const link = parseOne(part, plan, settings);
    if ("reason" in link) return { ok: false, problem: link };
    links.push(link);
  }
  return { ok: true, value: links };
}

function parseOne(part: string, plan: Plan, settings: DurationSettings): TypedLink | LinkTextError {
  const match = PART.exec(part);
  if (!match?.[1]) return { part, reason: "form" };
  const item = findItem(match[1], plan);
  if (item === undefined) return { part, reason: "unknown_item" };
  const type = TYPES[(match[2] ?? "fs").toLowerCase()] ?? "fs";
  const lag = parseLag(match[3] ?? "", settings);
  return lag ? { item, type, ...lag } : { part, reason: "lag" };
}

function findItem(text: string, plan: Plan): ItemId | undefined {
  if (!text.includes(".")) return plan.itemByNumber(Number(text));
  for (let at = 0; at < plan.outline.size; at++) {
    const id = plan.outline.idAt(at);
    if (id !== undefined && plan.text(id, "wbs") === text) return id;
  }
  return undefined;
}

type Lag = Pick<TypedLink, "lag_s" | "lag_kind" | "lag_percent" | "lag_unit">;

const NO_LAG: Lag = { lag_s: 0, lag_kind: "working", lag_percent: 0, lag_unit: "days" };

function parseLag(text: string, settings: DurationSettings): Lag | null {
  if (text === "") return NO_LAG;
  const sign = text.startsWith("+") ? 1 : -1;
  const amount = text.slice(1).trim();
  const percent = /^(\d+(?:[.,]\d+)?)\s*(e?)%$/i.exec(amount);
  if (percent) {
    const lag_percent = sign * Number((percent[1] ?? "").replace(",", "."));
    return { ...NO_LAG, lag_percent, lag_kind: percent[2] ? "elapsed_percent" : "percent" };
  }
  const duration = parseDuration(amount, settings);
  if (!duration) return null;
  const lag_kind = isElapsed(duration.unit) ? "elapsed" : "working";
  return { ...NO_LAG, lag_s: sign * duration.seconds, lag_kind, lag_unit: duration.unit };
}

export function printLag(link: LinkView, settings: DurationSettings): string {
  if (link.lag_kind.endsWith("percent")) {
    const e = link.lag_kind === "elapsed_percent" ? "e" : "";
    return link.lag_percent === 0 ? "" : `${withSign(link.lag_percent)}${e}%`;
  }
  if (link.lag_s === 0) return "";
  const unit = (link.lag_unit as DurationUnit | null) ?? "days";
  const size = printDuration(Math.abs(link.lag_s), unit, settings);
  return `${link.lag_s < 0 ? "−" : "+"}${size}`;
}

function withSign(value: number): string {
  return value < 0 ? `−${-value}` : `+${value}`;
}

function printLink(number: number, link: LinkView, settings: DurationSettings): string {
  const lag = printLag(link, settings);
  const type = link.type === "fs" && lag === "" ? "" : link.type.toUpperCase();
  return `${number}${type}${lag}`;
}

export function printPredecessors(plan: Plan, item: ItemId, settings: DurationSettings): string {
  return plan.relations
    .linksInto(item)
    .map((link) => printLink(plan.numberOf(link.pred), link, settings))
    .join(", ");
}

export function printSuccessors(plan: Plan, item: ItemId, settings: DurationSettings): string {
  return plan.relations
    .linksFrom(item)
    .map((link) => printLink(plan.numberOf(link.succ), link, settings))
    .join(", ");
}

/** The batch that makes the predecessors of the item those typed: links that stay are not touched. */
export function setPredecessors(
  plan: Plan,
  item: ItemId,
  typed: readonly TypedLink[],
  newTemp: () => number,
): Batch {
  const operations: Operation[] = [];
  const left = new Map(plan.relations.linksInto(item).map((link) => [link.pred, link]));
  for (const { item: pred, ...set } of typed) {
    const link = left.get(pred);
    left.delete(pred);
    if (!link) operations.push(createLink(pred, item, newTemp, set));
    else if (differs(link, set)) operations.push(updateOf(plan, "link", link.id, set));
  }
  for (const link of left.values()) {
    operations.push(...removeRecord(plan, "link", link.id).operations);
  }
  return { operations };
}

/** The unit is only for showing: it alone makes no difference. */
function differs(link: LinkView, set: Omit<TypedLink, "item">): boolean {
  return (
    link.type !== set.type ||
    link.lag_s !== set.lag_s ||
    link.lag_kind !== set.lag_kind ||
    link.lag_percent !== set.lag_percent
  );
}
