/** What two desks do over any pair of stores that are one prepared place: write, exchange, edit one field both. */
import { expect } from "vitest";
import type { Store } from "#shared/replication/exchange/ports.ts";
import type { SyncReport } from "#shared/replication/exchange/sync-report.ts";
import { libraryMarker, storeMarker } from "#shared/replication/files/names.ts";
import { type Device, LIBRARY_ID, makeDevice, type TestClock } from "../support/desks.ts";

/** Bad calls may end a sync; the next goes on. A share that never comes round fails the test. */
const MOST_SYNCS = 60;

export async function prepare(store: Store): Promise<void> {
  for (const name of [libraryMarker(LIBRARY_ID), storeMarker("fedcba9876543210")])
    expect((await store.put(name, new Uint8Array([1]))).ok).toBe(true);
}

export async function exchangeOver(first: Store, second: Store): Promise<void> {
  const clock: TestClock = { ms: 1_700_000_000_000 };
  const [a, b] = [makeDevice("a", clock), makeDevice("b", clock)];
  for (let at = 0; at < 30; at++) {
    a.write(`a${at}`, { name: `reader ${at}` });
    b.write(`b${at}`, { name: `reader ${at}` });
  }
  await settle(a, first, b, second);
  a.write("a1", { name: "as a says" });
  b.write("a1", { name: "as b says" });
  await settle(a, first, b, second);
  expect(a.replica.lines()).toEqual(b.replica.lines());
  expect(a.replica.lines()).toHaveLength(60);
  for (const { replica } of [a, b]) expect(replica.row("reader", "a1")?.open).toBe(1);
}

/** In turn, until each has said twice that there is nothing new. */
export async function settle(a: Device, first: Store, b: Device, second: Store): Promise<void> {
  const reports: SyncReport[] = [];
  for (let round = 0; round < MOST_SYNCS; round++) {
    const both = [await a.sync(first), await b.sync(second)];
    reports.push(...both);
    const isQuiet = both.every(({ outcome }) => outcome.tag === "nothing-new");
    if (isQuiet && reports.slice(-4).every(({ outcome }) => outcome.tag === "nothing-new")) return;
  }
  expect(reports.map(({ outcome }) => outcome)).toEqual([]); // shows what kept them from coming to rest
}
