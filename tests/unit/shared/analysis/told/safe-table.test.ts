/** What the cells that are told give away: all of their sums and differences are tried. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { safeTable } from "#shared/analysis/told/safe-table.ts";
import { isSmall } from "#shared/analysis/told/small-cells.ts";
import { groupsTold } from "../../../../support/subtraction-attack.ts";

const QUARTER = [[0], [1], [0, 1, 2], [2]];
/** Two months of the quarter, of which no report is. */
const PAIRS = [
  [0, 1],
  [0, 2],
  [1, 2],
];
const shown = (counts: readonly (readonly number[])[], spans: readonly (readonly number[])[] = [[0]]) => {
  const table = safeTable(counts, spans);
  return spans.map((_, span) => [null, ...counts.keys()].slice(0, -1).map((row) => table.shows(row, span)));
};

describe("cells of persons that may be told", () => {
  test("are all of them where nobody belongs to few", () => {
    expect(shown([[34], [19], [0]])).toEqual([[true, true, true]]);
  });

  test("leave out one of two branches where what belongs to neither is few", () => {
    expect(shown([[34], [19], [3]])).toEqual([[true, true, false]]);
  });

  test("hide beside a few the smallest other, and all of them together where nothing else hides the few", () => {
    expect(shown([[40], [3], [12], [20], [0]])).toEqual([[true, true, false, false, true]]);
    expect(shown([[3], [0]])).toEqual([[false, false]]);
  });

  test("do not tell a month by its quarter: a hidden one hides the quarter or another month", () => {
    // January, February, the quarter, March
    expect(
      shown(
        [
          [10, 3, 9],
          [20, 20, 20],
          [0, 0, 0],
        ],
        QUARTER,
      ),
    ).toEqual([
      [true, true, true],
      [true, false, false],
      [true, true, true],
      [true, false, false],
    ]);
  });

  test("are decided for good: what comes after changes nothing of what was told before", () => {
    const first = shown(
      [
        [10, 3, 0],
        [20, 20, 0],
        [1, 0, 0],
      ],
      [[0], [1]],
    );
    expect(
      shown(
        [
          [10, 3, 9],
          [20, 20, 2],
          [1, 0, 4],
        ],
        QUARTER,
      ).slice(0, 2),
    ).toEqual(first);
  });

  test("tell no group of one to four persons by any sum or difference, over random tables", { timeout: 60_000 }, () => {
    const count = fc.oneof(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 40 }));
    const table = fc
      .integer({ min: 2, max: 3 })
      .chain((rows) => fc.array(fc.array(count, { minLength: 3, maxLength: 3 }), { minLength: rows, maxLength: rows }));
    fc.assert(
      fc.property(table, (counts) => {
        const safe = safeTable(counts, QUARTER, PAIRS);
        const rows = [null, ...counts.keys()].slice(0, -1);
        const told = rows.flatMap((row) =>
          QUARTER.flatMap((span, place) =>
            safe.shows(row, place)
              ? [(row === null ? [...counts.keys()] : [row]).flatMap((each) => span.map((column) => each * 3 + column))]
              : [],
          ),
        );
        const persons = counts.flat();
        const sizes = groupsTold(persons.length, told).map((group) =>
          group.reduce((sum, place) => sum + (persons[place] ?? 0), 0),
        );
        expect(sizes.filter(isSmall)).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });
});
