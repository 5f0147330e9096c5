/** Segments from the database, and readers by their ids. */
import { useLiveQuery } from "dexie-react-hooks";
import { useMemo } from "react";
import type { DeskDb, Row } from "../../../db/database.ts";
import { type Masked, maskedRows } from "../../../db/masked.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useFormat } from "../../../i18n/use-t.ts";

/** Null: there is none, or it was deleted. */
export function useSegment(id: string): Row<"segment"> | null | undefined {
  const { db } = useServices();
  return useLiveQuery(async () => {
    const row = await db.segment.get(id);
    return row === undefined || row.gone === 1 ? null : row;
  }, [db, id]);
}

/** By name. */
export function useSegments(): readonly Row<"segment">[] | undefined {
  const { db } = useServices();
  const { compare } = useFormat();
  const rows = useLiveQuery(async () => (await db.segment.toArray()).filter((row) => row.gone !== 1), [db]);
  return useMemo(() => rows?.toSorted((a, b) => compare(a.name ?? "", b.name ?? "")), [rows, compare]);
}

const NOBODY_YET: ReadonlyMap<string, Masked<"reader">> = new Map();

/** Who is no longer there is not in it. */
export async function readReaders(db: DeskDb, ids: readonly string[]): Promise<ReadonlyMap<string, Masked<"reader">>> {
  return new Map(maskedRows("reader", await db.reader.bulkGet([...ids])).map((row) => [row.id, row]));
}

export function useReaders(ids: readonly string[]): ReadonlyMap<string, Masked<"reader">> {
  const { db } = useServices();
  const key = ids.join();
  return useLiveQuery(async () => await readReaders(db, key === "" ? [] : key.split(",")), [db, key]) ?? NOBODY_YET;
}
