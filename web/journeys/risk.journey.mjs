// Risk: estimates for all, the plan played through, a risk that delays an item, and undo.
import assert from "node:assert/strict";
import { assertAccessible, assertClean, openPage, until } from "./kit.mjs";

/** Of the first project; not a part of the plan. */
async function records(server, table) {
  return (await server.get(`/projects/1/${table}`))[table];
}

async function simulate({ browser, server }, options) {
  await server.start("--demo");
  const page = await openPage(browser, options);
  await page.goto(`${server.url}/projects/1/risk`);
  await page.locator(".page canvas").first().waitFor();
  await page.getByText(/80 % by/).waitFor();
  await assertAccessible(page, "risk");
  if (process.env.GANTLINE_PICTURES)
    await page.screenshot({
      path: `${process.env.GANTLINE_PICTURES}/risk-${options.colorScheme}.png`,
    });
  await page.getByLabel("Name of a new risk").fill("Late delivery");
  await page.getByLabel("Name of a new risk").press("Enter");
  await until("the risk is there", async () => (await records(server, "risks")).length === 1);
  const chance = page.getByRole("textbox", { name: "Chance" });
  await chance.fill("40 %");
  await chance.press("Enter");
  await until("its chance is kept", async () => {
    const [risk] = await records(server, "risks");
    return risk.probability === 0.4;
  });
  const impact = page.getByRole("textbox", { name: "Impact" });
  await impact.fill("5d");
  await impact.press("Enter");
  await page.getByLabel("Add an item …").selectOption({ index: 3 });
  await until("it touches an item", async () => (await records(server, "risk_items")).length === 1);
  await page.getByRole("button", { name: "Delete the risk" }).click();
  await until("both are gone", async () => (await records(server, "risk_items")).length === 0);
  assertClean(page);
}

async function begin({ browser, server }) {
  await server.start("--demo");
  const page = await openPage(browser);
  await page.goto(`${server.url}/projects/3/risk`);
  await page.locator("main h2").first().waitFor();
  const all = page.getByRole("button", { name: /Estimate all/ });
  await page.locator(".page canvas").first().or(all).first().waitFor();
  if (await all.count()) {
    await all.click();
    await page.locator(".page canvas").first().waitFor();
    const items = await server.rows(3, "items");
    assert.ok(items.some((item) => item.estimate_optimistic_s !== null));
  }
  assertClean(page);
}

export const journeys = [
  {
    name: "a plan played through, and the register of risks",
    run: (on) => simulate(on, { colorScheme: "light" }),
  },
  { name: "the same in the dark", run: (on) => simulate(on, { colorScheme: "dark" }) },
  { name: "estimates for all", run: begin },
];
