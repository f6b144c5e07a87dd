// A server for tests: keeps records, numbers every change, answers late, refuses, loses answers and
// tells its events in any order. What a key did once is answered again and not done again.
import type { PlanWire, Reply, WireColumns } from "../api/types.ts";
import { makeProblem, type Problem, unreachable } from "../api/problem.ts";
import { fail, type Result, succeed } from "../base/result.ts";
import type { Value } from "./fields.ts";
import type { Operation } from "./operation.ts";
import type { Answer, OutboxEntry } from "./outbox.ts";

type Row = Record<string, Value>;

export class FakeServer {
  readonly items = new Map<number, Row>();
  readonly replies: Reply[] = [];
  seq = 0;
  isDown = false;
  /** Takes the next edit but loses the answer. */
  losesAnswer = false;
  #nextId = 100;
  #answers = new Map<string, Answer>();

  seed(titles: readonly string[]): void {
    for (const title of titles) this.#insert({ title, parent: null });
  }

  plan(): Promise<Result<PlanWire, Problem>> {
    if (this.isDown) return Promise.resolve(fail(unreachable("down")));
    const project = { id: 1, rev: 1, zone: "UTC" };
    return Promise.resolve(
      succeed({ project, seq: this.seq, items: columnsOf([...this.items.values()]) }),
    );
  }

  async send(entry: OutboxEntry): Promise<Answer> {
    await Promise.resolve();
    if (this.isDown) return fail(unreachable("down"));
    const known = this.#answers.get(entry.key);
    if (known) return known;
    const answer = this.apply(entry.batch.operations, entry.client);
    this.#answers.set(entry.key, answer);
    if (!this.losesAnswer) return answer;
    this.losesAnswer = false;
    return fail(unreachable("lost"));
  }

  apply(operations: readonly Operation[], client: string | null): Answer {
    const refused = operations.findIndex((one) => this.#refusal(one) !== null);
    const problem = operations[refused] && this.#refusal(operations[refused]);
    if (problem) return fail({ ...problem, operation: refused });
    const before_seq = this.seq++;
    const known = this.items.size;
    const created: Record<string, number> = {};
    const touched = new Set<number>();
    const deleted: number[] = [];
    for (const one of operations) this.#do(one, created, touched, deleted);
    const rows = [...touched].map((id) => this.items.get(id)).filter((row) => row !== undefined);
    const reply: Reply = {
      project: 1,
      seq: this.seq,
      before_seq,
      user: 1,
      client,
      note: null,
      undoes: 0,
      dry_run: false,
      created,
      changed: { items: columnsOf(rows) },
      deleted: { items: deleted },
      calculated: { count: 0, columns: {} },
      order: { at: 0, removed: known, ids: [...this.items.keys()] },
      moved: { count: 0, finish_before: null, finish_after: null, items: [] },
      can_undo: true,
      can_redo: false,
    };
    this.replies.push(reply);
    return succeed(reply);
  }

  #refusal(operation: Operation): Problem | null {
    if (operation.op !== "delete" && operation.set["title"] === "refused") {
      return makeProblem(422, { errors: [{ operation: 0, field: "title", message: "No." }] });
    }
    if (operation.op === "create") return null;
    const row = this.items.get(operation.id);
    if (!row) return makeProblem(404, { title: "gone" });
    if (operation.rev === undefined || operation.rev === row["rev"]) return null;
    return makeProblem(409, { title: "changed", current: { ...row } });
  }

  #do(
    operation: Operation,
    created: Record<string, number>,
    touched: Set<number>,
    deleted: number[],
  ): void {
    if (operation.op === "create") {
      const id = this.#insert({ ...operation.set });
      created[String(operation.temp)] = id;
      touched.add(id);
    } else if (operation.op === "delete") {
      this.items.delete(operation.id);
      deleted.push(operation.id);
    } else {
      const row = this.items.get(operation.id) ?? {};
      Object.assign(row, operation.set, { rev: Number(row["rev"]) + 1 });
      touched.add(operation.id);
    }
  }

  #insert(values: Row): number {
    const id = this.#nextId++;
    this.items.set(id, { parent: null, rank: id * 16, ...values, id, rev: 1 });
    return id;
  }
}

export function columnsOf(rows: readonly Row[]): WireColumns {
  const names = new Set(rows.flatMap((row) => Object.keys(row)));
  const columns: Record<string, Value[]> = {};
  for (const name of names) columns[name] = rows.map((row) => row[name] ?? null);
  return { count: rows.length, columns };
}
