import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type LifeStanding, standingSince } from "#shared/analysis/life/life-cycle.ts";
import { LIFE_STATES, type LifeFacts, lifeFacts, lifeHistory, standingOn } from "#shared/analysis/life/life-state.ts";
import { createOpenDays, type OpenDays } from "#shared/analysis/life/open-days.ts";
import { type ReaderUses, USE_KINDS } from "#shared/analysis/uses.ts";
import { numberToDay } from "#shared/kernel/day.ts";
import { cardHolder, closure, daysIn, on, usesAmong, usesOn } from "../../../../support/life-calendar.ts";

const everyDay = createOpenDays();
const NOBODY: LifeFacts = { hasCard: false, enrolledOn: undefined, leaving: undefined };
const weekly = (from: string, count: number): number[] =>
  Array.from({ length: count }, (_, index) => on(from) + index * 7);
const lifeCycleOn = (facts: LifeFacts, uses: ReaderUses, open: OpenDays, day: number): LifeStanding =>
  standingSince(lifeHistory(facts, uses, open), day);
const stateOf = (facts: LifeFacts, uses: ReaderUses, day: string, open = everyDay): string =>
  standingOn(lifeHistory(facts, uses, open), on(day)).state;

describe("the life cycle", () => {
  const old = cardHolder("2020-01-01");

  test("somebody without a card is a potential reader, and one who never used the card is registered", () => {
    expect(lifeCycleOn(NOBODY, usesOn([]), everyDay, on("2026-11-26"))).toEqual({
      state: "potential",
      cause: { because: "no-card" },
      since: undefined,
    });
    expect(lifeCycleOn(old, usesOn([]), everyDay, on("2026-11-26"))).toEqual({
      state: "registered",
      cause: { because: "never-used", enrolledOn: on("2020-01-01") },
      since: on("2020-01-01"),
    });
    expect(stateOf(NOBODY, usesOn([on("2026-11-20")]), "2026-11-26")).toBe("potential");
    expect(stateOf(old, usesOn([]), "2019-12-31")).toBe("potential");
  });

  test("leaving goes before everything, from its day on, by its reason", () => {
    const uses = usesOn(weekly("2026-01-05", 40));
    expect(stateOf(cardHolder("2020-01-01", { reason: "deceased", on: "2026-10-01" }), uses, "2026-10-01")).toBe(
      "deceased",
    );
    expect(stateOf(cardHolder("2020-01-01", { reason: "moved", on: "2026-10-01" }), uses, "2026-10-02")).toBe("moved");
    expect(stateOf(cardHolder("2020-01-01", { reason: "graduated", on: "2026-10-01" }), uses, "2026-10-02")).toBe(
      "left",
    );
    expect(stateOf(cardHolder("2020-01-01", { reason: "graduated", on: "2026-10-01" }), uses, "2026-09-30")).toBe(
      "active",
    );
  });

  test("a reader is new up to the 90th day after the enrolment, and without a known one after the first use", () => {
    const uses = usesOn([on("2026-01-02"), on("2026-03-30")]);
    expect(stateOf(cardHolder("2026-01-01"), uses, "2026-04-01")).toBe("new");
    expect(stateOf(cardHolder("2026-01-01"), uses, "2026-04-02")).toBe("active");
    expect(stateOf(cardHolder(), uses, "2026-04-02")).toBe("new");
    expect(stateOf(cardHolder(), uses, "2026-04-03")).toBe("active");
  });

  test("new says the day it counts from, and how long ago that is", () => {
    expect(lifeCycleOn(cardHolder("2026-01-01"), usesOn([on("2026-01-02")]), everyDay, on("2026-01-11"))).toEqual({
      state: "new",
      since: on("2026-01-02"),
      cause: { because: "enrolled", on: on("2026-01-01"), days: 10 },
    });
  });

  test("a day with several kinds of use is one day", () => {
    const days = weekly("2026-01-05", 8);
    const rows = days.flatMap((day) =>
      (["visit", "loan", "return"] as const).map((kind) => ({ day, kind, amount: 1 })),
    );
    const history = lifeHistory(old, usesAmong(rows), everyDay);
    expect(daysIn(history.useDays)).toEqual(days);
    expect(daysIn(history.visitDays)).toEqual(days);
    // seven visit days before the last one make no rhythm
    expect(standingOn(history, (days[7] ?? 0) + 60).state).toBe("active");
  });

  test("nobody is occasional or inactive for days of which it is not known who came", () => {
    const days = [on("2025-01-10"), on("2025-06-10")];
    const until = createOpenDays({}, on("2025-09-01"));
    const history = lifeHistory(old, usesOn(days), until);
    expect(["2025-09-01", "2026-08-01"].map((day) => standingSince(history, on(day)))).toMatchObject([
      { state: "active", since: on("2025-06-10") },
      { state: "active", since: on("2025-06-10") },
    ]);
    // 84 days are known of the 600; with the next list both states are as they would have been
    expect(
      standingSince(lifeHistory(old, usesOn(days), createOpenDays({}, on("2025-10-01"))), on("2026-08-01")),
    ).toMatchObject({ state: "occasional", since: on("2025-09-09") });
    expect(standingSince(lifeHistory(old, usesOn(days), everyDay), on("2026-08-01"))).toMatchObject({
      state: "inactive",
    });
  });

  test("rare use is active, after 90 days occasional and after 365 inactive, each with its first day", () => {
    const uses = usesOn([on("2025-01-10")]);
    const at = (distance: number) => lifeCycleOn(old, uses, everyDay, on("2025-01-10") + distance);
    expect(at(90)).toMatchObject({ state: "active", since: on("2025-01-10") });
    expect(at(91)).toMatchObject({ state: "occasional", since: on("2025-01-10") + 91 });
    expect(at(365)).toMatchObject({ state: "occasional", cause: { lastUse: on("2025-01-10"), days: 365 } });
    expect(at(366)).toMatchObject({ state: "inactive", since: on("2025-01-10") + 366 });
    expect(at(1000)).toMatchObject({ state: "inactive", since: on("2025-01-10") + 366, cause: { days: 1000 } });
  });

  test("coming back after a year makes a returned reader for 60 days", () => {
    const back = on("2026-06-01");
    const uses = usesOn([on("2025-01-10"), back]);
    expect(lifeCycleOn(old, uses, everyDay, back + 60)).toEqual({
      state: "returned",
      since: back,
      cause: {
        because: "came-back",
        on: back,
        from: "inactive",
        lastBefore: on("2025-01-10"),
        days: back - on("2025-01-10"),
      },
    });
    expect(lifeCycleOn(old, uses, everyDay, back + 61)).toMatchObject({ state: "active", since: back + 61 });
  });

  test("a reader not seen who comes again has returned; a phone call is no coming", () => {
    const days = weekly("2026-01-05", 20);
    const last = days[19] ?? 0;
    const absent = lifeCycleOn(old, usesOn(days), everyDay, last + 30);
    expect(absent).toMatchObject({
      state: "not-seen",
      since: last + 22,
      cause: { because: "absence", lastVisit: last, openDaysAway: 30, threshold: 21, medianGap: 7, gap90: 7 },
    });
    expect(lifeCycleOn(old, usesOn([...days, last + 40]), everyDay, last + 41)).toMatchObject({
      state: "returned",
      cause: { from: "not-seen", lastBefore: last, on: last + 40 },
    });
    const rows = [
      ...days.map((day) => ({ day, kind: "visit" as const, amount: 1 })),
      { day: last + 40, kind: "contact" as const, amount: 1 },
    ];
    expect(lifeCycleOn(old, usesAmong(rows), everyDay, last + 41).state).toBe("not-seen");
  });

  test("use that has halved is not seen too, with both numbers", () => {
    const uses = usesOn([...weekly("2025-06-02", 4), on("2026-03-01"), on("2026-04-01")]);
    expect(lifeCycleOn(old, uses, everyDay, on("2026-05-01"))).toMatchObject({
      state: "not-seen",
      cause: { because: "decline", recent: 2, before: 4 },
    });
  });

  test("a six-days-a-week visitor who stops is listed between open days 10 and 14", () => {
    const open = createOpenDays({ openDays: ["1", "2", "3", "4", "5", "6"] });
    const last = on("2026-09-26"); // a Saturday
    const visits = Array.from({ length: 400 }, (_, index) => last - 399 + index).filter(open.isOpen);
    const history = lifeHistory(old, usesOn(visits), open);
    const listed =
      [...Array(60).keys()].find((distance) => standingOn(history, last + distance).state === "not-seen") ?? 0;
    expect(open.openBetween(last, last + listed)).toBeGreaterThanOrEqual(10);
    expect(open.openBetween(last, last + listed)).toBeLessThanOrEqual(14);
  });

  test("a three-week closure lists nobody", () => {
    const open = createOpenDays({ openDays: ["2", "3", "4", "5", "6", "7"], exceptions: closure("2026-07-13", 21) });
    const from = on("2025-01-01");
    const rhythms = fc.record({
      step: fc.integer({ min: 1, max: 20 }),
      offset: fc.integer({ min: 0, max: 19 }),
      kind: fc.constantFrom(...USE_KINDS.slice(0, 3)),
    });
    fc.assert(
      fc.property(rhythms, ({ step, offset, kind }) => {
        const places = Array.from({ length: 600 }, (_, index) => index).filter(
          (place) => place % step === offset % step,
        );
        const days = places.map((place) => open.daysAfter(from, place + 1));
        const history = lifeHistory(old, usesOn(days, kind), open);
        const listed = Array.from({ length: 120 }, (_, index) => on("2026-07-01") + index).filter(
          (day) => standingOn(history, day).state === "not-seen",
        );
        expect(listed.map(numberToDay)).toEqual([]);
      }),
    );
  });

  test("a leaving and an enrolment are read from the reader's record", () => {
    expect(
      lifeFacts({ card: "00210417", enrolledOn: "2020-01-01", leaving: { reason: "moved", on: "2026-01-02" } }),
    ).toEqual(cardHolder("2020-01-01", { reason: "moved", on: "2026-01-02" }));
    expect(lifeFacts({ card: "" })).toEqual(NOBODY);
  });
});

