import { expect, test } from "vitest";
import { err, ok } from "#shared/kernel/result.ts";
import {
  createRefreshFlow,
  type RefreshFlowDeps,
} from "../../../../../renderer/features/import/refresh/refresh-flow.ts";
import { createRefreshStore } from "../../../../../renderer/features/import/refresh/refresh-store.ts";
import type { RefreshFound } from "../../../../../renderer/platform/worker/refresh-api.ts";

const NAMES = { readers: "读者.csv", loans: "借阅.csv" };
type Named = keyof typeof NAMES;

const found = (list: Named): RefreshFound => ({
  tag: "found",
  list,
  file: { name: NAMES[list], size: 1, modifiedAt: 1 },
  holds: list === "readers" ? "reader" : "use",
  rows: 1,
  counts: { new: 1, update: 0, same: 0, kept: 0, duplicate: 0, error: 0, cells: 0 },
  onMatch: null,
  reasons: [],
  missing: { total: 0, readers: [] },
});

/** A worker whose looks end when the test lets them. */
function conversation() {
  const asked: string[] = [];
  const looks: (() => void)[] = [];
  let cancelled = false;
  const refresh = {
    look: (list: Named) => {
      asked.push(`look ${list}`);
      cancelled = false;
      return new Promise((resolve) =>
        looks.push(() => resolve(cancelled ? err({ tag: "cancelled" }) : ok(found(list)))),
      );
    },
    take: async () => {
      asked.push("take");
      return ok({ counts: { new: 1, update: 0 }, outcome: null });
    },
    cancel: async () => {
      cancelled = true;
    },
    close: async () => undefined,
  } as unknown as RefreshFlowDeps["refresh"]; // what the flow asks of it
  const store = createRefreshStore();
  const flow = createRefreshFlow({ store, refresh, deskName: () => null });
  const end = async (): Promise<void> => {
    looks.shift()?.();
    await new Promise((resolve) => setTimeout(resolve));
  };
  return { flow, store, asked, end };
}

test("lists are looked at one after the other: each is taken or left before the next one is", async () => {
  const { flow, store, asked, end } = conversation();
  void flow.look(["readers", "loans"]);
  const itself = flow.byItself("readers");
  await end();
  expect(store.getState().found?.list).toBe("readers");
  expect(asked).toEqual(["look readers"]);
  void flow.take(false);
  await end();
  await end();
  expect(asked).toEqual(["look readers", "take", "look loans"]);
  await flow.leave();
  expect(store.getState().lines).toMatchObject({ readers: { tag: "done" }, loans: { tag: "left" } });
  // only now it is the turn of what goes by itself
  await end();
  await end();
  expect(await itself).toMatchObject({ tag: "done" });
  expect(asked.slice(3)).toEqual(["look readers", "take"]);
});

test("what goes by itself waits while a person looks, and goes on once she has left, in the middle of a look too", async () => {
  const { flow, store, asked, end } = conversation();
  void flow.look(["readers"]);
  const itself = flow.byItself("loans");
  await end();
  expect(asked).toEqual(["look readers"]);
  flow.close();
  await end();
  await end();
  expect(await itself).toMatchObject({ tag: "done" });
  expect(asked).toEqual(["look readers", "look loans", "take"]);
  void flow.look(["readers"]);
  const again = flow.byItself("loans");
  flow.close();
  await end();
  await end();
  expect(await again).toMatchObject({ tag: "done" });
  expect(store.getState()).toMatchObject({ found: null, lines: { readers: { failure: { tag: "cancelled" } } } });
});

test("what runs by itself is not broken off because somebody looks in and goes away", async () => {
  const { flow, end } = conversation();
  const itself = flow.byItself("readers");
  await new Promise((resolve) => setTimeout(resolve));
  flow.close();
  await end();
  expect(await itself).toMatchObject({ tag: "done" });
});
