import { expect, it } from "vitest";
import { buildIntervals, queryIntervals } from "./intervals.ts";

function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

it.each([1, 2, 3, 4, 5])("answers what a scan answers, seed %d", (seed) => {
  const next = random(seed);
  const from = Array.from({ length: 300 }, () => Math.floor(next() * 1000) - 20);
  const to = from.map((a) => a + Math.floor((next() - 0.5) * 60));
  const index = buildIntervals(from, to);
  for (let first = 0; first < 1000; first += 37) {
    const last = first + 40;
    const found: number[] = [];
    queryIntervals(index, first, last, (id) => found.push(id));
    const wanted = from.flatMap((a, id) => {
      const b = to[id] ?? -1;
      return a >= 0 && b >= 0 && Math.min(a, b) <= last && Math.max(a, b) >= first ? [id] : [];
    });
    expect(found.sort((a, b) => a - b)).toEqual(wanted);
  }
});

it("is empty without links", () => {
  queryIntervals(buildIntervals([], []), 0, 10, () => expect.unreachable());
});
