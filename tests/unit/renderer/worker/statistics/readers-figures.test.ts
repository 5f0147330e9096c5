import { describe, expect, it } from "vitest";
import { DEFAULT_VALUE_RULES, type ValueRules } from "#shared/analysis/value-rules.ts";
import { addDays } from "#shared/kernel/day.ts";
import { uuidV7 } from "#shared/kernel/ids.ts";
import { create } from "../../../../../renderer/db/write/changes.ts";
import { ATTRIBUTES } from "../../../../../renderer/platform/worker/readers-page-api.ts";
import type { Figure } from "../../../../../renderer/platform/worker/statistics-api.ts";
import { activities, daysUpTo, freshId, NOVEMBER, openLibrary, quiet, TODAY } from "./small-library.ts";

describe("use value", () => {
  const LIBRARY = [
    // 60 visit days, the last yesterday: R 5, F 5 (≥ 52), V 4 (60 points, ≥ 60)
    create("reader", "daily", { name: "张素琴", card: "001", enrolledOn: "2025-01-10" }),
    ...activities("daily", "visit", ...daysUpTo(addDays(TODAY, -1), 60)),
    // one visit 40 days ago with an event: R 3 (≤ 90), F 1 (one day), V 1 + 3 = 4 points: 1 (≥ 1)
    create("reader", "once", { name: "李卫东", card: "002", enrolledOn: "2025-01-10" }),
    ...activities("once", "event", addDays(TODAY, -40)),
    // nothing at all: no score
    create("reader", "never", { name: "王芳", card: "003", enrolledOn: "2025-11-04" }),
    // the card of a kindergarten, and one that has been given back
    create("reader", "group", { name: "幼儿园", card: "004", category: "collective" }),
    ...activities("group", "visit", ...daysUpTo(TODAY, 60)),
    create("reader", "left", { name: "赵敏", card: "005", leaving: { reason: "moved", on: "2026-10-01" } }),
    ...activities("left", "visit", ...daysUpTo("2026-09-30", 60)),
  ];

  it("counts readers by score, without cards that are no single reader's and without those who have gone", async () => {
    const { statistics } = await openLibrary(LIBRARY);
    const { value } = await statistics.readersPage(NOVEMBER, quiet);
    // by hand: 60 of 64 points are the core reader's
    expect(value).toEqual({
      readers: 3,
      byScore: { r: [1, 0, 0, 1, 0, 1], f: [1, 1, 0, 0, 0, 1], v: [1, 1, 0, 0, 1, 0] },
      core: 1,
      points: 64,
      corePoints: 60,
    });
  });

  it("leads from a score to its readers with their three numbers", async () => {
    const { statistics } = await openLibrary(LIBRARY);
    expect(
      (await statistics.readers(NOVEMBER, { tag: "score", of: "r", score: 3 })).map(({ id, value }) => [id, value]),
    ).toEqual([["once", { r: 3, f: 1, v: 1, recency: 40, frequency: 1, points: 4, known: null }]]);
    expect(
      (await statistics.readers(NOVEMBER, { tag: "score", of: "v", score: 0 })).map(({ id, value }) => [
        id,
        value.recency,
      ]),
    ).toEqual([["never", null]]);
    expect((await statistics.readers(NOVEMBER, { tag: "group", group: "core" })).map(({ id }) => id)).toEqual([
      "daily",
    ]);
  });

  it("follows the weights and cut points that the library sets", async () => {
    const { statistics, writer } = await openLibrary(LIBRARY);
    await statistics.readersPage(NOVEMBER, quiet);
    const weights = { visitDay: 1, item: 1, event: 100, enquiry: 2, acceptedSuggestion: 5, participation: 3 };
    const cuts = { recency: [14, 30, 90, 365], frequency: [52, 18, 2, 1, 1], value: [150, 60, 20, 5, 1] };
    const save = async (id: string, value: object) =>
      (await writer.run("setting", [create("setting", id, { name: "value", value })])).confirmed;
    // a frequency that counts as much for 2 as for 1 is no such setting: ours stand
    await save("setting-value", { weights, cuts, scoring: "cuts" });
    expect((await statistics.readersPage(NOVEMBER, quiet)).value.byScore.v).toEqual([1, 1, 0, 0, 1, 0]);
    await save("setting-value", { weights, cuts: { ...cuts, frequency: [52, 18, 3, 2, 1] }, scoring: "cuts" });
    // the event now gives 1 + 100 points: 4 too
    expect((await statistics.readersPage(NOVEMBER, quiet)).value.byScore.v).toEqual([1, 0, 0, 0, 2, 0]);
  });

  it("says beforehand whom other rules would move, and writes nothing", async () => {
    const { statistics, db } = await openLibrary(LIBRARY);
    const preview = (rules: Partial<ValueRules>) => statistics.previewValue({ ...DEFAULT_VALUE_RULES, ...rules });
    expect(await preview({})).toEqual({ readers: 3, moved: 0, toCore: 0, fromCore: 0 });
    // an event of 100 gives `once` 101 points (V 4), and the one day of use stays F 1
    const weights = { ...DEFAULT_VALUE_RULES.weights, event: 100 };
    expect(await preview({ weights })).toEqual({ readers: 3, moved: 1, toCore: 0, fromCore: 0 });
    // 61 points for a V of 4 is one too many for `daily`
    expect(await preview({ cuts: { ...DEFAULT_VALUE_RULES.cuts, value: [150, 61, 20, 5, 1] } })).toEqual({
      readers: 3,
      moved: 1,
      toCore: 0,
      fromCore: 1,
    });
    expect(await db.setting.count()).toBe(0);
    expect((await statistics.readersPage(NOVEMBER, quiet)).value.core).toBe(1);
  });

  it("can go by fifths of the readers: with two who use, the middle ranks ½ and 1½ of 2 are the second and the fourth fifth", async () => {
    const { statistics, writer } = await openLibrary(LIBRARY);
    const rules = {
      weights: { visitDay: 1, item: 1, event: 3, enquiry: 2, acceptedSuggestion: 5, participation: 3 },
      cuts: { recency: [14, 30, 90, 365], frequency: [52, 18, 9, 3, 1], value: [150, 60, 20, 5, 1] },
      scoring: "fifths",
    };
    await (await writer.run("setting", [create("setting", "setting-value", { name: "value", value: rules })]))
      .confirmed;
    expect((await statistics.readersPage(NOVEMBER, quiet)).value.byScore).toMatchObject({
      f: [1, 0, 1, 0, 1, 0],
      v: [1, 0, 1, 0, 1, 0],
    });
  });

  it("follows a log: one reader is worked out again, the others are as they were", async () => {
    const { statistics, writer } = await openLibrary(LIBRARY);
    await statistics.readersPage(NOVEMBER, quiet);
    await (
      await writer.run("log", [
        create("interaction", freshId(), {
          reader: "never",
          at: new Date(`${TODAY}T10:00`).getTime(),
          channel: "desk",
        }),
      ])
    ).confirmed;
    expect((await statistics.readersPage(NOVEMBER, quiet)).value.byScore.r).toEqual([0, 0, 0, 1, 0, 2]);
    // 2 for the enquiry, and 1 for the day in the house
    expect(
      (await statistics.readers(NOVEMBER, { tag: "score", of: "r", score: 5 })).map(({ id, value }) => [
        id,
        value.points,
      ]),
    ).toEqual([
      ["daily", 60],
      ["never", 3],
    ]);
  });
});

