/** The log's chains of commands that are taken back together. */
import type { DeskDb, LogRow } from "../database.ts";

/** A batch's commands, and which of them have been taken back. */
export async function commandsOf(
  db: DeskDb,
  batchId: string,
): Promise<{ readonly commands: readonly number[]; readonly undone: ReadonlySet<number>; readonly last: number }> {
  const commands: number[] = [];
  const undone = new Set<number>();
  let last = 0;
  await db.log
    .where("batchId")
    .equals(batchId)
    .each(({ seq, entry }) => {
      last = Math.max(last, seq);
      if (entry.undoes === undefined) commands.push(seq);
      for (const taken of entry.undoes ?? []) undone.add(taken);
    });
  return { commands, undone, last };
}

/** The batch's last command that has not been taken back, where it is later than a number. */
export async function lastStanding(db: DeskDb, batchId: string, after: number): Promise<LogRow | undefined> {
  // of a batch long past, which can be large, the numbers tell
  const latest = Math.max(0, ...(await db.log.where("batchId").equals(batchId).primaryKeys()));
  if (latest <= after) return undefined;
  const { commands, undone } = await commandsOf(db, batchId);
  const standing = Math.max(0, ...commands.filter((seq) => !undone.has(seq)));
  return standing > after ? await db.log.get(standing) : undefined;
}
