/** Makes a backup by itself when one is due: looked at soon after the start, then every few minutes. */
import { useEffect, useRef } from "react";
import type { BackupActions } from "./backup-provider.tsx";
import type { BackupRunner } from "./backup-runner.ts";
import type { BackupStore } from "./backup-store.ts";

/** The start itself comes first. */
const FIRST_LOOK_MS = 60_000;
const LOOK_EVERY_MS = 5 * 60_000;

export function useBackupSchedule(runner: BackupRunner, actions: BackupActions, store: BackupStore): void {
  // the words of the actions change with the language; the clock of the schedule does not
  const current = useRef(actions);
  useEffect(() => {
    current.current = actions;
  });
  useEffect(() => {
    let wanted = true;
    const look = async (): Promise<void> => {
      if (store.getState().running === null && (await runner.isDue().catch(() => false)) && wanted) await current.current.make(false);
      else await current.current.refresh();
    };
    let timer = setTimeout(function again() {
      void look().finally(() => {
        if (wanted) timer = setTimeout(again, LOOK_EVERY_MS);
      });
    }, FIRST_LOOK_MS);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [runner, store]);
}
