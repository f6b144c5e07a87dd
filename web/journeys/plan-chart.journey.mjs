// The chart by pointer: resize, progress, link, draw, cancel; zoom by keys and wheel; the address keeps the view.
import assert from "node:assert/strict";
import { assertClean, openPage, row, until } from "./kit.mjs";
import { makePlan } from "./plan-grid.journey.mjs";

const DAY = 86400;
const DAY_S = 8 * 3600;
const ZOOM = 30;
/** Monday, 2 March 2026 less two days, in UTC. */
const ORIGIN_H = Math.floor(Date.UTC(2026, 1, 28) / 3600_000);

async function openChart(page, server, project) {
  await page.goto(`${server.url}/projects/${project}/plan?at=${ORIGIN_H}&zoom=${ZOOM}`);
  await row(page, "Build").waitFor();
  const chart = await page.locator("canvas").first().boundingBox();
  /** x at a share of a day of March, y in the bar of a row. */
  return async (title, day) => {
    const line = await row(page, title).boundingBox();
    const x =
      chart.x + ((Date.UTC(2026, 2, 1) / 1000 + (day - 1) * DAY - ORIGIN_H * 3600) * ZOOM) / DAY;
    return [x, line.y + line.height / 2 - 1];
  };
}

async function drag(page, from, to, isReleased = true) {
  await page.mouse.move(...from);
  await page.mouse.down();
  await page.mouse.move((from[0] + to[0]) / 2, (from[1] + to[1]) / 2, { steps: 3 });
  await page.mouse.move(...to, { steps: 3 });
  if (isReleased) await page.mouse.up();
}

async function gestures({ browser, server }) {
  await server.start();
  const { project, ids } = await makePlan(server, [
    ["Build", 5],
    ["Test", 3],
    ["Go-live", 0],
  ]);
  const page = await openPage(browser);
  const place = await openChart(page, server, project);
  const item = (title) => server.item(project, title);

  const [edge, y] = await place("Build", 7);
  await drag(page, [edge - 2, y - 3], [edge + 5 * ZOOM - 2, y - 3]);
  await until("the bar is longer", async () => (await item("Build")).duration_s === 8 * DAY_S);
  await page.keyboard.press("Control+z");
  await until("undone", async () => (await item("Build")).duration_s === 5 * DAY_S);

  const [handle, line] = await place("Build", 7);
  const [start, below] = await place("Test", 2);
  await drag(page, [handle + 9, line], [start + 4, below]);
  await until("linked by drag", async () => {
    const [link] = await server.rows(project, "links");
    return link?.pred === ids[0] && link.succ === ids[1] && link.type === "fs";
  });

  const before = (await item("Build")).start;
  const [left, top] = await place("Build", 3);
  await drag(page, [left, top - 5], [left + 3 * ZOOM, top - 5], false);
  await page.locator(".tip", { hasText: "moves" }).waitFor();
  await page.keyboard.press("Escape");
  await page.mouse.up();
  assert.equal((await item("Build")).start, before, "Escape lets go");
  await drag(page, [left, top - 5], [left + 2, top - 5]);
  assert.equal((await item("Build")).constraint, "asap", "a click moves nothing");

  const empty = await page.locator('[role="row"][data-kind="new"]').boundingBox();
  const [from] = await place("Build", 10);
  await drag(page, [from + 1, empty.y + 14], [from + 3 * ZOOM - 1, empty.y + 14]);
  await until("drawn", async () => {
    const rows = await server.rows(project, "items");
    return rows.length === 4 && rows[3].constraint === "snet" && rows[3].duration_s === 3 * DAY_S;
  });
  assertClean(page);
}

async function progress({ browser, server }) {
  await server.start();
  const { project } = await makePlan(server, [["Build", 5]]);
  const page = await openPage(browser);
  const place = await openChart(page, server, project);
  const [start, y] = await place("Build", 2);
  await drag(page, [start, y + 5], [start + 2.5 * ZOOM, y + 5]);
  await until(
    "half done",
    async () => (await server.item(project, "Build")).percent_complete === 50,
  );
  assertClean(page);
}

async function view({ browser, server }) {
  await server.start("--demo");
  const page = await openPage(browser);
  await page.goto(`${server.url}/projects/1/plan`);
  await page.locator('[role="row"][data-item]').first().waitFor();
  const zoom = () => new URL(page.url()).searchParams.get("zoom");
  await page.keyboard.press("+");
  await until("the zoom is in the address", zoom);
  const first = Number(zoom());
  await page.keyboard.press("Alt+-");
  await until("zoomed out", () => Number(zoom()) < first);
  await page.keyboard.press("/");
  await page.keyboard.type("is:milestone");
  await until(
    "the filter is in the address",
    () => new URL(page.url()).searchParams.get("q") === "is:milestone",
  );
  const count = await page.locator('[role="treegrid"]').getAttribute("aria-rowcount");
  await page.reload();
  await page.locator('[role="row"][data-item]').first().waitFor();
  assert.equal(await page.locator('[role="treegrid"]').getAttribute("aria-rowcount"), count);
  await page.getByRole("button", { name: "Critical path" }).click();
  await page.keyboard.press("Alt+0");
  assertClean(page);
}

async function teach({ browser, server }) {
  await server.start();
  const project = (await server.post("/projects", { title: "Empty", method: "waterfall" })).id;
  const page = await openPage(browser);
  await page.goto(`${server.url}/projects/${project}/plan`);
  await page.getByRole("button", { name: "Load an example" }).click();
  await row(page, "Rehearse the cutover").waitFor();
  await until("all is there", async () => (await server.rows(project, "items")).length === 11);
  await page.keyboard.press("Control+z");
  await page.getByRole("button", { name: "Load an example" }).waitFor();
  assertClean(page);
}

export const journeys = [
  { name: "gestures", run: gestures },
  { name: "progress", run: progress },
  { name: "zoom, filter and the address", run: view },
  { name: "an empty plan teaches", run: teach },
];
