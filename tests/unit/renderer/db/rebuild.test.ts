import "../../../support/indexed-db.ts";
import { describe, expect, it } from "vitest";
import { frontierOf } from "#shared/replication/rows/merge-cells.ts";
import type { AnyRow } from "#shared/replication/rows/row.ts";
import { DeskDb } from "../../../../renderer/db/database.ts";
import { type ReconcileDeps, rebuild, reconcile } from "../../../../renderer/db/journal/reconcile.ts";
import { create, edit } from "../../../../renderer/db/write/changes.ts";
import { MemoryJournal } from "../../../support/memory-journal.ts";
import { OWN, openDesk, type TestDesk } from "./desk.ts";

const id = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, "0")}`;

const deps = ({ db, memory }: Pick<TestDesk, "db" | "memory">): ReconcileDeps => ({
  db,
  host: memory.host,
  stream: OWN,
  now: () => 1_790_000_000_000,
  applyOthers: async () => undefined,
});

async function copyOf(db: DeskDb, name: string): Promise<DeskDb> {
  const copy = new DeskDb(name);
  await copy.open();
  for (const table of db.tables) await copy.table(table.name).bulkPut(await table.toArray());
  return copy;
}

const saved = async (desk: TestDesk, n: number): Promise<void> => {
  await (await desk.writer.run("reader.create", [create("reader", id(n), { name: `读者${n}` })])).confirmed;
};

/** Two profiles that both went on from one journal; the second knows only its own way. */
async function forkedDesk(name: string): Promise<{ desk: TestDesk; other: TestDesk }> {
  const desk = await openDesk();
  await saved(desk, 1);
  const copy = await copyOf(desk.db, name);
  for (let n = 2; n <= 4; n++) await saved(desk, n);
  const alone = new MemoryJournal();
  alone.entries.push(...desk.memory.entries.slice(0, 1));
  return { desk, other: await openDesk(alone, copy, 1) };
}

describe("a rebuilding", () => {
  it("lets a command wait that comes meanwhile, and confirms it only when the journal has it", async () => {
    const desk = await openDesk();
    for (let n = 1; n <= 8; n++) await saved(desk, n);
    const late: Promise<unknown>[] = [];
    const slow: typeof desk.memory.host = async (name, args) => {
      const answer = await desk.memory.host(name, args);
      // while the journal is read again, somebody works on
      if (name === "journal.read" && late.length === 0)
        late.push(
          desk.writer
            .run("reader.edit", [edit("reader", id(1), { email: "a@example.org" })])
            .then(({ confirmed }) => confirmed),
        );
      return answer;
    };
    expect(await rebuild({ ...deps(desk), host: slow })).toEqual({ ok: true, value: 8 });
    expect(await Promise.all(late)).toEqual([{ ok: true, value: null }]);
    expect(await desk.db.reader.count()).toBe(8);
    expect(desk.memory.entries.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(await desk.db.reader.get(id(1))).toMatchObject({ name: "读者1", email: "a@example.org" });
  });

  it("keeps what was written and not journaled yet", async () => {
    const desk = await openDesk();
    await saved(desk, 1);
    desk.memory.silent = true;
    const pending = await desk.writer.run("reader.create", [create("reader", id(2), { name: "未确认" })]);
    const mute: typeof desk.memory.host = async (name, args) => {
      desk.memory.silent = name === "journal.append";
      return desk.memory.host(name, args);
    };
    expect(await rebuild({ ...deps(desk), host: mute })).toMatchObject({ ok: true });
    expect(await desk.db.reader.get(id(2))).toMatchObject({ name: "未确认" });
    desk.memory.silent = false;
    expect(await desk.journal.confirm(pending.seq)).toEqual({ ok: true, value: null });
    expect(desk.memory.entries.at(-1)?.ops[0]?.cells).toEqual({ name: "未确认" });
  });

  it("leaves drafts and what is known of stores where they are", async () => {
    const desk = await openDesk();
    await saved(desk, 1);
    await desk.db.meta.put({ name: "desk-drafts", value: ["一条"] });
    await rebuild(deps(desk));
    expect((await desk.db.meta.get("desk-drafts"))?.value).toEqual(["一条"]);
    expect(await desk.db.meta.get("rebuilding")).toBeUndefined();
  });
});

describe("what only this database had", () => {
  it("is made anew under new numbers, and takes along what it names of its own line", async () => {
    const { desk, other } = await forkedDesk("renumbered");
    await other.writer.run("reader.edit", [edit("reader", id(1), { email: "first@example.org" })]);
    await other.writer.run("reader.edit", [edit("reader", id(1), { email: "second@example.org" })]);
    await other.writer.undo();
    const row = (await other.db.reader.get(id(1))) as unknown as AnyRow; // a reader's row with its frontiers
    const openedOn = { email: frontierOf("reader", row, "email").map(({ by }) => [by[0], by[1]] as const) };
    await (await other.writer.run("reader.edit", [edit("reader", id(1), { email: "third@example.org" }, openedOn)]))
      .confirmed;
    expect(await reconcile(deps({ db: other.db, memory: desk.memory }))).toMatchObject({
      ok: true,
      value: { madeAnew: 4, journaled: 8 },
    });
    expect(desk.memory.entries[6]?.undoes).toEqual([6]);
    expect(desk.memory.entries[7]?.ops[0]?.after).toEqual({ email: [[OWN, 7]] });
    expect(await other.db.reader.get(id(1))).toMatchObject({ email: "third@example.org" });
    expect((await other.db.reader.get(id(1)))?.open).toBeUndefined();
    const again = await openDesk(desk.memory, other.db, 8);
    await again.writer.undo();
    expect((await other.db.reader.get(id(1)))?.email).toBe("first@example.org");
    await again.writer.undo();
    expect((await other.db.reader.get(id(1)))?.email).toBeUndefined();
    expect((await other.db.reader.get(id(4)))?.name).toBe("读者4");
    await other.db.delete();
  });

  it("survives a crash in the middle, wherever it comes, twice in a row", async () => {
    for (let crashAt = 1; crashAt <= 6; crashAt++) {
      const { desk, other } = await forkedDesk(`crash-${crashAt}`);
      await (await other.writer.run("reader.edit", [edit("reader", id(1), { email: "kept@example.org" })])).confirmed;
      for (let time = 0; time < 2; time++) {
        let calls = 0;
        const dying: typeof desk.memory.host = (name, args) => {
          calls += 1;
          if (calls === crashAt) throw new Error("crash");
          return desk.memory.host(name, args);
        };
        await reconcile({ ...deps({ db: other.db, memory: desk.memory }), host: dying }).catch(() => null);
      }
      expect(await reconcile(deps({ db: other.db, memory: desk.memory }))).toMatchObject({ ok: true });
      expect(await other.db.reader.get(id(1))).toMatchObject({ name: "读者1", email: "kept@example.org" });
      expect(await other.db.reader.count()).toBe(4);
      expect(desk.memory.entries).toHaveLength(5);
      await other.db.delete();
    }
  });
});
