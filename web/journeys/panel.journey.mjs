// The details of an item: fields of the project's own, everything of an assignment and its pieces, the
// fields of Primavera P6, and pauses that the chart shows.
import assert from "node:assert/strict";
import { assertAccessible, assertClean, cell, openPage, openPlan, until } from "./kit.mjs";
import { makePlan } from "./plan-grid.journey.mjs";

const DAY_S = 8 * 3600;

/** A plan of two items with a resource, a field of the project's own, and an assignment in two pieces. */
async function contouredPlan(server) {
  const made = await makePlan(server, [
    ["Rack servers", 5],
    ["Cable them", 2],
  ]);
  const at = (day, hour) => `2026-03-0${day}T${String(hour).padStart(2, "0")}:00:00Z`;
  const piece = (temp, day, work_s) => ({
    op: "create",
    entity: "assignment_piece",
    temp,
    set: { assignment: -2, start: at(day, 8), finish: at(day, 17), work_s },
  });
  const [item] = made.ids;
  await server.post(`/projects/${made.project}/operations`, {
    operations: [
      { op: "create", entity: "resource", temp: -1, set: { title: "Engineer" } },
      {
        op: "create",
        entity: "assignment",
        temp: -2,
        set: {
          ...{ item, resource: -1, contour: "contoured", work_s: 2 * DAY_S },
          ...{ start: at(2, 8), finish: at(5, 17) },
        },
      },
      piece(-3, 2, DAY_S),
      piece(-4, 5, DAY_S),
      {
        op: "create",
        entity: "custom_field",
        temp: -5,
        set: { target: "item", name: "Cost1", alias: "Budget", kind: "cost" },
      },
    ],
  });
  return made;
}

async function openDetails(page, server, project, title) {
  await openPlan(page, server, project);
  await cell(page, title, "title").click();
  await page.keyboard.press(" ");
  return page.getByRole("complementary", { name: "Details" });
}

async function type(field, text) {
  await field.fill(text);
  await field.press("Enter");
}

const recordsOf = async (server, project, list) =>
  (await server.get(`/projects/${project}/${list}`))[list];

async function editAll({ browser, server }) {
  await server.start();
  const { project } = await contouredPlan(server);
  const page = await openPage(browser);
  const panel = await openDetails(page, server, project, "Rack servers");
  await type(panel.getByLabel("Budget"), "1 200,50");
  const values = () => recordsOf(server, project, "custom_values");
  await until("the budget is kept", async () => (await values())[0]?.value === "1200.5");
  await type(panel.getByLabel("Budget"), "a lot");
  await panel.getByText("Write a number in range").waitFor();
  await panel.getByLabel("Budget").press("Escape");

  await panel.getByRole("button", { name: /All fields of the assignment/ }).click();
  await panel.getByRole("img", { name: "2 pieces, 16 h of work" }).waitFor();
  await panel.getByLabel("Booking").selectOption("soft");
  await type(panel.getByLabel("Piece 2: Work"), "4");
  await until("booking and piece are kept", async () => {
    const [assignment] = await server.rows(project, "assignments");
    const pieces = await recordsOf(server, project, "assignment_pieces");
    return assignment.booking === "soft" && pieces.some((one) => one.work_s === 4 * 3600);
  });
  await panel.getByRole("img", { name: "2 pieces, 12 h of work" }).waitFor();
  await panel.getByRole("button", { name: "Add a piece" }).click();
  await panel.getByLabel("Piece 3: Work").waitFor();
  await assertAccessible(page, "the details of a contoured item");
  await page.keyboard.press("Control+z");
  await until("the piece is taken back", async () => {
    const pieces = await recordsOf(server, project, "assignment_pieces");
    return pieces.length === 2;
  });
  assertClean(page);
}

async function showColumn({ browser, server }) {
  await server.start();
  const { project } = await contouredPlan(server);
  const page = await openPage(browser);
  await openPlan(page, server, project);
  await page.getByRole("button", { name: "Columns" }).click();
  await page.getByLabel("Budget").check();
  await page.keyboard.press("Escape");
  const budget = cell(page, "Cable them", "custom.Cost1");
  await budget.scrollIntoViewIfNeeded();
  await budget.click();
  await page.keyboard.type("300");
  await page.keyboard.press("Enter");
  await until("the value is kept", async () => {
    const values = await recordsOf(server, project, "custom_values");
    return values[0]?.value === "300";
  });
  assertClean(page);
}

async function showP6({ browser, server }) {
  await server.start();
  const { project, ids } = await contouredPlan(server);
  const page = await openPage(browser);
  const panel = await openDetails(page, server, project, "Cable them");
  assert.equal(await panel.getByLabel("Activity type").count(), 0, "not with the other rules");
  const { rev } = await server.get(`/projects/${project}`);
  const set = { profile: "p6" };
  await server.post(`/projects/${project}/operations`, {
    operations: [{ op: "update", entity: "project", id: project, rev, set }],
  });
  await panel.getByLabel("Activity type").selectOption("level_of_effort");
  await panel.getByLabel("Secondary constraint", { exact: true }).selectOption("fnlt");
  const item = await until("both are kept", async () => {
    const one = await server.get(`/items/${ids[1]}`);
    return one.activity_type === "level_of_effort" && one.constraint2 === "fnlt" && one;
  });
  assert.ok(item.constraint2_at, "the constraint got the date that it was on");
  await assertAccessible(page, "the details of an activity of P6");
  assertClean(page);
}

export const journeys = [
  { name: "everything of an item is shown and edited", run: editAll },
  { name: "a field of the project's own is a column", run: showColumn },
  { name: "P6 has fields of its own", run: showP6 },
];
