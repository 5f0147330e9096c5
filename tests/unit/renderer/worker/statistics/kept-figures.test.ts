/** Sums kept beside the pack: a start, another month and another day count by them, and say what counting everybody anew would say. */
import "fake-indexeddb/auto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "#shared/kernel/day.ts";
import { edit } from "../../../../../renderer/db/changes.ts";
import type { StatisticsApi, StatisticsAsked } from "../../../../../renderer/platform/statistics-api.ts";
import { FIGURES_AHEAD } from "../../../../../renderer/worker/statistics/ahead.ts";
import { createLibraryViews } from "../../../../../renderer/worker/statistics/library-view.ts";
import { createStatisticsApi } from "../../../../../renderer/worker/statistics/statistics-api.ts";
import { changeOf, LIBRARY, told } from "./changes-of-readers.ts";
import { activities, NOVEMBER, NOW, openLibrary, quiet, TODAY } from "./small-library.ts";

type Library = Awaited<ReturnType<typeof openLibrary>>;
const DAY_MS = 86_400_000;
const SOON = 1;
const NEVER = 1e6;

/** The pack is written before anything is kept beside it. */
function startAt({ db }: Pick<Library, "db">, now: number, quietMs: number): StatisticsApi {
  const deps = { db, clock: { now: () => now } };
  return createStatisticsApi(deps, createLibraryViews(deps, quietMs), 20 * quietMs);
}

const besideRows = ({ db }: Pick<Library, "db">) => db.table("cache").where("name").startsWith("statistics/");

/** A library whose figures stand kept. */
async function keptLibrary(): Promise<Library> {
  const library = await openLibrary(LIBRARY);
  await startAt(library, NOW, SOON).overview(NOVEMBER, quiet);
  await expect.poll(() => besideRows(library).count(), { timeout: 10_000 }).toBe(FIGURES_AHEAD);
  return library;
}

/** What counting everybody says, on a copy of the library in which nothing is kept. */
async function toldAnew({ db }: Library, asked: StatisticsAsked, now = NOW): Promise<unknown> {
  const kept = await db.table("cache").toArray();
  await db.table("cache").clear();
  const found = await told(startAt({ db }, now, NEVER), asked);
  await db.table("cache").bulkPut(kept);
  return found;
}

/** Makes the number of readers in every kept row another one. */
async function tamper(library: Library): Promise<void> {
  for (const row of await besideRows(library).toArray()) {
    if (row.name.startsWith("statistics/day/")) row.content.sums.overview.here += 1000;
    await library.db.table("cache").put(row);
  }
}

