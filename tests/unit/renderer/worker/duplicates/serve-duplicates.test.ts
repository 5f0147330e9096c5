/** The look for duplicates over a library's rows: who is compared, by what, and what is kept of it. */
import { describe, expect, it } from "vitest";
import type { Values } from "#shared/model/kinds.ts";
import { forgetInDuplicates, readDuplicatesFound } from "../../../../../renderer/db/duplicates-found.ts";
import { create, edit, remove } from "../../../../../renderer/db/write/changes.ts";
import { createDuplicatesApi, MOST_PAIRS_KEPT } from "../../../../../renderer/worker/duplicates/serve-duplicates.ts";
import { openDesk, type TestDesk } from "../../db/desk.ts";

const NOW = 1_790_000_000_000;
const clock = { now: () => NOW };
const quiet = (): void => undefined;

const withReaders = async (readers: Readonly<Record<string, Values<"reader">>>): Promise<TestDesk> => {
  const desk = await openDesk();
  await desk.writer.run("test", [
    create("setting", "setting-jurisdiction", { name: "jurisdiction", value: "mainland" }),
    ...Object.entries(readers).map(([id, values]) => create("reader", id, values)),
  ]);
  return desk;
};
const look = async ({ db }: TestDesk) => {
  await createDuplicatesApi({ db, clock }).find(quiet);
  return readDuplicatesFound(db);
};
const pairs = async (desk: TestDesk) =>
  (await look(desk))?.pairs.map(({ first, second, reasons }) => `${first}${second} ${reasons.join()}`);

describe("the look for duplicates", () => {
  it("compares names and phones as an import does, whatever script, dots and grouping they are written in", async () => {
    const desk = await withReaders({
      a: { name: "孫國強", phones: ["+86 138 0000 0001"] },
      b: { name: "孙国强", phones: ["13800000001"] },
      c: { name: "买买提·艾力", phones: ["139-0000-0002"] },
      d: { name: "买买提艾力", phones: ["13900000002"] },
      e: { name: "李卫东", phones: ["13700000003"] },
      f: { name: "李伟东", phones: ["13700000003"] },
    });
    expect(await pairs(desk)).toEqual([
      "ab same-name-script,same-phone",
      "cd same-name,same-phone",
      "ef same-sound,same-phone",
    ]);
  });

  it("takes merged records for one person, with all her phones and cards, and a deleted reader for nobody", async () => {
    const desk = await withReaders({
      a: { name: "陈", card: "2" },
      b: { name: "陈", card: "1", phones: ["13800000001"] },
      c: { name: "陈", phones: ["13800000001"] },
      d: { name: "周", card: "1" },
      e: { name: "陈", phones: ["13800000001"] },
    });
    await desk.writer.run("test", [{ act: "cells", kind: "reader", id: "b", cells: { ".alias": "a" } }]);
    await desk.writer.run("test", [remove("reader", "e")]);
    expect(await pairs(desk)).toEqual(["ac same-name,same-phone", "ad card-changed"]);
    expect(await readDuplicatesFound(desk.db)).toMatchObject({ at: NOW, readers: 3, total: 2 });
  });

  it("does not take a family for one person, nor an extension for a phone", async () => {
    const desk = await withReaders({
      a: { name: "李卫东", phones: ["13700000003"] },
      b: { name: "李伟东", phones: ["13700000003"], household: "a" },
      c: { name: "王芳", phones: ["8021"] },
      d: { name: "王芳", phones: ["8021"] },
    });
    expect(await pairs(desk)).toEqual([]);
    await desk.writer.run("test", [edit("reader", "b", { household: null })]);
    expect(await pairs(desk)).toEqual(["ab same-sound,same-phone"]);
  });

  it("keeps the newest pairs and counts all, and nothing of whoever is erased", async () => {
    const count = MOST_PAIRS_KEPT + 3;
    const two = (place: number): [string, Values<"reader">][] => [
      [`a${place}`, { card: `c${place}` }],
      [`b${place}`, { card: `c${place}` }],
    ];
    const desk = await withReaders(Object.fromEntries(Array.from({ length: count }, (_, place) => two(place)).flat()));
    const all = await look(desk);
    expect([all?.total, all?.pairs.length]).toEqual([count, MOST_PAIRS_KEPT]);
    const [gone] = all?.pairs ?? [];
    await forgetInDuplicates(desk.db, [gone?.second ?? ""]);
    const left = await readDuplicatesFound(desk.db);
    expect([left?.total, left?.pairs.length]).toEqual([count - 1, MOST_PAIRS_KEPT - 1]);
    expect(JSON.stringify(left)).not.toContain(`"${gone?.first}"`);
  });

  it("is one look for two who ask, and says how far it is", async () => {
    const readers = Array.from({ length: 1200 }, (_, place): [string, Values<"reader">] => [
      `r${place}`,
      { name: "王" },
    ]);
    const { db } = await withReaders(Object.fromEntries(readers));
    const api = createDuplicatesApi({ db, clock });
    const shares: number[] = [];
    const first = api.find((share) => shares.push(share));
    expect(api.find(quiet)).toBe(first);
    await first;
    expect(shares.length).toBeGreaterThanOrEqual(2);
    expect(shares.every((share) => share > 0 && share <= 1)).toBe(true);
  });
});
