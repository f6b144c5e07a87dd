// A file whose own dates contradict its links comes in: the report leads to the differences, which tell
// the cause and what follows from it; they are filtered, looked up in the plan, dismissed and brought
// back by Undo.
import assert from "node:assert/strict";
import { assertAccessible, assertClean, openPage, until } from "./kit.mjs";

const link = (uid) =>
  `<PredecessorLink><PredecessorUID>${uid}</PredecessorUID><Type>1</Type></PredecessorLink>`;
const task = (uid, name, day, more = "") =>
  `<Task><UID>${uid}</UID><Name>${name}</Name><OutlineLevel>1</OutlineLevel>` +
  `<Duration>PT16H0M0S</Duration><Start>2026-03-${day}T08:00:00</Start>` +
  `<Finish>2026-03-${String(Number(day) + 1).padStart(2, "0")}T17:00:00</Finish>${more}</Task>`;
const FILE =
  '<Project xmlns="http://schemas.microsoft.com/project"><Title>Move</Title>' +
  "<StartDate>2026-03-02T08:00:00</StartDate><Tasks>" +
  task(1, "Order racks", "02") +
  task(2, "Build racks", "02", link(1)) +
  task(3, "Pull cables", "04", link(2)) +
  task(4, "Switch on", "09", link(3)) +
  task(5, "Train people", "10") +
  "</Tasks></Project>";

async function readDifferences({ browser, server }) {
  await server.start("--demo");
  const page = await openPage(browser);
  await page.goto(server.url);
  await page.getByRole("button", { name: "Import…" }).click();
  const input = page.getByRole("dialog").locator('input[type="file"]');
  await input.setInputFiles({ name: "m.xml", mimeType: "text/xml", buffer: Buffer.from(FILE) });
  await page.getByRole("button", { name: "Show differences and reasons" }).click();
  await page.getByRole("heading", { name: "Differences from the file" }).waitFor();
  await page.getByText("the file breaks its own link").waitFor();
  await page.getByRole("heading", { name: "Build racks" }).waitFor();
  await page.getByText("Follows from “Build racks”").waitFor();
  await assertAccessible(page, "the differences");
  if (process.env.GANTLINE_PICTURES)
    await page.screenshot({ path: `${process.env.GANTLINE_PICTURES}/differences.png` });

  const reasons = page.getByRole("group", { name: "Reason" });
  await reasons.getByRole("button", { name: "Not explained" }).click();
  await page.getByRole("heading", { name: "Build racks" }).waitFor({ state: "detached" });
  assert.equal(await page.getByRole("heading", { name: "Train people" }).count(), 1);
  await reasons.getByRole("button", { name: "All" }).click();
  await page.getByRole("searchbox").fill("cables");
  await until("one row is left", async () => (await page.locator("tbody tr").count()) === 1);
  await page.getByRole("button", { name: "Pull cables" }).click();
  await page
    .locator('[role="row"][aria-selected="true"]')
    .filter({ hasText: "Pull cables" })
    .waitFor();

  await page.getByRole("link", { name: "File", exact: true }).click();
  await page.getByRole("button", { name: "Forget what the file had stored" }).click();
  await page.getByText("Nothing to compare").waitFor();
  await page.keyboard.press("Control+z");
  await page.getByText("the file breaks its own link").waitFor();
  assertClean(page);
}

export const journeys = [
  { name: "differences of an import and their reasons", run: readDifferences },
];
