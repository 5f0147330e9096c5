import { describe, expect, it } from "vitest";
import { addDays } from "#shared/kernel/day.ts";
import { type Change, create } from "../../../../../renderer/db/write/changes.ts";
import type { Overview } from "../../../../../renderer/platform/worker/statistics-api.ts";
import { createStatisticsApi } from "../../../../../renderer/worker/statistics/serve-statistics.ts";
import { openDesk } from "../../db/desk.ts";

const quiet = () => undefined;
/** Noon of Wednesday, 25 November 2026, where the tests stand. */
const NOW = new Date("2026-11-25T12:00").getTime();
const TODAY = "2026-11-25";
const at = (day: string, hour = 10): number => new Date(`${day}T${String(hour).padStart(2, "0")}:00`).getTime();
let ids = 0;
const fresh = (): string => `00000000-0000-7000-8000-${String(++ids).padStart(12, "0")}`;

const visits = (reader: string, ...days: readonly string[]): readonly Change[] =>
  days.map((on) => create("activity", fresh(), { reader, on, kind: "visit" }));
const daily = (last: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, back) => addDays(last, -back));

async function library(...more: readonly Change[]) {
  const { db, writer } = await openDesk();
  const changes: readonly Change[] = [
    create("branch", "east", { name: "城东馆" }),
    create("branch", "west", { name: "城西馆" }),
    // every day for 60 days, and not in the last 30
    create("reader", "regular", {
      name: "张素琴",
      card: "001",
      enrolledOn: "2025-01-10",
      branch: "east",
      owner: "chen",
      phones: ["13800000000"],
    }),
    ...visits("regular", ...daily(addDays(TODAY, -30), 60)),
    create("reader", "fresh", { name: "李卫东", card: "002", enrolledOn: "2026-11-03", branch: "east" }),
    create("reader", "unused", { name: "王芳", card: "003", enrolledOn: "2025-11-04", branch: "west" }),
    create("reader", "met", { name: "赵敏" }),
    ...more,
  ];
  for (let from = 0; from < changes.length; from += 50)
    await (await writer.run("test", changes.slice(from, from + 50))).confirmed;
  return { db, writer, statistics: createStatisticsApi({ db, clock: { now: () => NOW } }) };
}

const stagesOf = ({ stages }: Overview) =>
  Object.fromEntries(
    stages
      .filter(({ count, before }) => count + before > 0)
      .map(({ state, count, before }) => [state, [count, before]]),
  );

