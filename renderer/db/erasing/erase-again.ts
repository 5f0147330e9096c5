/**
 * What was erased on this desk stays erased, also where the entry that said it counts no more: its author was taken
 * out since, or a fork has excluded it. The rows are made anew without it then, but what was purged does not come
 * back; so this desk says again what the ledger's own file names.
 */
import type { Host } from "#shared/host/contract.ts";
import type { LedgerLine } from "#shared/host/ledger-calls.ts";
import { LEDGER, recordCells } from "#shared/replication/erasing/ledger.ts";
import type { Op } from "#shared/replication/rows/entry.ts";
import type { DeskDb } from "../database.ts";
import { readFilled, readOrphans } from "../journal/rebuilding.ts";
import { noteLooked } from "./erase-rows.ts";
import { linesAtOnce } from "./ledger-lines.ts";

const ASKED = "ledger-asked";

/** Of the file's lines those that name more than the rows do. */
export async function lostLines(db: DeskDb, lines: readonly LedgerLine[]): Promise<readonly LedgerLine[]> {
  const rows = await db.erased.bulkGet(lines.map(({ id }) => id));
  return lines.filter(({ records }, index) => {
    const row = rows[index];
    return row === undefined || records.some((record) => !(row.records ?? []).includes(record));
  });
}

/**
 * Once whenever the rows were made anew: at no other time does the ledger lose anything.
 * @param erase writes one command of this desk
 * @returns how many readers were erased again
 */
export async function eraseAgain(
  db: DeskDb,
  host: Host,
  erase: (ops: readonly Op[]) => Promise<void>,
): Promise<number> {
  const filled = await readFilled(db);
  // what is being made anew lacks more than that, and is yet to get it
  if ((await readOrphans(db)) !== null || (await db.meta.get(ASKED))?.value === filled) return 0;
  const kept = await host("ledger.read", {});
  if (!kept.ok) return 0;
  const lost = await lostLines(db, kept.value);
  for (const line of lost.flatMap(linesAtOnce)) await erase([opOf(line)]);
  // what came in between was not known to speak of it
  if (lost.length > 0) await noteLooked(db, { looked: 0 });
  await db.meta.put({ name: ASKED, value: filled });
  return lost.length;
}

function opOf({ id, records, at, by, reason }: LedgerLine): Op {
  return {
    kind: LEDGER,
    id,
    cells: {
      ...(at !== undefined && { at }),
      ...(by !== undefined && { by }),
      ...(reason !== undefined && { reason }),
      ...recordCells(records),
    },
  };
}
