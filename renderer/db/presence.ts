/**
 * Whether the database is still the one that this page, or worker, has written. A browser throws it away on a full
 * disk, a person clears the site's data, another tab empties it; numbers would then begin at 1 again, and Dexie would
 * make a new one without a word. So each has an id in `meta` that every write compares, and a head that only
 * grows between two fillings. Gone once, it is written no more until it has been filled again from the journal.
 */
import type Dexie from "dexie";
import type { StreamId } from "#shared/replication/rows/entry.ts";
import type { DeskDb } from "./database.ts";
import { knownDatabaseId } from "./renewal/database-id.ts";

/** What was to be written stands nowhere. */
export class DatabaseGone extends Error {}

/** Where the own stream stands, after so many fillings. */
export interface StreamStanding {
  readonly stream: StreamId;
  readonly filled: number;
  readonly seq: number;
}

export interface Presence {
  isGone(): boolean;
  /** How often it was filled again while this page was open: what was begun before must not be written after. */
  times(): number;
  /** Told when it is gone, and when it is back. */
  subscribe(listener: () => void): () => void;
  /** Rejects, with `DatabaseGone`, when it is gone. */
  unlessGone<T>(run: Promise<T>): Promise<T>;
  /** Says that it is gone. */
  lost(): DatabaseGone;
  /** Compares the id that stands there. @throws DatabaseGone */
  look(databaseId: string | null): void;
  /** The same for the head. @throws DatabaseGone */
  check(found: StreamStanding): void;
  /** What stands there now by this page's own doing. */
  wrote(standing: StreamStanding): void;
  /** It has been filled again under another id. */
  returned(databaseId: string): void;
}

interface Held extends Presence {
  hold(databaseId: string): void;
  isHeld(databaseId: string | null): boolean;
}

export function createPresence(): Held {
  let held: string | null = null;
  let seen: StreamStanding | null = null;
  let gone: DatabaseGone | null = null;
  let times = 0;
  const listeners = new Set<() => void>();
  const tell = (): void => {
    for (const listener of listeners) listener();
  };
  const subscribe = (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  const isHeld = (databaseId: string | null): boolean => held === null || held === databaseId;
  const lost = (): DatabaseGone => {
    if (gone !== null) return gone;
    gone = new DatabaseGone();
    tell();
    return gone;
  };
  return {
    isGone: () => gone !== null,
    times: () => times,
    subscribe,
    unlessGone: (run) =>
      new Promise((resolve, reject) => {
        const end = (): void => {
          if (gone === null) return;
          stop();
          reject(gone);
        };
        const stop = subscribe(end);
        void run.then(resolve, reject).finally(stop);
        end();
      }),
    lost,
    look: (databaseId) => {
      if (gone !== null || !isHeld(databaseId)) throw lost();
    },
    check: ({ stream, filled, seq }) => {
      if (gone !== null) throw gone;
      if (seen === null || seen.stream !== stream) return;
      if (filled < seen.filled || (filled === seen.filled && seq < seen.seq)) throw lost();
    },
    wrote: (standing) => {
      if (
        seen === null ||
        seen.stream !== standing.stream ||
        standing.filled > seen.filled ||
        (standing.filled === seen.filled && standing.seq > seen.seq)
      )
        seen = standing;
    },
    hold: (databaseId) => {
      held = databaseId;
    },
    isHeld,
    returned: (databaseId) => {
      held = databaseId;
      seen = null;
      gone = null;
      times += 1;
      tell();
    },
  };
}

/**
 * Keeps an open connection to the database with this id. Closed by the browser it opens again, and where another
 * database stands there then, it is gone: what is asked meanwhile waits until it is back, or fails.
 *
 * @param waits a page's questions, which its screens go on asking; false for a worker, whose tasks end
 */
export function keepTo(db: DeskDb, databaseId: string, waits: () => boolean): void {
  const { presence } = db;
  let isComparing = false;
  presence.hold(databaseId);
  const compare = async (opened?: Dexie): Promise<void> => {
    // called without one where the database is open already
    if (opened === undefined) return;
    isComparing = true;
    try {
      while (!presence.isHeld(await knownDatabaseId(opened))) {
        const gone = presence.lost();
        if (!waits()) throw gone;
        await untilBack(presence);
      }
    } finally {
      isComparing = false;
    }
  };
  const openAgain = (): void => {
    if (!db.hasBeenClosed()) db.open().catch(() => presence.lost());
  };
  db.on("ready", compare, true);
  db.on("close", () => setTimeout(openAgain));
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

/** What a transaction says whose connection was closed under it; nothing of it was written. */
export const isClosedUnder = (error: unknown): boolean => error instanceof Error && CLOSED_UNDER.has(error.name);
export const CLOSED_UNDER: ReadonlySet<string> = new Set(["AbortError", "DatabaseClosedError", "InvalidStateError"]);

/**
 * For transactions that fill or move rows, with `meta` among their tables: one that was emptied between two of them
 * would be filled from the middle on. @throws DatabaseGone
 */
export const stillThere = async (db: DeskDb): Promise<void> => db.presence.look(await knownDatabaseId(db));

/** Looks whether it still stands there: an emptied one closes no connection. */
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