describe("movers over the line of the top fifth", () => {
  const nobody = ["c", "d", "e"].map((id) => create("reader", id, { name: id, card: id }));
  const LIBRARY = [
    create("reader", "a", { name: "甲", card: "a" }),
    ...activities("a", "visit", ...daysUpTo("2026-09-30", 20)),
    create("reader", "b", { name: "乙", card: "b" }),
    ...activities("b", "visit", ...daysUpTo(TODAY, 30)),
    ...activities("b", "loan", TODAY),
    ...nobody,
  ];

  it("compares today with the end of the last quarter, in every measure", async () => {
    const { statistics } = await openLibrary(LIBRARY);
    const { movers } = await statistics.readersPage(NOVEMBER, quiet);
    // a fifth of five is one: a with 20 visit days on 30 September, b with 30 (and a loan) now
    expect(movers).toEqual({
      before: "2026-09-30",
      byMeasure: {
        visits: { entered: 1, left: 1, lineBefore: 20, lineNow: 30 },
        loans: { entered: 1, left: 0, lineBefore: null, lineNow: 1 },
        participation: { entered: 0, left: 0, lineBefore: null, lineNow: null },
        combined: { entered: 1, left: 1, lineBefore: 20, lineNow: 31 },
      },
    });
    expect(
      (await statistics.readers(NOVEMBER, { tag: "entered-fifth", measure: "visits" })).map(({ id }) => id),
    ).toEqual(["b"]);
    expect((await statistics.readers(NOVEMBER, { tag: "left-fifth", measure: "visits" })).map(({ id }) => id)).toEqual([
      "a",
    ]);
  });

  it("begins the quarter with the month's own one", async () => {
    const { statistics } = await openLibrary(nobody);
    expect((await statistics.readersPage({ branch: null, month: "2026-09" }, quiet)).movers.before).toBe("2026-06-30");
    expect((await statistics.readersPage({ branch: null, month: "2026-01" }, quiet)).movers.before).toBe("2025-12-31");
  });
});

