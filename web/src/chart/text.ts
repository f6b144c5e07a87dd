// Widths of texts on the canvas, measured once each.
// The one idea: one map a font, emptied when it grows past ten thousand entries and thrown away when the font or
// the pixel ratio changes; measuring is handed in, so that tests need no canvas.

export type Measure = (text: string, font: string) => number;

const MOST = 10_000;

export class TextWidths {
  readonly #measure: Measure;
  readonly #fonts = new Map<string, Map<string, number>>();

  constructor(measure: Measure) {
    this.#measure = measure;
  }

  width(text: string, font: string): number {
    const widths = this.#fonts.get(font) ?? new Map<string, number>();
    this.#fonts.set(font, widths);
    const known = widths.get(text);
    if (known !== undefined) return known;
    if (widths.size >= MOST) widths.clear();
    const measured = this.#measure(text, font);
    widths.set(text, measured);
    return measured;
  }

  /** The text, or as much of it as fits with an ellipsis; "" when not even two letters fit. */
  fit(text: string, font: string, room: number): string {
    if (this.width(text, font) <= room) return text;
    let low = 0;
    let high = text.length - 1;
    while (low < high) {
      const mid = (low + high + 1) >> 1;
      if (this.width(`${text.slice(0, mid)}…`, font) <= room) low = mid;
      else high = mid - 1;
    }
    return low < 2 ? "" : `${text.slice(0, low).trimEnd()}…`;
  }

  clear(): void {
    this.#fonts.clear();
  }
}
