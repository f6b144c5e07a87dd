// The types that the client is compiled with are those that the server prints; no browser is asked.
import assert from "node:assert/strict";
import { typesAreCurrent } from "../tools/types.mjs";
import { program } from "./kit.mjs";

async function types() {
  assert.ok(
    await typesAreCurrent(program),
    "src/api/schema.d.ts is old: `npm run types` prints it",
  );
}

export const journeys = [{ name: "the types are those that the server prints", run: types }];
