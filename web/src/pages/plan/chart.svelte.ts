// The chart's half of the plan page: what is drawn, what gestures mean, what they would do.
// The one idea: a drag asks the server and shows its answer as ghosts; the release sends the operation that typing
// the date would have sent.
import { systemClock } from "../../api/system.ts";
import type { Reply } from "../../api/types.ts";
import { zoomAt } from "../../chart/axis.ts";
import type { ChartModel } from "../../chart/chart-model.ts";
import type { Target } from "../../chart/display-list.ts";
import type { Act, DragFacts, Gesture } from "../../chart/gesture.ts";
import {
  barInstant,
  type BarFacts,
  type RowMetrics,
  rowMetrics,
  type Stretch,
} from "../../chart/layout.ts";
import type { SuccessorGhost } from "../../chart/overlay.ts";
import type { SceneInput } from "../../chart/scene.ts";
import { makeAxisWords } from "../../chart/words.ts";
import { batchOf } from "./acts.ts";
import { barFacts, barKind, LinkRows, Splits } from "./bar-facts.ts";
import type { Chances } from "../../model/chances.ts";
import { Preview } from "../../model/preview.ts";
import type { Sheet } from "./sheet.svelte.ts";
import { describeGesture, describePreview, describeTarget } from "./tips.ts";

export class ChartState implements ChartModel {
  readonly #sheet: Sheet;
  readonly #words;
  readonly #preview: Preview<Reply | null>;
  #answer = $state.raw<Reply | null>(null);

