import { describe, expect, it } from "vitest";
import { addDays } from "#shared/kernel/day.ts";
import type { StoredRule } from "#shared/model/segment.ts";
import { readOpenWork } from "../../../../renderer/db/lists/open-work-counts.ts";
import { readPeek } from "../../../../renderer/db/lists/reader-peek.ts";
import { type Change, create, edit, remove } from "../../../../renderer/db/write/changes.ts";
import type { ReaderListAsked, ReaderOrder } from "../../../../renderer/platform/worker/reader-list-api.ts";
import type { SegmentAsked } from "../../../../renderer/platform/worker/segments-api.ts";
import type { Figure } from "../../../../renderer/platform/worker/statistics-api.ts";
import { createLibraryViews } from "../../../../renderer/worker/library-use/library-view.ts";
import { countOpenWork } from "../../../../renderer/worker/open-counts.ts";
import { createReaderList } from "../../../../renderer/worker/reader-list.ts";
import { createSegmentsApi } from "../../../../renderer/worker/segments/serve-segments.ts";
import { createStatisticsApi } from "../../../../renderer/worker/statistics/serve-statistics.ts";
import type { WorkerDeps } from "../../../../renderer/worker/worker-deps.ts";
import { openDesk } from "../db/desk.ts";

const TODAY = "2026-11-25";
const NOON = new Date(`${TODAY}T12:00`).getTime();
const WHOLE: ReaderListAsked = { segments: [], figure: null, found: null, order: null };

type Condition = StoredRule["groups"][number]["conditions"][number];
const asking = (...conditions: Condition[]): SegmentAsked => ({
  rule: { match: "all", groups: [{ match: "all", conditions }] },
  pinned: [],
  excluded: [],
  fixed: null,
});

const visits = (reader: string, ...daysAgo: readonly number[]): readonly Change[] =>
  daysAgo.map((days) => create("activity", `${reader}-${days}`, { reader, kind: "visit", on: addDays(TODAY, -days) }));

const LIBRARY: readonly Change[] = [
  create("reader", "a", {
    name: "阿",
    card: "30",
    category: "adult",
    branch: "east",
    expiresOn: "2027-05-01",
    tags: ["乙"],
  }),
  create("reader", "b", {
    name: "贝",
    card: "10",
    category: "child",
    owner: "lin",
    organisation: "二中",
    unit: "三班",
  }),
  create("reader", "c", {
    name: "陈",
    card: "20",
    category: "adult",
    branch: "west",
    expiresOn: "2026-12-01",
    tags: ["甲"],
  }),
  create("reader", "d", { name: "丁", category: "child", owner: "chen", organisation: "二中", unit: "一班" }),
  create("reader", "e", { name: "鄂", card: "15", enrolledOn: "2020-01-01" }),
  ...visits("a", 3, 9),
  ...visits("c", 40),
  ...visits("d", 1, 2, 5),
  create("task", "t1", { text: "回电话", about: { kind: "reader", id: "d" } }),
  create("task", "t2", { text: "做过了", about: { kind: "reader", id: "a" }, done: NOON }),
  create("feedback", "f1", { text: "太吵", type: "complaint", status: "registered", receivedAt: NOON, reader: "b" }),
  create("task", "t3", { text: "查一查", about: { kind: "feedback", id: "f1" } }),
];

async function library(sortedAs: readonly string[] = ["a", "b", "c", "d", "e"]) {
  const { db, writer } = await openDesk();
  const write = async (...changes: readonly Change[]): Promise<void> => {
    await (await writer.run("test", changes)).confirmed;
  };
  await write(...LIBRARY);
  const deps = { db, clock: { now: () => NOON } } as unknown as WorkerDeps; // what a list takes of it
  const views = createLibraryViews(deps);
  const statistics = createStatisticsApi(deps, views);
  let sorted = sortedAs;
  const list = createReaderList({
    ...deps,
    search: { sorted: async (names) => (names === "strokes" ? sorted.toReversed() : sorted) },
    views,
    segments: createSegmentsApi(deps, views),
    statistics,
    outreach: { people: async ({ of }) => (of.tag === "told" ? ["d", "a", "c"] : []) },
  });
  const ids = async (asked: Partial<ReaderListAsked>): Promise<string> =>
    (await list.part({ ...WHOLE, ...asked }, 0, 99)).ids.join("");
  return {
    db,
    list,
    statistics,
    write,
    ids,
    by: (by: ReaderOrder["by"], isDown = false, codes?: readonly string[]) =>
      ids({ order: { by, isDown, ...(codes !== undefined && { codes }) } }),
    /** As the search follows a reader that was written. */
    follow: () => {
      sorted = [...sorted];
    },
  };
}

