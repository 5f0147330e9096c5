/** Leaving the trial, as the page does it: what the browser keeps goes first, and what follows is said. */
import "../../../../support/indexed-db.ts";
import { expect, onTestFinished, test } from "vitest";
import type { Host } from "#shared/host/contract.ts";
import type { StartInfo } from "#shared/host/device-calls.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import { leaveTrial } from "../../../../../renderer/app/boot/boot-trial.ts";
import { DeskDb } from "../../../../../renderer/db/database.ts";

const START = { demo: true } as StartInfo; // nothing else of it is looked at
const never = new Promise<void>(() => undefined);

/** @param answer of the host, asked what the browser still keeps */
async function left(
  answer: Result<unknown, unknown>,
  { isHeld = false, wait = () => never }: { isHeld?: boolean; wait?: () => Promise<void> } = {},
): Promise<readonly unknown[]> {
  const name = `reader-desk-${crypto.randomUUID()}`;
  const db = new DeskDb(name);
  await db.open();
  const isKept = async (): Promise<boolean> => (await indexedDB.databases()).some((one) => one.name === name);
  if (isHeld) {
    const other = await new Promise<IDBDatabase>((resolve) => {
      const opening = indexedDB.open(name);
      opening.onsuccess = () => resolve(opening.result);
    });
    onTestFinished(() => other.close());
  }
  const told: unknown[] = [];
  await leaveTrial({
    db,
    start: START,
    host: (async (call: string) => {
      told.push([call, await isKept()]);
      return answer;
    }) as Host, // one call is asked
    report: (leaving) => told.push(leaving),
    stop: () => {
      told.push("stop");
      db.close();
    },
    wait,
    reload: () => told.push("reload"),
  });
  return told;
}

const leaving = { state: "starting", step: "trial-leaving", start: START };

test("the database goes before the host is asked, and the page is loaded again for the desk that was there", async () => {
  expect(await left(ok({ next: "desk" }))).toEqual([leaving, "stop", ["trial.leave", false], "reload"]);
});

test("a trial that ends its program says that it is over", async () => {
  expect(await left(ok({ next: "end" }))).toEqual([
    leaving,
    "stop",
    ["trial.leave", false],
    { state: "trial-left", start: START },
  ]);
});

test("a host that cannot delete it all is said, and nothing is loaded over that", async () => {
  const told = await left(err({ tag: "io", code: "EBUSY", name: "demo" }));
  expect(told.at(-1)).toEqual({ state: "failed", failure: { tag: "disk-refused", reason: "demo EBUSY" } });
});

test("a window that does not let go of the database keeps nobody in the trial", async () => {
  const told = await left(ok({ next: "desk" }), { isHeld: true, wait: async () => undefined });
  expect(told.slice(2)).toEqual([["trial.leave", true], "reload"]);
});
