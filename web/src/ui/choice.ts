// One of several values to choose from.

export interface Choice {
  readonly value: string;
  readonly text: string;
  /** A second, quieter text. */
  readonly note?: string;
}
