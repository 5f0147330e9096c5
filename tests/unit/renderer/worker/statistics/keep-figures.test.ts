import "../../../../support/indexed-db.ts";
import { describe, expect, it } from "vitest";
import { addDays } from "#shared/kernel/day.ts";
import { create } from "../../../../../renderer/db/write/changes.ts";
import type { Figure } from "../../../../../renderer/platform/worker/statistics-api.ts";
import { activities, daysUpTo, freshId, NOVEMBER, openLibrary, quiet, TODAY } from "./small-library.ts";

const at = (day: string): number => new Date(`${day}T10:00`).getTime();
const contact = (reader: string, day: string, out = false) =>
  create("interaction", freshId(), {
    reader,
    at: at(day),
    channel: "desk",
    minutes: 5,
    ...(out && { direction: "out" }),
  });

describe("the page of keeping readers", () => {
  const LIBRARY = [
    // every day for 60 days, and not in the last 30: away
    create("reader", "away", { name: "甲", card: "1", enrolledOn: "2025-01-10", owner: "chen" }),
    ...activities("away", "visit", ...daysUpTo(addDays(TODAY, -30), 60)),
    contact("away", addDays(TODAY, -90)),
    // twelve days in the first half year, three in the second
    create("reader", "less", { name: "乙", card: "2", enrolledOn: "2025-01-10" }),
    ...activities("less", "loan", ...daysUpTo(addDays(TODAY, -190), 12, 14), ...daysUpTo(addDays(TODAY, -20), 3, 30)),
    contact("less", addDays(TODAY, -10), true),
    // nothing for more than a year
    create("reader", "lapsed", { name: "丙", card: "3", enrolledOn: "2024-01-10" }),
    ...activities("lapsed", "visit", addDays(TODAY, -380)),
    create("reader", "moved", { name: "丁", card: "4", leaving: { reason: "moved", on: addDays(TODAY, -364) } }),
    create("reader", "moved-before", { name: "戊", card: "5", leaving: { reason: "moved", on: addDays(TODAY, -365) } }),
    create("reader", "other", { name: "己", card: "6", leaving: { reason: "other", on: TODAY } }),
    create("reader", "other-too", { name: "庚", card: "7", leaving: { reason: "other", on: TODAY } }),
  ];

  it("knows the rule too where the month after was looked at before", async () => {
    const october = { branch: null, month: "2026-10" };
    const end = addDays(TODAY, -25);
    const less = [
      create("reader", "less", { name: "乙", card: "2", enrolledOn: "2025-01-10" }),
      ...activities("less", "loan", ...daysUpTo(addDays(end, -190), 12, 14), ...daysUpTo(addDays(end, -20), 3, 30)),
    ];
    const { statistics } = await openLibrary(less);
    await statistics.keepPage(NOVEMBER, quiet);
    expect((await statistics.keepPage(october, quiet)).notSeen).toMatchObject({ count: 1, byDecline: 1 });
  });

  it("says who stays away by which rule, who has lapsed, and why others have left", async () => {
    const { statistics } = await openLibrary(LIBRARY);
    const page = await statistics.keepPage(NOVEMBER, quiet);
    expect(page).toMatchObject({
      readers: 3,
      notSeen: { count: 2, withOwner: 1, byAbsence: 1, byDecline: 1, alike: 0 },
      // 15 days ago the last use was 365 days away: on the last day of October 355
      lapsed: { count: 1, before: 0, withOwner: 0 },
    });
    expect(page.leaving).toEqual([
      { reason: "other", now: 2, before: 0 },
      { reason: "moved", now: 1, before: 1 },
    ]);
    const behind = async (figure: Figure) => (await statistics.readers(NOVEMBER, figure)).map(({ id }) => id);
    expect(await behind({ tag: "leaving", reason: "moved" })).toEqual(["moved"]);
    expect(await behind({ tag: "leaving", reason: "moved", when: "before" })).toEqual(["moved-before"]);
    const month = TODAY.slice(0, 7);
    expect(page.leftByMonth.at(-1)).toEqual({ month, count: 2 });
    expect(page.leftByMonth).toHaveLength(12);
    expect((await behind({ tag: "left-in", month })).toSorted()).toEqual(["other", "other-too"]);
  });

  it("counts whom nobody has spoken to for so many days, and leads to them, the longest without first", async () => {
    const { statistics } = await openLibrary(LIBRARY);
    const { contacts } = await statistics.keepPage(NOVEMBER, quiet);
    // 90 days ago is ninety days without; ten days ago a colleague rang, and the third never was spoken to
    expect(contacts.everybody).toEqual({ readers: 3, without: { 30: 2, 60: 2, 90: 2, 180: 1, 365: 1 } });
    expect(contacts["with-owner"]).toEqual({ readers: 1, without: { 30: 1, 60: 1, 90: 1, 180: 0, 365: 0 } });
    const listed = await statistics.readers(NOVEMBER, { tag: "not-contacted", group: "everybody", days: 90 });
    expect(listed.map(({ id, lastContact }) => [id, lastContact])).toEqual([
      ["lapsed", null],
      ["away", addDays(TODAY, -90)],
    ]);
  });

  it("waits for nobody longer than the library has known her", async () => {
    const { statistics } = await openLibrary([
      create("reader", "today", { name: "辛", card: "8", enrolledOn: TODAY }),
      create("reader", "since", { name: "壬", card: "9", enrolledOn: addDays(TODAY, -60) }),
    ]);
    const { contacts } = await statistics.keepPage(NOVEMBER, quiet);
    expect(contacts.everybody).toEqual({ readers: 2, without: { 30: 1, 60: 1, 90: 0, 180: 0, 365: 0 } });
    const listed = await statistics.readers(NOVEMBER, { tag: "not-contacted", group: "everybody", days: 60 });
    expect(listed.map(({ id }) => id)).toEqual(["since"]);
  });

  it("counts all readers who are here under one word, potential ones too", async () => {
    const met = [
      create("reader", "met", { name: "辛" }),
      contact("met", addDays(TODAY, -60)),
      create("reader", "gone", { name: "壬", leaving: { reason: "moved", on: addDays(TODAY, -9) } }),
    ];
    const { statistics } = await openLibrary([...LIBRARY, ...met]);
    const { readers, contacts } = await statistics.keepPage(NOVEMBER, quiet);
    expect([readers, contacts.everybody.readers, contacts.everybody.without[60]]).toEqual([4, 4, 3]);
    expect(await statistics.countOf(NOVEMBER, { tag: "not-contacted", group: "everybody", days: 60 })).toMatchObject({
      total: 3,
    });
  });

  it("gives a list in parts, in one order", async () => {
    const { statistics } = await openLibrary(LIBRARY);
    const figure = { tag: "not-contacted", group: "everybody", days: 30 } as const;
    const whole = await statistics.readers(NOVEMBER, figure);
    expect(await statistics.countOf(NOVEMBER, figure)).toEqual({ total: 2, alike: 0 });
    expect([
      ...(await statistics.readers(NOVEMBER, figure, 0, 1)),
      ...(await statistics.readers(NOVEMBER, figure, 1, 9)),
    ]).toEqual(whole);
  });
});

