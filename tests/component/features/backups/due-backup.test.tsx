import { cleanup, renderHook } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { BackupActions } from "../../../../renderer/features/backups/backup-places-store.ts";
import { createBackupStore } from "../../../../renderer/features/backups/backup-places-store.ts";
import type { BackupRunner } from "../../../../renderer/features/backups/backup-runner.ts";
import { useDueBackup } from "../../../../renderer/features/backups/use-due-backup.ts";

const SECOND = 1000;
const MINUTE = 60 * SECOND;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

/** @returns how many were made so far */
function schedule(isDue = true): () => number {
  let made = 0;
  const actions: Pick<BackupActions, "make" | "refresh"> = {
    make: async () => void made++,
    refresh: async () => undefined,
  };
  const runner: Pick<BackupRunner, "isDue"> = { isDue: async () => isDue };
  const store = createBackupStore();
  // of both only what stands above is asked here
  renderHook(() => useDueBackup(runner as BackupRunner, actions as BackupActions, store));
  return () => made;
}

const press = (): boolean => window.dispatchEvent(new KeyboardEvent("keydown", { key: "a" }));

it("makes what is due at a quiet desk a minute after the start", async () => {
  const made = schedule();
  await vi.advanceTimersByTimeAsync(MINUTE - 1);
  expect(made()).toBe(0);
  await vi.advanceTimersByTimeAsync(1);
  expect(made()).toBe(1);
});

it("waits until nobody has pressed a key or clicked for ten seconds", async () => {
  const made = schedule();
  await vi.advanceTimersByTimeAsync(MINUTE - 5 * SECOND);
  press();
  await vi.advanceTimersByTimeAsync(9 * SECOND);
  window.dispatchEvent(new PointerEvent("pointerdown"));
  await vi.advanceTimersByTimeAsync(10 * SECOND - 1);
  expect(made()).toBe(0);
  await vi.advanceTimersByTimeAsync(1);
  expect(made()).toBe(1);
});

it("waits no longer than a quarter of an hour", async () => {
  const made = schedule();
  await vi.advanceTimersByTimeAsync(MINUTE - 5 * SECOND);
  for (let step = 0; step < (15 * MINUTE) / (5 * SECOND); step++) {
    press();
    await vi.advanceTimersByTimeAsync(5 * SECOND);
  }
  expect(made()).toBe(0);
  press();
  await vi.advanceTimersByTimeAsync(5 * SECOND);
  expect(made()).toBe(1);
});

it("makes none that is not due", async () => {
  const made = schedule(false);
  await vi.advanceTimersByTimeAsync(30 * MINUTE);
  expect(made()).toBe(0);
});
