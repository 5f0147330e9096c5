import "fake-indexeddb/auto";
import { afterEach, describe, expect, it } from "vitest";
import { DeskDb, type Row } from "../../../../../renderer/db/database.ts";
import { createSearchApi } from "../../../../../renderer/worker/search/search-api.ts";

const row = (no: number, values: Partial<Row<"reader">>): Row<"reader"> => ({ id: `r${String(no).padStart(6, "0")}`, w: ["stream", 1, "0000000000000000", "me"], ...values });

let made = 0;
const open: DeskDb[] = [];
async function library(rows: readonly Row<"reader">[]): Promise<DeskDb> {
  made += 1;
  const db = new DeskDb(`search-${made}`);
  open.push(db);
  await db.reader.bulkPut([...rows]);
  return db;
}
const ask = async (api: ReturnType<typeof createSearchApi>, text: string): Promise<readonly string[]> => (await api.query({ text, limit: 50, seenToday: [] })).hits.map(({ id }) => id);

afterEach(() => {
  for (const db of open.splice(0)) db.close();
});

describe("the search over the database", () => {
  it("reads every reader, more than fit in one step, and leaves deleted ones out", async () => {
    const rows = Array.from({ length: 5200 }, (_, no) => row(no, no === 7 ? { name: "张伟", card: "c7", gone: 1 } : { name: "张伟", card: `c${no}` }));
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

  it("leaves out a reader who was merged into another", async () => {
    const api = createSearchApi(await library([row(1, { name: "张伟" }), row(2, { name: "张伟", as: "r000001" })]));
    expect(await ask(api, "张伟")).toEqual(["r000001"]);
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
