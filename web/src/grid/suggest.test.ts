import { expect, it } from "vitest";
import { columnById } from "./columns.ts";
import { makeWorld } from "./fixture.ts";
import { dropPlaceAt } from "./grid-model.ts";
import { suggestionsFor } from "./suggest.ts";

const world = makeWorld();

it.each([
  ["resources", "er", ["ERP lead"]],
  ["resources", "Data team, er", ["Data team, ERP lead"]],
  ["resources", "", []],
  ["predecessors", "mig", ["3"]],
  ["predecessors", "2, conf", []],
  ["predecessors", "3, tes", ["3, 4"]],
  ["predecessors", "12", []],
  ["title", "Bui", []],
])("for %s %j offers %j", (id, draft, values) => {
  const column = columnById(id);
  if (!column) throw new Error(id);
  expect(suggestionsFor(column, world, 2, draft).map((one) => one.value)).toEqual(values);
});

it("lists every word of a choice", () => {
  const column = columnById("constraint");
  if (!column) throw new Error("constraint");
  expect(suggestionsFor(column, world, 2, "")).toHaveLength(8);
});

it.each([
  [4, { row: 0, into: false }],
  [16, { row: 0, into: true }],
  [30, { row: 1, into: false }],
  [-50, { row: 0, into: false }],
  [900, { row: 5, into: false }],
])("rows let go at %d fall %j", (y, place) => {
  expect(dropPlaceAt(y, 32, 5)).toEqual(place);
});