const someone = fc.record({
  facts: fc.record({
    hasCard: fc.integer({ min: 0, max: 9 }).map((die) => die > 0),
    enrolledOn: fc.option(fc.integer({ min: -100, max: 900 }), { nil: undefined }),
    leaving: fc.option(
      fc.record({ reason: fc.constantFrom("deceased", "moved", "other"), on: fc.integer({ min: 800, max: 1500 }) }),
      { nil: undefined, freq: 8 },
    ),
  }),
  // spells of a steady rhythm with pauses between them, or none at all
  gaps: fc
    .array(
      fc.record({
        gap: fc.integer({ min: 0, max: 14 }),
        times: fc.integer({ min: 0, max: 25 }),
        pause: fc.oneof(fc.integer({ min: 0, max: 90 }), fc.integer({ min: 0, max: 500 })),
      }),
      {
        maxLength: 6,
      },
    )
    .map((spells) => spells.flatMap(({ gap, times, pause }) => [...new Array<number>(times).fill(gap), pause])),
  kinds: fc.array(fc.constantFrom(...USE_KINDS), { minLength: 1, maxLength: 5 }),
});
const exceptions = fc.dictionary(
  fc.integer({ min: 0, max: 1500 }).map(numberToDay),
  fc.constantFrom("open" as const, "closed" as const),
);
const calendar = fc.record({ openDays: fc.subarray(["1", "2", "3", "4", "5", "6", "7"]), exceptions });

