import "../../../../support/indexed-db.ts";
import { describe, expect, it } from "vitest";
import { applySlice } from "../../../../../renderer/db/exchange/apply-slice.ts";
import { create, edit, remove } from "../../../../../renderer/db/write/changes.ts";
import { EntryTooLarge, ReaderGone } from "../../../../../renderer/db/write/commit.ts";
import { OWN, openDesk } from "../desk.ts";

const R1 = "00000000-0000-7000-8000-000000000001";

describe("writer", () => {
  it("writes rows and one entry, and confirms when the journal has it", async () => {
    const { db, writer, memory } = await openDesk();
    const written = await writer.run("reader.create", [
      create("reader", R1, { name: "张素琴", tags: ["老读者"], consents: { "phone.event": { given: true, at: 1 } } }),
    ]);
    expect(await written.confirmed).toEqual({ ok: true, value: null });
    expect(await db.reader.get(R1)).toMatchObject({ name: "张素琴", tags: ["老读者"] });
    expect(memory.entries).toHaveLength(1);
    expect(memory.entries[0]?.ops[0]?.cells).toEqual({
      name: "张素琴",
      "tags/老读者": true,
      "consents/phone.event": { given: true, at: 1 },
    });
  });

  it("writes nothing where nothing changes", async () => {
    const { writer, memory } = await openDesk();
    await (await writer.run("reader.create", [create("reader", R1, { name: "张素琴" })])).confirmed;
    await (await writer.run("reader.edit", [edit("reader", R1, { name: "张素琴" })])).confirmed;
    expect(memory.entries).toHaveLength(1);
  });

  it("takes back two acts where undo is asked for twice at once, and does both again the same way", async () => {
    const { db, writer } = await openDesk();
    await writer.run("reader.create", [create("reader", R1, { name: "张素琴" })]);
    await writer.run("reader.edit", [edit("reader", R1, { name: "张琴" })]);
    await writer.run("reader.edit", [edit("reader", R1, { organisation: "一中" })]);
    const undone = await Promise.all([writer.undo(), writer.undo()]);
    expect(undone.map((each) => each?.command)).toEqual(["reader.edit", "reader.edit"]);
    const stood = await db.reader.get(R1);
    expect([stood?.name, stood?.organisation]).toEqual(["张素琴", undefined]);
    await Promise.all([writer.redo(), writer.redo()]);
    expect(await db.reader.get(R1)).toMatchObject({ name: "张琴", organisation: "一中" });
  });

  it("keeps the entry and says so when the journal is silent, and confirms it later", async () => {
    const { writer, memory, journal } = await openDesk();
    memory.silent = true;
    const first = await writer.run("reader.create", [create("reader", R1, { name: "张素琴" })]);
    expect(await first.confirmed).toEqual({ ok: false, error: { tag: "journal-silent" } });
    expect(journal.health.get()).toBe("silent");
    memory.silent = false;
    expect(await journal.confirm(first.seq)).toEqual({ ok: true, value: null });
    expect(journal.health.get()).toBe("ok");
    expect(memory.entries).toHaveLength(1);
  });

  it("names a full disk and saves once there is room", async () => {
    const { writer, memory, journal } = await openDesk();
    memory.fullOnce = true;
    const first = await writer.run("reader.create", [create("reader", R1, { name: "张素琴" })]);
    expect(await first.confirmed).toEqual({ ok: false, error: { tag: "disk-full", freeBytes: 10 } });
    expect(await journal.confirm(first.seq)).toEqual({ ok: true, value: null });
  });

  it("takes back nothing that a colleague did before the desk was handed over, and all of it once she is back", async () => {
    const { db, writer } = await openDesk();
    writer.setStaff("lin");
    await writer.run("reader.create", [create("reader", R1, { name: "张素琴" })]);
    writer.setStaff("wang");
    await writer.run("reader.edit", [edit("reader", R1, { email: "q@example.org" })]);
    expect((await writer.undo())?.command).toBe("reader.edit");
    expect(await writer.undo()).toBeNull();
    expect((await db.reader.get(R1))?.gone).toBeUndefined();
    expect((await writer.redo())?.command).toBe("reader.edit");
    await writer.undo();
    writer.setStaff("lin");
    expect((await writer.undo())?.command).toBe("reader.create");
    expect((await db.reader.get(R1))?.gone).toBe(1);
  });

  it("leaves a reader whom a colleague has served since, and says so", async () => {
    const { db, writer } = await openDesk();
    writer.setStaff("lin");
    await writer.run("reader.create", [create("reader", R1, { name: "张素琴" })]);
    writer.setStaff("wang");
    await writer.run("interaction.log", [create("interaction", "i1", { reader: R1, at: 1 })]);
    writer.setStaff("lin");
    expect(await writer.undo()).toMatchObject({ command: "reader.create", left: [`reader/${R1}`], nothing: true });
    expect((await db.reader.get(R1))?.gone).toBeUndefined();
  });

  it("leaves her also where the toast takes the act back by its number", async () => {
    const { db, writer } = await openDesk();
    const { seq } = await writer.run("reader.create", [create("reader", R1, { name: "张素琴" })]);
    await applySlice(db, OWN, 0, {
      stream: "b".repeat(16),
      entries: [
        {
          seq: 1,
          hlc: "0000000000010000",
          pulls: 0,
          staff: "s",
          command: "interaction.log",
          ops: [{ kind: "interaction", id: "i1", cells: { reader: R1, at: 1 } }],
        },
      ],
    });
    expect(await writer.undoCommand(seq)).toMatchObject({ left: [`reader/${R1}`] });
    expect((await db.reader.get(R1))?.gone).toBeUndefined();
  });

  it("brings nothing back for a reader whom a colleague has deleted since, and says so before it is written", async () => {
    const { db, writer } = await openDesk();
    await writer.run("reader.create", [create("reader", R1, { name: "张素琴" })]);
    await writer.run("interaction.log", [create("interaction", "i1", { reader: R1, at: 1 })]);
    await writer.undo();
    await applySlice(db, OWN, 0, {
      stream: "b".repeat(16),
      entries: [
        {
          seq: 1,
          hlc: "0200000000010000",
          pulls: 1,
          seen: { [OWN]: { no: 1, hash: "0".repeat(12), seq: 3 } },
          staff: "s",
          command: "reader.delete",
          ops: [{ kind: "reader", id: R1, cells: { ".deleted": true } }],
        },
      ],
    });
    const entries = await db.log.count();
    await expect(writer.redo()).rejects.toBeInstanceOf(ReaderGone);
    expect((await db.interaction.get("i1"))?.gone).toBe(1);
    expect(await db.log.count()).toBe(entries);
  });

  it("does again a deletion of a reader with what was hers, and brings both back", async () => {
    const { db, writer } = await openDesk();
    await writer.run("reader.create", [
      create("reader", R1, { name: "张素琴" }),
      create("interaction", "i1", { reader: R1, at: 1 }),
    ]);
    await writer.undo();
    await writer.redo();
    expect([(await db.reader.get(R1))?.gone, (await db.interaction.get("i1"))?.gone]).toEqual([undefined, undefined]);
  });

  it("says of nothing that it was done again where nothing of it is left, and goes on to the one before", async () => {
    const { db, writer } = await openDesk();
    await writer.run("task.add", [create("task", "t1", { text: "回电话" })]);
    await writer.run("interaction.log", [create("interaction", "i1", { at: 1 })]);
    await writer.undo();
    await writer.undo();
    await db.task.clear();
    expect((await writer.redo())?.command).toBe("interaction.log");
    expect((await db.interaction.get("i1"))?.gone).toBeUndefined();
    expect(await writer.redo()).toBeNull();
  });

  it("says whom it was about that was taken back and done again, as she is called out", async () => {
    const { writer } = await openDesk();
    await writer.run("reader.create", [
      create("reader", R1, { name: "张素琴" }),
      create("reader", "other", { name: "李小明" }),
    ]);
    await writer.run("interaction.log", [create("interaction", "i1", { reader: R1, at: 1 })]);
    expect(await writer.undo()).toMatchObject({ command: "interaction.log", who: ["张*琴"] });
    expect(await writer.redo()).toMatchObject({ command: "interaction.log", who: ["张*琴"] });
    await writer.undo();
    expect(await writer.undo()).toMatchObject({ who: ["张*琴", "李*明"], others: 0 });
  });

  it("takes back the last act and does it again, several deep", async () => {
    const { db, writer } = await openDesk();
    await writer.run("reader.create", [create("reader", R1, { name: "张素琴" })]);
    await writer.run("reader.edit", [edit("reader", R1, { name: "张淑琴", tags: ["合唱"] })]);
    await writer.run("reader.edit", [edit("reader", R1, { email: "q@example.org" })]);
    expect((await writer.undo())?.command).toBe("reader.edit");
    expect((await writer.undo())?.command).toBe("reader.edit");
    expect(await db.reader.get(R1)).toMatchObject({ name: "张素琴" });
    expect((await db.reader.get(R1))?.tags).toBeUndefined();
    await writer.undo();
    expect((await db.reader.get(R1))?.gone).toBe(1);
    expect(await writer.undo()).toBeNull();
    await writer.redo();
    await writer.redo();
    await writer.redo();
    expect(await db.reader.get(R1)).toMatchObject({ name: "张淑琴", tags: ["合唱"], email: "q@example.org" });
    expect(await writer.redo()).toBeNull();
  });

  it("takes back a deletion", async () => {
    const { db, writer } = await openDesk();
    await writer.run("reader.create", [create("reader", R1, { name: "张素琴" })]);
    await writer.run("reader.delete", [remove("reader", R1)]);
    expect((await db.reader.get(R1))?.gone).toBe(1);
    await writer.undo();
    expect((await db.reader.get(R1))?.gone).toBeUndefined();
  });

  it("deletes nothing a second time, so that it comes back whole", async () => {
    const { db, writer } = await openDesk();
    await writer.run("reader.create", [create("reader", R1, { name: "张素琴" })]);
    await writer.run("reader.delete", [remove("reader", R1)]);
    const before = await db.log.count();
    await writer.run("reader.delete", [remove("reader", R1)]);
    expect(await db.log.count()).toBe(before);
    await writer.undo();
    expect(await db.reader.get(R1)).toMatchObject({ name: "张素琴" });
  });

  it("R15: check 14: leaves a cell that was written again since, names it, and goes on to the act before", async () => {
    const { db, writer } = await openDesk();
    await writer.run("reader.create", [create("reader", R1, { name: "张素琴" })]);
    const second = await writer.run("reader.edit", [edit("reader", R1, { name: "张二", email: "a@example.org" })]);
    await writer.run("reader.edit", [edit("reader", R1, { name: "张三" })]);
    const undone = await writer.undoCommand(second.seq);
    expect(undone?.left).toEqual([`reader/${R1}/name`]);
    expect(undone).not.toHaveProperty("nothing");
    expect(await db.reader.get(R1)).toMatchObject({ name: "张三" });
    expect((await db.reader.get(R1))?.email).toBeUndefined();
  });

  it("takes back a whole batch, and Ctrl+Z does not reach into it", async () => {
    const { db, writer } = await openDesk();
    const ids = [1, 2, 3].map((n) => `00000000-0000-7000-8000-00000000000${n}`);
    for (const id of ids)
      await writer.run("reader.import", [create("reader", id, { name: `读者${id.at(-1)}` })], { batchId: "b1" });
    expect(await writer.undo()).toBeNull();
    expect(await writer.undoBatch("b1")).toEqual({ left: [], failure: null });
    expect((await db.reader.toArray()).every((row) => row.gone === 1)).toBe(true);
  });

  it("goes on with taking back a batch that was cut off, and does not count its own undo as a colleague's change", async () => {
    const { db, writer } = await openDesk();
    const ids = [1, 2, 3, 4].map((n) => `00000000-0000-7000-8000-00000000000${n}`);
    for (const id of ids)
      await writer.run("reader.import", [create("reader", id, { name: `读者${id.at(-1)}` })], { batchId: "b1" });
    const cut = writer.undoBatch("b1", {
      onProgress: (done) => {
        if (done === 2) throw new Error("cut off");
      },
    });
    await expect(cut).rejects.toThrow("cut off");
    expect(await writer.undoBatch("b1")).toEqual({ left: [], failure: null });
    expect((await db.reader.toArray()).every((row) => row.gone === 1)).toBe(true);
    expect(await db.log.count()).toBe(8);
    expect(await writer.redo()).toBeNull();
  });

  it("takes back several changes of one record in one command, the last first", async () => {
    const { db, writer } = await openDesk();
    await writer.run("reader.create", [create("reader", R1, { name: "张素琴" })]);
    const twice = (name: string) => ({ act: "cells", kind: "reader", id: R1, cells: { name } }) as const;
    await writer.run("reader.edit", [twice("张二"), twice("张三")]);
    await writer.undo();
    expect(await db.reader.get(R1)).toMatchObject({ name: "张素琴" });
  });

  it("refuses a command that is too large for an entry before anything is written", async () => {
    const { db, writer } = await openDesk();
    const many = Array.from({ length: 30 }, (_, n) =>
      create("interaction", `00000000-0000-7000-8000-${String(n).padStart(12, "0")}`, {
        question: "长".repeat(20_000),
      }),
    );
    await expect(writer.run("interaction.log", many)).rejects.toBeInstanceOf(EntryTooLarge);
    expect(await db.interaction.count()).toBe(0);
    expect(await db.log.count()).toBe(0);
  });

  it("keeps records of a kind that it does not know whatever their fields are called", async () => {
    const { db } = await openDesk();
    const op = { kind: "event", id: "e1", cells: { kind: "lecture", title: "读书会" } };
    await applySlice(db, OWN, 0, {
      stream: "b".repeat(16),
      entries: [{ seq: 1, hlc: "0000000000010000", pulls: 0, staff: "s", command: "event.add", ops: [op] }],
    });
    await applySlice(db, OWN, 0, {
      stream: "b".repeat(16),
      entries: [
        {
          seq: 2,
          hlc: "0000000000020000",
          pulls: 0,
          staff: "s",
          command: "event.add",
          ops: [{ ...op, cells: { room: "三楼" } }],
        },
      ],
    });
    expect(await db.unknown.get(["event", "e1"])).toMatchObject({
      kind: "event",
      row: { id: "e1", kind: "lecture", title: "读书会", room: "三楼" },
    });
  });
});
