// Every page once, in both themes and on a narrow screen: it opens, shows what it is for, and has no
// accessibility finding.
import assert from "node:assert/strict";
import { assertAccessible, assertClean, openPage, until } from "./kit.mjs";

const PAGES = [
  ["projects", "/projects", "table.sheet"],
  ["plan", "/projects/1/plan", '[role="treegrid"] [role="row"]'],
  ["calendars", "/projects/1/calendars", ".week"],
  ["resources", "/projects/1/resources", "table.sheet tbody tr"],
  ["levelling", "/projects/1/levelling", "main h1, main h2"],
  ["value", "/projects/1/value", ".figures canvas, .page canvas"],
  ["risk", "/projects/1/risk", ".page canvas"],
  ["late", "/projects/1/late", "main h1, main h2"],
  ["journal", "/projects/1/journal", "main h1, main h2"],
  ["settings", "/projects/1/settings", "section.card"],
];

async function visit({ browser, server }, options, audit) {
  await server.start("--demo");
  const page = await openPage(browser, options);
  for (const [name, path, mark] of PAGES) {
    await page.goto(server.url + path);
    await page.locator(mark).first().waitFor();
    if (audit) await assertAccessible(page, name, audit.rule);
  }
  assertClean(page);
}

async function visitNarrow({ browser, server }) {
  await server.start("--demo");
  const page = await openPage(browser, { viewport: { width: 320, height: 640 } });
  for (const [, path, mark] of PAGES) {
    await page.goto(server.url + path);
    await page.locator(mark).first().waitFor();
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= 320, `${path} is ${wide} px wide`);
  }
  assertClean(page);
}

async function findNothing({ browser, server }) {
  await server.start();
  const page = await openPage(browser);
  await page.goto(server.url);
  await page.getByRole("heading", { name: "Plan your first project" }).waitFor();
  await assertAccessible(page, "the empty list");
  await page.goto(`${server.url}/projects/99/plan`);
  await page.getByRole("alert").waitFor();
  await page.goto(`${server.url}/nowhere`);
  await page.getByRole("alert").waitFor();
}

