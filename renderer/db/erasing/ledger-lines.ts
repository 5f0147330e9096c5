/**
 * Lines of the ledger as entries can hold them; apart from the erasing itself, since every start may have to write
 * some.
 */
import type { LedgerLine } from "#shared/host/ledger-calls.ts";

/** Records that one entry names: each takes some sixty bytes of the half megabyte that an entry may have. */
const MOST_RECORDS = 4000;

/** A line cut so that each piece fits an entry. */
export function linesAtOnce(line: LedgerLine): readonly LedgerLine[] {
  const pieces: LedgerLine[] = [{ ...line, records: line.records.slice(0, MOST_RECORDS) }];
  for (let from = MOST_RECORDS; from < line.records.length; from += MOST_RECORDS)
    pieces.push({ ...line, records: line.records.slice(from, from + MOST_RECORDS) });
  return pieces;
}