describe("the path of readers", () => {
  it("counts who could take a step in twelve months, and who did", async () => {
    const carded = uuidV7(new Date("2026-03-01T10:00").getTime(), (length) => new Uint8Array(length));
    const { statistics } = await openLibrary([
      create("reader", "met", { name: "赵敏" }),
      // known since March, with a card since May
      create("reader", carded, { name: "李卫东", card: "002", enrolledOn: "2026-05-01" }),
      // 20 visit days in June, the 5th of them with a loan too: loyal on the 18th
      create("reader", "loyal", { name: "张素琴", card: "001", enrolledOn: "2024-01-01" }),
      ...activities("loyal", "visit", ...daysUpTo("2026-06-20", 20)),
      ...activities("loyal", "loan", "2026-06-05"),
    ]);
    const { path } = await statistics.readersPage(NOVEMBER, quiet);
    expect(path).toEqual({
      potential: 1,
      actual: 1,
      loyal: 1,
      toActual: { of: 2, went: 1 },
      toLoyal: { of: 2, went: 1 },
    });
    const idsOf = async (figure: Figure) => (await statistics.readers(NOVEMBER, figure)).map(({ id }) => id);
    expect(await idsOf({ tag: "became", step: "actual" })).toEqual([carded]);
    expect(await idsOf({ tag: "became", step: "loyal" })).toEqual(["loyal"]);
    expect(await idsOf({ tag: "path", step: "potential" })).toEqual(["met"]);
    // on 31 May nobody was loyal yet
    expect((await statistics.readersPage({ branch: null, month: "2026-05" }, quiet)).path).toMatchObject({
      actual: 2,
      loyal: 0,
    });
  });
});

describe("cohort retention", () => {
  it("follows those who enrolled in a quarter through this one and the next", async () => {
    const { statistics } = await openLibrary([
      create("reader", "came", { name: "甲", card: "1", enrolledOn: "2026-07-10" }),
      ...activities("came", "visit", "2026-07-11", "2026-10-01"),
      create("reader", "once", {
        name: "乙",
        card: "2",
        enrolledOn: "2026-08-10",
        leaving: { reason: "moved", on: "2026-11-01" },
      }),
      ...activities("once", "visit", "2026-08-11"),
      create("reader", "before", { name: "丙", card: "3", enrolledOn: "2024-12-31" }),
    ]);
    const { cohorts } = await statistics.readersPage(NOVEMBER, quiet);
    expect(cohorts.map(({ quarter }) => quarter)).toEqual([
      "2025-01",
      "2025-04",
      "2025-07",
      "2025-10",
      "2026-01",
      "2026-04",
      "2026-07",
      "2026-10",
    ]);
    expect(cohorts.filter(({ readers }) => readers > 0)).toEqual([{ quarter: "2026-07", readers: 2, used: [2, 1] }]);
    expect(
      (await statistics.readers(NOVEMBER, { tag: "cohort", quarter: "2026-07" })).map(({ id }) => id).sort(),
    ).toEqual(["came", "once"]);
  });
});

