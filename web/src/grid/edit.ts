// The life of a cell: ready (an empty input waits in it) or editing (that input shows a draft).
// The one idea: the same focused input waits and edits, so that the first letter, also one that an input method
// is still composing, falls into it by itself. Keys become intents by one table; while composing there are none.
// Grid movements only: commands (indent, insert, undo …) are of commands/table.ts.
import type { Step } from "./select.ts";

export type Mode =
  | { readonly is: "ready" }
  /** `typed`: begun by a letter, arrows leave the cell; else by F2 or the pointer, arrows move the caret. */
  | { readonly is: "editing"; readonly typed: boolean; readonly draft: string };

export const READY: Mode = { is: "ready" };

export interface Key {
  readonly key: string;
  readonly ctrl: boolean;
  readonly shift: boolean;
  readonly alt: boolean;
  readonly composing: boolean;
}

export type Intent =
  | { readonly do: "move"; readonly step: Step; readonly extend: boolean }
  | { readonly do: "tab"; readonly back: boolean }
  | { readonly do: "open" }
  | {
      readonly do: "commit";
      readonly then: "stay" | "all" | "up" | "down" | "left" | "right" | "next" | "back";
    }
  | { readonly do: "cancel" }
  | { readonly do: "clear" }
  | { readonly do: "fill_down" }
  | { readonly do: "select_all" }
  | { readonly do: "panel" }
  | { readonly do: "choose" };

const ARROWS: Readonly<Record<string, Step>> = {
  ArrowUp: "up",
  ArrowDown: "down",
  ArrowLeft: "left",
  ArrowRight: "right",
};

const JUMPS: Readonly<Record<string, Step>> = {
  PageUp: "page_up",
  PageDown: "page_down",
  Home: "row_start",
  End: "row_end",
};

/** null: not a key of the grid; let commands and the browser have it. */
export function intentOf(mode: Mode, key: Key): Intent | null {
  if (key.composing || key.key === "Process") return null;
  return mode.is === "editing" ? whileEditing(mode.typed, key) : whileReady(key);
}

function whileReady(key: Key): Intent | null {
  if (key.ctrl) return withControl(key);
  if (key.alt) return withAlt(key);
  const step = ARROWS[key.key] ?? JUMPS[key.key];
  if (step) return { do: "move", step, extend: key.shift };
  switch (key.key) {
    case "Tab":
      return { do: "tab", back: key.shift };
    case "Enter":
      return { do: "move", step: key.shift ? "up" : "down", extend: false };
    case "F2":
      return { do: "open" };
    case " ":
      return { do: "panel" };
    case "Delete":
    case "Backspace":
      return { do: "clear" };
    default:
      return null;
  }
}

function withControl(key: Key): Intent | null {
  if (key.alt) return null;
  const step = EDGES[key.key];
  if (step) return { do: "move", step, extend: key.shift };
  const letter = key.key.toLowerCase();
  if (letter === "d" && !key.shift) return { do: "fill_down" };
  return letter === "a" && !key.shift ? { do: "select_all" } : null;
}

const EDGES: Readonly<Record<string, Step>> = {
  Home: "top",
  End: "bottom",
  ArrowUp: "top",
  ArrowDown: "bottom",
  ArrowLeft: "row_start",
  ArrowRight: "row_end",
};

function withAlt(key: Key): Intent | null {
  return key.key === "ArrowDown" && !key.shift ? { do: "choose" } : null;
}

function whileEditing(typed: boolean, key: Key): Intent | null {
  if (key.ctrl) return key.key === "Enter" ? { do: "commit", then: "all" } : null;
  switch (key.key) {
    case "Escape":
      return { do: "cancel" };
    case "Enter":
      return { do: "commit", then: key.shift ? "up" : "down" };
    case "Tab":
      return { do: "commit", then: key.shift ? "back" : "next" };
    case "F2":
      return { do: "open" };
    case "ArrowDown":
      if (key.alt) return { do: "choose" };
      return typed ? { do: "commit", then: "down" } : null;
    case "ArrowUp":
      return typed ? { do: "commit", then: "up" } : null;
    case "ArrowLeft":
      return typed && !key.shift ? { do: "commit", then: "left" } : null;
    case "ArrowRight":
      return typed && !key.shift ? { do: "commit", then: "right" } : null;
    default:
      return null;
  }
}

/** What the input holds after an input event; a composition that was undone leaves the cell ready. */
export function draftOf(mode: Mode, text: string): Mode {
  if (mode.is === "editing") return { ...mode, draft: text };
  return text === "" ? READY : { is: "editing", typed: true, draft: text };
}

export function openWith(text: string): Mode {
  return { is: "editing", typed: false, draft: text };
}
