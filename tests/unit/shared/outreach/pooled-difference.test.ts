import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { newcombe } from "#shared/analysis/wilson.ts";
import { pooledDifference, type RoundCounts } from "#shared/outreach/pooled-difference.ts";

const round = (returned: number, readers: number, heldReturned: number, held: number): RoundCounts => ({
  contacted: { readers, returned },
  heldBack: { readers: held, returned: heldReturned },
});
const four = (value: number | undefined): string | undefined => value?.toFixed(4);
const found = (...rounds: readonly RoundCounts[]): readonly (string | undefined)[] => {
  const difference = pooledDifference(rounds);
  return [four(difference?.difference), four(difference?.low), four(difference?.high)];
};

describe("the difference over rounds", () => {
  test("of one round is that of the literature, and that of the picture", () => {
    // Newcombe (1998), table II, method 10: 56/70 against 48/80
    expect(found(round(56, 70, 48, 80))).toEqual(["0.2000", "0.0524", "0.3339"]);
    // worked by hand in the module's head
    expect(found(round(38, 132, 5, 33))).toEqual(["0.1364", "-0.0363", "0.2547"]);
  });

  test("of one round is Newcombe's, whatever the counts", () => {
    const group = fc
      .integer({ min: 1, max: 500 })
      .chain((readers) => fc.record({ readers: fc.constant(readers), returned: fc.integer({ min: 0, max: readers }) }));
    fc.assert(
      fc.property(group, group, (contacted, heldBack) => {
        const pooled = pooledDifference([{ contacted, heldBack }]);
        const plain = newcombe(heldBack.returned, heldBack.readers, contacted.returned, contacted.readers);
        expect(pooled?.difference).toBeCloseTo(plain?.difference ?? Number.NaN, 10);
        expect(pooled?.low).toBeCloseTo(plain?.low ?? Number.NaN, 8);
        expect(pooled?.high).toBeCloseTo(plain?.high ?? Number.NaN, 8);
      }),
    );
  });

  // By hand. Rounds 30/100 against 10/50 and 20/50 against 15/50. Weights 100 · 50 ÷ 150 = 33.33 and 50 · 50 ÷ 100 = 25,
  // of their sum 0.5714 and 0.4286. Contacted 0.5714 · 0.3 + 0.4286 · 0.4 = 0.3429, held back 0.5714 · 0.2 + 0.4286 · 0.3
  // = 0.2429, difference 0.1000. Contacted: variances 0.5714² · 0.21 ÷ 100 = 0.000686 and 0.4286² · 0.24 ÷ 50 = 0.000882,
  // quantile 1.96 · √0.001567 ÷ (√0.000686 + √0.000882) = 1.3886; Wilson by it 0.2406 to 0.3669 and 0.3092 to 0.4982,
  // weighted 0.2700 to 0.4232. Held back: 0.001045 and 0.000771, 1.3899; 0.1332 to 0.2891 and 0.2187 to 0.3961, weighted
  // 0.1699 to 0.3350. Sizes 0.5714² ÷ 100 + 0.4286² ÷ 50 = 0.006939 and 0.010204. Low 0.1 − 1.96 · √(0.006939 · 0.2700 ·
  // 0.7300 + 0.010204 · 0.3350 · 0.6650) = −0.0183, high 0.1 + 1.96 · √(0.006939 · 0.4232 · 0.5768 + 0.010204 · 0.1699 ·
  // 0.8301) = 0.2097
  test("of two rounds weighs each by what it knows", () => {
    expect(found(round(30, 100, 10, 50), round(20, 50, 15, 50))).toEqual(["0.1000", "-0.0183", "0.2097"]);
  });

  test("is not led astray by rounds that differ in size and in how many come anyway", () => {
    // in each round the contacted came as often as the held-back, and all together they did not
    const rounds = [round(10, 100, 1, 10), round(50, 100, 50, 100)];
    expect(found(...rounds)[0]).toBe("0.0000");
    expect(60 / 200 - 51 / 110).toBeLessThan(-0.15);
  });

  test("grows narrower with every round, and keeps what one without a comparison says out of it", () => {
    const one = round(30, 100, 5, 25);
    const width = (rounds: readonly RoundCounts[]): number => {
      const difference = pooledDifference(rounds);
      return difference === undefined ? Number.NaN : difference.high - difference.low;
    };
    expect(width([one, one])).toBeLessThan(width([one]) * 0.75);
    expect(width([one, one, one, one])).toBeLessThan(width([one]) * 0.55);
    expect(pooledDifference([one, round(9, 10, 0, 0), round(0, 0, 3, 9)])).toEqual(pooledDifference([one]));
    expect(pooledDifference([round(9, 10, 0, 0)])).toBeUndefined();
    expect(pooledDifference([])).toBeUndefined();
  });

  test("has an interval where nobody came, and where everybody did", () => {
    const [, low, high] = found(round(0, 40, 0, 10), round(0, 20, 0, 20));
    expect(Number(low)).toBeLessThan(-0.05);
    expect(Number(high)).toBeGreaterThan(0.03);
    const all = pooledDifference([round(40, 40, 10, 10), round(20, 20, 0, 20)]);
    expect(all?.low).toBeGreaterThan(0);
    expect(all?.high).toBeLessThanOrEqual(1);
  });
});
