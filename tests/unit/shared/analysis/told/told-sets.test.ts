/** What sets that are told of branches and of all give away: their sums and differences are tried. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isToldOf, type Lens, toldSets } from "#shared/analysis/told/told-sets.ts";
import { type CountedSet, fewTold, groupsTold } from "../../../../support/subtraction-attack.ts";

/** Parts of a whole, by branch and of none. */
const partsOf = (counts: Readonly<Record<string, readonly number[]>>): Lens => ({
  sets: ["all", ...Object.keys(counts)],
  classes: Object.entries(counts).map(([name, of]) => ({ in: new Set(["all", name]), counts: of })),
});
const toldOf = (lens: Lens, branches: number, lenses: readonly Lens[] = [lens]) => {
  const found = toldSets(lenses, lens.sets);
  return [null, ...Array.from({ length: branches }, (_, place) => place)].map((place) =>
    lens.sets.filter((set) => isToldOf(found, place, set)),
  );
};

describe("sets of persons that may be told", () => {
  test("are all of them where nobody belongs to few", () => {
    const lens = partsOf({ often: [20, 30, 0], seldom: [9, 7, 0] });
    expect(toldOf(lens, 2)).toEqual(new Array(3).fill(["all", "often", "seldom"]));
  });

  test("leave out beside a few another, of the whole too", () => {
    const lens = partsOf({ often: [40, 0], seldom: [12, 0], never: [3, 0] });
    expect(toldOf(lens, 1)).toEqual(new Array(2).fill(["all", "often"]));
  });

  test("are no branches that leave few for none of them: the smaller one is closed", () => {
    expect(toldOf(partsOf({ often: [34, 19, 3] }), 2)).toEqual([["all", "often"], ["all", "often"], []]);
  });

  test("are the same in all open branches: one with few closes, or they all do without the set", () => {
    const lens = partsOf({ often: [50, 60, 70, 0], seldom: [20, 30, 40, 0], gone: [9, 2, 8, 0] });
    expect(toldOf(lens, 3)).toEqual([
      ["all", "often", "seldom", "gone"],
      ["all", "often"],
      ["all", "often"],
      ["all", "often"],
    ]);
  });

  test("do not count out that each of many hidden ones is one", () => {
    const names = ["a", "b", "c", "d", "e"];
    const lens = partsOf({ often: [40], ...Object.fromEntries(names.map((name) => [name, [1]])) });
    expect(toldOf(lens, 0)).toEqual([["all"]]);
  });

  test("tell no few by two tiles that know one set: what one hides, the other hides", () => {
    const states: Lens = {
      sets: ["all", "used", "unused", "potential"],
      classes: [
        { in: new Set(["all", "used"]), counts: [30, 0] },
        { in: new Set(["all", "unused"]), counts: [10, 0] },
        { in: new Set(["all", "unused", "potential"]), counts: [3, 0] },
      ],
    };
    expect(toldOf(states, 1)[0]).toEqual(["all", "used", "unused"]);
  });

  test("tell no group of one to four by any sum or difference, over random tables", { timeout: 120_000 }, () => {
    const count = fc.oneof(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 15 }));
    const table = fc.array(fc.array(count, { minLength: 3, maxLength: 3 }), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(table, (counts) => {
        const lens = partsOf(Object.fromEntries(counts.map((row, place) => [`part ${place}`, row])));
        const told = toldOf(lens, 2);
        const cells = told.flatMap((sets, row) =>
          sets.map((set) =>
            [0, 1, 2]
              .filter((column) => row === 0 || column === row - 1)
              .flatMap((column) =>
                (set === "all" ? [0, 1, 2] : [Number(set.slice(5))]).map((part) => part * 3 + column),
              ),
          ),
        );
        const sizes = groupsTold(9, cells).map((group) =>
          group.reduce((sum, place) => sum + (counts.flat()[place] ?? 0), 0),
        );
        expect(sizes.filter((size) => size > 0 && size < 5)).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  test("do not tell, by any sum or difference, of how many are in a secret group, of the whole or of a branch", {
    timeout: 120_000,
  }, () => {
    const count = fc.oneof(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 5, max: 15 }));
    const table = fc.array(fc.array(count, { minLength: 3, maxLength: 3 }), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(table, fc.subarray([null, 0, 1] as const), (counts, secretOf) => {
        const lens = partsOf(Object.fromEntries(counts.map((row, place) => [`part ${place}`, row])));
        const found = toldSets([lens], lens.sets, {
          secret: { groups: [["all"]], isSecretOf: (place) => secretOf.some((each) => each === place) },
        });
        for (const place of secretOf) {
          const columns = place === null ? [0, 1, 2] : [place];
          const cells = [null, 0, 1].flatMap((row) =>
            lens.sets
              .filter((set) => isToldOf(found, row, set))
              .map((set) =>
                (row === null ? [0, 1, 2] : [row]).flatMap((column) =>
                  (set === "all" ? [0, 1, 2] : [Number(set.slice(5))]).map((part) => part * 3 + column),
                ),
              ),
          );
          const everybody = columns
            .flatMap((column) => [0, 1, 2].map((part) => part * 3 + column))
            .toSorted((a, b) => a - b);
          // what is told of the other branches and of the whole tells the whole, or the rest, only where that is no
          // secret
          if (place === null || !secretOf.includes(null))
            expect(groupsTold(9, cells).map((group) => group.join())).not.toContain(everybody.join());
        }
      }),
      { numRuns: 200 },
    );
  });

  test("tell none where sets overlap or lie in each other", { timeout: 120_000 }, () => {
    const names = ["all", "a", "b", "c", "d", "e"];
    const persons = fc.array(
      fc.record({
        row: fc.integer({ min: 0, max: 10 }),
        of: fc.integer({ min: 0, max: 31 }),
        many: fc.integer({ min: 1, max: 9 }),
      }),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(persons, fc.integer({ min: 1, max: 3 }), (drawn, branches) => {
        const classes = drawn.map(({ row, of, many }, place) => {
          // b lies in a
          const own = names.filter((_, bit) => bit === 0 || (of & (1 << (bit - 1))) !== 0);
          const sets = own.includes("b") && !own.includes("a") ? [...own, "a"] : own;
          return { id: `${place}`, row: row % (branches + 1), sets, many };
        });
        const lens: Lens = {
          sets: names,
          classes: classes.map(({ row, sets, many }) => ({
            in: new Set(sets),
            counts: Array.from({ length: branches + 1 }, (_, at) => (at === row ? many : 0)),
          })),
        };
        const sets: readonly CountedSet[] = names.map((name) => ({
          name,
          persons: new Set(
            classes.flatMap(({ id, row, sets: own, many }) =>
              own.includes(name) ? Array.from({ length: many }, (_, one) => `${row} ${id} ${one}`) : [],
            ),
          ),
        }));
        const told = toldOf(lens, branches).flatMap((of, row) =>
          of.map((name) => ({ row: row === 0 ? null : row - 1, name })),
        );
        expect(fewTold(sets, branches + 1, (person) => Number(person.split(" ")[0]), told)).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });
});
