// The sheet of the plan page: what grid and chart share. Sizes, scroll, time scale, options, the filter, and what
// has just moved. The one idea: one vertical scroll, one row height, one selection; each half reads them here.
import { civilFromDay, dayAt, now } from "../../base/time.ts";
import { DAY, type Instant, type ItemId } from "../../base/units.ts";
import { clampZoom, fitScale, instantAt, type Scale, xOf, zoomAt } from "../../chart/axis.ts";
import { AXIS_HEIGHT } from "../../chart/scene.ts";
import { t, hasText } from "../../i18n/text.ts";
import type { CellWorld } from "../../grid/cell.ts";
import { scrollToRow } from "../../grid/window.ts";
import type { Chances } from "../../model/chances.ts";
import type { App } from "../../state/app.svelte.ts";
import type { PlanState } from "../../state/plan.svelte.ts";
import { readFilter } from "./filter-text.ts";
import { readKept, writeKept } from "./kept.ts";
import { type Options, readOptions } from "./options.ts";
import { firstUnfinished, readScale, spanOf } from "./span.ts";

const FLASH_MS = 1300;
export const STANDARD_GRID = 676;
/** Of finished work that stays in view above the first that is not, and what has to follow below. */
const ROWS_ABOVE = 3;
const ROWS_BELOW = 6;

export class Sheet {
  readonly app: App;
  readonly state: PlanState;
  scrollTop = $state(0);
  width = $state(0);
  height = $state(0);
  chartWidth = $state(0);
  #gridWidth = $state(Number(readKept("grid")) || STANDARD_GRID);
  now = $state.raw<Instant>(now());
  /** Set by the page: moves the native scroller. */
  scrollTo: (top: number) => void = () => {};
  #scale = $state.raw<Scale | null>(null);
  /** Start of the work that the plan was opened at. */
  #work = $state.raw<Instant | null>(null);
  #options = $state.raw<Options>(readOptions(readKept("options")));
  #filter = $state("");
  #moved = $state.raw<ReadonlySet<ItemId>>(new Set());

  constructor(app: App, state: PlanState) {
    this.app = app;
    this.state = state;
    const { view } = app;
    this.#scale = readScale(view.param("at"), view.param("zoom"));
    const filter = view.param("q");
    if (filter) this.setFilter(filter);
    const folded = view.param("fold");
    if (folded)
      state.model.collapse(
        folded.split(".").map((id) => Number.parseInt(id, 36)),
        true,
      );
    const selected = Number(view.param("sel"));
    if (state.model.has("item", selected)) state.selection.select([selected], selected);
  }

  // Sizes.

  get options(): Options {
    return this.#options;
  }

