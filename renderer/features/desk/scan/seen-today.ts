/**
 * Whom this desk has served today stands first in the found list, after a lock and a new start too: the records tell.
 */
import { useEffect } from "react";
import type { DeskDb } from "../../../db/database.ts";
import { startOfDay } from "../../../desk-services/day/use-day-rows.ts";
import { useIdle } from "../../../ui/hooks/use-idle.ts";
import type { Desk } from "../desk-context.ts";
import { SEEN_LENGTH } from "../desk-store.ts";

/** @param paused behind the privacy screen, which forgets who was here */
export function useSeenToday({ store, deps }: Desk, paused: boolean): void {
  const isIdle = useIdle();
  useEffect(() => {
    if (paused || !isIdle) return;
    const today = deps.format().day(deps.services.clock.now());
    let isWanted = true;
    void readSeen(deps.services.db, deps.place().desk, startOfDay(today)).then((earlier) => {
      if (isWanted) store.setState(({ seen }) => ({ seen: [...new Set([...seen, ...earlier])].slice(0, SEEN_LENGTH) }));
    });
    return () => {
      isWanted = false;
    };
  }, [store, deps, paused, isIdle]);
}

/** @returns readers, the latest first */
async function readSeen(db: DeskDb, desk: string, from: number): Promise<readonly string[]> {
  const rows = await db.interaction
    .where("at")
    .aboveOrEqual(from)
    .reverse()
    .filter((row) => row.desk === desk && row.reader !== undefined && row.gone !== 1)
    .limit(SEEN_LENGTH)
    .toArray();
  return [...new Set(rows.flatMap(({ reader }) => reader ?? []))];
}
