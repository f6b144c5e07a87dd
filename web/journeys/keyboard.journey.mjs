// By keyboard alone: a project, ten items, links, an assignment, undo; no pointer is touched.
import assert from "node:assert/strict";
import { assertClean, openPage, until } from "./kit.mjs";

const TITLES = [
  "Survey of the site",
  "Rack plan",
  "Order hardware",
  "Hardware delivered",
  "Mount racks",
  "Cabling",
  "Power and cooling",
  "Acceptance test",
  "Move servers",
  "Handover",
];

async function typeText(page, text) {
  await page.keyboard.type(text);
  await page.keyboard.press("Enter");
}

async function makeProject(page) {
  await page.keyboard.press("c");
  await page.keyboard.press("p");
  await page.getByRole("dialog", { name: "New project" }).waitFor();
  await typeText(page, "Data centre by keyboard");
  await page.getByRole("heading", { level: 1, name: "Data centre by keyboard" }).waitFor();
  await page.getByRole("button", { name: "Add item" }).first().waitFor();
}

async function withKeys({ browser, server }) {
  await server.start();
  const page = await openPage(browser);
  await page.goto(server.url);
  await page.getByRole("heading", { name: "Plan your first project" }).waitFor();
  await makeProject(page);
  const { projects } = await server.get("/projects");
  const project = projects[0].id;

  await page.keyboard.press("n");
  for (const title of TITLES) await typeText(page, title);
  const items = await until("ten items are there", async () => {
    const rows = await server.rows(project, "items");
    return rows.length === 10 && rows.every((row) => row.title !== "") && rows;
  });
  assert.deepEqual(
    items.map((item) => item.title),
    TITLES,
  );

  await page.keyboard.press("Escape");
  for (let up = 0; up < 10; up++) await page.keyboard.press("ArrowUp");
  for (let down = 0; down < 9; down++) await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Control+F2");
  await until("a chain of nine links", async () => {
    const links = await server.rows(project, "links");
    return links.length === 9;
  });
  const chained = await server.rows(project, "items");
  assert.ok(chained[9].start > chained[0].finish - 1, "the last follows the first");

  await page.keyboard.press("Alt+Enter");
  const panel = page.getByRole("complementary", { name: "Details" });
  await panel.waitFor();
  await panel.getByRole("combobox", { name: "Assign somebody" }).focus();
  await page.keyboard.type("Network engineer 1");
  await page.keyboard.press("Enter");
  await until("somebody is assigned", async () => {
    const rows = await server.rows(project, "assignments");
    return rows.length === 1;
  });
  await page.keyboard.press("Escape");

  await page.keyboard.press("Control+z");
  await until("undo takes the assignment away", async () => {
    const rows = await server.rows(project, "assignments");
    return rows.length === 0;
  });
  await page.keyboard.press("Control+/");
  await page.getByRole("dialog", { name: "Keys" }).waitFor();
  await page.keyboard.press("Escape");
  assertClean(page);
}

export const journeys = [{ name: "a plan by keyboard alone", run: withKeys }];
