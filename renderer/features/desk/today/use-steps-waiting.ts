/**
 * For how many readers the next step of a journey is due. Asked once the window has nothing else to do, and not at all
 * by a library that makes no journeys.
 */
import { useCallback } from "react";
import { JOURNEYS_ID, journeySwitchesOf } from "#shared/model/settings/journey-switches.ts";
import { settingValue } from "#shared/model/settings/setting-value.ts";
import type { DeskDb } from "../../../db/database.ts";
import { readSetting } from "../../../db/write/library-setting.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useCalmQuery } from "../../../desk-services/use-calm-query.ts";
import { useIdle } from "../../../ui/hooks/use-idle.ts";

export function useStepsWaiting(): number {
  const { db, worker } = useServices();
  const isIdle = useIdle();
  const ask = useCallback(
    async (database: DeskDb, key: string) => {
      const on = journeySwitchesOf(settingValue((await readSetting(database, JOURNEYS_ID)) ?? undefined));
      if (key === "" || on.length === 0) return 0;
      // one row is read, the whole table is watched
      for (const table of ["outreach", "recipient"]) await database.table(table).limit(1).toArray();
      const due = await worker.outreach.stepsDue();
      return new Set(due.flatMap(({ readers }) => readers)).size;
    },
    [worker],
  );
  return useCalmQuery(db, ask, isIdle ? "idle" : "") ?? 0;
}
