/**
 * The first readers behind a number, from the worker, with their names and responsible colleagues from the database;
 * all of them stand in the list of readers.
 */
import { useEffect, useState } from "react";
import { useServices } from "../../desk-services/services.ts";
import type { Figure, FigureReader, StatisticsAsked } from "../../platform/worker/statistics-api.ts";

interface NamedReader extends FigureReader {
  readonly name: string;
  readonly owner: string | undefined;
}

export interface FigureList {
  /** Why they could not be counted; then nobody is listed. */
  readonly failure: string | null;
  readonly first: readonly NamedReader[];
}

/**
 * Undefined while they are counted.
 * @param answer that they stand beside: with another one they are read again
 */
export function useFigureReaders(
  { branch, month }: StatisticsAsked,
  figure: Figure,
  most: number,
  answer: object,
): FigureList | undefined {
  const { worker, db } = useServices();
  const key = JSON.stringify([branch, month, figure]);
  const [loaded, setLoaded] = useState<FigureList & { readonly key: string }>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: branch, month and figure are in the key
  useEffect(() => {
    let isWanted = true;
    const read = async (): Promise<readonly NamedReader[]> => {
      const found = await worker.statistics.readers({ branch, month }, figure, 0, most);
      const rows = await db.reader.bulkGet(found.map(({ id }) => id));
      return found.map((reader, place) => ({ ...reader, name: rows[place]?.name ?? "", owner: rows[place]?.owner }));
    };
    read().then(
      (first) => isWanted && setLoaded({ key, failure: null, first }),
      (error: unknown) =>
        isWanted && setLoaded({ key, failure: error instanceof Error ? error.message : String(error), first: [] }),
    );
    return () => {
      isWanted = false;
    };
  }, [worker, db, key, most, answer]);
  return loaded?.key === key ? loaded : undefined;
}
