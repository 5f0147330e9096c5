/**
 * A live query for what may lag behind a little: it reads half a second after a change of what it has read, and not
 * again before the next half second has passed, however fast they come. What was pressed is drawn first; the counts
 * beside it follow. The last change is always answered.
 */
import { liveQuery } from "dexie";
import { useEffect, useState } from "react";
import type { DeskDb } from "../db/database.ts";
import { isClosedUnder } from "../db/presence.ts";

const CALM_MS = 500;

/**
 * Undefined until it is read.
 * @param query as `useCallback` keeps it
 */
export function useCalmQuery<T>(db: DeskDb, query: (db: DeskDb) => Promise<T>): T | undefined {
  const [answer, setAnswer] = useState<{ readonly value: T } | undefined>(undefined);
  useEffect(() => {
    let end = (): void => undefined;
    const readSoon = (): void => {
      end();
      const timer = setTimeout(read, CALM_MS);
      end = () => clearTimeout(timer);
    };
    const fail = (error: unknown): void => {
      // a page that is left closes its database; what else goes wrong is the screen's to show. Closed by the browser,
      // it is opened again, or filled again first
      if (isClosedUnder(error) && !db.hasBeenClosed()) readSoon();
      else
        setAnswer(() => {
          throw error;
        });
    };
    const read = (): void => {
      let isOver = false;
      let hasBegun = false;
      // Dexie asks again once anything of what was read has changed, and only then
      const asked = liveQuery(async () => {
        if (isOver) return;
        if (hasBegun) return readSoon();
        hasBegun = true;
        try {
          const value = await query(db);
          if (!isOver) setAnswer({ value });
        } catch (error) {
          if (!isOver) fail(error);
        }
      }).subscribe(() => undefined);
      end = () => {
        isOver = true;
        asked.unsubscribe();
      };
    };
    read();
    return () => end();
  }, [db, query]);
  return answer?.value;
}
