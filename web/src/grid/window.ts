// Which rows are in the DOM, and how far to scroll so that one is seen.
// The one idea: rows of one height make this arithmetic; the row with the focus stays in the DOM wherever it is,
// because a removed element would lose the keyboard.

export interface RowRange {
  readonly first: number;
  /** Past the last. */
  readonly end: number;
}

export interface Viewport {
  readonly scrollTop: number;
  /** Of the rows, without the header. */
  readonly height: number;
  readonly rowHeight: number;
  readonly rowCount: number;
}

const SPARE = 4;

export function windowOf(view: Viewport): RowRange {
  const first = Math.max(0, Math.floor(view.scrollTop / view.rowHeight) - SPARE);
  const end = Math.ceil((view.scrollTop + view.height) / view.rowHeight) + SPARE;
  return { first: Math.min(first, view.rowCount), end: Math.max(0, Math.min(end, view.rowCount)) };
}

/** The most rows a window of this height can have. */
export function slotsFor(height: number, rowHeight: number): number {
  return Math.ceil(height / rowHeight) + 1 + 2 * SPARE;
}

/** The rows of the window in order, and the pinned one where it belongs. */
export function rowsIn(range: RowRange, pinned: number): number[] {
  const rows: number[] = [];
  for (let row = range.first; row < range.end; row++) rows.push(row);
  if (pinned >= 0 && pinned < range.first) rows.unshift(pinned);
  if (pinned >= range.end) rows.push(pinned);
  return rows;
}

/** The scroll position nearest to the present one at which the row is seen whole. */
export function scrollToRow(view: Viewport, row: number): number {
  const top = row * view.rowHeight;
  if (top < view.scrollTop) return top;
  const bottom = top + view.rowHeight;
  return bottom > view.scrollTop + view.height ? bottom - view.height : view.scrollTop;
}

export interface Strip {
  /** What lies left of the moving part (frozen columns). */
  readonly frozen: number;
  readonly width: number;
  readonly offset: number;
}

/** The same sideways: [x, x + width) of a column among those that move. */
export function scrollToSpan(strip: Strip, x: number, width: number): number {
  const room = strip.width - strip.frozen;
  if (x < strip.offset) return x;
  return x + width > strip.offset + room ? Math.min(x, x + width - room) : strip.offset;
}
