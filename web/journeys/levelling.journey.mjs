// Levelling as a person does it: an empty plan, a busy one, the run, load and dates before and after,
// accepted, undone, cleared; by keyboard too, and without an accessibility finding.
import assert from "node:assert/strict";
import { assertAccessible, assertClean, openPage, until } from "./kit.mjs";

async function send(server, path, body) {
  const headers = { "Content-Type": "application/json" };
  const init = { method: "POST", headers, body: JSON.stringify(body) };
  const answer = await fetch(`${server.url}/api/v1${path}`, init);
  assert.ok(answer.ok, `${path}: ${answer.status}`);
  return answer.json();
}

/** Three jobs of two days, all for one engineer, and one for nobody. */
async function makeBusy(server) {
  const { id } = await send(server, "/projects", { title: "Racks", start: "2026-03-02T08:00:00Z" });
  const engineer = await send(server, `/projects/${id}/resources`, { title: "Engineer" });
  for (const title of ["Cabling", "Switches", "Firewalls", "Order"]) {
    const item = await send(server, `/projects/${id}/items`, { title, duration_s: 57600 });
    if (title === "Order") continue;
    await send(server, `/projects/${id}/assignments`, { item: item.id, resource: engineer.id });
  }
  return id;
}

async function finishes(server, id) {
  const rows = await server.rows(id, "items");
  return Math.max(...rows.map((row) => row.finish));
}

async function level({ browser, server }, options = {}) {
  await server.start();
  const { id: empty } = await send(server, "/projects", { title: "Empty" });
  const id = await makeBusy(server);
  const page = await openPage(browser, options);
  await page.goto(`${server.url}/projects/${empty}/levelling`);
  await page.getByRole("heading", { name: "Nothing to level yet" }).waitFor();
  await assertAccessible(page, "nothing to level");

  const before = await finishes(server, id);
  await page.goto(`${server.url}/projects/${id}/levelling?seconds=2`);
  await page.getByRole("button", { name: "Level the plan" }).waitFor();
  await assertAccessible(page, "before the run");
  await page.getByRole("button", { name: "Level the plan" }).press("Enter");
  await page.getByRole("button", { name: "Accept" }).waitFor();
  await page.locator(".page canvas").waitFor();
  const figures = await page.locator(".figures").textContent();
  assert.ok(figures.includes("the best possible"), figures);
  const moves = page.getByRole("table");
  await moves.getByText("Waits for Engineer, busy with").first().waitFor();
  assert.equal(await moves.locator("tbody tr").count(), 2);
  await assertAccessible(page, "the result");
  assert.equal(await finishes(server, id), before, "nothing is set yet");

  await page.getByRole("button", { name: "Accept" }).click();
  await until("the delays are set", async () => (await finishes(server, id)) > before);
  await page.getByRole("button", { name: "Level the plan" }).waitFor();
  await page.getByRole("button", { name: "Undo" }).first().click();
  await until("they are taken back", async () => (await finishes(server, id)) === before);

  await page.getByRole("button", { name: "Level the plan" }).click();
  await page.getByRole("button", { name: "Discard" }).click();
  await page.getByRole("button", { name: "Level the plan" }).click();
  await page.getByRole("button", { name: "Accept" }).click();
  await page.getByRole("button", { name: "Clear levelling" }).click();
  await until("all delays are gone", async () => (await finishes(server, id)) === before);
  assertClean(page);
}

/** A change of somebody else makes the answer stale: it says so, and cannot be accepted. */
async function growStale({ browser, server }) {
  await server.start();
  const id = await makeBusy(server);
  const page = await openPage(browser);
  await page.goto(`${server.url}/projects/${id}/levelling`);
  await page.getByRole("button", { name: "Level the plan" }).click();
  await page.getByRole("button", { name: "Accept" }).waitFor();
  await send(server, `/projects/${id}/items`, { title: "Later thought" });
  await page.getByText("The plan has changed since.").waitFor();
  assert.ok(await page.getByRole("button", { name: "Accept" }).isDisabled());
  await page.getByRole("button", { name: "Level again" }).click();
  await until("it can be accepted", async () =>
    page.getByRole("button", { name: "Accept" }).isEnabled(),
  );
  assertClean(page);
}

async function stop({ browser, server }) {
  await server.start("--demo");
  const page = await openPage(browser);
  await page.goto(`${server.url}/projects/1/levelling?seconds=300&goal=change`);
  await page.getByRole("button", { name: "Level the plan" }).click();
  await page.getByText("plans tried in").waitFor();
  await assertAccessible(page, "the running search");
  await page.getByText("above the best possible").first().waitFor();
  await page.getByRole("button", { name: "Stop and see the best so far" }).click();
  await page.getByText("this is the best so far").waitFor();
  await page.getByRole("button", { name: "Accept" }).waitFor();
  assertClean(page);
}

export const journeys = [
  { name: "a plan is levelled, accepted, undone, cleared", run: (on) => level(on) },
  {
    name: "levelling in the dark",
    run: (on) => level(on, { colorScheme: "dark" }),
  },
  { name: "a levelling grows stale", run: growStale },
  { name: "a levelling is followed live and stopped; its best so far is offered", run: stop },
];
