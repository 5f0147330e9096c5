/**
 * A live query that all who show it share: the rows are read once, whoever comes later has them at once, without an
 * empty drawing in between, and nobody's rows are read.
 */
import { liveQuery } from "dexie";
import { useEffect } from "react";
import { createStore, type StoreApi, useStore } from "zustand";
import type { DeskDb } from "../db/database.ts";

/** @param key what is asked for, where a query answers more than one question */
export type Query<T> = (db: DeskDb, key: string) => Promise<T>;

type Answer<T> =
  | { readonly tag: "reading" }
  | { readonly tag: "read"; readonly value: T }
  | { readonly tag: "failed"; readonly error: unknown };

/** Reads now and after changes, until the function that comes back is called. */
export type Watch = <T>(ask: () => Promise<T>, db: DeskDb, say: (answer: Answer<T>) => void) => () => void;

interface Shared<T> {
  readonly store: StoreApi<Answer<T>>;
  /** Reads before anybody shows it: whoever shows it first takes it over. */
  readonly begin: () => void;
  /** One more who shows it. @returns one fewer */
  readonly join: () => () => void;
  /** What was read, as long as it is followed. */
  readonly known: () => T | undefined;
}

const READING = { tag: "reading" } as const;

const watchAtOnce: Watch = (ask, _db, say) => {
  const asked = liveQuery(async () => await ask()).subscribe({
    next: (value) => say({ tag: "read", value }),
    error: (error: unknown) => say({ tag: "failed", error }),
  });
  return () => asked.unsubscribe();
};

/** The queries that are followed, since they are shown or will be, each with its answer. */
export interface Pool {
  readonly shared: <T>(db: DeskDb, query: Query<T>, key: string) => Shared<T>;
  /** What is followed already; undefined where it is not, and until it is read. */
  readonly known: <T>(db: DeskDb, query: Query<T>, key: string) => T | undefined;
}

/** @param watch when they are read again */
export function createPool(watch: Watch): Pool {
  const all = new WeakMap<DeskDb, WeakMap<Query<unknown>, Map<string, Shared<unknown>>>>();
  function shared<T>(db: DeskDb, query: Query<T>, key: string): Shared<T>;
  function shared(db: DeskDb, query: Query<unknown>, key: string): Shared<unknown> {
    const ofDb = getOrMake(all, db, () => new WeakMap<Query<unknown>, Map<string, Shared<unknown>>>());
    const ofQuery = getOrMake(ofDb, query, () => new Map<string, Shared<unknown>>());
    return getOrMake(ofQuery, key, () =>
      share(
        watch,
        db,
        () => query(db, key),
        () => ofQuery.delete(key),
      ),
    );
  }
  function known<T>(db: DeskDb, query: Query<T>, key: string): T | undefined;
  function known(db: DeskDb, query: Query<unknown>, key: string): unknown {
    return all.get(db)?.get(query)?.get(key)?.known();
  }
  return { shared, known };
}

/** Undefined until it is read. What fails is thrown, and asked anew when it is drawn again. */
export function usePool<T>(pool: Pool, db: DeskDb, query: Query<T>, key: string): T | undefined {
  const shared = pool.shared(db, query, key);
  useEffect(() => shared.join(), [shared]);
  const answer = useStore(shared.store);
  if (answer.tag === "failed") throw answer.error;
  return answer.tag === "read" ? answer.value : undefined;
}

const AT_ONCE = createPool(watchAtOnce);

/**
 * Read again as soon as anything of what it has read changes.
 * @param query one function for all who ask the same: not made while drawing
 */
export const useSharedQuery = <T>(db: DeskDb, query: Query<T>, key = ""): T | undefined =>
  usePool(AT_ONCE, db, query, key);

/** Reads what will be shown, and follows it, so that it is there when it is first drawn. */
export const askAhead = <T>(db: DeskDb, query: Query<T>, key = ""): void => AT_ONCE.shared(db, query, key).begin();

/** What is followed for some screen, as it stands there: who asks for no more need not read it. */
export const followedAnswer = <T>(db: DeskDb, query: Query<T>, key = ""): T | undefined =>
  AT_ONCE.known(db, query, key);

/** What has just been read in another way is drawn at once by whoever shows it next. */
export function expectAnswer<T>(db: DeskDb, query: Query<T>, key: string, value: T): void {
  const { store } = AT_ONCE.shared(db, query, key);
  if (store.getState().tag === "reading") store.setState({ tag: "read", value }, true);
}

function share<T>(watch: Watch, db: DeskDb, ask: () => Promise<T>, forget: () => void): Shared<T> {
  const store = createStore<Answer<T>>(() => READING);
  let users = 0;
  let end: (() => void) | null = null;
  const stop = (): void => {
    end?.();
    end = null;
    forget();
  };
  const begin = (): void => {
    end ??= watch(ask, db, (answer) => {
      // what failed before anybody has shown it is asked anew by whoever does
      if (answer.tag === "failed" && users === 0) end = null;
      else store.setState(answer, true);
    });
  };
  return {
    store,
    begin,
    join: () => {
      users += 1;
      begin();
      return () => {
        users -= 1;
        // another screen that shows the same may come in the same drawing; what failed has left all screens
        queueMicrotask(() => {
          if (users === 0) stop();
        });
      };
    },
    known: () => {
      const answer = store.getState();
      return end !== null && answer.tag === "read" ? answer.value : undefined;
    },
  };
}

function getOrMake<K, V>(
  map: { get: (key: K) => V | undefined; set: (key: K, value: V) => unknown },
  key: K,
  make: () => V,
): V {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = make();
  map.set(key, made);
  return made;
}
