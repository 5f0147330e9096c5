/**
 * Rows copied from a spreadsheet: where some name figures, they go to these, wherever the paste began, and the rest is
 * left out; where none does, they are numbers with their source beside them, from the field that was pasted into on.
 */
import { TYPED_FIGURES, type TypedFigure } from "#shared/model/month-figures.ts";

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
export function pastedFigures(text: string, into: TypedFigure, nameOf: (figure: TypedFigure) => string): readonly PastedFigure[] | null {
  const rows = text
    .split(/\r\n|\r|\n/)
    .filter((row) => row.trim() !== "")
    .map((row) => row.split("\t").map((cell) => cell.trim()));
  if (rows.length < 2 && (rows[0]?.length ?? 0) < 2) return null;
  const pasted = (figure: TypedFigure | undefined, [value = "", source = ""]: readonly string[]): readonly PastedFigure[] =>
    figure === undefined ? [] : [{ figure, value, source: source === "" ? undefined : source }];
  const named = rows.map(([first]) => TYPED_FIGURES.find((figure) => nameOf(figure) === first));
  // where some are named, the others are heads and sums
  if (named.some((figure) => figure !== undefined)) return rows.flatMap(([, ...rest], index) => pasted(named[index], rest));
  const from = TYPED_FIGURES.indexOf(into);
  return rows.flatMap((cells, index) => pasted(TYPED_FIGURES[from + index], cells));
}
