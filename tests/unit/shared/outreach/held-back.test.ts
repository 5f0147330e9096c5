import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { drawHeldBack, type InStage } from "#shared/outreach/held-back.ts";

const STAGES = ["not-seen", "inactive", "occasional", "returned"];

const inStages = (...sizes: readonly number[]): readonly InStage[] =>
  sizes.flatMap((size, place) =>
    Array.from({ length: size }, (_, one) => ({ reader: `r${place}-${one}`, stage: STAGES[place] ?? "active" })),
  );

const perStage = (people: readonly InStage[], held: ReadonlySet<string>): readonly number[] =>
  STAGES.map((stage) => people.filter((one) => one.stage === stage && held.has(one.reader)).length);

describe("the held-back group", () => {
  test("is the same for the same seed and people, whatever their order, and another for another seed", () => {
    const people = inStages(120, 30, 15);
    const held = drawHeldBack(people, 20, 2611);
    expect([...drawHeldBack([...people].reverse(), 20, 2611)].sort()).toEqual([...held].sort());
    expect([...drawHeldBack(people, 20, 2612)].sort()).not.toEqual([...held].sort());
    // pinned: a list that is made on two desks, or looked at again in a year, has one group
    expect([...drawHeldBack(inStages(5, 5), 40, 7)].sort()).toEqual(["r0-0", "r0-1", "r1-1", "r1-2"]);
  });

  test("takes its part of every stage, and the wished share of all", () => {
    const people = inStages(100, 40, 25);
    const held = drawHeldBack(people, 20, 1);
    expect(held.size).toBe(33);
    expect(perStage(people, held)).toEqual([20, 8, 5, 0]);
    // 4 % of 34, 33 and 33 are 1.36 and twice 1.32: each rounded by itself would come to 3 of 100
    const even = inStages(34, 33, 33);
    expect(perStage(even, drawHeldBack(even, 4, 1))).toEqual([2, 1, 1, 0]);
  });

  test("leaves no stage without anybody who is contacted", () => {
    for (let seed = 0; seed < 50; seed++) {
      const people = inStages(1, 1, 2, 20);
      const held = drawHeldBack(people, 50, seed);
      expect(held.size).toBe(12);
      expect(perStage(people, held)).toEqual([0, 0, 1, 11]);
    }
    expect(drawHeldBack(inStages(1, 1, 1), 50, 3).size).toBe(0);
    expect(drawHeldBack([], 20, 3).size).toBe(0);
  });

  test("holds its share and its bounds over any stages", () => {
    const sizes = fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(sizes, fc.integer({ min: 1, max: 50 }), fc.integer(), (given, percent, seed) => {
        const people = inStages(...given);
        const held = drawHeldBack(people, percent, seed);
        const most = given.reduce((sum, size) => sum + Math.max(0, size - 1), 0);
        expect(held.size).toBe(Math.min(most, Math.round((people.length * percent) / 100)));
        const ids = new Set(people.map(({ reader }) => reader));
        for (const reader of held) expect(ids.has(reader)).toBe(true);
        for (const [place, count] of perStage(people, held).entries())
          expect(count).toBeLessThanOrEqual(Math.max(0, (given[place] ?? 0) - 1));
      }),
      // 31.5 of 90 are 32, as a person rounds
      { examples: [[[58, 3, 29], 35, 0]] },
    );
  });

  test("gives everybody of a stage the same chance", () => {
    const people = inStages(20, 5);
    const drawn = new Map<string, number>();
    for (let seed = 0; seed < 4000; seed++)
      for (const reader of drawHeldBack(people, 20, seed)) drawn.set(reader, (drawn.get(reader) ?? 0) + 1);
    // 800 of 4,000 are expected of each, give or take 25 by chance: five times as much would be no chance
    for (const { reader } of people) expect(Math.abs((drawn.get(reader) ?? 0) - 800)).toBeLessThan(127);
  });
});
