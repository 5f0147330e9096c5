import { describe, expect, it } from "vitest";
import { create, edit, remove } from "../../../../../renderer/db/changes.ts";
import type { DeskDb } from "../../../../../renderer/db/database.ts";
import { applySlice } from "../../../../../renderer/db/slice.ts";
import { createSearchApi } from "../../../../../renderer/worker/search/search-api.ts";
import { readSnapshot } from "../../../../../renderer/worker/search/snapshot.ts";
import { OWN, openDesk } from "../../db/desk.ts";

const ask = async (db: DeskDb, text: string, api = createSearchApi(db)): Promise<readonly string[]> => (await api.query({ text, limit: 50, seenToday: [] })).hits.map(({ id }) => id);

/** Puts something into the snapshot that the rows do not have, so that its use can be seen. */
async function plant(db: DeskDb): Promise<void> {
  const row = await db.table("cache").get("search");
  row.packed.names[0] = "planted";
  row.packed.lanes.names.texts[0] = row.packed.lanes.names.texts[0].replace("张伟", "改名");
  await db.table("cache").put(row);
}

async function started() {
  const desk = await openDesk();
  await desk.writer.run("reader.create", [create("reader", "a", { name: "张伟", card: "1" }), create("reader", "b", { name: "李娜", card: "2" })]);
  await createSearchApi(desk.db).load();
  await expect.poll(() => readSnapshot(desk.db)).not.toBeNull();
  await plant(desk.db);
  return desk;
}

describe("the kept index", () => {
  it("is what the next start answers from", async () => {
    const { db } = await started();
    expect(await ask(db, "改名")).toEqual(["a"]);
    expect(await ask(db, "ln")).toEqual(["b"]);
  });

  it("is caught up with what this desk wrote since", async () => {
    const { db, writer } = await started();
    await writer.run("reader.edit", [edit("reader", "b", { name: "欧阳娜" })]);
    await writer.run("reader.create", [create("reader", "c", { name: "曾国" })]);
    expect(await ask(db, "ouyang")).toEqual(["b"]);
    expect(await ask(db, "zg")).toEqual(["c"]);
    await writer.run("reader.delete", [remove("reader", "b")]);
    expect(await ask(db, "ouyang")).toEqual([]);
    expect(await ask(db, "改名")).toEqual(["a"]);
  });

  it("is void when another desk's changes came", async () => {
    const { db } = await started();
    const entry = { seq: 1, hlc: "0198000000000000", pulls: 0, staff: "s", command: "reader.create", ops: [{ kind: "reader", id: "d", cells: { name: "单雄" } }] };
    await applySlice(db, OWN, 1_790_000_000_000, { stream: "b".repeat(16), entries: [entry] });
    expect(await ask(db, "sx")).toEqual(["d"]);
    expect(await ask(db, "改名")).toEqual([]);
    expect(await ask(db, "张伟")).toEqual(["a"]);
  });

  it("is void when another entry stands under its number", async () => {
    const { db } = await started();
    const row = await db.log.get(1);
    if (row !== undefined) await db.log.put({ ...row, entry: { ...row.entry, hlc: "0198000000000001" } });
    expect(await readSnapshot(db)).toBeNull();
    expect(await ask(db, "张伟")).toEqual(["a"]);
  });

  it("is void when a piece of the log is missing", async () => {
    const { db, writer } = await started();
    await writer.run("reader.create", [create("reader", "c", { name: "曾国" })]);
    await db.log.delete(2);
    expect(await readSnapshot(db)).toBeNull();
  });

  it("is made anew in a quiet moment after changes from elsewhere", async () => {
    const { db } = await started();
    const api = createSearchApi(db, 5);
    await api.load();
    const entry = { seq: 1, hlc: "0198000000000000", pulls: 0, staff: "s", command: "reader.create", ops: [{ kind: "reader", id: "d", cells: { name: "单雄" } }] };
    await applySlice(db, OWN, 1_790_000_000_000, { stream: "b".repeat(16), entries: [entry] });
    expect(await readSnapshot(db)).toBeNull();
    await api.changed(["d"]);
    await expect.poll(async () => (await readSnapshot(db))?.packed.ids, { timeout: 5000 }).toEqual(["a", "b", "d"]);
  });
});
