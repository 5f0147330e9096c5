import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { LifeCause, Standing } from "#shared/analysis/life/life-state.ts";
import { evaluate, everyOutcome } from "#shared/rules/conditions.ts";
import { type Held, journeyOf, RULES, type RuleFacts, type RuleId } from "#shared/rules/rule.ts";
import { causeKey, settle } from "#shared/rules/settle.ts";
import { ruleSettingId, rulesOn } from "#shared/rules/switches.ts";
import { type AllTerms, termsOf } from "#shared/rules/terms.ts";
import {
  BOUNDS,
  boundsOf,
  isShapeFit,
  journeysBegun,
  shapeOf,
  shapeSettingId,
  shapesOf,
  storedShape,
  usualShape,
} from "#shared/rules/thresholds.ts";
import { on } from "../../../support/life-calendar.ts";

const TODAY = on("2026-11-25");
const USUAL = shapesOf([]);
const withOn = (on: ReadonlySet<RuleId>): AllTerms => termsOf(on, USUAL, () => undefined);
const ALL = withOn(rulesOn([]));
const MOST_OPEN = BOUNDS["card-expires"].open?.usual ?? 0;
const absence: LifeCause = {
  because: "absence",
  visitDays: 150,
  medianGap: 1,
  gap90: 2,
  threshold: 10,
  lastVisit: TODAY - 14,
  openDaysAway: 12,
};
const active: Standing = { state: "active", cause: { because: "last-use", lastUse: TODAY - 3, days: 3 } };

const reader = (facts: Partial<RuleFacts> = {}): RuleFacts => ({
  reader: "r",
  owner: "m",
  category: "adult",
  hasCard: true,
  doNotContact: false,
  birth: undefined,
  enrolledOn: on("2020-01-01"),
  expiresOn: undefined,
  metOn: undefined,
  standing: active,
  known: TODAY,
  since: () => TODAY - 2,
  wasCore: () => true,
  groupStaysAway: () => false,
  visitDays: 150,
  hasOpenTask: false,
  lastContact: undefined,
  keepInTouchDays: undefined,
  closedComplaints: [],
  latePromises: [],
  ...facts,
});

/** What one rule says: the day by which to do it, or what holds it back. */
function said(rule: RuleId, facts: Partial<RuleFacts>, today = TODAY): readonly (number | Held)[] {
  return everyOutcome(reader(facts), today, ALL)
    .filter((outcome) => outcome.rule === rule)
    .map((outcome) => ("proposal" in outcome ? outcome.proposal.due - today : outcome.held));
}

