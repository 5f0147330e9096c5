/** For how many readers the next step of a journey is due. Not asked by a library that makes none. */
import { useCallback } from "react";
import type { DeskDb } from "../../../db/database.ts";
import { readJourneysOn } from "../../../db/lists/journeys-on.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useCalmQuery } from "../../../desk-services/use-calm-query.ts";

export function useStepsWaiting(): number {
  const { db, worker } = useServices();
  const ask = useCallback(
    async (database: DeskDb) => {
      const { forAll, byRules } = await readJourneysOn(database);
      if (forAll.length + byRules.length === 0) return 0;
      // one row is read, the whole table is watched
      for (const table of ["outreach", "recipient"]) await database.table(table).limit(1).toArray();
      const due = await worker.outreach.stepsDue();
      return new Set(due.flatMap(({ readers }) => readers)).size;
    },
    [worker],
  );
  return useCalmQuery(db, ask) ?? 0;
}
