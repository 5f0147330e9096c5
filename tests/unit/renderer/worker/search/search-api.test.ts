import "../../../../support/indexed-db.ts";
import { afterEach, describe, expect, it } from "vitest";
import { DeskDb, type Row } from "../../../../../renderer/db/database.ts";
import { createSearchApi } from "../../../../../renderer/worker/search/search-api.ts";

const row = (no: number, values: Partial<Row<"reader">>): Row<"reader"> => ({
  id: `r${String(no).padStart(6, "0")}`,
  w: ["stream", 1, "0000000000000000", "me"],
  ...values,
});

let made = 0;
const open: DeskDb[] = [];
async function library(rows: readonly Row<"reader">[]): Promise<DeskDb> {
  made += 1;
  const db = new DeskDb(`search-${made}`);
  open.push(db);
  await db.reader.bulkPut([...rows]);
  return db;
}
const ask = async (api: ReturnType<typeof createSearchApi>, text: string): Promise<readonly string[]> =>
  (await api.query({ text, limit: 50, seenToday: [] })).hits.map(({ id }) => id);

afterEach(() => {
  for (const db of open.splice(0)) db.close();
});

describe("the search over the database", () => {
  it("reads every reader, more than fit in one step, and leaves deleted ones out", async () => {
    const rows = Array.from({ length: 5200 }, (_, no) =>
      row(no, no === 7 ? { name: "张伟", card: "c7", gone: 1 } : { name: "张伟", card: `c${no}` }),
    );
    const api = createSearchApi(await library(rows));
    expect(await api.load()).toEqual({ readers: 5199 });
    expect(await ask(api, "c5199")).toEqual(["r005199"]);
    expect(await ask(api, "c7")).not.toContain("r000007");
    expect(await api.sorted()).toHaveLength(5199);
  });

  it("answers a question that comes before it has read anything", async () => {
    const api = createSearchApi(await library([row(1, { name: "曾小贤" })]));
    expect(await ask(api, "zxx")).toEqual(["r000001"]);
  });

  it("follows changed, new, deleted and vanished rows", async () => {
    const db = await library([row(1, { name: "张伟" }), row(2, { name: "张博" }), row(3, { name: "张超" })]);
    const api = createSearchApi(db);
    await api.load();
    await db.reader.bulkPut([row(1, { name: "李伟" }), row(2, { name: "张博", gone: 1 }), row(4, { name: "张新" })]);
    await db.reader.delete("r000003");
    await api.changed(["r000001", "r000002", "r000003", "r000004"]);
    expect(await ask(api, "张")).toEqual(["r000004"]);
    expect(await ask(api, "liw")).toEqual(["r000001"]);
  });

  it("does not lose a change that is told while it is still reading", async () => {
    const db = await library(Array.from({ length: 5100 }, (_, no) => row(no, { name: "张伟" })));
    const api = createSearchApi(db);
    const loaded = api.load();
    await db.reader.put(row(0, { name: "欧阳娜娜" }));
    await api.changed(["r000000"]);
    await loaded;
    expect(await ask(api, "欧阳")).toEqual(["r000000"]);
  });

  it("knows who has one card, however it is written, with what was written meanwhile", async () => {
    const db = await library([
      row(1, { name: "张伟", card: "A1" }),
      row(2, { name: "张博", card: "ａ 1" }),
      row(3, { name: "张超", card: "A1", gone: 1 }),
      row(4, { name: "张新", card: "A12", otherIds: { student: "A1" } }),
      row(5, { name: "李伟", card: "B7" }),
      row(6, { name: "李新" }),
    ]);
    const api = createSearchApi(db);
    expect(await api.sameCards()).toEqual([["r000001", "r000002"]]);
    await db.reader.bulkPut([row(6, { name: "李新", card: "b7" }), row(2, { name: "张博", card: "A2" })]);
    void api.changed(["r000002", "r000006"]);
    expect(await api.sameCards()).toEqual([["r000005", "r000006"]]);
  });

  it("has everybody in order with what is written while they are sorted", async () => {
    const db = await library(Array.from({ length: 5100 }, (_, no) => row(no, { name: "张伟" })));
    const api = createSearchApi(db);
    await api.load();
    const sorted = api.sorted();
    await db.reader.put(row(0, { name: "艾青" }));
    await api.changed(["r000000"]);
    expect(await sorted).toHaveLength(5100);
    expect((await api.sorted())[0]).toBe("r000000");
  });

  it("leaves out a reader who was merged into another", async () => {
    const api = createSearchApi(await library([row(1, { name: "张伟" }), row(2, { name: "张伟", as: "r000001" })]));
    expect(await ask(api, "张伟")).toEqual(["r000001"]);
  });

  describe("of a reader into whom others were merged", () => {
    const first = row(1, { name: "张素琴", card: "0021" });
    const second = row(2, { name: "张素勤", card: "0386", otherIds: { student: "S77" }, as: "r000001" });
    const third = row(3, { name: "Zhang Suqin", card: "0999", as: "r000002" });

    it("finds her once, by her old cards, numbers and names too, typed or scanned", async () => {
      const api = createSearchApi(await library([first, second, third, row(4, { name: "李卫东", card: "0387" })]));
      for (const text of ["0021", "0386", "S77", "0999", "张素勤", "suqin"])
        expect(await ask(api, text), text).toEqual(["r000001"]);
      expect(await api.query({ text: "0386", limit: 1, seenToday: [] })).toMatchObject({ total: 1, exact: "r000001" });
      expect(await ask(api, "038")).toEqual(expect.arrayContaining(["r000001", "r000004"]));
      expect(await api.sorted()).toHaveLength(2);
    });

    it("follows merges that come, change, and are parted again", async () => {
      const alone = row(2, { name: "张素勤", card: "0386" });
      const db = await library([first, alone]);
      const api = createSearchApi(db);
      await api.load();
      expect(await ask(api, "0386")).toEqual(["r000002"]);
      await db.reader.put(second);
      await api.changed(["r000002"]);
      expect(await ask(api, "0386")).toEqual(["r000001"]);
      await db.reader.put(row(2, { ...second, card: "0500" }));
      await api.changed(["r000002"]);
      expect([await ask(api, "0386"), await ask(api, "0500")]).toEqual([[], ["r000001"]]);
      await db.reader.put(alone);
      await api.changed(["r000002"]);
      expect([await ask(api, "0386"), await ask(api, "0500"), await ask(api, "0021")]).toEqual([
        ["r000002"],
        [],
        ["r000001"],
      ]);
    });

    it("finds who is left where the first of them was deleted or is unknown", async () => {
      const db = await library([first, second, third]);
      const api = createSearchApi(db);
      await api.load();
      await db.reader.put({ ...first, gone: 1 });
      await api.changed(["r000001"]);
      expect([await ask(api, "0386"), await ask(api, "0999"), await ask(api, "0021")]).toEqual([
        ["r000002"],
        ["r000002"],
        [],
      ]);
      await db.reader.delete("r000002");
      await api.changed(["r000002"]);
      expect([await ask(api, "0386"), await ask(api, "0999")]).toEqual([[], ["r000003"]]);
      expect(await ask(createSearchApi(await library([third])), "0999")).toEqual(["r000003"]);
    });

    it("knows after a start what was merged before it, and forgets what was parted while nobody looked", async () => {
      const db = await library([first, second]);
      const before = createSearchApi(db);
      await before.load();
      await before.forget([]);
      const after = createSearchApi(db);
      expect(await ask(after, "0386")).toEqual(["r000001"]);
      await db.reader.put(row(2, { name: "张素勤", card: "0386" }));
      const later = createSearchApi(db);
      await later.load();
      await later.changed(["r000002"]);
      expect([await ask(later, "0386"), await ask(later, "0021")]).toEqual([["r000002"], ["r000001"]]);
      await later.forget(["r000002"]);
      const last = createSearchApi(db);
      expect(await ask(last, "0386")).toEqual(["r000002"]);
    });

    it("keeps nothing of a merged record that is erased", async () => {
      const db = await library([first, second]);
      const api = createSearchApi(db);
      await api.load();
      await db.reader.delete("r000002");
      await api.forget(["r000002"]);
      expect(await ask(api, "0386")).toEqual([]);
      const again = createSearchApi(db);
      expect([await ask(again, "0386"), await ask(again, "0021")]).toEqual([[], ["r000001"]]);
    });
  });

  it.each([
    ["张素琴", "zhāng sùqín"],
    ["曾小贤", "zēng xiǎoxián"],
    ["尉迟恭", "yùchí gōng"],
    ["單雄信", "shàn xióngxìn"],
    ["西安安", "xī ān'ān"],
    ["吕布", "lǚ bù"],
    ["阿依古丽·买买提", "āyīgǔlì·mǎimǎití"],
    ["葛\u{E0100}优", "gě yōu"],
    ["𠮷田一", "jí tiányī"],
    ["O'Connor", ""],
  ])("shows how %s is read: %s", async (name, reading) => {
    expect(await createSearchApi(await library([])).reading(name)).toBe(reading);
  });
});