describe("the shipped rules", () => {
  const away: Standing = { state: "not-seen", cause: absence };

  test("a core reader who is not seen makes work for the responsible colleague, and says with which numbers", () => {
    const [outcome] = everyOutcome(reader({ standing: away }), TODAY, ALL);
    expect(outcome).toEqual({
      rule: "core-not-seen",
      reader: "r",
      proposal: {
        rule: "core-not-seen",
        reader: "r",
        key: `absence:${TODAY - 14}`,
        cause: { of: "life", cause: absence },
        due: TODAY + 12,
        assignee: "m",
      },
    });
  });

  test("no work where the whole group stays away, where the reader was no core reader, or where it is long ago", () => {
    expect(said("core-not-seen", { standing: away, groupStaysAway: () => true })).toEqual([{ because: "group" }]);
    expect(said("core-not-seen", { standing: away, wasCore: () => false })).toEqual([{ because: "not-core" }]);
    const quiet = { doNotContact: true, standing: away, expiresOn: TODAY + 7 };
    expect(said("core-not-seen", quiet)).toEqual([{ because: "do-not-contact" }]);
    expect(said("card-expires", quiet)).toEqual([7]);
    expect(said("core-not-seen", { standing: away, since: () => TODAY - 14 })).toEqual([0]);
    expect(said("core-not-seen", { standing: away, since: () => TODAY - 15 })).toEqual([
      { because: "too-late", until: TODAY - 1 },
    ]);
    expect(said("core-not-seen", {})).toEqual([{ because: "state", state: "active" }]);
  });

  test("an inactive core reader is invited back, and who returned is greeted", () => {
    const inactive: Standing = { state: "inactive", cause: { because: "last-use", lastUse: TODAY - 366, days: 366 } };
    expect(said("core-inactive", { standing: inactive, since: () => TODAY })).toEqual([14]);
    const back: Standing = {
      state: "returned",
      cause: { because: "came-back", on: TODAY - 1, from: "inactive", lastBefore: TODAY - 400, days: 399 },
    };
    expect(said("returned", { standing: back })).toEqual([6]);
    expect(said("returned", { standing: back }, TODAY + 7)).toEqual([{ because: "too-late", until: TODAY + 6 }]);
  });

  test("a new reader without a second visit is welcomed after thirty days", () => {
    const standing: Standing = { state: "new", cause: { because: "enrolled", on: TODAY - 30, days: 30 } };
    expect(said("new-no-return", { standing, enrolledOn: TODAY - 30, visitDays: 1 })).toEqual([14]);
    expect(said("new-no-return", { standing, enrolledOn: TODAY - 29, visitDays: 1 })).toEqual([
      { because: "not-yet", from: TODAY + 1 },
    ]);
    expect(said("new-no-return", { standing, enrolledOn: TODAY - 30, visitDays: 2 })).toEqual([{ because: "none" }]);
    // a list that is not here yet may hold a visit
    expect(said("new-no-return", { standing, enrolledOn: TODAY - 30, visitDays: 1, known: TODAY - 1 })).toEqual([
      { because: "not-yet", from: TODAY },
    ]);
  });

  test("a potential reader without a next step gets one, unless an import brought the record or a task is there", () => {
    const standing: Standing = { state: "potential", cause: { because: "no-card" } };
    expect(said("potential-no-step", { standing, hasCard: false, metOn: TODAY - 10 })).toEqual([11]);
    expect(said("potential-no-step", { standing, hasCard: false, metOn: TODAY - 10, hasOpenTask: true })).toEqual([
      { because: "has-step" },
    ]);
    expect(said("potential-no-step", { standing, hasCard: false })).toEqual([{ because: "none" }]);
  });

  test("a card that ends within thirty days makes work for those who are looked after, not for everybody", () => {
    expect(said("card-expires", { expiresOn: TODAY + 30 })).toEqual([30]);
    expect(said("card-expires", { expiresOn: TODAY + 31 })).toEqual([{ because: "not-yet", from: TODAY + 1 }]);
    expect(said("card-expires", { expiresOn: TODAY - 1 })).toEqual([{ because: "too-late", until: TODAY - 1 }]);
    expect(said("card-expires", { expiresOn: TODAY + 30, owner: undefined, wasCore: () => false })).toEqual([
      { because: "not-core" },
    ]);
  });

  test("a child's card ends with the 14th and the 18th birthday, that of a leap day on 1 March", () => {
    const child = (birth: string, today: string) =>
      said("child-card", { category: "child", birth: on(birth) }, on(today));
    expect(child("2012-12-10", "2026-11-25")).toEqual([15]);
    expect(child("2012-11-25", "2026-11-25")).toEqual([0]);
    expect(child("2012-11-24", "2026-11-25")).toEqual([{ because: "not-yet", from: on("2030-11-24") - 30 }]);
    expect(child("2012-02-29", "2026-02-28")).toEqual([1]);
    expect(child("2000-01-01", "2026-11-25")).toEqual([{ because: "none" }]);
    expect(said("child-card", { category: "adult", birth: on("2012-12-10") })).toEqual([{ because: "none" }]);
  });

  test("each complaint is asked after a month after it was closed, each late promise at once", () => {
    const closed = (days: number) => ({ id: `c${days}`, closedOn: TODAY - days });
    expect(said("complaint-closed", { closedComplaints: [closed(30), closed(5), closed(60)] })).toEqual([
      14,
      { because: "not-yet", from: TODAY + 25 },
      { because: "too-late", until: TODAY - 16 },
    ]);
    const [late] = everyOutcome(
      reader({ owner: undefined, latePromises: [{ id: "p", due: TODAY - 1, assignee: "k" }] }),
      TODAY,
      ALL,
    ).filter(({ rule }) => rule === "promise-late");
    expect(late).toMatchObject({ proposal: { assignee: "k", due: TODAY + 7 } });
  });

  test("a rhythm is due when its days are over, and at once for somebody never spoken to", () => {
    expect(said("keep-in-touch", { keepInTouchDays: 30, lastContact: TODAY - 30 })).toEqual([0]);
    expect(said("keep-in-touch", { keepInTouchDays: 30, lastContact: TODAY - 29 })).toEqual([
      { because: "not-yet", from: TODAY + 1 },
    ]);
    expect(said("keep-in-touch", { keepInTouchDays: 30 })).toEqual([0]);
    expect(said("keep-in-touch", { keepInTouchDays: 30, owner: undefined })).toEqual([{ because: "no-colleague" }]);
  });

  test("nothing is said of somebody who has gone, nor by a rule that is switched off", () => {
    const gone = reader({
      standing: { state: "deceased", cause: { because: "leaving", reason: "deceased", on: TODAY } },
      expiresOn: TODAY,
      keepInTouchDays: 1,
    });
    expect(
      everyOutcome(gone, TODAY, ALL).map((outcome) => ("held" in outcome ? outcome.held.because : "fires")),
    ).toEqual(RULES.map(() => "gone"));
    expect(rulesOn([{ id: ruleSettingId("core-not-seen"), value: false, gone: 1 }])).toEqual(rulesOn([]));
    const off = rulesOn([{ id: ruleSettingId("core-not-seen"), value: false }, undefined]);
    expect(everyOutcome(reader({ standing: away }), TODAY, withOn(off))[0]).toMatchObject({ held: { because: "off" } });
    expect(off.size).toBe(RULES.length - 1);
  });
});

