/**
 * Figures that count persons, for screens, paper and files: one to four of them are not shown, nor what tells how many
 * they are. Counts of records are no persons.
 */
import { hideSmallCells, isSmall } from "../analysis/small-cells.ts";
import type { FigureLine } from "./figure-line.ts";
import { FIGURES, type FigureId, type FigureValue, unknown } from "./figures.ts";

/** Whom a figure counts; with the population or the cost known, the last two tell the active readers. */
const PERSONS: Readonly<Partial<Record<FigureId, FigureId>>> = {
  "valid-cards": "valid-cards",
  "new-cards": "new-cards",
  "active-readers": "active-readers",
  reached: "active-readers",
  "cost-per-reader": "active-readers",
};

const TOO_FEW = unknown("too-few");

/** The lines of a sheet; each column by itself. */
export function hideFew<L extends FigureLine>(lines: readonly L[]): readonly L[] {
  const fewIn = (column: (line: FigureLine) => readonly number[]): ReadonlySet<FigureId> => {
    const few = new Set(lines.filter((line) => PERSONS[line.figure] === line.figure && column(line).some(isSmall)).map(({ figure }) => figure));
    return new Set(FIGURES.filter((figure) => few.has(PERSONS[figure] ?? figure)));
  };
  // a closed figure and its corrections tell what it is now
  const now = fewIn((line) => [...numberOf(line.now), ...(line.sealed === undefined ? [] : [line.sealed.value])]);
  const before = fewIn((line) => numberOf(line.before));
  const yearAgo = fewIn((line) => numberOf(line.yearAgo));
  return lines.map((line) => ({
    ...line,
    ...(now.has(line.figure) && { now: TOO_FEW, sealed: undefined, corrected: 0 }),
    ...(before.has(line.figure) && { before: TOO_FEW }),
    ...(yearAgo.has(line.figure) && { yearAgo: TOO_FEW }),
  }));
}

interface Cell {
  readonly figure: FigureId;
  readonly value: FigureValue;
  readonly corrected: number;
}

/** The figures of all branches: of a row with few persons as many others are hidden that the sum does not tell. */
export function hideFewOfBranches<S extends { readonly branch: string | null; readonly cells: readonly Cell[] }>(sheets: readonly S[]): readonly S[] {
  const hidden = new Set<string>();
  for (const figure of FIGURES) {
    if (PERSONS[figure] !== figure) continue;
    const branches = sheets.filter(({ branch }) => branch !== null);
    const { counts, total } = hideSmallCells(branches.map((sheet) => smallestOf(sheet.cells, figure)));
    for (const sheet of sheets) {
      const isHidden = sheet.branch === null ? total === null || isSmall(smallestOf(sheet.cells, figure)) : counts[branches.indexOf(sheet)] === null;
      if (isHidden) hidden.add(`${figure} ${sheet.branch}`);
    }
  }
  return sheets.map((sheet) => ({
    ...sheet,
    cells: sheet.cells.map((cell) => (hidden.has(`${PERSONS[cell.figure]} ${sheet.branch}`) ? { ...cell, value: TOO_FEW, corrected: 0 } : cell)),
  }));
}

const numberOf = (value: FigureValue): readonly number[] => (value.tag === "known" ? [value.value] : []);

/** As it was closed, or as it is now where that is few. */
function smallestOf(cells: readonly Cell[], figure: FigureId): number {
  const cell = cells.find((each) => each.figure === figure);
  const [value = 0] = cell === undefined ? [] : numberOf(cell.value);
  const now = value + (cell?.corrected ?? 0);
  return isSmall(now) ? now : value;
}
