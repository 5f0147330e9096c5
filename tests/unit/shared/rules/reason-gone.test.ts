import fc from "fast-check";
import { expect, test } from "vitest";
import { standingSince } from "#shared/analysis/life/life-cycle.ts";
import { type LifeState, lifeHistory, standingOn } from "#shared/analysis/life/life-state.ts";
import { createOpenDays } from "#shared/analysis/life/open-days.ts";
import { addDays, numberToDay } from "#shared/kernel/day.ts";
import { mayContact } from "#shared/model/consent/may-contact.ts";
import { CONSENT_PURPOSES, CONTACT_PURPOSES, type ContactBasis, consentKey } from "#shared/model/consent/purposes.ts";
import { CONTACT_CHANNELS } from "#shared/model/reader.ts";
import { isNotToContact, isReasonGone } from "#shared/rules/reason-gone.ts";
import { RULE_BASES, RULES } from "#shared/rules/rule.ts";
import { cardHolder, closure, on, usesOn } from "../../../support/life-calendar.ts";
import { proofScale } from "../../../support/proof-scale.ts";

const historyOf = (days: readonly number[], closed: Record<string, "closed"> = {}) =>
  lifeHistory(cardHolder("2020-01-01"), usesOn(days), createOpenDays({ exceptions: closed }));
type History = ReturnType<typeof historyOf>;
const stateOf =
  (history: History) =>
  (day: number): LifeState =>
    standingOn(history, day).state;

test("the worked example of the module", () => {
  const last = on("2026-07-31");
  const days = Array.from({ length: 200 }, (_, back) => last - 199 + back);
  const made = { rule: "core-not-seen" as const, from: on("2026-08-11") };
  const goneOn = (today: string, closed: Record<string, "closed">): boolean =>
    isReasonGone(made, on(today), stateOf(historyOf(days, closed)));
  expect(standingSince(historyOf(days), on("2026-08-11"))).toMatchObject({ state: "not-seen", since: made.from });
  expect(goneOn("2026-08-12", {})).toBe(false);
  expect(goneOn("2026-08-12", closure("2026-08-01", 21))).toBe(true);
  expect(goneOn("2026-08-12", closure("2026-08-01", 3))).toBe(true);
  expect(standingSince(historyOf(days, closure("2026-08-01", 3)), on("2026-08-20"))).toMatchObject({
    state: "not-seen",
    since: on("2026-08-14"),
  });
  expect(goneOn("2026-08-14", closure("2026-08-01", 3))).toBe(false);
});

test("only what names an absence is refuted, and nobody who has left or never came is said to come", () => {
  const gone = (state: LifeState) => RULES.filter((rule) => isReasonGone({ rule, from: 10 }, 12, () => state));
  expect(gone("active")).toEqual(["core-not-seen", "core-inactive"]);
  expect(gone("occasional")).toEqual(["core-not-seen", "core-inactive"]);
  for (const state of ["not-seen", "inactive", "left", "deceased", "moved", "registered", "potential"] as const)
    expect(gone(state)).toEqual([]);
  expect(isReasonGone({ rule: "core-not-seen", from: 13 }, 12, () => "active")).toBe(false);
});

const ROUNDS = 45;
const start = on("2026-06-01");
interface Lived {
  readonly step: number;
  readonly stops: number;
  readonly comesAgain: number | null;
  /** Each entered on a day, for days that may be over or still to come, and perhaps taken out again. Days from `start`. */
  readonly closures: readonly {
    readonly enteredOn: number;
    readonly from: number;
    readonly length: number;
    readonly outAfter: number | null;
  }[];
  /** A desk that is off has no round. */
  readonly isOff: readonly boolean[];
}
const day = fc.integer({ min: 0, max: ROUNDS });
const lived: fc.Arbitrary<Lived> = fc.record({
  step: fc.integer({ min: 1, max: 4 }),
  stops: fc.integer({ min: 0, max: 20 }),
  comesAgain: fc.option(fc.integer({ min: 5, max: 40 })),
  closures: fc.array(
    fc.record({
      enteredOn: day,
      from: fc.integer({ min: -10, max: ROUNDS }),
      length: fc.integer({ min: 1, max: 30 }),
      outAfter: fc.option(fc.integer({ min: 1, max: 20 })),
    }),
    { maxLength: 3 },
  ),
  isOff: fc.array(fc.boolean(), { minLength: ROUNDS, maxLength: ROUNDS }),
});