  setOptions(some: Partial<Options>): void {
    this.#options = { ...this.#options, ...some };
    writeKept("options", JSON.stringify(this.#options));
  }

  get rowHeight(): number {
    return this.#options.compact ? 26 : 32;
  }

  get rowCount(): number {
    return this.state.watch("outline").outline.rowCount;
  }

  /** Height of the rows that are seen. */
  get bodyHeight(): number {
    return Math.max(0, this.height - AXIS_HEIGHT);
  }

  /** All rows, the empty one at the end, and room below for the notices. */
  get fullHeight(): number {
    return AXIS_HEIGHT + (this.rowCount + 1) * this.rowHeight + 96;
  }

  /** Whatever was chosen, the chart keeps a strip on a wide screen and half of a narrow one. */
  get gridWidth(): number {
    const most = this.width < 900 ? this.width * 0.5 : this.width - 160;
    return Math.round(this.width === 0 ? this.#gridWidth : Math.min(this.#gridWidth, most));
  }

  setGridWidth(width: number): void {
    this.#gridWidth = Math.round(Math.max(width, 120));
    writeKept("grid", String(this.#gridWidth));
  }

  // Scrolling.

  scrollBy(dy: number): void {
    this.scrollTo(this.scrollTop + dy);
  }

  showRow(row: number): void {
    const { scrollTop, rowHeight, rowCount } = this;
    const top = scrollToRow({ scrollTop, height: this.bodyHeight, rowHeight, rowCount }, row);
    if (top !== scrollTop) this.scrollTo(top);
  }

  /** Where the reader was last, else at the first work that is not finished. */
  openAtWork(): void {
    const kept = Number(readKept(`row.${this.state.id}`) ?? Number.NaN);
    if (Number.isFinite(kept)) {
      this.scrollTo(kept * this.rowHeight);
      return;
    }
    const row = firstUnfinished(this.state.model);
    const seen = Math.floor(this.bodyHeight / this.rowHeight);
    if (row === null || row < seen - ROWS_BELOW || this.app.view.param("sel")) return;
    this.scrollTo((row - ROWS_ABOVE) * this.rowHeight);
    const start = this.state.model.num(this.state.model.outline.itemAt(row) ?? 0, "start");
    this.#work = Number.isFinite(start) ? start : null;
  }

  /** For the next visit. */
  keepPlace(): void {
    writeKept(`row.${this.state.id}`, String(Math.round(this.scrollTop / this.rowHeight)));
  }

  // Time.

  readonly span = $derived.by(() => spanOf(this.state.plan));

  get scale(): Scale {
    return this.#scale ?? this.#standardScale;
  }

  get hasOwnScale(): boolean {
    return this.#scale !== null;
  }

  readonly #standardScale = $derived.by(() => {
    const width = Math.max(this.chartWidth, 300);
    const fitted = fitScale(this.span.from, this.span.to, width);
    const pxPerDay = Math.min(40, fitted.pxPerDay < 2 ? 3 : fitted.pxPerDay);
    const before = (share: number): number => ((width * share) / pxPerDay) * DAY;
    const scale = { origin: Math.round(this.span.from - before(0.05)), pxPerDay };
    const work = this.#work;
    if (work === null || xOf(scale, work) < width - 60) return scale;
    return { origin: Math.round(work - before(0.33)), pxPerDay };
  });

  setScale(scale: Scale): void {
    this.#scale = scale;
  }

  pan(dx: number): void {
    this.setScale({ ...this.scale, origin: instantAt(this.scale, -dx) });
  }

  zoomBy(factor: number, x = this.chartWidth / 2): void {
    this.setScale(zoomAt(this.scale, x, factor));
  }

  zoomTo(pxPerDay: number): void {
    this.zoomBy(clampZoom(pxPerDay) / this.scale.pxPerDay);
  }

  fit(): void {
    this.setScale(fitScale(this.span.from, this.span.to, this.chartWidth));
  }

  /** Brings an instant into the left third, unless it is well in view. */
  showTime(at: Instant, isForced = false): void {
    const x = xOf(this.scale, at);
    if (!isForced && x > 20 && x < this.chartWidth - 60) return;
    this.pan(this.chartWidth / 3 - x);
  }

  /** Brings the bar of an item into view. */
  showBar(item: ItemId): void {
    const start = this.state.model.num(item, "start");
    if (Number.isFinite(start)) this.showTime(start);
  }

  // Filter and outline.

  get filter(): string {
    return this.#filter;
  }

  setFilter(text: string): void {
    this.#filter = text;
    this.state.model.filter(readFilter(text, this.state.model));
  }

  // What moved.

  isMoved(item: ItemId): boolean {
    return this.#moved.has(item);
  }

  flash(items: Iterable<ItemId>): void {
    const moved = new Set(items);
    if (moved.size === 0) return;
    this.#moved = moved;
    setTimeout(() => {
      if (this.#moved === moved) this.#moved = new Set();
    }, FLASH_MS);
  }

  // What cells read.

  readonly world: CellWorld = $derived.by(() => {
    const plan = this.state.plan;
    return {
      plan,
      dates: this.state.dates,
      settings: this.state.durations,
      now: this.now,
      baseline: this.baseline,
      chances: this.state.simulation.chances,
      isStale: this.state.simulation.isStale,
      year: civilFromDay(dayAt(plan.zone, this.now)).year,
      newTemp: () => this.state.session.newTemp(),
      word: (name) => (hasText(name) ? t(name) : name),
    };
  });

  /** What the chart shows as tails; null when it shows none. */
  get tails(): Chances | null {
    return this.#options.tails ? this.state.simulation.chances : null;
  }

  /** Number of the baseline that is shown. */
  get baseline(): number | null {
    const taken = this.state.plan.relations.baselineNumbers;
    const { baseline } = this.#options;
    if (baseline === undefined) return taken.at(-1) ?? null;
    return baseline !== null && taken.includes(baseline) ? baseline : null;
  }

  // The address.

  readonly params = $derived.by(() => {
    const { outline } = this.state.watch("outline");
    const folded = outline.collapsed.map((id) => id.toString(36));
    const { focus } = this.state.selection;
    const scale = this.#scale;
    return {
      q: this.#filter || null,
      sel: focus !== null && focus > 0 ? String(focus) : null,
      zoom: scale ? String(Math.round(scale.pxPerDay * 1000) / 1000) : null,
      at: scale ? String(Math.round(scale.origin / 3600)) : null,
      fold: folded.length > 0 && folded.length <= 400 ? folded.join(".") : null,
    };
  });
}
