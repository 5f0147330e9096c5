/** The rows of a file that are not written: all that is still asked of an import when it has ended. */
import type { OwnKind } from "#shared/exchange/own-format.ts";
import type { PlannedRow } from "#shared/exchange/plan-row.ts";
import type { Planner } from "#shared/exchange/planner.ts";
import type { Table, TableRow } from "#shared/exchange/table.ts";

export interface FaultyRow {
  readonly position: number;
  readonly planned: PlannedRow;
  /** As it stands in the file. */
  readonly asRead: TableRow;
}

/** What is left of an import: file, plan and the library's readers are let go. */
export interface Leftover {
  readonly kind: OwnKind;
  readonly headers: readonly string[];
  readonly faulty: readonly FaultyRow[];
}

export const leftoverOf = (kind: OwnKind, planner: Planner, table: Table): Leftover => ({
  kind,
  headers: table.headers,
  faulty: planner.positions("error").flatMap((position) => {
    const asRead = table.rows[position];
    return asRead === undefined ? [] : [{ position, planned: planner.row(position), asRead }];
  }),
});
