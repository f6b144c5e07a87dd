// The URL is the view: page, project, tab, filter, zoom, selection. This file alone reads and writes it.
import { Disposer } from "../base/disposer.ts";

export type Place =
  | { readonly kind: "projects" }
  | { readonly kind: "project"; readonly project: number; readonly tab: string }
  | { readonly kind: "missing" };

const PROJECT = /^\/projects\/(\d+)(?:\/([a-z]+))?\/?$/;

export function readPlace(path: string): Place {
  if (path === "/" || path === "/projects" || path === "/projects/") return { kind: "projects" };
  const match = PROJECT.exec(path);
  if (!match) return { kind: "missing" };
  return { kind: "project", project: Number(match[1]), tab: match[2] ?? "plan" };
}

export class View {
  #url = $state.raw(new URL(location.href));
  #disposer = new Disposer();
  readonly place: Place = $derived(readPlace(this.#url.pathname));

  constructor() {
    const follow = (): void => {
      this.#url = new URL(location.href);
    };
    addEventListener("popstate", follow);
    this.#disposer.add(() => removeEventListener("popstate", follow));
  }

  param(name: string): string | null {
    return this.#url.searchParams.get(name);
  }

  /** Part of the same view: takes no step in the browser's history. Null removes. */
  setParams(params: Readonly<Record<string, string | null>>): void {
    const url = new URL(this.#url);
    for (const [name, value] of Object.entries(params)) {
      if (value === null) url.searchParams.delete(name);
      else url.searchParams.set(name, value);
    }
    if (url.href === this.#url.href) return;
    history.replaceState(null, "", url);
    this.#url = url;
  }

  open(path: string): void {
    const url = new URL(path, this.#url);
    if (url.href === this.#url.href) return;
    history.pushState(null, "", url);
    this.#url = url;
  }

  close(): void {
    this.#disposer.dispose();
  }
}

export function projectPath(project: number, tab = "plan"): string {
  return `/projects/${project}/${tab}`;
}
