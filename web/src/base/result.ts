// An outcome as a value: what can fail for reasons outside the program is returned, never thrown.

export type Result<T, E> = { readonly ok: true; readonly value: T } | Failure<E>;
export type Failure<E> = { readonly ok: false; readonly problem: E };

export function succeed<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

export function fail<E>(problem: E): Failure<E> {
  return { ok: false, problem };
}
