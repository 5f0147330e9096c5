/**
 * At every start, before anything is shown: what the ledger's own file names and the database does not (it was
 * restored, or stems from another time) is erased again, as a command of this desk that every other one applies too.
 */
import type { Host } from "#shared/host/contract.ts";
import type { LedgerLine } from "#shared/host/ledger-calls.ts";
import { ERASE_REASONS } from "#shared/model/erased.ts";
import type { DeskDb } from "../database.ts";
import { type Change, create } from "../write/changes.ts";
import type { Writer } from "../write/writer.ts";
import { lostLines } from "./erase-again.ts";
import { linesAtOnce } from "./ledger-lines.ts";
import { ledgerLineOf } from "./purge-erased.ts";

/** @returns how many readers were erased again */
export async function reapplyLedger(db: DeskDb, host: Host, writer: Writer): Promise<number> {
  const kept = await host("ledger.read", {});
  if (!kept.ok) return 0;
  const lost = await lostLines(db, kept.value);
  for (const line of lost)
    for (const part of linesAtOnce(line)) await writer.run("reader.erase", [changeOf(part)], { undoable: false });
  // the file itself may have been lost
  if ((await db.erased.count()) > kept.value.length)
    await host("ledger.add", { lines: (await db.erased.toArray()).map(ledgerLineOf) });
  return lost.length;
}

function changeOf({ id, records, at, by, reason }: LedgerLine): Change {
  const known = ERASE_REASONS.find((code) => code === reason);
  return create("erased", id, {
    records,
    ...(at !== undefined && { at }),
    ...(by !== undefined && { by }),
    ...(known !== undefined && { reason: known }),
  });
}
