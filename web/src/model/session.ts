// The life of an edit: shown at once as pending, sent by the outbox, then confirmed, or taken back
// with the reason, or held as a conflict that shows both values. Events of others come in by the
// same door (`receive`). Network, storage, clock and keys are handed in.
import { messageOf, type Problem } from "../api/problem.ts";
import type { Reply } from "../api/types.ts";
import type { Clock } from "../base/clock.ts";
import { Emitter } from "../base/emitter.ts";
import { type Conflict, findClashes, rebase } from "./conflict.ts";
import type { EntityName, FurtherTableName } from "./fields.ts";
import { type FetchPlan, Follower } from "./follow.ts";
import { type Batch, type Operation, recordOf } from "./operation.ts";
import { type Answer, Outbox, type OutboxEntry, type OutboxStore } from "./outbox.ts";
import type { Plan, PlanChange } from "./plan.ts";
import { Refusals } from "./refusals.ts";
import { renameBatch } from "./rename.ts";

export interface SessionParts {
  readonly project: number;
  readonly client: string;
  readonly store: OutboxStore;
  readonly clock: Clock;
  newKey(): string;
  send(entry: OutboxEntry): Promise<Answer>;
  preview(batch: Batch): Promise<Answer>;
  readonly fetchPlan: FetchPlan;
}

/** What happened to an edit of ours, for the line with Undo in it. */
export type Told =
  | { readonly kind: "done"; readonly entry: OutboxEntry; readonly reply: Reply }
  | { readonly kind: "refused"; readonly entry: OutboxEntry; readonly problem: Problem }
  | { readonly kind: "conflict"; readonly conflict: Conflict }
  | { readonly kind: "waiting"; readonly isWaiting: boolean; readonly count: number };

export class Session {
  readonly plan: Plan;
  readonly told = new Emitter<Told>();
  readonly refusals = new Refusals();
  readonly #parts: SessionParts;
  readonly #outbox: Outbox;
  readonly #follower: Follower;
  #conflicts: Conflict[] = [];
  #lastTemp = 0;
  #undoable: boolean | null = null;
  #redoable = false;

  constructor(plan: Plan, parts: SessionParts) {
    this.plan = plan;
    this.#parts = parts;
    this.#follower = new Follower(plan, parts.fetchPlan);
    this.#outbox = new Outbox({
      store: parts.store,
      clock: parts.clock,
      send: (entry) => parts.send(entry),
      answered: (_entry, answer) => {
        if (answer.ok) this.#rename(answer.value.created);
      },
      waiting: (isWaiting) =>
        this.told.emit({ kind: "waiting", isWaiting, count: this.#outbox.length }),
    });
  }

  /** Who we are to the server: undo takes back what was done under this name. */
  get client(): string {
    return this.#parts.client;
  }

  get conflicts(): readonly Conflict[] {
    return this.#conflicts;
  }

  get canUndo(): boolean {
    return this.#undoable ?? true;
  }

  get canRedo(): boolean {
    return this.#redoable;
  }

  get unsent(): number {
    return this.#outbox.length;
  }

