// Every action of the program as one row: what it is called, which keys call it, where, and what it
// does. The palette, the menus, the key map and the key handler are printed from these rows.
import type { ItemId } from "../base/units.ts";
import type { TextKey } from "../i18n/text.ts";
import { indent, insertBefore, insertItem, linkChain, outdent } from "../model/edits.ts";
import { removeItems, setFields, unlink } from "../model/edits.ts";
import type { Batch } from "../model/operation.ts";
import type { App } from "../state/app.svelte.ts";
import type { PlanTools } from "../state/plan-tools.ts";
import type { PlanState } from "../state/plan.svelte.ts";
import { projectPath } from "../state/view.svelte.ts";
import { moveStep } from "./move.ts";

export type Where = "everywhere" | "grid";

/** What a command acts on. */
export interface Target {
  readonly app: App;
  readonly plan: PlanState | null;
  /** Selected items in outline order. */
  readonly items: readonly ItemId[];
  readonly ask: Ask;
}

/** Dialogs the shell opens on behalf of a command. */
export interface Ask {
  palette(): void;
  keyMap(): void;
  newProject(): void;
  importFile(): void;
}

export interface Command {
  readonly id: string;
  readonly keys: readonly string[];
  readonly where: Where;
  readonly text: TextKey;
  can(on: Target): boolean;
  run(on: Target): void;
}

const always = (): boolean => true;
const withPlan = (on: Target): boolean => on.plan !== null;
const withItems = (on: Target): boolean => on.plan !== null && on.items.length > 0;

/** A command of the open plan page. */
function tool(use: (tools: PlanTools) => void): Pick<Command, "can" | "run"> {
  return {
    can: (on) => on.plan?.tools != null,
    run: (on) => on.plan?.tools && use(on.plan.tools),
  };
}

function apply(on: Target, make: (state: PlanState) => Batch): void {
  if (on.plan) void on.plan.session.apply(make(on.plan));
}

function openTab(tab: string): Pick<Command, "can" | "run"> {
  return {
    can: withPlan,
    run: (on) => on.plan && on.app.view.open(projectPath(on.plan.id, tab)),
  };
}

function insert(on: Target, isAbove: boolean): void {
  const { plan } = on;
  if (!plan) return;
  const { model, session, selection } = plan;
  const newTemp = (): number => session.newTemp();
  const at = (isAbove ? on.items[0] : on.items.at(-1)) ?? null;
  const set = {
    duration_s: model.projectNumber("minutes_per_day", 480) * 60,
    duration_unit: "days",
  };
  const placed =
    isAbove && at !== null
      ? insertBefore(model, at, set, newTemp)
      : insertItem(model, at, set, newTemp);
  void session.apply(placed.batch);
  selection.select([placed.temp], placed.temp);
  selection.setField("title");
}

function remove(on: Target): void {
  const { plan } = on;
  if (!plan) return;
  const { outline } = plan.model;
  const last = on.items.at(-1);
  const row = last === undefined ? -1 : outline.rowOf(last);
  const batch = removeItems(plan.model, on.items);
  void plan.session.apply(batch);
  const next = outline.itemAt(Math.min(row - on.items.length + 1, outline.rowCount - 1));
  plan.selection.select(next === undefined ? [] : [next]);
}

function toggleMilestone(on: Target): void {
  apply(on, ({ model }) => {
    const first = on.items[0];
    const isMilestone = first !== undefined && model.flag(first, "is_milestone");
    const duration_s = isMilestone ? model.projectNumber("minutes_per_day", 480) * 60 : 0;
    return setFields(model, on.items, { is_milestone: !isMilestone, duration_s });
  });
}

function fold(closed: boolean): (on: Target) => void {
  return (on) => {
    const parents = on.items.filter((id) => on.plan?.model.outline.isParent(id));
    on.plan?.model.collapse(parents, closed);
  };
}

