/**
 * Rows of a file, or copied from a spreadsheet: where some name figures, they go to these, wherever the paste began,
 * and the rest is left out; where none does, they are numbers with their source beside them, from the field that was
 * pasted into on.
 */
import { TYPED_FIGURES, type TypedFigure } from "#shared/model/reports/month-figures.ts";

export interface PastedFigure {
  readonly figure: TypedFigure;
  readonly value: string;
  /** Undefined where no source was copied: the one that stands there stays. */
  readonly source: string | undefined;
}

/**
 * @param nameOf as the screen calls it
 * @returns null for a single cell, which is pasted as text
 */
export function pastedFigures(
  text: string,
  into: TypedFigure,
  nameOf: (figure: TypedFigure) => string,
): readonly PastedFigure[] | null {
  const rows = text
    .split(/\r\n|\r|\n/)
    .filter((row) => row.trim() !== "")
    .map((row) => row.split("\t").map((cell) => cell.trim()));
  if (rows.length < 2 && (rows[0]?.length ?? 0) < 2) return null;
  const named = namedFigures(rows, nameOf);
  // where some are named, the others are heads and sums
  if (named.length > 0) return named;
  const from = TYPED_FIGURES.indexOf(into);
  return rows.flatMap((cells, index) => figureFrom(TYPED_FIGURES[from + index], cells));
}

/**
 * Of rows that name a figure, the number behind the name and the source behind that, wherever in the row they begin.
 */
export function namedFigures(
  rows: readonly (readonly string[])[],
  nameOf: (figure: TypedFigure) => string,
): readonly PastedFigure[] {
  return rows.flatMap((row) => {
    const cells = row.map((cell) => cell.normalize("NFKC").trim());
    const figure = TYPED_FIGURES.find((each) => cells.includes(nameOf(each)));
    return figure === undefined ? [] : figureFrom(figure, cells.slice(cells.indexOf(nameOf(figure)) + 1));
  });
}

const figureFrom = (
  figure: TypedFigure | undefined,
  [value = "", source = ""]: readonly string[],
): readonly PastedFigure[] =>
  figure === undefined ? [] : [{ figure, value, source: source === "" ? undefined : source }];