async function editCalendar({ browser, server }) {
  await server.start("--demo");
  const page = await openPage(browser);
  await page.goto(`${server.url}/projects/1/calendars`);
  await page.getByLabel("Saturday, Hours").fill("08:00-12:00");
  await page.getByLabel("Saturday, Hours").press("Enter");
  await until("Saturday is worked", async () => {
    const rows = await server.rows(1, "calendars");
    return rows.some((row) => row.saturday === "08:00-12:00");
  });
  await page.getByRole("button", { name: "Add an exception" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("Company outing");
  await dialog.getByLabel("From").fill("2027-02-03");
  await assertAccessible(page, "the dialog of an exception");
  await dialog.getByRole("button", { name: "Save" }).click();
  await page.getByRole("cell", { name: "Company outing", exact: true }).waitFor();
  const exceptions = await until("the exception is kept", async () => {
    const rows = await server.rows(1, "calendar_exceptions");
    return rows.filter((row) => row.title === "Company outing")[0];
  });
  assert.equal(exceptions.from, 20852);
  assertClean(page);
}

async function repeatException({ browser, server }) {
  await server.start("--demo");
  const page = await openPage(browser);
  await page.goto(`${server.url}/projects/1/calendars`);
  await page.getByRole("button", { name: "Add an exception" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("Release evening");
  await dialog.getByLabel("From").fill("2027-01-04");
  await dialog.getByLabel("Kind").selectOption("monthly_position");
  await dialog.getByLabel("Position").selectOption("last");
  await dialog.getByLabel("Day", { exact: true }).selectOption("friday");
  await dialog.getByText("After a number of times").click();
  await dialog.getByLabel("Occurrences").fill("6");
  await dialog.getByRole("img", { name: "6 days in 2027" }).waitFor();
  await assertAccessible(page, "the dialog of a rule that repeats");
  await dialog.getByLabel("Kind").selectOption("weekly");
  await dialog.getByRole("button", { name: "Save" }).click();
  await dialog.getByText("Choose at least one day").waitFor();
  await dialog.getByLabel("Kind").selectOption("monthly_position");
  await dialog.getByRole("button", { name: "Save" }).click();
  await page.getByText("on the last Friday of the month").waitFor();
  const kept = await until("the rule is kept", async () => {
    const rows = await server.rows(1, "calendar_exceptions");
    return rows.find((one) => one.title === "Release evening");
  });
  assert.deepEqual([kept.kind, kept.occurrences], ["monthly_position", 6]);
  assertClean(page);
}

async function editResource({ browser, server }) {
  await server.start("--demo");
  const page = await openPage(browser);
  await page.goto(`${server.url}/projects/1/resources`);
  await page.getByLabel("Name of the new resource").fill("Storage engineer 1");
  await page.keyboard.press("Enter");
  const units = page.getByLabel("Units at most: Storage engineer 1");
  await units.fill("50");
  await units.press("Enter");
  await until("the units are kept", async () => {
    const rows = await server.rows(1, "resources");
    return rows.find((row) => row.title === "Storage engineer 1")?.max_units === 0.5;
  });
  await page.getByRole("link", { name: "Journal" }).click();
  await page.getByText("Storage engineer 1").first().waitFor();
  assertClean(page);
}

async function editRates({ browser, server }) {
  await server.start("--demo");
  const page = await openPage(browser);
  await page.goto(`${server.url}/projects/1/resources`);
  await page
    .getByRole("button", { name: /^All fields: / })
    .first()
    .click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Initials").fill("PX");
  await dialog.getByLabel("Initials").press("Enter");
  await dialog.getByLabel("Rate table").selectOption("1");
  await dialog.getByRole("button", { name: "Add a rate" }).click();
  const rate = dialog.getByLabel("Rate B1: Rate", { exact: true });
  await rate.fill("95,50");
  await rate.press("Enter");
  await dialog.getByRole("button", { name: "Add an availability" }).click();
  const units = dialog.getByLabel("Availability 1: Units");
  await units.fill("50 %");
  await units.press("Enter");
  await dialog.getByRole("img", { name: /50 %/ }).waitFor();
  await assertAccessible(page, "the details of a resource");
  await until("all is kept", async () => {
    const { resource_rates: rates } = await server.get("/projects/1/resource_rates");
    const { resource_availabilities: there } = await server.get(
      "/projects/1/resource_availabilities",
    );
    const isRate = rates.some((one) => one.table_no === 1 && one.std_rate_minor === 9550);
    return isRate && there.some((one) => one.units === 0.5);
  });
  assertClean(page);
}

async function editSettings({ browser, server }) {
  await server.start("--demo");
  const page = await openPage(browser);
  await page.goto(`${server.url}/projects/1/settings`);
  await page.getByLabel("Name", { exact: true }).fill("Nordwind ERP, phase 2");
  await page.getByLabel("Name", { exact: true }).press("Enter");
  await page.getByRole("heading", { level: 1, name: "Nordwind ERP, phase 2" }).waitFor();
  const { title } = await until("the title is kept", async () => {
    const project = await server.get("/projects/1");
    return project.title.endsWith("phase 2") && project;
  });
  assert.equal(title, "Nordwind ERP, phase 2");
  assertClean(page);
}

/** Listeners and canvases of the page, after the rubbish is gone. */
async function countKept(page, session) {
  await session.send("HeapProfiler.collectGarbage");
  const { metrics } = await session.send("Performance.getMetrics");
  const listeners = metrics.find(({ name }) => name === "JSEventListeners").value;
  return { listeners, canvases: await page.locator("canvas").count() };
}

async function leaveNothing({ browser, server }) {
  await server.start("--demo");
  const page = await openPage(browser);
  await page.goto(`${server.url}/projects/1/calendars`);
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  const round = async () => {
    for (const [name, , mark] of PAGES.slice(1)) {
      await page.locator(`main nav a[href$="/${name}"]`).click();
      await page.locator(mark).first().waitFor();
    }
  };
  for (let times = 0; times < 2; times++) await round();
  const before = await countKept(page, session);
  for (let times = 0; times < 10; times++) await round();
  const after = await countKept(page, session);
  assert.ok(after.listeners <= before.listeners + 20, JSON.stringify({ before, after }));
  assert.equal(after.canvases, before.canvases);
  assertClean(page);
}

async function send(server, path, body) {
  const headers = { "Content-Type": "application/json" };
  const init = { method: "POST", headers, body: JSON.stringify(body) };
  const answer = await fetch(`${server.url}/api/v1${path}`, init);
  assert.ok(answer.ok, `${path}: ${answer.status}`);
  return answer.json();
}

async function measureValue({ browser, server }) {
  await server.start();
  const { id } = await send(server, "/projects", { title: "Racks", start: "2026-03-02T08:00:00Z" });
  const item = { title: "Order", duration_s: 144000, percent_complete: 50 };
  await send(server, `/projects/${id}/items`, item);
  const page = await openPage(browser);
  await page.goto(`${server.url}/projects/${id}/value`);
  await page.getByRole("heading", { name: "Nothing to measure against yet" }).waitFor();
  await assertAccessible(page, "no baseline");
  await page.getByRole("button", { name: "Keep the present dates" }).click();
  await page.locator(".page canvas").waitFor();
  await until("half of a week is earned", async () =>
    (await page.locator("table").last().textContent()).includes("20 h"),
  );
  await page.getByLabel("Measured in").selectOption("cost");
  await until("nothing has a price", async () =>
    (await page.locator(".figures").textContent()).includes("–"),
  );
  assertClean(page);
}

async function speakGerman({ browser, server }) {
  await server.start("--demo");
  const page = await openPage(browser, { locale: "de-DE" });
  await page.goto(server.url);
  await page.getByRole("heading", { name: "Projekte", exact: true }).waitFor();
  await page.goto(`${server.url}/projects/1/calendars`);
  await page.getByRole("heading", { name: "Arbeitswoche" }).waitFor();
  assertClean(page);
}

export const journeys = [
  { name: "light, with axe", run: (on) => visit(on, { colorScheme: "light" }, {}) },
  {
    name: "dark, with contrast",
    run: (on) => visit(on, { colorScheme: "dark" }, { rule: "color-contrast" }),
  },
  {
    name: "reduced motion and forced colours",
    run: (on) => visit(on, { reducedMotion: "reduce", forcedColors: "active" }),
  },
  { name: "320 px wide", run: visitNarrow },
  { name: "nothing there", run: findNothing },
  { name: "a calendar is changed", run: editCalendar },
  { name: "an exception repeats", run: repeatException },
  { name: "a resource is added", run: editResource },
  { name: "rates and availability of a resource", run: editRates },
  { name: "the project is renamed", run: editSettings },
  { name: "earned value against a baseline", run: measureValue },
  { name: "fifty page changes leave nothing behind", run: leaveNothing },
  { name: "German", run: speakGerman },
];
