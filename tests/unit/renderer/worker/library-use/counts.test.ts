import fc from "fast-check";
import { expect, test } from "vitest";
import { MEASURES } from "#shared/analysis/value.ts";
import {
  amountsIn,
  amountTally,
  countAmount,
  countPairs,
  countUsed,
  measurePairs,
  measureTallies,
  pairsIn,
  recordOf,
} from "../../../../../renderer/worker/library-use/counts.ts";

test("an amount tally is what a plain count says, whole, halved, huge or negative, and forgets who is taken back", () => {
  const amount = fc.oneof(fc.nat({ max: 5000 }), fc.constantFrom(-1, 0, 0.5, 2047, 2048, 1e9));
  fc.assert(
    fc.property(fc.array(amount, { maxLength: 80 }), fc.nat({ max: 80 }), (amounts, back) => {
      const tally = amountTally();
      for (const each of amounts) countAmount(tally, each, 1);
      const [gone, here] = [amounts.slice(0, back), amounts.slice(back)];
      for (const each of gone) countAmount(tally, each, -1);
      const plain = new Map<number, number>();
      for (const each of here) plain.set(each, (plain.get(each) ?? 0) + 1);
      expect([...amountsIn(tally)].toSorted(([a], [b]) => a - b)).toEqual([...plain].toSorted(([a], [b]) => a - b));
    }),
  );
});

test("pairs of amounts are what a plain count says, and forget who is taken back", () => {
  const amount = fc.oneof(fc.nat({ max: 100 }), fc.constantFrom(-1, 0, 0.5, 63, 64, 1e9));
  fc.assert(
    fc.property(fc.array(fc.tuple(amount, amount), { maxLength: 80 }), fc.nat({ max: 80 }), (pairs, back) => {
      const tally = measurePairs();
      const of = (amounts: number) => recordOf(MEASURES, (measure) => amounts * (1 + MEASURES.indexOf(measure)));
      for (const [before, now] of pairs) countPairs(tally, of(before), of(now), 1);
      for (const [before, now] of pairs.slice(0, back)) countPairs(tally, of(before), of(now), -1);
      for (const [index, measure] of MEASURES.entries()) {
        const plain = new Map<string, number>();
        for (const pair of pairs.slice(back)) {
          const key = pair.map((each) => each * (1 + index)).join();
          plain.set(key, (plain.get(key) ?? 0) + 1);
        }
        expect(
          new Map([...pairsIn(tally[measure])].map(([before, now, readers]) => [`${before},${now}`, readers])),
        ).toEqual(plain);
      }
    }),
  );
});

test("of who used anything each measure is counted, by its name", () => {
  const tallies = measureTallies();
  countUsed(
    tallies,
    recordOf(MEASURES, () => 3),
    1,
  );
  expect(MEASURES.map((measure) => [measure, [...amountsIn(tallies[measure])]])).toEqual(
    MEASURES.map((measure) => [measure, [[3, 1]]]),
  );
});
