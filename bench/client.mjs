// The client in a real browser, on plans of the sizes that the budgets speak of: opening, an edit
// with its consequences, scrolling, memory. Run by `./run bench client`:
//     GANTLINE=program node bench/client.mjs PLAN10K.xml PLAN100K.xml
// Each opening has a page of its own with an empty cache; times are taken inside the page; loops
// are bounded. The browser runs without a graphics card and paints with the processor, beside the
// server: the rates of frames are a lower bound of what people see, and never above 60.
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { openBrowser, openPage, Server } from "../web/journeys/kit.mjs";

const TIMES_OPENED = 3;
const EDITS = 12;
const WARM_EDITS = 2;
const WHEELS = 150;
const WHEEL_PX = 240;
const LIMIT_MS = 60_000;
const MIB = 1 << 20;

const SIZES = [
  { n: 10_000, open_s: 1, edit_ms: 100, frames: 60 },
  { n: 100_000, open_s: 3, frames: 50, heap_mib: 400 },
];

function say(bench, value, unit, goal) {
  const round = (number, digits) => Number(number.toFixed(digits));
  const line = {
    bench,
    value: round(value, 2),
    unit,
    reference: goal,
    ratio: round(value / goal, 2),
    goal,
  };
  console.log(JSON.stringify(line));
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}

async function load(server, file) {
  const place = `${server.url}/api/v1/import?format=mspdi&name=${basename(file)}`;
  const headers = { "Content-Type": "application/xml" };
  const answer = await fetch(place, { method: "POST", headers, body: readFileSync(file) });
  if (!answer.ok) throw new Error(`${place}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()).project;
}

/** Notes in the page when the first row has words and was painted. */
function noteFirstRow() {
  const look = () => {
    const title = document.querySelector('[data-item] [data-column="title"]');
    if (!title?.textContent?.trim()) return requestAnimationFrame(look);
    requestAnimationFrame(() => setTimeout(() => (window.firstRow = performance.now())));
  };
  requestAnimationFrame(look);
}

async function open(browser, address) {
  const page = await openPage(browser);
  page.setDefaultTimeout(LIMIT_MS);
  await page.addInitScript(noteFirstRow);
  await page.goto(address);
  const at = await page.waitForFunction(() => window.firstRow);
  return { page, seconds: (await at.jsonValue()) / 1000 };
}

/** From the Enter that ends the typing to the new finish in the row, which most rows follow. */
function timeEdit({ item }) {
  const find = () => document.querySelector(`[data-item="${item}"] [data-column="finish"]`);
  const before = find().textContent;
  window.edit = new Promise((resolve) => {
    let pressed = 0;
    const press = (event) => {
      if (event.key === "Enter" && pressed === 0) pressed = performance.now();
    };
    const watcher = new MutationObserver(() => {
      if (pressed === 0 || find()?.textContent === before) return;
      watcher.disconnect();
      document.removeEventListener("keydown", press, true);
      resolve(performance.now() - pressed);
    });
    document.addEventListener("keydown", press, true);
    watcher.observe(document.body, { subtree: true, childList: true, characterData: true });
  });
}

async function edit(page) {
  const row = page.locator('[data-kind="item"][data-item]').first();
  const item = await row.getAttribute("data-item");
  const taken = [];
  for (let i = 0; i < EDITS + WARM_EDITS; i++) {
    await page.locator(`[data-item="${item}"] [data-column="duration"]`).click();
    await page.evaluate(timeEdit, { item });
    await page.keyboard.type(i % 2 === 0 ? "23d" : "40d");
    await page.keyboard.press("Enter");
    taken.push(await page.evaluate(() => window.edit));
  }
  return median(taken.slice(WARM_EDITS));
}

function countFrames() {
  window.frames_at = [];
  const note = (at) => {
    window.frames_at.push(at);
    window.counting = requestAnimationFrame(note);
  };
  window.counting = requestAnimationFrame(note);
}

/** Frames a second while the wheel turns, over the whole way. */
async function scroll(page) {
  const sheet = await page.locator(".scroller").boundingBox();
  await page.mouse.move(sheet.x + sheet.width / 2, sheet.y + sheet.height / 2);
  await page.evaluate(countFrames);
  for (let i = 0; i < WHEELS; i++) await page.mouse.wheel(0, WHEEL_PX);
  const [frames, way] = await page.evaluate(() => {
    cancelAnimationFrame(window.counting);
    return [window.frames_at, document.querySelector(".scroller").scrollTop];
  });
  if (way < (WHEELS * WHEEL_PX) / 2) throw new Error(`scrolled ${way} px only`);
  return ((frames.length - 1) * 1000) / (frames.at(-1) - frames[0]);
}

/** What is reachable, with the bytes of typed arrays, which lie outside the heap. */
async function heapMib(page) {
  const session = await page.context().newCDPSession(page);
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize, backingStorageSize = 0 } = await session.send("Runtime.getHeapUsage");
  return (usedSize + backingStorageSize) / MIB;
}

async function measureSize(browser, server, file, { n, open_s, edit_ms, frames, heap_mib }) {
  const address = `${server.url}/projects/${await load(server, file)}/plan`;
  const opened = [];
  let page;
  for (let i = 0; i < TIMES_OPENED; i++) {
    await page?.context().close();
    const answer = await open(browser, address);
    page = answer.page;
    opened.push(answer.seconds);
  }
  say(`client: open to the first row, ${n} items`, median(opened), "s", open_s);
  if (edit_ms)
    say(`client: an edit with its consequences, ${n} items`, await edit(page), "ms", edit_ms);
  say(`client: scrolling, ${n} items`, await scroll(page), "frames/s", frames);
  if (heap_mib) say(`client: JavaScript heap, ${n} items`, await heapMib(page), "MiB", heap_mib);
  await page.context().close();
}

const browser = await openBrowser();
const server = await new Server().start();
try {
  for (const [at, size] of SIZES.entries())
    await measureSize(browser, server, process.argv[2 + at], size);
} finally {
  await browser.close();
  await server.remove();
}
