/**
 * A live query for what may lag behind a little: it reads half a second after a change of what it has read, and not
 * again before the next half second has passed, however fast they come. What was pressed is drawn first; the counts
 * beside it follow, all of them together. The last change is always answered.
 */
import { liveQuery } from "dexie";
import type { DeskDb } from "../db/database.ts";
import { isClosedUnder } from "../db/presence.ts";
import { createPool, type Query, usePool, type Watch } from "./shared-query.ts";

const CALM_MS = 500;
/** What has changed within so much time is read and drawn in one go. */
const TOGETHER_MS = 250;

/** From now to the next moment at which what is calm is read. */
export function calmMs(now = performance.now()): number {
  const soonest = now + CALM_MS;
  return Math.ceil(soonest / TOGETHER_MS) * TOGETHER_MS - now;
}

const watchCalmly: Watch = (ask, db, say) => {
  let end = (): void => undefined;
  let isLeft = false;
  /** Not from inside the question: what is drawn there, and what its effects write, would count as part of it. */
  const outside = (answer: () => void): void => {
    setTimeout(() => !isLeft && answer());
  };
  const readSoon = (): void => {
    end();
    const timer = setTimeout(read, calmMs());
    end = () => clearTimeout(timer);
  };
  const fail = (error: unknown): void => {
    // what goes wrong is the screen's to show. Closed by the browser, the database is opened again, or filled again
    // first; a page that is left closes its own, and shows nothing more
    if (!isClosedUnder(error)) say({ tag: "failed", error });
    else if (!db.hasBeenClosed()) readSoon();
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
        const value = await ask();
        outside(() => say({ tag: "read", value }));
      } catch (error) {
        outside(() => fail(error));
      }
    }).subscribe(() => undefined);
    end = () => {
      isOver = true;
      asked.unsubscribe();
    };
  };
  read();
  return () => {
    isLeft = true;
    end();
  };
};

const CALM = createPool(watchCalmly);

/**
 * Undefined until it is read.
 * @param query one function for all who ask the same, as `useCallback` keeps it
 * @param key what is asked for, where it answers more than one question
 */
export const useCalmQuery = <T>(db: DeskDb, query: Query<T>, key = ""): T | undefined => usePool(CALM, db, query, key);
