import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { showPale } from "../../../../renderer/ui/dialogs/pale-toast.ts";
import type { Toast } from "../../../../renderer/ui/dialogs/toast.tsx";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function paled(answered: Promise<unknown>): Toast[] {
  const shown: Toast[] = [];
  showPale({ show: (toast) => void shown.push(toast) }, "正在保存", answered);
  return shown;
}

test("an answer that comes at once leaves no pale step", async () => {
  const shown = paled(Promise.resolve());
  await vi.advanceTimersByTimeAsync(1000);
  expect(shown).toEqual([]);
});

test("an answer that is awaited is said to be awaited, with nothing to press", async () => {
  const shown = paled(new Promise(() => {}));
  await vi.advanceTimersByTimeAsync(1000);
  expect(shown).toEqual([{ text: "正在保存", tone: "saving" }]);
});

test("an answer that is a fault settles it too", async () => {
  const shown = paled(Promise.reject(new Error("gone")));
  await vi.advanceTimersByTimeAsync(1000);
  expect(shown).toEqual([]);
});
