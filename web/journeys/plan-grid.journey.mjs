// The grid by keyboard alone, ranges as in a spreadsheet, input methods, columns, and many rows.
import assert from "node:assert/strict";
import { assertAccessible, assertClean, cell, openPage, openPlan, row, until } from "./kit.mjs";

const HOURS = 3600;
const DAY_S = 8 * HOURS;

export async function makePlan(server, lines) {
  const project = await server.post("/projects", {
    title: "Grid",
    method: "waterfall",
    start: "2026-03-02T08:00:00Z",
  });
  const operations = lines.map(([title, days], at) => ({
    op: "create",
    entity: "item",
    temp: -1 - at,
    set: {
      title,
      rank: (at + 1) * 1048576,
      duration_s: days * DAY_S,
      duration_unit: "days",
      is_milestone: days === 0,
    },
  }));
  const reply = await server.post(`/projects/${project.id}/operations`, { operations });
  return { project: project.id, ids: lines.map((_, at) => reply.created[String(-1 - at)]) };
}

async function byKeyboard({ browser, server }) {
  await server.start();
  const project = (await server.post("/projects", { title: "By hand", method: "waterfall" })).id;
  const page = await openPage(browser);
  await page.goto(`${server.url}/projects/${project}/plan`);
  await page.getByRole("button", { name: "Add the first item" }).waitFor();
  await page.keyboard.press("n");
  await page.locator("[data-active] input").waitFor();
  for (const title of ["Build", "Configure", "Migrate", "Go-live"]) {
    await page.keyboard.type(title);
    await page.keyboard.press("Enter");
    await row(page, title).waitFor();
  }
  await page.keyboard.press("Control+Home");
  await page.keyboard.press("ArrowDown");
  for (let step = 0; step < 3; step++) await page.keyboard.press("ArrowRight");
  await page.keyboard.type("3d");
  await page.keyboard.press("Enter");
  await page.keyboard.type("1w");
  await page.keyboard.press("Enter");
  await page.keyboard.type("0");
  await page.keyboard.press("Enter");
  const rows = () => server.rows(project, "items");
  await until("durations are kept", async () => {
    const [, configure, migrate, live] = await rows();
    return (
      configure?.duration_s === 3 * DAY_S && migrate?.duration_s === 5 * DAY_S && live?.is_milestone
    );
  });

  await cell(page, "Configure", "title").click();
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Alt+Shift+ArrowRight");
  await until(
    "both are indented",
    async () => (await rows()).filter((item) => item.level === 1).length === 2,
  );
  await page.keyboard.press("Control+F2");
  await until("they are linked", async () => (await server.rows(project, "links")).length === 1);
  await cell(page, "Migrate", "title").click();
  await page.keyboard.press("Alt+Shift+ArrowUp");
  await until("it moved up", async () => (await rows())[1].title === "Migrate");
  const focused = await page.evaluate(() => document.activeElement?.getAttribute("aria-label"));
  assert.equal(focused, "Name: Migrate", "the keyboard stays on the moved row");
  for (let step = 0; step < 3; step++) await page.keyboard.press("Control+z");
  await until("three steps back", async () => {
    const now = await rows();
    return (
      now.every((item) => item.level === 0) && (await server.rows(project, "links")).length === 0
    );
  });
  assertClean(page);
}

async function typedLinks({ browser, server }) {
  await server.start();
  const { project } = await makePlan(server, [
    ["Build", 2],
    ["Test", 3],
    ["Go-live", 0],
  ]);
  const page = await openPage(browser);
  await openPlan(page, server, project);
  await page.setViewportSize({ width: 2000, height: 900 });
  await page.locator('[role="separator"]').first().focus();
  for (let step = 0; step < 20; step++) await page.keyboard.press("ArrowRight");
  await cell(page, "Test", "predecessors").click();
  await page.keyboard.type("1FS+1d");
  await page.keyboard.press("Enter");
  await until("the link is there", async () => {
    const [link] = await server.rows(project, "links");
    return link?.type === "fs" && link.lag_s === DAY_S;
  });
  await page.keyboard.type("77");
  await page.keyboard.press("Enter");
  await page.getByRole("alert").getByText("There is no such row").waitFor();
  await page.keyboard.press("Escape");
  await cell(page, "Go-live", "resources").click();
  await page.keyboard.type("ERP lead[50%]");
  await page.keyboard.press("Enter");
  await until("the assignment and its resource are there", async () => {
    const [one] = await server.rows(project, "assignments");
    return one?.units === 0.5 && (await server.rows(project, "resources"))[0]?.title === "ERP lead";
  });
  await cell(page, "Build", "predecessors").click();
  await page.keyboard.type("2");
  await page.keyboard.press("Enter");
  await page.locator(".notice", { hasText: "Not applied" }).waitFor();
  assert.equal((await server.rows(project, "links")).length, 1, "a circle is refused");
  assertClean(page);
}

