/**
 * Makes a backup by itself when one is due: looked at soon after the start, then every few minutes. Whoever is typing,
 * scanning or clicking comes first; but not for ever.
 */
import { useEffect, useRef } from "react";
import { watchTouches } from "../../platform/touches.ts";
import type { BackupActions, BackupStore } from "./backup-places-store.ts";
import type { BackupRunner } from "./backup-runner.ts";

/** The start itself comes first. */
const FIRST_LOOK_MS = 60_000;
const LOOK_EVERY_MS = 5 * 60_000;
/** So long without a key or a click is a quiet desk. */
const QUIET_MS = 10_000;
/** A desk with a queue in front of it the whole day has its backup too. */
const WAIT_AT_MOST_MS = 15 * 60_000;

export function useDueBackup(runner: BackupRunner, actions: BackupActions, store: BackupStore): void {
  // the words of the actions change with the language; the clock of the schedule does not
  const current = useRef(actions);
  useEffect(() => {
    current.current = actions;
  });
  useEffect(() => {
    let wanted = true;
    let dueSince: number | null = null;
    const touches = watchTouches();
    /** @returns when to look again */
    const look = async (): Promise<number> => {
      const isDue = store.getState().running === null && (await runner.isDue().catch(() => false)) && wanted;
      if (!isDue) {
        dueSince = null;
        await current.current.refresh();
        return LOOK_EVERY_MS;
      }
      dueSince ??= performance.now();
      const quietIn = Math.min(QUIET_MS - touches.quietMs(), dueSince + WAIT_AT_MOST_MS - performance.now());
      if (quietIn > 0) return quietIn;
      dueSince = null;
      await current.current.make(false);
      return LOOK_EVERY_MS;
    };
    let timer = setTimeout(function again() {
      void look()
        .catch(() => LOOK_EVERY_MS)
        .then((ms) => {
          if (wanted) timer = setTimeout(again, ms);
        });
    }, FIRST_LOOK_MS);
    return () => {
      wanted = false;
      clearTimeout(timer);
      touches.stop();
    };
  }, [runner, store]);
}
