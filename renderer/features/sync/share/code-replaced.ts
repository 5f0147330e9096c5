/**
 * Whether the code that this computer has lets nobody in any more, as far as it is known here, and what brings the
 * present one.
 */
import type { OwnMembership } from "#shared/host/library-calls.ts";
import type { SyncReport } from "#shared/replication/exchange/sync-report.ts";
import { newestEpoch, REMOVAL, removalsOf, staysOut } from "#shared/replication/lines/removals.ts";
import type { AnyRow } from "#shared/replication/rows/row.ts";
import type { DeskDb } from "../../../db/database.ts";
import { readSyncLog } from "../../../db/exchange/sync-log.ts";

/**
 * `out`: it must come back first. `behind`: it has itself begun a key under which nothing was exchanged yet; what
 * colleagues have begun comes with an exchange. `waits`: an exchange did not bring it, for a colleague must let this
 * computer in first.
 */
export type CodeReplaced = "out" | "behind" | "waits";

export async function codeReplaced(
  db: DeskDb,
  { stream, heldKeys, epoch }: Pick<OwnMembership, "stream" | "heldKeys" | "epoch">,
): Promise<CodeReplaced | null> {
  const rows = await db.table<AnyRow>(REMOVAL).toArray();
  if (staysOut(removalsOf(rows).get(stream), heldKeys)) return "out";
  if (newestEpoch(rows.filter(({ w }) => w[0] === stream)) > epoch) return "behind";
  // one that could not look has learnt nothing
  const last = (await readSyncLog(db)).find(({ report }) => report.devices.length > 0);
  return last !== undefined && waitsIn(last.report, heldKeys) ? "waits" : null;
}

/**
 * Whether the exchange has found that colleagues seal under a key that is not here: it asks for it, or could not open
 * what is sealed under it. What a computer seals that is out, or waits itself, is under a key of its own.
 */
function waitsIn({ devices, warnings }: SyncReport, heldKeys: readonly string[]): boolean {
  const asks = devices.find(({ own }) => own)?.asks;
  if (asks != null) return !heldKeys.includes(asks);
  const strangers = new Set(
    devices.filter(({ out, asks: key }) => out != null || key != null).map(({ stream }) => stream),
  );
  return warnings.some((warning) => warning.tag === "key-missing" && !strangers.has(warning.stream));
}
