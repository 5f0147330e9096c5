/** What becomes of the cells of an imported file, and the table of it. */

export interface ImportFigures {
  readonly name: string;
  readonly rows: number;
  readonly columns: { readonly right: number; readonly wrong: readonly string[]; readonly missed: readonly string[] };
  /** Null: the list goes no further, since no column names anybody. */
  readonly accepted: number | null;
  /** Reason → rows. */
  readonly refused: Readonly<Record<string, number>>;
  readonly cells: CellFigures;
  /** Of what was exported and read into another library, its export says the same, byte for byte. */
  readonly isSameAgain: boolean | null;
}

/** Of cells that are filled. `all` = `whole` + those of `lost` + those set apart. */
export interface CellFigures {
  readonly all: number;
  /** In columns that are taken, of rows that are taken, saying something. */
  readonly asked: number;
  /** What the program says it keeps of it stands in the export. */
  readonly found: number;
  /** All that the cell says stands there. */
  readonly whole: number;
  /** How many are not found that should be, and the first of them. */
  readonly lost: number;
  readonly firstLost: readonly string[];
  /** Why the others are not in the export → cells. */
  readonly apart: Readonly<Record<string, number>>;
}

export interface CellCount {
  /** A cell that the program says it takes. @param short why, by decision, not all of it is kept */
  ask(isFound: boolean, name: string, short?: string): void;
  /** A cell that it says it does not take. */
  setApart(reason: string, cells?: number): void;
  figures(): CellFigures;
}

const FIRST_LOST = 10;

export function countCells(): CellCount {
  let [asked, found, whole, aside] = [0, 0, 0, 0];
  const firstLost: string[] = [];
  const apart = new Map<string, number>();
  const why = (reason: string, cells: number): void => void apart.set(reason, (apart.get(reason) ?? 0) + cells);
  return {
    ask(isFound, name, short) {
      asked++;
      if (isFound) {
        found++;
        if (short === undefined) whole++;
        else why(short, 1);
      } else if (firstLost.length < FIRST_LOST) firstLost.push(name);
    },
    setApart(reason, cells = 1) {
      aside += cells;
      why(reason, cells);
    },
    figures: () => ({
      all: asked + aside,
      asked,
      found,
      whole,
      lost: asked - found,
      firstLost,
      apart: Object.fromEntries([...apart].toSorted(([a], [b]) => (a < b ? -1 : 1))),
    }),
  };
}

export const filledCells = (rows: readonly { readonly cells: readonly string[] }[]): number =>
  rows.reduce((sum, { cells }) => sum + cells.filter((cell) => cell.trim() !== "").length, 0);

const HEAD = [
  "file",
  "rows",
  "columns right",
  "wrong",
  "missed",
  "accepted",
  "rows refused, by reason",
  "of the cells that are taken, in the export",
  "of all cells, in the export",
  "cells that are not, and why",
  "export the same again",
  "keys and clicks",
] as const;
const RIGHT = new Set([
  "rows",
  "columns right",
  "accepted",
  "of the cells that are taken, in the export",
  "of all cells, in the export",
  "keys and clicks",
]);

/** @param keys as counted, by file */
export function figuresTable(all: readonly ImportFigures[], keys: Readonly<Record<string, number>>): string {
  const share = (found: number, of: number): string =>
    of === 0 ? "–" : `${((found / of) * 100).toFixed(2)} % of ${of}`;
  const counted = (reasons: Readonly<Record<string, number>>): string =>
    Object.entries(reasons)
      .map(([reason, n]) => `${reason} ${n}`)
      .join("; ");
  const lines = all.map(({ name, rows, columns: { right, wrong, missed }, accepted, refused, cells, isSameAgain }) => [
    name,
    rows,
    right,
    wrong.join(", ") || "–",
    missed.join(", ") || "–",
    accepted ?? "–",
    accepted === null ? "stops: nobody is named" : counted(refused) || "–",
    share(cells.found, cells.asked),
    share(cells.whole, cells.all),
    counted({ ...cells.apart, ...(cells.lost > 0 && { lost: cells.lost }) }) || "–",
    isSameAgain === null ? "–" : isSameAgain ? "yes" : "no",
    keys[name] ?? "–",
  ]);
  return [HEAD, HEAD.map((name) => (RIGHT.has(name) ? "--:" : "---")), ...lines]
    .map((cells) => `| ${cells.join(" | ")} |\n`)
    .join("");
}
