// Which of many names fit what was typed: every word must occur; beginnings count more.

export interface Named {
  readonly text: string;
}

export function rankNames<T extends Named>(query: string, all: Iterable<T>, most: number): T[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const found: { readonly one: T; readonly score: number }[] = [];
  for (const one of all) {
    const score = scoreName(one.text.toLowerCase(), words);
    if (score > 0) found.push({ one, score });
  }
  return found
    .sort((a, b) => b.score - a.score)
    .slice(0, most)
    .map(({ one }) => one);
}

function scoreName(text: string, words: readonly string[]): number {
  let score = 1;
  for (const word of words) {
    const at = text.indexOf(word);
    if (at < 0) return 0;
    score += at === 0 ? 3 : text[at - 1] === " " ? 2 : 1;
  }
  return score;
}
