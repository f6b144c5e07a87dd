// What commands may ask of an open plan page beyond the plan itself: how it is shown, where the keyboard goes.
// The page puts it into the plan's state while it is open; without it these commands cannot be called.

export type ToggleName = "critical" | "float" | "links" | "tails";

export interface PlanTools {
  zoom(factor: number): void;
  fit(): void;
  today(): void;
  /** Brings the bar of the focused item into view. */
  reveal(): void;
  toggle(name: ToggleName): void;
  filter(): void;
  addItem(): void;
}
