// Colours and fonts of the canvases, read from the tokens once and again when theme or contrast changes.
// The one idea: painters name a role, never a colour; a role that the stylesheet does not know paints pink, so
// that nobody overlooks it. Reading is handed in: no DOM here.

export const ROLES = [
  "surface",
  "raised",
  "line",
  "line-strong",
  "text",
  "muted",
  "faint",
  "accent",
  "accent-soft",
  "on-accent",
  "focus",
  "bar",
  "bar-done",
  "summary",
  "critical",
  "critical-soft",
  "baseline",
  "float",
  "link",
  "link-critical",
  "nonworking",
  "today",
  "data-date",
  "ok",
  "warn",
  "warn-soft",
  "bad",
] as const;
export type Role = (typeof ROLES)[number];

export interface Palette {
  readonly color: Readonly<Record<Role, string>>;
  readonly family: string;
  /** System colours are in force: fills are dropped for outlines where a fill alone would carry meaning. */
  readonly forced: boolean;
}

const UNKNOWN = "#ff00c8";

const FORCED: Readonly<Record<Role, string>> = {
  surface: "Canvas",
  raised: "Canvas",
  line: "GrayText",
  "line-strong": "CanvasText",
  text: "CanvasText",
  muted: "CanvasText",
  faint: "CanvasText",
  accent: "Highlight",
  "accent-soft": "Canvas",
  "on-accent": "HighlightText",
  focus: "Highlight",
  bar: "Canvas",
  "bar-done": "CanvasText",
  summary: "CanvasText",
  critical: "LinkText",
  "critical-soft": "Canvas",
  baseline: "GrayText",
  float: "GrayText",
  link: "CanvasText",
  "link-critical": "LinkText",
  nonworking: "Canvas",
  today: "Highlight",
  "data-date": "Highlight",
  ok: "CanvasText",
  warn: "CanvasText",
  "warn-soft": "Canvas",
  bad: "LinkText",
};

/** `read` answers the value of a custom property without its dashes, or "". */
export function readPalette(read: (name: string) => string, forced: boolean): Palette {
  const color = {} as Record<Role, string>;
  for (const role of ROLES) {
    color[role] = forced ? FORCED[role] : read(role).trim() || UNKNOWN;
  }
  return { color, family: read("font").trim() || "sans-serif", forced };
}
