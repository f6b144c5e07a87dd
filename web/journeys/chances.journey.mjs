// Chances on the plan page: columns and tails from the simulation, stale after an edit and new again by
// themselves; a plan without estimates says what to do.
import assert from "node:assert/strict";
import { assertAccessible, assertClean, cell, openPage, until } from "./kit.mjs";
import { makePlan } from "./plan-grid.journey.mjs";

const COLUMNS = "number,title,duration,start,finish,p50,p80,criticality";

async function openWithColumns({ browser, server }, project) {
  const page = await openPage(browser);
  await page.addInitScript(
    (columns) => localStorage.setItem("gantline.plan.columns", columns),
    COLUMNS,
  );
  await page.goto(`${server.url}/projects/${project}/plan`);
  await page.locator('[role="treegrid"]').waitFor();
  return page;
}

const text = async (page, title, column) => (await cell(page, title, column).textContent()).trim();

async function estimated({ browser, server }) {
  await server.start();
  const { project } = await makePlan(server, [
    ["Build", 10],
    ["Test", 5],
  ]);
  const page = await openWithColumns({ browser, server }, project);
  await page.getByText("No estimates yet").waitFor();
  assert.equal(await text(page, "Build", "p80"), "", "nothing is made up");
  await page.getByRole("button", { name: /Estimate all/ }).click();
  await until("P80 of the build", async () => await text(page, "Build", "p80"));
  await page.getByText("No estimates yet").waitFor({ state: "detached" });
  const before = await text(page, "Build", "p80");
  assert.notEqual(before, await text(page, "Build", "finish"), "it is later than planned");
  await assertAccessible(page, "plan with chances");

  await cell(page, "Build", "duration").click();
  await page.keyboard.type("20d");
  await page.keyboard.press("Enter");
  await page.locator('[data-column="p80"][data-tone="stale"]').first().waitFor();
  await page
    .locator('[data-column="p80"][data-tone="stale"]')
    .first()
    .waitFor({ state: "detached" });
  assert.equal(await text(page, "Build", "p80"), before, "the three durations are what counts");

  await cell(page, "Build", "finish").click();
  const label = await page.locator("[data-active] input").getAttribute("aria-label");
  assert.match(label, /^Finish: .+ \(50 % by .+, 80 % by .+, 90 % by .+\)$/);
  assertClean(page);
}

async function pictureOf(page) {
  return await page
    .locator(".chart canvas")
    .first()
    .evaluate((canvas) => canvas.toDataURL());
}

async function tails({ browser, server }) {
  await server.start("--demo");
  const page = await openPage(browser);
  const asked = page.waitForResponse(/\/simulation$/);
  await page.goto(`${server.url}/projects/1/plan`);
  await asked;
  await page.locator('[role="treegrid"] [data-column="title"]').first().click();
  await until("tails are drawn", async () => {
    const one = await pictureOf(page);
    await page.keyboard.press("Alt+u");
    await page.waitForFunction(
      () => new Promise((done) => requestAnimationFrame(() => done(true))),
    );
    const other = await pictureOf(page);
    await page.keyboard.press("Alt+u");
    return one !== other;
  });
  assertClean(page);
}

export const journeys = [
  { name: "columns of chances follow edits by themselves", run: estimated },
  { name: "tails are switched by a key", run: tails },
];
