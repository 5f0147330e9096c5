import "../../../../support/indexed-db.ts";
import { describe, expect, it } from "vitest";
import type { Host } from "#shared/host/contract.ts";
import type { StartInfo } from "#shared/host/device-calls.ts";
import { ok } from "#shared/kernel/result.ts";
import { createFillAgain } from "../../../../../renderer/app/boot/fill-again.ts";
import { DeskDb } from "../../../../../renderer/db/database.ts";
import { reconcile } from "../../../../../renderer/db/journal/reconcile.ts";
import { readDatabaseId } from "../../../../../renderer/db/renewal/database-id.ts";
import { keepTo } from "../../../../../renderer/db/same-database.ts";
import { create } from "../../../../../renderer/db/write/changes.ts";
import type { FillAgain } from "../../../../../renderer/desk-services/services.ts";
import {
  type DeskWorker,
  lastingWorker,
  type RemoteApi,
} from "../../../../../renderer/platform/worker/worker-client.ts";
import { OWN, openDesk, type TestDesk } from "../../db/desk.ts";

const ENTRIES = 40;
const id = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, "0")}`;

/** A worker that has no other streams to bring along. */
const aloneWorker = (): DeskWorker => ({
  api: {
    sync: { applyFromCopy: async () => ({}), refillFromCopy: async () => undefined },
    erasing: { purge: async () => true },
    search: { load: async () => ({ readers: 0 }) },
  } as unknown as RemoteApi, // the services that a filling asks
  stop: () => undefined,
});

/** @param meanwhile called before each page of the journal is read */
async function goneDesk(
  meanwhile: (reads: number, db: DeskDb) => Promise<void> = async () => undefined,
): Promise<{ readonly desk: TestDesk; readonly fillAgain: FillAgain; readonly host: Host }> {
  const desk = await openDesk(undefined, undefined, 0, OWN, 1);
  const { db, memory, writer, journal } = desk;
  keepTo(db, await readDatabaseId(db), () => true);
  for (let n = 1; n <= ENTRIES; n++)
    await (await writer.run("reader.create", [create("reader", id(n), { name: `读者${n}` })])).confirmed;
  let reads = 0;
  const host = (async (name: string, args: never) => {
    if (name === "device.start") return ok({ library: { id: "library", stream: OWN } });
    if (name === "journal.read") await meanwhile(++reads, db);
    return memory.host(name as never, args);
  }) as Host; // the calls that a filling makes
  const fillAgain = createFillAgain({
    db,
    host,
    stream: OWN,
    now: () => 1_790_000_000_000,
    start: { installation: "here", version: "1" } as StartInfo, // what a filling reads of it
    journal,
    writer,
    worker: lastingWorker(aloneWorker()),
    openDatabase: async () => {
      const again = new DeskDb(db.name);
      await again.open();
      return ok(again);
    },
    startWorker: aloneWorker,
  });
  await emptied(db.name);
  await writer.run("reader.create", [create("reader", id(99), { name: "未存" })]).catch(() => undefined);
  expect(db.presence.isGone()).toBe(true);
  return { desk, fillAgain, host };
}

/** As another tab does it, past Dexie. */
async function emptied(name: string): Promise<void> {
  const raw = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(name);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  await new Promise<void>((resolve, reject) => {
    const transaction = raw.transaction([...raw.objectStoreNames], "readwrite");
    for (const store of raw.objectStoreNames) transaction.objectStore(store).clear();
    transaction.oncomplete = () => resolve();
    transaction.onerror = () => reject(transaction.error);
  });
  raw.close();
}

const quiet = (): void => undefined;

describe("a filling under the open page", () => {
  it("is one, however often the button is pressed, and brings everything back", async () => {
    const again: ReturnType<FillAgain>[] = [];
    const { desk, fillAgain } = await goneDesk(async (reads) => {
      // as a scanner's Enter does in the middle of it
      if (reads === 5) again.push(fillAgain(quiet));
    });
    expect(await fillAgain(quiet)).toEqual({ ok: true, value: ENTRIES });
    expect(await Promise.all(again)).toEqual([{ ok: true, value: ENTRIES }]);
    expect(await desk.db.reader.count()).toBe(ENTRIES);
    expect(await desk.db.log.count()).toBe(ENTRIES);
    desk.db.close();
  });

  it("does not go on from the middle of a database that was emptied once more, and a start has all of it", async () => {
    const { desk, fillAgain, host } = await goneDesk(async (reads, { name }) => {
      if (reads === 5) await emptied(name);
    });
    expect(await fillAgain(quiet)).toMatchObject({ ok: false });
    expect(desk.db.presence.isGone()).toBe(true);
    const next = new DeskDb(desk.db.name);
    await next.open();
    await readDatabaseId(next);
    expect(
      await reconcile({
        db: next,
        host,
        stream: OWN,
        now: () => 1_790_000_000_000,
        applyOthers: async () => undefined,
      }),
    ).toMatchObject({ ok: true });
    expect(await next.reader.count()).toBe(ENTRIES);
    next.close();
    desk.db.close();
  });

  it("is tried again after it failed", async () => {
    const { desk, fillAgain } = await goneDesk(async (reads, { name }) => {
      if (reads === 5) await emptied(name);
    });
    expect(await fillAgain(quiet)).toMatchObject({ ok: false });
    expect(await fillAgain(quiet)).toEqual({ ok: true, value: ENTRIES });
    expect(await desk.db.reader.count()).toBe(ENTRIES);
    const next = await desk.writer.run("reader.create", [create("reader", id(100), { name: "以后" })]);
    expect(await next.confirmed).toEqual(ok(null));
    desk.db.close();
  });
});
