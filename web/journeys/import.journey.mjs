// A real MS Project file comes in with its report, a change of the calendar moves dates, and what goes
// out comes in again as it was. Without the shared data the journey is skipped.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { assertAccessible, assertClean, openPage, shared, until } from "./kit.mjs";

const FILE = join(shared, "data/mspdi/from-mpp/aspose_CalculateCriticalPath.xml");

async function uploadFile(page, file) {
  await page.getByRole("button", { name: "Import…" }).click();
  await page.getByRole("dialog").locator('input[type="file"]').setInputFiles(file);
  await page.getByText("is here").waitFor();
}

function comparable(items) {
  const fields = ["title", "level", "start", "finish", "duration_s", "critical", "is_milestone"];
  return items.map((item) => fields.map((field) => item[field]));
}

async function importFile({ browser, server }) {
  if (!existsSync(FILE)) return "skipped";
  await server.start();
  const page = await openPage(browser);
  await page.goto(server.url);
  await page.getByRole("heading", { name: "Plan your first project" }).waitFor();
  await page.keyboard.press("Escape");
  await uploadFile(page, FILE).catch(async () => {
    await page.getByRole("button", { name: "Import a plan" }).click();
    await page.getByRole("dialog").locator('input[type="file"]').setInputFiles(FILE);
  });
  const dialog = page.getByRole("dialog");
  await dialog.getByText("is here").waitFor();
  await dialog.getByRole("heading", { name: "Kept" }).waitFor();
  await assertAccessible(page, "the import report");
  await dialog.getByRole("button", { name: "Open the plan" }).click();
  await page.locator('[role="treegrid"] [role="row"]').nth(1).waitFor();

  const { projects } = await server.get("/projects");
  const project = projects[0].id;
  const items = await server.rows(project, "items");
  assert.ok(
    items.some((item) => item.critical),
    "a critical path was found",
  );

  await page.getByRole("link", { name: "Calendars" }).click();
  const friday = page.getByLabel("Friday, Hours");
  const hours = await friday.inputValue();
  await friday.fill("");
  await friday.press("Enter");
  await until("dates follow the calendar", async () => {
    const now = await server.rows(project, "items");
    return now.some((item, at) => item.finish !== items[at].finish);
  });
  await friday.fill(hours);
  await friday.press("Enter");
  await until("dates come back", async () => {
    const now = await server.rows(project, "items");
    return now.every((item, at) => item.finish === items[at].finish);
  });

  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page
      .getByRole("button", { name: "Export as MS Project XML" })
      .click()
      .then(() => page.getByRole("menuitem", { name: "Export as MS Project XML" }).click()),
  ]);
  const path = await download.path();
  const xml = readFileSync(path);
  assert.ok(xml.includes("<Project"), "the export is MSPDI");
  await page.goto(server.url);
  await uploadFile(page, { name: "again.xml", mimeType: "text/xml", buffer: xml });
  const second = (await server.get("/projects")).projects.find((one) => one.id !== project).id;
  assert.deepEqual(comparable(await server.rows(second, "items")), comparable(items));
  assertClean(page);
}

async function refuseFile({ browser, server }) {
  await server.start("--demo");
  const page = await openPage(browser);
  await page.goto(server.url);
  await page.getByRole("button", { name: "Import…" }).click();
  const input = page.getByRole("dialog").locator('input[type="file"]');
  await input.setInputFiles({ name: "plan.mpp", mimeType: "x/y", buffer: Buffer.from("x") });
  await page.getByRole("alert").filter({ hasText: "a binary file of MS Project" }).waitFor();
  await input.setInputFiles({ name: "p.xml", mimeType: "x/y", buffer: Buffer.from("<a></b>") });
  await page.getByRole("dialog").getByRole("alert").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
}

export const journeys = [
  { name: "import, calendar, export, import again", run: importFile },
  { name: "files that are none", run: refuseFile },
];
