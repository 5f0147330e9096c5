/** F9, from every screen. */
import { useMemo } from "react";
import { useLocation } from "wouter";
import { useDeviceSettingsStore } from "../../db/device-settings.ts";
import type { DeskCommand } from "../../platform/command.ts";
import { useSyncStore } from "./sync-store.ts";

export function useSyncCommands(): readonly DeskCommand[] {
  const sync = useSyncStore();
  const settings = useDeviceSettingsStore();
  const [, navigate] = useLocation();
  return useMemo(
    () => [
      {
        id: "sync.now",
        label: "sync.now",
        section: "file",
        keys: ["F9"],
        inFields: true,
        run: () => {
          navigate("/sync");
          // without a folder the centre says so and offers to choose one
          if (settings.get().sharePath !== undefined) void sync.start();
        },
      },
    ],
    [sync, settings, navigate],
  );
}
