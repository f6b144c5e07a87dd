// A plan with a lead and a date set by hand: the check tells both, leads to the item, mends them as
// edits, and Undo brings them back.
import { assertAccessible, assertClean, openPage } from "./kit.mjs";

async function checkPlan({ browser, server }) {
  await server.start("--demo");
  const project = await server.post("/projects", { title: "Check", start: "2026-03-02T08:00:00Z" });
  const item = (temp, title, more = {}) => ({
    op: "create",
    entity: "item",
    temp,
    set: { title, duration_s: 57600, ...more },
  });
  const by_hand = { is_manual: true, start: "2026-03-09T08:00:00Z" };
  const link = { pred: -1, succ: -2, lag_s: -3600 };
  await server.post(`/projects/${project.id}/operations`, {
    operations: [
      item(-1, "Order racks"),
      item(-2, "Build racks"),
      item(-3, "Switch on", by_hand),
      { op: "create", entity: "link", temp: -4, set: link },
    ],
  });
  const page = await openPage(browser);
  await page.goto(`${server.url}/projects/${project.id}/lint`);
  const leads = page.getByRole("listitem").filter({ hasText: "Links with a negative lag" });
  await leads.getByText("Broken").waitFor();
  await assertAccessible(page, "the check of a plan");
  if (process.env.GANTLINE_PICTURES)
    await page.screenshot({ path: `${process.env.GANTLINE_PICTURES}/lint.png` });

  await leads.getByRole("button", { name: "Fix" }).click();
  await leads.getByText("Kept").waitFor();
  await page.keyboard.press("Control+z");
  await leads.getByText("Broken").waitFor();
  const manual = page.getByRole("listitem").filter({ hasText: "Dates set by hand" }).first();
  await manual.getByRole("button", { name: "Switch on" }).click();
  const row = page.locator('[role="row"][aria-selected="true"]');
  await row.filter({ hasText: "Switch on" }).waitFor();
  assertClean(page);
}

export const journeys = [{ name: "the check of a plan and its fixes", run: checkPlan }];