describe("the list of readers", () => {
  it("lends the places that are asked for, says how many there are, and ends where the list ends", async () => {
    const { list } = await library();
    expect(await list.part(WHOLE, 1, 3)).toEqual({ ids: ["b", "c"], total: 5, all: 5, problems: [] });
    expect((await list.part(WHOLE, 4, 64)).ids).toEqual(["e"]);
    expect((await list.part(WHOLE, 64, 128)).ids).toEqual([]);
    expect([await list.placeOf(WHOLE, "c"), await list.placeOf(WHOLE, "nobody")]).toEqual([2, -1]);
  });

  it("stands in the order of any column both ways, without whom it says nothing last, and equals by name", async () => {
    const { by } = await library();
    expect([await by("name"), await by("name", true)]).toEqual(["abcde", "edcba"]);
    expect([await by("card"), await by("card", true)]).toEqual(["becad", "acebd"]);
    expect([await by("expiresOn"), await by("expiresOn", true)]).toEqual(["cabde", "acbde"]);
    expect([await by("enrolledOn"), await by("enrolledOn", true)]).toEqual(["eabcd", "eabcd"]);
    expect([await by("organisation"), await by("organisation", true)]).toEqual(["bdace", "dbace"]);
    expect([await by("tags"), await by("tags", true)]).toEqual(["cabde", "acbde"]);
    expect([await by("lastUse"), await by("lastUse", true)]).toEqual(["cadbe", "bdace"]);
    expect(await by("days", true)).toBe("dabce");
    expect([await by("open"), await by("open", true)]).toEqual(["dbace", "bdace"]);
  });

  it("is that of an outreach's number in the order of the outreach, and can be put in another", async () => {
    const { ids, list } = await library();
    const outreach = { id: "o", of: { tag: "told" as const } };
    expect(await ids({ outreach })).toBe("dac");
    expect(await ids({ outreach, order: { by: "name", isDown: false } })).toBe("acd");
    expect((await list.part({ ...WHOLE, outreach: { id: "o", of: { tag: "since" } } }, 0, 9)).total).toBe(0);
  });

  it("counts as open work what a note to her asked for: in the order, in the rows and beside them", async () => {
    const { db, by, write } = await library();
    await write(
      create("interaction", "n1", { at: NOON, reader: "c", outcome: "answered" }),
      create("task", "t4", { text: "回电", about: { kind: "interaction", id: "n1" } }),
      create("task", "t5", { text: "再问", about: { kind: "interaction", id: "n1" } }),
      create("task", "t6", { text: "办了", about: { kind: "interaction", id: "n1" }, done: NOON }),
      create("task", "t7", { text: "答应甲", about: { kind: "interaction", id: "n1" }, promisedTo: "a" }),
    );
    const counts = { a: 1, b: 2, c: 2, d: 1 };
    expect(await by("open", true)).toBe("bcade");
    expect(Object.fromEntries(await countOpenWork(db))).toEqual(counts);
    expect(Object.fromEntries(await readOpenWork(db, ["a", "b", "c", "d", "e"]))).toEqual(counts);
    expect((await readPeek(db, ["c"], 3)).tasks.map(({ text }) => text)).toEqual(["回电", "再问"]);
  });

  it("puts codes in the order of the names that the screen shows for them", async () => {
    const { by } = await library();
    expect([await by("category", false, ["child", "adult"]), await by("category", false, ["adult", "child"])]).toEqual([
      "bdace",
      "acbde",
    ]);
    expect([await by("owner", false, ["lin", "chen"]), await by("owner", true, ["lin", "chen"])]).toEqual([
      "bdace",
      "dbace",
    ]);
    expect(await by("branch", false, ["west", "east"])).toBe("cabde");
  });

  it("stands by strokes where it is asked for, and equals too", async () => {
    const { list, ids } = await library();
    expect(await ids({ names: "strokes" })).toBe("edcba");
    expect(await ids({ names: "strokes", order: { by: "enrolledOn", isDown: false } })).toBe("edcba");
    expect(await list.placeOf({ ...WHOLE, names: "strokes" }, "a")).toBe(4);
  });

  it("goes with what is written, in the order that is asked for too", async () => {
    const { by, write, follow } = await library();
    expect(await by("expiresOn")).toBe("cabde");
    expect(await by("open", true)).toBe("bdace");
    await write(
      edit("reader", "e", { expiresOn: "2026-11-30" }),
      create("task", "t4", { text: "又", promisedTo: "a" }),
    );
    follow();
    expect(await by("expiresOn")).toBe("ecabd");
    expect(await by("open", true)).toBe("badce");
    await write(edit("reader", "b", { card: "99" }));
    follow();
    expect(await by("card")).toBe("ecabd");
  });

  it("narrows by a rule, and says of how many and what is wrong with it", async () => {
    const { list, ids, write, follow } = await library();
    const child = asking({ field: "category", is: "any-of", values: ["child"] });
    expect(await ids({ segments: [child] })).toBe("bd");
    expect(await ids({ segments: [child], order: { by: "name", isDown: true } })).toBe("db");
    expect(await list.part({ ...WHOLE, segments: [child] }, 0, 1)).toMatchObject({ total: 2, all: 5 });
    expect(await ids({ segments: [{ ...child, pinned: ["e"], excluded: ["b"] }] })).toBe("de");
    await write(edit("reader", "a", { category: "child" }), remove("reader", "d"));
    follow();
    expect(await ids({ segments: [child] })).toBe("ab");
    const west = asking({ field: "branch", is: "any-of", values: ["west"] });
    expect([await ids({ segments: [west] }), await ids({ segments: [west, child] })]).toEqual(["c", ""]);
    const refused = await list.part({ ...WHOLE, segments: [asking({ field: "shoeSize", is: "known" })] }, 0, 9);
    expect(refused).toMatchObject({ ids: [], total: 0, problems: [{ tag: "unknown-field", field: "shoeSize" }] });
  });

  it("lists whom a text has found as they were found, unless another order is asked for", async () => {
    const { ids, list } = await library();
    const found = ["d", "a", "b"];
    expect(await ids({ found })).toBe("dab");
    expect(await ids({ found, order: { by: "name", isDown: false } })).toBe("abd");
    expect(await ids({ found, segments: [asking({ field: "category", is: "any-of", values: ["child"] })] })).toBe("db");
    expect(await list.countOf({ ...WHOLE, found }, ["a", "c", "e"])).toBe(1);
  });

  it("lists as many behind a figure as the figure says, as the figure has them or in another order", async () => {
    const { ids, statistics } = await library(["e", "d", "c", "b", "a"]);
    const asked = { branch: null, month: "2026-11" };
    const of: Figure = { tag: "one-kind" };
    const figure = { figure: { asked, of } };
    const behind = (await statistics.readers(asked, of)).map(({ id }) => id);
    expect([behind.join(""), (await statistics.countOf(asked, of)).total]).toEqual(["acd", 3]);
    expect(await ids(figure)).toBe("acd");
    expect(await ids({ ...figure, order: { by: "name", isDown: false } })).toBe("dca");
    expect(await ids({ ...figure, order: { by: "expiresOn", isDown: false } })).toBe("cad");
    expect(await ids({ ...figure, segments: [asking({ field: "branch", is: "any-of", values: ["west"] })] })).toBe("c");
    expect(await ids({ ...figure, found: ["e", "c"] })).toBe("c");
  });

  it("leaves nobody out of a rule whom the order of names does not have yet", async () => {
    const { ids } = await library(["a", "b", "c"]);
    expect(await ids({ segments: [asking({ field: "category", is: "any-of", values: ["child"] })] })).toBe("bd");
  });
});
