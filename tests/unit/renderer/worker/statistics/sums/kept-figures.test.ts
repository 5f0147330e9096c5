/**
 * Sums kept beside the pack: a start, another month and another day count by them, and say what counting everybody anew
 * would say.
 */
import "../../../../../support/indexed-db.ts";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { addDays } from "#shared/kernel/day.ts";
import { type Change, create, edit } from "../../../../../../renderer/db/write/changes.ts";
import type { StatisticsApi, StatisticsAsked } from "../../../../../../renderer/platform/worker/statistics-api.ts";
import { createLibraryViews } from "../../../../../../renderer/worker/library-use/library-view.ts";
import { createStatisticsApi } from "../../../../../../renderer/worker/statistics/serve-statistics.ts";
import { FIGURES_AHEAD } from "../../../../../../renderer/worker/statistics/sums/ahead.ts";
import { createLibraryFigures } from "../../../../../../renderer/worker/statistics/sums/library-figures.ts";
import { proofScale } from "../../../../../support/proof-scale.ts";
import { changeOf, IDS, LIBRARY, told } from "../changes-of-readers.ts";
import { activities, daysUpTo, freshId, NOVEMBER, NOW, openLibrary, quiet, TODAY } from "../small-library.ts";

/** A class that stayed away together, and one who still comes. */
const SCHOOL: readonly Change[] = [
  create("branch", "east", { name: "城东馆", served: { "18-34 东门": 40 } }),
  create("branch", "west", { name: "城西馆", openDays: ["1", "2", "3", "4", "5"] }),
  ...IDS.flatMap((id, n) => [
    create("reader", id, {
      name: id,
      card: id,
      enrolledOn: "2025-01-10",
      branch: n % 2 === 0 ? "west" : "east",
      organisation: "东门",
      unit: n < 5 ? "三年二班" : "三年三班",
      phones: n % 2 === 0 ? [] : ["13800000000"],
      birthDate: `${1960 + 10 * n}-05-01`,
    }),
    ...activities(id, "visit", ...daysUpTo(addDays(TODAY, n === 5 ? 0 : -30 - n), 60, 3)),
  ]),
];
const who = fc.constantFrom(...IDS);
const changeOfGroups = fc.oneof(
  { weight: 3, arbitrary: changeOf },
  {
    weight: 2,
    arbitrary: fc
      .record({ id: who, back: fc.integer({ min: 0, max: 60 }) })
      .map(({ id, back }) => activities(id, "visit", addDays(TODAY, -back))),
  },
  fc
    .record({ id: who, unit: fc.constantFrom("三年二班", "三年三班") })
    .map(({ id, unit }) => [edit("reader", id, { unit })]),
  fc.constantFrom(["1", "2"], [], ["6", "7"]).map((openDays) => [edit("branch", "west", { openDays })]),
  fc.constant(null).map(() => {
    const id = freshId();
    return [
      create("reader", id, {
        name: id,
        card: id,
        enrolledOn: "2025-01-10",
        branch: "east",
        organisation: "东门",
        unit: "三年二班",
      }),
      ...activities(id, "visit", ...daysUpTo(addDays(TODAY, -30), 60, 3)),
    ];
  }),
);

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

type Rows = ReadonlyMap<string, readonly unknown[]>;

const rowsOf = async ({ db }: Library): Promise<Rows> =>
  new Map(await Promise.all(db.tables.map(async (table) => [table.name, await table.toArray()] as const)));

/** Counted once: that takes longer than what is asked of it. */
let keptRows: Rows | undefined;

/** A library whose figures stand kept. */
async function keptLibrary(): Promise<Library> {
  if (keptRows !== undefined) {
    const library = await openLibrary([]);
    for (const [table, rows] of keptRows) await library.db.table(table).bulkPut(structuredClone([...rows]));
    return library;
  }
  const library = await openLibrary(LIBRARY);
  await startAt(library, NOW, SOON).overview(NOVEMBER, quiet);
  await expect.poll(() => besideRows(library).count(), { timeout: 10_000 }).toBe(FIGURES_AHEAD);
  keptRows = await rowsOf(library);
  return library;
}

