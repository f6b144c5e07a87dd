// The list of projects, fetched when first shown and again when something tells that it changed.
import type { Client } from "../api/client.ts";
import type { Problem } from "../api/problem.ts";
import type { ProjectRecord } from "../api/types.ts";

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
    if (answer.ok) this.#list = answer.value.records;
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
