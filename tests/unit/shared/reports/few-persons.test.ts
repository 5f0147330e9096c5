import { describe, expect, test } from "vitest";
import { hideFew, hideFewOfBranches } from "#shared/reports/few-persons.ts";
import { FIGURES, type FigureId, known, unknown } from "#shared/reports/figures.ts";
import type { SealedFigure } from "#shared/reports/seals.ts";

const FEW = unknown("too-few");
const lineOf = (figure: FigureId, now: number, before: number, yearAgo: number, sealed?: SealedFigure): Parameters<typeof hideFew>[0][number] => ({
  figure,
  now: known(now),
  before: known(before),
  yearAgo: known(yearAgo),
  sealed,
  corrected: sealed === undefined ? 0 : 1,
});
const closedWith = (value: number): SealedFigure => ({ value, source: undefined, corrections: [{ seal: null, change: 1 }] });

describe("small cells of a report", () => {
  test("hide one to four persons in each column, and what tells how many they are; records are no persons", () => {
    const lines = hideFew([
      lineOf("valid-cards", 5, 4, 0),
      lineOf("active-readers", 3, 40, 1),
      lineOf("visits", 3, 2, 1),
      lineOf("enquiries", 1, 1, 1),
      lineOf("reached", 0.03, 0.4, 0.01),
      lineOf("cost-per-reader", 90, 10, 200),
    ]);
    expect(lines.map(({ figure, now, before, yearAgo }) => [figure, ...[now, before, yearAgo].map((value) => (value.tag === "known" ? value.value : value.why))])).toEqual([
      ["valid-cards", 5, "too-few", 0],
      ["active-readers", "too-few", 40, "too-few"],
      ["visits", 3, 2, 1],
      ["enquiries", 1, 1, 1],
      ["reached", "too-few", 0.4, "too-few"],
      ["cost-per-reader", "too-few", 10, "too-few"],
    ]);
  });

  test("hide a closed figure with its corrections where it is few, or has become few", () => {
    const hidden = { now: FEW, sealed: undefined, corrected: 0 };
    expect(hideFew([lineOf("new-cards", 9, 9, 9, closedWith(3))])[0]).toMatchObject(hidden);
    expect(hideFew([lineOf("new-cards", 2, 9, 9, closedWith(9))])[0]).toMatchObject(hidden);
    expect(hideFew([lineOf("new-cards", 9, 9, 9, closedWith(8))])[0]).toMatchObject({ now: known(9), sealed: { value: 8 }, corrected: 1 });
  });

  test("hide beside a branch with few as many others that the sum of all does not tell", () => {
    const cells = (readers: number, reached: number) =>
      FIGURES.map((figure) => ({
        figure,
        value: figure === "active-readers" ? known(readers) : figure === "reached" ? known(reached) : figure === "visits" ? known(2) : unknown("not-typed"),
        corrected: 0,
      }));
    const shown = (...readers: readonly number[]) =>
      hideFewOfBranches([
        {
          branch: null,
          cells: cells(
            readers.reduce((sum, each) => sum + each, 0),
            0.5,
          ),
        },
        ...readers.map((each, place) => ({ branch: `b${place}`, cells: cells(each, 0.1) })),
      ]).map((sheet) => (["active-readers", "reached", "visits"] as const).map((figure) => sheet.cells.find((cell) => cell.figure === figure)?.value));
    expect(shown(40, 3, 12, 20)).toEqual([
      [known(75), known(0.5), known(2)],
      [known(40), known(0.1), known(2)],
      [FEW, FEW, known(2)],
      [FEW, FEW, known(2)],
      [known(20), known(0.1), known(2)],
    ]);
    // of the only branch the sum would tell
    expect(shown(3)).toEqual([
      [FEW, FEW, known(2)],
      [FEW, FEW, known(2)],
    ]);
    expect(shown(9)[0]).toEqual([known(9), known(0.5), known(2)]);
  });
});