describe("kept figures", () => {
  it("are what a start, another month and the next day answer by", async () => {
    const library = await keptLibrary();
    await tamper(library);
    const readers = async (asked: StatisticsAsked, now: number): Promise<number> => (await startAt(library, now, NEVER).overview(asked, quiet)).readers;
    for (const [asked, now] of [
      [NOVEMBER, NOW],
      [NOVEMBER, NOW + DAY_MS],
      [{ branch: null, month: "2026-10" }, NOW],
      [{ branch: null, month: "2025-11" }, NOW + DAY_MS],
    ] as const)
      expect([asked.month, (await readers(asked, now)) > 1000]).toEqual([asked.month, true]);
    // nobody has kept these
    for (const [asked, now] of [
      [NOVEMBER, NOW + 2 * DAY_MS],
      [{ branch: "east", month: "2026-11" }, NOW],
      [{ branch: null, month: "2025-10" }, NOW],
    ] as const)
      expect([asked.month, (await readers(asked, now)) > 1000]).toEqual([asked.month, false]);
  });

  it("count for nothing where a branch has other days, the rules are others, or the format is", async () => {
    const library = await keptLibrary();
    await tamper(library);
    const readers = async (): Promise<number> => (await startAt(library, NOW, NEVER).overview(NOVEMBER, quiet)).readers;
    expect(await readers()).toBeGreaterThan(1000);
    await (await library.writer.run("test", [edit("branch", "east", { openDays: ["1", "2"] })])).confirmed;
    expect(await readers()).toBeLessThan(1000);
    await (await library.writer.run("test", [edit("branch", "east", { openDays: [] })])).confirmed;
    await besideRows(library).modify((row) => {
      row.content.format = 0;
    });
    expect(await readers()).toBeLessThan(1000);
  });

  it("say, brought along by every kind of change, what counting everybody says", { timeout: 120_000 }, async () => {
    const library = await keptLibrary();
    const { db, writer } = library;
    const cache = await db.table("cache").toArray();
    const question = fc.constantFrom<readonly [StatisticsAsked, number]>(
      [NOVEMBER, NOW],
      [NOVEMBER, NOW + DAY_MS],
      [{ branch: null, month: "2026-10" }, NOW],
      [{ branch: null, month: "2026-02" }, NOW],
    );
    await fc.assert(
      fc.asyncProperty(fc.array(changeOf, { minLength: 1, maxLength: 5 }), fc.array(question, { minLength: 1, maxLength: 3 }), async (steps, questions) => {
        for (const changes of steps) await (await writer.run("test", changes)).confirmed;
        const start = startAt(library, NOW, NEVER);
        const later = startAt(library, NOW + DAY_MS, NEVER);
        for (const [asked, now] of questions) expect(await told(now === NOW ? start : later, asked)).toEqual(await toldAnew(library, asked, now));
      }),
      { numRuns: 12 },
    );
    // all runs began with the figures that were kept at the beginning
    expect((await db.table("cache").toArray()).map(({ name }) => name)).toEqual(cache.map(({ name }) => name));
    db.close();
  });

  it("are brought along to a new pack, and not counted again", async () => {
    const library = await keptLibrary();
    const statistics = startAt(library, NOW, SOON);
    await tamper(library);
    await statistics.overview(NOVEMBER, quiet);
    // so many that the pack is written anew
    for (let turn = 0; turn < 11; turn++) await (await library.writer.run("test", Array.from({ length: 50 }, (_, n) => activities("a", "visit", addDays(TODAY, -turn * 50 - n))).flat())).confirmed;
    const before = (await library.db.table("cache").get("statistics-pack")).at;
    expect((await statistics.overview(NOVEMBER, quiet)).readers).toBeGreaterThan(1000);
    await expect
      .poll(async () => [(await library.db.table("cache").get("statistics-pack")).at.own.seq > before.own.seq, await besideRows(library).count()], { timeout: 10_000 })
      .toEqual([true, FIGURES_AHEAD]);
    const [row] = await besideRows(library)
      .filter(({ name }) => name.startsWith('statistics/day/[null,"2026-11"'))
      .toArray();
    expect(row.content.sums.overview.here).toBeGreaterThan(1000);
  });

  it("are gone with whoever is erased", async () => {
    const library = await keptLibrary();
    expect(await besideRows(library).count()).toBe(FIGURES_AHEAD);
    await library.db.reader.delete("a");
    await createLibraryViews({ db: library.db, clock: { now: () => NOW } }, NEVER).forget(["a"]);
    expect(await besideRows(library).count()).toBe(0);
    expect(await library.db.table("cache").get("statistics-pack")).toBeDefined();
  });

  it("are left off by a question, and begun again when it is quiet", async () => {
    const library = await openLibrary(LIBRARY);
    const statistics = startAt(library, NOW, SOON);
    const asking = setInterval(() => void statistics.keepPage(NOVEMBER, quiet), 0);
    await new Promise((resolve) => setTimeout(resolve, 300));
    const during = await besideRows(library).count();
    clearInterval(asking);
    expect(during).toBeLessThan(FIGURES_AHEAD);
    await expect.poll(() => besideRows(library).count(), { timeout: 10_000 }).toBe(FIGURES_AHEAD);
  });

  it("of days that are over are taken away", async () => {
    const library = await keptLibrary();
    await startAt(library, NOW + 3 * DAY_MS, SOON).overview(NOVEMBER, quiet);
    const days = async (): Promise<readonly string[]> => (await besideRows(library).primaryKeys()).map(String).filter((name) => name.startsWith('statistics/day/[null,"2026-11"'));
    await expect.poll(async () => (await days()).map((name) => name.split(",")[2]), { timeout: 10_000 }).toEqual(["20785", "20786"]);
  });
});
