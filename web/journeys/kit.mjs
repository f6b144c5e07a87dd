// What every journey needs: a server of its own on a free port with an empty folder, a browser, and
// pages that fail a journey on any console error, broken policy or exception. Nothing here sleeps to
// wait for a state; `until` asks again.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import { chromium } from "playwright-core";

export const program = process.env.GANTLINE ?? "gantline";
const web = join(import.meta.dirname, "..", "dist");
export const shared = process.env.GANTLINE_SHARED ?? join(import.meta.dirname, "../../../shared");

const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export function openBrowser() {
  const executablePath = process.env.CHROMIUM || "/usr/bin/chromium";
  return chromium.launch({ executablePath, args: FLAGS });
}

/** Servers that run; none outlives the journeys, whatever becomes of them. */
const running = new Set();
process.on("exit", () => {
  for (const one of running) one.kill("SIGKILL");
});

/** The program on a folder; stop and start again keep folder and port. */
export class Server {
  constructor() {
    this.folder = mkdtempSync(join(tmpdir(), "gantline-journey-"));
    this.port = 0;
    this.process = null;
    this.output = "";
  }

  async start(...options) {
    const place = ["serve", "--data", this.folder, "--port", String(this.port)];
    this.process = spawn(program, [...place, "--web-dir", web, ...options]);
    const started = this.process;
    running.add(started);
    started.once("exit", () => running.delete(started));
    this.process.stderr.on("data", (data) => {
      this.output += data;
    });
    this.port = await this.#listening();
    this.url = `http://127.0.0.1:${this.port}`;
    return this;
  }

  #listening() {
    return new Promise((resolve, reject) => {
      const listen = (data) => {
        this.output += data;
        const match = /http:\/\/[^:\s]+:(\d+)/.exec(this.output);
        if (match) resolve(Number(match[1]));
      };
      this.process.stdout.on("data", listen);
      this.process.stderr.on("data", listen);
      this.process.once("error", reject);
      this.process.once("exit", (code) =>
        reject(new Error(`the server ended with ${code}: ${this.output}`)),
      );
    });
  }

  async stop() {
    const { process: mine } = this;
    if (!mine || mine.exitCode !== null) return;
    const ended = new Promise((resolve) => mine.once("exit", resolve));
    mine.kill("SIGTERM");
    const timer = setTimeout(() => mine.kill("SIGKILL"), 8000);
    await ended;
    clearTimeout(timer);
    this.output = "";
  }

  async remove() {
    await this.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  async get(path) {
    const response = await fetch(`${this.url}/api/v1${path}`);
    assert.ok(response.ok, `GET ${path} answered ${response.status}`);
    return response.json();
  }

  async post(path, body) {
    const response = await fetch(`${this.url}/api/v1${path}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    assert.ok(response.ok, `POST ${path} answered ${response.status}: ${text.slice(0, 300)}`);
    return JSON.parse(text);
  }

  /** Rows of a table of the plan, as objects. */
  async rows(project, table) {
    const plan = await this.get(`/projects/${project}/plan`);
    const { count, columns } = plan[table];
    return Array.from({ length: count }, (_, row) =>
      Object.fromEntries(
        Object.entries(columns).map(([name, column]) => [
          name,
          Array.isArray(column) ? column[row] : column.all,
        ]),
      ),
    );
  }

  async item(project, title) {
    const rows = await this.rows(project, "items");
    const found = rows.find((row) => row.title === title);
    assert.ok(found, `there is an item ${title}`);
    return found;
  }
}

/** Errors that a page may not have; lost connections are expected while a server is stopped. */
const CONNECTION = /ERR_CONNECTION|ERR_EMPTY_RESPONSE|ERR_INCOMPLETE|Failed to fetch|EventSource/;
const STATUS = /the server responded with a status of (409|422|503)/;

export async function openPage(browser, options = {}) {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
    acceptDownloads: true,
    ...options,
  });
  return watchPage(await context.newPage());
}

export async function watchPage(page) {
  page.faults = [];
  page.on("pageerror", (error) => page.faults.push(String(error.stack ?? error)));
  page.on("console", (message) => {
    const text = message.text();
    const isFault = message.type() === "error" && !CONNECTION.test(text) && !STATUS.test(text);
    if (isFault || text.startsWith("policy:")) page.faults.push(text);
  });
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      console.log(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`);
    });
  });
  page.setDefaultTimeout(10_000);
  return page;
}

export function assertClean(page) {
  assert.deepEqual(page.faults, [], "the page has no errors");
}

/** Asks until the claim holds; tells the last answer when it never did. */
export async function until(what, ask, milliseconds = 10_000) {
  const end = Date.now() + milliseconds;
  let last;
  while (Date.now() < end) {
    last = await ask();
    if (last) return last;
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
  assert.fail(`${what}; last answer: ${JSON.stringify(last)}`);
}

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** `rule` alone where the rest was looked at already: contrast in the dark theme. */
export async function assertAccessible(page, what, rule) {
  const builder = new AxeBuilder({ page });
  const { violations } = await (
    rule ? builder.withRules([rule]) : builder.withTags(RULES)
  ).analyze();
  const told = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => node.target.join(" "))}`,
  );
  assert.deepEqual(told, [], `${what} has no accessibility findings`);
}

/** The cell of an item in the grid, by the words of its row. */
export function cell(page, title, column) {
  return row(page, title).locator(`[data-column="${column}"]`);
}

export function row(page, title) {
  return page
    .locator('[role="treegrid"] [role="row"]')
    .filter({ has: page.locator('[data-column="title"]', { hasText: title }) })
    .first();
}

export async function openPlan(page, server, project) {
  await page.goto(`${server.url}/projects/${project}/plan`);
  await page.locator('[role="treegrid"]').waitFor();
}

/** Types into a cell as a person does: choose it, type, Enter. */
export async function typeInCell(page, title, column, text) {
  await cell(page, title, column).click();
  await page.keyboard.type(text);
  await page.keyboard.press("Enter");
}
