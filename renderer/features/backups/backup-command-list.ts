/** Backups in the menu, the palette and the help sheet. */
import { useMemo } from "react";
import { useLocation } from "wouter";
import type { DeskCommand } from "../../platform/command.ts";
import { useBackupActions, useBackupState } from "./backup-provider.tsx";

export function useBackupCommands(): readonly DeskCommand[] {
  const [, navigate] = useLocation();
  const actions = useBackupActions();
  const isRunning = useBackupState(({ running }) => running !== null);
  return useMemo(
    (): readonly DeskCommand[] => [
      {
        id: "backup.now",
        label: "backup.now",
        section: "tools",
        enabled: () => !isRunning,
        run: () => actions.make(true),
      },
      { id: "backup.open", label: "backup.open", section: "tools", run: () => navigate("/backups") },
    ],
    [actions, isRunning, navigate],
  );
}
