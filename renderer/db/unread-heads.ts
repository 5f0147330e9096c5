/** Heads on a share whose batch could not be read: remembered beside the rows by the exchange, set aside by a person. */
import type { UnreadHeads } from "#shared/replication/ports.ts";
import type { DeskDb } from "./database.ts";

const NAME = "unread-heads";

export async function readUnread(db: DeskDb): Promise<UnreadHeads> {
  const row = await db.meta.get(NAME);
  return row === undefined ? {} : (row.value as UnreadHeads); // written only below
}

/** All that there are now; what was set aside meanwhile stays so. */
export async function noteUnread(db: DeskDb, heads: UnreadHeads): Promise<void> {
  await db.transaction("rw", db.meta, async () => {
    const before = await readUnread(db);
    const value = Object.fromEntries(Object.entries(heads).map(([name, head]) => [name, { ...head, ...(before[name]?.aside === true && { aside: true }) }]));
    await db.meta.put({ name: NAME, value });
  });
}

/** @param name of a head that is remembered; of another one there is nothing to set aside */
export async function setAside(db: DeskDb, name: string): Promise<void> {
  await db.transaction("rw", db.meta, async () => {
    const { [name]: head, ...others } = await readUnread(db);
    if (head !== undefined) await db.meta.put({ name: NAME, value: { ...others, [name]: { ...head, aside: true } } satisfies UnreadHeads });
  });
}
