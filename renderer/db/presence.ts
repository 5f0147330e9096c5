/**
 * Whether the database is still the one that this page, or worker, has written. A browser throws it away on a full
 * disk, a person clears the site's data, another tab empties it; numbers would then begin at 1 again, and Dexie would
 * make a new one without a word. So each has an id in `meta` that every write compares, and a head that only
 * grows between two fillings. Gone once, it is written no more until it has been filled again from the journal.
 */
import type { StreamId } from "#shared/replication/rows/entry.ts";

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
        let isOver = false;
        const end = (): void => {
          if (gone === null || isOver) return;
          isOver = true;
          stop();
          // not out of the transaction that has found it: Dexie takes for a part of it whatever goes on from there, and
          // who waits here would ask that transaction for ever
          setTimeout(reject, 0, gone);
        };
        const stop = subscribe(end);
        const unlessOver =
          <T>(settle: (value: T) => void) =>
          (value: T): void => {
            if (!isOver) settle(value);
          };
        void run.then(unlessOver(resolve), unlessOver(reject)).finally(stop);
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

/** What a transaction says whose connection was closed under it; nothing of it was written. */
export const isClosedUnder = (error: unknown): boolean => error instanceof Error && CLOSED_UNDER.has(error.name);
export const CLOSED_UNDER: ReadonlySet<string> = new Set(["AbortError", "DatabaseClosedError", "InvalidStateError"]);