const someReaders = fc.uniqueArray(
  fc.record({
    id: fc.integer({ min: 0, max: 500 }),
    expires: fc.integer({ min: -5, max: 40 }),
    promises: fc.array(fc.integer({ min: -12, max: -1 }), { maxLength: 3 }),
    away: fc.boolean(),
  }),
  { selector: ({ id }) => id, minLength: 1, maxLength: 80 },
);
const factsOf = ({
  id,
  expires,
  promises,
  away,
}: {
  id: number;
  expires: number;
  promises: readonly number[];
  away: boolean;
}): RuleFacts =>
  reader({
    reader: `r${id}`,
    expiresOn: TODAY + expires,
    latePromises: promises.map((due, place) => ({ id: `p${id}/${place}`, due: TODAY + due, assignee: undefined })),
    ...(away && { standing: { state: "not-seen", cause: absence } }),
  });
const most = (): number => MOST_OPEN;
const starts = (): boolean => false;
const NOTHING = { isMade: () => false, open: () => 0, most, starts };

describe("settling", () => {
  test("the order of the readers changes nothing", () => {
    fc.assert(
      fc.property(someReaders, fc.integer(), (people, turn) => {
        const turned = [...people.slice(turn % people.length), ...people.slice(0, turn % people.length)].reverse();
        const settled = (of: typeof people) => settle(evaluate(of.map(factsOf), TODAY, ALL).proposals, NOTHING);
        expect(settled(turned)).toEqual(settled(people));
      }),
    );
  });

  test("settled twice is settled once, and no rule has more open tasks than are work enough", () => {
    fc.assert(
      fc.property(someReaders, (people) => {
        const { proposals } = evaluate(people.map(factsOf), TODAY, ALL);
        const first = settle(proposals, NOTHING).flatMap((outcome) =>
          "proposal" in outcome ? [outcome.proposal] : [],
        );
        const made = new Set(first.map(causeKey));
        const open = (rule: RuleId): number => first.filter((proposal) => proposal.rule === rule).length;
        for (const rule of RULES) expect(open(rule)).toBeLessThanOrEqual(MOST_OPEN);
        const again = settle(proposals, { isMade: (proposal) => made.has(causeKey(proposal)), open, most, starts });
        expect(again.filter((outcome) => "proposal" in outcome)).toEqual([]);
      }),
    );
  });

  test("where there is room for some only, the most urgent go first", () => {
    const { proposals } = evaluate(
      Array.from({ length: MOST_OPEN }, (_, place) =>
        reader({ reader: `r${place}`, expiresOn: TODAY + MOST_OPEN - place }),
      ),
      TODAY,
      ALL,
    );
    const settled = settle(proposals, { isMade: () => false, open: () => MOST_OPEN - 2, most, starts });
    expect(
      settled.map((outcome) => ("proposal" in outcome ? outcome.proposal.due - TODAY : outcome.held.because)),
    ).toEqual([1, 2, ...Array.from({ length: MOST_OPEN - 2 }, () => "enough")]);
  });
});

