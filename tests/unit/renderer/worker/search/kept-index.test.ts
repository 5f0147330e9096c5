import "../../../../support/indexed-db.ts";
import { describe, expect, it } from "vitest";
import { tellSearch } from "../../../../../renderer/app/tell-search.ts";
import type { DeskDb } from "../../../../../renderer/db/database.ts";
import { applySlice } from "../../../../../renderer/db/exchange/apply-slice.ts";
import { create, edit, remove } from "../../../../../renderer/db/write/changes.ts";
import { keptIndex } from "../../../../../renderer/worker/search/kept-index.ts";
import { createSearchApi } from "../../../../../renderer/worker/search/search-api.ts";
import { OWN, openDesk } from "../../db/desk.ts";

const OTHER = "b".repeat(16);
const QUIET_MS = 5;

const ask = async (db: DeskDb, text: string, api = createSearchApi(db)): Promise<readonly string[]> =>
  (await api.query({ text, limit: 50, seenToday: [] })).hits.map(({ id }) => id);

/** Puts something into the pack that the rows do not have, so that its use can be seen. */
async function plant(db: DeskDb): Promise<void> {
  await changePack(db, (index) => {
    index.lanes.names[0].text = index.lanes.names[0].text.replace("张伟", "改名");
  });
}

// biome-ignore lint/suspicious/noExplicitAny: a stored row is damaged on purpose
async function changePack(db: DeskDb, change: (index: any) => void): Promise<void> {
  const row = await db.table("cache").get("search-pack");
  change(row.content);
  await db.table("cache").put(row);
}

async function started() {
  const desk = await openDesk();
  await desk.writer.run("reader.create", [
    create("reader", "a", { name: "张伟", card: "1" }),
    create("reader", "b", { name: "李娜", card: "2" }),
  ]);
  await createSearchApi(desk.db).load();
  await expect.poll(() => keptIndex.read(desk.db)).not.toBeNull();
  await plant(desk.db);
  return desk;
}

const fromElsewhere = (seq: number, id: string, name: string, card?: string) => ({
  seq,
  hlc: "0198000000000000",
  pulls: 0,
  staff: "s",
  command: "reader.create",
  ops: [{ kind: "reader", id, cells: { name, ...(card !== undefined && { card }) } }],
});
const apply = (db: DeskDb, ...entries: readonly ReturnType<typeof fromElsewhere>[]) =>
  applySlice(db, OWN, 1_790_000_000_000, { stream: OTHER, entries });

