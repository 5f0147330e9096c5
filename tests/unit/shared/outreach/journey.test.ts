import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { dayToNumber as day, numberToDay } from "#shared/kernel/day.ts";
import { NO_CONTACT_REASONS } from "#shared/model/consent/may-contact.ts";
import {
  JOURNEY_STEPS,
  JOURNEYS,
  type Journey,
  type JourneyFacts,
  type JourneyStanding,
  journeyStanding,
  stopOfStep,
} from "#shared/outreach/journey.ts";
import { proofScale } from "../../../support/proof-scale.ts";

const NOTHING: JourneyFacts = {
  stop: undefined,
  enrolledOn: undefined,
  expiresOn: undefined,
  lastUseOn: undefined,
  awaySince: undefined,
  returnedOn: undefined,
  complaintClosedOn: undefined,
  complains: false,
  answeredOn: undefined,
  made: [],
};
const said = (standing: JourneyStanding): string =>
  standing.tag === "due"
    ? `due ${standing.step} until ${numberToDay(standing.until)}`
    : standing.tag === "later"
      ? `later ${standing.step} on ${numberToDay(standing.on)}`
      : standing.tag === "stopped"
        ? standing.why
        : standing.tag;

describe("the worked examples", () => {
  const at = (journey: Journey, facts: Partial<JourneyFacts>, on: string): string =>
    said(journeyStanding(journey, { ...NOTHING, ...facts }, day(on)));

  it("a card that is never used is greeted, asked about after two weeks and once more after two months", () => {
    const card = { enrolledOn: day("2026-10-01") };
    const greeted = { ...card, made: [{ journey: "welcome" as const, step: 0, on: day("2026-10-02") }] };
    expect(at("welcome", card, "2026-09-30")).toBe("later 0 on 2026-10-01");
    expect(at("welcome", card, "2026-10-01")).toBe("due 0 until 2026-10-14");
    expect(at("welcome", greeted, "2026-10-03")).toBe("later 1 on 2026-10-15");
    expect(at("welcome", card, "2026-10-15")).toBe("due 1 until 2026-11-13");
    expect(at("welcome", card, "2026-11-30")).toBe("due 2 until 2026-12-29");
    expect(at("welcome", card, "2026-12-30")).toBe("over");
    const came = { ...greeted, lastUseOn: day("2026-10-10") };
    expect(at("welcome", came, "2026-10-15")).toBe("came");
    // the greeting itself is not
    expect(at("welcome", { ...card, lastUseOn: day("2026-10-01") }, "2026-10-02")).toBe("due 0 until 2026-10-14");
  });

  it("who stays away is invited, and by another channel where she was and has not answered", () => {
    const away = { awaySince: day("2026-10-01"), lastUseOn: day("2026-08-01") };
    const called = { ...away, made: [{ journey: "invite-back" as const, step: 0, on: day("2026-10-05") }] };
    expect(at("invite-back", away, "2026-10-05")).toBe("due 0 until 2026-10-30");
    expect(at("invite-back", called, "2026-10-06")).toBe("later 1 on 2026-10-31");
    expect(at("invite-back", called, "2026-10-31")).toBe("due 1 until 2026-11-29");
    expect(at("invite-back", { ...called, answeredOn: day("2026-10-06") }, "2026-10-31")).toBe("answered");
    expect(at("invite-back", { ...called, lastUseOn: day("2026-10-20") }, "2026-10-31")).toBe("came");
    expect(at("invite-back", away, "2026-10-31")).toBe("over");
    expect(at("invite-back", { ...called, stop: "do-not-contact" }, "2026-10-31")).toBe("do-not-contact");
  });

  it("a card that ends is spoken of for its last thirty days, until it is renewed", () => {
    const card = { expiresOn: day("2026-12-31") };
    expect(at("expiring-card", card, "2026-11-30")).toBe("later 0 on 2026-12-01");
    expect(at("expiring-card", card, "2026-12-31")).toBe("due 0 until 2026-12-31");
    expect(at("expiring-card", card, "2027-01-01")).toBe("over");
    const renewed = { ...NOTHING, expiresOn: day("2027-12-31") };
    expect(said(journeyStanding("expiring-card", renewed, day("2026-12-10")))).toBe("later 0 on 2027-12-01");
    const list = { journey: "expiring-card", step: 0, begun: day("2026-12-01") } as const;
    expect(stopOfStep(list, renewed, day("2026-12-10"))).toBe("renewed");
  });

  it("a closed complaint is asked about after thirty days, unless she has said how she found it, or wants no reply", () => {
    const closed = { complaintClosedOn: day("2026-10-01") };
    expect(at("after-complaint", closed, "2026-10-31")).toBe("due 0 until 2026-11-29");
    expect(at("after-complaint", { ...closed, answeredOn: day("2026-10-20") }, "2026-10-31")).toBe("answered");
    expect(at("after-complaint", { ...closed, answeredOn: day("2026-10-01") }, "2026-10-31")).toContain("due");
    expect(at("after-complaint", { ...closed, complains: true }, "2026-10-31")).toBe("complains-again");
    expect(at("after-complaint", { ...closed, stop: "no-reply-wanted" }, "2026-10-31")).toBe("no-reply-wanted");
  });

  it("who came back is welcomed within two weeks, and not where she stays away again", () => {
    const back = { returnedOn: day("2026-10-01"), lastUseOn: day("2026-10-01") };
    expect(at("welcome-back", back, "2026-10-05")).toBe("due 0 until 2026-10-14");
    expect(at("welcome-back", { ...back, awaySince: day("2026-10-12") }, "2026-10-13")).toBe("away-again");
    expect(at("welcome-back", { ...back, awaySince: day("2026-05-01") }, "2026-10-13")).toContain("due");
  });
});

