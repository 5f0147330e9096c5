/** How many a sitting has counted, from the records themselves: who was taken back counts no more. */
import { useLiveQuery } from "dexie-react-hooks";
import { useServices } from "../../../desk-services/services.ts";
import { useDeskState } from "../desk-context.ts";
import { countedIds } from "./mode.ts";

/** Ids of the records of this sitting that still stand; undefined while reading. */
export function useCounted(): ReadonlySet<string> | undefined {
  const { db } = useServices();
  const mode = useDeskState((state) => state.mode);
  return useLiveQuery(async () => {
    const rows = await db.activity.bulkGet([...countedIds(mode)]);
    return new Set(rows.flatMap((row) => (row === undefined || row.gone === 1 ? [] : [row.id])));
  }, [db, mode]);
}
