// Amounts and shares as they are typed in a cell.

export function printAmount(minor: number, digits: number): string {
  if (!Number.isFinite(minor)) return "";
  return (minor / 10 ** digits).toFixed(digits);
}

/** Minor units; null when the text is no amount. An empty text is nothing to pay. */
export function readAmount(text: string, digits: number): number | null {
  const amount = readNumber(text);
  return amount === null ? null : Math.round(amount * 10 ** digits);
}

/** "150 %" → 1.5 */
export function readPercent(text: string): number | null {
  const percent = readNumber(text.replace("%", ""));
  return percent === null || percent < 0 ? null : percent / 100;
}

function readNumber(text: string): number | null {
  const clean = text.replaceAll(/[\s']/g, "").replace(",", ".");
  const number = Number(clean);
  return Number.isFinite(number) ? number : null;
}
