// What a pointer does on the chart, as small states: idle, pressing, then one kind of dragging.
// The one idea: a step takes the state, a plain point and the world, and answers the next state and perhaps an
// act. The state keeps ids and instants, never elements or boxes, so that a bar may scroll away, move by someone
// else's edit or vanish while it is held. Below four pixels nothing is dragged: it was a click.
// No DOM, no plan: dates come in through `factsOf`, snapping through `instantAt`.
import type { Target } from "./display-list.ts";
import type { BarKind } from "./layout.ts";
import type { LinkType } from "./routes.ts";

export const CLICK_PX = 4;

export interface Point {
  readonly x: number;
  readonly y: number;
  /** Adds to the selection. */
  readonly add: boolean;
  /** Extends the selection. */
  readonly range: boolean;
}

export interface DragFacts {
  readonly row: number;
  readonly kind: BarKind;
  readonly start: number;
  readonly finish: number;
  readonly percent: number;
}

export interface GestureWorld {
  readonly hit: (x: number, y: number) => Target | null;
  /** null when the item is gone. */
  readonly factsOf: (item: number) => DragFacts | null;
  readonly instantAt: (x: number, edge: "start" | "finish") => number;
  /** Where a bar's edge at the instant is drawn. */
  readonly xOf: (instant: number) => number;
  /** The plain time axis, without days stretched and nothing snapped. */
  readonly timeAt: (x: number) => number;
  readonly timeX: (instant: number) => number;
  readonly canEdit: boolean;
  readonly isEmptyRow: (row: number) => boolean;
}

export type Ghost =
  | {
      readonly as: "bar" | "milestone";
      readonly row: number;
      readonly start: number;
      readonly finish: number;
    }
  | {
      readonly as: "progress";
      readonly row: number;
      readonly start: number;
      readonly finish: number;
      readonly percent: number;
    }
  | {
      readonly as: "link";
      readonly row: number;
      readonly from: "start" | "finish";
      readonly x: number;
      readonly y: number;
      readonly over: Target | null;
    };

interface Held {
  readonly target: Target;
  readonly x: number;
  readonly y: number;
  /** The time under the pointer when it went down: it stays there while the chart pans or zooms. */
  readonly at: number;
}

export type Gesture =
  | { readonly kind: "idle" }
  | { readonly kind: "pressing"; readonly held: Held }
  | {
      readonly kind: "moving";
      readonly held: Held;
      readonly ghost: Ghost & { as: "bar" | "milestone" };
    }
  | {
      readonly kind: "resizing";
      readonly held: Held;
      readonly ghost: Ghost & { as: "bar" | "milestone" };
    }
  | {
      readonly kind: "progressing";
      readonly held: Held;
      readonly ghost: Ghost & { as: "progress" };
    }
  | { readonly kind: "linking"; readonly held: Held; readonly ghost: Ghost & { as: "link" } }
  | {
      readonly kind: "drawing";
      readonly held: Held;
      readonly ghost: Ghost & { as: "bar" | "milestone" };
    }
  | {
      readonly kind: "panning";
      readonly held: Held;
      readonly lastX: number;
      readonly lastY: number;
    };

export type Act =
  | {
      readonly do: "select";
      readonly target: Target;
      readonly add: boolean;
      readonly range: boolean;
    }
  | { readonly do: "move"; readonly item: number; readonly start: number; readonly finish: number }
  | {
      readonly do: "resize";
      readonly item: number;
      readonly start: number;
      readonly finish: number;
    }
  | { readonly do: "progress"; readonly item: number; readonly percent: number }
  | { readonly do: "link"; readonly pred: number; readonly succ: number; readonly type: LinkType }
  | { readonly do: "draw"; readonly row: number; readonly start: number; readonly finish: number }
  | { readonly do: "pan"; readonly dx: number; readonly dy: number };

export interface Step {
  readonly state: Gesture;
  readonly act: Act | null;
}

export const IDLE: Gesture = { kind: "idle" };

const STAY = { act: null } as const;

export function press(point: Point, world: GestureWorld): Step {
  const target = world.hit(point.x, point.y);
  if (!target) return { state: IDLE, ...STAY };
  return {
    state: {
      kind: "pressing",
      held: { target, x: point.x, y: point.y, at: world.timeAt(point.x) },
    },
    ...STAY,
  };
}

export function drag(state: Gesture, point: Point, world: GestureWorld): Step {
  if (state.kind === "idle") return { state, ...STAY };
  if (state.kind === "panning") {
    const act = { do: "pan", dx: point.x - state.lastX, dy: point.y - state.lastY } as const;
    return { state: { ...state, lastX: point.x, lastY: point.y }, act };
  }
  const { held } = state;
  if (state.kind === "pressing" && Math.hypot(point.x - held.x, point.y - held.y) < CLICK_PX) {
    return { state, ...STAY };
  }
  return { state: follow(held, point, world), ...STAY };
}

export function release(state: Gesture, point: Point, world: GestureWorld): Step {
  if (state.kind === "pressing") {
    const act = {
      do: "select",
      target: state.held.target,
      add: point.add,
      range: point.range,
    } as const;
    return { state: IDLE, act };
  }
  return { state: IDLE, act: outcome(state, world) };
}

