import fc from "fast-check";
import { expect, test } from "vitest";
import { MEASURES } from "#shared/analysis/value.ts";
import { AmountTally, countAmounts, countUsed, measureTallies, recordOf } from "../../../../../renderer/worker/statistics/counts.ts";

test("an amount tally is what a plain count says, whole, halved, huge or negative, and forgets who is taken back", () => {
  const amount = fc.oneof(fc.nat({ max: 5000 }), fc.constantFrom(-1, 0, 0.5, 2047, 2048, 1e9));
  fc.assert(
    fc.property(fc.array(amount, { maxLength: 80 }), fc.nat({ max: 80 }), (amounts, back) => {
      const tally = new AmountTally();
      for (const each of amounts) tally.count(each, 1);
      const [gone, here] = [amounts.slice(0, back), amounts.slice(back)];
      for (const each of gone) tally.count(each, -1);
      const plain = new Map<number, number>();
      for (const each of here) plain.set(each, (plain.get(each) ?? 0) + 1);
      expect([...tally].toSorted(([a], [b]) => a - b)).toEqual([...plain].toSorted(([a], [b]) => a - b));
    }),
  );
});

test.each([
  ["everybody", countAmounts],
  ["who used anything", countUsed],
])("of %s each measure is counted, by its name", (_, countAll) => {
  const tallies = measureTallies();
  countAll(
    tallies,
    recordOf(MEASURES, () => 3),
    1,
  );
  expect(MEASURES.map((measure) => [measure, [...tallies[measure]]])).toEqual(MEASURES.map((measure) => [measure, [[3, 1]]]));
});
