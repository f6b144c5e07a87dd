// Walks all journeys (or those whose file name holds a word given), each with a server of its own,
// and prints how many passed. usage: GANTLINE=path/to/gantline npm run journeys [-- WORD]
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { openBrowser, Server } from "./kit.mjs";

const wanted = process.argv[2] ?? "";
const folder = import.meta.dirname;
const files = readdirSync(folder).filter(
  (name) => name.endsWith(".journey.mjs") && name.includes(wanted),
);
const count = { passed: 0, failed: 0, skipped: 0 };
const browser = await openBrowser();

/** What stood on the screen, when a folder for it is named. */
async function keepPicture(name) {
  const place = process.env.JOURNEY_PICTURES;
  const page = browser.contexts()[0]?.pages()[0];
  if (place && page)
    await page.screenshot({ path: join(place, `${name.replaceAll(/\W+/g, "-")}.png`) });
}

function faultsNow() {
  const pages = browser.contexts().flatMap((context) => context.pages());
  return pages.flatMap((page) => page.faults ?? []).join("\n");
}

async function walk(name, journey) {
  const server = new Server();
  const begun = Date.now();
  try {
    const outcome = await journey.run({ browser, server });
    if (outcome === "skipped") count.skipped++;
    else count.passed++;
    console.log(`${outcome ?? "ok"}  ${name} (${Date.now() - begun} ms)`);
  } catch (error) {
    count.failed++;
    await keepPicture(name);
    console.log(`FAILED  ${name}\n${error.stack}\n${faultsNow()}\n${server.output.slice(-2000)}`);
  } finally {
    for (const context of browser.contexts()) await context.close();
    await server.remove();
  }
}

for (const file of files.sort()) {
  const { journeys } = await import(join(folder, file));
  for (const journey of journeys)
    await walk(`${file.replace(".journey.mjs", "")}: ${journey.name}`, journey);
}
await browser.close();
const { passed, failed, skipped } = count;
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);
