// Order among siblings: a rank between two others, with gaps so that most moves change one row.
// When a gap is used up, the siblings are numbered anew.

export const RANK_GAP = 1_048_576;

/** Ranks for `count` rows between two neighbours; null when there is no room. */
export function ranksBetween(
  before: number | null,
  after: number | null,
  count: number,
): number[] | null {
  if (after === null) {
    return Array.from({ length: count }, (_, i) => (before ?? 0) + (i + 1) * RANK_GAP);
  }
  const low = before ?? after - (count + 1) * RANK_GAP;
  const step = Math.floor((after - low) / (count + 1));
  if (step < 1) return null;
  return Array.from({ length: count }, (_, i) => low + (i + 1) * step);
}
