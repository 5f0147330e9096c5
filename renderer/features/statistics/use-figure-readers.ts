/** Readers behind a number, from the worker, with their names and responsible colleagues from the database. */
import { useEffect, useState } from "react";
import { useServices } from "../../db/services.ts";
import type { Figure, FigureReader, StatisticsAsked } from "../../platform/statistics-api.ts";
import { inOrder, toldOf } from "./figure-order.ts";

export interface ListedReader extends FigureReader {
  readonly name: string;
  readonly owner: string | undefined;
}

/** Undefined while they are looked for. */
export function useFigureReaders({ branch, month }: StatisticsAsked, figure: Figure): readonly ListedReader[] | undefined {
  const { worker, db } = useServices();
  const [list, setList] = useState<readonly ListedReader[]>();
  const key = JSON.stringify(figure);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the figure is its key
  useEffect(() => {
    let isWanted = true;
    const read = async (): Promise<void> => {
      const found = await worker.statistics.readers({ branch, month }, figure);
      const rows = await db.reader.bulkGet(found.map(({ id }) => id));
      if (isWanted)
        setList(
          inOrder(
            found.map((reader, index) => ({ ...reader, name: rows[index]?.name ?? "", owner: rows[index]?.owner })),
            toldOf(figure),
          ),
        );
    };
    read().catch(() => isWanted && setList([]));
    return () => {
      isWanted = false;
    };
  }, [worker, db, branch, month, key]);
  return list;
}
