/**
 * Whether the code that this computer has lets nobody in any more, as far as it is known here, and what brings the
 * present one.
 */
import type { OwnMembership } from "#shared/host/library-calls.ts";
import { newestEpoch, REMOVAL, removalsOf, staysOut } from "#shared/replication/lines/removals.ts";
import type { AnyRow } from "#shared/replication/rows/row.ts";
import type { DeskDb } from "../../../db/database.ts";

/**
 * `out`: it must come back first. `behind`: it has itself begun a key under which nothing was exchanged yet; what
 * colleagues have begun comes with an exchange.
 */
export type CodeReplaced = "out" | "behind";

export async function codeReplaced(
  db: DeskDb,
  { stream, heldKeys, epoch }: Pick<OwnMembership, "stream" | "heldKeys" | "epoch">,
): Promise<CodeReplaced | null> {
  const rows = await db.table<AnyRow>(REMOVAL).toArray();
  if (staysOut(removalsOf(rows).get(stream), heldKeys)) return "out";
  return newestEpoch(rows.filter(({ w }) => w[0] === stream)) > epoch ? "behind" : null;
}
