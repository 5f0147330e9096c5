/** Holds the open database against the one that this page, or worker, has written; see `presence.ts`. */
import Dexie from "dexie";
import type { DeskDb } from "./database.ts";
import type { Presence } from "./presence.ts";
import { knownDatabaseId } from "./renewal/database-id.ts";

/** What is compared had its connection closed meanwhile, and is opened anew. */
class ClosedMeanwhile extends Error {}

/**
 * Keeps an open connection to the database with this id. Closed by the browser it opens again, and where another
 * database stands there then, it is gone: what is asked meanwhile waits until it is back, or fails.
 *
 * @param waits a page's questions, which its screens go on asking; false for a worker, whose tasks end
 */
export function keepTo(db: DeskDb, databaseId: string, waits: () => boolean): void {
  const { presence } = db;
  let isComparing = false;
  let closed = (): void => undefined;
  presence.hold(databaseId);
  /** A question to a connection that is closed while Dexie opens it would wait for the end of its own opening. */
  const closing = (): Promise<never> => {
    const end = new Promise<void>((resolve) => {
      closed = resolve;
    }).then((): never => {
      // closed for good it stays closed
      throw db.hasBeenClosed() === true ? new Dexie.DatabaseClosedError() : new ClosedMeanwhile();
    });
    end.catch(() => undefined);
    return end;
  };
  const compare = async (opened?: Dexie): Promise<void> => {
    // called without one where the database is open already
    if (opened === undefined) return;
    isComparing = true;
    const end = closing();
    try {
      while (!presence.isHeld(await Promise.race([knownDatabaseId(opened), end]))) {
        const gone = presence.lost();
        if (!waits()) throw gone;
        await Promise.race([untilBack(presence), end]);
      }
    } finally {
      isComparing = false;
    }
  };
  const openAgain = (): void => {
    if (db.hasBeenClosed()) return;
    db.open().catch((error: unknown) => {
      if (!(error instanceof ClosedMeanwhile || db.hasBeenClosed())) presence.lost();
    });
  };
  db.on("ready", compare, true);
  db.on("close", () => {
    closed();
    setTimeout(openAgain);
  });
  presence.subscribe(() => {
    // emptied without being closed: nobody reads what is left; the transaction that has found it ends first
    if (presence.isGone() && !isComparing)
      setTimeout(() => presence.isGone() && !isComparing && db.close({ disableAutoOpen: !waits() }));
  });
}

const untilBack = (presence: Presence): Promise<void> =>
  new Promise((resolve) => {
    const stop = presence.subscribe(() => {
      if (presence.isGone()) return;
      stop();
      resolve();
    });
  });

/**
 * For transactions that fill or move rows, with `meta` among their tables: one that was emptied between two of them
 * would be filled from the middle on. @throws DatabaseGone
 */
export const stillThere = async (db: DeskDb): Promise<void> => db.presence.look(await knownDatabaseId(db));

/**
 * Notices without any act that it was emptied, which closes no connection, until the page closes it.
 *
 * @param wait how the time between two looks passes
 */
export async function watchOver(db: DeskDb, wait: () => Promise<void>): Promise<void> {
  while (!db.hasBeenClosed()) {
    await wait();
    await lookAt(db);
  }
}

/** Once. */
export async function lookAt(db: DeskDb): Promise<void> {
  const { presence } = db;
  if (presence.isGone() || !db.isOpen()) return;
  const times = presence.times();
  try {
    const databaseId = await presence.unlessGone(knownDatabaseId(db));
    if (times === presence.times()) presence.look(databaseId);
  } catch {
    // told already, or the connection is being opened again and compared then
  }
}
