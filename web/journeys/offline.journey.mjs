// The server stops in the middle of typing: a banner says so, typing goes on, a reload loses nothing,
// and when the server is back every edit is there once.
import assert from "node:assert/strict";
import { assertClean, cell, openPage, openPlan, typeInCell, until } from "./kit.mjs";

async function makeProject(server) {
  const project = await server.post("/projects", { title: "Cut off", method: "waterfall" });
  const set = { title: "Firewall", rank: 1048576, duration_s: 8 * 3600, duration_unit: "days" };
  await server.post(`/projects/${project.id}/operations`, {
    operations: [{ op: "create", entity: "item", temp: -1, set }],
  });
  return project.id;
}

async function addRow(page, title) {
  await page.locator('[data-kind="new"] [data-column="title"]').click();
  await page.keyboard.type(title);
  await page.keyboard.press("Enter");
  await cell(page, title, "title").waitFor();
}

async function stopAndGo({ browser, server }) {
  await server.start();
  const project = await makeProject(server);
  const page = await openPage(browser);
  await openPlan(page, server, project);
  const before = (await server.get(`/projects/${project}/journal`)).batches.length;
  await server.stop();
  await typeInCell(page, "Firewall", "duration", "6d");
  await addRow(page, "Rules reviewed");
  await page.getByTestId("offline").getByText("2 changes wait").waitFor();
  assert.ok((await cell(page, "Firewall", "duration").textContent()).includes("6d"));
  await server.start();
  await page.getByTestId("offline").waitFor({ state: "detached", timeout: 30_000 });
  const items = await until("both edits have come", async () => {
    const rows = await server.rows(project, "items");
    return rows.length === 2 && rows.every((row) => row.title !== "") && rows;
  });
  assert.equal(items[0].duration_s, 6 * 8 * 3600);
  assert.equal(items.filter((item) => item.title === "Rules reviewed").length, 1);
  const { batches } = await server.get(`/projects/${project}/journal`);
  assert.equal(batches.length, before + 2, "each edit was applied once");
  assertClean(page);
}

async function lostAnswer({ browser, server }) {
  await server.start();
  const project = await makeProject(server);
  const page = await openPage(browser);
  await openPlan(page, server, project);
  let lost = 0;
  await page.route("**/api/v1/projects/*/operations", async (route) => {
    if (lost++ > 0) return route.continue();
    await route.fetch();
    return route.abort("connectionreset");
  });
  await addRow(page, "Sent once");
  await until("the edit is confirmed", async () => {
    const isPending = await page.locator('[data-pending="true"]').count();
    return lost > 1 && isPending === 0;
  });
  const items = await server.rows(project, "items");
  assert.equal(items.filter((item) => item.title === "Sent once").length, 1);
}

async function reloadKeeps({ browser, server }) {
  await server.start();
  const project = await makeProject(server);
  const page = await openPage(browser);
  await openPlan(page, server, project);
  await page.route("**/api/v1/projects/*/operations", (route) => route.abort("connectionfailed"));
  await typeInCell(page, "Firewall", "title", "Firewall, both sites");
  await page.getByTestId("offline").waitFor();
  await page.unroute("**/api/v1/projects/*/operations");
  await page.reload();
  await cell(page, "Firewall, both sites", "title").waitFor();
  await until("the edit has come", async () => {
    const rows = await server.rows(project, "items");
    return rows[0].title === "Firewall, both sites";
  });
}

export const journeys = [
  { name: "server stopped and started", run: stopAndGo },
  { name: "an answer is lost", run: lostAnswer },
  { name: "a reload keeps what was not sent", run: reloadKeeps },
];