describe("composition", () => {
  const both = (id: string) => activities(id, "visit", "2025-06-01", "2026-06-01");

  it("puts two years side by side, with ages as they were", async () => {
    const readers = ["a", "b", "c", "d", "e"];
    const { statistics } = await openLibrary(
      readers.flatMap((id) => [create("reader", id, { name: id, card: id, birthDate: "2008-06-01" }), ...both(id)]),
    );
    const { ageBand, gender } = (await statistics.readersPage(NOVEMBER, quiet)).compositions;
    // 17 on 25 November 2025, and 18 now
    expect(ageBand).toMatchObject({ totalBefore: 5, totalNow: 5 });
    expect(
      ageBand.rows.map(({ value, before, now, difference }) => [
        value,
        before.count,
        now.count,
        difference?.difference,
      ]),
    ).toEqual([
      ["18-34", 0, 5, 1],
      ["7-17", 5, 0, -1],
    ]);
    expect(gender.rows.map(({ value, now }) => [value, now.count])).toEqual([["", 5]]);
    expect(
      (await statistics.readers(NOVEMBER, { tag: "attribute", attribute: "ageBand", value: "18-34" })).length,
    ).toBe(5);
  });

  it("knows everybody by each attribute", async () => {
    const readers = ["a", "b", "c", "d", "e"];
    const { statistics } = await openLibrary(
      readers.flatMap((id) => [create("reader", id, { name: id, card: id }), ...both(id)]),
    );
    const { compositions } = await statistics.readersPage(NOVEMBER, quiet);
    expect(
      ATTRIBUTES.map((attribute) => [attribute, compositions[attribute].totalBefore, compositions[attribute].totalNow]),
    ).toEqual(ATTRIBUTES.map((attribute) => [attribute, 5, 5]));
  });

  it("hides a cell of fewer than five, and the one from which it could be worked out", async () => {
    const { statistics } = await openLibrary([
      ...["a", "b", "c", "d", "e", "f", "g"].flatMap((id) => [
        create("reader", id, { name: id, card: id, category: "adult" }),
        ...both(id),
      ]),
      create("reader", "x", { name: "x", card: "x", category: "child" }),
      ...both("x"),
    ]);
    const { category } = (await statistics.readersPage(NOVEMBER, quiet)).compositions;
    expect(
      category.rows.map(({ value, before, now, difference }) => [value, before.count, now.count, difference]),
    ).toEqual([
      ["adult", null, null, undefined],
      ["child", null, null, undefined],
    ]);
    expect(category.totalNow).toBe(8);
  });
});

describe("degenerate libraries", () => {
  it.each([
    ["nobody", []],
    ["one who never came", [create("reader", "a", { name: "甲", card: "1" })]],
    ["one without a card", [create("reader", "a", { name: "甲" })]],
    [
      "everybody the same",
      ["a", "b", "c"].flatMap((id) => [
        create("reader", id, { name: id, card: id }),
        ...activities(id, "visit", TODAY),
      ]),
    ],
    [
      "visits in days to come",
      [create("reader", "a", { name: "甲", card: "1" }), ...activities("a", "visit", "2031-01-01")],
    ],
  ])("have sensible figures: %s", async (_, changes) => {
    const { statistics } = await openLibrary(changes);
    const page = await statistics.readersPage(NOVEMBER, quiet);
    // what is no number would be null as a text, and what is null on purpose is named here
    expect(numbersOf(page).every(Number.isFinite)).toBe(true);
    expect(page.value.byScore.f.reduce((sum, count) => sum + count, 0)).toBe(page.value.readers);
  });
});

const numbersOf = (of: unknown): readonly number[] =>
  typeof of === "number" ? [of] : typeof of === "object" && of !== null ? Object.values(of).flatMap(numbersOf) : [];

it("the most active fifth is one of those who have used anything, not of all cards", async () => {
  const cards = Array.from({ length: 25 }, (_, place) => `r${String(place).padStart(2, "0")}`);
  const { statistics } = await openLibrary([
    ...cards.map((id) => create("reader", id, { name: "读者", card: id, enrolledOn: "2024-01-05" })),
    // ten of them came, on one to ten days: a fifth of ten are two, a fifth of all cards would be five
    ...cards.slice(0, 10).flatMap((id, place) => activities(id, "visit", ...daysUpTo(TODAY, place + 1))),
  ]);
  const { concentrations } = await statistics.overview(NOVEMBER, quiet);
  expect(concentrations.visits).toMatchObject({ readers: 10, topFifth: 2 });
  expect(
    (await statistics.readers(NOVEMBER, { tag: "top-fifth", measure: "visits" })).map(({ id }) => id).toSorted(),
  ).toEqual(["r08", "r09"]);
  expect((await statistics.readersPage(NOVEMBER, quiet)).movers.byMeasure.visits).toMatchObject({
    entered: 2,
    left: 0,
    lineNow: 9,
  });
});