async function ranges({ browser, server }) {
  await server.start();
  const { project } = await makePlan(server, [
    ["Build", 2],
    ["Test", 3],
    ["Train", 4],
  ]);
  const page = await openPage(browser);
  await openPlan(page, server, project);
  const durations = async () =>
    (await server.rows(project, "items")).map((i) => i.duration_s / DAY_S);
  await cell(page, "Build", "duration").click();
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Control+d");
  await until("filled down", async () => (await durations()).join() === "2,2,2");
  await page.keyboard.press("Control+z");
  await until("in one step back", async () => (await durations()).join() === "2,3,4");
  await cell(page, "Test", "title").click();
  await page.evaluate(() => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", "Test all\t6d\nTrain users\t1w\nGo-live\t0d\n");
    const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
    document.activeElement.dispatchEvent(event);
  });
  await until("pasted, and a row added", async () => (await durations()).join() === "2,6,5,0");
  const titles = (await server.rows(project, "items")).map((item) => item.title);
  assert.deepEqual(titles, ["Build", "Test all", "Train users", "Go-live"]);
  assertClean(page);
}

async function compose({ browser, server }) {
  await server.start();
  const { project } = await makePlan(server, [
    ["Build", 2],
    ["Test", 3],
  ]);
  const page = await openPage(browser);
  await openPlan(page, server, project);
  await cell(page, "Build", "title").click();
  const input = await page.context().newCDPSession(page);
  await input.send("Input.imeSetComposition", { text: "に", selectionStart: 1, selectionEnd: 1 });
  await input.send("Input.imeSetComposition", { text: "日本", selectionStart: 2, selectionEnd: 2 });
  assert.equal(await page.locator("[data-active] input").inputValue(), "日本");
  await input.send("Input.insertText", { text: "日本" });
  assert.equal(await page.locator("[data-active] input").inputValue(), "日本");
  await page.keyboard.press("Enter");
  await until(
    "the whole word is kept",
    async () => (await server.rows(project, "items"))[0].title === "日本",
  );
  assertClean(page);
}

async function columns({ browser, server }) {
  await server.start();
  const { project } = await makePlan(server, [["Build", 2]]);
  const page = await openPage(browser);
  await openPlan(page, server, project);
  await page.getByRole("button", { name: "Columns" }).click();
  await page.getByRole("checkbox", { name: "Deadline" }).check();
  await page.keyboard.press("Escape");
  await page.getByRole("columnheader", { name: "Deadline" }).waitFor();
  await page.getByRole("columnheader", { name: "Duration" }).focus();
  await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("Alt+ArrowLeft");
  const order = () => page.locator('[role="columnheader"]').allInnerTexts();
  await until(
    "the column moved",
    async () => (await order()).slice(0, 3).join() === "No.,WBS,Duration",
  );
  await page.reload();
  await row(page, "Build").waitFor();
  assert.deepEqual((await order()).slice(0, 3), ["No.", "WBS", "Duration"]);
  assertClean(page);
}

async function dragRow({ browser, server }) {
  await server.start();
  const { project } = await makePlan(server, [
    ["Build", 2],
    ["Test", 3],
    ["Train", 4],
  ]);
  const page = await openPage(browser);
  await openPlan(page, server, project);
  const from = await cell(page, "Train", "number").boundingBox();
  const to = await cell(page, "Build", "number").boundingBox();
  await page.mouse.move(from.x + 10, from.y + 10);
  await page.mouse.down();
  await page.mouse.move(to.x + 10, to.y + 12, { steps: 4 });
  await page.mouse.move(to.x + 10, to.y + 2);
  await page.mouse.up();
  await until(
    "the row is first",
    async () => (await server.rows(project, "items"))[0].title === "Train",
  );
  assertClean(page);
}

async function manyRows({ browser, server }) {
  await server.start();
  const lines = Array.from({ length: 10_000 }, (_, at) => [`Item ${at + 1}`, 1 + (at % 9)]);
  const { project } = await makePlan(server, lines);
  const page = await openPage(browser);
  await openPlan(page, server, project);
  await row(page, "Item 1").waitFor();
  const grid = page.locator('[role="treegrid"]');
  assert.equal(await grid.getAttribute("aria-rowcount"), "10002");
  await cell(page, "Item 1", "title").first().click();
  await page.keyboard.press("Control+End");
  await page.locator('[role="row"][aria-rowindex="10001"]').waitFor();
  const inDocument = await page.locator('[role="row"]').count();
  assert.ok(inDocument < 80, `${inDocument} rows are in the document`);
  await page.locator(".scroller").evaluate((node) => {
    node.scrollTop = 0;
  });
  await page.locator('[role="row"][aria-rowindex="2"]').waitFor();
  assert.equal(await page.evaluate(() => document.activeElement?.tagName), "INPUT");
  await page.keyboard.press("/");
  await assertAccessible(page, "the plan");
  assertClean(page);
}

export const journeys = [
  { name: "by keyboard alone", run: byKeyboard },
  { name: "links and people typed", run: typedLinks },
  { name: "ranges", run: ranges },
  { name: "an input method", run: compose },
  { name: "columns", run: columns },
  { name: "a row dragged", run: dragRow },
  { name: "ten thousand rows", run: manyRows },
];
