// A key event as the plain value that edit.ts reads, and the name of a row's element.
import type { Key } from "./edit.ts";

export function keyOf(event: KeyboardEvent): Key {
  return {
    key: event.key,
    ctrl: event.ctrlKey || event.metaKey,
    shift: event.shiftKey,
    alt: event.altKey,
    composing: event.isComposing,
  };
}

export function idOf(rowKey: string): string {
  return `row-${rowKey.replace(" ", "-")}`;
}
