// Prints the types of the API from what the server says of itself: `gantline openapi` becomes
// src/api/schema.d.ts. usage: GANTLINE=path/to/gantline npm run types
// Only what is sent and answered is kept; the ways stand in src/api/client.ts, and a part of a record
// (the answer to ?fields=) is Partial of it.
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import openapiTS, { astToString } from "openapi-typescript";
import * as prettier from "prettier";

export const schemaFile = join(import.meta.dirname, "../src/api/schema.d.ts");
const HEAD = `// What the API takes and answers, printed by \`npm run types\` from \`gantline openapi\`: not edited by
// hand. types.ts gives these their names.
`;

function withoutParts(schemas) {
  return Object.fromEntries(Object.entries(schemas).filter(([name]) => !name.endsWith("_part")));
}

/** The text that schema.d.ts should have. */
export async function printTypes(program) {
  const printed = execFileSync(program, ["openapi"], { encoding: "utf8", maxBuffer: 1 << 25 });
  const { openapi, info, components } = JSON.parse(printed);
  const said = {
    openapi,
    info,
    paths: {},
    components: { schemas: withoutParts(components.schemas) },
  };
  const tree = await openapiTS(said, { immutable: true, emptyObjectsUnknown: true });
  const options = await prettier.resolveConfig(schemaFile);
  return prettier.format(HEAD + astToString(tree), { ...options, filepath: schemaFile });
}

/** Whether the types that are kept are those the server prints. */
export async function typesAreCurrent(program) {
  return readFileSync(schemaFile, "utf8") === (await printTypes(program));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(schemaFile, await printTypes(process.env.GANTLINE ?? "gantline"));
}
