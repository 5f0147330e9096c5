/**
 * A live query for what may lag behind a little: it reads half a second after a change and not again before the next
 * half second has passed, however fast they come. What was pressed is drawn first; the counts beside it follow. The
 * last change is always answered.
 */
import Dexie, { type ObservabilitySet } from "dexie";
import { useEffect, useState } from "react";
import type { DeskDb } from "../db/database.ts";
import { isClosedUnder } from "../db/presence.ts";

const CALM_MS = 500;

/**
 * Undefined until it is read.
 * @param tables whose changes count; always the same list
 * @param query as `useCallback` keeps it
 */
export function useCalmQuery<T>(
  db: DeskDb,
  tables: readonly string[],
  query: (db: DeskDb) => Promise<T>,
): T | undefined {
  const [answer, setAnswer] = useState<{ readonly value: T } | undefined>(undefined);
  useEffect(() => {
    const prefixes = tables.map((table) => `idb://${db.name}/${table}/`);
    let isOver = false;
    let isReading = false;
    let isDirty = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const read = async (): Promise<void> => {
      timer = undefined;
      isDirty = false;
      isReading = true;
      const value = await query(db);
      isReading = false;
      if (isOver) return;
      setAnswer({ value });
      if (isDirty) readSoon();
    };
    const readSoon = (): void => {
      timer = setTimeout(start, CALM_MS);
    };
    const start = (): void => {
      read().catch((error: unknown) => {
        isReading = false;
        // a page that is left closes its database; what else goes wrong is the screen's to show
        if (isOver) return;
        // closed by the browser, it is opened again, or filled again first
        if (isClosedUnder(error) && !db.hasBeenClosed()) readSoon();
        else
          setAnswer(() => {
            throw error;
          });
      });
    };
    const hear = (parts: ObservabilitySet): void => {
      if (!Object.keys(parts).some((part) => part === "all" || prefixes.some((prefix) => part.startsWith(prefix))))
        return;
      isDirty = true;
      if (!isReading && timer === undefined) readSoon();
    };
    Dexie.on("storagemutated", hear);
    start();
    return () => {
      isOver = true;
      clearTimeout(timer);
      Dexie.on.storagemutated.unsubscribe(hear);
    };
  }, [db, tables, query]);
  return answer?.value;
}
