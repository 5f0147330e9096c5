/**
 * Heads on a share whose batch could not be read: remembered beside the rows by the exchange, set aside by a person.
 */
import type { UnreadHeads } from "#shared/replication/exchange/ports.ts";
import type { DeskDb } from "../database.ts";

const NAME = "unread-heads";

export async function readUnread(db: DeskDb): Promise<UnreadHeads> {
  const row = await db.meta.get(NAME);
  return row === undefined ? {} : (row.value as UnreadHeads); // written only below
}

/** All that there are now; what was set aside meanwhile stays so. */
export async function keepUnreadHeads(db: DeskDb, heads: UnreadHeads): Promise<void> {
  await db.transaction("rw", db.meta, async () => {
    const before = await readUnread(db);
    const value = Object.fromEntries(
      Object.entries(heads).map(([name, head]) => [
        name,
        { ...head, ...(before[name]?.aside === true && { aside: true }) },
      ]),
    );
    await db.meta.put({ name: NAME, value });
  });
}

/** @param at epoch milliseconds: when it was first met, where nothing is remembered of it any more */
export async function setAside(db: DeskDb, name: string, at: number): Promise<void> {
  await db.transaction("rw", db.meta, async () => {
    const heads = await readUnread(db);
    await db.meta.put({
      name: NAME,
      value: { ...heads, [name]: { since: at, tried: at, ...heads[name], aside: true } } satisfies UnreadHeads,
    });
  });
}