/** What is held but not dragged: a press on these moves the chart. */
const STILL: ReadonlySet<Target["part"]> = new Set(["axis", "link", "summary", "beside"]);

/** The state a held target turns into once it is dragged; panning where nothing else is meant. */
function follow(held: Held, point: Point, world: GestureWorld): Gesture {
  const pan: Gesture = { kind: "panning", held, lastX: point.x, lastY: point.y };
  const { part, id, row } = held.target;
  if (!world.canEdit || STILL.has(part)) return pan;
  if (part === "row") return world.isEmptyRow(row) ? draw(held, point, world) : pan;
  const facts = world.factsOf(id);
  if (!facts) return IDLE;
  if (part === "finish") return resize(held, facts, point, world);
  if (part === "progress") return progress(held, facts, point, world);
  if (part === "link_start" || part === "link_finish") return link(held, facts, point, world);
  return move(held, facts, point, world);
}

function move(held: Held, facts: DragFacts, point: Point, world: GestureWorld): Gesture {
  const start = world.instantAt(world.xOf(facts.start) + point.x - world.timeX(held.at), "start");
  const finish = facts.finish + (start - facts.start);
  const as = facts.kind === "milestone" ? "milestone" : "bar";
  return { kind: "moving", held, ghost: { as, row: facts.row, start, finish } };
}

function resize(held: Held, facts: DragFacts, point: Point, world: GestureWorld): Gesture {
  const wanted = world.instantAt(
    world.xOf(facts.finish) + point.x - world.timeX(held.at),
    "finish",
  );
  const finish = Math.max(wanted, facts.start);
  return {
    kind: "resizing",
    held,
    ghost: { as: "bar", row: facts.row, start: facts.start, finish },
  };
}

function progress(held: Held, facts: DragFacts, point: Point, world: GestureWorld): Gesture {
  const x0 = world.xOf(facts.start);
  const width = Math.max(1, world.xOf(facts.finish) - x0);
  const grabbed = world.timeX(held.at) - (x0 + (width * facts.percent) / 100);
  const share = ((point.x - grabbed - x0) / width) * 100;
  const percent = Math.min(100, Math.max(0, Math.round(share / 5) * 5));
  const { row, start, finish } = facts;
  return { kind: "progressing", held, ghost: { as: "progress", row, start, finish, percent } };
}

function link(held: Held, facts: DragFacts, point: Point, world: GestureWorld): Gesture {
  const under = world.hit(point.x, point.y);
  const over = under && under.id !== held.target.id && isBarPart(under) ? under : null;
  const from = held.target.part === "link_start" ? "start" : "finish";
  return {
    kind: "linking",
    held,
    ghost: { as: "link", row: facts.row, from, x: point.x, y: point.y, over },
  };
}

function draw(held: Held, point: Point, world: GestureWorld): Gesture {
  const from = world.timeX(held.at);
  const start = world.instantAt(Math.min(from, point.x), "start");
  const finish = Math.max(world.instantAt(Math.max(from, point.x), "finish"), start);
  return { kind: "drawing", held, ghost: { as: "bar", row: held.target.row, start, finish } };
}

function isBarPart(target: Target): boolean {
  return target.part !== "row" && target.part !== "axis" && target.part !== "link";
}

/** What a release means, or null when nothing has changed or the item is gone. */
function outcome(state: Gesture, world: GestureWorld): Act | null {
  if (state.kind === "drawing") {
    const { row, start, finish } = state.ghost;
    return finish > start ? { do: "draw", row, start, finish } : null;
  }
  if (!("ghost" in state)) return null;
  const item = state.held.target.id;
  const facts = world.factsOf(item);
  if (!facts) return null;
  if (state.kind === "linking") return linkOutcome(state.held, state.ghost, world);
  if (state.kind === "progressing") {
    return state.ghost.percent === facts.percent
      ? null
      : { do: "progress", item, percent: state.ghost.percent };
  }
  const { start, finish } = state.ghost;
  if (start === facts.start && finish === facts.finish) return null;
  return { do: state.kind === "moving" ? "move" : "resize", item, start, finish };
}

/** The half of the target that was let go on is the second word of the type. */
function linkOutcome(held: Held, ghost: Ghost & { as: "link" }, world: GestureWorld): Act | null {
  const succ = ghost.over?.id ?? 0;
  const facts = ghost.over ? world.factsOf(succ) : null;
  if (!facts) return null;
  const x0 = world.xOf(facts.start);
  const x1 = world.xOf(facts.finish);
  const onFinish =
    ghost.over?.part === "link_finish" ||
    (ghost.over?.part === "finish" && x1 - x0 > 30) ||
    (x1 - x0 > 30 && ghost.x > x0 + (x1 - x0) * 0.66);
  const type: LinkType = `${ghost.from === "finish" ? "f" : "s"}${onFinish ? "f" : "s"}`;
  return { do: "link", pred: held.target.id, succ, type };
}
