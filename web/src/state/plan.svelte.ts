// The bridge from the plan's model to runes, and the only one: reading `plan` (or `session`) inside a
// component or a $derived makes it follow. `topic` narrows what wakes a reader.
import { createSubscriber } from "svelte/reactivity";
import type { Dispose } from "../base/disposer.ts";
import { Dates } from "../base/time.ts";
import { type DurationSettings, settingsOf } from "../model/duration.ts";
import type { Values } from "../model/operation.ts";
import { Plan, type PlanChange } from "../model/plan.ts";
import type { Session } from "../model/session.ts";
import type { PlanTools } from "./plan-tools.ts";
import { Selection } from "./selection.svelte.ts";
import { SimulationState, type SimulationParts } from "./simulation.svelte.ts";

type Topic = "any" | "outline" | "links" | "project" | "calendars" | "resources";

export class PlanState {
  readonly id: number;
  readonly selection = new Selection();
  readonly simulation: SimulationState;
  /** The plan page, while it is open. */
  tools: PlanTools | null = null;
  /** What a page keeps of unfinished work while another one is open. */
  readonly drafts = new Map<string, Values>();
  readonly #model: Plan;
  readonly #session: Session;
  readonly #locale: string;
  readonly #dispose: Dispose;
  readonly #topics: Record<Topic, () => void>;
  #dates: Dates | null = null;

  constructor(
    id: number,
    session: Session,
    locale: string,
    simulation: Pick<SimulationParts, "clock" | "ask">,
  ) {
    this.id = id;
    this.simulation = new SimulationState({
      ...simulation,
      plan: () => this.plan,
      model: session.plan,
    });
    this.#session = session;
    this.#model = session.plan;
    this.#locale = locale;
    this.#dispose = this.#model.changed.on((change) => this.#follow(change));
    this.#topics = {
      any: this.#subscribe(() => true),
      outline: this.#subscribe((change) => change.outline),
      links: this.#subscribe(({ outline, entities }) => outline || entities.has("link")),
      project: this.#subscribe((change) => change.entities.has("project")),
      calendars: this.#subscribe(
        ({ entities }) =>
          entities.has("calendar") ||
          entities.has("work_week") ||
          entities.has("calendar_exception"),
      ),
      resources: this.#subscribe(
        ({ entities }) => entities.has("resource") || entities.has("assignment"),
      ),
    };
  }

  /** The model; whoever reads it here is told of every change of the plan. It is always the same object, so it
      is read where it is used: a $derived that returns it would never tell its readers. */
  get plan(): Plan {
    this.#topics.any();
    return this.#model;
  }

  /** The model for one who wants to hear of a topic only. */
  watch(topic: Topic): Plan {
    this.#topics[topic]();
    return this.#model;
  }

  /** The model without being told, for event handlers and canvases that listen to `changed`. */
  get model(): Plan {
    return this.#model;
  }

  get session(): Session {
    return this.#session;
  }

  /** Dates in the zone of the project. */
  get dates(): Dates {
    const { zone } = this.watch("project");
    if (this.#dates?.zone !== zone) this.#dates = new Dates(this.#locale, zone);
    return this.#dates;
  }

  get durations(): DurationSettings {
    return settingsOf(this.watch("project"));
  }

  close(): void {
    this.#dispose();
    this.#session.close();
  }

  #follow(change: PlanChange): void {
    if (change.renamed.size > 0) this.selection.rename(change.renamed);
    if (change.outline) this.selection.prune((id) => this.#model.outline.positionOf(id) >= 0);
  }

  #subscribe(concerns: (change: PlanChange) => boolean): () => void {
    return createSubscriber((update) =>
      this.#model.changed.on((change) => {
        if (concerns(change)) update();
      }),
    );
  }
}
