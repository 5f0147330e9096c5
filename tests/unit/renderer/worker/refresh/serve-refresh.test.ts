import { appendFile, rename, stat } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { takenListId } from "#shared/import-export/refresh/taken-list.ts";
import type { Json } from "#shared/kernel/json.ts";
import { edit, remove } from "../../../../../renderer/db/write/changes.ts";
import { quiet } from "../import/import-desk.ts";
import { refreshDesk } from "./refresh-desk.ts";

const csv = (...lines: readonly string[]): string => lines.join("\r\n");
const HEAD = "读者证号,姓名,手机,单位";
const reader = (no: number, phone = 13_800_000_000 + no): string =>
  `R${String(no).padStart(5, "0")},读者${no},${phone},一中`;
const readers = (count: number, ...more: readonly string[]): string =>
  csv(HEAD, ...Array.from({ length: count }, (_, no) => reader(no + 1)), ...more);

/** A desk on which a list of a hundred readers was taken the first time, by a person. */
async function settledDesk() {
  const made = await refreshDesk();
  await made.put("读者.csv", readers(100), 1000);
  expect(await made.look("readers")).toEqual({
    ok: false,
    error: { tag: "unknown-columns", name: "读者.csv", lacks: [] },
  });
  expect(await made.settle()).toMatchObject({ new: 100 });
  expect(await made.look("readers")).toMatchObject({ ok: true, value: { tag: "taken", name: "读者.csv" } });
  return made;
}

