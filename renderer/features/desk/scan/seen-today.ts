/**
 * Whom this desk has served today stands first in the found list, after a lock and a new start too: the records tell.
 */
import { useEffect } from "react";
import { readSeen, startOfDay } from "../../../db/lists/records-of-day.ts";
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
    void readSeen(deps.services.db, deps.place().desk, startOfDay(today), SEEN_LENGTH).then((earlier) => {
      if (isWanted) store.setState(({ seen }) => ({ seen: [...new Set([...seen, ...earlier])].slice(0, SEEN_LENGTH) }));
    });
    return () => {
      isWanted = false;
    };
  }, [store, deps, paused, isIdle]);
}