describe("attention", () => {
  it("counts minutes, contacts and kept promises, and names what a group has less than half its share of", async () => {
    const { statistics } = await openLibrary([
      create("reader", "core", { name: "甲", card: "1", enrolledOn: "2025-01-10" }),
      ...activities("core", "visit", ...daysUpTo(TODAY, 60)),
      create("reader", "plain", { name: "乙", card: "2", enrolledOn: "2025-01-10", organisation: "东门" }),
      ...activities("plain", "visit", TODAY),
      contact("core", TODAY),
      ...[1, 2, 3].map((days) => contact("plain", addDays(TODAY, -days), true)),
      create("task", "kept", {
        text: "答应",
        promisedTo: "plain",
        due: TODAY,
        done: at(TODAY),
        about: { kind: "reader", id: "plain" },
      }),
      create("task", "late", {
        text: "答应",
        promisedTo: "core",
        due: addDays(TODAY, -2),
        done: at(TODAY),
        about: { kind: "reader", id: "core" },
      }),
    ]);
    const { attention } = await statistics.overview(NOVEMBER, quiet);
    // one of two readers; use 62 of 63 points (60 days and an enquiry of 2, against one day); 5 of 20 minutes, 1 of 4
    // contacts, no promise of 1
    expect(attention.find(({ group }) => group === "core")).toEqual({
      group: "core",
      readers: 1,
      ofReaders: 1 / 2,
      ofUse: 62 / 63,
      sums: { readers: 1, use: 62, minutes: 5, contacts: 1, promisesKept: 0 },
      of: { minutes: 1 / 4, contacts: 1 / 4, promisesKept: 0 },
      shortOfReaders: ["promisesKept"],
      shortOfUse: ["minutes", "contacts", "promisesKept"],
    });
    expect(attention.find(({ group }) => group === "organisations")).toMatchObject({
      of: { promisesKept: 1 },
      shortOfReaders: [],
      shortOfUse: [],
    });
  });
});

