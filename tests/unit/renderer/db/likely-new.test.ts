import "../../../support/indexed-db.ts";
import { liveQuery } from "dexie";
import { describe, expect, it } from "vitest";
import { readFilled } from "../../../../renderer/db/journal/rebuilding.ts";
import { rebuild } from "../../../../renderer/db/journal/reconcile.ts";
import { onRowsChanged } from "../../../../renderer/db/row-changes.ts";
import { create, edit } from "../../../../renderer/db/write/changes.ts";
import { OWN, openDesk } from "./desk.ts";

describe("records that are most likely new", () => {
  it("are written as others are", async () => {
    const [a, b] = [await openDesk(), await openDesk()];
    const changes = [
      create("reader", "r1", { name: "王芳" }),
      create("reader", "r2", { name: "李强", phones: ["13800138000"] }),
    ];
    await a.writer.run("reader.import", changes, { likelyNew: true });
    await b.writer.run("reader.import", changes);
    expect(await a.db.reader.toArray()).toEqual(await b.db.reader.toArray());
    expect(await a.db.log.toArray()).toEqual(await b.db.log.toArray());
  });

  it("are merged where one is there after all, and what it held before can be brought back", async () => {
    const { db, writer } = await openDesk();
    await writer.run("reader.create", [create("reader", "r1", { name: "王芳", card: "001", phones: ["1"] })]);
    const { seq } = await writer.run(
      "reader.import",
      [create("reader", "r0", { name: "赵敏" }), create("reader", "r1", { name: "王小芳", phones: ["1", "2"] })],
      { likelyNew: true },
    );
    expect(await db.reader.get("r1")).toMatchObject({ name: "王小芳", card: "001", phones: ["1", "2"] });
    expect(await db.log.count()).toBe(2);
    await writer.undoCommand(seq);
    expect(await db.reader.get("r1")).toMatchObject({ name: "王芳", card: "001", phones: ["1"] });
    expect(await db.reader.get("r0")).toMatchObject({ gone: 1 });
  });

  it("may be changed again in the same command", async () => {
    const { db, writer } = await openDesk();
    await writer.run(
      "reader.import",
      [create("reader", "r1", { name: "王芳" }), create("reader", "r2", { name: "李强" })],
      { likelyNew: true },
    );
    await writer.run(
      "reader.import",
      [
        create("reader", "r1", { name: "王芳" }),
        edit("reader", "r1", { card: "001" }),
        create("reader", "r3", { name: "孙丽" }),
      ],
      { likelyNew: true },
    );
    expect(await db.reader.get("r1")).toMatchObject({ name: "王芳", card: "001" });
    expect(await db.reader.get("r3")).toMatchObject({ name: "孙丽" });
  });
});

describe("a command of a few hundred rows", () => {
  it("says which it has written, so that what shows others is not read again", async () => {
    const { db, writer } = await openDesk();
    const id = (no: number): string => `r${String(no).padStart(3, "0")}`;
    const readers = Array.from({ length: 200 }, (_, no) => create("reader", id(no), { name: `读者${no}` }));
    await writer.run("reader.import", readers, { likelyNew: true });
    let asked = 0;
    const shown: (string | undefined)[] = [];
    const query = liveQuery(async () => {
      asked++;
      await db.reader.where("as").equals(id(199)).primaryKeys();
      return (await db.reader.get(id(199)))?.name;
    }).subscribe((name) => shown.push(name));
    await expect.poll(() => shown).toEqual(["读者199"]);
    const heard: (readonly string[] | null)[] = [];
    const unhear = onRowsChanged(db, "reader", (ids) => heard.push(ids));
    const others = Array.from({ length: 150 }, (_, no) => edit("reader", id(no), { phones: ["13800138000"] }));
    await writer.run("reader.import", others);
    await writer.run("reader.edit", [edit("reader", id(199), { name: "王芳" })]);
    await expect.poll(() => shown).toEqual(["读者199", "王芳"]);
    expect(heard.map((ids) => ids?.length)).toEqual([150, 1]);
    expect(asked).toBe(2);
    unhear();
    query.unsubscribe();
  });
});

describe("an entry at hand", () => {
  it("is what the journal gets, and the log's is where the database was filled anew meanwhile", async () => {
    const { db, writer, journal, memory } = await openDesk();
    memory.silent = true;
    const written = await writer.run("reader.create", [create("reader", "r1", { name: "王芳" })]);
    const before = await db.log.get(written.seq);
    memory.silent = false;
    await written.confirmed;
    expect(memory.entries).toEqual([before?.entry]);
    expect(
      (
        await rebuild({
          db,
          host: memory.host,
          stream: OWN,
          now: () => 1_790_000_100_000,
          applyOthers: async () => undefined,
        })
      ).ok,
    ).toBe(true);
    expect(await readFilled(db)).toBe(1);
    // another command stands under the number that was at hand
    await writer.run("reader.edit", [edit("reader", "r1", { card: "001" })]);
    const own = await db.log.get(2);
    const stale = { ...before?.entry, seq: 3, command: "stale" };
    if (own !== undefined) await db.log.put({ ...own, seq: 3, entry: { ...own.entry, seq: 3 } });
    // the shape of an entry was read above
    expect(await journal.confirm(3, { entry: stale as never, filled: 0 })).toEqual({ ok: true, value: null });
    expect(memory.entries[2]).toMatchObject({ seq: 3, command: "reader.edit" });
  });
});
