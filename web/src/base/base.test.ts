import { describe, expect, it, vi } from "vitest";
import { Disposer } from "./disposer.ts";
import { Emitter } from "./emitter.ts";
import { parseInline, parseMarkdown } from "./markdown.ts";
import { fail, succeed } from "./result.ts";

describe("Emitter", () => {
  it("tells listeners until they leave", () => {
    const emitter = new Emitter<number>();
    const heard: number[] = [];
    const leave = emitter.on((value) => heard.push(value));
    emitter.emit(1);
    leave();
    emitter.emit(2);
    expect(heard).toEqual([1]);
    expect(emitter.size).toBe(0);
  });

  it("tells the others when one throws, then throws", () => {
    const emitter = new Emitter<null>();
    const heard = vi.fn();
    emitter.on(() => {
      throw new Error("mine");
    });
    emitter.on(heard);
    expect(() => emitter.emit(null)).toThrow("mine");
    expect(heard).toHaveBeenCalledOnce();
  });
});

describe("Disposer", () => {
  it("gives back in reverse order, once", () => {
    const order: number[] = [];
    const disposer = new Disposer();
    disposer.add(() => order.push(1));
    disposer.add(() => order.push(2));
    disposer.dispose();
    disposer.dispose();
    expect(order).toEqual([2, 1]);
  });
});

describe("results", () => {
  it("are values", () => {
    expect(succeed(1)).toEqual({ ok: true, value: 1 });
    expect(fail("why")).toEqual({ ok: false, problem: "why" });
  });
});

describe("Markdown", () => {
  it("knows paragraphs, lists, headings, quotes and code", () => {
    const text = "# Plan\n\nfirst\nline\n\n- one\n- two\n\n1. a\n\n> said\n\n```\ncode *x*\n```";
    expect(parseMarkdown(text).map((block) => block.kind)).toEqual([
      "heading",
      "paragraph",
      "list",
      "list",
      "quote",
      "code",
    ]);
  });

  it.each([
    ["**bold**", "strong"],
    ["*soft*", "em"],
    ["_soft_", "em"],
    ["`code`", "code"],
    ["[here](https://example.org)", "link"],
    ["https://example.org/a", "link"],
    ["[mail](mailto:a@example.org)", "link"],
    ["snake_case_name", "text"],
    ["<b>not markup</b>", "text"],
    ["[bad](javascript:alert(1))", "text"],
    ["[bad](data:text/html,x)", "text"],
  ])("%s is %s", (text, kind) => {
    expect(parseInline(text)[0]?.kind).toBe(kind);
  });

  it("keeps every character of what it does not understand", () => {
    expect(parseInline("a ** b [c] (d)")).toEqual([{ kind: "text", text: "a ** b [c] (d)" }]);
  });

  it.each(["```\nnever closed", "-", "#", ">", "1.", "* ", "[a](", "**"])("ends on %j", (text) => {
    expect(parseMarkdown(text)).toBeInstanceOf(Array);
  });
});
