/** The way to the groups of readers, which live under the readers. */
import { useMemo } from "react";
import { useLocation } from "wouter";
import type { DeskCommand } from "../../platform/command.ts";

export function useSegmentsCommands(): readonly DeskCommand[] {
  const [, navigate] = useLocation();
  return useMemo(
    () => [
      { id: "view.segments", label: "commands.segments", section: "view", run: () => navigate("/readers/segments") },
    ],
    [navigate],
  );
}
