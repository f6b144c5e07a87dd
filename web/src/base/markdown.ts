// Markdown as a tree of few, harmless kinds: what is not understood stays text, so nothing a person
// writes can become markup of the page. Links lead to http, https and mailto only.

export type Inline =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "code"; readonly text: string }
  | { readonly kind: "strong" | "em"; readonly parts: readonly Inline[] }
  | { readonly kind: "link"; readonly href: string; readonly parts: readonly Inline[] };

export type Block =
  | { readonly kind: "paragraph" | "heading" | "quote"; readonly parts: readonly Inline[] }
  | { readonly kind: "code"; readonly text: string }
  | {
      readonly kind: "list";
      readonly isOrdered: boolean;
      readonly items: readonly (readonly Inline[])[];
    };

const ITEM = /^\s*(?:[-*+]|(\d+)[.)])\s+(.*)$/;

export function parseMarkdown(text: string): Block[] {
  const lines = text.replaceAll("\r\n", "\n").split("\n");
  const blocks: Block[] = [];
  while (lines.length > 0) {
    const line = lines[0] ?? "";
    if (line.trim() === "") lines.shift();
    else if (line.startsWith("```")) blocks.push(takeCode(lines));
    else if (ITEM.test(line)) blocks.push(takeList(lines));
    else if (line.startsWith("#")) blocks.push(takeHeading(lines));
    else if (line.startsWith(">")) blocks.push(takeQuote(lines));
    else blocks.push(takeParagraph(lines));
  }
  return blocks;
}

function takeWhile(lines: string[], claim: (line: string) => boolean): string[] {
  const taken: string[] = [];
  while (lines.length > 0 && claim(lines[0] ?? "")) taken.push(lines.shift() ?? "");
  return taken;
}

function takeCode(lines: string[]): Block {
  lines.shift();
  const text = takeWhile(lines, (line) => !line.startsWith("```")).join("\n");
  lines.shift();
  return { kind: "code", text };
}

function takeList(lines: string[]): Block {
  const isOrdered = ITEM.exec(lines[0] ?? "")?.[1] !== undefined;
  const taken = takeWhile(lines, (line) => ITEM.test(line));
  const items = taken.map((line) => parseInline(ITEM.exec(line)?.[2] ?? ""));
  return { kind: "list", isOrdered, items };
}

function takeHeading(lines: string[]): Block {
  return { kind: "heading", parts: parseInline((lines.shift() ?? "").replace(/^#+\s*/, "")) };
}

function takeQuote(lines: string[]): Block {
  const taken = takeWhile(lines, (line) => line.startsWith(">"));
  const text = taken.map((line) => line.replace(/^>\s?/, "")).join(" ");
  return { kind: "quote", parts: parseInline(text) };
}

function takeParagraph(lines: string[]): Block {
  const first = lines.shift() ?? "";
  const rest = takeWhile(
    lines,
    (line) => line.trim() !== "" && !/^(```|#|>)|^\s*([-*+]|\d+[.)])\s/.test(line),
  );
  return { kind: "paragraph", parts: parseInline([first, ...rest].join("\n")) };
}

const INLINE =
  /`([^`]+)`|\*\*([^*]+)\*\*|__([^_]+)__|\*([^*\s][^*]*)\*|\b_([^_\s][^_]*)_\b|\[([^\]]+)\]\(([^)\s]+)\)|(https?:\/\/[^\s<>()]+)/;

export function parseInline(text: string): Inline[] {
  const parts: Inline[] = [];
  let rest = text;
  for (let match = INLINE.exec(rest); match; match = INLINE.exec(rest)) {
    if (match.index > 0) parts.push({ kind: "text", text: rest.slice(0, match.index) });
    parts.push(readInline(match));
    rest = rest.slice(match.index + match[0].length);
  }
  if (rest !== "") parts.push({ kind: "text", text: rest });
  return parts;
}

function readInline(match: RegExpExecArray): Inline {
  const [whole, code, strong, strong2, em, em2, label, target, bare] = match;
  if (code !== undefined) return { kind: "code", text: code };
  if (strong ?? strong2) return { kind: "strong", parts: parseInline(strong ?? strong2 ?? "") };
  if (em ?? em2) return { kind: "em", parts: parseInline(em ?? em2 ?? "") };
  const href = bare ?? target ?? "";
  if (!isSafe(href)) return { kind: "text", text: whole };
  const parts: Inline[] = label ? parseInline(label) : [{ kind: "text", text: href }];
  return { kind: "link", href, parts };
}

function isSafe(href: string): boolean {
  return /^(https?:\/\/|mailto:)/i.test(href);
}
