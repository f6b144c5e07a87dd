// A key event as the plain value that edit.ts reads.
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