describe("a rule that begins steps over weeks", () => {
  const shapes = (rule: RuleId) =>
    shapesOf([{ id: shapeSettingId(rule), value: { thresholds: {}, segment: null, starts: true } }]);

  test("makes no task of whomever it names, and takes the room of no other", () => {
    const of = termsOf(new Set(RULES), shapes("card-expires"), () => undefined);
    fc.assert(
      fc.property(someReaders, (people) => {
        const { proposals } = evaluate(people.map(factsOf), TODAY, of);
        const settled = settle(proposals, { ...NOTHING, starts: (rule) => of[rule].starts });
        const others = settle(
          proposals.filter(({ rule }) => rule !== "card-expires"),
          NOTHING,
        );
        for (const outcome of settled)
          if (outcome.rule === "card-expires")
            expect(outcome).toMatchObject({ held: { because: "journey" }, reader: outcome.reader });
        expect(settled.filter(({ rule }) => rule !== "card-expires")).toEqual(others);
      }),
    );
  });

  test("begins none while it is off, and where no journey follows from it", () => {
    for (const rule of RULES) {
      const journey = journeyOf(rule);
      expect([...journeysBegun(new Set(RULES), shapes(rule))]).toEqual(journey === undefined ? [] : [journey]);
      expect([...journeysBegun(new Set(), shapes(rule))]).toEqual([]);
    }
  });
});

