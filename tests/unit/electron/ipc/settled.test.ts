import { expect, test } from "vitest";
import { countCalls } from "../../../../electron/ipc/settled.ts";

const openCalls = () => {
  const ends: (() => void)[] = [];
  const counted = countCalls(() => new Promise((resolve) => ends.push(() => resolve(null))));
  return { ...counted, end: (index: number) => ends[index]?.() };
};

test("is settled while no call is under way", async () => {
  await expect(openCalls().settled()).resolves.toBeUndefined();
});

test("settles when the last of several calls has its answer, not before", async () => {
  const { serve, settled, end } = openCalls();
  const answers = [serve("journal.append", {}), serve("journal.append", {})];
  let done = false;
  const waiting = settled().then(() => {
    done = true;
  });
  end(0);
  await answers[0];
  expect(done).toBe(false);
  end(1);
  await waiting;
  expect(done).toBe(true);
});

test("a call that fails is not waited for any longer", async () => {
  const { serve, settled } = countCalls(() => Promise.reject(new Error("a bug")));
  await expect(serve("journal.append", {})).rejects.toThrow("a bug");
  await expect(settled()).resolves.toBeUndefined();
});
