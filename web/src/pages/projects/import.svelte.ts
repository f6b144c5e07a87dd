// The life of an import: choose, send with progress, read (the server calculates), report.
import type { Problem } from "../../api/problem.ts";
import type { Imported } from "../../api/types.ts";
import { type Upload, uploadFile } from "../../api/upload.ts";
import type { App } from "../../state/app.svelte.ts";

export type ImportPhase =
  | { readonly kind: "choose"; readonly isWrongType: boolean }
  | { readonly kind: "sending"; readonly name: string; readonly share: number }
  | { readonly kind: "failed"; readonly name: string; readonly problem: Problem }
  | { readonly kind: "done"; readonly name: string; readonly imported: Imported };

export class Import {
  #app: App;
  #upload: Upload<Imported> | null = null;
  #phase = $state.raw<ImportPhase>({ kind: "choose", isWrongType: false });

  constructor(app: App) {
    this.#app = app;
  }

  get phase(): ImportPhase {
    return this.#phase;
  }

  async send(file: File): Promise<void> {
    const { name } = file;
    if (name.toLowerCase().endsWith(".mpp")) {
      this.#phase = { kind: "choose", isWrongType: true };
      return;
    }
    this.#phase = { kind: "sending", name, share: 0 };
    const path = this.#app.client.importPath("auto", name);
    this.#upload = uploadFile<Imported>(path, file, (sent, whole) => {
      this.#phase = { kind: "sending", name, share: whole > 0 ? sent / whole : 1 };
    });
    const answer = await this.#upload.answer;
    this.#upload = null;
    if (answer.ok) this.#phase = { kind: "done", name, imported: answer.value };
    else if (answer.problem.status === 499) this.#phase = { kind: "choose", isWrongType: false };
    else this.#phase = { kind: "failed", name, problem: answer.problem };
    await this.#app.projects.load();
  }

  cancel(): void {
    this.#upload?.cancel();
  }
}
