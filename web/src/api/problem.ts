// What went wrong, as a value. Either the server said so (problem+json) or it could not be reached;
// the kind tells what a caller can do about it.

export type ProblemKind =
  | "unreachable"
  | "signed_out"
  | "forbidden"
  | "missing"
  | "conflict"
  | "refused"
  | "too_large"
  | "broken";

export interface FieldError {
  readonly operation?: number;
  readonly field?: string;
  readonly message: string;
}

export interface Problem {
  readonly kind: ProblemKind;
  readonly status: number;
  readonly type: string;
  readonly title: string;
  readonly detail: string;
  readonly errors: readonly FieldError[];
  /** The record as it is now, at a conflict. */
  readonly current: Readonly<Record<string, unknown>> | null;
  /** Which operation of the batch it was. */
  readonly operation: number;
}

const KINDS: Readonly<Record<number, ProblemKind>> = {
  401: "signed_out",
  403: "forbidden",
  404: "missing",
  409: "conflict",
  412: "conflict",
  413: "too_large",
};

export function kindOf(status: number): ProblemKind {
  if (status === 0 || status === 502 || status === 503 || status === 504) return "unreachable";
  return KINDS[status] ?? (status >= 500 ? "broken" : "refused");
}

export function unreachable(detail: string): Problem {
  return makeProblem(0, { title: "unreachable", detail });
}

/** Reads a problem+json body; a body that is none leaves the status to speak. */
export function makeProblem(status: number, body: unknown): Problem {
  const json = (typeof body === "object" && body !== null ? body : {}) as Record<string, unknown>;
  const text = (name: string): string => (typeof json[name] === "string" ? json[name] : "");
  return {
    kind: kindOf(status),
    status,
    type: text("type"),
    title: text("title"),
    detail: text("detail"),
    errors: Array.isArray(json["errors"]) ? (json["errors"] as FieldError[]) : [],
    current: (json["current"] as Problem["current"]) ?? null,
    operation: typeof json["operation"] === "number" ? json["operation"] : 0,
  };
}

/** The most telling sentence of a problem. */
export function messageOf(problem: Problem): string {
  return problem.errors[0]?.message || problem.detail || problem.title;
}
