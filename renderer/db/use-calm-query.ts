/**
 * A live query for what may lag behind a little: the first change is answered at once; while changes stream in, as
 * in a long sync, it is not read again before a while has passed. The last change is always answered.
 */
import Dexie, { type ObservabilitySet } from "dexie";
import { useEffect, useState } from "react";
import type { DeskDb } from "./database.ts";

const CALM_MS = 500;

/**
 * Undefined until it is read.
 * @param tables whose changes count; always the same list
 * @param query as `useCallback` keeps it
 */
export function useCalmQuery<T>(db: DeskDb, tables: readonly string[], query: (db: DeskDb) => Promise<T>): T | undefined {
  const [answer, setAnswer] = useState<{ readonly value: T } | undefined>(undefined);
  useEffect(() => {
    const prefixes = tables.map((table) => `idb://${db.name}/${table}/`);
    let isOver = false;
    let isDirty = true;
    let isResting = false;
    const read = async (): Promise<void> => {
      isResting = true;
      isDirty = false;
      const value = await query(db);
      if (isOver) return;
      setAnswer({ value });
      timer = setTimeout(() => {
        isResting = false;
        if (isDirty) start();
      }, CALM_MS);
    };
    let timer: ReturnType<typeof setTimeout> | undefined;
    const start = (): void => {
      read().catch((error: unknown) => {
        // a page that is left closes its database; what else goes wrong is the screen's to show
        if (!isOver)
          setAnswer(() => {
            throw error;
          });
      });
    };
    const hear = (parts: ObservabilitySet): void => {
      if (!Object.keys(parts).some((part) => part === "all" || prefixes.some((prefix) => part.startsWith(prefix)))) return;
      isDirty = true;
      if (!isResting) start();
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
