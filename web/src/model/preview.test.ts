import { expect, it } from "vitest";
import type { Clock } from "../base/clock.ts";
import type { Batch } from "./operation.ts";
import { Preview } from "./preview.ts";

function setup() {
  const timers: (() => void)[] = [];
  const asked: { batch: Batch; answer: (text: string) => void }[] = [];
  const shown: (string | null)[] = [];
  const clock: Clock = {
    now: () => 0,
    random: () => 0,
    after: (_, run) => {
      timers.push(run);
      return () => {};
    },
  };
  const preview = new Preview<string>({
    clock,
    ask: (batch) => new Promise((answer) => asked.push({ batch, answer })),
    show: (answer) => shown.push(answer),
  });
  const settle = async (text: string): Promise<void> => {
    asked.at(-1)?.answer(text);
    timers.splice(0).forEach((run) => run());
    await new Promise((done) => setTimeout(done, 0));
  };
  return { preview, asked, shown, settle };
}

const batch = (id: number): Batch => ({ operations: [{ op: "delete", entity: "link", id }] });

it("asks one question at a time and then only the last one that waited", async () => {
  const { preview, asked, shown, settle } = setup();
  for (const id of [1, 2, 3]) preview.want(batch(id));
  expect(asked.map((one) => one.batch)).toEqual([batch(1)]);
  await settle("first");
  expect(asked.map((one) => one.batch)).toEqual([batch(1), batch(3)]);
  await settle("last");
  expect(shown).toEqual(["first", "last"]);
});

it("does not ask the same twice", async () => {
  const { preview, asked, settle } = setup();
  preview.want(batch(1));
  await settle("one");
  preview.want(batch(1));
  expect(asked).toHaveLength(1);
});

it("drops the answer to a drag that has ended", async () => {
  const { preview, shown, settle } = setup();
  preview.want(batch(1));
  preview.stop();
  await settle("late");
  expect(shown).toEqual([null]);
});
