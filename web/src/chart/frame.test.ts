import { expect, it } from "vitest";
import { Frame } from "./frame.ts";

function setup(base: () => void = () => {}) {
  const waiting: ((now: number) => void)[] = [];
  const log: string[] = [];
  const frame = new Frame({
    host: { request: (run) => waiting.push(run), cancel: () => waiting.splice(0) },
    paint: {
      base: () => {
        log.push("base");
        base();
      },
      overlay: () => log.push("overlay"),
    },
    failed: (surface) => log.push(`failed ${surface}`),
  });
  return { frame, log, waiting, tick: () => waiting.splice(0).forEach((run) => run(0)) };
}

it("draws what was named, once, and asks for nothing when nothing changed", () => {
  const { frame, log, waiting, tick } = setup();
  frame.invalidate("base");
  frame.invalidate("base", "overlay");
  expect(waiting).toHaveLength(1);
  tick();
  expect(log).toEqual(["base", "overlay"]);
  expect(waiting).toHaveLength(0);
});

it("stops a painter that throws, and lets the reader start it again", () => {
  let broken = true;
  const { frame, log, tick } = setup(() => {
    if (broken) throw new Error("no");
  });
  frame.invalidate("base");
  tick();
  frame.invalidate("base");
  tick();
  expect(log).toEqual(["base", "failed base"]);
  broken = false;
  frame.restart();
  tick();
  expect(log).toEqual(["base", "failed base", "base", "overlay"]);
});

it("does nothing after it was left", () => {
  const { frame, log, tick } = setup();
  frame.invalidate("base");
  frame.dispose();
  frame.invalidate("base");
  tick();
  expect(log).toEqual([]);
});