function usesAfter(gaps: readonly number[], kinds: readonly (typeof USE_KINDS)[number][]): ReaderUses {
  let day = 0;
  const rows = gaps.map((gap, index) => {
    day += gap;
    return { day, kind: kinds[index % kinds.length] ?? "visit", amount: 1 };
  });
  return usesAmong(rows);
}

const upTo = (uses: ReaderUses, day: number): ReaderUses => ({
  ...uses,
  to: uses.from + daysIn(uses).filter((each) => each <= day).length,
});

describe("the life cycle of anybody", () => {
  test("for a day does not look past it", () => {
    fc.assert(
      fc.property(someone, calendar, fc.integer({ min: -10, max: 1500 }), ({ facts, gaps, kinds }, branch, day) => {
        const open = createOpenDays(branch);
        const uses = usesAfter(gaps, kinds);
        const known: LifeFacts = {
          hasCard: facts.hasCard,
          enrolledOn: facts.enrolledOn !== undefined && facts.enrolledOn > day ? day + 10_000 : facts.enrolledOn,
          leaving: facts.leaving !== undefined && facts.leaving.on > day ? undefined : facts.leaving,
        };
        expect(lifeCycleOn(facts, uses, open, day)).toEqual(lifeCycleOn(known, upTo(uses, day), open, day));
      }),
    );
  });

  test("changes on the days on which counting day by day sees a change, and on no other", () => {
    fc.assert(
      fc.property(someone, calendar, ({ facts, gaps, kinds }, branch) => {
        const history = lifeHistory(facts, usesAfter(gaps, kinds), createOpenDays(branch));
        const states = Array.from({ length: 1600 }, (_, index) => standingOn(history, index - 100).state);
        const seen = states.flatMap((to, index) =>
          index > 0 && states[index - 1] !== to ? [{ on: index - 100, to }] : [],
        );
        // an absence most of all: it is found by a way of its own
        const days = [
          1499,
          ...seen.flatMap(({ on: day }) => [day - 1, day]),
          ...seen.filter(({ to }) => to === "not-seen").flatMap(({ on: day }) => [day, day + 40, day + 200]),
        ].filter((day) => day <= 1499);
        for (const day of days) {
          const last = seen.findLast(({ on: turn }) => turn <= day);
          if (last !== undefined) expect(standingSince(history, day)).toMatchObject({ state: last.to, since: last.on });
        }
      }),
      { numRuns: 60 },
    );
  });

  test("is one of the states, with numbers that are numbers", () => {
    const numbersOf = (value: object): unknown[] => Object.values(value).filter((each) => typeof each === "number");
    fc.assert(
      fc.property(someone, fc.integer({ min: -1000, max: 3000 }), ({ facts, gaps, kinds }, day) => {
        const { state, cause } = lifeCycleOn(facts, usesAfter(gaps, kinds), everyDay, day);
        expect(LIFE_STATES).toContain(state);
        for (const number of numbersOf(cause)) expect(number).toSatisfy(Number.isFinite);
      }),
    );
  });
});
