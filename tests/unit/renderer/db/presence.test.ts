import "../../../support/indexed-db.ts";
import { describe, expect, it } from "vitest";
import type { CallName } from "#shared/host/contract.ts";
import { ok } from "#shared/kernel/result.ts";
import { isSameEntry } from "#shared/replication/erasing/ledger.ts";
import { DeskDb } from "../../../../renderer/db/database.ts";
import { beginAnew, reconcile } from "../../../../renderer/db/journal/reconcile.ts";
import { DatabaseGone } from "../../../../renderer/db/presence.ts";
import { readDatabaseId } from "../../../../renderer/db/renewal/database-id.ts";
import { keepTo, lookAt, watchOver } from "../../../../renderer/db/same-database.ts";
import { create } from "../../../../renderer/db/write/changes.ts";
import type { Written } from "../../../../renderer/db/write/command-chain.ts";
import { MemoryJournal } from "../../../support/memory-journal.ts";
import { OWN, openDesk, type TestDesk } from "./desk.ts";

const id = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, "0")}`;
const add = (desk: TestDesk, n: number): Promise<Written> =>
  desk.writer.run("reader.create", [create("reader", id(n), { name: `读者${n}` })]);

/** As patient as the real one: a busy machine is no silent journal. */
async function heldDesk(memory = new MemoryJournal()): Promise<TestDesk> {
  const desk = await openDesk(memory, undefined, 0, OWN, 1);
  keepTo(desk.db, await readDatabaseId(desk.db), () => true);
  for (let n = 1; n <= 3; n++) expect(await (await add(desk, n)).confirmed).toEqual({ ok: true, value: null });
  return desk;
}

/** As another tab of the same origin does it, past Dexie. */
const deleteFromOutside = (name: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = () => resolve();
    request.onerror = () => reject(request.error);
  });

async function clearFromOutside(name: string, stores?: readonly string[]): Promise<void> {
  const db = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(name);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const names = stores ?? [...db.objectStoreNames];
  await new Promise<void>((resolve, reject) => {
    const transaction = db.transaction(names, "readwrite");
    for (const store of names) transaction.objectStore(store).clear();
    transaction.oncomplete = () => resolve();
    transaction.onerror = () => reject(transaction.error);
  });
  db.close();
}

/** Over a connection of its own. */
async function fillAgain({ db, memory, journal }: TestDesk): Promise<void> {
  const fresh = new DeskDb(db.name);
  await fresh.open();
  const deps = {
    db: fresh,
    host: memory.host,
    stream: OWN,
    now: () => 1_790_000_000_000,
    applyOthers: async () => undefined,
  };
  expect(await beginAnew(deps, "another")).toMatchObject({ ok: true });
  const filled = await reconcile(deps);
  db.presence.returned("another");
  journal.restart(filled.ok ? filled.value.journaled : 0);
  fresh.close();
}

/** The page has found it emptied, and its connection, opened again, waits until all is back. */
async function waitingDesk(): Promise<TestDesk> {
  const desk = await heldDesk();
  const { db } = desk;
  await clearFromOutside(db.name);
  const closed = new Promise<void>((resolve) => db.on("close", () => resolve()));
  await lookAt(db);
  await closed;
  await expect.poll(() => db.isOpen()).toBe(true);
  return desk;
}

/** What was called saved, and is not the journal's own entry under that number. */
async function deceived(desk: TestDesk, acts: readonly number[]): Promise<readonly number[]> {
  const wrong: number[] = [];
  for (const n of acts) {
    const written = await add(desk, n).catch(() => null);
    if (written === null || !(await written.confirmed).ok) continue;
    if (desk.memory.entries[written.seq - 1]?.ops[0]?.id !== id(n)) wrong.push(n);
  }
  return wrong;
}

describe("a database that goes while the window is open", () => {
  it.each([
    ["deleted by another tab", ({ db }: TestDesk) => deleteFromOutside(db.name)],
    ["emptied store by store", ({ db }: TestDesk) => clearFromOutside(db.name)],
  ])("confirms nothing that the journal does not hold: %s", async (_, goes) => {
    const desk = await heldDesk();
    await goes(desk);
    expect(await deceived(desk, [11, 12, 13])).toEqual([]);
    expect(desk.memory.entries).toHaveLength(3);
    await expect(add(desk, 14)).rejects.toBeInstanceOf(DatabaseGone);
    expect(desk.journal.health.get()).toBe("gone");
    desk.db.close();
  });

  it("is noticed whichever of its stores was emptied, or does no harm", async () => {
    const { tables } = new DeskDb("names");
    for (const { name } of tables) {
      const desk = await heldDesk();
      await clearFromOutside(desk.db.name, [name]);
      expect([name, await deceived(desk, [11, 12, 13])]).toEqual([name, []]);
      desk.db.close();
    }
  });

  it("is noticed by the number alone, where a page has begun on an empty one", async () => {
    const before = await heldDesk();
    const desk = await openDesk(before.memory, undefined, 3);
    const written = await add(desk, 11);
    expect(written.seq).toBe(1);
    expect(await written.confirmed).toEqual({ ok: false, error: { tag: "database-gone" } });
    expect(desk.memory.entries).toHaveLength(3);
    before.db.close();
    desk.db.close();
  });

  it("is noticed by a head that goes back", async () => {
    const desk = await openDesk();
    for (let n = 1; n <= 3; n++) await (await add(desk, n)).confirmed;
    const { db } = desk;
    const own = await db.streams.get(OWN);
    if (own === undefined) throw new Error("the stream is there");
    await db.streams.put({ ...own, seq: 1 });
    await db.log.where("seq").above(1).delete();
    await expect(add(desk, 4)).rejects.toBeInstanceOf(DatabaseGone);
    expect(await db.log.count()).toBe(1);
    db.close();
  });

  it("is noticed without any act", async () => {
    const desk = await heldDesk();
    await clearFromOutside(desk.db.name);
    await lookAt(desk.db);
    expect(desk.db.presence.isGone()).toBe(true);
    desk.db.close();
  });

  it("is noticed without any act once more, where an act had found the one before while it was looked at", async () => {
    const desk = await heldDesk();
    const { db } = desk;
    let look = (): void => undefined;
    let looks = 0;
    const watch = watchOver(db, () => {
      looks += 1;
      return new Promise((resolve) => {
        look = resolve;
      });
    });
    const lookOnce = async (): Promise<void> => {
      const before = looks;
      look();
      await expect.poll(() => looks).toBe(before + 1);
    };
    await clearFromOutside(db.name);
    // the act is asked first, and the look stands behind its transaction
    const act = add(desk, 11);
    const looked = lookOnce();
    await expect(act).rejects.toBeInstanceOf(DatabaseGone);
    await looked;
    await fillAgain(desk);
    await expect.poll(() => db.reader.count().catch(() => null)).toBe(3);
    await clearFromOutside(db.name);
    await lookOnce();
    expect(db.presence.isGone()).toBe(true);
    db.close();
    look();
    await watch;
  });

  it("goes on where the browser has only closed it", async () => {
    const desk = await heldDesk();
    desk.db.close({ disableAutoOpen: false });
    expect(await (await add(desk, 4)).confirmed).toEqual({ ok: true, value: null });
    expect(await desk.db.reader.count()).toBe(4);
    expect(desk.db.presence.isGone()).toBe(false);
    desk.db.close();
  });

  it("confirms what was on its way to the journal when it went, and nothing behind it", async () => {
    let arrives = (): void => undefined;
    let sent = (): void => undefined;
    const onItsWay = new Promise<void>((resolve) => {
      sent = resolve;
    });
    class Slow extends MemoryJournal {
      protected override async answer(name: CallName, args: unknown): Promise<unknown> {
        if (name !== "journal.append" || this.entries.length < 3) return super.answer(name, args);
        sent();
        await new Promise<void>((resolve) => {
          arrives = resolve;
        });
        return super.answer(name, args);
      }
    }
    const desk = await heldDesk(new Slow());
    const first = await add(desk, 4);
    await onItsWay;
    const second = await add(desk, 5);
    await deleteFromOutside(desk.db.name);
    await expect.poll(() => desk.db.presence.isGone()).toBe(true);
    arrives();
    expect(await first.confirmed).toEqual(ok(null));
    expect(await second.confirmed).toEqual({ ok: false, error: { tag: "database-gone" } });
    expect(desk.memory.entries).toHaveLength(4);
    desk.db.close();
  });

  it("is filled again from the journal while questions wait, and then goes on behind it", async () => {
    const desk = await heldDesk();
    const { db, memory, journal } = desk;
    const before = [...memory.entries];
    await deleteFromOutside(db.name);
    await expect.poll(() => db.presence.isGone()).toBe(true);
    const asked = db.reader.count();
    await fillAgain(desk);
    expect(await asked).toBe(3);
    expect(memory.entries.every((entry, index) => isSameEntry(entry, before[index]))).toBe(true);
    const next = await add(desk, 4);
    expect(next.seq).toBe(4);
    expect(await next.confirmed).toEqual(ok(null));
    expect(journal.health.get()).toBe("ok");
    db.close();
  });

  it("answers once it is back, also where the browser closes the connection that waits for that", async () => {
    const desk = await waitingDesk();
    desk.db.close({ disableAutoOpen: false });
    await expect.poll(() => desk.db.isOpen()).toBe(true);
    await fillAgain(desk);
    expect(await desk.db.reader.count()).toBe(3);
    expect(desk.db.presence.isGone()).toBe(false);
    expect(await (await add(desk, 4)).confirmed).toEqual(ok(null));
    desk.db.close();
  });

  it("answers where the browser closes the connection in the moment in which it is back", async () => {
    const desk = await waitingDesk();
    const { db } = desk;
    const stop = db.presence.subscribe(() => db.close({ disableAutoOpen: false }));
    await fillAgain(desk);
    stop();
    await expect.poll(() => db.reader.count().catch(() => null)).toBe(3);
    expect(db.presence.isGone()).toBe(false);
    db.close();
  });

  it("is not opened again where the page closes it for good while it waits", async () => {
    const desk = await waitingDesk();
    desk.db.close();
    await fillAgain(desk);
    await expect(desk.db.reader.count()).rejects.toThrow("closed");
    expect(desk.db.isOpen()).toBe(false);
  });
});
