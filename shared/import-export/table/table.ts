/** A file as rows of cells, whatever it was: what mapping and planning work on. */

/** What a spreadsheet knows of a cell beyond its text. */
export type CellMark = "number" | "formula" | "merged" | "error";

export interface TableRow {
  /** As a spreadsheet counts: the first row of the file is 1. */
  readonly row: number;
  readonly cells: readonly string[];
  /** Column → mark. */
  readonly marks?: Readonly<Record<number, CellMark>>;
  /** What the reader of the file found wrong with the whole row. */
  readonly fault?: {
    readonly tag: "cell-too-large" | "row-too-large" | "json-too-deep" | "bad-json" | "forbidden-name" | "open-quote";
    readonly column: number | null;
    readonly value: string;
  };
  /** Its line ends differ from those of the other rows. */
  readonly otherLineEnd?: boolean;
}

export interface Table {
  readonly headers: readonly string[];
  readonly rows: readonly TableRow[];
}

export const isBlankRow = (row: TableRow): boolean =>
  row.fault === undefined && row.cells.every((cell) => cell.trim() === "");

/** The cells with other texts in some of their columns; a short row becomes as long as those need it. */
export function withTexts(cells: readonly string[], texts: ReadonlyMap<number, string>): readonly string[] {
  const length = Math.max(cells.length, ...[...texts.keys()].map((column) => column + 1));
  return Array.from({ length }, (_, column) => texts.get(column) ?? cells[column] ?? "");
}
