/**
 * The labels that say what a form's cell is for: those before it in its row, those above it, and what is said of the
 * whole sheet.
 */
import { parseAddress, type WorkbookCell } from "./address.ts";

export interface LabelCell {
  readonly address: string;
  readonly text: string;
  /** Columns and rows of a merged cell, itself included. */
  readonly across?: number;
  readonly down?: number;
}

export interface LabelsOfCell {
  /** Nearest first. */
  readonly ofRow: readonly string[];
  /** Nearest first. */
  readonly above: readonly string[];
  readonly ofSheet: readonly string[];
}

export function labelsOf(cells: readonly LabelCell[], { column, row }: WorkbookCell): LabelsOfCell {
  const placed = cells.flatMap(({ address, text, across = 1, down = 1 }) => {
    const place = parseAddress(address);
    return place === null || !isText(text) ? [] : [{ ...place, text, across, down }];
  });
  const textsOf = (found: typeof placed): readonly string[] => found.map(({ text }) => text);
  return {
    ofRow: textsOf(
      placed
        .filter((cell) => cell.row <= row && row < cell.row + cell.down && cell.column < column)
        .toSorted((a, b) => b.column - a.column),
    ),
    above: textsOf(
      placed
        .filter((cell) => cell.column <= column && column < cell.column + cell.across && cell.row < row)
        .toSorted((a, b) => b.row - a.row),
    ),
    ofSheet: textsOf(placed.filter(({ text }) => /[单單]位\s*[:：]/u.test(text))),
  };
}

/** Whether words stand in a cell, not a number or nothing: "1,234" and "75.2%" are numbers. */
export const isText = (text: string): boolean =>
  !Number.isFinite(Number(text.normalize("NFKC").replace(/[,\s%¥$]/gu, "")));

/** The cell that stands at a place, also where the place lies under a merged one. */
export const cellAt = <C extends LabelCell>(cells: readonly C[], { column, row }: WorkbookCell): C | undefined =>
  cells.find(({ address, across = 1, down = 1 }) => {
    const first = parseAddress(address);
    return (
      first !== null &&
      first.column <= column &&
      column < first.column + across &&
      first.row <= row &&
      row < first.row + down
    );
  });
