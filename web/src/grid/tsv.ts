// Ranges on the clipboard, as spreadsheets write them: tabs between cells, line ends between rows, quotes around
// a cell that holds either.

export function printTsv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => row.map(quote).join("\t")).join("\n");
}

function quote(cell: string): string {
  return /[\t\n\r"]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** A last line end does not make a row. */
export function parseTsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    const cell = readCell(text, at);
    row.push(cell.value);
    at = cell.end;
    if (text[at] === "\t") {
      at++;
      if (at === text.length) row.push("");
      continue;
    }
    rows.push(row);
    row = [];
    at += text.startsWith("\r\n", at) ? 2 : 1;
  }
  if (row.length > 0) rows.push(row);
  return rows;
}

function readCell(text: string, from: number): { value: string; end: number } {
  const quoted = text[from] === '"' ? readQuoted(text, from) : null;
  if (quoted) return quoted;
  let end = from;
  while (end < text.length && !"\t\n\r".includes(text[end] ?? "")) end++;
  return { value: text.slice(from, end), end };
}

/** Null when the quote is not closed before a cell ends: then it is an ordinary character. */
function readQuoted(text: string, from: number): { value: string; end: number } | null {
  let value = "";
  for (let at = from + 1; at < text.length; at++) {
    if (text[at] !== '"') {
      value += text[at];
      continue;
    }
    if (text[at + 1] === '"') {
      value += '"';
      at++;
      continue;
    }
    const next = text[at + 1];
    return next === undefined || "\t\n\r".includes(next) ? { value, end: at + 1 } : null;
  }
  return null;
}
