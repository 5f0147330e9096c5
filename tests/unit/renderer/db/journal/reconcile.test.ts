import "../../../../support/indexed-db.ts";
import { describe, expect, it } from "vitest";
import { digestLine } from "#shared/replication/rows/digest.ts";
import type { AnyRow } from "#shared/replication/rows/row.ts";
import { DeskDb } from "../../../../../renderer/db/database.ts";
import { reconcile } from "../../../../../renderer/db/journal/reconcile.ts";
import { create, edit } from "../../../../../renderer/db/write/changes.ts";
import { MemoryJournal } from "../../../../support/memory-journal.ts";
import { OWN, openDesk, type TestDesk } from "../desk.ts";

const id = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, "0")}`;

const bring = (desk: Pick<TestDesk, "db" | "memory">) =>
  reconcile({
    db: desk.db,
    host: desk.memory.host,
    stream: OWN,
    now: () => 1_790_000_000_000,
    applyOthers: async () => undefined,
  });

const lines = async (db: DeskDb): Promise<readonly (string | null)[]> =>
  (await db.table<AnyRow>("reader").toArray()).map((row) => digestLine("reader", row)).sort();

async function copyOf(db: DeskDb, name: string): Promise<DeskDb> {
  const copy = new DeskDb(name);
  await copy.open();
  for (const table of db.tables) await copy.table(table.name).bulkPut(await table.toArray());
  return copy;
}

async function write(desk: TestDesk, from: number, to: number): Promise<void> {
  for (let n = from; n <= to; n++) {
    await (await desk.writer.run("reader.create", [create("reader", id(n), { name: `读者${n}` })])).confirmed;
    await (await desk.writer.run("reader.edit", [edit("reader", id(n), { email: `r${n}@example.org` })])).confirmed;
  }
}

describe("reconcile", () => {
  it("rebuilds an empty database from the journal, undo included", async () => {
    const desk = await openDesk();
    await write(desk, 1, 4);
    await (
      await desk.writer.run("reader.reveal", [edit("reader", id(1), { email: "aside@example.org" })], {
        undoable: false,
      })
    ).confirmed;
    const empty = await openDesk(desk.memory, new DeskDb("emptied"), 9);
    expect(await bring(empty)).toEqual({ ok: true, value: { journaled: 9, appended: 0, applied: 9, madeAnew: 0 } });
    expect(await lines(empty.db)).toEqual(await lines(desk.db));
    expect(await empty.db.log.toArray()).toEqual(await desk.db.log.toArray());
    await empty.writer.undo();
    expect((await empty.db.reader.get(id(4)))?.email).toBeUndefined();
    await empty.db.delete();
  });

  it("catches yesterday's copy up and goes on numbering behind the journal", async () => {
    const desk = await openDesk();
    await write(desk, 1, 2);
    const yesterday = await copyOf(desk.db, "yesterday");
    await write(desk, 3, 4);
    expect(await bring({ db: yesterday, memory: desk.memory })).toMatchObject({ ok: true, value: { applied: 4 } });
    expect(await lines(yesterday)).toEqual(await lines(desk.db));
    const again = await openDesk(desk.memory, yesterday, 8);
    expect((await again.writer.run("reader.create", [create("reader", id(9), { name: "后来" })])).seq).toBe(9);
    await yesterday.delete();
  });

  it("appends what only the database has", async () => {
    const desk = await openDesk();
    await write(desk, 1, 1);
    desk.memory.silent = true;
    await desk.writer.run("reader.create", [create("reader", id(7), { name: "未确认" })]);
    const { memory } = desk;
    const kept = new MemoryJournal();
    kept.entries.push(...memory.entries);
    expect(await bring({ db: desk.db, memory: kept })).toEqual({
      ok: true,
      value: { journaled: 3, appended: 1, applied: 0, madeAnew: 0 },
    });
    expect(kept.entries.at(-1)?.ops[0]?.cells).toEqual({ name: "未确认" });
  });

  it("keeps the journal's entry where one number holds two, and makes the other anew behind it", async () => {
    const desk = await openDesk();
    await write(desk, 1, 1);
    const other = await copyOf(desk.db, "other-browser");
    await write(desk, 2, 2);
    const alone = new MemoryJournal();
    alone.entries.push(...desk.memory.entries.slice(0, 2));
    const second = await openDesk(alone, other, 2);
    await (await second.writer.run("reader.edit", [edit("reader", id(1), { email: "other@example.org" })])).confirmed;
    expect(await bring({ db: other, memory: desk.memory })).toEqual({
      ok: true,
      value: { journaled: 5, appended: 1, applied: 4, madeAnew: 1 },
    });
    expect(await other.reader.get(id(1))).toMatchObject({ name: "读者1", email: "other@example.org" });
    expect(await other.reader.get(id(2))).toMatchObject({ name: "读者2" });
    expect(desk.memory.entries.at(-1)?.first).toMatchObject({ stream: OWN, seq: 3, from: 5 });
    await other.delete();
  });
});
