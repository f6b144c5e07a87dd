// Which links cross the visible rows: an index over closed intervals of row numbers.
// The one idea: sorted by low end with the greatest high end of each subtree beside it (an implicit balanced
// tree in three typed arrays), so that a query touches O(log n + answers) and never scans all links.
// Built anew when the order of rows changes; nothing is inserted.

export interface IntervalIndex {
  readonly size: number;
  readonly low: Int32Array;
  readonly high: Int32Array;
  /** Greatest high end in the subtree that is rooted at this place. */
  readonly reach: Int32Array;
  /** The caller's number of the interval. */
  readonly id: Int32Array;
}

/** Ends may come in either order; negative ones (not shown) are left out. */
export function buildIntervals(from: ArrayLike<number>, to: ArrayLike<number>): IntervalIndex {
  const order: number[] = [];
  for (let i = 0; i < from.length; i++) if (at(from, i) >= 0 && at(to, i) >= 0) order.push(i);
  order.sort((a, b) => Math.min(at(from, a), at(to, a)) - Math.min(at(from, b), at(to, b)));
  const size = order.length;
  const index = {
    size,
    low: Int32Array.from(order, (i) => Math.min(at(from, i), at(to, i))),
    high: Int32Array.from(order, (i) => Math.max(at(from, i), at(to, i))),
    reach: new Int32Array(size),
    id: Int32Array.from(order),
  };
  fillReach(index, 0, size - 1);
  return index;
}

/** Calls `found` with the number of each interval that meets [first, last]. */
export function queryIntervals(
  index: IntervalIndex,
  first: number,
  last: number,
  found: (id: number) => void,
): void {
  walk(index, 0, index.size - 1, first, last, found);
}

function walk(
  index: IntervalIndex,
  lo: number,
  hi: number,
  first: number,
  last: number,
  found: (id: number) => void,
): void {
  if (lo > hi) return;
  const mid = (lo + hi) >> 1;
  if (at(index.reach, mid) < first) return;
  walk(index, lo, mid - 1, first, last, found);
  if (at(index.low, mid) > last) return;
  if (at(index.high, mid) >= first) found(at(index.id, mid));
  walk(index, mid + 1, hi, first, last, found);
}

function fillReach(index: IntervalIndex, lo: number, hi: number): number {
  if (lo > hi) return -1;
  const mid = (lo + hi) >> 1;
  const reach = Math.max(
    at(index.high, mid),
    fillReach(index, lo, mid - 1),
    fillReach(index, mid + 1, hi),
  );
  index.reach[mid] = reach;
  return reach;
}

function at(values: ArrayLike<number>, i: number): number {
  return values[i] ?? -1;
}
