// What the plan page hears while it is open: changes of the plan, outcomes of edits, the minute hand.
import { now } from "../../base/time.ts";
import { hasContours } from "./bar-facts.ts";
import type { GridState } from "./grid.svelte.ts";
import type { Sheet } from "./sheet.svelte.ts";

const MINUTE_MS = 60_000;

export function followPlan(sheet: Sheet, grid: GridState, focusFilter: () => void): () => void {
  const { model, session } = sheet.state;
  const stopChanges = model.changed.on((change) => {
    if (change.renamed.size > 0) grid.rename(change.renamed);
  });
  grid.fetchColumns();
  if (hasContours(model)) void session.need(["assignment_pieces"]);
  const stopTelling = session.told.on((told) => {
    if (told.kind === "done") sheet.flash(told.reply.moved.items.map((one) => one.id));
  });
  const keepPlace = (): void => sheet.keepPlace();
  addEventListener("pagehide", keepPlace);
  const clock = setInterval(() => {
    sheet.now = now();
  }, MINUTE_MS);
  sheet.state.tools = {
    zoom: (factor) => sheet.zoomBy(factor),
    fit: () => sheet.fit(),
    today: () => sheet.showTime(sheet.now, true),
    reveal: () => sheet.showBar(grid.cursor.active.item),
    toggle: (name) => sheet.setOptions({ [name]: !sheet.options[name] }),
    filter: focusFilter,
    addItem: () => grid.addItem(),
  };
  return () => {
    sheet.state.tools = null;
    keepPlace();
    removeEventListener("pagehide", keepPlace);
    stopChanges();
    stopTelling();
    clearInterval(clock);
    sheet.state.model.filter(null);
  };
}
