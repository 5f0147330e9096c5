/** Whether the code that this computer has lets nobody in any more, as far as it is known here. */
import type { OwnMembership } from "#shared/host/library-calls.ts";
import type { DeskDb } from "../../../db/database.ts";

/** It is out, or has itself begun a key under which nothing was exchanged yet. What colleagues have begun comes with an exchange. */
export async function isCodeReplaced(db: DeskDb, { stream, heldKeys, epoch }: Pick<OwnMembership, "stream" | "heldKeys" | "epoch">): Promise<boolean> {
  const rows = await db.removal.toArray();
  const own = rows.filter((row) => row.stream === stream && row.way === "removed");
  const isOut = own.length > 0 && !own.some(({ key }) => key !== undefined && heldKeys.includes(key));
  return isOut || rows.some((row) => row.w[0] === stream && (row.epoch ?? 1) > epoch);
}