describe("a rule that a library has shaped", () => {
  const closed = (days: number): Partial<RuleFacts> => ({ closedComplaints: [{ id: "c", closedOn: TODAY - days }] });
  const terms = (
    rule: RuleId,
    shape: Partial<{ thresholds: Readonly<Record<string, number>>; segment: string | null }>,
    members: Readonly<Record<string, readonly string[]>> = {},
  ): AllTerms =>
    termsOf(
      new Set(RULES),
      shapesOf([{ id: shapeSettingId(rule), value: { thresholds: {}, segment: null, ...shape } }]),
      (id) => (members[id] === undefined ? undefined : new Set(members[id])),
    );
  const says = (rule: RuleId, facts: Partial<RuleFacts>, of: AllTerms): readonly (number | Held)[] =>
    everyOutcome(reader(facts), TODAY, of)
      .filter((outcome) => outcome.rule === rule)
      .map((outcome) => ("proposal" in outcome ? outcome.proposal.due - TODAY : outcome.held));

  test("speaks after as many days as are set, and gives as many for its task", () => {
    const of = terms("complaint-closed", { thresholds: { after: 10, due: 5 } });
    // closed 10 days ago: speaks today, to be done in 5; closed 9 days ago: tomorrow; closed 16 days ago: until
    // yesterday
    expect(says("complaint-closed", closed(10), of)).toEqual([5]);
    expect(says("complaint-closed", closed(9), of)).toEqual([{ because: "not-yet", from: TODAY + 1 }]);
    expect(says("complaint-closed", closed(16), of)).toEqual([{ because: "too-late", until: TODAY - 1 }]);
    expect(
      says("card-expires", { expiresOn: TODAY + 60 }, terms("card-expires", { thresholds: { ahead: 60 } })),
    ).toEqual([60]);
    const fresh: Standing = { state: "new", cause: { because: "enrolled", on: TODAY - 30, days: 30 } };
    expect(
      says(
        "new-no-return",
        { standing: fresh, enrolledOn: TODAY - 30, visitDays: 3 },
        terms("new-no-return", { thresholds: { visits: 3 } }),
      ),
    ).toEqual([14]);
  });

  test("makes no second task of a cause: its key does not go by the thresholds", () => {
    const keyOf = (of: AllTerms): readonly string[] =>
      everyOutcome(reader(closed(30)), TODAY, of).flatMap((outcome) =>
        "proposal" in outcome ? [causeKey(outcome.proposal)] : [],
      );
    expect(keyOf(terms("complaint-closed", { thresholds: { after: 25, due: 20 } }))).toEqual(keyOf(ALL));
  });

  test("starts from the readers of its segment, and from nobody where the segment is no longer there", () => {
    const members = { near: ["r"], far: ["q"] };
    expect(says("complaint-closed", closed(30), terms("complaint-closed", { segment: "near" }, members))).toEqual([14]);
    expect(says("complaint-closed", closed(30), terms("complaint-closed", { segment: "far" }, members))).toEqual([
      { because: "outside" },
    ]);
    expect(says("complaint-closed", closed(30), terms("complaint-closed", { segment: "gone" }, members))).toEqual([
      { because: "no-segment" },
    ]);
    // who has gone has gone, in whatever segment
    const left: Standing = { state: "left", cause: { because: "leaving", reason: "other", on: TODAY } };
    expect(
      says(
        "complaint-closed",
        { ...closed(30), standing: left },
        terms("complaint-closed", { segment: "near" }, members),
      ),
    ).toEqual([{ because: "gone" }]);
  });

  test("keeps what was set, and takes what cannot be as usual", () => {
    for (const rule of RULES) {
      const most = {
        ...usualShape(rule),
        thresholds: {
          ...usualShape(rule).thresholds,
          ...Object.fromEntries(boundsOf(rule).map(([name, of]) => [name, of.most])),
        },
      };
      expect(isShapeFit(rule, usualShape(rule))).toBe(true);
      expect(isShapeFit(rule, most)).toBe(true);
      expect(shapeOf(rule, { value: storedShape(rule, most) })).toEqual(most);
      expect(shapeOf(rule, { value: storedShape(rule, most), gone: 1 })).toEqual(usualShape(rule));
      expect(shapeOf(rule, { value: "rubbish" })).toEqual(usualShape(rule));
      for (const [name, of] of boundsOf(rule)) {
        for (const wrong of [of.least - 1, of.most + 1, 1.5, Number.NaN])
          expect(isShapeFit(rule, { ...most, thresholds: { ...most.thresholds, [name]: wrong } })).toBe(false);
        expect(shapeOf(rule, { value: { thresholds: { [name]: of.most + 1 }, segment: null } })).toEqual(
          usualShape(rule),
        );
      }
    }
    // whom to speak to is a rhythm that stands with each reader
    expect(shapeOf("keep-in-touch", { value: { thresholds: {}, segment: "near" } })).toEqual(
      usualShape("keep-in-touch"),
    );
  });

  test("whatever its thresholds, speaks of nobody outside its segment, and never for a day that is over", () => {
    fc.assert(
      fc.property(
        someReaders,
        fc.constantFrom(...RULES),
        fc.record({
          after: fc.nat({ max: 90 }),
          ahead: fc.integer({ min: 1, max: 180 }),
          due: fc.integer({ min: 1, max: 90 }),
          open: fc.integer({ min: 1, max: 500 }),
        }),
        (people, rule, thresholds) => {
          const some = people.filter((_, place) => place % 2 === 0).map(({ id }) => `r${id}`);
          const of = terms(rule, { thresholds, segment: rule === "keep-in-touch" ? null : "some" }, { some });
          const proposals = people
            .flatMap((person) => everyOutcome(factsOf(person), TODAY, of))
            .flatMap((outcome) => ("proposal" in outcome && outcome.rule === rule ? [outcome.proposal] : []));
          for (const proposal of proposals) {
            if (rule !== "keep-in-touch") expect(some).toContain(proposal.reader);
            expect(proposal.due).toBeGreaterThanOrEqual(TODAY);
          }
        },
      ),
    );
  });
});