const aDay = fc.integer({ min: 20_000, max: 20_200 });
const perhaps = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: undefined });
const someFacts: fc.Arbitrary<JourneyFacts> = fc.record({
  stop: fc.option(fc.constantFrom(...NO_CONTACT_REASONS), { nil: undefined, freq: 3 }),
  enrolledOn: perhaps(aDay),
  expiresOn: perhaps(aDay),
  lastUseOn: perhaps(aDay),
  awaySince: perhaps(aDay),
  returnedOn: perhaps(aDay),
  complaintClosedOn: perhaps(aDay),
  complains: fc.boolean(),
  answeredOn: perhaps(aDay),
  made: fc.array(fc.record({ journey: fc.constantFrom(...JOURNEYS), step: fc.nat(2), on: aDay }), { maxLength: 4 }),
});
const aJourney = fc.constantFrom(...JOURNEYS);
const runs = { numRuns: proofScale(300, 5000) };

test("nothing is due outside of its days, a second time, or to whom nobody may speak", () => {
  fc.assert(
    fc.property(aJourney, someFacts, aDay, (journey, facts, today) => {
      const standing = journeyStanding(journey, facts, today);
      if (standing.tag !== "due") return;
      const { step, begun, until } = standing;
      const { after = 0, within = 0 } = JOURNEY_STEPS[journey][step] ?? {};
      expect(today).toBeGreaterThanOrEqual(begun + after);
      expect(today).toBeLessThanOrEqual(until);
      expect(until).toBe(begun + after + within);
      expect(facts.made.some((each) => each.journey === journey && each.step === step && each.on >= begun)).toBe(false);
      expect(facts.stop).toBeUndefined();
      // a list that is made of it is not pointless at once
      expect(stopOfStep({ journey, step, begun }, facts, today)).toBeUndefined();
    }),
    runs,
  );
});

test("whoever does what is due day by day makes each step at most once, in order, and as soon as it is due", () => {
  fc.assert(
    fc.property(aJourney, someFacts, (journey, start) => {
      let facts: JourneyFacts = { ...start, made: [] };
      const made: number[] = [];
      for (let today = 20_000; today <= 20_300; today++) {
        const standing = journeyStanding(journey, facts, today);
        if (standing.tag !== "due") continue;
        made.push(standing.step);
        facts = { ...facts, made: [...facts.made, { journey, step: standing.step, on: today }] };
        expect(journeyStanding(journey, facts, today).tag).not.toBe("due");
      }
      expect(made).toEqual([...new Set(made)].toSorted((a, b) => a - b));
    }),
    runs,
  );
});

test("what has stopped a step stops it on every later day, as long as nothing else happens", () => {
  fc.assert(
    fc.property(aJourney, someFacts, aDay, fc.nat(60), (journey, facts, today, later) => {
      const standing = journeyStanding(journey, facts, today);
      if (standing.tag === "stopped") expect(journeyStanding(journey, facts, today + later).tag).not.toBe("due");
    }),
    runs,
  );
});
