/** The commands of the exchange, from any screen. */
import { useMemo } from "react";
import { useLocation } from "wouter";
import type { DeskCommand } from "../../platform/command.ts";
import { SHEET_IDS, SHEET_TITLES, type SheetId } from "./sheets/sheet-titles.ts";
import { useSyncActions, useSyncState } from "./sync-provider.tsx";

export function useSyncCommands(): readonly DeskCommand[] {
  const actions = useSyncActions();
  const isRunning = useSyncState(({ running }) => running !== null);
  const [, navigate] = useLocation();
  return useMemo((): readonly DeskCommand[] => {
    const show = (what: "folder" | "code" | { readonly sheet: SheetId }) => (): void => {
      navigate("/sync");
      actions.open(what);
    };
    return [
      {
        id: "sync.now",
        label: "sync.now",
        section: "tools",
        keys: ["F9"],
        inFields: true,
        enabled: () => !isRunning,
        run: () => actions.start(),
      },
      { id: "sync.cancel", label: "sync.cancel-sync", section: "tools", enabled: () => isRunning, run: actions.cancel },
      { id: "sync.folder", label: "sync.choose-folder", section: "tools", run: show("folder") },
      { id: "sync.code", label: "sync.code-open", section: "tools", run: show("code") },
      ...SHEET_IDS.map(
        (sheet): DeskCommand => ({
          id: `sync.${sheet}`,
          label: SHEET_TITLES[sheet],
          section: "help",
          run: show({ sheet }),
        }),
      ),
    ];
  }, [actions, isRunning, navigate]);
}
