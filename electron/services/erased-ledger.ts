/**
 * The ledger of erased readers as a file of the data folder. No backup holds it and no restore replaces it, so
 * that what a restored desk brings back can be erased again before anybody sees it.
 */
import { join } from "node:path";
import { type LedgerLine, ledgerLines } from "#shared/host/ledger-calls.ts";
import { ok, type Result } from "#shared/kernel/result.ts";
import type { DiskError } from "./disk-errors.ts";
import type { FileSystem } from "./file-system.ts";
import { type DamagedFile, openFilledAgain } from "./json-file.ts";

export interface ErasedLedger {
  read(): readonly LedgerLine[];
  /** Whether all that the line says is there. */
  holds(line: LedgerLine): boolean;
  add(lines: readonly LedgerLine[]): Promise<Result<null, DiskError>>;
  /** For a folder that is to stand in the place of one that is gone. */
  copyTo(folder: string): Promise<Result<null, DiskError>>;
}

/**
 * A damaged file is kept aside under `.bad`: the database and every colleague hold the ledger too, and fill it again.
 */
export async function openErasedLedger(
  fs: FileSystem,
  dataFolder: string,
): Promise<Result<ErasedLedger, DiskError | DamagedFile>> {
  const file = await openFilledAgain(fs, join(dataFolder, "erased.json"), ledgerLines, []);
  if (!file.ok) return file;
  const { get, update, copyTo } = file.value;
  return ok({
    read: get,
    holds: (line) => isThere(get(), line),
    add: async (lines) => {
      if (lines.every((line) => isThere(get(), line))) return ok(null);
      const added = await update((before) => lines.reduce(withLine, before));
      return added.ok ? ok(null) : added;
    },
    copyTo,
  });
}

const isThere = (ledger: readonly LedgerLine[], { id, records }: LedgerLine): boolean => {
  const known = ledger.find((line) => line.id === id);
  return known !== undefined && records.every((record) => known.records.includes(record));
};

function withLine(ledger: LedgerLine[], line: LedgerLine): LedgerLine[] {
  const known = ledger.find(({ id }) => id === line.id);
  if (known === undefined) return [...ledger, line];
  const grown = { ...line, ...known, records: [...new Set([...known.records, ...line.records])].sort() };
  return ledger.map((other) => (other === known ? grown : other));
}
