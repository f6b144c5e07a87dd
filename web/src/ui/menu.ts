// One line of a menu.

export interface MenuItem {
  readonly text: string;
  readonly keys?: string;
  readonly isDanger?: boolean;
  readonly isDisabled?: boolean;
  readonly isChecked?: boolean;
  /** A line stands above it. */
  readonly isSeparated?: boolean;
  run(): void;
}
