/**
 * How readers whom a record names are called: whoever has been deleted or erased is called that, and nobody else's row
 * is empty.
 */
import { useLiveQuery } from "dexie-react-hooks";
import { useMemo } from "react";
import { type CalledOut, maskName, nameless } from "#shared/model/readers/mask.ts";
import type { DeskDb, Row } from "../db/database.ts";
import { readReaderClass } from "../db/reader-class.ts";
import { useT } from "../i18n/use-t.ts";
import { useServices } from "./services.ts";

const NO_NAMES: ReadonlyMap<string, string> = new Map();

/** Of a duplicate the person into whom it was merged; undefined where nobody is left. */
const personOf = async (db: DeskDb, id: string, row: Row<"reader"> | undefined): Promise<Row<"reader"> | undefined> =>
  row === undefined || row.gone === 1 || row.as !== undefined ? (await readReaderClass(db, id))?.reader : row;

/** @returns each id with whoever it means; undefined until they are read */
function useReadersOf(
  ids: readonly string[],
): readonly (readonly [id: string, row: Row<"reader"> | undefined])[] | undefined {
  const { db } = useServices();
  const key = ids.join();
  return useLiveQuery(async () => {
    const asked = key === "" ? [] : [...new Set(key.split(","))];
    const rows = await db.reader.bulkGet(asked);
    return Promise.all(asked.map(async (id, place) => [id, await personOf(db, id, rows[place])] as const));
  }, [db, key]);
}

/** @returns a name for each id; empty until they are read */
export function useReaderNames(ids: readonly string[]): ReadonlyMap<string, string> {
  const t = useT();
  const found = useReadersOf(ids);
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

const NOBODY: ReadonlyMap<string, CalledOut> = new Map();

/** @returns for each id the name as a queue may read it; empty until they are read */
export function useNamesCalledOut(ids: readonly string[]): ReadonlyMap<string, CalledOut> {
  const t = useT();
  const found = useReadersOf(ids);
  return useMemo(
    () =>
      found === undefined
        ? NOBODY
        : new Map(
            found.map(([id, row]) => [
              id,
              row === undefined ? nameless(t("words.reader-gone")) : maskName(row.name ?? "", row.familyName),
            ]),
          ),
    [found, t],
  );
}
