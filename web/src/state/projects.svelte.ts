// The list of projects, fetched when first shown and again when something tells that it changed.
import type { Client } from "../api/client.ts";
import type { Problem } from "../api/problem.ts";
import type { ProjectRecord } from "../api/types.ts";

const MOST_DETAILS = 60;

export class Projects {
  #client: Client;
  #list = $state.raw<readonly ProjectRecord[] | null>(null);
  #problem = $state.raw<Problem | null>(null);

  constructor(client: Client) {
    this.#client = client;
  }

  /** Null until the first answer. */
  get list(): readonly ProjectRecord[] | null {
    return this.#list;
  }

  get problem(): Problem | null {
    return this.#problem;
  }

  find(id: number): ProjectRecord | undefined {
    return this.#list?.find((one) => one.id === id);
  }

  async load(): Promise<void> {
    const answer = await this.#client.listProjects();
    this.#problem = answer.ok ? null : answer.problem;
    if (!answer.ok) return;
    this.#list = answer.value.records.map((record) => this.#withKnownDates(record));
    await this.#readDates(answer.value.records.slice(0, MOST_DETAILS));
  }

  /** The list has stored members only; calculated dates stand in each project's own record. */
  async #readDates(records: readonly ProjectRecord[]): Promise<void> {
    const answers = await Promise.all(records.map(({ id }) => this.#client.getProject(id)));
    const found = new Map(
      answers.flatMap((answer) => (answer.ok ? [[answer.value.id, answer.value] as const] : [])),
    );
    this.#list = (this.#list ?? []).map((record) => found.get(record.id) ?? record);
  }

  /** Keeps what is shown until the new dates are there. */
  #withKnownDates(record: ProjectRecord): ProjectRecord {
    const known = this.find(record.id);
    return known ? { ...record, start: known.start, finish: known.finish } : record;
  }

  async create(set: Readonly<Record<string, unknown>>): ReturnType<Client["createProject"]> {
    const answer = await this.#client.createProject(set);
    if (answer.ok) await this.load();
    return answer;
  }

  async remove(project: ProjectRecord): Promise<Problem | null> {
    const answer = await this.#client.removeProject(project.id, project.rev);
    if (!answer.ok) return answer.problem;
    await this.load();
    return null;
  }
}