/** The calendar and her visits as they are known at a round. */
function knownAt({ step, stops, comesAgain, closures }: Lived, round: number): History {
  const entered = closures.filter(
    ({ enteredOn, outAfter }) => enteredOn <= round && (outAfter === null || round < enteredOn + outAfter),
  );
  const days = Array.from({ length: 30 }, (_, back) => start + stops - (29 - back) * step);
  const all = comesAgain === null ? days : [...days, start + stops + comesAgain];
  return historyOf(
    all.filter((each) => each <= start + round),
    Object.assign({}, ...entered.map(({ from, length }) => closure(addDays(numberToDay(start), from), length))),
  );
}

test("over random calendars and rounds no task stays whose reason was none, and none goes that has one", () => {
  let [withdrawn, kept] = [0, 0];
  const isAbsent = (history: History, on: number): boolean =>
    ["not-seen", "inactive"].includes(standingOn(history, on).state);
  const goRounds = (life: Lived): void => {
    let from: number | undefined;
    for (let round = 0; round < ROUNDS; round++) {
      if (life.isOff[round] === true) continue;
      const today = start + round;
      const history = knownAt(life, round);
      if (from !== undefined) {
        const first = from;
        const isGone = isReasonGone({ rule: "core-not-seen", from }, today, stateOf(history));
        const since = Array.from({ length: today - first + 1 }, (_, ahead) => first + ahead);
        expect(since.some((each) => isAbsent(history, each))).toBe(!isGone);
        if (isGone) [from, withdrawn] = [undefined, withdrawn + 1];
        else kept++;
      }
      if (from !== undefined || !isAbsent(history, today)) continue;
      from = standingSince(history, today).since ?? today;
      // what a round has made is not taken by the next, with nothing new
      expect(isReasonGone({ rule: "core-not-seen", from }, today, stateOf(history))).toBe(false);
    }
  };
  const example: Lived = {
    step: 1,
    stops: 0,
    comesAgain: null,
    closures: [{ enteredOn: 15, from: 1, length: 21, outAfter: null }],
    isOff: [],
  };
  fc.assert(fc.property(lived, goRounds), { numRuns: proofScale(10, 150), examples: [[example]] });
  expect([withdrawn > 0, kept > 0]).toEqual([true, true]);
});

test("whoever may be contacted for no purpose on any channel loses the tasks that rest on it, and nobody else", () => {
  const aDay = fc.constantFrom("2025-12-31", "2026-06-01", "2026-11-25", "2027-01-01");
  const aReader = fc.record(
    {
      leaving: fc.record({ reason: fc.constantFrom("deceased", "moved", "graduated"), on: aDay }),
      doNotContact: fc.record({ since: aDay }),
      tags: fc.subarray(["test", "vip"]),
    },
    { requiredKeys: [] },
  );
  // all that could be asked of anybody, agreed to
  const consents = Object.fromEntries(
    CONTACT_CHANNELS.flatMap((channel) =>
      CONSENT_PURPOSES.map((purpose) => [consentKey(channel, purpose), { given: true, at: 0 }]),
    ),
  );
  const reach = { phones: ["13900000046"], email: "a@example.org", wechat: "a", line: "a", address: "x" };
  fc.assert(
    fc.property(aReader, aDay, (who, today) => {
      const reader = { ...reach, ...who, consents, birthDate: "1950-01-01" };
      const isOpen = (basis: ContactBasis): boolean =>
        CONTACT_CHANNELS.some((channel) =>
          CONSENT_PURPOSES.filter((purpose) => CONTACT_PURPOSES[purpose] === basis).some(
            (purpose) => mayContact({ reader, channel, purpose, today, place: "mainland" }).may,
          ),
        );
      for (const rule of RULES) {
        const basis = RULE_BASES[rule];
        expect([rule, isNotToContact(rule, who, today)]).toEqual([rule, basis !== "request" && !isOpen(basis)]);
      }
    }),
    { numRuns: proofScale(100, 1000) },
  );
});
