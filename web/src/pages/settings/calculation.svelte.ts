// The rules of calculation, tried before they are saved: what is set here is a draft, each change asks the
// server what it would move, and only `save` makes it an operation. A draft outlives leaving the page.
import { messageOf, type Problem } from "../../api/problem.ts";
import { systemClock } from "../../api/system.ts";
import { t } from "../../i18n/text.ts";
import { updateOf } from "../../model/edits.ts";
import type { Value } from "../../model/fields.ts";
import type { Batch, Values } from "../../model/operation.ts";
import type { Answer } from "../../model/outbox.ts";
import { Preview } from "../../model/preview.ts";
import { RecordEditor } from "../../record/record-editor.ts";
import type { RecordField } from "../../record/rows.ts";
import type { PlanState } from "../../state/plan.svelte.ts";
import { type Effect, effectOf } from "./effect.ts";

const KEPT = "calculation";

export class CalculationDraft extends RecordEditor<PlanState> {
  #draft = $state.raw<Values>({});
  #effect = $state.raw<Effect | null>(null);
  #problem = $state.raw<Problem | null>(null);
  readonly #preview: Preview<Answer>;

  constructor(state: PlanState) {
    super(state, "project", state.id);
    this.#preview = new Preview({
      clock: systemClock,
      ask: (batch) => state.session.preview(batch),
      show: (answer) => this.#show(answer),
    });
    const kept = state.drafts.get(KEPT);
    if (kept) this.#take(kept);
  }

  /** What would be saved. */
  get changes(): Values {
    return this.#draft;
  }

  get isChanged(): boolean {
    return Object.keys(this.#draft).length > 0;
  }

  /** Of the last answer; null while there is none. */
  get effect(): Effect | null {
    return this.#effect;
  }

  get problem(): Problem | null {
    return this.#problem;
  }

  override value(field: string): Value {
    const drafted = this.#draft[field];
    return drafted === undefined ? super.value(field) : drafted;
  }

  override isPending(field: string): boolean {
    return this.#draft[field] !== undefined || super.isPending(field);
  }

  override refusal(field: string): string | undefined {
    const wrong = this.#problem?.errors.find((one) => one.field === field);
    return wrong?.message ?? super.refusal(field);
  }

  /** The end of the project that follows from the other one. */
  override isDerived(row: RecordField): boolean {
    const given = this.value("schedule_from") === "finish" ? "finish" : "start";
    const isEnd = row.field === "start" || row.field === "finish";
    return super.isDerived(row) || (isEnd && row.field !== given);
  }

  override set(field: string, value: Value): void {
    if (this.value(field) === value) return;
    this.apply({ [field]: value, ...(field === "schedule_from" ? this.#ends(value) : {}) });
  }

  /** The end that becomes the given one begins where it is calculated now. */
  #ends(from: Value): Values {
    return from === "finish" ? { finish: this.value("finish") } : { start: this.value("start") };
  }

  override apply(set: Values): void {
    const stored = this.state.model;
    const next = Object.entries({ ...this.#draft, ...set }).filter(
      ([field, value]) => this.#isGivenAnew(field, set) || stored.projectValue(field) !== value,
    );
    this.#take(Object.fromEntries(next));
  }

  #isGivenAnew(field: string, set: Values): boolean {
    const from = { ...this.#draft, ...set }["schedule_from"];
    return from !== undefined && from !== this.state.model.projectValue("schedule_from")
      ? field === from
      : false;
  }

  save(): void {
    if (!this.isChanged) return;
    void this.state.session.apply({ ...this.#batch(), note: t("settings_calculation_told") });
    this.cancel();
  }

  cancel(): void {
    this.#take({});
  }

  #take(draft: Values): void {
    this.#draft = draft;
    if (this.isChanged) {
      this.state.drafts.set(KEPT, draft);
      this.#preview.want(this.#batch());
    } else {
      this.state.drafts.delete(KEPT);
      this.#preview.stop();
    }
  }

  #batch(): Batch {
    return { operations: [updateOf(this.state.model, "project", this.id, this.#draft)] };
  }

  #show(answer: Answer | null): void {
    this.#problem = answer && !answer.ok ? answer.problem : null;
    this.#effect = answer?.ok ? effectOf(this.state.model, answer.value) : null;
  }

  get problemText(): string | null {
    return this.#problem ? messageOf(this.#problem) : null;
  }
}