  /** Fetches the plan and takes up what an earlier visit could not send. */
  async open(): Promise<Problem | null> {
    const problem = await this.#follower.reload();
    if (problem) return problem;
    const stored = await this.#parts.store.load(this.#parts.project).catch(() => []);
    for (const entry of stored.filter((one) => this.#isOurs(one))) {
      for (const operation of entry.batch.operations) {
        this.#lastTemp = Math.min(this.#lastTemp, recordOf(operation));
      }
      void this.#send(entry, true);
    }
    return null;
  }

  /** A number for a record that the server has not seen. */
  newTemp(): number {
    this.#lastTemp -= 1;
    return this.#lastTemp;
  }

  /** Shown before the server has seen it; a refusal removes this edit alone. */
  apply(batch: Batch): Promise<Answer | null> {
    if (batch.operations.length === 0) return Promise.resolve(null);
    this.refusals.forget(batch);
    return this.#send(this.#newEntry("edit", batch), false);
  }

  undo(options: { target?: number; force?: boolean } = {}): Promise<Answer> {
    return this.#send({ ...this.#newEntry("undo", { operations: [] }), ...options }, false);
  }

  redo(): Promise<Answer> {
    return this.#send(this.#newEntry("redo", { operations: [] }), false);
  }

  /** What the batch would do; nothing is kept. */
  preview(batch: Batch): Promise<Answer> {
    return this.#parts.preview(batch);
  }

  /** A change told by the event stream. An own one may come before its answer: then it already tells
      the numbers of new records, which would stand there twice otherwise. */
  async receive(reply: Reply): Promise<void> {
    if (reply.client === this.#parts.client) this.#rename(reply.created);
    await this.#follower.receive(reply);
  }

  reload(): Promise<Problem | null> {
    return this.#follower.reload();
  }

  /** Sees to it that further tables of the plan are here; null when they are. */
  need(names: readonly FurtherTableName[]): Promise<Problem | null> {
    return this.#follower.need(names);
  }

  resume(): void {
    this.#outbox.resume();
  }

  close(): void {
    this.#outbox.close();
  }

  /** Mine goes again over what is there now; theirs stays. */
  resolve(conflict: Conflict, keep: "mine" | "theirs"): void {
    this.#conflicts = this.#conflicts.filter((one) => one !== conflict);
    if (keep === "mine") void this.apply(conflict.again);
    else this.#touch(conflict.again);
  }

  #newEntry(kind: OutboxEntry["kind"], batch: Batch): OutboxEntry {
    const { project, client, clock } = this.#parts;
    return { key: this.#parts.newKey(), project, client, at: clock.now(), kind, batch };
  }

  /** Own entries, and those a closed tab left behind. */
  #isOurs(entry: OutboxEntry): boolean {
    return entry.client === this.#parts.client || this.#parts.clock.now() - entry.at > 60_000;
  }

  async #send(entry: OutboxEntry, isStored: boolean): Promise<Answer> {
    this.plan.pending.add({ key: entry.key, batch: entry.batch });
    this.#touch(entry.batch);
    const answer = await this.#outbox.push(entry, isStored);
    if (answer.ok) await this.#settle(entry, answer.value);
    else this.#takeBack(entry, answer.problem);
    return answer;
  }

  async #settle(entry: OutboxEntry, reply: Reply): Promise<void> {
    this.#undoable = reply.can_undo;
    this.#redoable = reply.can_redo;
    const coming = this.#follower.receive(reply);
    if (coming) await coming;
    this.#dropPending(entry.key);
    this.told.emit({ kind: "done", entry, reply });
  }

  #takeBack(entry: OutboxEntry, problem: Problem): void {
    const removed = this.#dropPending(entry.key);
    const batch = removed ?? entry.batch;
    if (problem.current && entry.kind === "edit") {
      this.#meetConflict({ ...entry, batch }, problem);
      return;
    }
    this.refusals.add(batch, problem.operation, messageOf(problem), problem.errors);
    this.#touch(batch);
    this.told.emit({ kind: "refused", entry: { ...entry, batch }, problem });
  }

  /** Others changed the record: our fields alone decide whether that matters. */
  #meetConflict(entry: OutboxEntry, problem: Problem): void {
    const clashes = findClashes(entry.batch, problem);
    const again = rebase(entry.batch, problem);
    if (clashes.length === 0) {
      void this.apply(again);
      return;
    }
    const conflict = { clashes, again, key: entry.key };
    this.#conflicts = [...this.#conflicts, conflict];
    this.told.emit({ kind: "conflict", conflict });
  }

  #dropPending(key: string): Batch | undefined {
    const edit = this.plan.pending.remove(key);
    if (edit) this.#touch(edit.batch);
    return edit?.batch;
  }

  #rename(created: Readonly<Record<string, number>>): void {
    const renamed = new Map(Object.entries(created).map(([temp, id]) => [Number(temp), id]));
    if (renamed.size === 0) return;
    const { pending } = this.plan;
    pending.replace(
      pending.edits.map((edit) => ({ ...edit, batch: renameBatch(edit.batch, renamed) })),
    );
    this.#outbox.rewrite((batch) => renameBatch(batch, renamed));
    this.plan.pendingChanged({
      items: new Set(renamed.values()),
      outline: true,
      entities: new Set(),
      renamed,
    });
  }

  #touch(batch: Batch): void {
    this.plan.pendingChanged(touchOf(batch.operations));
  }
}

function touchOf(operations: readonly Operation[]): PlanChange {
  const entities = new Set<EntityName>(operations.map((one) => one.entity));
  const ofItems = operations.filter((one) => one.entity === "item");
  return {
    items: new Set(ofItems.map(recordOf)),
    outline: ofItems.some(changesOutline),
    entities,
    renamed: new Map(),
  };
}

function changesOutline(operation: Operation): boolean {
  return operation.op !== "update" || "parent" in operation.set || "rank" in operation.set;
}
