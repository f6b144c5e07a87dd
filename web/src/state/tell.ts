// The sentence after an edit: what was changed, what moved because of it, and Undo. A refusal says
// why; a conflict opens its dialog by itself and needs no line.
import type { Moved, Reply } from "../api/types.ts";
import { messageOf, type Problem } from "../api/problem.ts";
import { hasText, t, tn } from "../i18n/text.ts";
import type { DurationUnit } from "../model/duration.ts";
import { isComputed, type Value } from "../model/fields.ts";
import type { Operation, UpdateOperation } from "../model/operation.ts";
import type { OutboxEntry } from "../model/outbox.ts";
import type { Told } from "../model/session.ts";
import type { App } from "./app.svelte.ts";
import type { PlanState } from "./plan.svelte.ts";
import { printValue } from "./print.ts";

export function tellOutcome(app: App, state: PlanState, told: Told): void {
  if (told.kind === "refused") tellRefusal(app, state, told.entry, told.problem);
  else if (told.kind === "done") tellDone(app, state, told.entry, told.reply);
}

function tellDone(app: App, state: PlanState, entry: OutboxEntry, reply: Reply): void {
  const parts = [describeEntry(state, entry), ...describeMoved(state, reply.moved)];
  const text = `${parts.filter(Boolean).join(", ")}.`;
  const undo = { text: t("undo"), run: () => void state.session.undo() };
  const redo = { text: t("redo"), run: () => void state.session.redo() };
  app.notices.add("done", text, [entry.kind === "undo" ? redo : undo, ...offerWhy(state, reply)]);
}

/** Opens the details of the item that ends last of those that moved: its dates tell the chain. */
function offerWhy(state: PlanState, { moved }: Reply): { text: string; run(): void }[] {
  const [first, ...rest] = moved.items;
  if (!first || moved.finish_before === moved.finish_after) return [];
  const last = rest.reduce(
    (a, b) => ((b.finish_after ?? 0) > (a.finish_after ?? 0) ? b : a),
    first,
  );
  const run = (): void => {
    state.selection.select([last.id], last.id);
    state.selection.openPanel(last.id);
  };
  return [{ text: t("plan_why"), run }];
}

export function describeMoved(state: PlanState, moved: Moved): string[] {
  if (moved.count === 0) return [];
  const { finish_before: from, finish_after: to } = moved;
  const day = (at: number): string => state.dates.print(at, "day");
  const changed = from !== null && to !== null && from !== to;
  return [
    tn("told_moved", moved.count),
    ...(changed ? [t("told_finish", { before: day(from), after: day(to) })] : []),
  ];
}

function describeEntry(state: PlanState, entry: OutboxEntry): string {
  if (entry.kind !== "edit") return t(entry.kind === "undo" ? "told_undone" : "told_redone");
  if (entry.batch.note) return entry.batch.note;
  return describeOperations(state, entry.batch.operations);
}

export function describeOperations(state: PlanState, operations: readonly Operation[]): string {
  const [only] = operations;
  if (operations.length === 1 && only?.op === "update" && Object.keys(only.set).length <= 2) {
    return describeUpdate(state, only);
  }
  if (operations.length === 1 && only?.op === "create" && only.entity === "link") {
    return describeLink(state, Number(only.set["pred"]), Number(only.set["succ"]));
  }
  const count = (op: Operation["op"]): number => operations.filter((one) => one.op === op).length;
  const texts = [
    count("create") > 0 ? tn("told_created", count("create")) : "",
    count("update") > 0 ? tn("told_updated", count("update")) : "",
    count("delete") > 0 ? tn("told_removed", count("delete")) : "",
  ];
  return texts.filter(Boolean).join(", ");
}

function describeLink(state: PlanState, pred: number, succ: number): string {
  const title = (item: number): string => state.model.text(item, "title") ?? "";
  return t("plan_told_linked", { pred: title(pred), succ: title(succ) });
}

function describeUpdate(state: PlanState, { entity, id, set, before }: UpdateOperation): string {
  const field = Object.keys(set).find((name) => !isComputed(entity, name)) ?? "title";
  const unit = (set["duration_unit"] ??
    state.model.textOf("item", id, "duration_unit")) as DurationUnit | null;
  const print = (value: Value): string => printValue(state, entity, field, value, unit);
  return t("told_changed", {
    title: state.model.textOf(entity, id, "title") ?? "",
    field: fieldText(field),
    before: print(before[field] ?? null),
    after: print(set[field] ?? null),
  });
}

export function fieldText(field: string): string {
  const key = `field_${field}`;
  return hasText(key) ? t(key) : field.replaceAll("_", " ");
}

function tellRefusal(app: App, state: PlanState, entry: OutboxEntry, problem: Problem): void {
  if (problem.type.endsWith("nothing-to-undo")) {
    app.notices.add("info", t("told_nothing_to_undo"));
    return;
  }
  if (entry.kind === "undo" && problem.kind === "conflict") {
    const force = (): void => void state.session.undo({ force: true });
    app.notices.add("problem", t("told_undo_conflict"), [
      { text: t("told_undo_anyway"), run: force },
    ]);
    return;
  }
  app.notices.add("problem", t("told_refused", { reason: messageOf(problem) }));
}
