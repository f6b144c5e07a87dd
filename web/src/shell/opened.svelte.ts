// What stands open over the page (palette, key map, dialogs), and which plan commands act on.
import type { Ask, Target } from "../commands/table.ts";
import type { App } from "../state/app.svelte.ts";
import type { PlanState } from "../state/plan.svelte.ts";

export type Overlay = "palette" | "keymap" | "new_project" | "import";

export class Opened {
  readonly app: App;
  #overlay = $state.raw<Overlay | null>(null);
  #plan = $state.raw<PlanState | null>(null);
  #file = $state.raw<File | null>(null);

  readonly ask: Ask = {
    palette: () => this.show("palette"),
    keyMap: () => this.show("keymap"),
    newProject: () => this.show("new_project"),
    importFile: () => this.show("import"),
  };

  constructor(app: App) {
    this.app = app;
  }

  get overlay(): Overlay | null {
    return this.#overlay;
  }

  get plan(): PlanState | null {
    return this.#plan;
  }

  /** A file that was dropped, for the import. */
  get file(): File | null {
    return this.#file;
  }

  show(overlay: Overlay, file: File | null = null): void {
    this.#file = file;
    this.#overlay = overlay;
  }

  hide(): void {
    this.#overlay = null;
    this.#file = null;
  }

  setPlan(plan: PlanState | null): void {
    this.#plan = plan;
  }

  get target(): Target {
    return { app: this.app, plan: this.#plan, items: selectedItems(this.#plan), ask: this.ask };
  }
}

/** In outline order, which is the order commands work in. */
function selectedItems(plan: PlanState | null): number[] {
  if (!plan) return [];
  const { outline } = plan.model;
  const items = [...plan.selection.items];
  if (items.length === 0 && plan.selection.focus !== null) items.push(plan.selection.focus);
  return items.sort((a, b) => outline.positionOf(a) - outline.positionOf(b));
}
