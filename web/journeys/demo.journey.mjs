// First start with the demo: a bar is dragged, its successors move, undo puts all back, a reload shows
// the same; and what is shown on the page is what the server has.
import assert from "node:assert/strict";
import { assertClean, openPage, row, until } from "./kit.mjs";

const DAY = 86400;

/** An item not begun, with a successor that it drives. */
async function findMovable(server) {
  const items = await server.rows(1, "items");
  const links = await server.rows(1, "links");
  const byId = new Map(items.map((item) => [item.id, item]));
  const isOpen = (item) =>
    !item.is_summary && item.percent_complete === 0 && item.actual_start === null;
  for (const link of links) {
    const pred = byId.get(link.pred);
    const succ = byId.get(link.succ);
    if (!pred || !succ || !isOpen(pred) || !isOpen(succ)) continue;
    const isAlone = items.filter((item) => item.title.includes(pred.title)).length === 1;
    const isLong = pred.finish - pred.start >= 2 * DAY && pred.constraint === "asap";
    if (succ.driver === link.id && isLong && isAlone && !succ.is_manual) return { pred, succ };
  }
  assert.fail("the demo has an item to drag");
}

async function dragBar({ browser, server }) {
  await server.start("--demo");
  const page = await openPage(browser);
  await page.goto(server.url);
  await page.getByRole("main").getByRole("link", { name: "Nordwind ERP" }).click();
  await page.locator('[role="treegrid"]').waitFor();

  const { pred, succ } = await findMovable(server);
  const origin = Math.floor((pred.start - 7 * DAY) / 3600);
  const zoom = 20;
  const query = new URLSearchParams({ at: String(origin), zoom: String(zoom), q: pred.title });
  await page.goto(`${server.url}/projects/1/plan?${query}`);
  await row(page, pred.title).waitFor();

  const start = row(page, pred.title).locator('[data-column="start"]');
  const shown = await start.textContent();
  const chart = await page.locator("canvas").first().boundingBox();
  const line = await row(page, pred.title).boundingBox();
  const middle = (pred.start + pred.finish) / 2;
  const x = chart.x + ((middle - origin * 3600) * zoom) / DAY;
  const y = line.y + line.height / 2 - 1;
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let step = 1; step <= 14; step++) await page.mouse.move(x + step * 10, y);
  await page.mouse.up();

  const moved = await until("the item starts a week later", async () => {
    const now = await server.item(1, pred.title);
    return now.start >= pred.start + 5 * DAY && now;
  });
  assert.ok(moved.start <= pred.start + 10 * DAY);
  const later = (await server.rows(1, "items")).find((item) => item.id === succ.id);
  assert.ok(later.start > succ.start, "the successor moved too");
  await page.locator(".notice", { hasText: "moved" }).waitFor();

  await page.keyboard.press("Control+z");
  await until("undo puts the dates back", async () => {
    const now = await server.item(1, pred.title);
    return now.start === pred.start && now.constraint === "asap";
  });
  await until("the row shows them", async () => (await start.textContent()) === shown);
  await page.reload();
  await row(page, pred.title).waitFor();
  assert.equal(await start.textContent(), shown);
  const back = (await server.rows(1, "items")).find((item) => item.id === succ.id);
  assert.equal(back.start, succ.start);
  assertClean(page);
}

async function readPanel({ browser, server }) {
  await server.start("--demo");
  const page = await openPage(browser);
  const { pred } = await findMovable(server);
  const query = new URLSearchParams({ q: pred.title });
  await page.goto(`${server.url}/projects/1/plan?${query}`);
  await row(page, pred.title).waitFor();
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Commands" }).fill(pred.title);
  await page.getByRole("option", { name: pred.title }).first().click();
  const panel = page.getByRole("complementary", { name: "Details" });
  await panel.getByText("Why this date?").click();
  await panel.locator("ol button").first().waitFor();

  await panel.getByLabel("Write a comment (Markdown)").fill("Needs the **test data** first.");
  await panel.getByRole("button", { name: "Comment", exact: true }).click();
  await panel.locator("strong", { hasText: "test data" }).waitFor();

  await panel.getByLabel("Duration", { exact: true }).fill("4w");
  await panel.getByLabel("Duration", { exact: true }).press("Enter");
  await until("the duration is kept", async () => {
    const now = await server.item(1, pred.title);
    return now.duration_s === 20 * 8 * 3600 && now.duration_unit === "weeks";
  });
  await panel.getByText("History").click();
  await panel.locator("li strong", { hasText: "Duration" }).first().waitFor();
  assertClean(page);
}

export const journeys = [
  { name: "a bar is dragged, undone, reloaded", run: dragBar },
  { name: "the panel of an item", run: readPanel },
];
