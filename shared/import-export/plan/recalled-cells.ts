/**
 * What a person has mended in a file, remembered with the mapping: taken again in the next file where nobody has
 * said otherwise since, so that the same file asks nothing the second time.
 */
import type { DraftRow } from "../cells/draft.ts";
import { blankText, cellText, type SettledCell, type SettledCells, shortDigest } from "../cells/settled-cells.ts";
import type { KnownReader } from "./reader-index.ts";

/** By column: its name, and what of it was settled in an earlier import. */
export type SettledColumn = SettledCells & { readonly header: string };

export interface RecalledRow {
  readonly cells: ReadonlyMap<number, string>;
  /** Whose record says what the cells were mended to. */
  readonly reader?: KnownReader | undefined;
}

/** A row with what a person has put in place of its cells. */
export interface MendedRow {
  readonly position: number;
  readonly draft: DraftRow;
  readonly fixed: ReadonlyMap<number, string> | undefined;
}

export interface RecalledCellsDeps {
  readonly columns: readonly SettledColumn[];
  /** HMAC under the library id: texts → hex digests. */
  readonly derive: (texts: readonly string[]) => Promise<readonly string[]>;
  readonly readerOf: (id: string) => KnownReader | undefined;
}

export interface RecalledCells {
  readonly isAny: boolean;
  /** What of a row is taken as it was mended the last time. */
  readonly of: (position: number) => RecalledRow | undefined;
  /** @returns positions of the rows of which something was taken */
  readonly recall: (rows: readonly MendedRow[]) => Promise<readonly number[]>;
  /** What a row's mends leave to be remembered; `reader`: whose record the row becomes, null for nobody's. */
  readonly toRemember: (row: MendedRow, reader: string | null) => readonly SettledCell[];
}

export function createRecalledCells({ columns, derive, readerOf }: RecalledCellsDeps): RecalledCells {
  const recalled = new Map<number, RecalledRow>();
  const headerOf = (column: number): string => columns[column]?.header ?? "";

  return {
    isAny: columns.some(({ adopts, settled }) => adopts !== undefined || settled !== undefined),
    of: (position) => recalled.get(position),
    async recall(rows) {
      const faults = rows.flatMap(({ position, draft, fixed }) =>
        draft.problems.flatMap((problem) =>
          problem.column === null || fixed?.has(problem.column)
            ? []
            : [{ position, problem, draft, column: problem.column }],
        ),
      );
      const asked = faults.filter(({ column }) => columns[column]?.settled !== undefined);
      const texts = asked.flatMap(({ problem, draft, column }) => [
        cellText(headerOf(column), problem, draft),
        blankText(headerOf(column), problem),
      ]);
      const digests = texts.length === 0 ? [] : (await derive(texts)).map(shortDigest);
      const found = new Map(
        asked.map((fault, order) => [
          fault,
          columns[fault.column]?.settled?.[digests[order * 2] ?? ""] ??
            columns[fault.column]?.settled?.[digests[order * 2 + 1] ?? ""],
        ]),
      );
      const changed = new Set<number>();
      for (const fault of faults) {
        const { position, problem, column } = fault;
        const adopted = columns[column]?.adopts?.includes(problem.tag) === true ? problem.suggestion : undefined;
        const id = found.get(fault);
        const reader = id === undefined || id === "" ? undefined : readerOf(id);
        // what was typed is in her record; where she is not, it must be typed again
        if (adopted === undefined && id !== "" && reader === undefined) continue;
        const known = recalled.get(position);
        recalled.set(position, {
          cells: new Map([...(known?.cells ?? []), [column, adopted ?? ""]]),
          reader: reader ?? known?.reader,
        });
        changed.add(position);
      }
      return [...changed];
    },
    toRemember({ draft, fixed }, reader) {
      return draft.problems.flatMap((problem): readonly SettledCell[] => {
        const { column, suggestion, tag } = problem;
        const text = column === null ? undefined : fixed?.get(column)?.trim();
        if (column === null || text === undefined) return [];
        if (text === suggestion) return [{ column, adopts: tag }];
        if (text === "") return [{ column, text: blankText(headerOf(column), problem), reader: null }];
        return reader === null ? [] : [{ column, text: cellText(headerOf(column), problem, draft), reader }];
      });
    },
  };
}
