/** Whatever readers there are: the same pairs in the same order, nobody by a phone of the house, nobody twice. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { type DuplicatePair, findDuplicates, MOST_SHARING, type PersonFacts } from "#shared/analysis/duplicates.ts";

const IDS = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"];
const someOf = (...values: readonly string[]) => fc.uniqueArray(fc.constantFrom(...values), { maxLength: 2 });
const day = fc.constantFrom("1980-01-01", "1990-02-02", "2026-09-01");
const facts: fc.Arbitrary<Omit<PersonFacts, "id">> = fc.record(
  {
    madeAt: fc.nat(3),
    name: fc.option(fc.constantFrom("甲", "乙", "丙"), { nil: null }),
    written: fc.constantFrom("甲", "乙", null),
    phones: someOf("1", "2"),
    numbers: someOf("s 1", "s 2", "s 3"),
    formerCards: someOf("k 1", "k 2"),
    kin: someOf(...IDS.slice(0, 4)),
    birthDate: day,
    card: fc.constantFrom("k 1", "k 3", "k 4"),
    organisation: fc.constantFrom("x", "y"),
    enrolledOn: day,
    overOn: day,
  },
  { requiredKeys: ["madeAt", "name", "written", "phones", "numbers", "formerCards", "kin"] },
);
const library = fc
  .array(facts, { maxLength: IDS.length })
  .map((all) => all.map((one, place): PersonFacts => ({ id: IDS[place] ?? "", ...one })));

const pairsOf = (people: readonly PersonFacts[]): readonly DuplicatePair[] => {
  const search = findDuplicates(people, ({ name }) => (name === "丙" ? "乙" : name));
  for (;;) {
    const step = search.next();
    if (step.done) return step.value;
  }
};

it("finds the same pairs in the same order, whoever comes first", () => {
  fc.assert(
    fc.property(
      library.chain((people) =>
        fc.tuple(fc.constant(people), fc.shuffledSubarray(people, { minLength: people.length })),
      ),
      ([people, shuffled]) => {
        expect(pairsOf(shuffled)).toEqual(pairsOf(people));
      },
    ),
  );
});

it("names two who are there, the smaller id first, each pair once and with a reason", () => {
  fc.assert(
    fc.property(library, (people) => {
      const pairs = pairsOf(people);
      const ids = new Set(people.map(({ id }) => id));
      for (const { first, second, reasons } of pairs) {
        expect(ids.has(first) && ids.has(second) && first < second).toBe(true);
        expect(reasons.length).toBeGreaterThan(0);
      }
      expect(new Set(pairs.map(({ first, second }) => first + second)).size).toBe(pairs.length);
    }),
  );
});

/** By following who names whom, as slowly as one likes. */
function isOneHouse(people: readonly PersonFacts[], a: string, b: string): boolean {
  const house = new Set([a]);
  for (let before = 0; before !== house.size; ) {
    before = house.size;
    for (const { id, kin } of people)
      if ([id, ...kin].some((one) => house.has(one))) for (const one of [id, ...kin]) house.add(one);
  }
  return house.has(b);
}

it("never takes two of one house for one by their phone, and nobody by a phone that many have", () => {
  fc.assert(
    fc.property(library, (people) => {
      const own = new Set(["same-card", "same-number", "card-changed", "same-name", "same-name-script"]);
      const sharing = (phone: string) => people.filter(({ phones }) => phones.includes(phone)).length;
      for (const { first, second, reasons } of pairsOf(people)) {
        if (isOneHouse(people, first, second)) expect(reasons.some((reason) => own.has(reason))).toBe(true);
        const phonesOf = (id: string) => people.find((one) => one.id === id)?.phones ?? [];
        if (reasons.includes("same-phone"))
          expect(
            phonesOf(first).some((phone) => phonesOf(second).includes(phone) && sharing(phone) <= MOST_SHARING),
          ).toBe(true);
      }
    }),
  );
});
