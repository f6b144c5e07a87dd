import { describe, expect, it } from "vitest";
import { hasText, t } from "../i18n/text.ts";
import { makePlan, outlineRows, printOutline, lay } from "../model/test-plan.ts";
import { rankNames } from "./find.ts";
import { KeyReader, printKeys, type Stroke } from "./keys.ts";
import { moveStep } from "./move.ts";
import { COMMANDS, findCommand } from "./table.ts";

const NOWHERE = { isComposing: false, isInField: false, isInGrid: false };
const GRID = { ...NOWHERE, isInGrid: true };

/** "Ctrl+Alt+k" as a key press on a Latin keyboard. */
function press(text: string, code = ""): Stroke {
  const parts = text.split(/\+(?=.)/);
  return {
    key: parts.at(-1) ?? "",
    code,
    isMod: parts.includes("Ctrl"),
    isAlt: parts.includes("Alt"),
    isShift: parts.includes("Shift"),
  };
}

const read = (stroke: Stroke, context = NOWHERE): string | undefined =>
  new KeyReader(COMMANDS).read(stroke, context, 0)?.id;

describe("the table of commands", () => {
  it("has a text and a key for every row, and no id twice", () => {
    for (const { text, keys } of COMMANDS) {
      expect(hasText(text)).toBe(true);
      expect(t(text)).not.toBe("");
      expect(keys.length).toBeGreaterThan(0);
    }
    expect(new Set(COMMANDS.map(({ id }) => id)).size).toBe(COMMANDS.length);
    expect(findCommand("undo")?.keys).toContain("Mod+Z");
  });

  it("uses no key twice in one place", () => {
    for (const place of ["everywhere", "grid"]) {
      const keys = COMMANDS.filter(({ where }) => where === place).flatMap((one) => one.keys);
      expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
    }
  });
});

describe("keys", () => {
  it.each([
    ["Ctrl+k", "palette"],
    ["Ctrl+K", "palette"],
    ["Ctrl+z", "undo"],
    ["Ctrl+Shift+Z", "redo"],
    ["?", "keymap"],
    ["Shift+?", "keymap"],
    ["1", "tab.plan"],
  ])("%s is %s", (text, id) => {
    expect(read(press(text))).toBe(id);
  });

  it.each([
    ["Alt+Shift+ArrowRight", "item.indent"],
    ["Ctrl+F2", "item.link"],
    ["Insert", "item.insert"],
    ["Ctrl+-", "item.remove"],
  ])("%s in the grid is %s, elsewhere nothing", (text, id) => {
    expect(read(press(text), GRID)).toBe(id);
    expect(read(press(text))).toBeUndefined();
  });

  it("the physical key counts where the character is not Latin", () => {
    expect(read(press("Ctrl+л", "KeyK"))).toBe("palette");
    expect(read(press("Ctrl+t", "KeyK"))).toBeUndefined();
  });

  it("letters do nothing in a field, nothing does while composing", () => {
    const field = { ...NOWHERE, isInField: true };
    expect(read(press("?"), field)).toBeUndefined();
    expect(read(press("Ctrl+k"), field)).toBe("palette");
    expect(read(press("Ctrl+k"), { ...NOWHERE, isComposing: true })).toBeUndefined();
  });

  it("two strokes are a sequence with a second between them at most", () => {
    const reader = new KeyReader(COMMANDS);
    expect(reader.read(press("g"), NOWHERE, 0)).toBeNull();
    expect(reader.read(press("p"), NOWHERE, 900)?.id).toBe("projects");
    expect(reader.read(press("g"), NOWHERE, 2000)).toBeNull();
    expect(reader.read(press("p"), NOWHERE, 3100)).toBeNull();
  });

  it("are printed as on the keyboard", () => {
    expect(printKeys("Mod+Shift+Z", false)).toBe("Ctrl+Shift+Z");
    expect(printKeys("Mod+K", true)).toBe("⌘K");
    expect(printKeys("Alt+ArrowLeft", false)).toBe("Alt+←");
    expect(printKeys("G P", false)).toBe("G P");
  });
});

describe("names", () => {
  it("every word must occur, beginnings first", () => {
    const all = ["Move the servers", "Servers ordered", "Mock load"].map((text) => ({ text }));
    expect(rankNames("serv", all, 5).map(({ text }) => text)).toEqual([
      "Servers ordered",
      "Move the servers",
    ]);
    expect(rankNames("mo lo", all, 5)).toEqual([{ text: "Mock load" }]);
    expect(rankNames("", all, 2)).toHaveLength(2);
    expect(rankNames("nobody", all, 2)).toEqual([]);
  });
});

describe("a step up or down", () => {
  it.each<[number[], 1 | -1, string]>([
    [[2], -1, "B\nA\nC"],
    [[1], 1, "B\nA\nC"],
    [[2, 3], -1, "B\nC\nA"],
    [[1], -1, "A\nB\nC"],
    [[3], 1, "A\nB\nC"],
  ])("%j by %i", (items, step, wanted) => {
    const plan = makePlan("", { items: outlineRows("A\nB\nC") });
    lay(plan, moveStep(plan, items, step));
    expect(printOutline(plan)).toBe(wanted);
  });
});
