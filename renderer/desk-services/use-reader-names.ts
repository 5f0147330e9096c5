/**
 * How readers whom a record names are called: whoever has been deleted or erased is called that, and nobody else's row
 * is empty.
 */
import { useLiveQuery } from "dexie-react-hooks";
import { useMemo } from "react";
import type { DeskDb, Row } from "../db/database.ts";
import { readReaderClass } from "../db/reader-class.ts";
import { useT } from "../i18n/use-t.ts";
import { useServices } from "./services.ts";

const NO_NAMES: ReadonlyMap<string, string> = new Map();

/** Of a duplicate the person into whom it was merged; undefined where nobody is left. */
const personOf = async (db: DeskDb, id: string, row: Row<"reader"> | undefined): Promise<Row<"reader"> | undefined> =>
  row === undefined || row.gone === 1 || row.as !== undefined ? (await readReaderClass(db, id))?.reader : row;

/** @returns a name for each id; empty until they are read */
export function useReaderNames(ids: readonly string[]): ReadonlyMap<string, string> {
  const { db } = useServices();
  const t = useT();
  const key = ids.join();
  const found = useLiveQuery(async () => {
    const asked = key === "" ? [] : [...new Set(key.split(","))];
    const rows = await db.reader.bulkGet(asked);
    return Promise.all(asked.map(async (id, place) => [id, await personOf(db, id, rows[place])] as const));
  }, [db, key]);
  return useMemo(
    () =>
      found === undefined
        ? NO_NAMES
        : new Map(
            found.map(([id, row]) => [id, row === undefined ? t("words.reader-gone") : (row.name ?? "")] as const),
          ),
    [found, t],
  );
}
