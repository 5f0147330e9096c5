import "fake-indexeddb/auto";
import { describe, expect, it } from "vitest";
import { create, edit, remove } from "../../../../renderer/db/changes.ts";
import { openDesk } from "./desk.ts";

const R1 = "00000000-0000-7000-8000-000000000001";

describe("writer", () => {
  it("writes rows and one entry, and confirms when the journal has it", async () => {
    const { db, writer, memory } = await openDesk();
    const written = await writer.run("reader.create", [create("reader", R1, { name: "张素琴", tags: ["老读者"], consents: { "phone.event": { given: true, at: 1 } } })]);
    expect(await written.confirmed).toEqual({ ok: true, value: null });
    expect(await db.reader.get(R1)).toMatchObject({ name: "张素琴", tags: ["老读者"] });
    expect(memory.entries).toHaveLength(1);
    expect(memory.entries[0]?.ops[0]?.cells).toEqual({ name: "张素琴", "tags/老读者": true, "consents/phone.event": { given: true, at: 1 } });
  });

  it("writes nothing where nothing changes", async () => {
    const { writer, memory } = await openDesk();
    await (await writer.run("reader.create", [create("reader", R1, { name: "张素琴" })])).confirmed;
    await (await writer.run("reader.edit", [edit("reader", R1, { name: "张素琴" })])).confirmed;
    expect(memory.entries).toHaveLength(1);
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

  it("leaves a cell that was written again since, names it, and goes on to the act before", async () => {
    const { db, writer } = await openDesk();
    await writer.run("reader.create", [create("reader", R1, { name: "张素琴" })]);
    const second = await writer.run("reader.edit", [edit("reader", R1, { name: "张二", email: "a@example.org" })]);
    await writer.run("reader.edit", [edit("reader", R1, { name: "张三" })]);
    const undone = await writer.undoCommand(second.seq);
    expect(undone?.left).toEqual([`reader/${R1}/name`]);
    expect(await db.reader.get(R1)).toMatchObject({ name: "张三" });
    expect((await db.reader.get(R1))?.email).toBeUndefined();
  });

  it("takes back a whole batch, and Ctrl+Z does not reach into it", async () => {
    const { db, writer } = await openDesk();
    const ids = [1, 2, 3].map((n) => `00000000-0000-7000-8000-00000000000${n}`);
    for (const id of ids) await writer.run("reader.import", [create("reader", id, { name: `读者${id.at(-1)}` })], { batchId: "b1" });
    expect(await writer.undo()).toBeNull();
    expect(await writer.undoBatch("b1")).toEqual({ left: [] });
    expect((await db.reader.toArray()).every((row) => row.gone === 1)).toBe(true);
  });
});