describe("trend, taking part and coverage", () => {
  const LIBRARY = [
    create("branch", "east", { name: "城东馆", served: { "18-34 东门": 10, "7-17 东门": 40, "7-17 西门": 50 } }),
    // this year four visit days with eight items, last year one with one
    create("reader", "a", { name: "甲", card: "1", branch: "east", birthDate: "2000-01-01", organisation: "东门" }),
    ...activities("a", "visit", ...daysUpTo(TODAY, 4)),
    create("activity", freshId(), { reader: "a", on: TODAY, kind: "loan", quantity: 8 }),
    ...activities("a", "loan", addDays(TODAY, -400)),
    // a pupil who came to an event, and one whose age nobody knows
    create("reader", "b", { name: "乙", card: "2", branch: "east", birthDate: "2015-01-01", unit: "东门" }),
    ...activities("b", "event", TODAY),
    create("reader", "c", { name: "丙", card: "3", branch: "east" }),
    create("feedback", "said", { reader: "c", receivedAt: at(TODAY), type: "praise" }),
    // the card of a class is nobody's use
    create("reader", "class", {
      name: "班",
      card: "4",
      branch: "east",
      category: "collective",
      birthDate: "2015-01-01",
    }),
    ...activities("class", "visit", TODAY),
  ];

  it("takes the change of a year apart, with parts that add up to it", async () => {
    const { statistics } = await openLibrary(LIBRARY);
    const { trend } = await statistics.readersPage(NOVEMBER, quiet);
    expect(trend.before).toEqual({ readers: 1, visits: 1, items: 1 });
    expect(trend.now).toEqual({ readers: 3, visits: 5, items: 8 });
    const { parts } = trend;
    expect((parts?.byReaders ?? 0) + (parts?.byVisitsEach ?? 0) + (parts?.byItemsAVisit ?? 0)).toBeCloseTo(7, 10);
    // 7 / ln 8 · ln 3
    expect(parts?.byReaders).toBeCloseTo((7 / Math.log(8)) * Math.log(3), 10);
  });

  it("says how many of those who use the library take part", async () => {
    const { statistics } = await openLibrary(LIBRARY);
    const { participation } = await statistics.readersPage(NOVEMBER, quiet);
    expect(participation.now).toMatchObject({
      readers: 3,
      takingPart: 2,
      events: 1,
      opinions: 1,
      share: { share: 2 / 3 },
    });
    expect((await statistics.readers(NOVEMBER, { tag: "took-part" })).map(({ id }) => id).sort()).toEqual(["b", "c"]);
  });

  it("keeps apart the readers of a community that two branches serve, and a name with a stroke in it whole", async () => {
    const { statistics } = await openLibrary([
      create("branch", "east", {
        name: "城东馆",
        served: { "18-34 东门": 10, "18-34 一中/高一": 20, "18-34 一中": 30 },
      }),
      create("branch", "west", { name: "城西馆", served: { "18-34 东门": 40 } }),
      ...["a", "b", "c"].flatMap((id) => [
        create("reader", id, {
          name: id,
          card: id,
          branch: id === "c" ? "west" : "east",
          organisation: "东门",
          unit: "一中/高一",
        }),
        ...activities(id, "visit", TODAY),
      ]),
    ]);
    const { coverage } = await statistics.readersPage(NOVEMBER, quiet);
    expect(
      coverage.byCommunity.cells
        .map(({ key, population, readers }) => [key.branch, key.community, population, readers])
        .toSorted(),
    ).toEqual([
      ["east", "一中/高一", 20, 2],
      ["east", "东门", 10, 2],
      ["west", "东门", 40, 1],
    ]);
  });

  it("sets readers beside the population by age and by community, and says where they are missing", async () => {
    const { statistics } = await openLibrary(LIBRARY);
    const { coverage } = await statistics.readersPage(NOVEMBER, quiet);
    // 2 of 100 people: at that share there would be 1.8 of the 90 pupils and 0.2 of the 10 others
    expect(coverage.byBranch).toMatchObject({ population: 100, readers: 2, coverage: 0.02 });
    expect(
      coverage.byBranch.cells.map(({ key, population, readers, missing }) => [
        key.ageBand,
        population,
        readers,
        Math.round((missing ?? 0) * 10) / 10,
      ]),
    ).toEqual([
      ["7-17", 90, 1, 0.8],
      ["18-34", 10, 1, -0.8],
    ]);
    // no reader bears the name of the west gate: nothing is said of it
    expect(
      coverage.byCommunity.cells.map(({ key, population, readers }) => [key.community, population, readers]),
    ).toEqual([["东门", 50, 2]]);
    expect(coverage.unknown).toBe(1);
    expect((await statistics.readers(NOVEMBER, { tag: "unplaced" })).length).toBe(1);
    expect(
      (await statistics.readers(NOVEMBER, { tag: "covered", branch: "east", ageBand: "7-17" })).map(({ id }) => id),
    ).toEqual(["b"]);
  });
});