  constructor(sheet: Sheet) {
    this.#sheet = sheet;
    this.#words = makeAxisWords(sheet.app.locale);
    this.#preview = new Preview({
      clock: systemClock,
      ask: async (batch) => {
        const answer = await sheet.state.session.preview(batch);
        return answer.ok ? answer.value : null;
      },
      show: (answer) => {
        this.#answer = answer;
      },
    });
  }

  readonly #links = $derived.by(() => {
    const plan = this.#sheet.state.watch("links");
    return new LinkRows(plan);
  });

  readonly #splits = $derived.by(() => new Splits(this.#sheet.state.plan));

  get canEdit(): boolean {
    return true;
  }

  get #stretch(): Stretch {
    const { model } = this.#sheet.state;
    return {
      zone: model.zone,
      begin: model.projectNumber("default_start_s", 28_800),
      end: model.projectNumber("default_finish_s", 61_200),
    };
  }

  get #metrics(): RowMetrics {
    return rowMetrics(this.#sheet.rowHeight);
  }

  scene(width: number, height: number): SceneInput {
    const sheet = this.#sheet;
    const { plan, dates, selection } = sheet.state;
    const { options, baseline, tails } = sheet;
    const links = this.#links;
    const dataDate = plan.projectNumber("data_date", Number.NaN);
    return {
      width,
      height,
      scale: sheet.scale,
      stretch: this.#stretch,
      metrics: this.#metrics,
      scrollTop: sheet.scrollTop,
      rowCount: sheet.rowCount + 1,
      weekStart: plan.projectNumber("week_start", 1),
      words: this.#words,
      calendar: plan.calendarOf(null),
      bar: (row) => this.#facts(row, baseline, tails),
      links: (first, last) => links.crossing(first, last),
      isSelected: (row) => this.#claim(row, (item) => selection.items.has(item)),
      flash: (row) => this.#claim(row, (item) => sheet.isMoved(item)),
      today: sheet.now,
      todayLabel: dates.print(sheet.now, "day"),
      dataDate: Number.isNaN(dataDate) ? null : dataDate,
      dataDateLabel: dates.print(dataDate, "day"),
      show: {
        critical: options.critical,
        float: options.float,
        baseline: baseline !== null,
        links: options.links,
        staleTails: sheet.state.simulation.isStale,
        itemCalendar: options.itemCalendars ? (row) => this.#calendarAt(row) : null,
      },
    };
  }

  get successors(): readonly SuccessorGhost[] {
    const { model } = this.#sheet.state;
    return (this.#answer?.moved.items ?? []).flatMap((one) => {
      const row = model.outline.rowOf(one.id);
      const { start_after: start, finish_after: finish } = one;
      return row < 0 || start === null || finish === null ? [] : [{ row, start, finish }];
    });
  }

  #item(row: number): number | undefined {
    return this.#sheet.state.model.outline.itemAt(row);
  }

  #claim(row: number, claim: (item: number) => boolean): boolean {
    const item = this.#item(row);
    return item !== undefined && claim(item);
  }

  #facts(row: number, baseline: number | null, tails: Chances | null): BarFacts | null {
    const item = this.#item(row);
    const { model } = this.#sheet.state;
    if (item === undefined) return null;
    const { label } = this.#sheet.options;
    const splits = this.#splits.of(item);
    const tail = tails?.tail(item) ?? null;
    return barFacts(model, item, { baseline, label, splits, tail });
  }

  #calendarAt(row: number) {
    const { model } = this.#sheet.state;
    const item = this.#item(row);
    const calendar = item === undefined ? Number.NaN : model.num(item, "calendar");
    return model.calendarOf(Number.isNaN(calendar) ? null : calendar);
  }

  factsOf(item: number): DragFacts | null {
    const { model } = this.#sheet.state;
    const row = model.outline.rowOf(item);
    const start = model.num(item, "start");
    const finish = model.num(item, "finish");
    if (row < 0 || Number.isNaN(start) || Number.isNaN(finish)) return null;
    const percent = model.num(item, "percent_complete") || 0;
    return { row, kind: barKind(model, item), start, finish, percent };
  }

  isEmptyRow(row: number): boolean {
    const item = this.#item(row);
    return item === undefined || this.#sheet.state.model.flag(item, "is_blank");
  }

  instantAt(x: number, edge: "start" | "finish"): number {
    return barInstant(this.#sheet.scale, x, this.#stretch, edge);
  }

  select(target: Target, how: { readonly add: boolean; readonly range: boolean }): void {
    const { selection, model } = this.#sheet.state;
    const item = target.part === "link" ? undefined : this.#item(target.row);
    if (item === undefined) return;
    if (target.part === "beside") this.#sheet.showBar(item);
    if (how.add) selection.toggle(item);
    else if (how.range && selection.focus !== null) {
      const rows = [model.outline.rowOf(selection.focus), target.row].sort((a, b) => a - b);
      const [first = 0, last = 0] = rows;
      const items = Array.from({ length: last - first + 1 }, (_, i) => this.#item(first + i) ?? 0);
      selection.select(items, selection.focus);
    } else selection.select([item], item);
  }

  open(target: Target): void {
    const { selection, model } = this.#sheet.state;
    const isLink = target.part === "link";
    const item = isLink ? model.numOf("link", target.id, "succ") : this.#item(target.row);
    if (item === undefined || Number.isNaN(item) || target.part === "row") return;
    if (isLink) selection.select([item], item);
    selection.openPanel(item);
  }

  commit(act: Act): void {
    const batch = batchOf(act, this.#sheet.world);
    if (batch.operations.length === 0) return;
    const { session, selection } = this.#sheet.state;
    void session.apply(batch);
    const made = batch.operations.find((one) => one.op === "create" && one.entity === "item");
    if (made?.op === "create") selection.select([made.temp], made.temp);
  }

  preview(act: Act | null): void {
    const batch = act && act.do !== "draw" ? batchOf(act, this.#sheet.world) : null;
    if (batch && batch.operations.length > 0) this.#preview.want(batch);
    else this.#preview.stop();
  }

  pan(dx: number): void {
    this.#sheet.pan(dx);
  }

  scroll(dy: number): void {
    this.#sheet.scrollBy(dy);
  }

  zoom(x: number, factor: number): void {
    this.#sheet.setScale(zoomAt(this.#sheet.scale, x, factor));
  }

  describe(gesture: Gesture, hover: Target | null): readonly string[] {
    const { state, world } = this.#sheet;
    if (gesture.kind === "idle") return describeTarget(hover, world);
    const lines = describeGesture(gesture, world);
    const moved = this.#answer?.moved;
    return moved ? [...lines, describePreview(state, moved)] : lines;
  }
}