describe("the overview", () => {
  it("places every reader by the day, and by the end of the month before", async () => {
    const { statistics } = await library();
    const overview = await statistics.overview({ branch: null, month: "2026-11" }, quiet);
    expect(overview.day).toBe(TODAY);
    // on 31 October the regular had been away for 5 days, and the fresh one had no card yet; a card of this month that
    // is not used is registered, not new
    expect(stagesOf(overview)).toEqual({ potential: [1, 1], registered: [2, 1], active: [0, 1], "not-seen": [1, 0] });
    expect(overview).toMatchObject({
      readers: 4,
      newCards: 1,
      newCardsYearAgo: 1,
      notSeenWithOwner: 1,
      work: { notSeen: 1, notSeenByPhone: 1, potential: 1 },
    });
  });

  it("looks at a month that is over by its last day, and at a branch by its readers", async () => {
    const { statistics } = await library();
    const october = await statistics.overview({ branch: "east", month: "2026-10" }, quiet);
    expect(october.day).toBe("2026-10-31");
    // 31 October: away since the 26th; the other one is enrolled in November
    expect(stagesOf(october)).toEqual({ active: [1, 1] });
  });

  it("follows a log without being asked to read again, and leads to the readers behind a number", async () => {
    const { statistics, writer } = await library();
    await statistics.overview({ branch: null, month: "2026-11" }, quiet);
    expect(
      await statistics.readers({ branch: null, month: "2026-11" }, { tag: "stage", state: "not-seen" }),
    ).toMatchObject([{ id: "regular", state: "not-seen", cause: { because: "absence", openDaysAway: 30 } }]);
    await (
      await writer.run("log", [
        create("interaction", fresh(), { reader: "regular", at: NOW, channel: "desk", direction: "in", minutes: 4 }),
        ...visits("regular", TODAY),
      ])
    ).confirmed;
    const after = await statistics.overview({ branch: null, month: "2026-11" }, quiet);
    expect(stagesOf(after)).toMatchObject({ returned: [1, 0] });
    expect(await statistics.readers({ branch: null, month: "2026-11" }, { tag: "stage", state: "not-seen" })).toEqual(
      [],
    );
    expect(await statistics.placeOf("regular")).toMatchObject({
      state: "returned",
      since: TODAY,
      cause: { because: "came-back", from: "not-seen", days: 30 },
    });
  });

  it("misses nobody who stands at the desk, without a visit imported, and whom a colleague called it still does", async () => {
    const record = (channel: "desk" | "phone", direction: "in" | "out") =>
      create("interaction", fresh(), { reader: "regular", at: at(TODAY), channel, direction });
    const stateAfter = async (more: Change): Promise<unknown> => {
      const { statistics } = await library(more);
      const missed = await statistics.readers({ branch: null, month: "2026-11" }, { tag: "not-seen-by-phone" });
      return [(await statistics.placeOf("regular"))?.state, missed.map(({ id }) => id)];
    };
    // the visits end 30 days before; a question at the desk today ends the absence, one by phone does not
    expect(await stateAfter(record("desk", "in"))).toEqual(["returned", []]);
    expect(await stateAfter(record("phone", "in"))).toEqual(["not-seen", ["regular"]]);
    expect(await stateAfter(record("desk", "out"))).toEqual(["not-seen", ["regular"]]);
  });

  it("sets the minutes beside the readers and their use", async () => {
    const { statistics } = await library(
      create("interaction", fresh(), { reader: "regular", at: at(TODAY), channel: "desk", minutes: 3 }),
      create("interaction", fresh(), { reader: "fresh", at: at(TODAY), channel: "desk", minutes: 1 }),
      // nobody's minutes are nobody's attention
      create("interaction", fresh(), { at: at(TODAY), channel: "desk", minutes: 50 }),
    );
    const { attention, busy } = await statistics.overview({ branch: null, month: "2026-11" }, quiet);
    // one of four readers; 3 of 4 minutes. V of the regular: 60 visit days, 1 for today at the desk and 2 for
    // the enquiry, of the other 1 + 2: 63 / 66
    expect(attention.find(({ group }) => group === "core")).toEqual({
      group: "core",
      readers: 1,
      sums: { readers: 1, use: 63, minutes: 3, contacts: 1, promisesKept: 0 },
      ofReaders: 1 / 4,
      ofUse: 63 / 66,
      of: { minutes: 3 / 4, contacts: 1 / 2, promisesKept: undefined },
      shortOfReaders: [],
      shortOfUse: [],
    });
    expect(busy).toMatchObject({ records: 3, busiest: { weekday: 3, hour: 10, count: 3 / 4 } });
  });

  it("counts neither the making of a card nor an opinion's own record as a use besides", async () => {
    const { statistics } = await library(
      create("interaction", fresh(), { reader: "unused", at: at(TODAY), channel: "desk", purpose: "card" }),
      create("interaction", fresh(), { reader: "unused", at: at(TODAY), channel: "desk", direction: "out" }),
    );
    expect(await statistics.placeOf("unused")).toMatchObject({ state: "registered" });
    const said = await library(
      create("feedback", "said", { reader: "fresh", receivedAt: at(TODAY), type: "praise" }),
      create("interaction", fresh(), { reader: "fresh", at: at(TODAY), channel: "desk", feedback: "said" }),
    );
    // V of the regular is 60; an opinion is 3, its record at the desk a day in the house and no enquiry: 60 / 64
    const { attention } = await said.statistics.overview({ branch: null, month: "2026-11" }, quiet);
    expect(attention.find(({ group }) => group === "core")?.ofUse).toBeCloseTo(60 / 64);
  });

  it("is a sensible answer for a library without anything", async () => {
    const { db } = await openDesk();
    const overview = await createStatisticsApi({ db, clock: { now: () => NOW } }).overview(
      { branch: null, month: "2026-11" },
      quiet,
    );
    expect(overview).toMatchObject({
      readers: 0,
      concentrations: { visits: null, loans: null, participation: null, combined: null },
      breadth: null,
      kept: { kept: 0, all: 0 },
      closed: Array.from({ length: 7 }, () => Array.from({ length: 24 }, () => false)),
    });
    expect(JSON.stringify(overview)).not.toContain("null,null");
    expect(
      overview.attention.every(
        ({ ofReaders, ofUse, of }) => ofReaders === undefined && ofUse === undefined && of.minutes === undefined,
      ),
    ).toBe(true);
  });
});
