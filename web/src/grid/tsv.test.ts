import { expect, it } from "vitest";
import { parseTsv, printTsv } from "./tsv.ts";

it.each([
  [
    "a\tb\nc\td",
    [
      ["a", "b"],
      ["c", "d"],
    ],
  ],
  [
    "a\tb\r\nc\td\r\n",
    [
      ["a", "b"],
      ["c", "d"],
    ],
  ],
  ['"two\nlines"\t"say ""no"""', [["two\nlines", 'say "no"']]],
  ["\t", [["", ""]]],
  ["one", [["one"]]],
  ['5" pipe\tx', [['5" pipe', "x"]]],
  ['"open\tx', [['"open', "x"]]],
  ["", []],
])("reads %j", (text, rows) => {
  expect(parseTsv(text)).toEqual(rows);
});

it("prints what it reads", () => {
  const rows = [
    ["a\tb", 'c"d', ""],
    ["e\nf", "g", "h"],
  ];
  expect(parseTsv(printTsv(rows))).toEqual(rows);
});
