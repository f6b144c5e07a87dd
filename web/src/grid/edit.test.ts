import { describe, expect, it } from "vitest";
import { draftOf, type Intent, intentOf, type Key, type Mode, openWith, READY } from "./edit.ts";

const key = (text: string): Key => {
  const parts = text.split("+");
  return {
    key: parts.at(-1) ?? "",
    ctrl: parts.includes("Ctrl"),
    shift: parts.includes("Shift"),
    alt: parts.includes("Alt"),
    composing: false,
  };
};
const typed: Mode = { is: "editing", typed: true, draft: "a" };
const opened = openWith("abc");

const cases: [string, Mode, string, Intent | null][] = [
  ["arrows move", READY, "ArrowDown", { do: "move", step: "down", extend: false }],
  [
    "with Shift they extend",
    READY,
    "Shift+ArrowRight",
    { do: "move", step: "right", extend: true },
  ],
  ["Enter goes down", READY, "Enter", { do: "move", step: "down", extend: false }],
  ["Tab goes on", READY, "Tab", { do: "tab", back: false }],
  ["F2 opens", READY, "F2", { do: "open" }],
  ["Delete clears", READY, "Delete", { do: "clear" }],
  ["Ctrl+D fills", READY, "Ctrl+d", { do: "fill_down" }],
  ["Ctrl+A selects all", READY, "Ctrl+a", { do: "select_all" }],
  ["Ctrl+Z is of the commands", READY, "Ctrl+z", null],
  ["Ctrl+Home goes to the top", READY, "Ctrl+Home", { do: "move", step: "top", extend: false }],
  ["Alt+Left is of the commands", READY, "Alt+ArrowLeft", null],
  ["Space opens the details", READY, " ", { do: "panel" }],
  ["Alt+Shift+Right is of the commands", READY, "Alt+Shift+ArrowRight", null],
  ["a letter falls into the input", READY, "a", null],
  ["Escape is of the page", READY, "Escape", null],
  ["Enter commits", typed, "Enter", { do: "commit", then: "down" }],
  ["Ctrl+Enter commits to all selected rows", typed, "Ctrl+Enter", { do: "commit", then: "all" }],
  ["Shift+Tab commits and goes back", typed, "Shift+Tab", { do: "commit", then: "back" }],
  ["Escape cancels", typed, "Escape", { do: "cancel" }],
  ["an arrow leaves a typed cell", typed, "ArrowRight", { do: "commit", then: "right" }],
  ["an arrow moves the caret of an opened one", opened, "ArrowRight", null],
  ["Alt+Down chooses", opened, "Alt+ArrowDown", { do: "choose" }],
  ["Delete edits the draft", opened, "Delete", null],
];

describe("keys of a cell", () => {
  it.each(cases)("%s", (_, mode, text, expected) => {
    expect(intentOf(mode, key(text))).toEqual(expected);
  });

  it("there are none while an input method composes", () => {
    for (const text of ["Enter", "Escape", "ArrowDown", "Tab"]) {
      expect(intentOf(typed, { ...key(text), composing: true })).toBeNull();
      expect(intentOf(READY, { ...key("Process") })).toBeNull();
    }
  });
});

describe("drafts", () => {
  it("begin with the first letter and end when a composition is undone", () => {
    expect(draftOf(READY, "k")).toEqual({ is: "editing", typed: true, draft: "k" });
    expect(draftOf(READY, "")).toEqual(READY);
    expect(draftOf(opened, "")).toEqual({ is: "editing", typed: false, draft: "" });
  });
});
