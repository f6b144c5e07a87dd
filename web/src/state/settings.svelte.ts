// What a reader set for this browser: theme and language. Kept in local storage, which may be shut.
import type { Language } from "../i18n/text.ts";

export type Theme = "system" | "light" | "dark";

const THEME = "gantline.theme";
const LANGUAGE = "gantline.language";

export class Settings {
  #theme = $state.raw<Theme>("system");
  #isDark = $state.raw(false);
  #query = matchMedia("(prefers-color-scheme: dark)");

  constructor() {
    const stored = read(THEME);
    this.#theme = stored === "light" || stored === "dark" ? stored : "system";
    this.#query.addEventListener("change", () => this.#show());
    this.#show();
  }

  get theme(): Theme {
    return this.#theme;
  }

  get isDark(): boolean {
    return this.#isDark;
  }

  setTheme(theme: Theme): void {
    this.#theme = theme;
    write(THEME, theme);
    this.#show();
  }

  #show(): void {
    this.#isDark = this.#theme === "dark" || (this.#theme === "system" && this.#query.matches);
    document.documentElement.dataset["theme"] = this.#isDark ? "dark" : "light";
  }
}

export function readLanguage(): Language {
  const stored = read(LANGUAGE);
  if (stored === "en" || stored === "de") return stored;
  return navigator.language.startsWith("de") ? "de" : "en";
}

export function writeLanguage(language: Language): void {
  write(LANGUAGE, language);
}

function read(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

function write(name: string, value: string): void {
  try {
    localStorage.setItem(name, value);
  } catch {
    return;
  }
}
