import { describe, expect, it } from "vitest";
import {
  type ColumnSet,
  clampWidth,
  moveColumn,
  printColumns,
  readColumns,
  resizeColumn,
  STANDARD,
  toggleColumn,
  totalWidth,
} from "./column-set.ts";

const ids = (set: ColumnSet): string => set.map((one) => one.column.id).join(" ");

describe("a set of columns", () => {
  it("is read and printed", () => {
    expect(printColumns(readColumns(null))).toBe(STANDARD);
    expect(printColumns(readColumns("number,title:300,start"))).toBe("number,title:300,start");
  });

  it.each([
    ["unknown names are dropped", "number,title,love", "number title"],
    ["twice is once", "number,title,title", "number title"],
    ["the number comes first", "title,number", "number title"],
    ["nothing is the standard", "", ids(readColumns(null))],
  ])("%s", (_, text, expected) => {
    expect(ids(readColumns(text))).toBe(expected);
  });

  const set = readColumns("number,title,start,finish");

  it("is resized within bounds", () => {
    expect(printColumns(resizeColumn(set, "start", 3))).toBe("number,title,start:36,finish");
    expect(clampWidth(5000)).toBe(900);
    expect(totalWidth(set)).toBe(48 + 210 + 90 + 90);
  });

  it("is reordered, but for the number", () => {
    expect(ids(moveColumn(set, "finish", "title"))).toBe("number finish title start");
    expect(ids(moveColumn(set, "title", null))).toBe("number start finish title");
    expect(ids(moveColumn(set, "number", null))).toBe(ids(set));
    expect(ids(moveColumn(set, "title", "number"))).toBe(ids(set));
  });

  it("takes a new column where the table has it, and gives it back", () => {
    const more = toggleColumn(set, "duration");
    expect(ids(more)).toBe("number title duration start finish");
    expect(ids(toggleColumn(more, "duration"))).toBe(ids(set));
    expect(toggleColumn(set, "number")).toBe(set);
  });
});
