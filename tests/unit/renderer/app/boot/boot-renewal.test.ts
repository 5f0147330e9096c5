/**
 * A start after an erasing: all rows go to the host and come back as they were, and nothing is removed that only stands
 * here.
 */
import "../../../../support/indexed-db.ts";
import { afterEach, describe, expect, test } from "vitest";
import type { CallName, Host } from "#shared/host/contract.ts";
import type { RowsCopy } from "#shared/host/renewal-calls.ts";
import { err, ok } from "#shared/kernel/result.ts";
import { type BootRenewalDeps, renewProfile, takeRowsBack } from "../../../../../renderer/app/boot/boot-renewal.ts";
import { DeskDb } from "../../../../../renderer/db/database.ts";
import { noteErasing } from "../../../../../renderer/db/erasing/erase-rows.ts";
import { create, edit } from "../../../../../renderer/db/write/changes.ts";
import { MemoryJournal } from "../../../../support/memory-journal.ts";
import { OWN, openDesk } from "../../db/desk.ts";

const ID = (no: number): string => `00000000-0000-7000-8000-${String(no).padStart(12, "0")}`;

/** The host's part as the contract says it, in memory. */
class MemoryRenewal extends MemoryJournal {
  readonly parts = new Map<number, string>();
  copy: RowsCopy | null = null;
  dueSince: number | null = 1;
  hasWindow = true;
  failed: string | null = null;
  /** Parts behind this one are not kept. */
  room = Number.POSITIVE_INFINITY;

  protected override async answer(name: CallName, args: unknown): Promise<unknown> {
    const request = args as {
      part: number;
      text: string;
      parts: number;
      version: number;
      database: string;
      locked: boolean;
      seq: number;
    }; // by the contract
    switch (name) {
      case "renewal.state":
        return ok({ dueSince: this.dueSince, hasWindow: this.hasWindow, failed: this.failed, copy: this.copy });
      case "renewal.put":
        if (request.part >= this.room) return err({ tag: "disk-full", freeBytes: 0 });
        if (request.part === 0) this.parts.clear();
        this.parts.set(request.part, request.text);
        return ok(null);
      case "renewal.begin": {
        if (this.parts.size !== request.parts || this.entries.length < request.seq) return err({ tag: "not-whole" });
        const { database, parts, version, locked } = request;
        this.copy = { database, parts, version, locked, isAside: false };
        return ok(null);
      }
      case "renewal.part": {
        const text = this.parts.get(request.part);
        return text === undefined ? err({ tag: "damaged" }) : ok({ text });
      }
      case "renewal.end":
        [this.copy, this.dueSince] = [null, null];
        return ok(null);
      case "renewal.drop":
        this.copy = null;
        return ok(null);
      default:
        return super.answer(name, args);
    }
  }

  /** As the host does once the window is closed. */
  putAside(): void {
    if (this.copy !== null) this.copy = { ...this.copy, isAside: true };
  }
}

const open: DeskDb[] = [];
afterEach(async () => {
  for (const db of open.splice(0)) await db.delete();
});

async function emptyDb(): Promise<DeskDb> {
  const db = new DeskDb(`renewal-${crypto.randomUUID()}`);
  open.push(db);
  await db.open();
  return db;
}

async function writtenDesk(): Promise<{ readonly db: DeskDb; readonly host: MemoryRenewal }> {
  const host = new MemoryRenewal();
  const { db, writer } = await openDesk(host, await emptyDb());
  for (let no = 0; no < 1_300; no += 100) {
    const { confirmed } = await writer.run(
      "reader.import",
      Array.from({ length: 100 }, (_, index) =>
        create("reader", ID(no + index), { name: `读者${no + index}`, card: `R${no + index}` }),
      ),
      {
        batchId: "import",
        undoable: false,
      },
    );
    await confirmed;
  }
  await (await writer.run("reader.edit", [edit("reader", ID(1), { name: "改名", unit: "三班" })])).confirmed;
  await db.meta.bulkPut([
    { name: "desk-drafts", value: [{ text: "没写完的", reader: ID(3) }] },
    { name: "share-growth", value: { [OWN]: [1, 2.5, null, true] } },
  ]);
  await db.unknown.put({ kind: "from-later", id: "x", row: { id: "x", w: [OWN, 1, "0", ""], kept: "as it is" } });
  await db.table("cache").put({ name: "index", value: new Uint16Array([1, 2, 3]) });
  return { db, host };
}

const everything = async (db: DeskDb): Promise<unknown> =>
  Object.fromEntries(
    await Promise.all(
      db.tables
        .filter(({ name }) => name !== "cache")
        .map(async (table) => [table.name, await table.toArray()] as const),
    ),
  );

function lock(initial: boolean): BootRenewalDeps["lock"] {
  let locked = initial;
  return {
    isLocked: () => locked,
    keep: (next) => {
      locked = next;
    },
  };
}

const deps = (db: DeskDb, host: Host, kept = lock(false)): BootRenewalDeps => ({
  db,
  host,
  lock: kept,
  onProgress: () => undefined,
});
const due = { stream: OWN, isOwn: true, purge: async () => true, isPostponed: () => false, onDue: () => undefined };