describe("a list of readers", () => {
  test("is known by its columns the second time, whatever its name: only what changed is written, in the name of the refresh", async () => {
    const { put, found, take, look, db, memory } = await settledDesk();
    expect(await look("readers")).toMatchObject({ ok: true, value: { tag: "taken", name: "读者.csv" } });
    const before = memory.entries.length;
    await put(
      "读者(3).csv",
      csv(HEAD, reader(1, 13_999_999_999), ...Array.from({ length: 100 }, (_, no) => reader(no + 2))),
      2000,
    );
    expect(await found("readers")).toMatchObject({
      file: { name: "读者(3).csv" },
      holds: "reader",
      counts: { new: 1, update: 1, same: 99 },
      reasons: [],
      missing: { total: 0 },
    });
    expect(memory.entries).toHaveLength(before);
    const { outcome } = await take();
    expect(outcome?.report).toMatchObject({ staff: "refresh", desk: "一楼服务台", written: 2, kind: "reader" });
    expect(new Set(memory.entries.slice(before).map(({ staff }) => staff))).toEqual(new Set(["refresh"]));
    const [changed] = await db.reader.where("card").equals("R00001").toArray();
    expect(changed?.phones).toEqual(["13999999999"]);
    expect(await look("readers")).toMatchObject({ ok: true, value: { tag: "taken", name: "读者(3).csv" } });
  });

  test("lets a key that somebody presses meanwhile come first, once, and is found all the same", async () => {
    const { put, refresh, onWait } = await settledDesk();
    await put(
      "读者.csv",
      csv(HEAD, reader(1, 13_999_999_999), ...Array.from({ length: 99 }, (_, no) => reader(no + 2))),
      2000,
    );
    let [isChecking, waits] = [false, 0];
    onWait(async () => {
      if (isChecking) waits++;
    });
    const found = await refresh.look("readers", false, (stage) => {
      if (stage !== "checking") return;
      if (!isChecking) refresh.giveWay();
      isChecking = true;
    });
    expect(found).toMatchObject({ ok: true, value: { counts: { update: 1, same: 99 } } });
    expect(waits).toBe(1);
  });

  test("is held against readers that are read once, whom it does not speak of among them", async () => {
    const { put, found, db } = await settledDesk();
    let read = 0;
    db.reader.hook("reading", (row) => {
      read++;
      return row;
    });
    await put("读者.csv", readers(98), 2000);
    expect(await found("readers")).toMatchObject({ counts: { same: 98 }, missing: { total: 2 } });
    expect(read).toBe(100);
  });

  test("that shrank by six in a hundred is asked about: nothing is written before a person has said so", async () => {
    const { put, found, refresh, take, memory, db } = await settledDesk();
    await put("读者.csv", readers(94), 2000);
    const { reasons, missing } = await found("readers");
    expect(reasons).toEqual([{ tag: "shrank", before: 100, now: 94 }]);
    expect(missing.total).toBe(6);
    const before = memory.entries.length;
    expect(await refresh.take(null, false, () => undefined)).toEqual({ ok: false, error: { tag: "asks" } });
    expect(memory.entries).toHaveLength(before);
    await take(true);
    expect((await db.reader.toArray()).filter(({ gone }) => gone !== 1)).toHaveLength(100);
    // it is the measure of the next one
    await put("读者.csv", readers(93), 3000);
    expect((await found("readers")).reasons).toEqual([]);
  });

  test("names whom it does not speak of any more: with a card, not gone, and of a branch that it speaks of", async () => {
    const { put, found, db, writer } = await settledDesk();
    const ids = new Map((await db.reader.toArray()).map(({ id, card }) => [card ?? "", id]));
    const id = (no: number): string => ids.get(`R${String(no).padStart(5, "0")}`) ?? "";
    await writer.run("reader.edit", [
      edit("reader", id(98), { branch: "elsewhere" }),
      edit("reader", id(99), { leaving: { reason: "moved", on: "2026-01-01" } }),
      edit("reader", id(97), { card: null }),
    ]);
    // on a row that cannot be taken she is there all the same
    await put(
      "读者.csv",
      csv(HEAD, ...Array.from({ length: 95 }, (_, no) => reader(no + 1)), "R00096,读者96,123,一中"),
      2000,
    );
    const { missing, counts } = await found("readers");
    expect(counts.error).toBe(1);
    expect(missing).toEqual({ total: 1, readers: [{ id: id(100), name: "读者100", card: "R00100" }] });
  });

  test("without a column that it had is not taken: a person looks at its columns first", async () => {
    const { put, look } = await settledDesk();
    await put("读者.csv", csv("读者证号,姓名,单位", "R00001,读者1,一中"), 2000);
    expect(await look("readers")).toEqual({
      ok: false,
      error: { tag: "unknown-columns", name: "读者.csv", lacks: ["手机"] },
    });
  });

  test("that is taken back leaves every reader as she was, and nobody whom it has brought", async () => {
    const { put, found, take, db, imports } = await settledDesk();
    const shown = async (): Promise<readonly unknown[]> =>
      (await db.reader.toArray())
        .filter(({ gone }) => gone !== 1)
        .map(({ id, card, name, phones, unit, email }) => ({ id, card, name, phones, unit, email }));
    const before = await shown();
    const moved = Array.from({ length: 100 }, (_, no) =>
      no % 3 === 0 ? `R${String(no + 1).padStart(5, "0")},读者${no + 1},${13_900_000_000 + no},二中` : reader(no + 1),
    );
    await put("读者.csv", csv(HEAD, ...moved, reader(101), reader(102)), 2000);
    expect((await found("readers")).counts).toMatchObject({ new: 2, update: 34 });
    const { outcome } = await take();
    expect(await shown()).not.toEqual(before);
    expect(await imports.undo(outcome?.report.importId ?? "", "staff-1", quiet)).toMatchObject({
      held: 0,
      saved: true,
    });
    expect(await shown()).toEqual(before);
  });

  test("that was taken back is not taken again before a person asks for it", async () => {
    const { put, found, take, look, imports } = await settledDesk();
    await put("读者.csv", readers(101), 2000);
    await found("readers");
    const { outcome } = await take();
    const { held } = await imports.undo(outcome?.report.importId ?? "", "staff-1", quiet);
    expect(held).toBe(0);
    expect(await look("readers")).toMatchObject({ ok: true, value: { tag: "taken" } });
    expect((await found("readers", true)).counts).toMatchObject({ new: 1, same: 100 });
  });

  test("that was taken back is no measure: the next one is held against the one before", async () => {
    const { put, found, take, imports, refresh } = await settledDesk();
    await put("读者.csv", readers(130), 2000);
    await found("readers");
    const { outcome } = await take();
    expect((await refresh.taken()).readers?.rows).toBe(130);
    await imports.undo(outcome?.report.importId ?? "", "staff-1", quiet);
    expect((await refresh.taken()).readers?.rows).toBe(100);
    await put("读者.csv", readers(100), 3000);
    expect((await found("readers")).reasons).toEqual([]);
    await put("读者.csv", readers(94), 4000);
    expect((await found("readers")).reasons).toEqual([{ tag: "shrank", before: 100, now: 94 }]);
  });
});

describe("a list that another computer takes from a system of its own", () => {
  /** What the colleague's computer remembers, as it comes with a sync. */
  const takenElsewhere = async (
    { db, writer }: Awaited<ReturnType<typeof settledDesk>>,
    fact: object,
  ): Promise<void> => {
    const id = takenListId("readers");
    const ours = (await db.setting.get(id))?.value as object; // of this test's own making
    await writer.run("import.report", [
      edit("setting", id, { value: { ...ours, importId: "theirs", ...fact } as Json }),
    ]);
  };

  test("is no measure of the one that is taken here, and hides no shrinking of it", async () => {
    const desk = await settledDesk();
    const { put, found } = desk;
    await takenElsewhere(desk, { rows: 20, fingerprint: "other", columns: ["barcode"], branches: ["东馆"] });
    await put("读者.csv", readers(101), 2000);
    expect((await found("readers")).reasons).toEqual([]);
    await put("读者.csv", readers(94), 3000);
    expect((await found("readers")).reasons).toEqual([{ tag: "shrank", before: 100, now: 94 }]);
  });

  test("is the measure of one that is taken here for the first time, and of the age of the same list", async () => {
    const desk = await settledDesk();
    const { put, found, look, db, writer, deps } = desk;
    await put("读者.csv", readers(101), 2000);
    await takenElsewhere(desk, { modifiedAt: 2_500_000 });
    expect((await found("readers")).reasons).toEqual([{ tag: "older", before: 2_500_000, now: 2_000_000 }]);
    await writer.run("test", [remove("setting", takenListId("readers", deps.installation))]);
    await takenElsewhere(desk, { rows: 200, modifiedAt: 1_000_000 });
    expect((await found("readers")).reasons).toEqual([{ tag: "shrank", before: 200, now: 101 }]);
    // the very file that was taken there is taken
    const { size, mtimeMs } = await stat(join(desk.lists, "读者.csv"));
    await takenElsewhere(desk, { size, modifiedAt: mtimeMs });
    expect(await look("readers")).toMatchObject({ ok: true, value: { tag: "taken" } });
    expect(await db.setting.get(takenListId("readers", deps.installation))).toMatchObject({ gone: 1 });
  });
});