describe("the index in use", () => {
  it.each(["the page", "the worker"])(
    "loses a reader with her line of the ledger that %s writes, before anything is purged",
    async (side) => {
      const { db, writer } = await started();
      const api = createSearchApi(db);
      await api.load();
      await writer.run("reader.erase", [create("erased", "a", { at: 1, reason: "request", records: [] })]);
      const entry = (await db.log.toCollection().last())?.entry;
      if (entry === undefined) throw new Error("nothing was written");
      if (side === "the page") tellSearch(entry, api);
      else api.wrote(OWN, entry, new Map());
      await expect.poll(() => api.sorted()).toEqual(["b"]);
    },
  );
});

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

  it("moves on in a quiet moment without being packed again", async () => {
    const { db, writer } = await started();
    const api = createSearchApi(db, QUIET_MS);
    await api.load();
    await writer.run("reader.edit", [edit("reader", "b", { name: "欧阳娜" })]);
    await api.changed(["b"]);
    await expect.poll(async () => (await db.table("cache").get("search")).behind).toEqual(["b"]);
    // what the state has followed need not be in the log any more
    await db.log.delete(1);
    expect(await ask(db, "ouyang")).toEqual(["b"]);
    expect(await ask(db, "改名")).toEqual(["a"]);
  });

  it("is kept over what came from another desk and was told", async () => {
    const { db } = await started();
    const api = createSearchApi(db, QUIET_MS);
    await api.load();
    await apply(db, fromElsewhere(1, "d", "单雄"));
    expect(await keptIndex.read(db)).toBeNull();
    api.applied(OTHER, [fromElsewhere(1, "d", "单雄")]);
    api.keep();
    await expect.poll(() => keptIndex.read(db)).not.toBeNull();
    expect(await ask(db, "sx")).toEqual(["d"]);
    expect(await ask(db, "改名")).toEqual(["a"]);
  });

  it("knows a card that stands twice from another desk's telling, and from its own change log", async () => {
    const { db, writer } = await started();
    const api = createSearchApi(db);
    expect(await api.sameCards()).toEqual([]);
    await apply(db, fromElsewhere(1, "d", "单雄", " １"));
    api.applied(OTHER, [fromElsewhere(1, "d", "单雄", " １")]);
    expect(await api.sameCards()).toEqual([["a", "d"]]);
    await writer.run("reader.edit", [edit("reader", "b", { card: "1" })]);
    expect(await api.sameCards()).toEqual([["a", "b", "d"]]);
    await writer.run("reader.edit", [edit("reader", "a", { card: "4" })]);
    expect(await api.sameCards()).toEqual([["b", "d"]]);
  });

  it("is void when another desk's changes came", async () => {
    const { db } = await started();
    await apply(db, fromElsewhere(1, "d", "单雄"));
    expect(await ask(db, "sx")).toEqual(["d"]);
    expect(await ask(db, "改名")).toEqual([]);
    expect(await ask(db, "张伟")).toEqual(["a"]);
  });

  it("does not claim what came from another desk in a gap", async () => {
    const { db } = await started();
    const api = createSearchApi(db, 60_000);
    await api.load();
    await apply(db, fromElsewhere(1, "d", "单雄"), fromElsewhere(2, "e", "查良"));
    api.applied(OTHER, [fromElsewhere(2, "e", "查良")]);
    api.keep();
    await api.changed([]);
    expect(await keptIndex.read(db)).toBeNull();
  });

  it("is void when another entry stands under its number", async () => {
    const { db } = await started();
    const row = await db.log.get(1);
    if (row !== undefined) await db.log.put({ ...row, entry: { ...row.entry, hlc: "0198000000000001" } });
    expect(await keptIndex.read(db)).toBeNull();
    expect(await ask(db, "张伟")).toEqual(["a"]);
  });

  it("is void when a piece of the log is missing", async () => {
    const { db, writer } = await started();
    await writer.run("reader.create", [create("reader", "c", { name: "曾国" })]);
    await db.log.delete(2);
    expect(await keptIndex.read(db)).toBeNull();
  });

  it.each([
    ["a text that was cut off", (index: { names: { text: string } }) => (index.names.text = index.names.text.slice(1))],
    [
      "a column with other slots",
      (index: { ids: { text: string; starts: Uint32Array } }) =>
        (index.ids = { text: "a", starts: Uint32Array.of(0, 1) }),
    ],
    ["a lane that lacks a block", (index: { lanes: { codes: unknown[] } }) => index.lanes.codes.pop()],
    ["nothing in it", (index: { lanes?: unknown }) => delete index.lanes],
  ])("is void with %s", async (_, damage) => {
    const { db } = await started();
    await changePack(db, damage);
    expect(await keptIndex.read(db)).toBeNull();
    expect(await ask(db, "张伟")).toEqual(["a"]);
  });

  it("is void when state and pack are not of one another", async () => {
    const { db } = await started();
    const state = await db.table("cache").get("search");
    await db.table("cache").put({ ...state, packedAt: { ...state.packedAt, own: { ...state.packedAt.own, seq: 7 } } });
    expect(await keptIndex.read(db)).toBeNull();
  });

  it("is made anew in a quiet moment after changes from elsewhere that nobody told of", async () => {
    const { db } = await started();
    const api = createSearchApi(db, QUIET_MS);
    await api.load();
    await apply(db, fromElsewhere(1, "d", "单雄"));
    await api.changed(["d"]);
    await expect.poll(async () => (await keptIndex.read(db))?.pack.content.ids.text, { timeout: 5000 }).toEqual("abd");
    expect(await ask(db, "张伟")).toEqual(["a"]);
  });
});
