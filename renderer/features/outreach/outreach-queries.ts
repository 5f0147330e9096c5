/** Outreaches from the database, and their figures from the worker, which follow every change. */
import { useLiveQuery } from "dexie-react-hooks";
import { useCallback, useMemo } from "react";
import type { DeskDb, Row } from "../../db/database.ts";
import { useServices } from "../../desk-services/services.ts";
import { useCalmQuery } from "../../desk-services/use-calm-query.ts";
import type { OutreachFigures } from "../../platform/worker/outreach-api.ts";

/** Null: there is none, or it was deleted. */
export function useOutreach(id: string): Row<"outreach"> | null | undefined {
  const { db } = useServices();
  return useLiveQuery(async () => {
    const row = await db.outreach.get(id);
    return row === undefined || row.gone === 1 ? null : row;
  }, [db, id]);
}

export function useOutreaches(): readonly Row<"outreach">[] | undefined {
  const { db } = useServices();
  const rows = useLiveQuery(async () => (await db.outreach.toArray()).filter((row) => row.gone !== 1), [db]);
  // ids begin with the time at which they were made
  return useMemo(() => rows?.toSorted((a, b) => (a.id < b.id ? 1 : -1)), [rows]);
}

/** What moves somebody into a group, or out of it. */
const FOLLOWED = ["reader", "interaction", "activity", "segment", "setting", "outreach", "recipient"] as const;

/** What decides whom an outreach tells. */
export const settingsOf = ({ goal, purpose, channels, quietDays, perHousehold, heldBack, excluded }: Row<"outreach">) =>
  JSON.stringify([goal, purpose, channels, quietDays, perHousehold, heldBack, excluded]);

/** @property of the settings with which they were counted, as `settingsOf` says them */
export type CountedFigures = OutreachFigures & { readonly of: string };

/** Undefined while they are counted; null where there is none. They follow a change a little later. */
export function useOutreachFigures(id: string): CountedFigures | null | undefined {
  const { db, worker } = useServices();
  const ask = useCallback(
    async (database: DeskDb, key: string) => {
      // one row is read, the whole table is watched
      for (const table of FOLLOWED) await database.table(table).limit(1).toArray();
      const row = await database.outreach.get(key);
      const figures = await worker.outreach.figures(key);
      return figures === null || row === undefined ? null : { ...figures, of: settingsOf(row) };
    },
    [worker],
  );
  return useCalmQuery(db, ask, id);
}
