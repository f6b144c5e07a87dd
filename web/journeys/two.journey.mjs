// Two people on one plan: the other's edit appears by itself; when both change the same field one of
// them is told, sees both values, and nothing typed is lost. And ten tabs hold one connection.
import assert from "node:assert/strict";
import { assertClean, cell, openPage, openPlan, typeInCell, until, watchPage } from "./kit.mjs";

async function makeProject(server, titles) {
  const project = await server.post("/projects", { title: "Two people", method: "waterfall" });
  const operations = titles.map((title, at) => ({
    op: "create",
    entity: "item",
    temp: -1 - at,
    set: { title, rank: (at + 1) * 1048576, duration_s: 2 * 8 * 3600, duration_unit: "days" },
  }));
  const reply = await server.post(`/projects/${project.id}/operations`, { operations });
  return { project: project.id, ids: titles.map((_, at) => reply.created[String(-1 - at)]) };
}

async function follow({ browser, server }) {
  await server.start();
  const { project } = await makeProject(server, ["Cabling", "Racks"]);
  const one = await openPage(browser);
  const two = await openPage(browser);
  await openPlan(one, server, project);
  await openPlan(two, server, project);
  await typeInCell(one, "Cabling", "duration", "5d");
  await until("the other page follows", async () =>
    (await cell(two, "Cabling", "duration").textContent()).includes("5d"),
  );
  await typeInCell(two, "Racks", "title", "Racks and power");
  await cell(one, "Racks and power", "title").waitFor();
  assertClean(one);
  assertClean(two);
}

/** One page does not hear of the other's edit, as when both save in the same moment. */
async function clash({ browser, server }) {
  await server.start();
  const { project, ids } = await makeProject(server, ["Cabling"]);
  const page = await openPage(browser);
  let isFirst = true;
  await page.route("**/api/v1/projects/*/operations", async (route) => {
    const set = { title: "Cabling, copper" };
    const operations = [{ op: "update", entity: "item", id: ids[0], set }];
    if (isFirst) await server.post(`/projects/${project}/operations`, { operations });
    isFirst = false;
    await route.continue();
  });
  await openPlan(page, server, project);
  await typeInCell(page, "Cabling", "title", "Cabling, fibre");
  const dialog = page.getByRole("dialog", { name: "Two people changed the same field" });
  await dialog.getByText("Cabling, fibre").first().waitFor();
  await dialog.getByRole("cell", { name: "Cabling, copper", exact: true }).waitFor();
  await dialog.getByRole("button", { name: "Keep mine" }).click();
  await until("mine is kept", async () => {
    const rows = await server.rows(project, "items");
    return rows[0].title === "Cabling, fibre";
  });
  await dialog.waitFor({ state: "detached" });
  assertClean(page);
}

async function refuse({ browser, server }) {
  await server.start();
  const { project, ids } = await makeProject(server, ["First", "Second"]);
  await server.post(`/projects/${project}/operations`, {
    operations: [
      { op: "create", entity: "link", temp: -1, set: { pred: ids[0], succ: ids[1], type: "fs" } },
    ],
  });
  const page = await openPage(browser);
  await openPlan(page, server, project);
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Commands" }).fill("First");
  await page.getByRole("option", { name: "First" }).first().click();
  const panel = page.getByRole("complementary", { name: "Details" });
  await panel.getByLabel("Add by row number, e.g. 12FS+2d").fill("2");
  await panel.getByLabel("Add by row number, e.g. 12FS+2d").press("Enter");
  await page.locator(".notice", { hasText: "Not applied" }).waitFor();
  assert.equal((await server.rows(project, "links")).length, 1);
  assertClean(page);
}

async function tenTabs({ browser, server }) {
  await server.start();
  const { project } = await makeProject(server, ["Cabling"]);
  const first = await openPage(browser);
  const pages = [first];
  while (pages.length < 10) pages.push(await watchPage(await first.context().newPage()));
  for (const page of pages) await openPlan(page, server, project);
  await typeInCell(pages[0], "Cabling", "duration", "7d");
  for (const page of pages) {
    await until("every tab follows", async () =>
      (await cell(page, "Cabling", "duration").textContent()).includes("7d"),
    );
  }
  assertClean(first);
}

export const journeys = [
  { name: "one edits, the other follows", run: follow },
  { name: "both edit the same field", run: clash },
  { name: "what cannot be is refused", run: refuse },
  { name: "ten tabs", run: tenTabs },
];
