import { expect, test } from "vitest";
import { oneAtATime } from "../../../../shared/kernel/one-at-a-time.ts";

test("tasks begin in the order of their calls, each when the one before has ended, also where that one failed", async () => {
  const inTurn = oneAtATime();
  const heard: string[] = [];
  const task = (name: string, fails = false): Promise<string> =>
    inTurn(async () => {
      heard.push(`${name} begins`);
      await Promise.resolve();
      heard.push(`${name} ends`);
      if (fails) throw new Error(name);
      return name;
    });
  const answers = await Promise.allSettled([task("first"), task("second", true), task("third")]);
  expect(heard).toEqual(["first begins", "first ends", "second begins", "second ends", "third begins", "third ends"]);
  expect(answers.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
});

test("a task hears that another one waits for it, from when it is asked for until its turn comes", async () => {
  const inTurn = oneAtATime();
  const first = inTurn(async (isAwaited) => {
    const alone = isAwaited();
    const second = inTurn(async (isSecondAwaited) => isSecondAwaited());
    return { alone, withSecond: isAwaited(), second };
  });
  const { alone, withSecond, second } = await first;
  expect({ alone, withSecond, ofSecond: await second }).toEqual({ alone: false, withSecond: true, ofSecond: false });
});
