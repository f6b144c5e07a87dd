// Every call of the API. Answers are values: a refusal or a dead server is a Problem, and only our
// own mistakes throw. Fetch is handed in, so that a test can be the server.
import { fail, succeed } from "../base/result.ts";
import { makeProblem, unreachable } from "./problem.ts";
import type {
  CommentRecord,
  Differences,
  Dropped,
  EarnedValue,
  Slip,
  HistoryEntry,
  Journal,
  JsonRecord,
  Lint,
  Levelling,
  LevellingInput,
  Me,
  Outcome,
  Page,
  PlanWire,
  ProjectRecord,
  Reply,
  Simulation,
  Users,
  WhyStep,
} from "./types.ts";

export type Fetch = (path: string, init: RequestInit) => Promise<Response>;

export interface OperationsBody {
  readonly operations: readonly JsonRecord[];
  readonly note?: string;
  readonly client: string;
  readonly dry_run?: boolean;
}

export interface ValueQuery {
  readonly baseline?: string | null;
  readonly in?: string | null;
}

export interface WhyQuery {
  readonly baseline?: number | null;
}

export interface SlipQuery {
  readonly item?: number | null;
  readonly baseline?: number | null;
}

interface Call {
  readonly method?: string;
  readonly body?: unknown;
  readonly key?: string;
  readonly rev?: number;
}

const ROOT = "/api/v1";

export class Client {
  #fetch: Fetch;

  constructor(fetch: Fetch) {
    this.#fetch = fetch;
  }

  me(): Promise<Outcome<Me>> {
    return this.#ask("/me");
  }

  users(): Promise<Outcome<Users>> {
    return this.#ask("/users");
  }

  listProjects(): Promise<Outcome<Page<ProjectRecord>>> {
    return this.list<ProjectRecord>("/projects", "projects", { sort: "title" });
  }

  createProject(set: JsonRecord): Promise<Outcome<ProjectRecord>> {
    return this.#ask("/projects", { method: "POST", body: set });
  }

  getProject(id: number): Promise<Outcome<ProjectRecord>> {
    return this.#ask(`/projects/${id}`);
  }

  patchProject(id: number, rev: number, set: JsonRecord): Promise<Outcome<ProjectRecord>> {
    return this.#ask(`/projects/${id}`, { method: "PATCH", body: set, rev });
  }

  removeProject(id: number, rev: number): Promise<Outcome<null>> {
    return this.#ask(`/projects/${id}`, { method: "DELETE", rev });
  }

  /** The usual tables, or those named. */
  plan(project: number, tables?: readonly string[]): Promise<Outcome<PlanWire>> {
    const which = tables ? `?tables=${tables.join(",")}` : "";
    return this.#ask(`/projects/${project}/plan${which}`);
  }

  operate(project: number, body: OperationsBody, key?: string): Promise<Outcome<Reply>> {
    const call = { method: "POST", body, ...(key === undefined ? {} : { key }) };
    return this.#ask(`/projects/${project}/operations`, call);
  }

  undo(
    project: number,
    way: "undo" | "redo",
    body: JsonRecord,
    key: string,
  ): Promise<Outcome<Reply>> {
    return this.#ask(`/projects/${project}/${way}`, { method: "POST", body, key });
  }

  journal(project: number, before: number | null, limit = 50): Promise<Outcome<Journal>> {
    const from = before === null ? "" : `&before=${before}`;
    return this.#ask(`/projects/${project}/journal?limit=${limit}${from}`);
  }

  history(item: number): Promise<Outcome<{ readonly entries: readonly HistoryEntry[] }>> {
    return this.#ask(`/items/${item}/history`);
  }

  /** Each step with its share of the slip against a baseline, when one is given. */
  why(
    item: number,
    query: WhyQuery = {},
  ): Promise<Outcome<{ readonly chain: readonly WhyStep[] }>> {
    return this.#ask(`/items/${item}/why${queryText(query)}`);
  }

  earnedValue(project: number, query: ValueQuery): Promise<Outcome<EarnedValue>> {
    return this.#ask(`/projects/${project}/earned-value${queryText(query)}`);
  }

  slip(project: number, query: SlipQuery): Promise<Outcome<Slip>> {
    return this.#ask(`/projects/${project}/slip${queryText(query)}`);
  }

  /** How the plan is made, by the rules of DCMA and GAO. */
  lint(project: number): Promise<Outcome<Lint>> {
    return this.#ask(`/projects/${project}/lint`);
  }