describe("a file", () => {
  test("that is written while it is looked for is named, and taken once it stands still", async () => {
    const { put, look, found, onWait, lists, memory } = await settledDesk();
    await put("读者.csv", readers(100), 2000);
    let no = 100;
    onWait(() => appendFile(join(lists, "读者.csv"), `\r\n${reader(++no)}`));
    const before = memory.entries.length;
    expect(await look("readers")).toEqual({ ok: false, error: { tag: "being-written", name: "读者.csv" } });
    expect(memory.entries).toHaveLength(before);
    onWait(async () => undefined);
    expect((await found("readers")).counts.new).toBe(no - 100);
  });

  test("that is written while a later one of another list stands still is left until it is complete", async () => {
    const { put, look, found, onWait } = await settledDesk();
    await put("借阅.csv", csv("读者证号,借书日期", "R00001,2026-01-05"), 9000);
    let no = 100;
    onWait(() => put("读者.csv", readers(++no), 2000));
    expect(await look("readers")).toEqual({ ok: false, error: { tag: "being-written", name: "读者.csv" } });
    onWait(async () => undefined);
    // the later one stands still already: one look shows the file, the next one that it is complete
    await look("readers");
    await put("借阅.csv", csv("读者证号,借书日期", "R00001,2026-01-06"), 9001);
    expect((await found("readers")).counts.new).toBe(no - 100);
  });

  test("in a folder that is away is named by the folder, and found when it is back", async () => {
    const { look, lists } = await settledDesk();
    await rename(lists, `${lists}-away`);
    expect(await look("readers")).toEqual({
      ok: false,
      error: { tag: "place-away", path: lists, code: "ENOENT" },
    });
    await rename(`${lists}-away`, lists);
    expect(await look("readers")).toMatchObject({ ok: true, value: { tag: "taken" } });
  });

  test("of another list, a damaged one and an older one do not stand in the way of the newest of the list", async () => {
    const { put, found, look } = await settledDesk();
    await put("借阅.csv", csv("读者证号,借书日期,索书号", "R00001,2026-01-05,I247.5/12"), 3000);
    await put("坏.xlsx", new Uint8Array([0x50, 0x4b, 3, 4, 5, 6, 7, 8]), 4000);
    await put("读者 2.csv", readers(102), 2000);
    expect((await found("readers")).file.name).toBe("读者 2.csv");
    expect(await look("loans")).toMatchObject({ ok: false, error: { tag: "unknown-columns", name: "借阅.csv" } });
    expect(await look("visits")).toMatchObject({ ok: false, error: { tag: "unreadable", name: "坏.xlsx" } });
  });
});

describe("a list of holds", () => {
  const HOLDS = "读者证号,题名,预约日期";
  const asked = async (list: string, at = 3000) => {
    const made = await settledDesk();
    await made.put("预约.csv", csv(HOLDS, "R00001,某书,2026-11-10", "R00002,另一书,2026-11-11"), 2000);
    await made.look("holds");
    await made.settle("hold");
    await made.put("预约.csv", list, at);
    return made;
  };

  test("names the column that it had and has no more, also where it cannot be known by the others, and each time", async () => {
    const { look } = await asked(csv("题名,预约日期", "某书,2026-11-12"));
    const told = { ok: false, error: { tag: "unknown-columns", name: "预约.csv", lacks: ["读者证号"] } };
    expect(await look("holds")).toEqual(told);
    expect(await look("holds")).toEqual(told);
  });

  test("names the day where that is gone, and a column that only says what was asked for", async () => {
    const { look, put } = await asked(csv("读者证号,题名", "R00001,某书"));
    expect(await look("holds")).toMatchObject({ error: { tag: "unknown-columns", lacks: ["预约日期"] } });
    await put("预约.csv", csv("读者证号,预约日期", "R00001,2026-11-12"), 4000);
    expect(await look("holds")).toMatchObject({ error: { tag: "unknown-columns", lacks: ["题名"] } });
  });

  test("that was never taken says which of the two it needs is not there", async () => {
    const { put, look } = await refreshDesk();
    await put("预约.csv", csv("题名,预约日期", "某书,2026-11-12"), 1000);
    expect(await look("holds")).toEqual({
      ok: false,
      error: { tag: "lacks-needed", name: "预约.csv", column: "reader" },
    });
  });
});
