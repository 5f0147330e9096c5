/**
 * A delimited text as rows of cells, in slices so that the worker can answer in between. Rows are counted
 * as a spreadsheet counts them; what is wrong with a row is noted on the row and the rest goes on.
 */
import Papa from "papaparse";
import type { FileFailure } from "#shared/import-export/cells/problems.ts";
import { tooManyRows } from "#shared/import-export/table/full-sheet.ts";
import { LIMITS } from "#shared/import-export/table/limits.ts";
import { evenLineEnds } from "#shared/import-export/table/line-ends.ts";
import type { TableRow } from "#shared/import-export/table/table.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import { createWordSharer } from "./share-words.ts";

const SLICE_CHARS = 4 * 1024 * 1024;
const SHOWN = 80;
/** Rows above the first one that counts: titles and column names. */
const MOST_ABOVE = 16;
export const HEAD_ROWS = 15;

export interface Cancel {
  readonly cancelled: boolean;
}

/** @param isRepetitive told from the first rows: whether the same words come again and again */
export function readDelimited(
  text: string,
  delimiter: string,
  cancel: Cancel,
  onProgress: (share: number) => void,
  isRepetitive: (head: readonly (readonly string[])[]) => boolean = () => false,
): Promise<Result<readonly TableRow[], FileFailure>> {
  const even = evenLineEnds(text, delimiter);
  const rows: TableRow[] = [];
  let openQuote = false;
  /** Rows that are only counted. */
  let past = 0;
  let isLastBlank = false;
  let share: ((cells: readonly string[]) => readonly string[]) | null = null;
  return new Promise((resolve) => {
    Papa.parse<string[]>(even.text, {
      delimiter,
      newline: "\n",
      chunkSize: SLICE_CHARS,
      chunk(results: Papa.ParseResult<string[]>, parser: Papa.Parser) {
        openQuote ||= results.errors.some(({ code }: Papa.ParseError) => code === "MissingQuotes");
        if (rows.length === 0 && isRepetitive(results.data.slice(0, HEAD_ROWS))) share = createWordSharer();
        for (const cells of results.data) {
          // what the list holds, and how much of it is taken, is known when it is read
          if (rows.length > LIMITS.useRows + MOST_ABOVE) {
            past++;
            isLastBlank = cells.join("") === "";
            continue;
          }
          rows.push(toRow(rows.length + 1, share === null ? cells : share(cells), even.others));
        }
        if (cancel.cancelled) {
          resolve(err({ tag: "cancelled" }));
          return parser.abort();
        }
        onProgress(even.text.length === 0 ? 1 : results.meta.cursor / even.text.length);
        parser.pause();
        setTimeout(() => parser.resume(), 0);
      },
      complete() {
        if (past > 0) {
          const all = rows.length + past - (isLastBlank ? 1 : 0);
          return resolve(err(tooManyRows(all - 1, all, share === null ? LIMITS.rows : LIMITS.useRows)));
        }
        // behind the last line break stands no row
        if (rows.length > 1 && !openQuote && even.text.endsWith("\n") && rows.at(-1)?.cells.join() === "") rows.pop();
        const last = rows.at(-1);
        if (openQuote && last !== undefined)
          rows[rows.length - 1] = {
            ...last,
            cells: [],
            fault: {
              tag: "open-quote",
              column: null,
              value: (last.cells.find((cell) => cell.includes("\n")) ?? "").slice(0, SHOWN),
            },
          };
        resolve(ok(rows));
      },
      error: (error: Error) => resolve(err({ tag: "cannot-read", reason: error.message })),
    });
  });
}

function toRow(row: number, cells: readonly string[], others: ReadonlySet<number>): TableRow {
  const fault = rowFaultOf(cells);
  if (fault !== undefined) return { row, cells: [], fault };
  return others.has(row) ? { row, cells, otherLineEnd: true } : { row, cells };
}

export function rowFaultOf(cells: readonly string[]): TableRow["fault"] {
  const column = cells.findIndex((cell) => cell.length > LIMITS.cellChars);
  if (column >= 0) return { tag: "cell-too-large", column, value: cells[column]?.slice(0, SHOWN) ?? "" };
  const chars = cells.reduce((sum, cell) => sum + cell.length, 0);
  return chars > LIMITS.rowChars
    ? { tag: "row-too-large", column: null, value: cells[0]?.slice(0, SHOWN) ?? "" }
    : undefined;
}