  /** The latest one; asking keeps it up to date, and the stream tells when there is a newer one. */
  simulation(project: number): Promise<Outcome<Simulation>> {
    return this.#ask(`/projects/${project}/simulation`);
  }

  /** Where the plan is not as its file had stored it, and why. */
  differences(project: number): Promise<Outcome<Differences>> {
    return this.#ask(`/projects/${project}/differences`);
  }

  /** Forgets what the file had stored; undone like any batch of this client. */
  dismissDifferences(project: number, client: string): Promise<Outcome<null>> {
    const of = encodeURIComponent(client);
    return this.#ask(`/projects/${project}/differences?client=${of}`, { method: "DELETE" });
  }

  level(project: number, body: LevellingInput): Promise<Outcome<Levelling>> {
    return this.#ask(`/projects/${project}/level`, { method: "POST", body });
  }

  levelling(project: number, job: number): Promise<Outcome<Levelling>> {
    return this.#ask(`/projects/${project}/level/${job}`);
  }

  cancelLevelling(project: number, job: number): Promise<Outcome<null>> {
    return this.#ask(`/projects/${project}/level/${job}`, { method: "DELETE" });
  }

  /** Sets the delays that the job found; without a job, takes all delays away. */
  settleLevelling(project: number, job: number | null, client: string): Promise<Outcome<Reply>> {
    const path = job === null ? "clear" : `${job}/accept`;
    return this.#ask(`/projects/${project}/level/${path}`, { method: "POST", body: { client } });
  }

  comments(project: number, item: number): Promise<Outcome<Page<CommentRecord>>> {
    const fields = "id,rev,item,user,body,created_at";
    const query = { filter: `item eq ${item}`, sort: "created_at", fields };
    return this.list<CommentRecord>(`/projects/${project}/comments`, "comments", query);
  }

  /** One page of a list; its records stand under the name of the list. */
  async list<T>(
    path: string,
    name: string,
    query: Readonly<Record<string, string>> = {},
  ): Promise<Outcome<Page<T>>> {
    const text = new URLSearchParams(query).toString();
    const answer = await this.#ask<JsonRecord>(`${path}${text ? `?${text}` : ""}`);
    if (!answer.ok) return answer;
    const records = (answer.value[name] ?? []) as readonly T[];
    return succeed({ records, next: (answer.value["next"] as string | null) ?? null });
  }

  exportPath(project: number, format: string): string {
    return `${ROOT}/projects/${project}/export?format=${format}`;
  }

  /** What the file would not hold, by name and count. */
  exportReport(
    project: number,
    format: string,
  ): Promise<Outcome<{ readonly dropped: readonly Dropped[] }>> {
    return this.#ask(`/projects/${project}/export_report?format=${format}`);
  }

  importPath(format: string, name: string): string {
    return `${ROOT}/import?format=${format}&name=${encodeURIComponent(name)}`;
  }

  async #ask<T>(path: string, call: Call = {}): Promise<Outcome<T>> {
    try {
      const response = await this.#fetch(`${ROOT}${path}`, makeInit(call));
      return await readAnswer<T>(response);
    } catch (error) {
      return fail(unreachable(error instanceof Error ? error.message : ""));
    }
  }
}

/** "?name=value", without those that are absent. */
function queryText(query: object): string {
  const given = Object.entries(query).flatMap(([name, v]) =>
    v === null || v === undefined || v === "" ? [] : [[name, String(v)]],
  );
  return given.length > 0 ? `?${new URLSearchParams(given).toString()}` : "";
}

function makeInit(call: Call): RequestInit {
  const headers: Record<string, string> = { Accept: "application/json" };
  if (call.body !== undefined) headers["Content-Type"] = "application/json";
  if (call.key !== undefined) headers["Idempotency-Key"] = call.key;
  if (call.rev !== undefined) headers["If-Match"] = `"${call.rev}"`;
  const body = call.body === undefined ? {} : { body: JSON.stringify(call.body) };
  return { method: call.method ?? "GET", headers, ...body };
}

async function readAnswer<T>(response: Response): Promise<Outcome<T>> {
  const json = await readJson(response);
  if (response.ok) return succeed(json as T);
  return fail(makeProblem(response.status, json ?? { title: response.statusText }));
}

async function readJson(response: Response): Promise<unknown> {
  const text = await response.text();
  if (text === "") return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
