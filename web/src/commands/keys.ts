// From a key press to a command. The typed character counts first, the physical key only where the
// character is not Latin; nothing happens while a word is being composed; single letters never act
// in a field. Two strokes ("G P") are a sequence with a second between them at most.
import type { Command, Where } from "./table.ts";

export interface Stroke {
  readonly key: string;
  readonly code: string;
  readonly isMod: boolean;
  readonly isAlt: boolean;
  readonly isShift: boolean;
}

export interface KeyContext {
  readonly isComposing: boolean;
  /** The focus is in a field that takes text. */
  readonly isInField: boolean;
  readonly isInGrid: boolean;
}

interface Pattern {
  readonly mod: boolean;
  readonly alt: boolean;
  readonly shift: boolean;
  readonly key: string;
}

const PAUSE = 1000;

export class KeyReader {
  #commands: readonly Command[];
  #first: { readonly stroke: string; readonly at: number } | null = null;

  constructor(commands: readonly Command[]) {
    this.#commands = commands;
  }

  /** The command the stroke calls, if any; remembers the first of two strokes. */
  read(stroke: Stroke, context: KeyContext, at: number): Command | null {
    if (context.isComposing) return null;
    const first = this.#first && at - this.#first.at < PAUSE ? this.#first.stroke : null;
    this.#first = null;
    const isPlain = !stroke.isMod && !stroke.isAlt && letterOf(stroke).length === 1;
    if (isPlain && context.isInField) return null;
    const letter = letterOf(stroke).toUpperCase();
    if (isPlain && first) {
      const second = this.#find((keys) => keys === `${first} ${letter}`, context);
      if (second) return second;
    }
    const found = this.#find((keys) => fits(stroke, keys), context);
    if (!found && isPlain && this.#begins(letter)) this.#first = { stroke: letter, at };
    return found;
  }

  #find(claim: (keys: string) => boolean, context: KeyContext): Command | null {
    const places: Where[] = context.isInGrid ? ["grid", "everywhere"] : ["everywhere"];
    for (const place of places) {
      const found = this.#commands.find((one) => one.where === place && one.keys.some(claim));
      if (found) return found;
    }
    return null;
  }

  #begins(letter: string): boolean {
    return this.#commands.some((one) => one.keys.some((keys) => keys.startsWith(`${letter} `)));
  }
}

/** The typed character, or the letter printed on the key where the layout is not Latin. */
function letterOf({ key, code }: Stroke): string {
  if (key.length === 1 && key.charCodeAt(0) > 127 && /^Key[A-Z]$/.test(code)) return code.slice(3);
  return key;
}

function fits(stroke: Stroke, keys: string): boolean {
  if (keys.includes(" ")) return false;
  const pattern = parsePattern(keys);
  const typed = letterOf(stroke);
  const isSymbol = typed.length === 1 && typed.toUpperCase() === typed.toLowerCase();
  return (
    pattern.key.toUpperCase() === typed.toUpperCase() &&
    pattern.mod === stroke.isMod &&
    pattern.alt === stroke.isAlt &&
    (isSymbol || pattern.shift === stroke.isShift)
  );
}

function parsePattern(keys: string): Pattern {
  const parts = keys.split(/\+(?=.)/);
  return {
    mod: parts.includes("Mod"),
    alt: parts.includes("Alt"),
    shift: parts.includes("Shift"),
    key: parts.at(-1) ?? "",
  };
}

const SIGNS: Readonly<Record<string, string>> = {
  ArrowLeft: "←",
  ArrowRight: "→",
  ArrowUp: "↑",
  ArrowDown: "↓",
  Delete: "Del",
  Insert: "Ins",
};

/** Keys as they are printed on a keyboard: "Ctrl+K", "⌘K", "G then P" as "G P". */
export function printKeys(keys: string, isMac: boolean): string {
  return keys
    .split(" ")
    .map((stroke) =>
      stroke
        .split(/\+(?=.)/)
        .map((part) => (part === "Mod" ? (isMac ? "⌘" : "Ctrl") : (SIGNS[part] ?? part)))
        .join(isMac ? "" : "+"),
    )
    .join(" ");
}
