// What the document hears: keys for commands, links that stay in the program, files that are dropped.
// Returns the function that stops listening.
import { Disposer } from "../base/disposer.ts";
import { KeyReader } from "../commands/keys.ts";
import { COMMANDS } from "../commands/table.ts";
import type { Opened } from "./opened.svelte.ts";

export function listen(opened: Opened): () => void {
  const disposer = new Disposer();
  const reader = new KeyReader(COMMANDS);
  const on = <K extends keyof DocumentEventMap>(
    name: K,
    run: (event: DocumentEventMap[K]) => void,
  ): void => {
    document.addEventListener(name, run);
    disposer.add(() => document.removeEventListener(name, run));
  };
  on("keydown", (event) => onKey(opened, reader, event));
  on("click", (event) => onClick(opened, event));
  on("dragover", (event) => {
    if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
  });
  on("drop", (event) => onDrop(opened, event));
  return () => disposer.dispose();
}

function onKey(opened: Opened, reader: KeyReader, event: KeyboardEvent): void {
  if (event.defaultPrevented || opened.overlay !== null) return;
  if (document.querySelector("dialog[open]")) return;
  const place = event.target instanceof Element ? event.target : document.body;
  const command = reader.read(
    {
      key: event.key,
      code: event.code,
      isMod: event.ctrlKey || event.metaKey,
      isAlt: event.altKey,
      isShift: event.shiftKey,
    },
    {
      isComposing: event.isComposing,
      isInField: isField(place),
      isInGrid: place.closest("[role=treegrid], [data-commands=grid]") !== null,
    },
    event.timeStamp,
  );
  if (!command?.can(opened.target)) return;
  event.preventDefault();
  command.run(opened.target);
}

/** An empty field that waits in a cell of the grid does not take letters for itself alone. */
function isField(place: Element): boolean {
  if (place instanceof HTMLElement && place.isContentEditable) return true;
  return place.matches("input:not([type=checkbox]):not([type=button]), textarea, select");
}

function onClick(opened: Opened, event: MouseEvent): void {
  const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey;
  if (!isPlain || event.defaultPrevented || !(event.target instanceof Element)) return;
  const link = event.target.closest("a");
  if (!link || link.target || link.hasAttribute("download")) return;
  const url = new URL(link.href);
  const isOurs = url.origin === location.origin && !url.pathname.startsWith("/api/");
  if (!isOurs || (url.pathname === location.pathname && url.hash !== "")) return;
  event.preventDefault();
  opened.app.view.open(url.pathname + url.search);
}

function onDrop(opened: Opened, event: DragEvent): void {
  const file = event.dataTransfer?.files[0];
  if (!file) return;
  event.preventDefault();
  opened.show("import", file);
}