/** What counting everybody says, on a copy of the library in which nothing is kept. */
async function toldAnew({ db }: Library, asked: StatisticsAsked, now: number): ReturnType<typeof told> {
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
    const readers = async (asked: StatisticsAsked, now: number): Promise<number> =>
      (await startAt(library, now, NEVER).overview(asked, quiet)).readers;
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

  it("count on where a branch is named otherwise", async () => {
    const library = await keptLibrary();
    await tamper(library);
    await (await library.writer.run("test", [edit("branch", "east", { name: "城东新馆" })])).confirmed;
    expect((await startAt(library, NOW, NEVER).overview(NOVEMBER, quiet)).readers).toBeGreaterThan(1000);
  });

  it("say, whatever was changed and asked before, on any day and after any start, what counting everybody says", {
    timeout: proofScale(120_000, 700_000),
  }, async () => {
    let alike = 0;
    const question = fc.record({
      branch: fc.constantFrom(null, null, "east"),
      month: fc.constantFrom("2026-12", "2026-11", "2026-10", "2026-09"),
      days: fc.constantFrom(0, 1, 6),
      isStart: fc.constantFrom(false, false, true),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(changeOfGroups, question), { minLength: 4, maxLength: 12 }), async (steps) => {
        const library = await openLibrary(SCHOOL);
        let now = NOW;
        const start = (): StatisticsApi => {
          const deps = { db: library.db, clock: { now: () => now } };
          return createStatisticsApi(deps, createLibraryViews(deps, 5), 8);
        };
        let statistics = start();
        // asked in every run, so that somebody fell alike whatever is drawn
        alike += (await told(statistics, NOVEMBER)).keep.notSeen.alike;
        await expect.poll(() => besideRows(library).count(), { timeout: 10_000, interval: 5 }).toBeGreaterThan(4);
        for (const step of steps) {
          if (!("month" in step)) await (await library.writer.run("test", step)).confirmed;
          else {
            now = NOW + step.days * DAY_MS;
            if (step.isStart) statistics = start();
            const found = await told(statistics, step);
            expect(found).toEqual(await toldAnew(library, step, now));
          }
        }
        library.db.close();
      }),
      { numRuns: proofScale(2, 60) },
    );
    expect(alike).toBeGreaterThan(0);
  });

  it("are brought along to a new pack, and not counted again", async () => {
    const library = await keptLibrary();
    const statistics = startAt(library, NOW, SOON);
    await tamper(library);
    await statistics.overview(NOVEMBER, quiet);
    // so many that the pack is written anew
    for (let turn = 0; turn < 11; turn++)
      await (
        await library.writer.run(
          "test",
          Array.from({ length: 50 }, (_, n) => activities("a", "visit", addDays(TODAY, -turn * 50 - n))).flat(),
        )
      ).confirmed;
    const before = (await library.db.table("cache").get("statistics-pack")).at;
    expect((await statistics.overview(NOVEMBER, quiet)).readers).toBeGreaterThan(1000);
    await expect
      .poll(
        async () => [
          (await library.db.table("cache").get("statistics-pack")).at.own.seq > before.own.seq,
          await besideRows(library).count(),
        ],
        { timeout: 10_000 },
      )
      .toEqual([true, FIGURES_AHEAD]);
    const rows = await besideRows(library)
      .filter(({ name }) => name.startsWith("statistics/day/"))
      .toArray();
    expect(rows.filter((row) => row.content.sums.overview.here > 1000).length).toBe(FIGURES_AHEAD / 2);
  });

  it("are gone with whoever is erased", async () => {
    const library = await keptLibrary();
    expect(await besideRows(library).count()).toBe(FIGURES_AHEAD);
    await library.db.reader.delete("a");
    await createLibraryViews({ db: library.db, clock: { now: () => NOW } }, NEVER).forget(["a"]);
    expect(await besideRows(library).count()).toBe(0);
    expect(await library.db.table("cache").get("statistics-pack")).toBeDefined();
  });

  it("are not put beside a pack that an erasing has made meanwhile", async () => {
    const library = await keptLibrary();
    const deps = { db: library.db, clock: { now: () => NOW } };
    const views = createLibraryViews(deps, NEVER);
    const stale = await views.look(NOVEMBER, quiet);
    await library.db.reader.delete("a");
    await views.forget(["a"]);
    const figures = createLibraryFigures({ ...views, look: async () => stale });
    expect(await figures.keep(NOVEMBER, TODAY, async () => undefined)).toBeNull();
    expect(await besideRows(library).count()).toBe(0);
  });

  it("are read once while nothing has changed", async () => {
    const library = await keptLibrary();
    const deps = { db: library.db, clock: { now: () => NOW } };
    const views = createLibraryViews(deps, NEVER);
    const read = vi.fn(views.beside.read);
    const figures = createLibraryFigures({ ...views, beside: { ...views.beside, read } });
    const keep = () => figures.keep(NOVEMBER, TODAY, async () => undefined);
    const names = await keep();
    expect([names?.length, read.mock.calls.length]).toEqual([2, 2]);
    expect(await keep()).toEqual(names);
    expect(read.mock.calls.length).toBe(2);
    // what is taken away is no longer said to stand there
    await figures.keepOnly(new Set());
    await keep();
    expect(await besideRows(library).count()).toBe(2);
  });

  it("of days that are over are taken away", async () => {
    const library = await keptLibrary();
    await startAt(library, NOW + 3 * DAY_MS, SOON).overview(NOVEMBER, quiet);
    const days = async (): Promise<readonly string[]> =>
      (await besideRows(library).primaryKeys())
        .map(String)
        .filter((name) => name.startsWith('statistics/day/[null,"2026-11"'));
    await expect
      .poll(async () => (await days()).map((name) => name.split(",")[2]), { timeout: 10_000 })
      .toEqual(["20785", "20786"]);
  });
});