export const COMMANDS: readonly Command[] = [
  {
    id: "palette",
    keys: ["Mod+K"],
    where: "everywhere",
    text: "command_palette",
    can: always,
    run: (on) => on.ask.palette(),
  },
  {
    id: "keymap",
    keys: ["?", "Mod+/"],
    where: "everywhere",
    text: "command_keymap",
    can: always,
    run: (on) => on.ask.keyMap(),
  },
  {
    id: "undo",
    keys: ["Mod+Z"],
    where: "everywhere",
    text: "command_undo",
    can: withPlan,
    run: (on) => void on.plan?.session.undo(),
  },
  {
    id: "redo",
    keys: ["Mod+Shift+Z", "Mod+Y"],
    where: "everywhere",
    text: "command_redo",
    can: withPlan,
    run: (on) => void on.plan?.session.redo(),
  },
  {
    id: "projects",
    keys: ["G P"],
    where: "everywhere",
    text: "command_projects",
    can: always,
    run: (on) => on.app.view.open("/projects"),
  },
  {
    id: "project.new",
    keys: ["C P"],
    where: "everywhere",
    text: "command_project_new",
    can: always,
    run: (on) => on.ask.newProject(),
  },
  {
    id: "project.import",
    keys: ["C I"],
    where: "everywhere",
    text: "command_import",
    can: always,
    run: (on) => on.ask.importFile(),
  },
  {
    id: "theme",
    keys: ["G D"],
    where: "everywhere",
    text: "command_theme",
    can: always,
    run: ({ app: { settings } }) => settings.setTheme(settings.isDark ? "light" : "dark"),
  },
  {
    id: "tab.plan",
    keys: ["1"],
    where: "everywhere",
    text: "command_tab_plan",
    ...openTab("plan"),
  },
  {
    id: "tab.calendars",
    keys: ["2"],
    where: "everywhere",
    text: "command_tab_calendars",
    ...openTab("calendars"),
  },
  {
    id: "tab.resources",
    keys: ["3"],
    where: "everywhere",
    text: "command_tab_resources",
    ...openTab("resources"),
  },
  {
    id: "tab.levelling",
    keys: ["4"],
    where: "everywhere",
    text: "command_tab_levelling",
    ...openTab("levelling"),
  },
  {
    id: "tab.value",
    keys: ["5"],
    where: "everywhere",
    text: "command_tab_value",
    ...openTab("value"),
  },
  {
    id: "tab.risk",
    keys: ["G R"],
    where: "everywhere",
    text: "command_tab_risk",
    ...openTab("risk"),
  },
  {
    id: "tab.late",
    keys: ["9"],
    where: "everywhere",
    text: "command_tab_late",
    ...openTab("late"),
  },
  {
    id: "tab.journal",
    keys: ["6"],
    where: "everywhere",
    text: "command_tab_journal",
    ...openTab("journal"),
  },
  {
    id: "tab.settings",
    keys: ["7"],
    where: "everywhere",
    text: "command_tab_settings",
    ...openTab("settings"),
  },
  {
    id: "tab.lint",
    keys: ["0"],
    where: "everywhere",
    text: "command_tab_lint",
    ...openTab("lint"),
  },
  {
    id: "tab.differences",
    keys: ["8"],
    where: "everywhere",
    text: "command_tab_differences",
    ...openTab("differences"),
  },
  {
    id: "item.insert",
    keys: ["Insert"],
    where: "grid",
    text: "command_item_insert",
    can: withPlan,
    run: (on) => insert(on, true),
  },
  {
    id: "item.add",
    keys: ["Alt+N"],
    where: "grid",
    text: "command_item_add",
    can: withPlan,
    run: (on) => insert(on, false),
  },
  {
    id: "item.remove",
    keys: ["Mod+Delete", "Mod+-"],
    where: "grid",
    text: "command_item_remove",
    can: withItems,
    run: remove,
  },
  {
    id: "item.indent",
    keys: ["Alt+Shift+ArrowRight"],
    where: "grid",
    text: "command_item_indent",
    can: withItems,
    run: (on) => apply(on, ({ model }) => indent(model, on.items)),
  },
  {
    id: "item.outdent",
    keys: ["Alt+Shift+ArrowLeft"],
    where: "grid",
    text: "command_item_outdent",
    can: withItems,
    run: (on) => apply(on, ({ model }) => outdent(model, on.items)),
  },
  {
    id: "item.up",
    keys: ["Alt+Shift+ArrowUp"],
    where: "grid",
    text: "command_item_up",
    can: withItems,
    run: (on) => apply(on, ({ model }) => moveStep(model, on.items, -1)),
  },
  {
    id: "item.down",
    keys: ["Alt+Shift+ArrowDown"],
    where: "grid",
    text: "command_item_down",
    can: withItems,
    run: (on) => apply(on, ({ model }) => moveStep(model, on.items, 1)),
  },
  {
    id: "item.link",
    keys: ["Mod+F2"],
    where: "grid",
    text: "command_item_link",
    can: (on) => withPlan(on) && on.items.length > 1,
    run: (on) =>
      apply(on, ({ model, session }) => linkChain(model, on.items, () => session.newTemp())),
  },
  {
    id: "item.unlink",
    keys: ["Mod+Shift+F2"],
    where: "grid",
    text: "command_item_unlink",
    can: withItems,
    run: (on) => apply(on, ({ model }) => unlink(model, on.items)),
  },
  {
    id: "item.panel",
    keys: ["Alt+Enter"],
    where: "grid",
    text: "command_item_panel",
    can: withItems,
    run: (on) => on.plan?.selection.openPanel(on.plan.selection.focus ?? on.items[0] ?? null),
  },
  {
    id: "item.milestone",
    keys: ["Alt+M"],
    where: "grid",
    text: "command_item_milestone",
    can: withItems,
    run: toggleMilestone,
  },
  {
    id: "item.done",
    keys: ["Alt+D"],
    where: "grid",
    text: "command_item_done",
    can: withItems,
    run: (on) => apply(on, ({ model }) => setFields(model, on.items, { percent_complete: 100 })),
  },
  {
    id: "item.collapse",
    keys: ["Alt+ArrowLeft"],
    where: "grid",
    text: "command_item_collapse",
    can: withItems,
    run: fold(true),
  },
  {
    id: "item.expand",
    keys: ["Alt+ArrowRight"],
    where: "grid",
    text: "command_item_expand",
    can: withItems,
    run: fold(false),
  },
  {
    id: "outline.all",
    keys: ["Alt+9"],
    where: "grid",
    text: "command_outline_all",
    can: withPlan,
    run: (on) => on.plan?.model.showLevel(Number.POSITIVE_INFINITY),
  },
  {
    id: "outline.top",
    keys: ["Alt+1"],
    where: "grid",
    text: "command_outline_top",
    can: withPlan,
    run: (on) => on.plan?.model.showLevel(0),
  },
  {
    id: "plan.filter",
    keys: ["/"],
    where: "everywhere",
    text: "command_plan_filter",
    ...tool((tools) => tools.filter()),
  },
  {
    id: "plan.add",
    keys: ["N"],
    where: "everywhere",
    text: "command_plan_add",
    ...tool((tools) => tools.addItem()),
  },
  {
    id: "plan.zoom_in",
    keys: ["+", "Alt++", "Alt+="],
    where: "everywhere",
    text: "command_plan_zoom_in",
    ...tool((tools) => tools.zoom(1.5)),
  },
  {
    id: "plan.zoom_out",
    keys: ["-", "Alt+-"],
    where: "everywhere",
    text: "command_plan_zoom_out",
    ...tool((tools) => tools.zoom(1 / 1.5)),
  },
  {
    id: "plan.fit",
    keys: ["Alt+0"],
    where: "everywhere",
    text: "command_plan_fit",
    ...tool((tools) => tools.fit()),
  },
  {
    id: "plan.today",
    keys: ["Alt+T"],
    where: "everywhere",
    text: "command_plan_today",
    ...tool((tools) => tools.today()),
  },
  {
    id: "plan.reveal",
    keys: ["Alt+G"],
    where: "everywhere",
    text: "command_plan_reveal",
    ...tool((tools) => tools.reveal()),
  },
  {
    id: "plan.critical",
    keys: ["Alt+C"],
    where: "everywhere",
    text: "command_plan_critical",
    ...tool((tools) => tools.toggle("critical")),
  },
  {
    id: "plan.float",
    keys: ["Alt+F"],
    where: "everywhere",
    text: "command_plan_float",
    ...tool((tools) => tools.toggle("float")),
  },
  {
    id: "plan.tails",
    keys: ["Alt+U"],
    where: "everywhere",
    text: "command_plan_tails",
    ...tool((tools) => tools.toggle("tails")),
  },
];

export function findCommand(id: string): Command | undefined {
  return COMMANDS.find((command) => command.id === id);
}
