/** Work ahead begins when nobody asks, and is left off as soon as somebody does. */
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { LibraryView } from "../../../../../../renderer/worker/library-use/library-view.ts";
import { createAhead } from "../../../../../../renderer/worker/statistics/sums/ahead.ts";
import { NOVEMBER, TODAY } from "../small-library.ts";

const QUIET = 100;
const answered = async (): Promise<null> => null;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Counts for a second for each question, with a pause after each tenth of it. */
function begin({ placing = 0 } = {}) {
  const done = { placed: 0, steps: 0, kept: [] as string[], only: [] as readonly string[][] };
  const ahead = createAhead(
    {
      async at() {
        await vi.advanceTimersByTimeAsync(0);
        if (placing > 0) await new Promise((resolve) => setTimeout(resolve, placing));
        done.placed++;
        return {} as LibraryView; // nobody looks at it
      },
    },
    {
      async keep({ month }, day, pause) {
        for (let step = 0; step < 10; step++) {
          await new Promise((resolve) => setTimeout(resolve, 10));
          done.steps++;
          await pause();
        }
        done.kept.push(`${month} ${day}`);
        return [`${month} ${day}`];
      },
      async keepOnly(names) {
        done.only = [...done.only, [...names]];
      },
    },
    () => TODAY,
    QUIET,
  );
  return { ahead, done };
}

it("keeps today, tomorrow and the months of a year, the last ones first, and only them", async () => {
  const { ahead, done } = begin();
  await ahead.answering(NOVEMBER, answered);
  await vi.advanceTimersByTimeAsync(QUIET - 1);
  expect(done.placed).toBe(0);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(done.placed).toBe(1);
  expect(done.kept.slice(0, 4)).toEqual([
    "2026-11 2026-11-25",
    "2026-11 2026-11-26",
    "2026-10 2026-11-25",
    "2026-09 2026-11-25",
  ]);
  expect([done.kept.length, done.kept.at(-1)]).toEqual([14, "2025-11 2026-11-25"]);
  expect(done.only).toEqual([done.kept]);
});

it("works half of the time", async () => {
  const { ahead, done } = begin({ placing: 500 });
  await ahead.answering(NOVEMBER, answered);
  // a fiftieth of a second for each step: one half is a pause
  await vi.advanceTimersByTimeAsync(QUIET + 500 + 20 * 5);
  expect(done.steps).toBe(5);
});

it("is left off by a question, and begun again when it is quiet after its answer", async () => {
  const { ahead, done } = begin();
  await ahead.answering(NOVEMBER, answered);
  await vi.advanceTimersByTimeAsync(QUIET + 50);
  const { steps } = done;
  expect(steps).toBeGreaterThan(0);
  let answer: (value: null) => void = () => undefined;
  const slow = ahead.answering(NOVEMBER, () => new Promise<null>((resolve) => (answer = resolve)));
  // another one that is answered meanwhile does not begin it
  await ahead.answering(NOVEMBER, answered);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(done.steps - steps).toBeLessThanOrEqual(1);
  expect(done.kept).toEqual([]);
  answer(null);
  await slow;
  await vi.advanceTimersByTimeAsync(QUIET + 10_000);
  expect(done.kept.length).toBe(14);
});

it("ends where nothing can be kept, and does not disturb the question", async () => {
  const keep = vi.fn(async () => null);
  const keepOnly = vi.fn(async () => undefined);
  const ahead = createAhead({ at: async () => ({}) as LibraryView }, { keep, keepOnly }, () => TODAY, QUIET);
  await expect(ahead.answering(NOVEMBER, () => Promise.reject(new Error("locked")))).rejects.toThrow("locked");
  await vi.advanceTimersByTimeAsync(10_000);
  expect([keep.mock.calls.length, keepOnly.mock.calls.length]).toEqual([1, 0]);
});
