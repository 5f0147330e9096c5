/** The ledger's own file of a desk in memory: beside the database, as the journal is, and it only grows. */

import { LEDGER, type LedgerRow, type RecordKey, recordCells, recordsOf } from "#shared/replication/erasing/ledger.ts";
import type { Op } from "#shared/replication/rows/entry.ts";

interface Line {
  readonly at: unknown;
  readonly records: ReadonlySet<RecordKey>;
}

/** By reader. */
export type LedgerFile = ReadonlyMap<string, Line>;

export function withLines(file: LedgerFile, rows: readonly LedgerRow[]): LedgerFile {
  const grown = new Map(file);
  for (const row of rows) {
    const known = grown.get(row.id);
    grown.set(row.id, { at: known?.at ?? row.at, records: new Set([...(known?.records ?? []), ...recordsOf(row)]) });
  }
  return grown;
}

/** What erases again what the file names and the rows do not. */
export function lostOps(file: LedgerFile, rowOf: (id: string) => LedgerRow | undefined): readonly Op[] {
  return [...file].flatMap(([id, { at, records }]) => {
    const row = rowOf(id);
    const known = new Set(row === undefined ? [] : recordsOf(row));
    if ([...records].every((key) => known.has(key))) return [];
    return [
      { kind: LEDGER, id, cells: { ...(typeof at === "number" && { at }), ...recordCells([...records].slice(1)) } },
    ];
  });
}
