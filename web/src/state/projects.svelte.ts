// The list of projects, fetched when first shown and again when something tells that it changed.
import type { Client } from "../api/client.ts";
import type { Problem } from "../api/problem.ts";
import type { ProjectRecord } from "../api/types.ts";

const MOST_DETAILS = 60;
const AT_ONCE = 4;

/** Nothing calculated is known of it. */
function isFromStore(record: ProjectRecord): boolean {
  return record.item_count === null;
}

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
    this.#list = answer.value.records.map((record) => this.#withKnown(record));
    await this.#readPlans(answer.value.records.filter(isFromStore).slice(0, MOST_DETAILS));
  }

  /** The server tells what a plan makes of a project when the plan is in its memory; asking for one brings it
      there, so a few at a time. */
  async #readPlans(records: readonly ProjectRecord[]): Promise<void> {
    for (let from = 0; from < records.length; from += AT_ONCE) {
      const few = records.slice(from, from + AT_ONCE);
      const answers = await Promise.all(few.map(({ id }) => this.#client.getProject(id)));
      const found = new Map(
        answers.flatMap((answer) => (answer.ok ? [[answer.value.id, answer.value] as const] : [])),
      );
      this.#list = (this.#list ?? []).map((record) => found.get(record.id) ?? record);
    }
  }

  /** Keeps what is shown until the new values are there. */
  #withKnown(record: ProjectRecord): ProjectRecord {
    const known = isFromStore(record) ? this.find(record.id) : undefined;
    if (!known) return record;
    const { start, finish, percent_complete, item_count } = known;
    return { ...record, start, finish, percent_complete, item_count };
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
