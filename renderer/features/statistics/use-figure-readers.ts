/**
 * Readers behind a number as far as they are in view, from the worker, with their names and responsible colleagues from
 * the database: tens of thousands of them never come into the page.
 */
import { useCallback, useEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { type Services, useServices } from "../../desk-services/services.ts";
import type { Figure, FigureReader, StatisticsAsked } from "../../platform/worker/statistics-api.ts";

export interface ListedReader extends FigureReader {
  readonly name: string;
  readonly owner: string | undefined;
}

export interface FigureList {
  /** Why they could not be counted; then nobody is listed, and nothing is said of how many there are. */
  readonly failure: string | null;
  readonly again: () => void;
  readonly total: number;
  /** Of them, those who stay away with their whole group. */
  readonly alike: number;
  /** Undefined while it is on its way. */
  readonly at: (place: number) => ListedReader | undefined;
  readonly all: () => Promise<readonly ListedReader[]>;
  /** Has all of them at hand at once, for the printer, which waits for nobody. */
  readonly hold: () => Promise<void>;
}

const PAGE = 100;

interface Loaded {
  readonly key: string;
  readonly failure: string | null;
  readonly total: number;
  readonly alike: number;
  readonly pages: ReadonlyMap<number, readonly ListedReader[]>;
}

/**
 * Undefined while they are counted.
 * @param answer that they stand beside: with another one they are read again
 */
export function useFigureReaders(
  { branch, month }: StatisticsAsked,
  figure: Figure,
  answer?: object,
): FigureList | undefined {
  const { worker, db } = useServices();
  const key = JSON.stringify([branch, month, figure]);
  const [loaded, setLoaded] = useState<Loaded>();
  const [turn, setTurn] = useState(0);
  const asked = useRef({ key: "", pages: new Set<number>() });
  if (asked.current.key !== key) asked.current = { key, pages: new Set() };
  // biome-ignore lint/correctness/useExhaustiveDependencies: branch, month and figure are in the key
  const read = useCallback(
    (from: number, to: number) => readPart({ worker, db }, { branch, month }, figure, from, to),
    [worker, db, key],
  );
  const ask = useCallback(
    (page: number): void => {
      if (asked.current.pages.has(page)) return;
      asked.current.pages.add(page);
      read(page * PAGE, (page + 1) * PAGE).then(
        (rows) =>
          setLoaded((now) => (now?.key === key ? { ...now, pages: new Map([...now.pages, [page, rows]]) } : now)),
        () => asked.current.pages.delete(page),
      );
    },
    [read, key],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: branch, month and figure are in the key
  useEffect(() => {
    let isWanted = true;
    const count = async (): Promise<void> => {
      const counts = await worker.statistics.countOf({ branch, month }, figure);
      const first = await read(0, PAGE);
      if (!isWanted) return;
      asked.current = { key, pages: new Set([0]) };
      setLoaded({ key, failure: null, ...counts, pages: new Map([[0, first]]) });
    };
    count().catch(
      (error: unknown) =>
        isWanted &&
        setLoaded({
          key,
          failure: error instanceof Error ? error.message : String(error),
          total: 0,
          alike: 0,
          pages: new Map(),
        }),
    );
    return () => {
      isWanted = false;
    };
  }, [worker, key, read, answer, turn]);
  if (loaded?.key !== key) return undefined;
  const { failure, total, alike, pages } = loaded;
  return {
    failure,
    again: () => setTurn((now) => now + 1),
    total,
    alike,
    at(place) {
      const page = Math.floor(place / PAGE);
      if (!pages.has(page)) ask(page);
      return pages.get(page)?.[place - page * PAGE];
    },
    all: () => read(0, total),
    async hold() {
      const rows = await read(0, total);
      const whole = new Map(
        Array.from({ length: Math.ceil(total / PAGE) }, (_, page) => [
          page,
          rows.slice(page * PAGE, (page + 1) * PAGE),
        ]),
      );
      flushSync(() => setLoaded((now) => (now?.key === key ? { ...now, pages: whole } : now)));
    },
  };
}

async function readPart(
  { worker, db }: Pick<Services, "worker" | "db">,
  asked: StatisticsAsked,
  figure: Figure,
  from: number,
  to: number,
): Promise<readonly ListedReader[]> {
  const found = await worker.statistics.readers(asked, figure, from, to);
  const rows = await db.reader.bulkGet(found.map(({ id }) => id));
  return found.map((reader, place) => ({ ...reader, name: rows[place]?.name ?? "", owner: rows[place]?.owner }));
}
