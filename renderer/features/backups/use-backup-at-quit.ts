/**
 * A last backup when the window closes, if something has changed and the last one was made in less than the time
 * that there is. A browser window gives no time at all: what it leaves undone is made soon after the next start.
 */
import { useEffect } from "react";
import { CLOSING_COMMAND } from "#shared/host/bridge.ts";
import { useServices } from "../../desk-services/services.ts";
import { onMenuCommand } from "../../platform/menu-commands.ts";
import type { BackupActions } from "./backup-places-store.ts";
import { type BackupStore, lastGood } from "./backup-places-store.ts";
import type { BackupRunner } from "./backup-runner.ts";

const TIME_MS = 5000;

export function useBackupAtQuit(runner: BackupRunner, actions: BackupActions, store: BackupStore): void {
  const { host } = useServices();
  useEffect(() => {
    const make = async (): Promise<void> => {
      const { running } = store.getState();
      const took = lastGood(store.getState())?.note?.tookMs ?? 0;
      if (running !== null || took >= TIME_MS) return;
      const held = host("backup.hold", { forMs: TIME_MS });
      // one that takes longer after all is cut off cleanly, and swept by the next
      const timer = setTimeout(actions.cancel, TIME_MS - 500);
      if (await runner.hasChanged().catch(() => false)) await actions.make(false);
      clearTimeout(timer);
      await host("backup.release", {});
      await held;
    };
    return onMenuCommand((command) => {
      if (command === CLOSING_COMMAND) void make();
    });
  }, [host, runner, actions, store]);
}
