// Rules of calculation are tried before they are saved: what would move stands beside the form, and one
// undo takes the new rules back.
import assert from "node:assert/strict";
import { assertAccessible, assertClean, openPage, until } from "./kit.mjs";

const profileOf = async (server) => (await server.get("/projects/1")).profile;

async function tryRules({ browser, server }) {
  await server.start("--demo");
  const before = await server.get("/projects/1");
  const page = await openPage(browser);
  await page.goto(`${server.url}/projects/1/settings`);
  const form = page.getByRole("region", { name: "Calculation" });
  await form.getByText("Change a rule on the left").waitFor();
  await form.getByLabel("Calculate by the rules of").selectOption("p6");
  await form.getByLabel("Lags run on the").waitFor();
  await form.getByText("Moving most").waitFor();
  assert.equal(await profileOf(server), "msp", "nothing is saved yet");
  await assertAccessible(page, "the rules that are tried");

  await page.getByRole("link", { name: "Plan", exact: true }).click();
  await page.locator('[role="treegrid"]').waitFor();
  await page.getByRole("link", { name: "Settings", exact: true }).click();
  assert.equal(await form.getByLabel("Calculate by the rules of").inputValue(), "p6", "it is kept");
  await form.getByRole("button", { name: "Cancel" }).click();
  assert.equal(await form.getByLabel("Calculate by the rules of").inputValue(), "msp");

  await form.getByLabel("Calculate by the rules of").selectOption("p6");
  await form.getByText("Moving most").waitFor();
  await form.getByRole("button", { name: "Apply" }).click();
  await until("the rules are saved", async () => (await profileOf(server)) === "p6");
  await page.keyboard.press("Control+z");
  await until("the rules are as before", async () => {
    const now = await server.get("/projects/1");
    return now.profile === "msp" && now.finish === before.finish;
  });
  assertClean(page);
}

async function refuseRules({ browser, server }) {
  await server.start("--demo");
  const page = await openPage(browser);
  await page.goto(`${server.url}/projects/1/settings`);
  const form = page.getByRole("region", { name: "Calculation" });
  await form.getByLabel("Critical up to a float of (days)").fill("99999");
  await form.getByLabel("Critical up to a float of (days)").press("Enter");
  await form.getByRole("alert").waitFor();
  assert.ok(await form.getByRole("button", { name: "Apply" }).isDisabled());
  await form.getByRole("button", { name: "Cancel" }).click();
  await form.getByLabel("Calculate", { exact: true }).selectOption("finish");
  await form.getByLabel("Finish", { exact: true }).fill("2027-06-30");
  await form.getByLabel("Finish", { exact: true }).press("Enter");
  await form.getByText("Another total float").waitFor();
  await form.getByRole("button", { name: "Apply" }).click();
  await until("it is calculated from its finish", async () => {
    const { schedule_from, finish } = await server.get("/projects/1");
    return schedule_from === "finish" && finish.startsWith("2027-06-30");
  });
  assertClean(page);
}

async function addField({ browser, server }) {
  await server.start("--demo");
  const page = await openPage(browser);
  await page.goto(`${server.url}/projects/1/settings`);
  await page.getByLabel("Name of the new field").fill("Owner");
  await page.keyboard.press("Enter");
  await page.getByLabel("Name of Text1").waitFor();
  await page.goto(`${server.url}/projects/1/plan`);
  await page.getByRole("button", { name: "Columns" }).click();
  await page.getByLabel("Owner").waitFor();
  assertClean(page);
}

export const journeys = [
  { name: "rules are tried, left, applied and taken back", run: tryRules },
  { name: "rules that cannot be are refused beside the form", run: refuseRules },
  { name: "a field of the project's own is added", run: addField },
];
