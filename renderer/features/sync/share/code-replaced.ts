/** Whether the code that this computer has lets nobody in any more, as far as it is known here. */
import type { OwnMembership } from "#shared/host/library-calls.ts";
import { newestEpoch, REMOVAL, removalsOf, staysOut } from "#shared/replication/removal.ts";
import type { AnyRow } from "#shared/replication/row.ts";
import type { DeskDb } from "../../../db/database.ts";

/** It is out, or has itself begun a key under which nothing was exchanged yet. What colleagues have begun comes with an exchange. */
export async function isCodeReplaced(db: DeskDb, { stream, heldKeys, epoch }: Pick<OwnMembership, "stream" | "heldKeys" | "epoch">): Promise<boolean> {
  const rows = await db.table<AnyRow>(REMOVAL).toArray();
  return staysOut(removalsOf(rows).get(stream), heldKeys) || newestEpoch(rows.filter(({ w }) => w[0] === stream)) > epoch;
}
