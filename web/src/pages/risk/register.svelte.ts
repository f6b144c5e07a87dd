// The risks of a project and the items that they touch. They are not part of the plan's model: they are
// read as lists and changed by operations, so that undo knows them.
import type { Client } from "../../api/client.ts";
import type { Problem } from "../../api/problem.ts";
import type { JsonRecord, RiskItemRecord, RiskRecord } from "../../api/types.ts";
import type { PlanState } from "../../state/plan.svelte.ts";

export class Register {
  #client: Client;
  #plan: PlanState;
  #risks = $state.raw<readonly RiskRecord[]>([]);
  #touched = $state.raw<readonly RiskItemRecord[]>([]);
  #problem = $state.raw<Problem | null>(null);

  constructor(client: Client, plan: PlanState) {
    this.#client = client;
    this.#plan = plan;
  }

  get risks(): readonly RiskRecord[] {
    return this.#risks;
  }

  get problem(): Problem | null {
    return this.#problem;
  }

  touchedBy(risk: number): readonly RiskItemRecord[] {
    return this.#touched.filter((one) => one.risk === risk);
  }

  async load(): Promise<void> {
    const path = `/projects/${this.#plan.id}`;
    const risks = await this.#client.list<RiskRecord>(`${path}/risks`, "risks");
    const touched = await this.#client.list<RiskItemRecord>(`${path}/risk_items`, "risk_items");
    if (risks.ok) this.#risks = risks.value.records;
    if (touched.ok) this.#touched = touched.value.records;
    if (!risks.ok) this.#problem = risks.problem;
  }

  create(title: string): Promise<void> {
    return this.#operate({ op: "create", entity: "risk", temp: -1, set: { title } });
  }

  change(risk: RiskRecord, set: JsonRecord): Promise<void> {
    return this.#operate({ op: "update", entity: "risk", id: risk.id, set });
  }

  remove(risk: RiskRecord): Promise<void> {
    return this.#operate({ op: "delete", entity: "risk", id: risk.id });
  }

  touch(risk: RiskRecord, item: number): Promise<void> {
    const set = { risk: risk.id, item };
    return this.#operate({ op: "create", entity: "risk_item", temp: -1, set });
  }

  release(touched: RiskItemRecord): Promise<void> {
    return this.#operate({ op: "delete", entity: "risk_item", id: touched.id });
  }

  async #operate(operation: JsonRecord): Promise<void> {
    const answer = await this.#client.operate(this.#plan.id, {
      operations: [operation],
      client: this.#plan.session.client,
    });
    this.#problem = answer.ok ? null : answer.problem;
    await this.load();
  }
}
