/**
 * The mark of a database that is being filled again from the journal. It stands from the transaction that
 * forgets the rows to the one that ends the filling, so a crash between finds it; no command is written
 * meanwhile, and what only this database had waits in it to be made anew.
 */
import type { Orphan } from "#shared/replication/rows/orphans.ts";
import type { DeskDb } from "../database.ts";

/** A command came while the database is being filled: it waits and runs again. */
export class StillRebuilding extends Error {}

/** Null where the database is whole. */
export async function readOrphans(db: DeskDb): Promise<readonly Orphan[] | null> {
  const row = await db.meta.get("rebuilding");
  return row === undefined ? null : (row.value as readonly Orphan[]); // written only below
}

export const markRebuilding = async (db: DeskDb, orphans: readonly Orphan[]): Promise<void> => {
  await db.meta.bulkPut([
    { name: "rebuilding", value: orphans },
    { name: FILLED, value: (await readFilled(db)) + 1 },
  ]);
};

const FILLED = "filled";

/** How often the database was emptied to be filled anew: what was read before the last time may stand otherwise now. */
export const readFilled = async (db: DeskDb): Promise<number> => Number((await db.meta.get(FILLED))?.value ?? 0);

export const endRebuilding = (db: DeskDb): Promise<void> => db.meta.bulkDelete(["rebuilding", ADOPTING]);

export const ADOPTING = "adopting";

/**
 * Of which checkpoint the database is being filled, and how many of its parts are here; `cursors` once all of it is.
 */
export interface Adopting {
  readonly key: string;
  readonly parts: number;
  readonly cursors?: true;
}

export const readAdopting = async (db: DeskDb): Promise<Adopting | null> =>
  ((await db.meta.get(ADOPTING))?.value ?? null) as Adopting | null; // written only below

export const writeAdopting = async (db: DeskDb, mark: Adopting): Promise<void> => {
  await db.meta.put({ name: ADOPTING, value: mark });
};