describe("after an erasing", () => {
  test("all rows, the log's undo, drafts, cursors and the privacy screen move into a new profile as they were", async () => {
    const { db, host } = await writtenDesk();
    const before = lock(true);
    expect(await renewProfile(deps(db, host.host, before), due)).toBe(true);
    const stood = await everything(db);
    host.putAside();
    const [fresh, after] = [await emptyDb(), lock(false)];
    await takeRowsBack(deps(fresh, host.host, after));
    expect(await everything(fresh)).toEqual(stood);
    expect(after.isLocked()).toBe(true);
    expect([host.copy, host.dueSince]).toEqual([null, null]);
    // what is taken back goes on where it was
    const { writer } = await openDesk(host, fresh, host.entries.length);
    const undone = await writer.undo();
    expect((await undone?.written.confirmed)?.ok).toBe(true);
    expect(await fresh.reader.get(ID(1))).toMatchObject({ name: "读者1" });
  });

  test.each([
    ["nothing is due", (host: MemoryRenewal) => Object.assign(host, { dueSince: null }), due],
    ["the page stands in a browser of the person's own", () => undefined, { ...due, isOwn: false }],
    ["no window is the host's", (host: MemoryRenewal) => Object.assign(host, { hasWindow: false }), due],
    ["an earlier try of this start failed", (host: MemoryRenewal) => Object.assign(host, { failed: "EBUSY" }), due],
    ["the erasing is not through on this desk", () => undefined, { ...due, purge: async () => false }],
    ["the worker fails", () => undefined, { ...due, purge: () => Promise.reject(new Error("gone")) }],
    ["a person has put it off", () => undefined, { ...due, isPostponed: () => true }],
    ["the disk has no room for the rows", (host: MemoryRenewal) => Object.assign(host, { room: 0 }), due],
    ["the journal lacks an entry", (host: MemoryRenewal) => host.entries.pop(), due],
  ])("nothing is handed over where %s", async (_, change, order) => {
    const { db, host } = await writtenDesk();
    change(host);
    expect(await renewProfile(deps(db, host.host), order)).toBe(false);
    expect(host.copy).toBeNull();
  });

  test("nothing is handed over while something is still to be taken out of log and journal", async () => {
    const { db, host } = await writtenDesk();
    await noteErasing(db, [`reader/${ID(1)}`]);
    expect(await renewProfile(deps(db, host.host), due)).toBe(false);
    expect(host.copy).toBeNull();
  });

  test("an erasing without a mark of its own is due all the same", async () => {
    const { db, host } = await writtenDesk();
    host.dueSince = null;
    await noteErasing(db, [`reader/${ID(1)}`]);
    const purge = async (): Promise<boolean> => {
      await db.meta.delete("erasing");
      host.dueSince = 5;
      return true;
    };
    expect(await renewProfile(deps(db, host.host), { ...due, purge })).toBe(true);
  });

  test("rows that were half put back when the window went are put back again, whole", async () => {
    const { db, host } = await writtenDesk();
    await renewProfile(deps(db, host.host), due);
    const stood = await everything(db);
    host.putAside();
    const fresh = await emptyDb();
    const { host: whole } = host;
    const dying = (async (name: CallName, args: unknown) => {
      if (name === "renewal.part")
        await fresh.reader.bulkPut([{ id: ID(1), w: [OWN, 1, "0", ""], name: "half" }] as never);
      if (name === "renewal.part") throw new Error("the window was closed");
      return whole(name as never, args as never);
    }) as Host; // ends where a killed page ends
    await expect(takeRowsBack(deps(fresh, dying))).rejects.toThrow("the window was closed");
    expect(await fresh.streams.count()).toBe(0);
    await takeRowsBack(deps(fresh, whole));
    expect(await everything(fresh)).toEqual(stood);
  });

  test("a host that does not answer takes no rows away: they are put back at the next try", async () => {
    const { db, host } = await writtenDesk();
    await renewProfile(deps(db, host.host), due);
    const stood = await everything(db);
    host.putAside();
    const fresh = await emptyDb();
    for (const away of ["renewal.state", "renewal.part", "renewal.end"]) {
      const hears = (async (name: CallName, args: unknown) =>
        name === away ? err({ tag: "host-away" }) : host.host(name as never, args as never)) as Host; // one call is not answered
      expect(await takeRowsBack(deps(fresh, hears))).toEqual(err({ tag: "host-away" }));
      expect(host.copy).not.toBeNull();
    }
    expect(await takeRowsBack(deps(fresh, host.host))).toEqual(ok(null));
    expect(await everything(fresh)).toEqual(stood);
  });

  test("a copy that cannot be read whole leaves an empty database for the journal to fill", async () => {
    const { db, host } = await writtenDesk();
    await renewProfile(deps(db, host.host), due);
    host.putAside();
    host.parts.delete(host.parts.size - 1);
    const fresh = await emptyDb();
    await takeRowsBack(deps(fresh, host.host));
    for (const table of fresh.tables) expect(await table.count(), table.name).toBe(0);
    expect(host.copy).toBeNull();
  });

  test("a copy of another version of the program is not taken", async () => {
    const { db, host } = await writtenDesk();
    await renewProfile(deps(db, host.host), due);
    host.putAside();
    if (host.copy !== null) host.copy = { ...host.copy, version: host.copy.version + 1 };
    const fresh = await emptyDb();
    await takeRowsBack(deps(fresh, host.host));
    expect(await fresh.reader.count()).toBe(0);
  });

  test("a database that has rows of its own keeps them", async () => {
    const { db, host } = await writtenDesk();
    await renewProfile(deps(db, host.host), due);
    host.putAside();
    const stood = await everything(db);
    await takeRowsBack(deps(db, host.host));
    expect(await everything(db)).toEqual(stood);
    expect(host.copy).toBeNull();
  });

  test("a copy whose profile could not be removed is given up, and the removal stays due", async () => {
    const { db, host } = await writtenDesk();
    await renewProfile(deps(db, host.host), due);
    const stood = await everything(db);
    await takeRowsBack(deps(db, host.host));
    expect(await everything(db)).toEqual(stood);
    expect([host.copy, host.dueSince]).toEqual([null, 1]);
  });
});
