// What meets the eye first: progress and time in the list of projects, a plan at the work that is not
// finished, later where its reader left it, and people by their names.
import assert from "node:assert/strict";
import { assertAccessible, assertClean, openPage, until } from "./kit.mjs";

const firstRow = (page) =>
  page.evaluate(() => {
    const top = (document.querySelector(".scroller")?.getBoundingClientRect().top ?? 0) + 60;
    const seen = [...document.querySelectorAll('[role="row"][data-item]')].filter(
      (one) => one.getBoundingClientRect().top > top,
    );
    return Math.min(...seen.map((one) => Number(one.getAttribute("aria-rowindex"))));
  });

async function open({ browser, server }) {
  await server.start("--demo");
  const page = await openPage(browser);
  await page.goto(`${server.url}/projects`);
  await page.getByText("Waterfall · Execution · 296 items").waitFor();
  await page.getByLabel("Progress: Nordwind ERP").waitFor();
  await assertAccessible(page, "the list of projects");

  await page.getByRole("link", { name: "Nordwind ERP" }).first().click();
  await until("the plan is open at its unfinished work", async () => (await firstRow(page)) > 30);
  await page.locator(".scroller").evaluate((one) => one.scrollTo(0, 320));
  const left = await until("it is scrolled", async () => {
    const row = await firstRow(page);
    return row < 20 && row;
  });
  await page.getByRole("link", { name: "Journal", exact: true }).click();
  await page.locator("main li strong", { hasText: "Planner" }).first().waitFor();
  await page.getByRole("link", { name: "Plan", exact: true }).click();
  await until("it is where it was left", async () => (await firstRow(page)) === left);
  await page.reload();
  await page.locator(".scroller").waitFor();
  await until("after a reload too", async () => (await firstRow(page)) === left);
  assert.equal(new URL(page.url()).searchParams.get("zoom"), null, "the address says nothing yet");
  assertClean(page);
}

export const journeys = [{ name: "projects, the plan, where it was left", run: open }];
