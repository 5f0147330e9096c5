/** The rows of a file that are not written: all that is still asked of an import when it has ended. */
import type { PlannedRow } from "#shared/import-export/plan/plan-row.ts";
import type { Table, TableRow } from "#shared/import-export/table/table.ts";

export interface FaultyRow {
  readonly position: number;
  /** As a screen may have it. */
  readonly planned: PlannedRow;
  /** As it stands in the file. */
  readonly asRead: TableRow;
}

/** What is left of an import: file, plan and the library's readers are let go. */
export interface Leftover {
  readonly headers: readonly string[];
  readonly faulty: readonly FaultyRow[];
}

export const leftoverOf = (
  table: Table,
  positions: readonly number[],
  shown: (position: number) => PlannedRow,
): Leftover => ({
  headers: table.headers,
  faulty: positions.flatMap((position) => {
    const asRead = table.rows[position];
    return asRead === undefined ? [] : [{ position, planned: shown(position), asRead }];
  }),
});
